"""What holds for every record: as planned is clean, planted edits come back, nothing depends on days or order."""

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st
from plans import BODY, HOME, MEC, dose, planned_doses, record, report, small, told

from regimen.days import DAY_ZERO
from regimen.deviations.assessments import MARROW, kind_of
from regimen.deviations.check import Report, check
from regimen.deviations.classes import Code
from regimen.deviations.costs import EXTRA, MISS, OVERRUN, STOP, points, run_cost
from regimen.deviations.standard import Standard
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import library_ids, load
from regimen.record.facts import Facts, Given, Hold, Marrow
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Kind, Schedule


def everything(schedule: Schedule) -> Facts:
    """A record with each planned dose and each blood count and marrow of a schedule."""
    given = tuple(
        Given(item.entry.name, item.day, None, item.entry.result and item.entry.result.amount, item.entry.line.route)
        for item in schedule.items
        if item.kind == Kind.DOSE
    )
    marrows = tuple(Marrow(item.day, adequate=True) for item in schedule.items if kind_of(item.entry) == MARROW)
    return record(schedule)._replace(given=given, marrows=marrows)


@given(
    name=st.sampled_from(library_ids()), pick=st.randoms(use_true_random=False), as_of=st.none() | st.integers(1, 90)
)
def test_a_record_equal_to_the_schedule_has_no_finding(name, pick, as_of) -> None:
    """Any protocol of the library at any level, judged on any day or when it is over."""
    protocol = load(name)
    level = pick.choice(list(protocol.ladder.levels)) if protocol.ladder else None
    schedule = build_schedule(resolve(protocol, level), BODY)
    found = report(schedule, everything(schedule), as_of=as_of)
    assert (told(found), found.remarks, found.cost) == ([], (), 0)


class Planted(NamedTuple):
    """Doses of one line with edits, and what these cost."""

    planned: list[int]
    given: list[int]
    cost: int


@st.composite
def planted(draw: Callable[[Any], Any]) -> Planted:
    """Doses moved in runs, missed, stopped, and further ones on days that have none."""
    planned = sorted(draw(st.sets(st.integers(1, 40), min_size=3, max_size=12)))
    stop = draw(st.integers(0, len(planned)))
    doses: list[int] = []
    missed = cost = shift = 0
    for number, day in enumerate(planned[:stop]):
        step = draw(st.sampled_from(["keep"] * 5 + ["miss", "move"]))
        if step == "miss":
            missed += 1
            continue
        new = draw(st.integers(-3, 14)) if step == "move" else shift
        if doses and day + new <= doses[-1]:
            new = max(shift, doses[-1] + 1 - day)
        if new != shift:
            cost, shift = cost + run_cost(new), new
        doses.append(day + shift)
        assert number < stop
    left = len(planned) - stop
    cost += MISS * missed + (0, MISS, STOP)[min(left, 2)]
    free = [day for day in range(1, 60) if day not in planned]
    extras = sorted(draw(st.sets(st.sampled_from(free), max_size=3)) - set(doses))
    last = max([planned[-1], *doses])
    beyond = [day for day in extras if day > last]
    cost += EXTRA * (len(extras) - len(beyond)) + (0, EXTRA, OVERRUN)[min(len(beyond), 2)]
    return Planted(planned, sorted([*doses, *extras]), cost)


@given(course=planted())
def test_no_explanation_costs_more_than_what_was_planted(course) -> None:
    """What happened is one explanation, so the cheapest one is never dearer."""
    line = small(f"days: '{','.join(map(str, course.planned))}'")
    facts = record(line, {"one": ",".join(map(str, course.given))})
    assert report(line, facts).cost <= points(course.cost)


class Edit(NamedTuple):
    """A planted edit of one block: its days, what it must be told as, whether it leaves doses spare or lacking."""

    days: str
    told: tuple[str, ...]
    spare: bool = False
    lacks: bool = False


def text(days: list[int]) -> str:
    """Days one by one."""
    return ",".join(map(str, days))


def span(days: list[int]) -> str:
    """A run of days as a day set."""
    return f"{days[0]}-{days[-1]}" if len(days) > 1 else str(days[0])


def block_edits(name: str, first: int, last: int, doses: int) -> st.SearchStrategy[Edit]:
    """The family for one block of daily doses: one edit, or none."""
    planned = list(range(first, last + 1))
    inner = st.sampled_from(planned[1:])
    tail = st.sampled_from(planned[1:-1])

    def missed(day: int) -> Edit:
        return Edit(text([one for one in planned if one != day]), (f"missed {name} {day}> x{doses}",), lacks=True)

    def paused(from_to: tuple[int, int]) -> Edit:
        gone = range(from_to[0], from_to[1] + 1)
        told = tuple(f"missed {name} {day}> x{doses}" for day in gone)
        return Edit(text([one for one in planned if one not in gone]), told, lacks=True)

    def ceased(day: int) -> Edit:
        gone = planned[planned.index(day) :]
        told = f"ceased {name} {span(gone)}> x{doses * len(gone)}"
        return Edit(text(planned[: planned.index(day)]), (told,), lacks=True)

    def twice(day: int) -> Edit:
        return Edit(text(sorted([*planned, day])), (f"duplicate {name} >{day} x{doses}",), spare=True)

    def longer(more: int) -> Edit:
        after = [last + 1 + number for number in range(more)]
        return Edit(text([*planned, *after]), (f"beyond-plan {name} >{span(after)} x{doses * more}",), spare=True)

    def deferred(day: int, by: int) -> Edit:
        at = planned.index(day)
        before, moved = planned[:at], [one + by for one in planned[at:]]
        told = f"deferred-series {name} {span(planned[at:])}>{span(moved)} x{doses * len(moved)}"
        return Edit(text([*before, *moved]), (told,))

    return st.one_of(
        st.just(Edit(text(planned), ())),
        inner.map(missed),
        st.sampled_from([(a, b) for a in planned[1:-1] for b in planned[1:-1] if a < b]).map(paused),
        tail.map(ceased),
        inner.map(twice),
        st.integers(1, 4).map(longer),
        st.builds(deferred, tail, st.integers(1, 14)),
    )


@given(
    len_edit=block_edits("LEN", 1, 10, 1),
    mec_edit=block_edits("MEC", 4, 8, 3),
    no_counts=st.none() | st.integers(1, 14),
)
def test_planted_edits_that_do_not_meet_come_back(len_edit, mec_edit, no_counts) -> None:
    """One edit a block, unless one block lacks doses where the other has spare ones, and one daily count missing."""
    assume(not (len_edit.spare and mec_edit.lacks) and not (mec_edit.spare and len_edit.lacks))
    counts = text([*(day for day in range(1, 16) if day != no_counts), 22, 29, 36, 43, 45])
    facts = record(HOME, {"LEN": len_edit.days, "MEC": mec_edit.days}, counts=counts)
    expected = [*len_edit.told, *mec_edit.told]
    if no_counts:
        expected.append(f"assessment-missed bloods-daily {no_counts}> x0")
    assert sorted(told(report(HOME, facts))) == sorted(expected)


DAYS = st.lists(st.integers(-3, 20), max_size=8)


@given(planned=st.sets(st.integers(0, 15), min_size=1, max_size=8), doses=DAYS, by=st.integers(-30, 60))
def test_shifting_schedule_and_record_together_changes_nothing(planned, doses, by) -> None:
    """The same findings, each so many days later."""

    def found(shift: int) -> Report:
        line = small(f"days: '{text(sorted(day + shift for day in planned))}'", reference=0)
        return report(line, Facts(given=tuple(dose("one", day + shift) for day in doses)))

    here, there = found(0), found(by)
    assert here.cost == there.cost
    assert [
        (one.code, one.explains, one.category, one.outcome, [day + by for day in one.days]) for one in here.deviations
    ] == [(one.code, one.explains, one.category, one.outcome, list(one.days)) for one in there.deviations]


STUDY_DAYS = st.integers(-3, 16).filter(bool)
GIVEN = st.builds(
    dose, st.sampled_from(["lenalidomide", *MEC, "daunorubicin"]), STUDY_DAYS,
    st.sampled_from([None, "50 mg", "10 mg", "0.2 g"]), st.sampled_from([None, "IV", "PO"]),
)  # fmt: skip
HOLDS = st.builds(
    Hold, st.sampled_from([(), ("lenalidomide",), MEC]), STUDY_DAYS, st.none() | st.just(16), st.sampled_from("ab")
)
ANY_RECORD = st.builds(
    lambda given, holds: record(HOME)._replace(given=tuple(given), holds=tuple(holds)),
    st.lists(GIVEN, max_size=30), st.lists(HOLDS, max_size=2),
)  # fmt: skip


@given(facts=ANY_RECORD, seed=st.integers(0, 9))
def test_the_order_of_entries_makes_no_difference(facts, seed) -> None:
    """A record shuffled is the same record."""
    shuffle = random.Random(seed).shuffle  # noqa: S311 - a shuffle, not a secret
    kinds = [list(kind) for kind in (facts.given, facts.samples, facts.holds)]
    for kind in kinds:
        shuffle(kind)
    given, samples, holds = map(tuple, kinds)
    assert report(HOME, facts) == report(HOME, facts._replace(given=given, samples=samples, holds=holds))


@given(facts=ANY_RECORD, as_of=st.none() | st.integers(1, 50))
def test_any_record_is_told_within_blocks(facts, as_of) -> None:
    """Whatever was given: no finding spans two blocks but for a wrong drug, and each has days and words."""
    for one in report(HOME, facts, as_of=as_of, recovered=30).deviations:
        meant = set(one.agents[:-1] if one.code is Code.WRONG_AGENT else one.agents)
        assert any(meant <= block for block in ({"lenalidomide"}, set(MEC), {"daunorubicin"}))
        assert one.days
        assert one.message
        assert one.would_clear


@given(facts=ANY_RECORD)
def test_every_dose_is_accounted_for(facts) -> None:
    """Planned doses minus those not given are given doses minus those unplanned: nothing is lost between findings."""
    found = [one for one in report(HOME, facts).deviations if one.code is not Code.DOSE_DURING_HOLD]
    count = {
        sign: sum(one.explains for one in found if one.code in codes)
        for sign, codes in {
            "lost": {Code.MISSED, Code.OMITTED, Code.CEASED},
            "more": {Code.EXTRA, Code.DUPLICATE, Code.BEYOND_PLAN},
        }.items()
    }
    planned = sum(len(planned_doses(HOME, agent)) for agent in ("lenalidomide", *MEC))
    assert planned - count["lost"] == len(facts.given) - count["more"]


def test_zero_is_a_day_where_the_protocol_has_one() -> None:
    """The shifted schedules above do reach and cross Day 0."""
    line = small("days: '-1-1'", reference=0)
    standard = Standard(line)
    assert standard.numbering == DAY_ZERO
    assert told(check(standard, record(line)), DAY_ZERO) == []
