"""Attempts at exercises, from the steps in which they were kept: what was answered, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from regimen.ledger.backup import last_good
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.store import Step
from regimen.training.answers import Answer, Answers
from regimen.training.keys.key import Sure
from regimen.training.marking import Marked, Result
from regimen.training.steps import BODIES, Answered, Begun, Body, Came, Finished


class Kept(NamedTuple):
    """What became of one item."""

    share: Decimal
    """What the answer was worth, 0 to 1, before hints were paid for."""
    hints: int = 0


@dataclass(slots=True)
class Attempt:
    """One attempt at an exercise, as far as it went."""

    number: int
    case: str
    place: str
    """Id of a case that comes with the program, or the file it was read from."""
    digest: str
    """Of the exercise; another one is another exercise under the same name."""
    learner: str | None
    begun: str
    only: tuple[str, ...] = ()
    """Items that were asked for; all of them if empty."""
    answers: dict[str, Answer] = field(default_factory=dict)
    """By item; a later answer takes the place of an earlier one."""
    finished: str | None = None
    """When, in UTC; None while it is under way."""
    percent: Decimal | None = None
    items: dict[str, Kept] = field(default_factory=dict)
    """What became of the items; empty before the end."""
    sure: tuple[Sure, ...] = ()
    """Every certainty that was stated, with whether it was justified; empty before the end."""

    @property
    def given(self) -> Answers:
        """The answers so far, as they are marked."""
        return Answers(self.answers, self.case, self.learner)


def when(at: str) -> dt.datetime:
    """The time of a step, in UTC; raises ValueError for one that cannot be read."""
    time = dt.datetime.fromisoformat(at)
    if time.utcoffset() is None:
        raise ValueError(at)
    return time.astimezone(dt.UTC)


class Attempts:
    """Every attempt, the oldest first, as its steps bring it together."""

    def __init__(self) -> None:
        self._by_number: dict[int, Attempt] = {}

    def __iter__(self) -> Iterator[Attempt]:
        return iter(self._by_number.values())

    def take(self, step: Step) -> bool:
        """Whether a step could be read."""
        try:
            when(step.at)
            self._take(step, BODIES[step.kind].model_validate_json(step.body))
        except (ValueError, LookupError):
            return False
        return True

    def _take(self, step: Step, body: Body) -> None:
        if isinstance(body, Begun):
            self._by_number[step.attempt] = Attempt(step.attempt, begun=step.at, **dict(body))
            return
        attempt = self._by_number[step.attempt]
        if isinstance(body, Answered):
            attempt.answers[body.item] = Answer(**dict(body.answer))
        elif isinstance(body, Finished):
            attempt.finished, attempt.percent = step.at, body.percent
            attempt.sure = tuple(starmap(Sure, body.sure))
            attempt.items = {name: Kept(one.share, one.hints) for name, one in body.items.items()}


def folded(steps: Iterable[Step], ledger: Path) -> list[Attempt]:
    """Every attempt, the oldest first; a step that cannot be read is damage to the ledger."""
    attempts = Attempts()
    for step in steps:
        if not attempts.take(step):
            what = f"step {step.seq} of attempt {step.attempt} at an exercise cannot be read"
            raise DamagedLedger(ledger, what, last_good(ledger))
    return list(attempts)


def end_of(result: Result) -> Finished:
    """What is kept at the end of an attempt."""
    return Finished(percent=result.percent, sure=result.sure, items={one.item.id: _came(one) for one in result.marked})


def _came(one: Marked) -> Came:
    return Came(share=one.share, hints=0 if one.answer is None else one.answer.hints)
