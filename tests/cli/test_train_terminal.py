"""`regimen train run` on a real terminal: to the end, interrupted, and with bytes that are no text."""

import os
from pathlib import Path

import pytest
from sittings import THREE, TWO, WHOLE, kept

from regimen.training.answers import Answer


def test_on_a_terminal_to_the_end(terminal, tmp_path: Path) -> None:
    """A real one: hint, a wrong answer, a reason, a right answer, the debrief."""
    asked = terminal("train", "run", THREE, "--ledger", str(tmp_path / "ledger.sqlite"))
    asked.answer(*WHOLE)
    assert asked.end() == 0
    text = " ".join(asked.shown.split())
    for told in ("Hint, for 25 % of the item: LEN ends on Day 10.", "Right is Day 45.", "Score: 50 % (2 of 4)"):
        assert told in text


def test_on_a_terminal_interrupted(terminal, tmp_path: Path) -> None:
    """Ctrl-C ends with 130 and the answer is kept; the same command goes on, until the end of the input."""
    asked = terminal("train", "run", THREE, "--ledger", str(tmp_path / "ledger.sqlite"))
    asked.answer("35 days", "80")
    asked.until("> ")
    asked.interrupt()
    assert (asked.end(), kept(tmp_path / "ledger.sqlite")) == (130, [{"left.len": Answer("35 days", 80)}])
    assert "stopped; 1 answer kept" in asked.shown
    on = terminal("train", "run", THREE, "--ledger", str(tmp_path / "ledger.sqlite"))
    on.answer("37", "")
    on.until("> ")
    os.write(on.fd, b"\x04")
    assert on.end() == 130
    assert "2 of 3. Days left: How many days" in on.shown
    assert kept(tmp_path / "ledger.sqlite") == [{"left.len": Answer("35 days", 80), "left.mec": Answer("37")}]


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_bytes_that_are_no_text_break_nothing(terminal, monkeypatch, tmp_path: Path, errors: str) -> None:
    """They are an answer that cannot be read, as the first mark or a later one."""
    monkeypatch.setenv("PYTHONIOENCODING", f"utf-8:{errors}")
    ledger = tmp_path / "ledger.sqlite"
    asked = terminal("train", "run", TWO, "--ledger", str(ledger))
    for line in (b"\xff\xfe", b"etoposide d6", b"\xff\xfe", b"", b""):
        asked.until("> ")
        asked.shown += "\n"
        os.write(asked.fd, line + b"\n")
    assert asked.end() == 0
    (answers,) = kept(ledger)
    assert answers["marks"].raw == "etoposide d6"
    assert asked.shown.count("cannot read the mark") == 2
    assert "Score: 50 % (0.5 of 1)" in " ".join(asked.shown.split())
