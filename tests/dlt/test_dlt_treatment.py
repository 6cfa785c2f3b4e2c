"""How much treatment was given, and after which dose recovery is looked for."""

from dataclasses import replace
from decimal import Decimal

import pytest
from dlt_subject import HOME, samples

from regimen.dlt.case import Case, Treatment
from regimen.dlt.treatment import treatment_given
from regimen.dlt.verdict import judge
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.record.facts import Ending, Facts, Given
from regimen.schedule.acts import Act
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Schedule
from regimen.schedule.moves import planned

PLAN = build_schedule(resolve(load()))
DRUGS = ("mitoxantrone", "etoposide", "cytarabine")


def doses(*drugs: str, days: range) -> tuple[Given, ...]:
    """One dose a day of each drug."""
    return tuple(Given(drug, day) for drug in drugs for day in days)


LEN, MEC = doses("lenalidomide", days=range(1, 11)), doses(*DRUGS, days=range(4, 9))
ALL = (*LEN, *MEC)


def given(doses: tuple[Given, ...], as_of: int, *endings: Ending, plan: Schedule = PLAN, shift: int = 0) -> Treatment:
    """The treatment of the home course as of a day."""
    return treatment_given(PLAN, plan, shift, Facts(given=doses, endings=endings), as_of)


@pytest.mark.parametrize(
    ("record", "as_of", "expected"),
    [
        (ALL, 60, Treatment("MEC", 8, Decimal(1))),
        ((*LEN[:8], *MEC), 60, Treatment("MEC", 8, Decimal("0.8"))),
        ((*LEN, *doses(*DRUGS[:2], days=range(4, 9)), *doses("cytarabine", days=range(4, 7))), 60,
         Treatment("MEC", 8, Decimal("0.6"))),
        (ALL + ALL, 60, Treatment("MEC", 8, Decimal(1))),
        ((*ALL, Given("lenalidomide", 20)), 60, Treatment("MEC", 8, Decimal(1))),
        ((*ALL, Given("cytarabine", 20)), 60, Treatment("MEC", 20, Decimal(1))),
        (ALL, 7, Treatment("MEC", 7, Decimal(1), finished=False)),
        (ALL, 8, Treatment("MEC", 8, Decimal(1))),
        ((*LEN[:8], *MEC), 9, Treatment("MEC", 8, Decimal(1))),
        ((*LEN[:8], *MEC), 10, Treatment("MEC", 8, Decimal("0.9"))),
        ((*LEN[:8], *MEC), 11, Treatment("MEC", 8, Decimal("0.8"))),
        ((*LEN[3:], *MEC), 5, Treatment("MEC", 5, Decimal("0.7"), finished=False)),
        (LEN, 60, Treatment("MEC", None, Decimal(0))),
        ((), 60, Treatment("MEC", None, Decimal(0))),
    ],
    ids=[
        "all", "LEN short", "cytarabine short", "more than planned", "LEN beyond the plan", "MEC beyond the plan",
        "as of Day 7", "as of the last day", "two to come, one of them today", "the last is due today", "two missed",
        "three missed, the rest to come", "no MEC", "nothing",
    ],
)  # fmt: skip
def test_what_was_given(record, as_of, expected) -> None:
    """The last day of the block that the protocol names, and the smallest share of any drug with what is to come."""
    assert given(record, as_of) == expected


def test_after_an_ending_nothing_is_to_come() -> None:
    """Doses planned after a death are not given any more: what was given by then is all."""
    assert given(LEN[:6], 6, Ending("death", 6)).share == Decimal(0)
    assert given((*LEN[:6], *doses(*DRUGS, days=range(4, 7))), 6, Ending("death", 6)).share == Decimal("0.6")
    assert given((*LEN[:6], *doses(*DRUGS, days=range(4, 7))), 6).share == Decimal(1)


def test_nobody_is_replaced_while_doses_are_due() -> None:
    """14 days of LEN, all given so far, counts good on Day 10: recovered, not short of treatment."""
    plan = build_schedule(resolve(load(), "d14-10"))
    record = (*doses("lenalidomide", days=range(1, 11)), *MEC)
    facts = Facts(given=record, samples=samples("9:0.1/9 10:0.9/60"))
    found = judge(Case(facts, treatment_given(plan, plan, 0, facts, 10), 10), HOME)
    assert (found.state, found.day) == ("recovered", 10)


SALVAGE = doses("cytarabine", "mitoxantrone", days=range(30, 35))


@pytest.mark.parametrize(
    ("kind", "day", "last"),
    [
        ("next-therapy", 30, 8),
        ("transplant", 30, 8),
        ("next-therapy", 31, 30),
        ("withdrawal", 30, 30),
        ("relapse", 30, 30),
        ("death", 8, 8),
    ],
)
def test_doses_of_what_comes_next_are_none_of_the_protocol(kind, day, last) -> None:
    """From next therapy on, a dose of the same drug belongs to that; on the day of another ending it still counts."""
    assert given((*ALL, *SALVAGE), 60, Ending(kind, day)).last_day == last


def test_salvage_with_the_same_drug_undoes_no_recovery() -> None:
    """Recovered on Day 26, salvage with cytarabine from Day 30: recovery came first."""
    facts = Facts(given=(*ALL, *SALVAGE), samples=samples("15:0.1/9 26:0.6/25"), endings=(Ending("next-therapy", 30),))
    found = judge(Case(facts, treatment_given(PLAN, PLAN, 0, facts, 60), 60), HOME)
    assert (found.state, found.day) == ("recovered", 26)


def act(kind: str, day: int, **more: str) -> Act:
    """An act on MEC."""
    return Act.model_validate({"act": kind, "day": str(day), "what": ["MEC"], "why": "test", **more})


@pytest.mark.parametrize(
    ("acts", "shift", "as_of", "finished"),
    [
        ([], 0, 7, False),
        ([], 0, 8, True),
        ([], 3, 7, False),
        ([], 3, 8, True),
        ([act("defer", 7, by="7")], 0, 14, False),
        ([act("defer", 7, by="7")], 0, 15, True),
        ([act("defer", 7, by="7")], 3, 11, False),
        ([act("defer", 7, by="7")], 3, 12, True),
        ([act("cease", 7)], 0, 5, False),
        ([act("cease", 7)], 0, 6, True),
        ([act("omit", 8)], 0, 7, True),
    ],
    ids=[
        "the day before", "the last day", "begun late", "begun late, the last day", "put off", "put off, the last day",
        "put off, begun late", "put off to dates", "to be ceased", "ceased", "the last one left out",
    ],
)  # fmt: skip
def test_whether_doses_are_still_to_come(acts, shift, as_of, finished) -> None:
    """As planned after acts: these give dates, while what no act touched counts from the actual reference day."""
    assert given(MEC, as_of, plan=planned(PLAN, acts), shift=shift).finished is finished


def test_a_protocol_without_a_block_of_the_window_is_judged_after_all_treatment() -> None:
    """Recovery is then looked for after the last dose of any drug, and people are told so."""
    resolved = PLAN.resolved
    assert resolved.dlt is not None
    plan = replace(PLAN, resolved=replace(resolved, dlt=replace(resolved.dlt, after=None)))
    assert treatment_given(plan, plan, 0, Facts(given=ALL), 60) == Treatment("treatment", 10, Decimal(1))
    assert not treatment_given(plan, plan, 0, Facts(given=ALL), 9).finished
