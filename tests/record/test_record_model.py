"""The shape of a record: what is refused, with its place and what is allowed, and that its text is never changed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording import HEAD, misfits, record

from regimen.course import Course, changed
from regimen.coursefile import course_text, open_course
from regimen.quantity import Amount, parse_amount
from regimen.record.entries import Administration, BloodCount
from regimen.record.model import REPLACEMENTS, Record

FAULTS = [
    ("counts", "date: §01/02/2026, anc: 1 K/uL", "'01/02/2026' is ambiguous: 1 Feb or 2 Jan; write YYYY-MM-DD"),
    ("counts", "date: §13/02/2026, anc: 1 K/uL", "'13/02/2026' is not written as dates are here; write"),
    ("counts", "date: §01.02.2026, anc: 1 K/uL", "is ambiguous: 1 Feb or 2 Jan"),
    ("counts", "date: §20261201, anc: 1 K/uL", "'20261201' is not a date; allowed: YYYY-MM-DD"),
    ("counts", "date: §2026-02-29, anc: 1 K/uL", "2026-02-29 is not in the calendar"),
    ("counts", "date: §1979-12-31, anc: 1 K/uL", "out of range; allowed: 1980-01-01 to 2099-12-31"),
    ("counts", "date: 2026-12-01, time: §7.30, anc: 1 K/uL", "'7.30' is not a time; allowed: HH:MM"),
    ("counts", "date: 2026-12-01, time: §'24:00', anc: 1 K/uL", "write 00:00 of the next day"),
    ("counts", "date: 2026-12-01, anc: §0.4", "ANC 0.4 has no unit"),
    ("counts", "date: 2026-12-01, anc: §-1 10^9/L", "is below zero"),
    ("counts", "§{date: 2026-12-01, note: lost}", "the sample has no value"),
    ("counts", "§{anc: 1 10^9/L}", "the key 'date' is missing here"),
    ("counts", "date: 2026-12-01, §hemoglobin: 8 g/dL", "did you mean haemoglobin?"),
    ("marrow", "§{date: 2026-12-01, blasts: 3}", "the key 'adequate' is missing here"),
    ("marrow", "date: 2026-12-01, adequate: §maybe", "'maybe' is neither yes nor no; allowed: yes or no"),
    ("marrow", "§{date: 2026-12-01, adequate: yes, blasts: <5 %}", "write the percentage counted"),
    ("administrations", "date: 2026-12-01, agent: LEN, amount: §50", "the dose '50' has no unit"),
    ("administrations", "date: 2026-12-01, agent: LEN, amount: §8 mg/m2", "is a dose by body size"),
    ("administrations", "date: 2026-12-01, agent: LEN, route: §oral", "'oral' is not allowed"),
    ("transfusions", "date: 2026-12-01, product: §red cells", "did you mean red-cells?"),
    ("toxicities", "date: 2026-12-01, term: x, grade: §6, ctcae: 5.0, attribution: disease", "'6' is no grade"),
    ("toxicities", "date: 2026-12-01, term: x, grade: 3, ctcae: §4.0, attribution: disease", "did you mean 4.03?"),
    ("holds", "§{date: 2026-12-02, end: 2026-12-01, reason: x}", "it ends on 2026-12-01, before it begins"),
    ("corrections", "§{of: c1, date: 2026-12-02, reason: x}", "found neither; allowed: void: yes, or one of adm"),
    (
        "corrections",
        "§{of: a, date: 2026-12-02, reason: x, void: yes, relapse: {date: 2026-12-01}}",
        "found void, relapse",
    ),
    (
        "corrections",
        "§{of: a, date: 2026-12-02, reason: x, count: {id: b, date: 2026-12-01, anc: 1 K/uL}}",
        "an entry keeps its id when it is corrected",
    ),
]
MORE = [
    ("  §couts: []\n", "did you mean counts?"),
    ("  counts: §{date: 2026-12-01}\n", "a list (lines that begin with '-') is meant here"),
    ("  death: §{date: 2026-12-22}\n", "the key 'attribution' is missing here"),
    ("  death: {date: 2026-12-22, attribution: §cancer}\n", "'cancer' is not allowed"),
]
TEXTS = [
    (f"  {section}:\n  - {entry if entry[0] == '§' else f'{{{entry}}}'}\n", told) for section, entry, told in FAULTS
]


@pytest.mark.parametrize(("text", "told"), [*TEXTS, *MORE], ids=[text.strip() for text, _ in (*TEXTS, *MORE)])
def test_each_fault_has_its_place(text, told) -> None:
    """A faulty record is told line, column (here marked by §), what is wrong and what is allowed."""
    before = (HEAD + text).partition("§")[0]
    place = ("c.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
    (finding,) = misfits(text.replace("§", ""))
    assert (finding.place, told in finding.message) == (place, True), finding


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("50", "50 mg"),
        ("387.2983346207417", "387.298 mg"),
        ("0.0012345678912", "0.00123457 mg"),
        ("1882.353", "1882.353 mg"),
    ],
    ids=["as it is", "worked out", "small", "short enough"],
)
def test_an_amount_that_was_worked_out_can_be_written(amount, written) -> None:
    """What a calculator gives with more digits than a file may hold is rounded, so that the file can be read again."""
    unit = parse_amount("1 mg").unit
    given = Administration(date="2026-12-01", agent="LEN", amount=Amount(Decimal(amount), unit))
    assert str(given.amount) == written
    assert Administration(date="2026-12-01", agent="LEN", amount=written) == given


def test_every_section_has_its_correction() -> None:
    """Each kind of entry can be replaced by one of its own kind."""
    assert [*REPLACEMENTS, "corrections"] == list(Record.model_fields)


DATES = st.dates(dt.date(1980, 1, 1), dt.date(2099, 12, 31))
WORDS = (
    st.text("abc äß,:#'\"-{}[]<>%&*!|0", min_size=1, max_size=20)
    .filter(str.strip)
    .map(lambda text: " ".join(text.split()))
)
TIMES = st.none() | st.times().map(lambda time: f"{time:%H:%M}")
NUMBERS = st.decimals(min_value=0, max_value=90, places=2)
CELLS = st.none() | st.builds(
    "{}{} {}".format, st.sampled_from(["", "<"]), NUMBERS, st.sampled_from(["10^9/L", "K/µL", "×10⁹/L"])
)
ENTRIES = st.fixed_dictionaries(
    {
        "counts": st.lists(
            st.fixed_dictionaries(
                {"date": DATES, "time": TIMES, "anc": CELLS, "platelets": CELLS, "note": st.none() | WORDS}
            ).filter(lambda entry: entry["anc"] or entry["platelets"]),
            max_size=3,
        ),
        "administrations": st.lists(
            st.fixed_dictionaries(
                {
                    "date": DATES,
                    "time": TIMES,
                    "agent": st.sampled_from(["LEN", "mitoxantrone", "other drug"]),
                    "amount": st.sampled_from([None, "50 mg", "0.5 g", "3 [IU]", "2 international units"]),
                    "route": st.sampled_from([None, "PO", "IV", "intrathecal"]),
                }
            ),
            max_size=3,
        ),
        "holds": st.lists(
            st.fixed_dictionaries({"date": DATES, "agents": st.lists(WORDS, max_size=2), "reason": WORDS}), max_size=2
        ),
        "marrow": st.lists(
            st.fixed_dictionaries({"date": DATES, "adequate": st.booleans(), "blasts": st.none() | st.just("3 %")}),
            max_size=2,
        ),
        "toxicities": st.lists(
            st.fixed_dictionaries(
                {
                    "date": DATES,
                    "term": WORDS,
                    "grade": st.integers(1, 5).map(str),
                    "ctcae": st.sampled_from(["4.03", "5.0", "6.0"]),
                    "attribution": st.sampled_from(["treatment", "unknown"]),
                    "dlt": st.booleans(),
                }
            ),
            max_size=2,
        ),
        "death": st.none() | st.fixed_dictionaries({"date": DATES, "attribution": st.just("disease")}),
    }
)  # fmt: skip


def _without_none(value):
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    return [_without_none(inner) for inner in value] if isinstance(value, list) else value


@given(entries=ENTRIES)
def test_any_record_survives_its_file(tmp_path_factory, entries) -> None:
    """Whatever a record holds, the file gives it back as it was, and writing it again gives the same bytes."""
    course = Course(reference_date="2026-12-01", record=_without_none(entries))
    path = tmp_path_factory.mktemp("record") / "c.yaml"
    path.write_text(course_text(course), encoding="utf-8")
    opened, _ = open_course(path)
    assert opened == course
    assert course_text(opened) == course_text(course)


def test_entries_can_be_made_of_values() -> None:
    """What has been read already is taken as it is: an entry of an entry's values is equal to it."""
    kept = record("  administrations:\n  - {date: 2026-12-01, agent: LEN, amount: 50 mg}\n").administrations[0]
    sample = record("  counts:\n  - {date: 2026-12-01, anc: 0.5 /uL}\n").counts[0]
    assert Administration(date=kept.date, agent=kept.agent, amount=kept.amount) == kept
    assert BloodCount(date=sample.date, anc=sample.anc) == sample


def test_values_stay_as_they_were_written() -> None:
    """A value is kept in the unit of its laboratory, never turned into another."""
    kept = record("  counts:\n  - {date: 2026-12-01, anc: 450 /µL, haemoglobin: 5.0 mmol/L}\n")
    text = course_text(Course(reference_date="2026-12-01", record=kept))
    assert "anc: 450 /µL, haemoglobin: 5.0 mmol/L" in text


@pytest.mark.parametrize("kept", [None, Record()], ids=["none", "empty"])
def test_no_record_and_an_empty_one_are_told_apart(tmp_path, kept) -> None:
    """A course without a record stays one, and an empty record stays there."""
    course = Course(reference_date="2026-12-01", record=kept)
    (tmp_path / "c.yaml").write_text(course_text(course), encoding="utf-8")
    assert open_course(tmp_path / "c.yaml")[0].record == kept


def test_changing_a_value_of_the_course_keeps_acts_and_record() -> None:
    """A new weight does not touch what was decided or what happened."""
    acts = [{"act": "omit", "day": "5", "why": "x"}]
    course = Course(reference_date="2026-12-01", cycles="1", acts=acts, record=record("  notes: []\n"))
    after = changed(course, "subject.weight_kg", "80")
    assert (after.acts, after.cycles, after.record) == (course.acts, 1, course.record)
    assert str(after.subject.weight_kg) == "80"
