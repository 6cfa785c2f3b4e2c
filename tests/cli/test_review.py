"""`regimen check` and `regimen dlt`: a record held against its schedule, and the verdict as of a day."""

import datetime as dt
from pathlib import Path

import pytest

DAY1 = dt.date(2026, 12, 1)
HEAD = "format: 1\nprotocol: nct01681537\nversion: 2\nlevel: d10-50\nreference_date: 2026-12-01\n"
BODY = "subject: {id: T-07, height_cm: 170, weight_kg: 75, sex: F, age: 61}\n"
MEC = {"mitoxantrone": "15 mg", "etoposide": "150 mg", "cytarabine": "1882 mg"}
DAILY = [*range(1, 15), 15, 22, 29, 36, 43, 45]
LOW = dict.fromkeys(DAILY, ("0.1", "9"))
TRAP = {1: ("2.0", "150"), 2: ("2.1", "140"), **dict.fromkeys((15, 22, 29, 36, 43), ("0.1", "9")), 50: ("0.9", "60")}
GOOD_LATE = {**LOW, 43: ("0.6", "40"), 45: ("0.9", "60")}


def on(day: int) -> str:
    """The date of a study day."""
    return str(DAY1 + dt.timedelta(days=day - 1))


def course(
    folder: Path, *, len_days=range(1, 11), mec_days=range(4, 9), counts=None, acts: str = "", more: str = ""
) -> Path:
    """A course file with a record: LEN and MEC on these days, counts as (ANC, platelets) by day."""
    given = [f"  - {{date: {on(day)}, agent: lenalidomide, amount: 50 mg, route: PO}}" for day in len_days]
    for day in mec_days:
        given += [
            f"  - {{date: {on(day)}, agent: {drug}, amount: {amount}, route: IV}}" for drug, amount in MEC.items()
        ]
    samples = [
        f"  - {{date: {on(day)}, anc: {anc} 10^9/L, platelets: {platelets} 10^9/L}}"
        for day, (anc, platelets) in (counts or GOOD_LATE).items()
    ]
    marrow = f"  marrow: [{{date: {on(43)}, adequate: yes, blasts: 2}}]\n"
    record = (
        "record:\n  administrations:\n" + "\n".join(given) + "\n  counts:\n" + "\n".join(samples) + "\n" + marrow + more
    )
    path = folder / "course.yaml"
    path.write_text(HEAD + BODY + acts + record, encoding="utf-8")
    return path


def deviations(run, path: Path, as_of: int = 60) -> dict[str, dict]:
    """Deviations by class, of doses only."""
    ran = run("check", str(path), "--as-of", on(as_of), "--json")
    assert ran.err == ""
    return {finding["class"]: finding for finding in ran.json["findings"] if not finding["class"].startswith("assess")}


def test_a_deferred_block_is_one_finding_for_fifteen_doses(run, tmp_path) -> None:
    """MEC two days late: one finding that explains every dose, and not five a day."""
    found = deviations(run, course(tmp_path, mec_days=range(6, 11)))
    assert list(found) == ["deferred-series"]
    assert (found["deferred-series"]["explains"], found["deferred-series"]["agents"]) == (15, list(MEC))
    assert found["deferred-series"]["days"] == [4, 5, 6, 7, 8, 9, 10]


def test_a_record_as_planned_has_no_deviation_of_doses(run, tmp_path) -> None:
    """What was given as planned is not told."""
    assert deviations(run, course(tmp_path)) == {}


def test_an_act_explains_and_does_not_excuse(run, tmp_path) -> None:
    """The deviation stays a finding, with the number of the act that covers it."""
    acts = "acts:\n- {act: defer, day: 4, by: 2, what: [MEC], why: fever}\n"
    found = deviations(run, course(tmp_path, mec_days=range(6, 11), acts=acts))
    assert (found["deferred-series"]["outcome"], found["deferred-series"]["explained_by"]) == ("deviation", 1)


def test_the_superseded_schedule_is_recognised(run, tmp_path) -> None:
    """LEN to Day 14 under d1-10 is the schedule of version 1, not four extra doses."""
    assert "superseded-schedule" in deviations(run, course(tmp_path, len_days=range(1, 15)))


@pytest.mark.parametrize(("mec", "status"), [(range(4, 9), 0), (range(6, 11), 1)], ids=["as planned", "deferred"])
def test_the_exit_status_tells_an_important_deviation(run, tmp_path, mec, status) -> None:
    """1 when an important deviation is open, else 0; the footer says what is not checked."""
    ran = run("check", str(course(tmp_path, mec_days=mec)), "--as-of", on(60))
    assert ran.status == status, ran.out
    assert "eligibility, concomitant drugs and safety reporting are" in ran.out


@pytest.mark.parametrize(
    ("counts", "as_of", "verdict", "letter"),
    [
        (GOOD_LATE, 60, "recovered", "N"),
        (LOW, 45, "pending", "P"),
        (LOW, 46, "dlt", "T"),
        (TRAP, 56, "indeterminate", "X"),
    ],
    ids=["recovered on Day 43", "Day 45 is not over", "low on Day 45, marrow clean", "labs on 36, 43, 50"],
)  # fmt: skip
def test_the_verdict_as_of_a_day(run, tmp_path, counts, as_of, verdict, letter) -> None:
    """State and letter by the rule, with its reason and the other criteria that nobody gives."""
    path = course(tmp_path, counts=counts)
    told = run("dlt", str(path), "--as-of", on(as_of), "--json").json
    assert (told["verdict"], told["letter"]) == (verdict, letter), told["reason"]
    assert told["other_criteria"] == "other DLT criteria: not in the sources"
    assert "no DLT" not in run("dlt", str(path), "--as-of", on(as_of)).out


def test_thresholds_can_be_chosen_and_hidden(run, tmp_path) -> None:
    """Another set changes the verdict; hidden thresholds make it indeterminate."""
    path = str(course(tmp_path))
    words = ("dlt", path, "--as-of", on(60), "--json")
    assert run(*words, "--assume", "recovery=1.0-100").json["verdict"] == "dlt"
    hidden = run(*words, "--hide-assumptions").json
    assert hidden["verdict"] == "indeterminate"
    assert hidden["reason"].startswith("the thresholds of recovery are not in the sources")
    assert run(*words, "--assume", "recovry=x").status == 2


def test_the_matrix_says_what_the_verdict_hinges_on(run, tmp_path) -> None:
    """Every definition side by side, the one in force first."""
    told = run("dlt", str(course(tmp_path)), "--as-of", on(60), "--matrix", "--json").json
    assert (len(told["matrix"]), told["flips"], told["matrix"][0]["verdict"]) == (36, True, "recovered")
    assert "thresholds" in told["hinges"]
    assert list(told["letters"]) == ["N", "T", "X"]
    assert told["letters"]["X"] == "not evaluable: another subject takes the place"
    out = " ".join(run("dlt", str(course(tmp_path)), "--as-of", on(60), "--matrix").out.split())
    assert "The cohort decision can hang on the definition: N or T or X; alone would turn it: thresholds" in out
    assert "- T: a DLT: one in three asks for three more at the level" in out


@pytest.mark.parametrize("command", ["check", "dlt"])
def test_what_is_missing_is_asked_for(run, tmp_path, command) -> None:
    """No file, no such file, no date: each said, with status 2."""
    assert (run(command).status, "which course?" in run(command).err) == (2, True)
    assert run(command, str(tmp_path / "none.yaml")).status == 2
    ran = run(command, str(course(tmp_path)), "--as-of", "01/02/2027")
    assert (ran.status, "--as-of" in ran.err) == (2, True)


def test_a_protocol_without_a_window_has_no_verdict(run, tmp_path) -> None:
    """MEC alone has no count-recovery rule, and says so."""
    path = tmp_path / "course.yaml"
    path.write_text("format: 1\nprotocol: mec-6-80-1000\nreference_date: 2026-12-01\n", encoding="utf-8")
    ran = run("dlt", str(path), "--as-of", on(60))
    assert (ran.status, "has no count-recovery window" in ran.err) == (2, True)
