"""Drugs in the spinal canal: told wherever a regimen is drawn, not only where its file is checked."""

import datetime as dt

import pytest

from regimen.course import Course, plan
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.protocol.shelf import library_ids, load

DAY_1 = dt.date(2026, 12, 1)
CODES = ("intrathecal-fatal", "vinca-on-intrathecal-day")


@pytest.mark.parametrize("protocol", library_ids())
def test_no_bundled_protocol_has_such_a_day(protocol) -> None:
    """Hyper-CVAD gives methotrexate intrathecally and vincristine, on other days."""
    course = Course(protocol=protocol, reference_date=DAY_1, subject=SAMPLE_SUBJECT)
    assert not [one for one in plan(course, load(protocol), DAY_1).findings if one.code in CODES]
