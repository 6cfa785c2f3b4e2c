"""Whether a screen can be drawn on: asked by what runs beside its messages, a clock of the app or long work."""

from typing import Any

from textual.screen import Screen


def stands(screen: Screen[Any]) -> bool:
    """Whether a screen is made and not yet being taken down; its widgets go before its work is stopped."""
    return screen.is_mounted and screen.is_running
