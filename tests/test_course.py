"""Course files and plans: what is saved is what is opened, bad files are told with their place, nothing is lost."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.course import Course, changed, plan
from regimen.coursefile import course_text, open_course, save_course
from regimen.dosing.rounding import parse_rounding
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.protocol.reader import UnusableFile
from regimen.protocol.shelf import load

TODAY = dt.date(2026, 11, 22)
COURSE = Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT, level="d14-10", assumptions={"mec": "8-100-1000"})


def test_a_saved_course_opens_as_it_was(tmp_path) -> None:
    """Saving and opening gives an equal course and the protocol it follows."""
    save_course(COURSE, tmp_path / "course.yaml")
    course, protocol = open_course(tmp_path / "course.yaml")
    assert course == COURSE
    assert protocol.id == "nct01681537"


@given(
    height=st.decimals(50, 250, places=1),
    weight=st.decimals(2, 400, places=2),
    age=st.integers(0, 120),
    date=st.dates(dt.date(1980, 1, 1), dt.date(2099, 12, 31)),
    rounding=st.sampled_from(["none", "measurable", "nearest:5", "nearest:0.5"]),
    chest=st.sampled_from([True, False, None]),
)
def test_any_course_survives_its_file(tmp_path_factory, height, weight, age, date, rounding, chest) -> None:
    """Whatever the values, the file gives back exactly the course that was written."""
    subject = Subject(id="T-1", height_cm=height, weight_kg=weight, age=age, chest_radiotherapy=chest)
    course = Course(reference_date=date, subject=subject, rounding=parse_rounding(rounding))
    path = tmp_path_factory.mktemp("course") / "c.yaml"
    save_course(course, path)
    assert open_course(path)[0] == course


def test_a_course_file_says_what_it_is_not_for() -> None:
    """The notice is the first line of every course file."""
    assert course_text(COURSE).splitlines()[0] == f"# {NOTICE}"


def test_an_existing_file_is_kept(tmp_path) -> None:
    """Without leave nothing is overwritten; with leave the file is replaced whole."""
    path = tmp_path / "course.yaml"
    path.write_text("mine")
    with pytest.raises(RegimenError, match="exists and was kept"):
        save_course(COURSE, path)
    assert path.read_text() == "mine"
    save_course(COURSE, path, overwrite=True)
    assert open_course(path)[0] == COURSE
    assert [file.name for file in tmp_path.iterdir()] == ["course.yaml"]


def test_a_folder_that_is_not_there(tmp_path) -> None:
    """A missing folder is told in words and nothing is left behind."""
    with pytest.raises(RegimenError, match=r"cannot write .*No such file or directory; choose a folder"):
        save_course(COURSE, tmp_path / "gone" / "course.yaml")
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_the_disk(tmp_path) -> None:
    """A file name of 300 letters is told in words."""
    with pytest.raises(RegimenError, match=r"cannot write .*File name too long"):
        save_course(COURSE, tmp_path / f"{'x' * 300}.yaml")


def test_a_half_written_file_never_remains(tmp_path, monkeypatch) -> None:
    """If writing fails half-way the old file stands and no other remains."""
    path = tmp_path / "course.yaml"
    save_course(COURSE, path)
    before = path.read_text()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RegimenError, match="No space left on device"):
        save_course(COURSE, path, overwrite=True)
    assert path.read_text() == before
    assert [file.name for file in tmp_path.iterdir()] == ["course.yaml"]


FAULTS = [
    ("levle: d10-50", 1, "unknown-key", "did you mean level?"),
    ("level: d10-55", 8, "unknown-choice", "unknown level 'd10-55' in nct01681537"),
    ("assumptions: {mek: 8-80-1000}", 20, "unknown-choice", "did you mean mec?"),
    ("assumptions: {mec: 8-80-100}", 20, "unknown-choice", "unknown set '8-80-100'"),
    ("protocol: nct01681538", 11, "unknown-protocol", "did you mean nct01681537?"),
    ("subject: {height_cm: 1.65}", 22, "value-refused", "did you mean 165 cm?"),
    ("subject: {weight_kg: 0}", 22, "value-refused", "weight"),
    ("bsa_formula: [mosteller]", 14, "value-refused", "allowed: mosteller"),
    ("bsa_formula: mostel", 14, "value-refused", "did you mean mosteller?"),
    ("rounding: nearest", 11, "value-refused", "nearest:N"),
    ("reference_day: 1900-01-01", 1, "unknown-key", "did you mean reference_date?"),
    ("renal_weight: real", 15, "value-refused", "allowed: actual, ideal, adjusted"),
]


@pytest.mark.parametrize(("line", "column", "code", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_each_fault_has_its_place(tmp_path, line, column, code, words) -> None:
    """A course file is told file, line, column, what is wrong and what is meant."""
    path = tmp_path / "c.yaml"
    path.write_text(f"format: 1\nreference_date: 2026-12-01\n{line}\n")
    with pytest.raises(UnusableFile) as refused:
        open_course(path)
    (finding,) = refused.value.findings
    assert (finding.code, finding.place) == (code, (str(path), 3, column))
    assert words in finding.message


@pytest.mark.parametrize("date", ["2026-02-30", "20261201", "2026-W05-1", "1900-01-01", "2150-01-01", "tomorrow"])
def test_reference_dates_that_cannot_be(date) -> None:
    """Only a real calendar date within reason is a reference date."""
    with pytest.raises(ValueError, match=r"not a date|not in the calendar|out of range"):
        Course(reference_date=date)


def test_a_reference_date_out_of_range_has_its_place(tmp_path) -> None:
    """A Day 1 in 1900 is told with file, line and the range."""
    path = tmp_path / "c.yaml"
    path.write_text("format: 1\nreference_date: 1900-01-01\n")
    with pytest.raises(UnusableFile, match=r"c\.yaml:2:17: .*1980-01-01 to 2099-12-31"):
        open_course(path)


def test_a_missing_protocol_file_is_named(tmp_path) -> None:
    """A course that points to a protocol file that is gone says which."""
    path = tmp_path / "c.yaml"
    path.write_text("format: 1\nreference_date: 2026-12-01\nprotocol_file: gone.yaml\n")
    with pytest.raises(UnusableFile, match=r"gone\.yaml:1:1: .*cannot read the file"):
        open_course(path)


def test_a_file_that_is_no_yaml_is_told(tmp_path) -> None:
    """Rubbish is refused with its place."""
    path = tmp_path / "c.yaml"
    path.write_text("[" * 100_000)
    with pytest.raises(UnusableFile, match="nested deeper than 40"):
        open_course(path)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("subject.weight_kg", "90", Decimal(90)),
        ("subject.age", None, None),
        ("assumptions.mec", "6-80-1000", "6-80-1000"),
        ("assumptions.mec", None, None),
        ("level", "d10-5", "d10-5"),
        ("reference_date", "2027-01-04", dt.date(2027, 1, 4)),
    ],
)
def test_one_value_changes_and_nothing_else(field, text, value) -> None:
    """`changed` sets or clears exactly one value."""
    after = changed(COURSE, field, text)
    head, _, tail = field.partition(".")
    held = getattr(after, head)
    assert (held.get(tail) if isinstance(held, dict) else getattr(held, tail) if tail else held) == value
    rest = set(Course.model_fields) - {head}
    assert all(getattr(after, name) == getattr(COURSE, name) for name in rest)


def test_a_refused_change_says_why() -> None:
    """A value that cannot be used raises and leaves the course as it was."""
    with pytest.raises(RegimenError, match="did you mean 165 cm"):
        changed(COURSE, "subject.height_cm", "1.65")


@pytest.mark.parametrize(("date", "asked"), [("1999-12-31", True), ("2000-01-01", False), ("2032-11-01", True)])
def test_an_unusual_reference_date_is_questioned(date, asked) -> None:
    """Before 2000 or more than five years ahead a date is kept but questioned."""
    course = Course(reference_date=date)
    codes = [finding.code for finding in plan(course, load(), TODAY).findings]
    assert ("date-questionable" in codes) is asked


def test_plan_turns_days_into_dates_and_back() -> None:
    """Day 1 = 2026-12-01 puts Day 45 on Thursday 14 January 2027."""
    laid = plan(COURSE, load(), TODAY)
    assert (str(laid.date(45)), laid.date(45).weekday(), laid.day(dt.date(2027, 1, 14))) == ("2027-01-14", 3, 45)
