"""How far a long command has come, on stderr: a line that counts on a terminal, else one line at the end."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
MANY = 100
"""From so many on a person wants to know."""
_EVERY = 0.1
"""Seconds from one count to the next."""


def followed(items: Sequence[T], done: str) -> Iterator[T]:
    """The items, while stderr tells how many of them are done."""
    stream = sys.stderr
    if stream is None or len(items) < MANY:
        yield from items
        return
    watched, told = stream.isatty(), 0.0
    for number, item in enumerate(items):
        if watched and (now := time.monotonic()) - told >= _EVERY:
            told = now
            stream.write(f"\r{number:,} of {len(items):,} {done}")
            stream.flush()
        yield item
    stream.write(f"{chr(13) if watched else ''}{len(items):,} of {len(items):,} {done}\n")


def counting(of: int, done: str) -> Callable[[int], bool]:
    """Told a number, counts on a terminal; always says to go on."""

    def tell(number: int) -> bool:
        if sys.stderr is not None and sys.stderr.isatty():
            sys.stderr.write(f"\r{number:,} of {of:,} {done}" + ("\n" if number == of else ""))
            sys.stderr.flush()
        return True

    return tell
