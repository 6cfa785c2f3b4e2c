"""The room of errors: the engine's findings are what there is to find, marks earn by place, class and category."""

from decimal import Decimal
from typing import Any

import pytest
from training_cases import GIVEN, LABS, count, exercise, marked

from regimen.training.build import CaseRefused
from regimen.training.exercise import Exercise
from regimen.training.generate.lot import Wishes
from regimen.training.generate.verify import verified
from regimen.training.keys.marks import Marks
from regimen.training.kinds.errors import MARKS

COUNTS = [count(f"2026-12-{day:02d}", "0.1", "8") for day in range(1, 16)]
COUNTS += [count("2026-12-22", "0.1", "8"), count("2026-12-29", "0.2", "15"), count("2027-01-05", "0.7", "30")]
MARROW = [{"date": "2027-01-06", "adequate": "yes", "blasts": "2"}]
"""A record without a deviation: daily and weekly counts until they recover on Day 36, and a marrow."""
HELD = [{"date": "2026-12-06", "end": "2026-12-06", "agents": ["LEN"], "reason": "rash"}]


def room(given: list[dict[str, str]] = GIVEN, record: dict[str, Any] | None = None, **task: Any) -> Exercise:
    """A room of errors with these doses, judged on Day 60."""
    held = {"administrations": given, "counts": COUNTS, "marrow": MARROW, **(record or {})}
    return exercise("errors", {"record": held}, as_of="2027-01-29", errors=task)


def without(agent: str, date: str) -> list[dict[str, str]]:
    """Every dose but one."""
    return [dose for dose in GIVEN if (dose["agent"], dose["date"]) != (agent, date)]


MISSED = room(without("LEN", "2026-12-06"))
"""LEN of Day 6 missed: one oral dose of many, so other."""


def test_a_clean_record_holds_nothing() -> None:
    """Whoever says so earns everything, and each mark is one without cause."""
    clean = room(planted=[])
    assert marked(clean, {MARKS: "none"}).percent == 100
    wrong = marked(clean, {MARKS: "LEN d6 missed other"})
    assert (wrong.percent, wrong.precision) == (0, 0)


EARNED = {
    "all": ("LEN d6 missed other", "1"),
    "drug": ("lenalidomide d6 missed other", "1"),
    "near-class": ("LEN d6 ceased other", "0.875"),
    "other-class": ("LEN d6 late other", "0.75"),
    "other-category": ("LEN d6 missed important", "0.75"),
    "place-alone": ("LEN d6", "0.5"),
    "one-mark-more": ("LEN d6 missed other; LEN d7 missed other", "0.5"),
    "elsewhere": ("cytarabine d6 missed other", "0"),
}


@pytest.mark.parametrize(("marks", "share"), EARNED.values(), ids=EARNED)
def test_what_a_mark_earns(marks: str, share: str) -> None:
    """Half for the place; class and category share the rest, a near class earns half of its part."""
    assert marked(MISSED, {MARKS: marks}).marked[0].share == Decimal(share)


def test_a_missing_assessment_may_be_named_by_any_name_of_its_kind() -> None:
    """Counts are counts, whichever line of the protocol asked for them; deciding ones on each of their days."""
    daily = room(record={"counts": [one for one in COUNTS if one["date"] != "2026-12-07"]})
    for name in ("bloods-daily", "bloods", "counts"):
        assert marked(daily, {MARKS: f"{name} d7 assessment-missed other"}).percent == 100
    low = [
        *COUNTS[:-1],
        count("2027-01-05", "0.1", "8"),
        count("2027-01-11", "0.1", "8"),
        count("2027-01-19", "1", "40"),
    ]
    undecided = room(record={"counts": low})
    for day in (43, 44, 45):
        assert marked(undecided, {MARKS: f"counts d{day} counts-missing important"}).percent == 100


def test_what_no_source_decides_is_its_own_category() -> None:
    """Under a hold, a dose missed and a dose given are both departures that cannot be classified."""
    for given, told in ((without("LEN", "2026-12-06"), "missed"), (GIVEN, "dose-during-hold")):
        held = room(given, {"holds": HELD})
        assert marked(held, {MARKS: f"LEN d6 {told} unclassifiable"}).percent == 100


def test_without_class_and_category_the_place_is_enough() -> None:
    """A teacher may leave them out, both or one."""
    assert (
        marked(room(without("LEN", "2026-12-06"), name_class="no", name_category="no"), {MARKS: "LEN d6"}).percent
        == 100
    )


def test_a_look_alike_says_why_it_is_none() -> None:
    """Its reason is told to whoever marks it."""
    made = room(look_alikes=[{"what": "LEN", "days": "3", "why": "within 10 %"}])
    assert "within 10 %" in marked(made, {MARKS: "LEN d3 over-dose important"}).marked[0].told


PERMITTED = {
    "protocol": "azacitidine-venetoclax",
    "level": None,
    "record": {
        "administrations": [{"date": "2026-12-01", "agent": "azacitidine", "route": "IV"}],
        "counts": LABS,
    },
}


def test_what_the_protocol_permits_is_no_deviation() -> None:
    """A route that the protocol allows besides is told with its source to whoever marks it."""
    made = exercise("errors", PERMITTED, as_of="2026-12-01")
    key = made.by_id[MARKS].key
    assert isinstance(key, Marks)
    assert [(decoy.why.split(" (")[0]) for decoy in key.decoys] == ["permitted: the protocol also allows it IV"]
    assert key.targets == ()


REFUSED = {
    "no-date": ({"as_of": None}, "add 'as_of'"),
    "not-there": ({"errors": {"planted": [{"deviation": "missed", "what": "LEN", "planned": "7"}]}}, "not found"),
    "more-there": ({"errors": {"planted": []}}, "found besides: missed LEN (planned on Day 6)"),
    "other-category": (
        {"errors": {"planted": [
            {"deviation": "missed", "what": "LEN", "planned": "6", "category": "important"}
        ]}},
        "planted as important, but the engine says other",
    ),
    "no-look-alike": ({"errors": {"look_alikes": [{"what": "LEN", "days": "5-6", "why": "-"}]}}, "no look-alike"),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "told"), REFUSED.values(), ids=REFUSED)
def test_a_case_that_the_engine_contradicts_is_refused(changed: dict[str, Any], told: str) -> None:
    """With what it found, and what it did not."""
    record = {"administrations": without("LEN", "2026-12-06"), "counts": COUNTS, "marrow": MARROW}
    with pytest.raises(CaseRefused) as refused:
        exercise("errors", {"record": record}, **{"as_of": "2027-01-29", **changed})
    assert told in str(refused.value)


def test_learners_are_given_the_record_and_nothing_of_the_key() -> None:
    """Doses with amount, route and hour, holds, counts and the plan; no word on what departs from it."""
    night = [{"date": "2026-12-03", "time": "00:40", "agent": "LEN", "amount": "50 mg", "route": "PO"}]
    made = room(without("LEN", "2026-12-02") + night, {"holds": HELD})
    told = repr(made.material)
    for words in ("lenalidomide 50 mg PO at 00:40", "held on day 6: rash", "bloods-daily", "amount not recorded"):
        assert words in told
    assert not any(cls in told for cls in ("deviation", "missed", "important"))
    hard = verified("errors", 3, 2, Wishes("hard", 4)).exercise
    assert not any(found in repr(hard.material) for found in hard.by_id[MARKS].why)
