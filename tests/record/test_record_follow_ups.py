"""Follow-ups of deviations as entries of a record: what they hold, how they are corrected, when they count."""

import pytest
from recording import line, misfits, record

from regimen.record.corrections import in_force
from regimen.record.facts import FollowUp

KEY = "deferred-series:MEC:d4"


def entry(fields: str) -> str:
    """Lines of a record with one follow-up."""
    return f"  follow_ups:\n  - {{date: 2026-12-10, deviation: '{KEY}'{fields}}}\n"


def test_a_follow_up_becomes_a_fact() -> None:
    """Its dates become study days like all others."""
    said = ", who: data manager, cause: fever, impact: none, corrective_action: two check"
    (found,) = line(entry(f"{said}, approved_on: 2026-12-03, approved_by: sponsor")).facts.follow_ups
    place = "follow_ups[1]"
    assert found == FollowUp(KEY, 10, "data manager", "fever", "none", "two check", 3, "sponsor", place)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("", "it says nothing; allowed: cause, impact, corrective_action, an approval"),
        (", who: nurse", "it says nothing"),
        (", approved_on: 2026-12-03", "an approval has a date and a role; give approved_on and approved_by"),
        (", approved_by: sponsor", "an approval has a date and a role"),
        (", approved_on: 2026-12-11, approved_by: sponsor", "approved on 2026-12-11, after it was written"),
        (", action: none", "unknown key 'action'"),
    ],
    ids=["nothing", "only a role", "approved by nobody", "approved at no time", "approved later", "unknown key"],
)
def test_a_follow_up_that_cannot_be(fields, told) -> None:
    """Refused with what is wrong."""
    (found,) = misfits(entry(fields))
    assert told in found.message


@pytest.mark.parametrize(
    ("correction", "action"),
    [
        ("void: yes", None),
        (f"follow_up: {{date: 2026-12-10, deviation: '{KEY}', corrective_action: three check}}", "three check"),
    ],
    ids=["voided", "replaced"],
)
def test_a_follow_up_is_corrected_like_any_entry(correction, action) -> None:
    """A later entry replaces or voids it."""
    text = entry(", corrective_action: two check") + (
        f"  corrections:\n  - {{of: 'follow_ups[1]', date: 2026-12-12, reason: slip, {correction}}}\n"
    )
    assert [kept.entry.corrective_action for kept in in_force(record(text))] == ([action] if action else [])
