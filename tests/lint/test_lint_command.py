"""`regimen protocols lint`: lines for an editor, counts, JSON, thresholds, exit statuses."""

import json
import shutil
from pathlib import Path

import pytest
from lintable import SMALL, added, changed, note

from regimen.cli import main
from regimen.lint.registry import RULES
from regimen.lint.run import lint
from regimen.nomenclature import NOTICE
from regimen.protocol.shelf import LIBRARY, library_ids
from regimen.protocol.tree import read_tree

OTHER = ("title: A small", "title: A 5mg small")
IMPORTANT = note("Taken QD.")
ERROR = ("route: IV, over: 1 h, days: 1-3", "route: IV, over: 1 h, days: 1-3, other_routes: [intrathecal]")
INFO = ("prednisone: {letter: P,", "prednisone: {letter: P, label_maximum: 15 mg,")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run `protocols lint` with further words; exit status, lines on stdout, text on stderr."""

    def ran(*words: str) -> tuple[int, list[str], str]:
        capsys.readouterr()
        status = main(["protocols", "lint", *words])
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return ran


@pytest.fixture
def file(tmp_path: Path):
    """Write the small protocol with changes; the path as text."""

    def written(*changes, name: str = "mine.yaml", text: str = SMALL) -> str:
        path = tmp_path / name
        path.write_text(changed(changes, text), encoding="utf-8")
        return str(path)

    return written


def test_a_clean_file(run, file) -> None:
    """Nothing but the count, and exit 0."""
    assert run(file()) == (0, ["1 file: no findings"], "")


def test_lines_are_for_an_editor(run, file) -> None:
    """file:line:column, weight, message and rule; the last line counts by weight."""
    path = file(IMPORTANT, OTHER)
    assert run(path) == (
        1,
        [
            f"{path}:4:8: other: title: '5mg' has no space before its unit; write one [unit-touches-number]",
            f"{path}:7:5: important: notes[1]: 'QD' is misread; write daily [error-prone-abbreviation]",
            "1 file: 2 findings (1 important, 1 other)",
        ],
        "",
    )


WEIGHTS = ("info", "other", "important", "error")
CHANGES = {"info": INFO, "other": OTHER, "important": IMPORTANT}


@pytest.mark.parametrize("weight", CHANGES)
@pytest.mark.parametrize("at", [None, *WEIGHTS])
def test_the_threshold_decides_what_is_shown_and_the_status(run, file, weight: str, at: str | None) -> None:
    """At the threshold and above: shown, exit 1; below: counted in the last line, exit 0."""
    shown = WEIGHTS.index(weight) >= WEIGHTS.index(at or "other")
    status, lines, _ = run(file(CHANGES[weight]), *(("--at", at) if at else ()))
    assert (status, len(lines)) == ((1, 2) if shown else (0, 1))
    one = f"1 finding (1 {weight})"
    assert lines[-1] == f"1 file: {one}" if shown else f"1 file: no findings; {one} not shown (--at {weight})"


def test_an_error_counts_at_every_threshold(run, file) -> None:
    """A drug that must never be given so."""
    path = file(
        ("etoposide: {letter: E", "vincristine: {letter: E"), ("{agent: etoposide,", "{agent: vincristine,"), ERROR
    )
    status, lines, _ = run(path, "--at", "error")
    assert (status, lines[-1]) == (1, "1 file: 1 finding (1 error)")
    assert lines[0].endswith("[intrathecal-fatal]")


def test_a_file_that_cannot_be_read(run, file, tmp_path) -> None:
    """Its findings as `protocols check` tells them, and exit 2; other files are looked at all the same."""
    bad, missing = file(("days: 1-3", "days: 3-1"), name="bad.yaml"), str(tmp_path / "missing.yaml")
    status, lines, err = run(bad, missing, file(OTHER))
    assert (status, err, lines[-1]) == (2, "", "3 files: 3 findings (2 error, 1 other)")
    assert "the range 3-1 at column 1 runs backwards; write 1-3 [value-refused]" in lines[0]
    assert lines[1].startswith(f"{missing}:1:1: error: ")
    assert lines[1].endswith("[file-unreadable]")
    assert lines[2].endswith("[unit-touches-number]")


SUPPRESSED = added(
    "suppress: [{rule: unit-touches-number, subject: title, reason: the title of the trial}]", to="about it"
)


def test_suppressed_findings_are_counted_and_listed_on_request(run, file) -> None:
    """With the reason that the file gives; they do not change the status."""
    path = file(OTHER, SUPPRESSED)
    assert run(path) == (0, ["1 file: no findings; 1 suppressed"], "")
    status, lines, _ = run(path, "--suppressed")
    assert (status, len(lines)) == (0, 2)
    assert lines[0].endswith("write one [unit-touches-number] suppressed: the title of the trial")


def test_json(run, file) -> None:
    """One document: findings with place and rule, what is suppressed with its reason, the files."""
    path = file(OTHER, SUPPRESSED, IMPORTANT)
    status, lines, _ = run(path, "--json")
    document = json.loads("\n".join(lines))
    (finding,), (suppressed,) = document["findings"], document["suppressed"]
    assert (status, document["notice"], document["files"]) == (1, NOTICE, [path])
    assert [*finding] == ["code", "severity", "message", "subject", "source", "file", "line", "column", "rule"]
    assert (finding["rule"], finding["code"], finding["line"]) == (*["error-prone-abbreviation"] * 2, 7)
    assert (suppressed["rule"], suppressed["reason"]) == ("unit-touches-number", "the title of the trial")


def test_json_of_a_file_that_cannot_be_read(run, file) -> None:
    """The reader's findings have no rule."""
    status, lines, _ = run(file(("days: 1-3", "days: 3-1")), "--json")
    (finding,) = json.loads("\n".join(lines))["findings"]
    assert (status, finding["code"], finding["severity"], finding["rule"]) == (2, "value-refused", "error", None)


def test_the_whole_library_by_default(run) -> None:
    """What is found is what the library's own reports hold."""
    _, lines, _ = run("--at", "info", "--json")
    document = json.loads("\n".join(lines))
    assert [Path(name).stem for name in document["files"]] == library_ids()
    reports = [lint(read_tree(LIBRARY / f"{name}.yaml")) for name in library_ids()]
    assert [part["message"] for part in document["findings"]] == [
        part.message for one in reports for part in one.findings
    ]


def test_ids_files_and_folders(run, file, tmp_path) -> None:
    """Named in any mixture, each file once."""
    mine = file(OTHER)
    shutil.copy(mine, tmp_path / "second.yaml")
    _, lines, _ = run("nct01681537", mine, str(tmp_path), "--json")
    files = json.loads("\n".join(lines))["files"]
    assert files == [str(LIBRARY / "nct01681537.yaml"), mine, str(tmp_path / "second.yaml")]


def test_rules_are_listed(run) -> None:
    """Each with its weight, reason and source; in JSON by key."""
    status, lines, _ = run("--rules")
    assert (status, len(lines)) == (0, 2 * len(RULES))
    assert lines[0] == f"{RULES[0].id} ({RULES[0].severity}): {RULES[0].reason}"
    assert lines[1] == f"    source: {RULES[0].source}"
    _, lines, _ = run("--rules", "--json")
    rules = json.loads("\n".join(lines))["rules"]
    assert [(rule["id"], rule["severity"], rule["reason"], rule["source"]) for rule in rules] == [
        rule[:4] for rule in RULES
    ]


REFUSED = [
    ("threshold", ["--at", "importnat"], "--at: unknown weight 'importnat'; did you mean important?; allowed: info"),
    ("id", ["nct0168153"], "no protocol 'nct0168153' in the library; did you mean nct01681537?"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_refused(run, words, message: str) -> None:
    """Said on stderr, with exit 2 and nothing on stdout."""
    status, lines, err = run(*words)
    assert (status, lines) == (2, [])
    assert message in err


def test_an_empty_folder_is_refused(run, tmp_path) -> None:
    """Nobody wants to hear that nothing was found in nothing."""
    status, lines, err = run(str(tmp_path))
    assert (status, lines) == (2, [])
    assert "holds no protocol file" in err
