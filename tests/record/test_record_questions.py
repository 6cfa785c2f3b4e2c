"""Questions about a record: each asked at its boundary and not beside it."""

import datetime as dt

import pytest
from recording import DAY_1, TODAY, given, record, resolved

from regimen.record.corrections import in_force
from regimen.record.questions import questions
from regimen.record.timeline import timeline_of

LEN = given("2026-12-01 lenalidomide")


def asked(text: str, today: dt.date = TODAY) -> list[tuple[str, str, str]]:
    """Code, entry and message of each question."""
    entries = in_force(record(text))
    reference = timeline_of(entries, resolved(), DAY_1).reference
    return [(one.code, one.kept.key, one.message) for one in questions(entries, resolved(), reference, today)]


def codes(text: str, today: dt.date = TODAY) -> list[tuple[str, str]]:
    """Code and entry of each question."""
    return [(code, key) for code, key, _ in asked(text, today)]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("  counts:\n  - {date: 2026-12-20, anc: 1 K/uL}\n", []),
        ("  counts:\n  - {date: 2026-12-21, anc: 1 K/uL}\n", [("after-death", "counts[1]")]),
        ("  relapse: {date: 2026-12-21}\n", [("after-death", "relapse")]),
        ("  notes:\n  - {date: 2026-12-21, text: autopsy refused}\n", []),
    ],
    ids=["on its day", "a day later", "another ending", "a note"],
)
def test_entries_after_death(entry, expected) -> None:
    """What happens to a subject happens by the day of death; a note may be written later."""
    assert codes(f"{LEN}{entry}  death: {{date: 2026-12-20, attribution: disease}}\n") == expected


def counts(*entries: str) -> str:
    """Samples after a first dose on Day 1."""
    return LEN + "  counts:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("date: 2027-03-01, anc: 1 K/uL", None),
        ("date: 2027-03-02, anc: 1 K/uL", "future-entry"),
        ("date: 2026-11-03, anc: 1 K/uL", None),
        ("date: 2026-11-02, anc: 1 K/uL", "early-sample"),
        ("date: 2026-12-05, anc: 0.4 K/uL, wbc: 0.4 K/uL", None),
        ("date: 2026-12-05, anc: 0.44 K/uL, wbc: 0.4 K/uL", None),
        ("date: 2026-12-05, anc: 0.46 K/uL, wbc: 0.4 K/uL", "anc-above-wbc"),
        ("date: 2026-12-05, anc: 450 /uL, wbc: 0.4 K/uL", None),
        ("date: 2026-12-05, anc: 0.5 K/uL, wbc: 0.4 K/uL", None),
        ("date: 2026-12-05, anc: 0.51 K/uL, wbc: 0.40 K/uL", "anc-above-wbc"),
        ("date: 2026-12-05, anc: <0.5 K/uL, wbc: 0.3 K/uL", None),
        ("date: 2026-12-05, anc: 0.5 K/uL, wbc: <0.1 K/uL", "anc-above-wbc"),
        ("date: 2026-12-05, anc: 0.5 /uL", "count-questionable"),
        ("date: 2026-12-05, platelets: 12 /uL", "count-questionable"),
    ],
    ids=[
        "today", "tomorrow", "Day -28", "Day -29", "equal", "within rounding", "beyond rounding", "finer unit",
        "both rounded to the same", "two digits each", "a limit", "white cells under a limit", "slip of unit",
        "slip of platelets",
    ],
)  # fmt: skip
def test_samples(entry, expected) -> None:
    """Future, too early, more neutrophils than white cells, a thousandfold off."""
    assert codes(counts(entry)) == ([(expected, "counts[1]")] if expected else [])


@pytest.mark.parametrize(
    "line",
    [
        "  death: {date: 2027-03-02, attribution: disease}\n",
        "  transfusions:\n  - {date: 2027-03-02, product: platelets}\n",
        "  holds:\n  - {date: 2027-03-02, reason: x}\n",
    ],
    ids=["death", "transfusion", "hold"],
)
def test_nothing_lies_in_the_future(line) -> None:
    """Whatever its kind, an entry later than today is questioned, as important."""
    (question,) = asked(LEN + line)
    assert question[0] == "future-entry"
    assert "Tue 02 Mar 2027 is later than today, Mon 01 Mar 2027" in question[2]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["date: 2026-12-05, anc: 1 K/uL"] * 2, "duplicate-entry"),
        (["date: 2026-12-05, time: '08:00', anc: 1 K/uL"] * 2, "duplicate-entry"),
        (["date: 2026-12-05, anc: 1 K/uL", "date: 2026-12-05, anc: 1000 /uL, note: again"], "duplicate-entry"),
        (["date: 2026-12-05, anc: 1 K/uL", "date: 2026-12-05, anc: 2 K/uL"], "same-time"),
        (["date: 2026-12-05, time: '08:00', anc: 1 K/uL", "date: 2026-12-05, time: '08:00', wbc: 2 K/uL"], "same-time"),
        (["date: 2026-12-05, time: '08:00', anc: 1 K/uL", "date: 2026-12-05, time: '08:01', anc: 2 K/uL"], None),
        (["date: 2026-12-05, time: '08:00', anc: 1 K/uL", "date: 2026-12-05, anc: 2 K/uL"], None),
        (["date: 2026-12-05, anc: 1 K/uL", "date: 2026-12-06, anc: 1 K/uL"], None),
    ],
    ids=[
        "same day twice", "same time twice", "another unit", "they differ", "other values", "a minute apart",
        "one without time", "another day",
    ],
)  # fmt: skip
def test_two_samples_at_one_time(entries, expected) -> None:
    """The same twice is a duplicate, two that differ contradict each other."""
    assert codes(counts(*entries)) == ([(expected, "counts[2]")] if expected else [])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("agent: etoposide", "agent: etoposide", None),
        ("time: '08:00', agent: etoposide", "time: '08:00', agent: Etoposide", "same-time"),
        ("time: '08:00', agent: etoposide", "time: '08:00', agent: etoposide", "duplicate-entry"),
        ("time: '08:00', agent: etoposide", "time: '08:00', agent: cytarabine", None),
        ("time: '08:00', agent: etoposide", "time: '20:00', agent: etoposide", None),
    ],
    ids=["no times", "spelled otherwise", "the same", "two drugs", "twelve hours apart"],
)
def test_two_doses_at_one_time(first, second, expected) -> None:
    """Without a time of day doses are left to the comparison with the plan."""
    entries = "".join(f"  - {{date: 2026-12-05, {one}}}\n" for one in (first, second))
    assert codes(LEN + entries) == ([(expected, "administrations[3]")] if expected else [])


@pytest.mark.parametrize(
    ("products", "expected"), [(("platelets", "red-cells"), 0), (("platelets", "platelets"), 1)], ids=["two", "one"]
)
def test_two_transfusions_at_one_time(products, expected) -> None:
    """Two products may run at one time, one product once."""
    lines = "".join(f"  - {{date: 2026-12-05, time: '08:00', product: {product}}}\n" for product in products)
    assert len(codes(f"{LEN}  transfusions:\n{lines}")) == expected


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (given("2026-12-05 lenalidomid"), "unknown-drug", "did you mean lenalidomide?"),
        (given("2026-12-05 MEC"), "drug-not-in-protocol", "known: lenalidomide, mitoxantrone, etoposide, cytarabine"),
        (given("2026-12-05 imatinib"), "drug-not-in-protocol", "imatinib is not in nct01681537; it is kept as given"),
        (given("2026-12-05 doxorubicin"), "drug-not-in-protocol", "DOXOrubicin is not in nct01681537"),
        ("  holds:\n  - {date: 2026-12-05, agents: [MEK], reason: x}\n", "unknown-drug", "did you mean MEC?"),
        ("  assessments:\n  - {date: 2026-12-05, assessment: marow}\n", "unknown-assessment", "did you mean marrow?"),
        (
            "  administrations:\n  - {date: 2026-12-05, agent: etoposide, amount: 3 international units}\n",
            "amount-unit",
            "3 [IU] is international units, planned is mass; they cannot be compared",
        ),
    ],
    ids=["slip", "a block is no drug", "foreign", "tall-man", "hold", "assessment", "units"],
)
def test_names_and_units_the_protocol_does_not_have(line, code, told) -> None:
    """The nearest name is offered where there is one; the entry is kept in any case."""
    (question,) = asked(line)
    assert (question[0], told in question[2]) == (code, True), question


@pytest.mark.parametrize("agent", ["lenalidomide", "LEN", "Lenalidomide", "mitoXANTRONE"])
def test_names_the_protocol_has_are_not_asked_about(agent) -> None:
    """Generic names in any case and the protocol's own abbreviations are known."""
    assert codes(given(f"2026-12-05 {agent}")) == []


@pytest.mark.parametrize("agents", ["[]", "[MEC]", "[LEN, etoposide]"])
def test_holds_may_name_blocks(agents) -> None:
    """A hold of a block is a hold of its drugs."""
    assert codes(f"{LEN}  holds:\n  - {{date: 2026-12-05, agents: {agents}, reason: x}}\n") == []


def test_what_was_corrected_is_not_asked_about() -> None:
    """A question ends with the correction of its entry, and a wrong correction is asked about where it stands."""
    text = counts("id: c1, date: 2026-12-05, anc: 0.5 /uL") + "  corrections:\n"
    right = text + "  - {of: c1, date: 2026-12-06, reason: x, count: {date: 2026-12-05, anc: 500 /uL}}\n"
    wrong = text + "  - {of: c1, date: 2026-12-06, reason: x, count: {date: 2026-12-05, anc: 0.4 /uL}}\n"
    assert codes(right) == []
    assert codes(wrong) == [("count-questionable", "corrections[1]")]
