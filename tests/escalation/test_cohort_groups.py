"""Recorded subjects as cohorts on a ladder, and what of their calendar leaves the design."""

import pytest
from cohort_courses import counts, on, one, recorded
from pendulum import Date

from regimen.dates import parse_date
from regimen.errors import RegimenError
from regimen.escalation.designs.registry import design_of
from regimen.escalation.timing.cohorts import grouped
from regimen.escalation.timing.ladder import rungs
from regimen.escalation.timing.meeting import Asked, meeting
from regimen.escalation.timing.planning import Planning
from regimen.protocol.reader import parse_protocol
from regimen.protocol.shelf import load, place
from regimen.protocol.versions import version_of

STORER, ROLLING = design_of("no-deescalation"), design_of("rolling-six")
LATER = parse_date("2027-05-01")


def letters(members, design=STORER) -> list[str]:
    """Each cohort as `d10-5 NNN`."""
    found = rungs(load())
    return [f"{group.level} {group.letters}" for group in grouped(members, found, design)]


def subjects(*told: tuple[str, str]):
    """Subjects one day after the other, each with level and letter."""
    every = {"N": one(60, samples=counts(29)), "P": one(20), "X": one(60, samples={15: "0.1/9"})}
    return [
        every[letter]._replace(id=f"T-{number:02}", subject=f"T-{number:02}", level=level, day1=on(number))
        for number, (level, letter) in enumerate(told, 1)
    ]


GROUPS = {
    "by level": ([("d10-5", "N"), ("d10-5", "N"), ("d10-10", "P")], ["d10-5 NN", "d10-10 P"]),
    "by threes": ([("d10-5", "N")] * 3 + [("d10-5", "P")], ["d10-5 NNN", "d10-5 P"]),
    "who replaces belongs to the cohort": ([("d10-5", letter) for letter in "NXNNP"], ["d10-5 NXNN", "d10-5 P"]),
    "down again": ([("d10-10", "N"), ("d10-5", "N"), ("d10-10", "N")], ["d10-10 N", "d10-5 N", "d10-10 N"]),
}


@pytest.mark.parametrize(("told", "expected"), GROUPS.values(), ids=GROUPS)
def test_cohorts_are_by_level_and_order_of_day_1(told, expected) -> None:
    """In whatever order the courses are read."""
    assert letters(reversed(subjects(*told))) == expected


def test_a_design_that_enrols_one_by_one_has_no_cohorts_of_three() -> None:
    """Rolling six: six at a level stand together."""
    assert letters(subjects(*[("d10-5", "N")] * 6), ROLLING) == ["d10-5 NNNNNN"]


def test_the_ladder_is_that_of_the_version_in_force() -> None:
    """Version 1: by dose, though the file lists 10 mg first; version 2: its open rungs, and where it starts."""
    before, after = (rungs(version_of(place("nct01681537"), version, None)) for version in ("1", "2"))
    assert (before.ids, before.start) == (("d14-5", "d14-10"), None)
    assert (after.ids, after.start) == (("d10-5", "d10-10", "d10-25", "d10-50"), 1)
    assert set(after.closed) == {"d14-5", "d14-10"}
    assert [after.number(name) for name in ("d10-50", "d14-10", None)] == [4, None, None]


def test_a_ladder_may_be_named() -> None:
    """Levels of one's own choice, also closed ones; unknown and double ones are refused."""
    assert rungs(load(), ("d14-5", "d14-10")).ids == ("d14-5", "d14-10")
    with pytest.raises(RegimenError, match="no level 'd10-6'; did you mean d10-"):
        rungs(load(), ("d10-6",))
    with pytest.raises(RegimenError, match="twice"):
        rungs(load(), ("d10-5", "d10-5"))


def test_a_protocol_without_levels_is_a_ladder_of_one_rung() -> None:
    """Everybody stands on it."""
    found = rungs(parse_protocol((place("beam")).read_text(encoding="utf-8")))
    assert (found.ids, found.number(None)) == (("",), 1)


def test_subjects_of_closed_levels_are_shown_and_not_counted() -> None:
    """Those treated before the amendment belong to another ladder; --ladder counts them."""
    old = [one(60, name="T-00", level="d14-10", day1=Date(2026, 1, 6), samples=counts(29))]
    made = meeting([*old, *recorded(LATER)], LATER, Asked((STORER,)))
    assert [(group.number, group.letters) for group in made.cohorts] == [(None, "X"), (1, "NNN"), (2, "NNT")]
    assert made.state.at(1).enrolled == 3
    (found,) = made.findings
    assert (found.code, found.subject) == ("level-off-ladder", "d14-10")
    assert "version 2 shortened LEN to days 1-10" in found.message
    again = meeting([*old, *recorded(LATER)], LATER, Asked((STORER,), ladder=("d14-5", "d14-10")))
    assert (again.state.at(2).enrolled, again.roster.ladder) == (1, (2, 2))


def test_nobody_and_two_protocols_are_refused() -> None:
    """There is nothing to decide, or no telling which trial is meant."""
    other = recorded(LATER)[0]
    other = other._replace(subject="T-99", protocol=other.protocol.model_copy(update={"id": "another"}))
    with pytest.raises(RegimenError, match="no subject"):
        meeting([], LATER, Asked((STORER,)))
    with pytest.raises(RegimenError, match="2 protocols: nct01681537, another"):
        meeting([*recorded(LATER), other], LATER, Asked((STORER,)))


def test_who_began_too_early_is_told_with_who_was_waited_for() -> None:
    """A lag that was not kept, a fourth subject on hold, a level too high, an expansion: each is a finding."""
    lagged = meeting(recorded(LATER), LATER, Asked((STORER,), Planning(review_lag=5)))
    assert [(one.code, one.subject) for one in lagged.findings] == [("off-design", "T-04")]
    assert "T-04 began on Thu 28 Jan 2027 at level 2, when no-deescalation said hold" in lagged.findings[0].message
    fourth = one(60, name="T-07", level="d10-10", day1=Date(2027, 2, 20), samples=counts(29))
    (found,) = meeting([*recorded(LATER), fourth], LATER, Asked((STORER,))).findings
    assert "said hold (row pending); not counted then: T-04 (Day 24), T-05 (Day 19), T-06 (Day 11)" in found.message
    above = fourth._replace(level="d10-50", day1=Date(2027, 4, 1), done=Date(2027, 5, 1))
    (found,) = meeting([*recorded(LATER), above], LATER, Asked((STORER,))).findings
    assert "at level 4, when no-deescalation said stay: level 2 (row more)" in found.message


def test_a_stagger_that_was_not_kept_is_told() -> None:
    """Days between two Day 1s of one level, beside those asked for."""
    made = meeting(recorded(LATER), LATER, Asked((STORER,), Planning(stagger=7)))
    assert [one.message for one in made.findings] == [
        "T-05 began on Tue 02 Feb 2027, 5 days after T-04, with a stagger of 7 days asked for"
    ]


def test_the_recorded_calendar_keeps_to_the_design() -> None:
    """Nothing is remarked where everybody began when the design let them."""
    assert meeting(recorded(LATER), LATER, Asked((STORER,))).findings == ()


def test_who_is_booked_is_shown_and_not_yet_counted() -> None:
    """A planned Day 1 that is ahead fills no place today; one that was recorded later is not known on the day."""
    date = parse_date("2027-01-20")
    booked = one(-8, name="T-90", level="d10-10", day1=Date(2027, 1, 28), samples={})
    made = meeting([*recorded(date), booked], date, Asked((STORER,)))
    assert [(group.number, group.letters, len(group.members)) for group in made.cohorts] == [(1, "NNP", 3), (2, "", 1)]
    assert (made.state.level, made.state.at(2).enrolled) == (1, 0)
    assert [found.code for found in made.findings] == ["off-design"]
    assert "T-90 is to begin on Thu 28 Jan 2027 at level 2, when no-deescalation said hold" in made.findings[0].message


def test_a_subject_counts_once() -> None:
    """Two courses of one subject, such as a file and its copy, are refused."""
    found = recorded(LATER)
    with pytest.raises(RegimenError, match=r"T-01 is the subject of two courses, T-01 and copy\.yaml"):
        meeting([*found, found[0]._replace(id="copy.yaml")], LATER, Asked((STORER,)))
