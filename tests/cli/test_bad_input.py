"""Input beyond what the program holds: a clear refusal at its line, and nothing written or lost."""

from pathlib import Path

import pytest

from regimen.protocol.shelf import HOME, LIBRARY

TEXT = (LIBRARY / f"{HOME}.yaml").read_text(encoding="utf-8")
CASES = [
    ("newer-format", "format: 1\n", "format: 2\n", "is not read by this version; allowed: 1; update the program"),
    ("thousand-cycles", "length: 28, count: 1,", "length: 28, count: 1000,", "1000 is out of range; allowed: 1 to 130"),
    ("million-days", "over: 30 min, days: 4-8", "over: 30 min, days: 1-1000000", "cannot read '1-1000000'"),
    ("far-day", "over: 30 min, days: 4-8", "over: 30 min, days: 1-9999", "is too far; allowed: -3660 to 3660"),
    ("many-parts", "over: 30 min, days: 4-8", f"over: 30 min, days: '{'1,' * 1000}1'", "has 1,001 parts; allowed: 400"),
    ("amendment", "at: ladder.default, to", "at: ladder.defaults, to", "there is no 'defaults' at 'ladder.defaults'"),
    ("amendment-version", 'version: "2"', "versions: 2", "unknown key 'versions'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("words", [("protocols", "check"), ("calendar", "--day1", "2026-12-01", "--protocol-file")])
def test_too_much_or_too_new_is_refused(run, tmp_path, monkeypatch, words, old, new, told) -> None:
    """The refusal says file, line, what is wrong and what is allowed; the file stays as it is."""
    monkeypatch.chdir(tmp_path)
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    Path("mine.yaml").write_text(text, encoding="utf-8")
    ran = run(*words, "mine.yaml")
    assert (ran.status, told in ran.out + ran.err) == (2, True), ran.out + ran.err
    assert "mine.yaml:" in ran.out + ran.err
    assert Path("mine.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("cycles", "told"), [("1000", "1000 cycles of"), ("0", "0 cycles of"), ("x", "not a whole number")]
)
def test_a_number_of_cycles_asked_for_is_held_to_the_range(run, cycles, told) -> None:
    """Asking for more than is drawn is refused before anything is computed."""
    ran = run("calendar", "--day1", "2026-12-01", "--cycles", cycles)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran.err
