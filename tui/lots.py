"""A new case by lot: what can be wished for, as rows of a form, and where the case is found then. No Textual."""

from collections.abc import Mapping
from secrets import randbelow

from regimen.errors import RegimenError
from regimen.training.exercise import Exercise
from regimen.training.generate.generator import MAKERS
from regimen.training.generate.lot import DIFFICULTIES, Wishes
from regimen.training.places import is_lot, lot_place
from tui.entryform import Row

_SEEDS = 100_000
"""Seeds by chance stay short enough to be typed."""
_NUMBER = 1
_LONGEST = 9
Values = Mapping[str, str]


def fresh(kind: str = "errors") -> dict[str, str]:
    """The form as it opens: Enter alone begins a case."""
    return {"kind": kind, "difficulty": "", "planted": "", "seed": str(randbelow(_SEEDS))}


def lot_rows() -> list[Row]:
    """The rows of the form."""
    most = max(maker.most for maker in MAKERS.values())
    kinds = tuple((kind, f"{kind}: {maker.title[:1].lower()}{maker.title[1:]}") for kind, maker in MAKERS.items())
    levels = (("", "by lot"), *((level, level) for level in DIFFICULTIES))
    planted = (("", "by difficulty"), *((str(count), str(count)) for count in range(most + 1)))
    return [
        Row("kind", "Kind", kinds),
        Row("difficulty", "Difficulty", levels),
        Row("planted", "Planted errors", planted),
        Row("seed", "Seed", hint="a whole number; the same one gives the same case", needed=True),
    ]


def lot_words(values: Values) -> str:
    """What the form would begin; raises where it cannot."""
    place_of(values)
    return f"{MAKERS[values['kind']].introduction} Seed {int(values['seed'])} with the same choices gives it again."


def place_of(values: Values) -> str:
    """Where the case is found; raises for a seed or a number of errors that cannot be."""
    seed, kind = values["seed"].strip(), values["kind"]
    if not (seed.isascii() and seed.isdecimal() and len(seed) <= _LONGEST):
        raise RegimenError(f"'{seed[:20]}' is no seed", allowed=f"a whole number of at most {_LONGEST} digits")
    maker, planted = MAKERS[kind], values["planted"]
    if planted and not maker.plants:
        raise RegimenError(f"nothing is planted in a case of kind {kind}", hint="choose 'by difficulty'")
    if planted and not maker.least <= int(planted) <= maker.most:
        raise RegimenError(f"{planted} errors are no exercise", allowed=f"{maker.least} to {maker.most}")
    level = next((one for one in DIFFICULTIES if one == values["difficulty"]), None)
    return lot_place(kind, int(seed), _NUMBER, Wishes(level, int(planted) if planted else None))


def another(exercise: Exercise, place: str) -> str:
    """Where another case like one is found: the same kind and wishes, another seed."""
    if exercise.kind not in MAKERS:
        raise RegimenError(f"no case of kind {exercise.kind} is drawn by lot", allowed=", ".join(MAKERS))
    wishes = fresh(exercise.kind) | {"difficulty": exercise.difficulty}
    if not is_lot(place):
        return place_of(wishes)
    lot, kind, _seed, *rest = place.split(":")
    return ":".join((lot, kind, wishes["seed"], *rest))
