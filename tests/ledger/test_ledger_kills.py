"""A writer killed at any moment loses nothing that it confirmed; the campaign does it a thousand times."""

import json
import subprocess
import sys
from pathlib import Path

from killing import AT_ONCE

KILLS = 20


def test_twenty_kills_lose_nothing(tmp_path) -> None:
    """After each kill the ledger opens, is whole, holds what was confirmed and at most one action more."""
    program = [sys.executable, str(Path(__file__).parent / "killing.py"), str(tmp_path), str(KILLS), "7"]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    left = json.loads(done.stdout)
    assert left["kills"] == KILLS
    assert left["confirmed"] >= KILLS - KILLS // AT_ONCE
