"""The cases that can be done, what became of each, and how the list puts them in order. No Textual."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from regimen.training.attempts import Attempt
from regimen.training.casefile import read_case
from regimen.training.places import is_lot
from regimen.training.repetition import due
from regimen.training.shelf import CASES, case_ids

LEVELS = ("easy", "moderate", "hard")
GOING, BACK = "Go on", "Due again"
"""Headings of work under way, and of cases with items that came back."""


class Listed(NamedTuple):
    """One case of the list."""

    id: str
    title: str
    kind: str
    difficulty: str
    minutes: int
    goals: tuple[str, ...]
    introduction: str
    place: str
    """Where its exercise is found."""

    @property
    def on_shelf(self) -> bool:
        """Whether it comes with the program."""
        return self.place == self.id

    def holds(self, words: str) -> bool:
        """Whether title, kind or goals hold every word."""
        text = " ".join((self.title, self.kind, *self.goals)).lower()
        return all(word in text for word in words.lower().split())


class Done(NamedTuple):
    """What became of one case."""

    attempts: int = 0
    """Attempts at the whole case that were ended."""
    best: Decimal | None = None
    """The best score so far, in percent; None before the first."""
    going: bool = False
    """Whether it was begun and not ended."""
    answered: int = 0
    """How many answers are kept of what is under way."""
    due: tuple[str, ...] = ()
    """Items that have come back."""


class Sieve(NamedTuple):
    """What of the list is shown."""

    words: str = ""
    level: str = ""
    """Empty for all."""
    kind: str = ""
    """Empty for all."""
    by_goal: bool = False
    """Under their goals rather than their levels."""

    def passes(self, one: Listed) -> bool:
        """Whether a case is shown."""
        return one.holds(self.words) and self.level in ("", one.difficulty) and self.kind in ("", one.kind)

    @property
    def words_of(self) -> str:
        """What it lets through: `hard, verdict, 'day 45'`."""
        return ", ".join(filter(None, (self.level, self.kind, f"'{self.words.strip()}'" if self.words.strip() else "")))


class Row(NamedTuple):
    """One line of the list."""

    group: str
    one: Listed
    only: tuple[str, ...] = ()
    """Items that are asked alone; all if empty."""


def listed() -> list[Listed]:
    """The cases of the shelf, the easy ones first."""
    found = [_of_shelf(name) for name in case_ids()]
    return sorted(found, key=lambda one: (LEVELS.index(one.difficulty), one.title))


def _of_shelf(name: str) -> Listed:
    case = read_case(CASES / f"{name}.yaml")
    about = (case.id, case.title, case.kind, case.difficulty, case.minutes)
    return Listed(*about, tuple(case.goals), case.introduction, name)


def elsewhere(attempts: Iterable[Attempt], shelf: Sequence[Listed]) -> list[Listed]:
    """The cases of attempts that are not on the shelf: drawn by lot, or from a file; the latest first."""
    known = {one.place for one in shelf}
    places = {one.place: one.case for one in attempts if one.place not in known}
    return [_drawn(place, case) if is_lot(place) else _of_file(place, case) for place, case in reversed(places.items())]


def _drawn(place: str, case: str) -> Listed:
    """A case drawn by lot, from its place alone."""
    _, kind, seed, _number, level, *_ = [*place.split(":"), "", "", "", ""]
    title, wished = f"By lot: {kind}, seed {seed}", level if level in LEVELS else ""
    return Listed(
        case,
        title,
        kind,
        wished,
        0,
        (),
        f"Drawn by lot; regimen train run {place} gives the same case again.",
        place,
    )


def _of_file(place: str, case: str) -> Listed:
    return Listed(case, f"{case} (file)", "", "", 0, (), f"From the file {Path(place).name}.", place)


def done(one: Listed, attempts: Iterable[Attempt], today: dt.date) -> Done:
    """What became of a case."""
    mine = [attempt for attempt in attempts if attempt.case == one.id]
    scores = [attempt.percent for attempt in mine if attempt.percent is not None and not attempt.only]
    going = bool(mine) and mine[-1].finished is None
    back = () if going else tuple(item.item for item in due(mine, today))
    kept = sum(bool(answer.raw) for answer in mine[-1].answers.values()) if going else 0
    return Done(len(scores), max(scores, default=None), going, kept, back)


def rows(known: Sequence[tuple[Listed, Done]], sieve: Sieve) -> Iterator[Row]:
    """The list: work under way, what came back, then the cases of the shelf under their levels or goals."""
    shown = [(one, state) for one, state in known if sieve.passes(one)]
    yield from (Row(GOING, one) for one, state in shown if state.going)
    yield from (Row(BACK, one, state.due) for one, state in shown if state.due)
    shelf = [one for one, _ in shown if one.on_shelf]
    if sieve.by_goal:
        goals = dict.fromkeys(goal for one in shelf for goal in one.goals)
        for goal in sorted(goals, key=str.lower):
            yield from (Row(goal[:1].upper() + goal[1:], one) for one in shelf if goal in one.goals)
    else:
        yield from (Row(one.difficulty.capitalize(), one) for one in shelf)
