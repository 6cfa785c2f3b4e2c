"""docs/ledger.md does what it says: its commands, run in turn in an empty folder, print what stands below them."""

import re
import shlex
from pathlib import Path

import time_machine

from regimen.ledger.place import ledger_path

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n\$ ([^\n]+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_commands_print_what_the_page_shows(run, tmp_path, monkeypatch) -> None:
    """Each works on what those before it left; `…` stands for the rest of a line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REGIMEN_LEDGER", "ward.sqlite")
    with time_machine.travel("2026-12-01T14:05:00Z", tick=False):
        for command, output in BLOCKS:
            _, out, err = run(*shlex.split(command)[1:])
            shown = ".*".join(map(re.escape, output.split("…")))
            assert re.fullmatch(shown, out + err), command
    assert len(BLOCKS) > 8
    assert ledger_path().is_file()
