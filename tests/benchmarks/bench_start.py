"""From process start until the Day 45 cell and the footer are drawn, against a one-widget Textual app.

    python tests/benchmarks/bench_start.py --rounds 16

Each start gets a pseudo-terminal of 120 × 40. The clock runs from just before the fork until all markers have
been written to the terminal; then the process's peak memory is read, and it is killed.
"""

import argparse
import os
import pty
import re
import select
import signal
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from measuring import HEAD, Spread, child_environment, compile_first, ratios, rounds

COLUMNS, LINES = 120, 40
MAX_RATIO, MAX_MIB = 2.8, 72
PATIENCE_S = 30
HERE = Path(__file__).parent
_MOVES = re.compile(rb"\x1b\[[0-9;]*[HfABCDEFGd]")
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[@-Z\\-_=>])")


class Start(NamedTuple):
    """One measured start."""

    seconds: float
    mib: float


def shown(raw: bytes) -> str:
    """What was drawn, in drawing order, colours taken out; a cursor move starts a new line."""
    return _ESCAPES.sub(b"", _MOVES.sub(b"\n", raw)).decode(errors="replace")


def peak_mib(process: int) -> float:
    """Peak resident memory so far (VmHWM), which an exec starts anew; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def start(command: list[str], markers: list[str], environment: dict[str, str]) -> Start:
    """Start a program on a pseudo-terminal and wait until every marker is drawn."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        termios.tcsetwinsize(0, (LINES, COLUMNS))
        os.execve(command[0], command, environment)  # noqa: S606 - the program that is measured
    raw = b""
    try:
        while True:
            left = began + PATIENCE_S - time.perf_counter()
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                break
            try:
                raw += os.read(terminal, 1 << 16)
            except OSError:  # the program has ended
                break
            text = shown(raw)
            if all(marker in text for marker in markers):
                return Start(time.perf_counter() - began, peak_mib(process))
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    missing = ", ".join(repr(marker) for marker in markers if marker not in shown(raw))
    sys.exit(f"{' '.join(command)}\nnever drew {missing}; the last it drew was\n{shown(raw)[-2000:]}")


def main() -> None:
    """Measure, and print rows for docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--cell", default="▏45 ", help="text that the Day 45 cell draws")
    parser.add_argument("--footer", default="Undo", help="text that the footer draws last")
    parser.add_argument("--baseline-only", action="store_true", help="try the method: the one-widget app twice")
    options = parser.parse_args()
    compile_first()
    script = Path(sys.executable).with_name("regimen")
    small = ([sys.executable, str(HERE / "one_widget.py")], ["one widget is drawn"])
    app = small if options.baseline_only else ([str(script)], [options.cell, options.footer])
    memory: dict[str, list[float]] = {"app": [], "small": []}
    with tempfile.TemporaryDirectory() as home:
        environment = child_environment(Path(home))

        def measured(name: str, command: list[str], markers: list[str]) -> float:
            seconds, mib = start(command, markers, environment)
            memory[name].append(mib)
            return seconds

        found = rounds(
            options.rounds, {"app": lambda: measured("app", *app), "small": lambda: measured("small", *small)}
        )
    print(HEAD)
    print(ratios(found, "app", "small").row("start to Day 45 and footer ÷ one-widget app", at_most=MAX_RATIO))
    for name, words in (("app", "start to Day 45 and footer"), ("small", "start of the one-widget app")):
        print(Spread.of([1000 * seconds for seconds in found[name]]).row(words, " ms"))
    print(Spread.of(memory["app"][1:]).row("peak memory at the first screen", " MiB", MAX_MIB))
    print(Spread.of(memory["small"][1:]).row("peak memory of the one-widget app", " MiB"))


if __name__ == "__main__":
    main()
