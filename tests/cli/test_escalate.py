"""`regimen escalate` and `regimen designs`: the contract's keys, what people read, and what is refused."""

import csv
import io
from pathlib import Path

import pytest

from regimen.escalation.designs.registry import NAMED, design_of
from regimen.nomenclature import NOTICE


@pytest.mark.parametrize(
    ("words", "going", "action", "level", "row"),
    [
        (("",), True, "stay", 1, "fill-first"),
        (("1NNN",), True, "escalate", 2, "up-first"),
        (("1NNP",), True, "hold", None, "pending"),
        (("1NTT",), False, "stop", None, "toxic-first-stop"),
        (("1NNN 2NNN 3NNN 4NNN",), False, "stop", 4, "top-first"),
        (("2NTT", "--start", "2", "--design", "deescalate-six"), True, "de-escalate", 1, "toxic-first-down"),
    ],
)
def test_the_keys_of_the_contract(run, words, going: bool, action: str, level: int | None, row: str) -> None:
    """Continuing: the next level, null on hold; stopped: the recommended level or null. Always exit 0."""
    ran = run("escalate", *words, "--levels", "4", "--json")
    found = ran.json
    assert (ran.status, found["continue"], found["action"], found["level"]) == (0, going, action, level)
    assert (found["rule"]["id"], found["notice"], found["departures"]) == (row, NOTICE, [])
    assert [one["level"] for one in found["state"]] == [1, 2, 3, 4]


def test_what_people_read(run) -> None:
    """The ladder from the top, an arrow at the level in force, what comes next and the row that says so."""
    ran = run("escalate", "1NNN 2NNT", "--levels", "3")
    assert ran.out == (
        f"{NOTICE}\n\n3 + 3 without de-escalation (no-deescalation)\n"
        "  level 3   nobody yet\n→ level 2   1 of 3 with a DLT  NNT\n  level 1   0 of 3 with a DLT  NNN\n\n"
        "Next: stay: treat 3 at level 2\nRule: row more: 1 of 3 with a DLT: 3 more [Storer 1989, doi:10.2307/2531693]\n"
    )


def test_a_departure_is_reported_or_refused(run) -> None:
    """Four in a first cohort: followed and told; with --strict refused, with the column."""
    ran = run("escalate", "1NNNN", "--levels", "4")
    assert (ran.status, "Departure: cohort 1, 1NNNN (column 1): 4 enrolled instead of 3" in ran.out) == (0, True)
    found = run("escalate", "1NNNN", "--levels", "4", "--json").json["departures"]
    assert [(one["cohort"], one["column"], one["kind"]) for one in found] == [(1, 1, "size")]
    strict = run("escalate", "1NNNN", "--levels", "4", "--strict")
    assert (strict.status, strict.out, "column 1" in strict.err) == (2, "", True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "which outcomes?"),
        (("1NNN",), "--levels N is needed"),
        (("1NNQ", "--levels", "4"), "column 4: 'Q' is no outcome"),
        (("5N", "--levels", "4"), "column 1: there is no level 5; allowed: 1 to 4"),
        (("", "--levels", "41"), "41 levels; allowed: 1 to 40"),
        (("", "--levels", "x"), "--levels: "),
        (("", "--levels", "4", "--start", "5"), "start level 5; allowed: 1 to 4"),
        (("", "--levels", "4", "--design", "3+3"), "unknown design '3+3'"),
        (("", "--levels", "4", "--design", "table:none.csv"), "none.csv:1:1: cannot read the file"),
    ],
)
def test_refused(run, words: tuple[str, ...], told: str) -> None:
    """Bad input is told with what is allowed; exit 2, nothing on stdout."""
    ran = run("escalate", *words)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran.err


def test_the_designs_and_their_tables(run) -> None:
    """Every design is listed with a plain name, and its table can be read in four forms."""
    notice, blank, *lines = run("designs").out.splitlines()
    assert (notice, blank, [line.split("  ")[0] for line in lines]) == (NOTICE, "", list(NAMED))
    assert [row["id"] for row in csv.DictReader(io.StringIO(run("designs", "--format", "csv").out))] == list(NAMED)
    assert [one["id"] for one in run("designs", "list", "--json").json["designs"]] == list(NAMED)
    for name in NAMED:
        rows = run("designs", name, "--json").json["rows"]
        table = list(csv.DictReader(io.StringIO(run("designs", name, "--format", "csv").out)))
        assert len(table) == len(rows) > 5
        assert {row["notice"] for row in table} == {NOTICE}
        assert all(row["source"] for row in rows)
        assert run("designs", name, "--format", "markdown").out.count("\n| ") == len(rows) + 1
        assert run("designs", name).out.startswith(NOTICE)


TABLES = [name for name in NAMED if not name.startswith(("boin", "rolling"))]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_written_and_read_is_the_same_design(name: str, tmp_path: Path, run) -> None:
    """What `regimen designs --format csv` writes is a table of one's own with the same rows."""
    path = tmp_path / "table.csv"
    path.write_bytes(run("designs", name, "--format", "csv").out.encode())
    own, named = design_of(f"table:{path}"), design_of(name)
    assert (own.rows, own.cohort, own.full) == (named.rows, named.cohort, named.full)


def test_a_table_of_ones_own(tmp_path: Path, run) -> None:
    """It is checked, printed and used; with a fault it is refused, with line and column, nothing on stdout."""
    path = tmp_path / "own.csv"
    path.write_bytes(run("designs", "deescalate-six", "--format", "csv").out.encode())
    printed = run("designs", f"table:{path}")
    assert (printed.status, f"Table of own.csv (table:{path})" in printed.out) == (0, True)
    used = run("escalate", "1NNN 2NTT", "--levels", "3", "--design", f"table:{path}", "--json").json
    assert (used["action"], used["level"], used["rule"]["id"]) == ("de-escalate", 1, "toxic-first-down")
    path.write_text(path.read_text(encoding="utf-8").replace("fill-first,,0-2", "fill-first,,0-1"), encoding="utf-8")
    for words in (("designs", f"table:{path}"), ("escalate", "", "--levels", "3", "--design", f"table:{path}")):
        ran = run(*words)
        assert (ran.status, ran.out) == (2, "")
        assert f"{path}:1:1: incomplete: no row for DLTs of evaluable 0 of 2; 1 of 2" in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rolling-six", "--format", "pdf"), "unknown format 'pdf'"),
        (("--format", "csv", "--json"), "--json and --format csv ask for two forms"),
        (("rolling-sex",), "unknown design 'rolling-sex'; did you mean rolling-six?"),
    ],
)
def test_designs_refused(words: tuple[str, ...], told: str, run) -> None:
    """An unknown form or design is told with what is allowed."""
    ran = run("designs", *words)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True)
