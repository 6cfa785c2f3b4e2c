"""Where an exercise is found again: a case of the shelf, a file, or the lot that drew it."""

import re
from pathlib import Path

from regimen.errors import RegimenError
from regimen.training.casefile import open_case
from regimen.training.exercise import Exercise
from regimen.training.generate.lot import DIFFICULTIES, Wishes
from regimen.training.shelf import case_ids, load_case

_LOT, _NOTHING = "lot", "-"
_DRAWN = re.compile(
    r"lot:(?P<kind>[^:]+):(?P<seed>[0-9]{1,10}):(?P<number>[0-9]{1,6})"
    rf":(?P<difficulty>-|{'|'.join(DIFFICULTIES)}):(?P<planted>-|[0-9]{{1,2}})(:(?P<among>[^:]+))?",
    re.ASCII,
)


def lot_place(kind: str, seed: int, number: int, wishes: Wishes) -> str:
    """`lot:errors:7:1:hard:3`; a wish that was not uttered is `-`, kinds of error follow after commas."""
    wished = (wishes.difficulty or _NOTHING, _NOTHING if wishes.planted is None else str(wishes.planted))
    among = [",".join(wishes.among)] if wishes.among else []
    return ":".join((_LOT, kind, str(seed), str(number), *wished, *among))


def file_place(path: Path) -> str:
    """A file by its whole path, so that it is found from anywhere."""
    return str(path.resolve())


def is_lot(place: str) -> bool:
    """Whether an exercise was drawn by lot."""
    return place.startswith(f"{_LOT}:")


def exercise_at(place: str) -> Exercise:
    """The exercise that is found in a place; raises RegimenError where there is none any more."""
    if is_lot(place):
        return _drawn(place)
    return load_case(place) if place in case_ids() else open_case(Path(place))


def _drawn(place: str) -> Exercise:
    from regimen.training.generate.verify import verified

    match = _DRAWN.fullmatch(place)
    if match is None:
        allowed = "lot:KIND:SEED:NUMBER:DIFFICULTY:ERRORS, with - for what was not asked for"
        raise RegimenError(f"cannot read where the case '{place[:60]}' was drawn", allowed=allowed)
    level = next((one for one in DIFFICULTIES if one == match["difficulty"]), None)
    planted = None if match["planted"] == _NOTHING else int(match["planted"])
    wishes = Wishes(level, planted, tuple(match["among"].split(",")) if match["among"] else ())
    return verified(match["kind"], int(match["seed"]), int(match["number"]), wishes).exercise
