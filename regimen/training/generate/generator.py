"""Cases from a seed: the same kind, seed, number and wishes give the same case, byte by byte, in one version."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from regimen.errors import RegimenError
from regimen.printouts.words import plural
from regimen.training.case import Case
from regimen.training.figures.named import chosen
from regimen.training.generate.cohorts import cohorts
from regimen.training.generate.errors import MOST, errors
from regimen.training.generate.lot import DIFFICULTIES, Difficulty, Wishes, lot_of, origin
from regimen.training.generate.plans import calendars, worksheets, wrong_cells
from regimen.training.generate.plants import PLANTS
from regimen.training.generate.verdicts import verdicts
from regimen.training.planting import ERRORS

_INVENTED = "Everything here is invented."
_COUNTS = "The counts come from a model of the marrow (Friberg 2002) with invented parameters†."


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
    plants: frozenset[str] = frozenset()
    """Kinds of error that may be planted; none where nothing is."""
    least: int = 0
    most: int = 0
    """How many errors may be asked for."""


_DOSING = "DeAngelo DJ, Brunner AM, et al. Am J Hematol 2018;93(2):254-261; MEC doses are a teaching assumption (†)"
MAKERS: Mapping[str, Maker] = {
    "calendar": Maker(
        calendars,
        "A calendar to build",
        ("lay out a course in study days and dates", "say how many days are left to recover"),
        10,
        "A subject is to be treated as below. Lay out the course as it is planned.",
        ("Day 45 is fixed by Day 1; moving a dose never moves it.",),
        (("docs/training.md, days-left", _DOSING),),
    ),
    "worksheet": Maker(
        worksheets,
        "A second check",
        ("work out a dose from body size", "tell one dose from the course total"),
        15,
        "Work out every dose a second time, without looking at the first result.",
        ("A course total given as one dose has killed.",),
        (("docs/printouts.md, second check", _DOSING),),
    ),
    "wrong-cell": Maker(
        wrong_cells,
        "A calendar to check",
        ("find a wrong cell before it is given",),
        8,
        "The calendar below was copied by hand. Find what is wrong in it.",
        ("Hold every cell against the dose lines, day by day.",),
        (("docs/training.md, wrong-cell", _DOSING),),
        frozenset(ERRORS),
        1,
        MOST,
    ),
    "errors": Maker(
        errors,
        "A record to check",
        ("find every deviation in a record, and name its class and category", "leave alone what is none"),
        15,
        f"The record of one subject is complete. Find what departs from the schedule. {_COUNTS}",
        ("An act explains a deviation and never excuses it.", "What lies within a tolerance or a window is none."),
        (("docs/deviations.md", "ICH E3 Q&A (R1), 2012; where no source draws a line, the rule is ours (†)"),),
        frozenset(one.code for one in PLANTS),
        0,
        MOST,
    ),
    "verdict": Maker(
        verdicts,
        "Counts to follow",
        ("call the state of count recovery from what is known on a day", "tell the subject's own counts from others"),
        12,
        f"Counts come in as below. Call the state as of each day asked. {_COUNTS}",
        ("Low counts are a DLT only where the last day is known to be low and a marrow is free of leukaemia.",),
        (
            (
                "docs/cli.md, regimen dlt",
                "thresholds and windows are teaching assumptions (†), named in the protocol file",
            ),
        ),
    ),
    "next-cohort": Maker(
        cohorts,
        "An escalation to run",
        ("apply 3 + 3 cohort by cohort", "say from when the next cohort may open"),
        12,
        "An escalation grows cohort by cohort. Say after each what the design asks for.",
        ("One DLT in three asks for three more at the level; two are too many, of three as of six.",),
        (("docs/escalation.md", "Storer 1989, doi:10.2307/2531693"),),
    ),
}
"""Kind to how its cases are made."""


def generate(kind: str, seed: int, number: int, wishes: Wishes = Wishes()) -> Case:  # noqa: B008 - an immutable value
    """One case; its key is what the engine says of it, and what was planted is stated in it."""
    maker, lot = chosen(MAKERS, kind, "kind that is generated"), lot_of(kind, seed, number)
    _check(kind, maker, wishes)
    drawn = lot.choice(DIFFICULTIES)
    difficulty = drawn if wishes.difficulty is None else wishes.difficulty
    return Case.model_validate(
        {
            "format": "1",
            "id": "-".join((kind, str(seed), str(number), *wishes.names)),
            "title": f"{maker.title}, no. {number}",
            "kind": kind,
            "difficulty": difficulty,
            "goals": list(maker.goals),
            "minutes": str(maker.minutes),
            "introduction": f"{maker.introduction} {_INVENTED}",
            "generated": origin(kind, seed, number, wishes),
            "debrief": list(maker.debrief),
            "pointers": [{"rule": rule, "source": source} for rule, source in maker.pointers],
            **maker.make(lot, wishes, difficulty),
        }
    )


def _check(kind: str, maker: Maker, wishes: Wishes) -> None:
    """Refuse errors that the kind does not have, and more of them than leave an exercise."""
    if not maker.plants and (wishes.planted is not None or wishes.among):
        raise RegimenError(f"nothing is planted in a case of kind {kind}", hint="leave number and kinds of errors out")
    for error in wishes.among:
        chosen(dict.fromkeys(sorted(maker.plants)), error, "kind of error")
    if wishes.planted is not None and not maker.least <= wishes.planted <= maker.most:
        what = f"a case of kind {kind} with {plural(wishes.planted, 'error')} is no exercise"
        raise RegimenError(what, allowed=f"{maker.least} to {maker.most}")
