"""A whole `regimen calendar --json` process, against a process that only imports pydantic and pendulum.

python tests/benchmarks/bench_cli.py --rounds 20
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, child_environment, compile_first, ratios, rounds

MAX_RATIO = 2.5
IMPORTS = "from pydantic import BaseModel; import pendulum"


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--day1", default="2026-12-01")
    options = parser.parse_args()
    compile_first()
    script = str(Path(sys.executable).with_name("regimen"))
    calendar = [script, "calendar", "--day1", options.day1, "--json"]
    imports = [sys.executable, "-c", IMPORTS]
    with tempfile.TemporaryDirectory() as home:
        environment = child_environment(Path(home))

        def output(command: list[str]) -> bytes:
            return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout

        def seconds(command: list[str]) -> float:
            began = time.perf_counter()
            output(command)
            return time.perf_counter() - began

        if not json.loads(output(calendar))["events"]:
            sys.exit("the calendar is empty; nothing was measured")
        found = rounds(options.rounds, {"calendar": lambda: seconds(calendar), "imports": lambda: seconds(imports)})
    print(HEAD)
    print(ratios(found, "calendar", "imports").row("`regimen calendar --json` ÷ the two imports", at_most=MAX_RATIO))
    for name, words in (("calendar", "`regimen calendar --json`"), ("imports", "pydantic and pendulum imported")):
        print(Spread.of([1000 * value for value in found[name]]).row(words, " ms"))


if __name__ == "__main__":
    main()
