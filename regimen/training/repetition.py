"""When an item comes back: the FSRS scheduler over what was earned, item by item, without chance.

The schedule is not kept but worked out from the attempts, so that it follows the rule of the program in use.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler

from regimen.training.attempts import Attempt, Kept, when
from regimen.training.keys.key import ALL, NOTHING

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
"""In whole days: nobody does an exercise again after ten minutes. The parameters are the library's own."""


class Due(NamedTuple):
    """An item that was answered before, and when it comes back."""

    case: str
    place: str
    """Id of a case that comes with the program, or the file it was last read from."""
    item: str
    on: dt.date
    """First day on which it is due."""


def rating_of(kept: Kept) -> Rating:
    """How well an item was known: again unless it earned something, hard with help or in part, else good."""
    if kept.share == NOTHING:
        return Rating.Again
    return Rating.Good if kept.share == ALL and not kept.hints else Rating.Hard


def schedule(attempts: Iterable[Attempt]) -> list[Due]:
    """Every item that was ever finished, with the day on which it comes back, the earliest first."""
    cards: dict[tuple[str, str], tuple[Card, str, dt.date]] = {}
    for at, attempt in sorted(_finished(attempts), key=itemgetter(0)):
        for item, kept in attempt.items.items():
            card, *_ = cards.get((attempt.case, item)) or (Card(card_id=0, due=at),)
            after, _ = _SCHEDULER.review_card(card, rating_of(kept), at)
            # Whole days from the learner's own day: a night in which the clocks change is a night like any other.
            cards[attempt.case, item] = after, attempt.place, at.astimezone().date() + (after.due - at)
    found = (Due(case, place, item, on) for (case, item), (_, place, on) in cards.items())
    return sorted(found, key=lambda one: (one.on, one.case, one.item))


def _finished(attempts: Iterable[Attempt]) -> Iterator[tuple[dt.datetime, Attempt]]:
    """The attempts that came to their end, each with its time: one that was begun first may end last."""
    return ((when(one.finished), one) for one in attempts if one.finished is not None)


def due(attempts: Iterable[Attempt], today: dt.date) -> list[Due]:
    """The items that have come back by a day."""
    return [one for one in schedule(attempts) if one.on <= today]
