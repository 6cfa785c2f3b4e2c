"""Acts: what moves, what stays, what is refused; order kept and undone exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from small import small

from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.schedule.acts import Act
from regimen.schedule.build import build_schedule
from regimen.schedule.intervals import cycle_starts, interval_findings
from regimen.schedule.items import DLT_CLOSES, Kind, Schedule
from regimen.schedule.moves import ActRefused, planned
from regimen.schedule.why import why_here

HOME = build_schedule(resolve(load()))
MORE = """
  - {agent: two, dose: 2 mg, route: PO, days: 1-5, source: teaching}
assessments: [{id: bloods, name: Bloods, letter: b, days: 1, cycles: 1-3, source: teaching}]
"""
CYCLES = build_schedule(small("days: '1,8'", cycle=(21, 3), more=MORE.strip("\n")))
ZERO = build_schedule(small("days: '-2-1'", reference=0))


def act(kind: str, day: int, **fields: object) -> Act:
    """An act as a course file holds it, with a reason."""
    texts = {key: value if isinstance(value, list) else str(value) for key, value in fields.items()}
    return Act.model_validate({"act": kind, "day": str(day), "why": "test", **texts})


def days(schedule: Schedule, name: str) -> list[int]:
    """Planned days of a line, assessment or milestone."""
    return [item.day for item in schedule.items if item.entry.id == name]


def spans(*pairs: tuple[int, int]) -> list[int]:
    """Several runs of days, first and last included."""
    return [day for first, last in pairs for day in range(first, last + 1)]


MEC_BY_ONE = act("defer", 4, by=1, what=["MEC"])
MEC = ["mitoxantrone", "etoposide", "cytarabine"]


@pytest.mark.parametrize(
    ("schedule", "acts", "expected"),
    [
        (HOME, [act("defer", 4, by=2, what=["MEC"])], {"etoposide": [6, 7, 8, 9, 10], "lenalidomide": [*range(1, 11)]}),
        (HOME, [act("defer", 6, by=1)], {"etoposide": [4, 5, 7, 8, 9], "lenalidomide": [*range(1, 6), *range(7, 12)]}),
        (HOME, [act("defer", 1, by=3)], {"etoposide": [7, 8, 9, 10, 11], "lenalidomide": [*range(4, 14)]}),
        (HOME, [act("defer", 8, by=1, scope="day", what=["MEC"])], {"cytarabine": [4, 5, 6, 7, 9]}),
        (HOME, [act("omit", 5)], {"etoposide": [4, 6, 7, 8], "lenalidomide": [1, 2, 3, 4, 6, 7, 8, 9, 10]}),
        (HOME, [act("omit", 6, scope="cycle", what=["etoposide"])], {"etoposide": [4, 5], "cytarabine": spans((4, 8))}),
        (HOME, [act("cease", 9, what=["LEN"])], {"lenalidomide": [*range(1, 9)], "etoposide": [4, 5, 6, 7, 8]}),
        (HOME, [MEC_BY_ONE, act("defer", 7, by=2, what=["MEC"])], {"etoposide": [5, 6, 9, 10, 11]}),
        (CYCLES, [act("defer", 22, by=7)], {"one": [1, 8, 29, 36, 50, 57], "two": spans((1, 5), (29, 33), (50, 54))}),
        (CYCLES, [act("defer", 22, by=7)], {"bloods": [1, 29, 50]}),
        (CYCLES, [act("defer", 1, by=7)], {"bloods": [1, 29, 50], "one": [8, 15, 29, 36, 50, 57]}),
        (CYCLES, [act("defer", 23, by=1)], {"bloods": [1, 22, 44], "one": [1, 8, 22, 30, 44, 51]}),
        (CYCLES, [act("defer", 8, by=3, scope="cycle")], {"one": [1, 11, 22, 29, 43, 50]}),
        (CYCLES, [act("omit", 22, scope="cycle")], {"one": [1, 8, 43, 50], "two": [*range(1, 6), *range(43, 48)]}),
        (CYCLES, [act("cease", 24, what=["two"])], {"two": [*range(1, 6), 22, 23], "one": [1, 8, 22, 29, 43, 50]}),
        (ZERO, [act("defer", -1, by=1)], {"one": [-2, 0, 1, 2]}),
    ],
    ids=[
        "block deferred", "all deferred from a day", "all deferred from Day 1", "last day alone", "a day omitted",
        "rest of the cycle omitted", "a drug ceased", "deferred twice", "later cycles follow",
        "assessments follow a cycle", "the first cycle's assessments stay", "a cycle under way keeps its assessments",
        "one cycle only",        "a cycle omitted", "ceased for good", "across Day 0",
    ],
)  # fmt: skip
def test_acts_move_what_they_name(schedule, acts, expected) -> None:
    """The planned days after the acts; the ideal day of every item stays."""
    after = planned(schedule, acts)
    assert {name: days(after, name) for name in expected} == expected
    ideal = {item.id: item.ideal_day for item in schedule.items}
    assert all(ideal[item.id] == item.ideal_day for item in after.items)


@pytest.mark.parametrize("by", [1, 7, 40])
def test_day_45_never_moves(by) -> None:
    """The window closes on Day 45 however far doses are put off; milestones of blocks follow their block."""
    after = planned(HOME, [act("defer", 1, by=by)])
    assert (days(after, DLT_CLOSES), after.window) == ([45], (1, 45))
    assert (days(after, "mec-start"), days(after, "len-end"), days(after, "day-60")) == ([4 + by], [10 + by], [60])


@pytest.mark.parametrize(
    ("schedule", "acts", "words"),
    [
        (HOME, [act("defer", 5, by=1, scope="day", what=["MEC"])], "Day 6 would hold mitoXANTRONE twice"),
        (HOME, [act("defer", 5, by=9, scope="day", what=["etoposide"])], "etoposide of Day 5 would fall on Day 14"),
        (HOME, [act("defer", 1, by=5, what=["LEN"])], "MEC would start on Day 4, before LEN on Day 6; LEN comes first"),
        (HOME, [act("omit", 9, what=["MEC"])], "no dose of MEC is planned on Day 9; allowed: days 4 to 8"),
        (HOME, [act("defer", 11, by=1)], "no dose of any drug is planned on or after Day 11; allowed: days 1 to 10"),
        (HOME, [act("omit", 0)], "there is no Day 0"),
        (HOME, [act("omit", 4, what=["MECC"])], "no block, agent or line 'MECC'; did you mean MEC?"),
        (HOME, [act("cease", 1), act("omit", 4)], "act 2 (all doses omitted on Day 4: test)"),
        (CYCLES, [act("defer", 8, by=14, scope="cycle", what=["one"])], "Day 22 would hold one twice"),
    ],
    ids=[
        "twice", "swapped", "order of blocks", "not that day", "nothing later", "no Day 0", "misspelt", "nothing left",
        "into the next cycle",
    ],
)  # fmt: skip
def test_what_cannot_be_carried_out_is_refused(schedule, acts, words) -> None:
    """The refusal names the act, says why and what would be allowed."""
    with pytest.raises(ActRefused) as caught:
        planned(schedule, acts)
    assert words in caught.value.message
    assert caught.value.number == len(acts)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "defer"}, "'by' is the number of days"),
        ({"act": "omit", "by": "1"}, "'by' is the number of days"),
        ({"act": "defer", "by": "0"}, "deferred by 0 days; allowed: 1 to 366"),
        ({"act": "defer", "by": "367"}, "allowed: 1 to 366"),
        ({"act": "cease", "scope": "day"}, "ceasing for one day is an omission"),
        ({"act": "amend"}, "'version' is what a course is moved to"),
        ({"act": "omit", "version": "2"}, "'version' is what a course is moved to"),
        ({"act": "amend", "version": "2", "what": ["MEC"]}, "about the whole course"),
    ],
    ids=[
        "defer without days", "omit with days", "no days", "too far", "cease a day", "amend to what", "omit to",
        "amend MEC",
    ],
)  # fmt: skip
def test_an_act_that_makes_no_sense_is_refused(fields, words) -> None:
    """Each kind of act has its own values and no others."""
    with pytest.raises(ValidationError, match=words.replace("(", r"\(")):
        Act.model_validate({"day": "4", "why": "test", **fields})


def test_what_is_left_out_is_kept_apart_with_its_act() -> None:
    """Omitted doses are not lost: they stand beside the plan with the number of the act."""
    after = planned(HOME, [act("omit", 4), act("cease", 9, what=["LEN"])])
    assert [(left.item.id, left.act) for left in after.left_out] == [
        *[(f"{name}:d4", 1) for name in ["lenalidomide", *MEC]], ("lenalidomide:d9", 2), ("lenalidomide:d10", 2),
    ]  # fmt: skip


def test_why_names_the_act() -> None:
    """A moved dose says what moved it and from where."""
    after = planned(HOME, [act("defer", 4, by=2, what=["MEC"])])
    item = next(item for item in after.items if item.entry.id == "etoposide")
    words = why_here(after, item)
    assert "Day 4 is 3 days after Day 1" in words
    assert words.endswith("act 1: MEC deferred by 2 days from Day 4, all that follows: test; "
    "so it is planned on Day 6 instead of Day 4")  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "starts", "told"),
    [
        ([], {1: 1, 2: 22, 3: 43}, []),
        ([act("defer", 22, by=7)], {1: 1, 2: 29, 3: 50}, []),
        ([act("defer", 22, by=7, scope="cycle")], {1: 1, 2: 29, 3: 43}, ["cycle 3 starts 14 days after cycle 2"]),
    ],
    ids=["no acts", "all that follows", "one cycle only"],
)
def test_intervals_between_cycles_are_questioned(acts, starts, told) -> None:
    """A cycle brought closer to the next than the protocol's length is a finding."""
    after = planned(CYCLES, acts)
    assert cycle_starts(after) == starts
    assert [finding.message.partition(";")[0] for finding in interval_findings(after)] == told


ACTS = st.lists(
    st.one_of(
        st.builds(
            lambda day, by, scope, what: act("defer", day, by=by, scope=scope, what=what),
            st.integers(1, 12), st.integers(1, 20), st.sampled_from(["day", "cycle", "following"]),
            st.sampled_from([[], ["MEC"], ["LEN"], ["etoposide"]]),
        ),
        st.builds(
            lambda kind, day, what: act(kind, day, scope="cycle", what=what),
            st.sampled_from(["omit", "cease"]), st.integers(1, 12), st.sampled_from([[], ["MEC"], ["cytarabine"]]),
        ),
    ),
    max_size=4,
)  # fmt: skip


def carried_out(schedule: Schedule, wanted: list[Act]) -> list[Act]:
    """Those of the acts that can be carried out one after the other."""
    done: list[Act] = []
    for one in wanted:
        try:
            planned(schedule, [*done, one])
        except ActRefused:
            continue
        done.append(one)
    return done


@pytest.mark.parametrize("schedule", [HOME, CYCLES], ids=["home", "cycles"])
@given(wanted=ACTS)
def test_acts_keep_order_and_lose_nothing(schedule, wanted) -> None:
    """Whatever is carried out, no line gives a dose twice or out of order, and every dose is planned or left out."""
    wanted = [one.model_copy(update={"what": []}) for one in wanted] if schedule is CYCLES else wanted
    after = planned(schedule, carried_out(schedule, wanted))
    places: dict[str, list[tuple[int, int, int]]] = {}
    for item in after.items:
        if item.kind == Kind.DOSE:
            places.setdefault(item.entry.id, []).append((item.ideal_day, item.day, item.slot))
    for found in places.values():
        assert [place[1] for place in sorted(found)] == sorted({place[1] for place in found})
    assert {item.id for item in schedule.items} == {item.id for item in after.items} | {
        left.item.id for left in after.left_out
    } | {item.id for item in schedule.items if item.kind == Kind.MILESTONE}


@given(wanted=ACTS)
def test_taking_the_last_act_back_gives_the_plan_before(wanted) -> None:
    """Undo is exact: the plan of all acts but the last, item for item."""
    done = carried_out(HOME, wanted)
    before = planned(HOME, done[:-1])
    after = planned(HOME, done)
    again = planned(HOME, after.acts[:-1])
    assert (again.items, again.touched, again.left_out) == (before.items, before.touched, before.left_out)
