"""`regimen record show`: plan beside actual, counts, chart and summary, to the letter and for scripts."""

import json
from pathlib import Path

import pytest
from test_review import GOOD_LATE, LOW, TRAP, course, on

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "records"
FILES = {
    "reviewed": ("reviewed.yaml", "2027-01-25", ()),
    "busy": ("busy.yaml", "2027-01-25", ()),
    "busy-day-24": ("busy.yaml", "2026-12-24", ()),
    "busy-hidden": ("busy.yaml", "2027-01-25", ("--hide-assumptions",)),
    "busy-before": ("busy.yaml", "2026-11-20", ()),
    "busy-other-thresholds": ("busy.yaml", "2027-01-25", ("--assume", "recovery=1.0-100", "--no-chart")),
}
"""Name to course file, date of the judgement and further words."""
EXAMPLES = {"low-on-day-45": (LOW, 46), "labs-on-36-43-50": (TRAP, 56), "recovered-on-day-43": (GOOD_LATE, 60)}
"""Name to counts by day and the day of the judgement."""


def golden(name: str, out: str) -> None:
    """Held to the letter against tests/golden/records."""
    assert out == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_golden_text(run, name) -> None:
    """A recorded course prints exactly as it was read and accepted."""
    file, as_of, words = FILES[name]
    ran = run("record", "show", str(HERE / file), "--as-of", as_of, *words)
    assert (ran.status, ran.err) == (0, "")
    golden(f"{name}.txt", ran.out)


@pytest.mark.parametrize("name", EXAMPLES)
def test_golden_examples_of_the_verdict(run, tmp_path, name) -> None:
    """Counts around Day 45 as the verdict's tests have them, seen."""
    counts, as_of = EXAMPLES[name]
    golden(f"{name}.txt", run("record", "show", str(course(tmp_path, counts=counts)), "--as-of", on(as_of)).out)


@pytest.mark.parametrize("name", ["reviewed", "busy"])
def test_golden_markdown(run, name) -> None:
    """As Markdown: tables as tables, the chart as a block of text."""
    file, as_of, words = FILES[name]
    out = run("record", "show", str(HERE / file), "--as-of", as_of, "--format", "markdown", *words).out
    golden(f"{name}.md", out)
    assert "\n\n\n" not in out


@pytest.mark.parametrize("name", FILES)
def test_no_line_is_wider_than_100_columns(name) -> None:
    """Tables and chart keep to the width of every other text."""
    assert max(map(len, (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines())) <= 100


def test_a_course_without_a_record_shows_its_plan(run, tmp_path) -> None:
    """Nothing given yet: planned doses, no sample, and the day that Day 45 will be."""
    path = tmp_path / "course.yaml"
    path.write_text("format: 1\nprotocol: nct01681537\nreference_date: 2026-12-01\n", encoding="utf-8")
    out = run("record", "show", str(path), "--as-of", "2026-11-30").out
    assert "Day 1: Tue 01 Dec 2026 (planned; no dose of lenalidomide is recorded)" in out
    assert "45 days to Day 45" in out
    assert "No sample until Day −1." in out
    assert "lenalidomide  50 mg" in out


def test_a_protocol_without_a_window_has_no_verdict(run, tmp_path) -> None:
    """Counts are shown for every protocol; the verdict only where there is a rule."""
    path = tmp_path / "course.yaml"
    record = "record:\n  counts: [{date: 2026-12-09, anc: 0.2 10^9/L, platelets: 9 10^9/L}]\n"
    path.write_text(f"format: 1\nprotocol: mec-6-80-1000\nreference_date: 2026-12-01\n{record}", encoding="utf-8")
    words = ("record", "show", str(path), "--as-of", on(30))
    out = run(*words).out
    assert "The protocol has no count-recovery window, so there is no verdict." in out
    assert "ANC: lowest 0.2 on Day 9; below 0.5† for at least 1 day" in out
    told = run(*words, "--json").json
    assert (told["verdict"], told["summary"]["days_left"], told["samples"][0]["days_left"]) == (None, None, None)


def test_json_says_what_the_sheet_says(run) -> None:
    """Keys as the contract lists them, values exact, open things null."""
    told = run("record", "show", str(HERE / "busy.yaml"), "--as-of", "2027-01-25", "--json").json
    assert (told["protocol"], told["as_of_day"], told["verdict"], told["letter"]) == (
        "nct01681537",
        56,
        "recovered",
        "N",
    )
    samples = {one["day"]: one for one in told["samples"]}
    assert samples[12]["values"]["anc"] | {"grades": None} == {
        "value": 0.1, "below_limit": True, "level": "low", "why": None, "grades": None
    }  # fmt: skip
    assert samples[18]["values"]["platelets"]["why"] == "platelets transfused on Day 17"
    assert (samples[15]["anc_by_wbc"], samples[43]["marrow"]) == (True, [{"adequate": True, "blasts": 3}])
    assert [day for day, one in samples.items() if one["decides"]] == [33, 36]
    low = told["summary"]["counts"]["platelets"]
    assert low["days_low"] == [{"threshold": 20, "assumed": True, "least": 12, "most": 24}]
    assert told["summary"]["counts"]["anc"]["low_again"] == {"day": 48, "least": 1}
    assert told["summary"]["responses"]["eln-2022"]["at_best"] == "CR"
    missing = [one for one in told["plan_beside_actual"] if one["state"] == "missing"]
    assert [(one["agent"], one["day"], one["given"]) for one in missing] == [
        ("etoposide", 6, []),
        ("lenalidomide", 10, []),
    ]


def test_every_key_is_in_the_contract(run) -> None:
    """Each key of the document, at any depth, stands in docs/contract.md."""
    contract = (HERE.parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
    told = run("record", "show", str(HERE / "busy.yaml"), "--as-of", "2027-01-25", "--json").json
    versions = {"4.03", "5.0", "6.0"}
    found = {key for name in ("plan_beside_actual", "samples", "summary") for key in _keys(told[name])} - versions
    assert [key for key in sorted(found) if f"`{key}`" not in contract] == []


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_hidden_json_holds_no_assumed_value(run) -> None:
    """Neither levels, nor thresholds, nor planned amounts by body size."""
    words = ("record", "show", str(HERE / "busy.yaml"), "--as-of", "2027-01-25", "--json", "--hide-assumptions")
    told = run(*words).json
    assert {one["level"] for sample in told["samples"] for one in sample["values"].values()} == {None}
    assert [one["days_low"] for one in told["summary"]["counts"].values()] == [[], []]
    assert "†" not in json.dumps(told["plan_beside_actual"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("words", "told"),
    [((), "which course?"), (("--format", "csv"), "unknown format 'csv'"), (("--as-of", "01/02/2027"), "--as-of")],
    ids=["no course", "no such form", "no date"],
)
def test_what_cannot_be_used_is_told(run, words, told) -> None:
    """Status 2 and a sentence that says what is allowed."""
    ran = run("record", "show", *([str(HERE / "busy.yaml")] if words else []), *words)
    assert (ran.status, told in ran.err) == (2, True)
