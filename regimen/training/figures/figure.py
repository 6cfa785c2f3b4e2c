"""What a figure is: a question the engine can answer, with its key and its reason."""

from typing import NamedTuple

from regimen.training.keys.key import Key


class Asked(NamedTuple):
    """What a question is about."""

    figure: str
    """Key of `FIGURES`."""
    of: str | None = None
    """Drug, block, dose line, milestone or assessment."""
    on: str | None = None
    """Study day or date."""


class Found(NamedTuple):
    """The engine's answer."""

    prompt: str
    """The question in the program's words."""
    key: Key
    why: tuple[str, ...] = ()
    """How the answer comes about."""


class Figure(NamedTuple):
    """One thing that can be asked for."""

    words: str
    """What it is, in a few words."""
    finder: str
    """`module:function` that takes a `Material` and what is `Asked`, and returns what was `Found`."""
    needs: tuple[str, ...] = ()
    """Which of `of` and `on` a question must name."""
