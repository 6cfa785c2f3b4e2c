"""`regimen replay`: text, Markdown and JSON to the letter, single steps, a trial of one's own, refusals."""

from pathlib import Path

import pytest

from regimen.escalation.published.reader import SHELF
from regimen.protocol.shelf import LIBRARY

GOLDEN = Path(__file__).parents[1] / "golden" / "escalation"
PAGES = {
    "replay.txt": (),
    "replay.md": ("--format", "markdown"),
    "replay.json": ("--json",),
    "replay-histories.txt": ("--histories",),
    "replay-over-enrolled.txt": ("--history", "1.10", "--history", "2.13", "--design", "no-deescalation"),
}
"""Golden file to the words that print it."""


@pytest.mark.parametrize("name", PAGES)
def test_golden(run, name) -> None:
    """Each page prints exactly as it was read and accepted."""
    ran = run("replay", *PAGES[name])
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_line_is_wider_than_100_columns(run) -> None:
    """Tables too keep to the width of every other text."""
    assert max(map(len, run("replay").out.splitlines())) <= 100


def test_every_step_can_be_printed_alone(run) -> None:
    """One step after the other gives the same blocks as all of them at once, and none of the results."""
    whole = run("replay").out
    for number in range(1, 12):
        ran = run("replay", "--step", str(number))
        assert (ran.status, ran.err) == (0, "")
        (block,) = [part for part in ran.out.split("\n\n") if part.startswith("Step ")]
        assert block.startswith(f"Step {number} of 11: ")
        assert block in whole
        assert "Fisher" not in ran.out


def test_json_says_which_rule_and_what_is_not_known(run) -> None:
    """The keys that the contract names, with levels by their ids and numbers unrounded."""
    told = run("replay", "--json").json
    assert (told["histories"], told["shown"], told["findings"]) == (154, ["1.4", "2.4"], [])
    step = told["steps"][3]
    assert (step["kind"], step["rules"][0]["level"], step["rules"][0]["rule"]["id"]) == ("amendment", "d14-5", "refill")
    assert step["leaves"][0]["done"] == "version 2 came into force"
    above = told["steps"][9]["rules"][1]
    assert (above["if"], above["level"]) == ("a level above was planned", None)
    low, high = (told["results"][0]["intervals"][0][end] for end in ("low", "high"))
    assert (round(low, 6), round(high, 6)) == (0.211192, 0.495519)
    named = {part["source"] for key in ("dlts", "results", "comparisons", "quoted") for part in told[key]}
    named |= {one["source"] for step in told["steps"] for one in step["known"]} | {told["successor"]["source"]}
    assert named == set(told["references"])


def test_mortality_is_a_percentage_and_no_count(run) -> None:
    """13 % is no k/35; nothing like 5/35 stands anywhere."""
    told = run("replay", "--json").json
    (quote,) = [quote for quote in told["quoted"] if "mortality" in quote["what"]]
    assert quote["figures"] == {"within 30 days": "6 %", "within 60 days": "13 %"}
    assert "/35" not in run("replay").out.replace("12/35", "")


def test_the_successor_is_told_in_the_past(run) -> None:
    """NCT03118466 is over: enrolled, completed, posted."""
    told = run("replay", "--json").json["successor"]
    assert told["id"] == "NCT03118466"
    assert told["told"][0] == "41 subjects were enrolled; the trial was completed in August 2021"


def test_a_trial_of_ones_own(run, tmp_path) -> None:
    """A file of one's own with a protocol file of one's own replays as the bundled one does."""
    path = tmp_path / "trial.yaml"
    path.write_text((SHELF / "nct01681537.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    ran = run("replay", "--file", str(path), "--protocol-file", str(LIBRARY / "nct01681537.yaml"))
    assert (ran.status, ran.out) == (0, run("replay").out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--step", "12"), "no step 12; allowed: 1 to 11"),
        (("--step", "x"), "--step: 'x' is not a whole number"),
        (("--step", "3", "--histories"), "--step and --histories exclude each other"),
        (("--history", "1.12"), "no history '1.12'; allowed: 1.1 to 1.11, 2.1 to 2.14"),
        (("--design", "deescalate-sx"), "unknown design 'deescalate-sx'; did you mean deescalate-six?"),
        (("nct03118466",), "no published trial of 'nct03118466' is at hand"),
        (("--format", "csv"), "unknown format 'csv'"),
        (("--protocol-file", "x.yaml"), "--protocol-file goes with --file"),
        (("nct01681537", "--file", "x.yaml"), "PROTOCOL 'nct01681537' and --file exclude each other"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused(run, words, told) -> None:
    """Status 2, one line that says what is allowed, nothing on stdout."""
    ran = run("replay", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"regimen: {told}")


def test_a_faulty_file_is_told_with_its_places(run, tmp_path) -> None:
    """Every fault is a line that an editor can jump to."""
    path = tmp_path / "trial.yaml"
    text = (SHELF / "nct01681537.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("count: 35", "count: 36").replace("events: 7,", "events: 70,"), encoding="utf-8")
    ran = run("replay", "--file", str(path))
    assert (ran.status, ran.out) == (2, "")
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["results[2].events", "enrolled.count"]
