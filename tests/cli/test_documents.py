"""docs/cli.md, docs/contract.md and docs/findings.md say what the program does."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from regimen.cli.binding import signature
from regimen.cli.doses import KEYS as ROW_KEYS
from regimen.cli.entry import COMMANDS, function_of
from regimen.cli.events import DOSE_KEYS, KEYS

ROOT = Path(__file__).parent.parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
FINDINGS = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ (.*?)\n(.*?)```", CLI, re.DOTALL)
CODE_AT = {
    "Finding": 0, "_Band": 0, "Misfit": 0, "_finding": 0, "_refuse": 0, "placed": 1,
    "Question": 0, "_unusable": 0, "cell_fault": 1,
}  # fmt: skip
"""Where the code stands among the arguments of what makes findings."""


WRITTEN = ("course.yaml", "ward.sqlite", "lesson")
IN_TURN = [block for block in BLOCKS if any(name in block[0] for name in WRITTEN)]
"""The examples about a course, a ledger and a lesson: each works on the files that those before it left."""
ALONE = [block for block in BLOCKS if block not in IN_TURN]


@pytest.mark.parametrize(("command", "expected"), ALONE, ids=[command for command, _ in ALONE])
def test_examples_print_what_they_say(run, monkeypatch, command: str, expected: str) -> None:
    """Every block of docs/cli.md is what its command prints; a line `…` stands for any lines."""
    monkeypatch.chdir(ROOT)
    assert _as_shown(_told(run, command), expected)


def test_examples_about_a_course_print_what_they_say_in_turn(run, monkeypatch, tmp_path) -> None:
    """The blocks that write, move and show a course, one after the other in an empty folder."""
    monkeypatch.chdir(tmp_path)
    with time_machine.travel("2026-12-01T14:05:00Z", tick=False):
        told = [command for command, expected in IN_TURN if not _as_shown(_told(run, command), expected)]
    assert (told, len(IN_TURN) > 1) == ([], True)


def _told(run, command: str) -> str:
    ran = run(*shlex.split(command)[1:])
    return (ran.out + ran.err).replace("\r\n", "\n")


def _as_shown(told: str, expected: str) -> bool:
    parts = [re.escape(part) for part in expected.split("…\n")]
    return re.fullmatch(r"(?:.*\n)*".join(parts), told) is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_heading_and_an_example(name: str) -> None:
    """Each command has a heading and a block in docs/cli.md."""
    assert f"\n## regimen {name}\n" in CLI
    assert any(f"{command} ".startswith(f"regimen {name} ") for command, _ in BLOCKS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name: str) -> None:
    """Each option of each command stands in docs/cli.md."""
    for option in signature(function_of(name)).options:
        assert re.search(rf"`{option}[ `]", CLI), option


@pytest.mark.parametrize("key", [*KEYS, *DOSE_KEYS, *ROW_KEYS])
def test_every_key_is_in_the_contract(key: str) -> None:
    """Each key of an event and of a dose stands in docs/contract.md."""
    assert f"`{key}`" in CONTRACT


def codes() -> set[str]:
    """Every finding code in the source."""
    return {
        code
        for path in sorted((ROOT / "regimen").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for code in _codes(node)
    }


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = node.args[CODE_AT.get(name, 99) :][:1]
        yield from (part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str))
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _assigned(target, node.value)


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    """The text given to a name `code`, also inside a tuple."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from _assigned(one, part)
    elif isinstance(target, ast.Name) and target.id == "code" and isinstance(value, ast.Constant):
        yield str(value.value)


def test_every_finding_code_has_its_heading() -> None:
    """docs/findings.md has a heading for each code in the source, in order, and none for a code that is not there."""
    assert re.findall(r"^## (.*)$", FINDINGS, re.MULTILINE) == sorted(codes())


def test_the_scan_of_codes_sees_them() -> None:
    """The scan finds codes of each kind: made by name, by helper, by assignment."""
    assert {"date-questionable", "yaml-syntax", "second-document", "unknown-key", "duplicate-id", "format"} <= codes()
