"""A thousand kills of a process that writes a ledger: `python tests/campaigns/kill_ledger.py [KILLS] [SEED]`.

The suite does twenty; the figure of the last campaign stands in docs/ledger.md.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

KILLING = Path(__file__).parents[1] / "ledger" / "killing.py"
KILLS, SEED = "1000", "1"


def main() -> int:
    """Kill, and print what was left."""
    wishes = [*sys.argv[1:], *(KILLS, SEED)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([sys.executable, str(KILLING), folder, *wishes], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
