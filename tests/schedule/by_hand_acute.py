"""Day lists worked out by hand (see by_hand.py for their form)."""

from library_case import Case


def cases() -> list[Case]:
    """The cases of this module."""
    return []
