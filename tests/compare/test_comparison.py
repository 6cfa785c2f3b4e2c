"""Two protocols held against each other: every kind of difference in words, on the calendar, and nothing for equals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.compare.changes import changes
from regimen.compare.comparison import Comparison, compare, side_name
from regimen.compare.overlay import SIGNS
from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shelf import HOME, LIBRARY, library_ids, load

TEXT = (LIBRARY / f"{HOME}.yaml").read_text(encoding="utf-8")


def home(version: str = "2", level: str | None = None, **sets: str) -> ResolvedProtocol:
    """The home protocol in a version, at a level, under sets of assumptions."""
    return resolve(load(HOME, version), level, sets)


OVER = "over: 30 min, days"
"""Where the mitoxantrone line takes another field."""


def edited(*pairs: tuple[str, str]) -> ResolvedProtocol:
    """The home protocol with passages of its file replaced, in its latest version."""
    text = TEXT
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return resolve(parse_protocol(text))


def lane(found: Comparison, name: str) -> str:
    """A lane as signs, from the first to the last day given."""
    days = next(lane for lane in found.lanes if lane.name == name).days
    return "".join(SIGNS[days[day]] if day in days else "." for day in range(min(days), max(days) + 1))


def test_the_amendment_leaves_35_days_instead_of_31() -> None:
    """LEN to Day 14 leaves 31 days to Day 45, to Day 10 leaves 35; MEC keeps its 37."""
    found = compare(home("1", "d14-10"), home("2", "d10-10"))
    assert [(clock.name, clock.last, clock.days) for clock in found.clocks] == [
        ("LEN", (14, 10), (31, 35)),
        ("MEC", (8, 8), (37, 37)),
    ]
    assert lane(found, "lenalidomide PO") == "==========----"
    assert lane(found, "etoposide IV") == "====="
    assert "lenalidomide: days 1-14 → days 1-10" in [change.words for change in found.changes]
    assert found.reasons[0].startswith("version 2 (date not in the sources): After count recovery was delayed")


def test_another_level_is_another_dose() -> None:
    """Two rungs of one schedule differ in the dose alone."""
    found = compare(home(level="d10-25"), home(level="d10-50"))
    assert [(change.kind, change.words) for change in found.changes] == [("dose", "lenalidomide: 25 mg → 50 mg")]
    assert (lane(found, "lenalidomide PO"), found.reasons) == ("~" * 10, ())


def test_another_set_of_assumptions_keeps_its_mark() -> None:
    """An assumed dose carries † on both sides."""
    found = changes(home(mec="8-80-1000"), home(mec="8-100-1000"))
    assert [change.words for change in found] == ["etoposide: 80 mg/m²† → 100 mg/m²†"]


@pytest.mark.parametrize(
    ("pair", "kind", "words"),
    [
        (("over: 30 min, days: 4-8", "over: 15 min, days: 4-8"), "changed", "mitoXANTRONE: duration 30 min → 15 min"),
        (("over: 30 min, days: 4-8", "over: 30 min, days: 3-7"), "moved", "mitoXANTRONE: days 4-8 → days 3-7"),
        ((OVER, "over: 30 min, cap: 20 mg, days"), "dose", "mitoXANTRONE: cap is now 20 mg"),
        ((OVER, "over: 30 min, slots: q12h, days"), "changed", "times a day once a day → q12h"),
        ((OVER, "over: 30 min, until: recovery, days"), "changed", "ends early at is now recovery"),
        ((OVER, "over: 30 min, after: etoposide, lag: 2 h, days"), "changed", "after is now 2 h etoposide"),
        (("last_day: 45", "last_day: 42"), "moved", "DLT window: last day Day 45 → Day 42"),
        (("after: MEC", "after: LEN"), "changed", "DLT window: after the last dose of MEC† → LEN†"),
        (("cycle: {length: 28,", "cycle: {length: 35,"), "changed", "cycles: length 28 days → 35 days"),
        (("Clinical exam, letter: x, days: 1-14", "Clinical exam, letter: x, days: 1-10"), "moved", "days 1-10"),
        (("{anc: 0.5, platelets: 20}", "{anc: 0.5, platelets: 25}"), "changed", "platelets 20† ×10⁹/L → 25†"),
        (("day-60: {day: 60}", "day-60: {day: 59}"), "moved", "60-day landmark: Day 60† → Day 59†"),
        (("title: Lenalidomide with", "title: LEN with"), "changed", "text: title “Lenalidomide with"),
        (("first: LEN, then: MEC", "first: MEC, then: LEN"), "changed", "MEC before LEN"),
        (("number: 1, event", "number: 1, caution: x, event"), None, ""),
    ],
    ids=[
        "duration", "days", "cap", "slots", "until", "after", "window", "block of the window", "cycle", "assessment",
        "thresholds",
        "milestone", "title", "order", "nothing shown",
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_told(pair, kind, words) -> None:
    """One edit of the file is told once by its own kind, in words with both values."""
    found = changes(home(), edited(pair))
    told = [change for change in found if words in change.words and change.kind == kind]
    assert bool(told) == (kind is not None)


def test_lines_that_come_and_go() -> None:
    """A line on one side only is added or removed as a whole, with what it says."""
    without = edited(("  - {agent: etoposide, block: MEC,", "  - {agent: etoposide, id: other, block: MEC,"))
    found = {change.kind: change.words for change in changes(home(), without) if change.part == "dose line"}
    assert found["removed"].startswith("etoposide removed: 80 mg/m²†, days 4-8")
    assert found["added"].startswith("etoposide (other) added: 80 mg/m²†, days 4-8")


PROTOCOLS = [
    (name, level) for name in library_ids() for level in (getattr(load(name).ladder, "levels", None) or [None])
]


@pytest.mark.parametrize(("name", "level"), PROTOCOLS)
def test_equals_differ_in_nothing(name, level) -> None:
    """Every protocol of the library at every level against itself."""
    found = compare(resolve(load(name), level), resolve(load(name), level))
    assert (found.changes, found.equal) == ((), True)
    assert {sign for lane in found.lanes for sign in lane.days.values()} == {"both"}


@given(st.sampled_from(PROTOCOLS), st.sampled_from(PROTOCOLS))
def test_a_comparison_turned_round_says_the_opposite(one, other) -> None:
    """What is added one way is removed the other way; every other difference is told both ways."""
    a, b = (resolve(load(name), level) for name, level in (one, other))
    there, back = compare(a, b), compare(b, a)
    turned = {"added": "removed", "removed": "added"}
    kinds = [(turned.get(change.kind, change.kind), change.after, change.before) for change in there.changes]
    again = [(change.kind, change.before, change.after) for change in back.changes]
    assert sorted(kinds, key=str) == sorted(again, key=str)


def test_sides_are_named_in_full() -> None:
    """A reader sees which version and level stands on which side."""
    assert side_name(home("1", "d14-5")) == "nct01681537, version 1, d14-5"
