"""Cases from a seed: the same kind, seed, number and wishes give the same case, byte by byte, in one version."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from regimen.training.case import Case
from regimen.training.figures.named import chosen
from regimen.training.generate.errors import errors
from regimen.training.generate.lot import DIFFICULTIES, Difficulty, Wishes, lot_of, origin

_INVENTED = "Subject, doses and counts are invented; counts come from a model of the marrow (Friberg 2002)†."


class Maker(NamedTuple):
    """How cases of one kind are made."""

    make: Callable[[Random, Wishes, Difficulty], dict[str, Any]]
    """What of a case is the kind's own, as a case file holds it."""
    title: str
    goals: tuple[str, ...]
    minutes: int
    introduction: str
    debrief: tuple[str, ...]
    pointers: tuple[tuple[str, str], ...]


MAKERS: Mapping[str, Maker] = {
    "errors": Maker(
        errors,
        "A record to check",
        ("find every deviation in a record, and name its class and category", "leave alone what is none"),
        15,
        "The record of one subject is complete. Find what departs from the schedule.",
        ("An act explains a deviation and never excuses it.", "What lies within a tolerance or a window is none."),
        (("docs/deviations.md", "ICH E3 Q&A (R1), 2012; where no source draws a line, the rule is ours (†)"),),
    ),
}
"""Kind to how its cases are made."""


def generate(kind: str, seed: int, number: int, wishes: Wishes = Wishes()) -> Case:  # noqa: B008 - an immutable value
    """One case; its key is what the engine says of it, and what was planted is stated in it."""
    maker, lot = chosen(MAKERS, kind, "kind that is generated"), lot_of(kind, seed, number)
    difficulty = wishes.difficulty or lot.choice(DIFFICULTIES)
    return Case.model_validate(
        {
            "format": "1",
            "id": f"{kind}-{seed}-{number}",
            "title": f"{maker.title}, no. {number}",
            "kind": kind,
            "difficulty": difficulty,
            "goals": list(maker.goals),
            "minutes": str(maker.minutes),
            "introduction": f"{maker.introduction} {_INVENTED}",
            "generated": origin(kind, seed, number),
            "debrief": list(maker.debrief),
            "pointers": [{"rule": rule, "source": source} for rule, source in maker.pointers],
            **maker.make(lot, wishes, difficulty),
        }
    )
