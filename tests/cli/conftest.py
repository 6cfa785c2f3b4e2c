"""Running the command line in process."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from terminals import Start, Terminal

from regimen.cli import main


class Ran(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line given as words; nothing of it is left in the streams."""

    def ran(*words: str) -> Ran:
        capsys.readouterr()
        status = main(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Ran(status, out, err)

    return ran


@pytest.fixture
def calendar(run: Run) -> Callable[..., Any]:
    """The JSON of `regimen calendar` with Day 1 on 1 December 2026 and further words."""

    def document(*words: str) -> Any:
        ran = run("calendar", "--day1", "2026-12-01", "--json", *words)
        assert (ran.status, ran.err) == (0, "")
        return ran.json

    return document


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Start]:
    """Start a command on a terminal; nothing of it outlives the test."""
    started: list[Terminal] = []

    def start(*words: str) -> Terminal:
        started.append(Terminal(tmp_path, *words))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait(30)
        os.close(one.fd)
