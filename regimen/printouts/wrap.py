"""Folding text to a width. Imports nothing of ours, so that help stays quick."""

import textwrap

WIDTH = 100
"""Widest line."""


def wrapped(text: str, width: int = WIDTH, first: str = "", then: str = "") -> list[str]:
    """The text in lines of at most `width`; a code with hyphens stays in one piece."""
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
    return lines or [first.rstrip()]
