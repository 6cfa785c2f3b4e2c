"""From dates to study days: the reference day that was, names as the protocol has them, corrections made."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st
from recording import DAY_1, given, line, record, resolved

from regimen.counts.count import Count
from regimen.record.facts import Ending, Facts, Hold, Marrow, Sample, Support
from regimen.record.model import Record
from regimen.record.names import names_of
from regimen.record.timeline import timeline

LEN_ON_DAY_1 = given("2026-12-01 lenalidomide")


@pytest.mark.parametrize(
    ("doses", "date", "actual"),
    [
        ([], "2026-12-01", False),
        (["2026-12-01 lenalidomide"], "2026-12-01", True),
        (["2026-12-03 lenalidomide", "2026-12-02 lenalidomide"], "2026-12-02", True),
        (["2026-11-29 LEN"], "2026-11-29", True),
        (["2026-11-29 Lenalidomide"], "2026-11-29", True),
        (["2026-12-02 etoposide", "2026-12-05 lenalidomide"], "2026-12-05", True),
        (["2026-12-02 etoposide"], "2026-12-01", False),
        (["2026-12-02 imatinib"], "2026-12-01", False),
    ],
    ids=[
        "nothing given", "as planned", "the first of two", "early, abbreviated", "capital letter", "another drug first",
        "only another drug", "a foreign drug",
    ],
)  # fmt: skip
def test_day_1_is_the_first_dose_given_of_the_drug_it_stands_for(doses, date, actual) -> None:
    """Of the home protocol that is lenalidomide; until it is given, the planned date holds."""
    reference = line(given(*doses) if doses else "  notes: []\n").reference
    assert (str(reference.date), reference.actual, reference.planned) == (date, actual, DAY_1)
    assert reference.agents == ("lenalidomide",)


@pytest.mark.parametrize(
    ("fixture", "doses", "date"),
    [
        ("mfolfox6.yaml", ["2026-12-03 oxaliplatin", "2026-12-02 fluorouracil"], "2026-12-03"),
        ("hypercvad.yaml", ["2026-12-04 cyclophosphamide"], "2026-12-04"),
        ("beam.yaml", ["2026-12-04 carmustine"], "2026-12-10"),
    ],
    ids=["the drug it names", "no drug named: the first dose", "no drug named: the first planned day is Day -6"],
)
def test_where_the_words_of_the_protocol_lead(fixture, doses, date) -> None:
    """A named drug fixes the day; else the first dose of any stands for the first day planned."""
    reference = line(given(*doses), fixture).reference
    assert (str(reference.date), reference.actual) == (date, True)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-11-29", -2),
        ("2026-11-30", -1),
        ("2026-12-01", 1),
        ("2026-12-31", 31),
        ("2027-01-01", 32),
        ("2027-01-14", 45),
        ("2027-03-28", 118),
        ("2027-03-29", 119),
        ("2028-02-29", 456),
        ("2028-03-01", 457),
    ],
    ids=[
        "two days before", "the day before", "Day 1", "end of year", "new year", "Day 45", "clocks go forward",
        "the day after that", "leap day", "the day after that one",
    ],
)  # fmt: skip
def test_dates_become_study_days(date, day) -> None:
    """There is no Day 0, a leap day is a day, and a night of 23 hours is a night."""
    kept = line(f"{LEN_ON_DAY_1}  counts:\n  - {{date: {date}, anc: 1 10^9/L}}\n")
    assert [sample.day for sample in kept.facts.samples] == [day]


@pytest.mark.parametrize(("time", "minute"), [("00:00", 0), ("07:30", 450), ("23:59", 1439)])
def test_midnight_opens_a_day(time, minute) -> None:
    """A time never moves an entry to another day."""
    kept = line(f"{LEN_ON_DAY_1}  counts:\n  - {{date: 2026-12-10, time: '{time}', anc: 1 10^9/L}}\n")
    assert [(sample.day, sample.minute) for sample in kept.facts.samples] == [(10, minute)]


def test_a_protocol_with_day_0_counts_from_it() -> None:
    """In BEAM the day of the infusion is Day 0 and the day before is Day -1."""
    text = given("2026-12-04 carmustine") + "  counts:\n" + "".join(
        f"  - {{date: 2026-12-{day:02d}, anc: 1 10^9/L}}\n" for day in (9, 10, 11)
    )  # fmt: skip
    assert [sample.day for sample in line(text, "beam.yaml").facts.samples] == [-1, 0, 1]


def test_everything_becomes_a_fact() -> None:
    """Each section of the record reaches the facts, in study days and base units, with the place it came from."""
    text = (
        LEN_ON_DAY_1
        + """\
  counts:
  - {date: 2026-12-14, time: "07:30", anc: <100 /uL, wbc: 0.3 K/uL, platelets: 7 G/L, haemoglobin: 81 g/L, blasts: 2}
  transfusions:
  - {date: 2026-12-14, time: "14:00", product: platelets}
  - {date: 2026-12-13, product: red-cells}
  growth_factor:
  - {date: 2026-12-14, time: "08:00"}
  marrow:
  - {date: 2027-01-11, adequate: no}
  - {date: 2027-01-14, adequate: yes, blasts: 3 %}
  toxicities:
  - {date: 2026-12-15, end: 2026-12-19, term: Rash, grade: 2, ctcae: 4.03, attribution: unrelated, dlt: yes}
  holds:
  - {date: 2026-12-07, agents: [MEC, LEN], reason: fever}
  - {date: 2026-12-03, end: 2026-12-04, reason: theatre}
  assessments:
  - {date: 2026-12-01, assessment: diary}
  next_therapy: {date: 2027-01-20}
  transplant: {date: 2027-01-21}
  relapse: {date: 2027-01-19}
  withdrawal: {date: 2027-01-25}
  death: {date: 2027-01-31, attribution: disease}
"""
    )
    facts = line(text).facts
    d = Decimal
    assert facts.samples == (
        Sample(14, 450, Count(d("0.1"), True), Count(d("0.3")), Count(d(7)), Count(d("8.1")), Count(d(2)), "counts[1]"),
    )  # fmt: skip
    assert facts.support == (
        Support("red-cells", 13, None, "transfusions[2]"),
        Support("growth-factor", 14, 480, "growth_factor[1]"),
        Support("platelets", 14, 840, "transfusions[1]"),
    )
    assert facts.marrows == (Marrow(42, False, None, "marrow[1]"), Marrow(45, True, d(3), "marrow[2]"))
    assert facts.holds == (
        Hold((), 3, 4, "theatre", "holds[2]"),
        Hold(("mitoxantrone", "etoposide", "cytarabine", "lenalidomide"), 7, None, "fever", "holds[1]"),
    )
    (rash,) = facts.toxicities
    assert (rash.day, rash.last_day, rash.grade, rash.ctcae, rash.attribution, rash.dlt) == (
        15, 19, 2, "4.03", "unrelated", True,
    )  # fmt: skip
    assert [(done.name, done.day) for done in facts.done] == [("diary", 1)]
    assert facts.endings == (
        Ending("relapse", 50, None, "relapse"),
        Ending("next-therapy", 51, None, "next_therapy"),
        Ending("transplant", 52, None, "transplant"),
        Ending("withdrawal", 56, None, "withdrawal"),
        Ending("death", 62, "disease", "death"),
    )


@pytest.mark.parametrize(
    ("sentence", "drugs"),
    [
        ("first lenalidomide dose", ("lenalidomide",)),
        ("First LEN dose", ("lenalidomide",)),
        ("first dose of MEC", ("mitoxantrone", "etoposide", "cytarabine")),
        ("first cytarabine dose of MEC", ("cytarabine",)),
        ("admission", ()),
        ("mechanical ventilation", ()),
    ],
)
def test_the_drugs_that_a_sentence_speaks_of(sentence, drugs) -> None:
    """Those it names, else those of a block it names as a whole word."""
    assert names_of(resolved()).within(sentence) == drugs


def test_what_has_no_time_comes_first_on_its_day() -> None:
    """Also before a sample of midnight, wherever the record holds it."""
    text = (
        LEN_ON_DAY_1
        + """\
  counts:
  - {date: 2026-12-10, time: "00:00", anc: 2 10^9/L}
  - {date: 2026-12-10, anc: 1 10^9/L}
"""
    )
    assert [sample.minute for sample in line(text).facts.samples] == [None, 0]


def test_a_dose_keeps_what_was_given() -> None:
    """Amount, route and time go along; a drug that the protocol does not have keeps its own name."""
    text = """\
  administrations:
  - {date: 2026-12-02, time: "21:00", agent: LEN, amount: 25 mg, route: PO}
  - {date: 2026-12-02, time: "09:00", agent: len, amount: 0.025 g}
  - {date: 2026-12-01, agent: Arsenic Trioxide}
"""
    kept = line(text).facts.given
    told = [(dose.agent, dose.day, dose.minute, str(dose.amount), dose.route, dose.key[-2]) for dose in kept]
    assert told == [
        ("arsenic-trioxide", -1, None, "None", None, "3"),
        ("lenalidomide", 1, 540, "0.025 g", None, "2"),
        ("lenalidomide", 1, 1260, "25 mg", "PO", "1"),
    ]


CORRECTED = """\
  administrations:
  - {id: a1, date: 2026-12-01, agent: lenalidomide}
  - {date: 2026-12-02, agent: lenalidomide}
  corrections:
"""


@pytest.mark.parametrize(
    ("corrections", "doses"),
    [
        (["{of: a1, VOID}"], [("lenalidomide", 1, "administrations[2]")]),
        (["{of: 'administrations[1]', VOID}"], [("lenalidomide", 1, "administrations[2]")]),
        (
            ["{of: a1, WITH: {date: 2026-12-05, agent: etoposide}}"],
            [("lenalidomide", 1, "administrations[2]"), ("etoposide", 4, "corrections[1]")],
        ),
        (
            [
                "{of: a1, WITH: {date: 2026-12-05, agent: etoposide}}",
                "{of: a1, WITH: {date: 2026-12-04, agent: LEN}}",
            ],
            [("lenalidomide", 1, "administrations[2]"), ("lenalidomide", 3, "corrections[2]")],
        ),
        (
            ["{of: a1, WITH: {date: 2026-12-05, agent: etoposide}}", "{of: a1, VOID}"],
            [("lenalidomide", 1, "administrations[2]")],
        ),
        (
            ["{of: 'administrations[2]', WITH: {date: 2026-11-30, agent: lenalidomide}}"],
            [("lenalidomide", 1, "corrections[1]"), ("lenalidomide", 2, "administrations[1]")],
        ),
    ],
    ids=["voided", "voided by place", "replaced", "replaced twice", "replaced and voided", "a new first dose"],
)
def test_corrections_are_made_in_turn(corrections, doses) -> None:
    """What holds is what the last correction says, and Day 1 follows it; the earlier entry stays in the record."""
    rest = "date: 2026-12-10, reason: x, "
    lines = "".join(
        f"  - {one.replace('VOID', rest + 'void: yes').replace('WITH', rest + 'administration')}\n"
        for one in corrections
    )
    kept = line(CORRECTED + lines)
    assert [(dose.agent, dose.day, dose.key) for dose in kept.facts.given] == doses
    assert len(record(CORRECTED + lines).administrations) == 2


def test_without_a_record_there_are_no_facts() -> None:
    """A course that has not begun counts from its planned date."""
    kept = timeline(None, resolved(), DAY_1)
    assert (kept.facts, kept.reference.actual) == (Facts(), False)


@any_of(shift=st.integers(-3000, 3000))
def test_shifting_everything_changes_nothing(shift) -> None:
    """Plan and record moved together give the same facts."""
    text = given("2026-12-02 LEN", "2026-12-05 etoposide") + "  counts:\n  - {date: 2026-11-30, anc: 1 10^9/L}\n"
    kept, by = record(text), dt.timedelta(days=shift)
    moved = {
        section: [entry.model_copy(update={"date": entry.date + by}) for entry in getattr(kept, section)]
        for section in ("administrations", "counts")
    }
    after = timeline(Record.model_construct(**moved), resolved(), DAY_1 + by)
    before = timeline(kept, resolved(), DAY_1)
    assert after.facts == before.facts
    assert after.reference.date == before.reference.date + by
