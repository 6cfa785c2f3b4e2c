"""Bad input: exit 2, words on stderr, nothing on stdout, no traceback, the nearest name."""

from pathlib import Path

import pytest

DAY1 = ("--day1", "2026-12-01")
FIXTURES = Path(__file__).parent.parent / "fixtures" / "protocols"
BEAM = ("calendar", "--protocol-file", str(FIXTURES / "beam.yaml"))
CAL = ("calendar", *DAY1)

TABLE = [
    (("calendar",), "--day1 YYYY-MM-DD is needed"),
    (BEAM, "--day0 YYYY-MM-DD (or --day1 YYYY-MM-DD) is needed"),
    (("calendar", "--day1", "2026-02-30"), "--day1: 2026-02-30 is not in the calendar"),
    (("calendar", "--day1", "20261201"), "--day1: '20261201' is not a date; allowed: YYYY-MM-DD"),
    (("calendar", "--day1", "2026-W49-2"), "is not a date"),
    (("calendar", "--day1", "1 December 2026"), "is not a date"),
    (("calendar", "--day1", ""), "is not a date"),
    (("calendar", "--day1", "1900-12-01"), "out of range; allowed: 1980-01-01 to 2099-12-31"),
    (("calendar", "--day1", "2026-12-01", "--day0", "2026-12-01"), "--day1 and --day0 exclude each other"),
    (("calendar", "--day0", "2026-12-01"), "nct01681537 has no Day 0; use --day1"),
    ((*CAL, "--today", "tomorrow"), "--today: 'tomorrow' is not a date"),
    ((*CAL, "--height-cm", "1.65"), "--height-cm: 1.65 looks like metres; did you mean 165 cm?"),
    ((*CAL, "--weight-kg", "0"), "--weight-kg: 0 kg is outside 2 to 400 kg"),
    ((*CAL, "--weight-kg", "-75"), "--weight-kg: '-75' is not a number"),
    ((*CAL, "--weight-kg", "1e2"), "--weight-kg: '1e2' is not a number"),
    ((*CAL, "--weight-kg", "NaN"), "--weight-kg: 'NaN' is not a number"),
    ((*CAL, "--age", "200"), "--age: 200 years is outside 0 to 120 years"),
    ((*CAL, "--creatinine", "85"), "--creatinine: 85 mg/dL is outside 0.1 to 20 mg/dL; did you mean 85 umol/L?"),
    ((*CAL, "--sex", "female"), "--sex: sex 'female' cannot be used in the formulas; allowed: F or M"),
    ((*CAL, "--bsa", "19"), "--bsa: 19 m² is outside 0.1 to 3.5 m²"),
    ((*CAL, "--bsa-formula", "mostela"), "--bsa-formula: unknown BSA formula 'mostela'; did you mean mosteller?"),
    ((*CAL, "--rounding", "up"), "--rounding: unknown rounding 'up'; allowed: none, measurable, bands, or nearest:N"),
    (("dose", "--renal-weight", "dry"), "--renal-weight: unknown weight 'dry'"),
    ((*CAL, "--region", "us"), "--region: unknown region 'us'; did you mean US?; allowed: US, EU, NZ"),
    ((*CAL, "--gfr-cap", "0"), "--gfr-cap: a GFR cap of 0 mL/min leaves no dose; allowed: mL/min, more than 0"),
    ((*CAL, "--gfr-cap", "high"), "--gfr-cap: 'high' is not a number"),
    ((*CAL, "--rounding", "nearest:5 units"), "--rounding: cannot read the step of 'nearest:5 units'"),
    ((*CAL, "--childbearing-potential", "maybe"), "--childbearing-potential: 'maybe' is neither yes nor no"),
    (("dose", "--sensitivity", "--format", "csv"), "--sensitivity has no place in CSV; use text, markdown or json"),
    (("calendar", "nct01681357", *DAY1), "no protocol 'nct01681357' in the library; did you mean nct01681537?"),
    (("calendar", "../secret", *DAY1), "no protocol '../secret' in the library"),
    ((*CAL, "--level", "d10-500"), "unknown level 'd10-500' in nct01681537; did you mean d10-50?"),
    ((*CAL, "--level", "-d10"), "--level needs a value"),
    ((*CAL, "--level=-d10"), "unknown level '-d10'"),
    ((*CAL, "--level", "-1"), "unknown level '-1'"),
    ((*BEAM, *DAY1, "--level", "d10-50"), "beam has no dose levels"),
    ((*CAL, "--assume", "mek=8-100-1000"), "unknown assumption group 'mek' in nct01681537; did you mean mec?"),
    (
        (*CAL, "--assume", "mec=8-100-100"),
        "unknown set '8-100-100' of assumption group 'mec'; did you mean 8-100-1000?",
    ),
    ((*CAL, "--assume", "mec"), "--assume: cannot read 'mec'; allowed: GROUP=SET"),
    ((*CAL, "--assume", "mec=6-80-1000", "--assume", "mec=8-80-1000"), "group 'mec' is chosen twice"),
    ((*CAL, "--format", "jsn"), "unknown format 'jsn'; did you mean json?; allowed: text, markdown, csv, json"),
    ((*CAL, "--format", "csv", "--json"), "ask for two forms"),
    ((*CAL, "--wieght-kg", "75"), "unknown option --wieght-kg; did you mean --weight-kg?"),
    ((*CAL, "--height_cm", "170"), "unknown option --height_cm; did you mean --height-cm?"),
    ((*CAL, "-j"), "unknown option -j"),
    ((*CAL, "--no-sample"), "unknown option --no-sample; did you mean --sample?"),
    ((*CAL, "--sample=yes"), "--sample takes no value"),
    ((*CAL, "--level"), "--level needs a value; write --level ID"),
    (("calendar", "--day1", "--json"), "--day1 needs a value; write --day1 DATE"),
    ((*CAL, *DAY1), "--day1 is given more than once"),
    (("calendar", "nct01681537", "more", *DAY1), "cannot use 'more' here"),
    (("calendar", "x", "--protocol-file", "y", *DAY1), "exclude each other"),
    (("calendar", "x", "--course", "y"), "--course and PROTOCOL exclude each other"),
    (("calendar", "--protocol-file", "x", "--course", "y"), "--course and --protocol-file exclude each other"),
    (("calendar", "--course", "/nowhere/course.yaml"), "/nowhere/course.yaml:1:1: cannot read the file"),
    (("calendar", "--protocol-file", "/nowhere.yaml", *DAY1), "/nowhere.yaml:1:1: cannot read the file"),
    (("calender",), "unknown command 'calender'; did you mean calendar?; allowed: calendar, dose, day1"),
    (("protocols",), "'protocols' needs to know what to do; allowed: list, show, check, lint"),
    (("protocols", "lst"), "unknown command 'protocols lst'; did you mean list?"),
    (("protocols", "show", "nct"), "no protocol 'nct' in the library"),
    (("protocols", "show", "--format", "csv"), "unknown format 'csv'; allowed: text, markdown, json"),
    (("protocols", "check"), "which file is to be checked?"),
    (("--verson",), "unknown option --verson; did you mean --version?"),
    (("--json", "calendar"), "unknown option --json; the command comes first"),
    (("day1", "--from", "2026-13-01"), "--from: 2026-13-01 is not in the calendar"),
    (("day1", "--holiday", "Christmas"), "--holiday: 'Christmas' is not a date"),
]


@pytest.mark.parametrize(("words", "told"), TABLE, ids=[" ".join(words)[-60:] or "nothing" for words, _ in TABLE])
def test_refused(run, words: tuple[str, ...], told: str) -> None:
    """Refused with status 2, the reason on stderr and not a byte on stdout."""
    ran = run(*words)
    assert told in ran.err
    assert (ran.status, ran.out) == (2, "")


def test_all_faults_of_a_subject_at_once(run) -> None:
    """Every bad value is told in one go, one line each."""
    ran = run(*CAL, "--height-cm", "1.65", "--weight-kg", "0", "--age", "200", "--creatinine", "85")
    lines = ran.err.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["--height-cm", "--weight-kg", "--age", "--creatinine"]


def test_all_faults_of_a_file_at_once(run, tmp_path: Path) -> None:
    """A file's problems stand as file:line:column: message, all of them, with nothing before."""
    path = tmp_path / "course.yaml"
    path.write_text("format: 1\nlevl: d10-50\nreference_date: 20261201\n", encoding="utf-8")
    ran = run("calendar", "--course", str(path))
    assert (ran.status, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert len(lines) == 2
    assert {line.split(": ")[0] for line in lines} == {f"{path}:2:1", f"{path}:3:17"}


@pytest.mark.parametrize(
    "words", [(*CAL, "--level=d14-10"), (*CAL, "--assume=mec=6-80-1000"), (*CAL, "--", "nct01681537")]
)
def test_equals_signs_and_double_hyphens(run, words: tuple[str, ...]) -> None:
    """Values may stand after an equals sign, and arguments after a double hyphen."""
    assert run(*words).status == 0
