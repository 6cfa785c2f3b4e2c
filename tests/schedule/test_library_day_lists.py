"""Every protocol of the library against its day lists made by hand, byte for byte, for all cycles."""

import pytest
from library_case import FOLDER, Case, cases
from test_day_lists import day_list

from regimen.dosing.subject import Subject
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import HOME, library_ids, load
from regimen.schedule.build import build_schedule

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_library_protocol_follows_the_list_made_by_hand(case: Case) -> None:
    """Every administration and assessment stands on the day, in the slot and with the dose of the source."""
    resolved = resolve(load(case.protocol), case.level, case.choices, case.overlays, case.cycles)
    subject = Subject.model_validate(dict(case.subject)) if case.subject else None
    assert day_list(build_schedule(resolved, subject)) == (FOLDER / f"{case.name}.txt").read_bytes().decode()


def test_golden_files_are_the_lists_made_by_hand() -> None:
    """No golden file is edited, lost or left over."""
    assert {path.stem: path.read_bytes().decode() for path in FOLDER.iterdir()} == {c.name: c.text for c in CASES}


def test_every_protocol_of_the_library_has_a_golden_list() -> None:
    """A protocol without a list made by hand would prove nothing; the home case has its lists in by_hand.py."""
    assert set(library_ids()) == {case.protocol for case in CASES} | {HOME}
