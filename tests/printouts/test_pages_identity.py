"""What a sheet says it was made from: one digest for all sheets of a course, another as soon as anything differs."""

import re
from decimal import Decimal

import pytest
from listing import fixture, laid
from pages import printed, sheet, written

from regimen.course import Plan
from regimen.dosing.subject import Subject
from regimen.printouts.identity import identity_of
from regimen.protocol.shelf import load

DEFER = {"act": "defer", "day": "4", "what": ["MEC"], "by": "2", "why": "infection"}
OMIT = {"act": "omit", "day": "8", "what": ["etoposide"], "why": "rash"}


def digest(**course: object) -> str:
    """The digest of a course that differs from the home case."""
    return identity_of(laid(**course)).digest  # type: ignore[arg-type]


def test_all_sheets_of_a_course_bear_one_digest() -> None:
    """Month and day list of one course can be matched; the paper and the week make no difference."""
    digests = {sheet(kind, **options).identity.digest for kind, options in [("month", {}), ("daylist", {})]}
    digests.add(sheet("month", week_starts="sunday").identity.digest)
    assert len(digests) == 1
    assert all(re.fullmatch(r"[0-9a-f]{64}", one) for one in digests)


CHANGES = {
    "level": {"level": "d10-25"},
    "weight": {"subject": Subject(id="sample", height_cm=Decimal(170), weight_kg=Decimal(76))},
    "code": {"subject": Subject(id="S-02")},
    "assumption": {"assumptions": {"mec": "8-100-1000"}},
    "rounding": {"rounding": "none"},
    "act": {"acts": [DEFER]},
    "blackout": {"blackouts": ["2026-12-25"]},
    "protocol": {"protocol": load("mec-8-100-1000")},
    "version": {"protocol": load("nct01681537", "1"), "level": "d14-10"},
    "other": {"protocol": fixture("beam")},
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_difference_is_another_digest(change: str) -> None:
    """Whatever determines the sheets changes the digest, and no two changes give the same one."""
    others = [digest(), *(digest(**course) for name, course in CHANGES.items() if name != change)]
    assert digest(**CHANGES[change]) not in others


def test_where_files_lie_makes_no_difference() -> None:
    """The same course read from another folder, or with its defaults written out, has the same digest."""
    plan = laid()
    explicit = {"protocol_file": "elsewhere/p.yaml", "level": "d10-50", "assumptions": {"mec": "8-80-1000"}}
    moved = Plan(plan.course.model_copy(update=explicit), plan.schedule, plan.ideal, plan.today)
    assert identity_of(moved) == identity_of(plan)
    folder = plan.course.model_copy(update={"protocol_file": "elsewhere/p.yaml"})
    assert identity_of(Plan(folder, plan.schedule, plan.ideal, plan.today)) == identity_of(plan)


@pytest.mark.parametrize(
    ("acts", "issue", "told"),
    [
        ([], 1, None),
        (
            [DEFER],
            2,
            "Sheet version 2 supersedes version 1: MEC deferred by 2 days from Day 4, all that follows: infection",
        ),
        ([DEFER, OMIT], 3, "Sheet version 3 supersedes version 2: etoposide omitted on Day 8: rash"),
    ],
    ids=["first", "second", "third"],
)
def test_each_act_issues_the_sheet_again(acts: list[dict[str, object]], issue: int, told: str | None) -> None:
    """A sheet made after an act says which version it is, which one it supersedes, and what changed."""
    made = sheet("daylist", laid(acts=acts))
    assert (made.identity.issue, made.identity.supersedes) == (issue, told)
    if told:
        assert told in printed(made).pages[0]
        assert told in " ".join(written(made, "text").split())
    assert f"sheet version {issue}" in made.identity.stamp


def test_the_stamp_is_short_enough_to_be_read_out() -> None:
    """Protocol, version, level, sheet version and the first twelve digits of the digest."""
    identity = sheet("month").identity
    assert identity.stamp == f"nct01681537, version 2 · d10-50 · sheet version 1 · course {identity.digest[:12]}"


def test_assumptions_in_force_stand_with_their_marks() -> None:
    """Every assumption that the sheet rests on is listed with † on each of its values."""
    made = sheet("month")
    assert (
        "MEC doses (mec): 8-80-1000 (mitoXANTRONE 8 mg/m²†, etoposide 80 mg/m²†, cytarabine 1,000 mg/m²†)"
        in made.identity.assumptions
    )
    assert all("†" in line for line in made.identity.assumptions)
