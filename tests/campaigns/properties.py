"""A thousand examples of each property, other ones every time: `python tests/campaigns/properties.py [WORD ...]`.

The suite tries forty, always the same; words are those of pytest, such as `tests/dlt` or `-x`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Try them, and say with which examples one fails."""
    words = ["-m", "hypothesis", "--hypothesis-profile=campaign", *sys.argv[1:]]
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
