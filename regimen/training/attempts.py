"""Attempts at exercises, from the steps in which they were kept: what was answered, and what came of it."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from regimen.ledger.backup import last_good
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.store import Step
from regimen.training.answers import Answer, Answers
from regimen.training.keys.key import Sure
from regimen.training.marking import Marked, Result

StepKind = Literal["begun", "answered", "finished"]


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


def folded(steps: Iterable[Step], ledger: Path) -> list[Attempt]:
    """Every attempt, the oldest first; a step that cannot be read is damage to the ledger."""
    attempts: dict[int, Attempt] = {}
    for step in steps:
        try:
            when(step.at)
            _take(attempts, step, json.loads(step.body))
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
            what = f"step {step.seq} of attempt {step.attempt} at an exercise cannot be read"
            raise DamagedLedger(ledger, what, last_good(ledger)) from error
    return list(attempts.values())


def _take(attempts: dict[int, Attempt], step: Step, body: dict[str, Any]) -> None:
    match step.kind:
        case "begun":
            about = (body["case"], body["place"], body["digest"], body["learner"])
            attempts[step.attempt] = Attempt(step.attempt, *about, step.at, tuple(body["only"]))
        case "answered":
            attempts[step.attempt].answers[body["item"]] = Answer(**body["answer"])
        case "finished":
            attempt = attempts[step.attempt]
            attempt.finished, attempt.percent = step.at, Decimal(body["percent"])
            attempt.sure = tuple(Sure(certainty, right) for certainty, right in body["sure"])
            attempt.items = {name: Kept(Decimal(one["share"]), one["hints"]) for name, one in body["items"].items()}
        case _:
            raise LookupError(step.kind)


def body_of(result: Result) -> dict[str, Any]:
    """What is kept at the end of an attempt."""
    return {
        "percent": str(result.percent),
        "sure": [list(one) for one in result.sure],
        "items": {one.item.id: _kept(one) for one in result.marked},
    }


def _kept(one: Marked) -> dict[str, Any]:
    return {"share": str(one.share), "hints": 0 if one.answer is None else one.answer.hints}
