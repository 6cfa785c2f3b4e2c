"""`regimen protocols` and `regimen day1`."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from regimen.nomenclature import NOTICE
from regimen.protocol.shelf import LIBRARY

FIXTURES = Path(__file__).parent.parent / "fixtures" / "protocols"
LEVELS = ["d14-10", "d14-5", "d10-5", "d10-10", "d10-25", "d10-50"]


def test_list_is_one_line_a_protocol(run) -> None:
    """The home case comes first, with id, version, name and levels."""
    lines = run("protocols", "list").out.splitlines()
    assert len(lines) == len(list(LIBRARY.glob("*.yaml")))
    assert lines[0] == f"nct01681537 · version 2 · LEN + MEC · levels {', '.join(LEVELS)}"


def test_list_as_json(run) -> None:
    """The JSON list has notice, findings and a mapping a protocol."""
    document = run("protocols", "list", "--json").json
    assert (document["notice"], document["findings"]) == (NOTICE, [])
    assert (document["protocols"][0]["levels"], document["protocols"][0]["default_level"]) == (LEVELS, "d10-50")


SHOWN = [
    "article (published): DeAngelo DJ", "lenalidomide (LEN)", "d14-10: LEN 10 mg/day, days 1-14",
    "d10-50: LEN 50 mg/day, days 1-10 (default)", "mitoXANTRONE (MEC) IV over 30 min: 8 mg/m²† on days 4-8",
    "Bone marrow at count recovery: day 20", "Recovery on Day 45 is in time", "8-80-1000 (in force)",
    "60-day landmark: Day 60†", "LEN starts before MEC", "No source gives the order of drugs within a day",
]  # fmt: skip


@pytest.mark.parametrize("text", SHOWN)
def test_show_tells_the_whole_protocol(run, text: str) -> None:
    """References, agents, levels, lines, assessments, window, assumptions, milestones, order and notes."""
    assert text in run("protocols", "show", "nct01681537").out


def test_show_follows_level_and_assumptions(run) -> None:
    """Another level and set are shown in force."""
    document = run("protocols", "show", "--level", "d14-5", "--assume", "mec=6-80-1000", "--json").json
    lines = {line["agent"]: (line["steps"][0]["dose"], line["steps"][0]["days"]) for line in document["doses"]}
    assert lines["lenalidomide"] == ("5 mg", "1-14")
    assert lines["mitoxantrone"] == ("6 mg/m2", "4-8")
    assert document["assumptions"]["mec"] == "6-80-1000"


def test_show_marks_in_json(run) -> None:
    """Each fact of a line names its source and whether it is assumed; thresholds are exact numbers."""
    document = run("protocols", "show", "--json").json
    marks = {line["agent"]: line["steps"][0]["marks"]["dose"]["assumed"] for line in document["doses"]}
    assert marks == {"lenalidomide": False, "mitoxantrone": True, "etoposide": True, "cytarabine": True}
    assert [document["dlt"][name] for name in ("last_day", "after", "anc", "platelets")] == [45, "MEC", 0.5, 20]


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_show_every_fixture(run, path: Path, form: str) -> None:
    """Every awkward regimen can be shown in every form."""
    ran = run("protocols", "show", "--protocol-file", str(path), "--format", form)
    assert (ran.status, ran.err) == (0, "")
    assert NOTICE in ran.out


def test_schema_is_a_json_schema(run) -> None:
    """The schema is a valid draft 2020-12 schema and accepts no unknown key."""
    schema = run("protocols", "schema").json
    Draft202012Validator.check_schema(schema)
    errors = [error.message for error in Draft202012Validator(schema).iter_errors({"levl": 1})]
    assert any("levl" in message for message in errors)


def test_schema_with_json_stands_in_a_document(run) -> None:
    """With --json the schema has notice and findings beside it."""
    document = run("protocols", "schema", "--json").json
    assert (document["notice"], document["findings"]) == (NOTICE, [])
    assert document["schema"]["type"] == "object"


def test_check_of_a_good_file(run) -> None:
    """A file that can be used: no findings, exit 0."""
    path = str(FIXTURES / "beam.yaml")
    assert run("protocols", "check", path)[:2] == (0, f"{path}: no findings\n")
    document = run("protocols", "check", path, "--json").json
    assert (document["usable"], document["protocol"], document["findings"]) == (True, "beam", [])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A protocol file with a misspelt reference kind and a reversed range."""
    text = (FIXTURES / "beam.yaml").read_text(encoding="utf-8")
    path = tmp_path / "bad.yaml"
    path.write_text(
        text.replace("days: -5--2", "days: -2--5").replace("agent: carmustine", "agent: carmustin"), "utf-8"
    )
    assert path.read_text(encoding="utf-8") != text
    return path


def test_check_of_a_bad_file(run, bad: Path) -> None:
    """A file that cannot be used: every problem with file, line and column, exit 2."""
    ran = run("protocols", "check", str(bad))
    assert (ran.status, ran.err) == (2, "")
    assert len(ran.out.splitlines()) >= 2
    assert all(line.startswith(f"{bad}:") for line in ran.out.splitlines())
    assert "did you mean carmustine?" in ran.out
    assert "runs backwards" in ran.out


def test_check_of_a_bad_file_as_json(run, bad: Path) -> None:
    """In JSON each finding carries file, line and column."""
    ran = run("protocols", "check", str(bad), "--json")
    assert ran.status == 2
    assert (ran.json["usable"], ran.json["file"]) == (False, str(bad))
    assert all(finding["severity"] == "error" and finding["line"] > 1 for finding in ran.json["findings"])


def test_day1_compares_seven_days(run) -> None:
    """Seven dates in order; Day 45 falls on the start's weekday + 2; the best has the fewest points."""
    document = run("day1", "--from", "2026-12-01", "--json").json
    options = document["options"]
    assert [option["date"] for option in options] == [f"2026-12-{day:02d}" for day in range(1, 8)]
    assert options[0]["closes"] == "2027-01-14"
    fewest = min(option["penalty"] for option in options)
    assert document["best"] == next(option["date"] for option in options if option["penalty"] == fewest)


def test_day1_counts_holidays(run) -> None:
    """A holiday on an infusion day costs as much as a weekend day."""

    def first(*words: str):
        return run("day1", "--from", "2026-12-21", "--json", *words).json["options"][0]

    free, holiday = first(), first("--holiday", "2026-12-24")
    assert holiday["penalty"] == free["penalty"] + 2
    assert set(holiday["infusion_days"]) - set(free["infusion_days"]) == {4}


def test_day1_in_words(run) -> None:
    """The text names each date with its points, marked, and the best."""
    out = run("day1", "--from", "2026-12-01").out
    assert "Day 1 = Tue 01 Dec 2026:" in out
    assert out.count("points†") + out.count("point†") == 7
    assert out.count("(fewest)") == 1


def test_day1_takes_today_by_default(run) -> None:
    """Without --from the first option is today."""
    assert run("day1", "--today", "2026-12-03", "--json").json["options"][0]["date"] == "2026-12-03"


def test_documents_are_one_line_an_entry(run) -> None:
    """A JSON document opens over lines so that a diff shows one event a line."""
    out = run("calendar", "--day1", "2026-12-01", "--json").out
    assert len(json.loads(out)["events"]) == sum(line.startswith('    {"id":') for line in out.splitlines())
