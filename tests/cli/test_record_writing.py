"""The commands that write a record: what they take, what they refuse, what they say, in a file and in a ledger."""

import json
from pathlib import Path

import pytest

from regimen.coursefile import open_course
from regimen.record.corrections import in_force

COURSE = """\
format: 1
protocol: nct01681537
version: 2
reference_date: 2026-12-01
subject: {id: T-07, height_cm: 170, weight_kg: 75, sex: F, age: 61}
"""
TODAY = ("--today", "2027-01-25")
COUNT = ("count", "--date", "2027-01-12", "--anc", "0.4", "--platelets", "22")
DEFERRED = "deferred-series:MEC:d4"


@pytest.fixture(params=["file", "ledger"])
def course(request, run, tmp_path, monkeypatch) -> str:
    """A course by its file, or by its id in a ledger."""
    path = tmp_path / "course.yaml"
    path.write_text(COURSE, encoding="utf-8")
    if request.param == "file":
        return str(path)
    monkeypatch.setenv("REGIMEN_LEDGER", str(tmp_path / "ledger.sqlite"))
    assert run("courses", "keep", str(path)).status == 0
    return "T-07"


@pytest.fixture
def file(tmp_path) -> str:
    """A course file."""
    path = tmp_path / "course.yaml"
    path.write_text(COURSE, encoding="utf-8")
    return str(path)


def entries(ref: str) -> list[str]:
    """Places of the entries in force in a course file."""
    made, _ = open_course(Path(ref))
    return [kept.key for kept in in_force(made.record)] if made.record else []


def test_an_entry_is_added_and_told(run, course) -> None:
    """Where it stands, on which day, and how bare numbers were read."""
    ran = run("record", "add", course, *COUNT, *TODAY)
    told = f"{course}: counts[1]: count recorded, Day 43, Tue 12 Jan 2027: ANC 0.4 10^9/L, platelets 22 10^9/L\n"
    assert (ran.status, ran.err, ran.out.startswith(told)) == (0, "", True)
    assert f"{course}: ANC 0.4 is read as 0.4 10^9/L\n" in ran.out
    again = run("record", "add", course, *COUNT, *TODAY)
    assert (again.status, "is recorded already, as counts[1]" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "section"),
    [
        (("dose", "--agent", "LEN", "--amount", "50 mg", "--route", "PO"), "administrations"),
        (("count", "--wbc", "0.3"), "counts"),
        (("transfusion", "--product", "platelets"), "transfusions"),
        (("growth-factor", "--agent", "filgrastim"), "growth_factor"),
        (("marrow", "--adequate", "yes", "--blasts", "3"), "marrow"),
        (("toxicity", "--term", "x", "--grade", "3", "--ctcae", "5.0", "--attribution", "disease"), "toxicities"),
        (("infection", "--term", "blood stream"), "infections"),
        (("hold", "--agent", "MEC", "--agent", "LEN", "--reason", "fever"), "holds"),
        (("assessment", "--assessment", "diary"), "assessments"),
        (("next-therapy",), "next_therapy"),
        (("transplant",), "transplant"),
        (("relapse",), "relapse"),
        (("withdrawal", "--reason", "moved away"), "withdrawal"),
        (("death", "--attribution", "unknown"), "death"),
        (("note", "--text", "seen on the ward"), "notes"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_kind_of_entry_can_be_added(run, file, words, section) -> None:
    """By its options alone."""
    ran = run("record", "add", file, *words, "--date", "2026-12-04", *TODAY, "--json")
    assert (ran.status, ran.err, ran.json["section"]) == (0, "", section)
    assert entries(file) == [ran.json["entry"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("count", "--date", "2027-01-12", "--anc", "-1"), "ANC -1 is below zero"),
        (("count", "--date", "2027-01-12", "--anc", "450"), "ANC 450 has no unit; did you mean 450 /uL?"),
        (("count", "--date", "2027-01-12", "--anc", "50"), "did you mean 50 10^9/L or 50 /uL?"),
        (("count", "--date", "01/02/2027", "--anc", "1"), "is ambiguous: 1 Feb or 2 Jan; write YYYY-MM-DD"),
        (("count", "--anc", "0.4"), "'count' needs --date"),
        (("count", "--date", "2027-01-12"), "the sample has no value"),
        (("death", "--date", "2027-01-12"), "'death' needs --attribution"),
        (("toxicity", "--date", "2027-01-12"), "'toxicity' needs --term and --grade and --ctcae and --attribution"),
        (("death", "--date", "2027-01-12", "--anc", "1"), "'death' has no --anc; allowed: --id, --date, --attribution"),
        (("dose", "--date", "2027-01-12", "--agent", "a", "--agent", "b"), "a dose is of one drug"),
        (("dose", "--date", "2027-01-12", "--agent", "LEN", "--amount", "50"), "the dose '50' has no unit"),
        (("cont", "--date", "2027-01-12"), "'cont' is no kind of entry; did you mean count?"),
        (("hold", "--date", "2027-01-12", "--end", "2027-01-10", "--reason", "x"), "it ends on 2027-01-10, before"),
    ],
    ids=[
        "below zero", "another unit", "two units", "ambiguous date", "no date", "no value", "no attribution",
        "much is missing", "of another kind", "two drugs", "amount without unit", "no such kind", "ends too early",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(run, file, words, told) -> None:
    """With what is wrong, and nothing is written."""
    before = Path(file).read_bytes()
    ran = run("record", "add", file, *words, *TODAY)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert Path(file).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("count", "--date", "2027-02-12", "--anc", "0.4"), "future-entry"),
        (("count", "--date", "2027-01-12", "--anc", "4 10^9/L", "--wbc", "2 10^9/L"), "anc-above-wbc"),
        (("dose", "--date", "2026-12-04", "--agent", "lenalidomid"), "unknown-drug"),
        (("dose", "--date", "2026-12-04", "--agent", "aspirin"), "drug-not-in-protocol"),
        (("count", "--date", "2026-10-12", "--anc", "0.4"), "early-sample"),
        (("count", "--date", "2027-01-12", "--platelets", "2000 10^9/L"), "count-questionable"),
        (("dose", "--date", "2026-12-01", "--agent", "LEN", "--amount", "50 mL"), "amount-unit"),
        (("assessment", "--date", "2026-12-01", "--assessment", "diry"), "unknown-assessment"),
    ],
    ids=["to come", "ANC above white cells", "misspelt", "foreign", "too early", "unusual", "unit", "no assessment"],
)
def test_what_is_questionable_is_written_and_told(run, file, words, code) -> None:
    """As a finding about the new entry, and about no other."""
    run("record", "add", file, "count", "--date", "2027-03-12", "--anc", "0.1", *TODAY)
    ran = run("record", "add", file, *words, *TODAY, "--json")
    assert (ran.status, [finding["code"] for finding in ran.json["findings"]]) == (0, [code])
    assert ran.json["findings"][0]["subject"] == ran.json["entry"]
    assert ran.json["entry"] in entries(file)


def test_drugs_are_recorded_by_the_name_of_the_protocol(run, file) -> None:
    """So that the same dose is known again, however it was typed."""
    dose = ("dose", "--date", "2026-12-01", "--amount", "50 mg")
    ran = run("record", "add", file, *dose, "--agent", "LEN", *TODAY)
    assert "first dose of lenalidomide given" in run("record", "check", file, *TODAY).out
    assert "study days count from Tue 01 Dec 2026 (first dose of lenalidomide given)" in ran.out
    again = run("record", "add", file, *dose, "--agent", "Lenalidomide", *TODAY)
    assert (again.status, "recorded already, as administrations[1]" in again.err) == (2, True)
    assert run("record", "add", file, *dose, "--agent", "LEN", "--again", *TODAY).status == 0


def test_given_as_planned(run, course) -> None:
    """What was recorded, what was not and why; a second call adds nothing."""
    assert run("record", "add", course, "hold", "--date", "2026-12-05", "--end", "2026-12-05", "--agent", "MEC",
               "--reason", "fever", *TODAY).status == 0  # fmt: skip
    ran = run("record", "given", course, "--days", "1-7", "--today", "2026-12-06")
    assert f"{course}: lenalidomide 50 mg PO, days 1-6, 6 doses: recorded as planned\n" in ran.out
    assert f"{course}: mitoXANTRONE 15 mg IV, days 4,6, 2 doses: recorded as planned\n" in ran.out
    assert f"{course}: etoposide, day 5: not recorded: held: fever\n" in ran.out
    assert f"{course}: lenalidomide, day 7: not recorded: still to come\n" in ran.out
    assert "study days count from Tue 01 Dec 2026" in ran.out
    again = run("record", "given", course, "--days", "1-7", "--today", "2026-12-06", "--json").json
    assert (again["recorded"], len(again["left_out"])) == ([], 6 + 4 + 3 * 3)
    one = run(
        "record", "given", course, "--date", "2026-12-07", "--what", "LEN", "--today", "2026-12-07", "--json"
    ).json
    assert [
        (row["entry"], row["agent"], row["day"], row["date"], row["amount"], row["unit"]) for row in one["recorded"]
    ] == [("administrations[13]", "lenalidomide", 7, "2026-12-07", 50, "mg")]
    nothing = run("record", "given", course, "--days", "11", "--today", "2026-12-20")
    assert nothing.out == f"{course}: nothing was recorded\n{course}: day 11: nothing is planned\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "which days of which course?"),
        (("--days", "1", "--date", "2026-12-01"), "which days of which course?"),
        (("--days", "x"), "--days: day set 'x': cannot read 'x'"),
        (("--date", "1/2/2026"), "--date: '1/2/2026' is ambiguous"),
        (("--days", "1", "--what", "LEM"), "--what: 'LEM' is not planned; did you mean LEN?"),
        (("--days", "2"), "the first dose of lenalidomide, planned on Day 1, is not recorded; record Day 1 first"),
    ],
    ids=["no days", "both", "no day set", "ambiguous", "unknown drug", "Day 1 passed over"],
)
def test_given_refuses_what_it_cannot_read(run, file, words, told) -> None:
    """And writes nothing."""
    ran = run("record", "given", file, *words, *TODAY)
    assert (ran.status, told in ran.err, entries(file)) == (2, True, [])


def test_a_correction_changes_what_is_given_and_keeps_the_rest(run, course) -> None:
    """The answer shows both readings; the entry goes by its place as before."""
    run("record", "add", course, *COUNT, *TODAY)
    ran = run("record", "correct", course, "counts[1]", "--platelets", "7", "--why", "misread", *TODAY)
    assert ran.out == (
        f"{course}: counts[1] corrected by corrections[1]\n"
        f"{course}: it read: Tue 12 Jan 2027: ANC 0.4 10^9/L, platelets 22 10^9/L\n"
        f"{course}: it reads: Tue 12 Jan 2027: ANC 0.4 10^9/L, platelets 7 10^9/L\n"
        f"{course}: platelets 7 is read as 7 10^9/L\n"
    )
    cleared = run("record", "correct", course, "counts[1]", "--clear", "anc", "--why", "other sample", *TODAY)
    assert f"{course}: it reads: Tue 12 Jan 2027: platelets 7 10^9/L\n" in cleared.out
    voided = run("record", "void", course, "counts[1]", "--why", "mixed up", "--who", "data manager", *TODAY, "--json")
    assert (voided.status, voided.json["correction"]) == (0, "corrections[3]")
    assert "voided by an earlier correction" in run("record", "void", course, "counts[1]", "--why", "x", *TODAY).err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("correct", "counts[1]"), "a correction says what was wrong; give --why TEXT"),
        (("correct", "counts[2]", "--why", "x"), "there is no entry 'counts[2]'; did you mean counts[1]?"),
        (("correct", "counts[1]", "--why", "x"), "'counts[1]' reads so already; nothing was corrected"),
        (("correct", "counts[1]", "--why", "x", "--clear", "wbc"), "--clear: the entry has no 'wbc'"),
        (("correct", "counts[1]", "--why", "x", "--clear", "date"), "'count' needs --date"),
        (("correct", "counts[1]", "--why", "x", "--agent", "LEN"), "'count' has no --agent"),
        (("void", "counts[1]"), "whoever voids an entry says why; give --why TEXT"),
        (("void", "death", "--why", "x"), "there is no entry 'death'"),
        (("void", "counts[1]", "--why", "x", "--on", "yesterday"), "'yesterday' is not a date"),
        (("correct",), "which entry of which course?"),
    ],
    ids=[
        "no reason", "no such entry", "no change", "no such value", "needed", "another kind", "void without reason",
        "no death", "no date", "nothing named",
    ],
)  # fmt: skip
def test_corrections_that_cannot_be_are_refused(run, file, words, told) -> None:
    """With what is wrong, and nothing is written."""
    run("record", "add", file, *COUNT, *TODAY)
    before = Path(file).read_bytes()
    command, *rest = words
    ran = run("record", command, file, *rest, *TODAY)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran.err
    assert Path(file).read_bytes() == before


def test_a_death_is_recorded_once_and_can_be_voided_and_made_anew(run, file) -> None:
    """Each refusal says what to do instead."""
    death = ("death", "--date", "2027-01-12", "--attribution", "unknown")
    assert run("record", "add", file, *death, *TODAY).status == 0
    second = run("record", "add", file, *death, *TODAY)
    assert "the death was recorded already, Tue 12 Jan 2027; a record holds one; correct 'death'" in second.err
    assert run("record", "void", file, "death", "--why", "other subject", *TODAY).status == 0
    assert "'death' was voided already" in run("record", "void", file, "death", "--why", "x", *TODAY).err
    assert "'death' needs --date" in run("record", "correct", file, "death", "--why", "x", *TODAY).err
    anew = run("record", "correct", file, "death", *death[1:], "--why", "died after all", *TODAY)
    assert f"{file}: it read: nothing, it was voided\n" in anew.out


@pytest.fixture
def deferred(run, course) -> str:
    """A course with MEC given two days late."""
    run("record", "given", course, "--days", "1-10", "--what", "LEN", *TODAY)
    for day in range(6, 11):
        for agent in ("mitoxantrone", "etoposide", "cytarabine"):
            run("record", "add", course, "dose", "--date", f"2026-12-{day:02d}", "--agent", agent, *TODAY)
    return course


def finding(run, course: str, **wanted: object) -> dict:
    """A finding of `check`."""
    found = json.loads(run("check", course, "--as-of", "2027-01-25", "--json").out)["findings"]
    return next(one for one in found if all(one[key] == value for key, value in wanted.items()))


def test_a_follow_up_closes_a_deviation(run, deferred) -> None:
    """Cause and approval leave it open, a corrective action closes it, and it stays a finding."""
    before = json.loads(run("check", deferred, "--as-of", "2027-01-25", "--json").out)["open"]
    assert (finding(run, deferred, key=DEFERRED)["open"], finding(run, deferred, key=DEFERRED)["follow_up"]) == (
        True,
        None,
    )
    approved = ("--approved-on", "2026-12-03", "--approved-by", "sponsor", "--date", "2026-12-20")
    ran = run("record", "follow-up", deferred, DEFERRED, "--cause", "fever", *approved, *TODAY)
    assert f"follow_ups[1]: follow-up of {DEFERRED} recorded; the deviation is open\n" in ran.out
    action = ("--corrective-action", "two check", "--impact", "none", "--who", "data manager")
    done = run("record", "follow-up", deferred, DEFERRED, *action, *TODAY, "--json").json
    assert (done["open"], done["still_open"]) == (False, len(before) - 1)
    told = finding(run, deferred, key=DEFERRED)
    assert (told["open"], told["outcome"], told["category"]) == (False, "deviation", "important")
    assert told["follow_up"] == {
        "date": "2027-01-25", "who": "data manager", "cause": "fever", "impact": "none",
        "corrective_action": "two check", "approved_on": "2026-12-03", "approved_by": "sponsor",
    }  # fmt: skip
    sheet = run("check", deferred, "--as-of", "2027-01-25").out
    assert f"- closed: a corrective action is recorded for {DEFERRED}\n" in sheet
    assert "- approved on Thu 03 Dec 2026 by: sponsor; it stays a finding\n" in sheet


def test_the_exit_status_is_that_of_open_deviations(run, deferred) -> None:
    """1 while one is open, 0 when each has its corrective action."""
    while (ran := run("check", deferred, "--as-of", "2027-01-25", "--json")).status:
        key = next(one["key"] for one in ran.json["findings"] if one["open"])
        assert run("record", "follow-up", deferred, key, "--corrective-action", "training", *TODAY).status == 0
    assert (ran.json["open"], any(one["category"] == "important" for one in ran.json["findings"])) == ([], True)


REFUSED = [
    (("deferred-series:MEC:d5", "--cause", "x"), f"did you mean {DEFERRED}?; regimen check lists each with its key"),
    ((DEFERRED,), "follow-up: it says nothing"),
    ((DEFERRED, "--approved-on", "2026-12-03"), "an approval has a date and a role"),
    ((DEFERRED, "--cause", "x", "--date", "3/4/2027"), "is ambiguous"),
    ((), "which deviation of which course?"),
]
"""No such deviation, nothing said, approved by nobody, an ambiguous date, nothing named."""


def test_follow_ups_that_cannot_be_are_refused(run, deferred) -> None:
    """And nothing is written."""
    for words, told in REFUSED:
        ran = run("record", "follow-up", deferred, *words, *TODAY)
        assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran.err
        assert finding(run, deferred, key=DEFERRED)["follow_up"] is None


def test_check_points_to_the_entries_of_a_file(run, tmp_path) -> None:
    """Deviations to the first dose they are about, doubtful follow-ups to themselves."""
    path = tmp_path / "course.yaml"
    path.write_text(
        COURSE
        + "record:\n  administrations:\n  - {date: 2026-12-01, agent: LEN}\n  - {date: 2026-12-20, agent: LEN}\n"
        + "  follow_ups:\n  - {date: 2026-12-21, deviation: 'extra:LEN:d1', cause: x}\n",
        encoding="utf-8",
    )
    beyond = finding(run, str(path), code="beyond-plan")
    assert (beyond["line"], beyond["column"], beyond["entries"]) == (9, 5, ["administrations[2]"])
    doubtful = finding(run, str(path), code="follow-up-unmatched")
    assert (doubtful["line"], doubtful["class"], doubtful["open"]) == (11, "follow-up-unmatched", False)
    out = run("check", str(path), "--as-of", "2027-01-25").out
    listed = "".join(out.split())
    assert f"{path}:11:5:follow_ups[1]:thereisnodeviation'extra:LEN:d1'" in listed


def test_the_ledger_keeps_each_action_with_its_role_and_reason(run, course) -> None:
    """One command is one undo step; a file keeps neither role nor reason of an entry."""
    run(
        "record", "given", course, "--days", "1-3", "--who", "research nurse", "--why", "diary", "--today", "2026-12-03"
    )
    if course != "T-07":
        assert "research nurse" not in Path(course).read_text(encoding="utf-8")
        return
    log = run("ledger", "log", course).out
    assert "research nurse" in log
    assert "diary" in log
    assert run("courses", "undo", course).status == 0
    assert run("record", "given", course, "--days", "1-3", "--today", "2026-12-03", "--json").json["recorded"]
