"""One of several options, or several of them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from regimen.errors import ValueSyntaxError, nearest
from regimen.training.keys.key import ALL, NONE, NOTHING, Judged, Raw, one_text, overlap

_BETWEEN = re.compile("[,;]")


class Option(NamedTuple):
    """One thing that can be chosen."""

    id: str
    words: str
    share: Decimal = NOTHING
    """What choosing it earns: 1 for the right one."""
    why: str = ""
    """What is said to whoever chose it."""

    @property
    def meaning(self) -> str:
        """What it means, without its own name in front."""
        return self.words.removeprefix(f"{self.id}: ")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of several; at least one of them earns everything."""

    options: tuple[Option, ...]

    @property
    def how(self) -> str:
        """How to answer, in words."""
        return f"one of: {', '.join(option.id for option in self.options)}"

    @property
    def best(self) -> Option:
        """The option that earns most, the first of equals."""
        return max(self.options, key=lambda option: option.share)

    @property
    def answer(self) -> str:
        """The right answer as an answer file holds it."""
        return self.best.id

    @property
    def words(self) -> str:
        """The right answer for people."""
        return self.best.words

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth; it names an option by id or in full."""
        option = _option(self.options, one_text(raw))
        return Judged(option.share, option.why, option.words)


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of options, each right or not; partly right by what is shared with the right set."""

    options: tuple[Option, ...]
    """Right are those with a share of 1."""

    @property
    def how(self) -> str:
        """How to answer, in words."""
        return f"any of: {', '.join(option.id for option in self.options)}; or '{NONE}'"

    @property
    def right(self) -> tuple[Option, ...]:
        """The options that belong to the right answer."""
        return tuple(option for option in self.options if option.share == ALL)

    @property
    def answer(self) -> list[str]:
        """The right answer as an answer file holds it."""
        return [option.id for option in self.right] or [NONE]

    @property
    def words(self) -> str:
        """The right answer for people."""
        return "; ".join(option.words for option in self.right) or NONE

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth: options shared, as a share of all in either set."""
        chosen, misfits = self._read(raw)
        right = frozenset(self.right)
        told = [f"missing: {option.words}" for option in self.right if option not in chosen]
        told += [f"not {option.words}{option.why and f': {option.why}'}" for option in chosen if option not in right]
        words = "; ".join(option.words for option in chosen) or NONE
        return Judged(overlap(frozenset(chosen), right), "; ".join(told), words, tuple(misfits))

    def _read(self, raw: Raw) -> tuple[list[Option], list[str]]:
        """The options named, each once, and why others cannot be read; raises where none can."""
        chosen, misfits = list[Option](), list[str]()
        for part in _several(self.options, raw):
            try:
                chosen.append(_option(self.options, part))
            except ValueSyntaxError as error:
                misfits.append(error.message)
        if misfits and not chosen:
            raise ValueSyntaxError("; ".join(misfits))
        return list(dict.fromkeys(chosen)), misfits


def _several(options: tuple[Option, ...], raw: Raw) -> list[str]:
    """The parts of an answer that may have several: a list, or text with commas; `none` has no part."""
    whole = [one_text(part) for part in (raw if isinstance(raw, list) else [raw])]
    if [text.lower() for text in whole] == [NONE]:
        return []
    if isinstance(raw, list) or _named(options, whole[0]):
        return whole
    return [one_text(part) for part in _BETWEEN.split(whole[0])]


def _named(options: tuple[Option, ...], text: str) -> Option | None:
    wanted = " ".join(text.lower().split())
    return next((option for option in options if wanted in (option.id.lower(), option.words.lower())), None)


def _option(options: tuple[Option, ...], text: str) -> Option:
    if option := _named(options, text):
        return option
    ids = [option.id for option in options]
    raise ValueSyntaxError(f"no option '{text[:40]}'{nearest(text, ids)}", allowed=", ".join(ids))
