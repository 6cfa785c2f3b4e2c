"""Questions on a terminal: one after the other, each with a default, asked again until the answer can be read."""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from regimen.errors import RegimenError

T = TypeVar("T")


def on_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def say(text: str) -> None:
    """Tell something between the questions."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def ask(question: str, read: Callable[[str], T], default: str = "") -> T:
    """Ask until the answer can be read; an empty answer means the default."""
    with suppress(ImportError):
        import readline  # noqa: F401 - lets the answer be edited while it is typed
    while True:
        say(f"{question} [{default}]" if default else question)
        try:
            answer = input("> ").strip()
        except EOFError as end:
            raise RegimenError("the input ended; nothing was written") from end
        try:
            return read(answer or default)
        except RegimenError as error:
            say(error.message)


def yes_or_no(text: str) -> bool:
    """Read `yes` or `no`."""
    known = {"yes": True, "y": True, "no": False, "n": False}
    if text.lower() not in known:
        raise RegimenError(f"'{text[:20]}' is neither", allowed="yes or no")
    return known[text.lower()]
