"""Commands that ask: run on a pseudo-terminal, answered as a person would."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Terminal:
    """A command on a pseudo-terminal, in a folder of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        mine, theirs = pty.openpty()
        command = [sys.executable, "-m", "regimen.cli", *words]
        root = str(Path(__file__).parents[2])
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, "PYTHONPATH": root, "TERM": "dumb"},
        )  # fmt: skip
        os.close(theirs)
        self.fd = mine
        self.shown = ""

    def until(self, text: str) -> None:
        """Wait until a text stands at the end of what is shown."""
        end = time.monotonic() + 30
        while not self.shown.endswith(text):
            assert time.monotonic() < end, f"no {text!r} in {self.shown!r}"
            if select.select([self.fd], [], [], 0.1)[0]:
                self.shown += os.read(self.fd, 4096).decode(errors="replace").replace("\r", "")

    def answer(self, *answers: str) -> None:
        """Answer question after question."""
        for text in answers:
            self.until("> ")
            self.shown += "\n"
            os.write(self.fd, f"{text}\n".encode())

    def interrupt(self) -> None:
        """Ctrl-C, again if it came between the prompt and the waiting for an answer, as a person would."""
        for _ in range(10):
            os.killpg(self.process.pid, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(3)
                return

    def end(self) -> int:
        """Wait for the end; everything shown is kept."""
        status = self.process.wait(30)
        while select.select([self.fd], [], [], 0)[0]:
            try:
                self.shown += os.read(self.fd, 4096).decode(errors="replace").replace("\r", "")
            except OSError:
                break
        return status


Start = Callable[..., Terminal]
