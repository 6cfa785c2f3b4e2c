"""What a seed decides: one source of chance a case, and the subject and dates that every kind of case needs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Any, Literal, NamedTuple, get_args

from regimen import __version__

VERSION = 2
"""Of the generator: a change that gives other cases from the same seed raises it."""
Difficulty = Literal["easy", "moderate", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
_FIRST_DATE = date(2026, 1, 5)
_DATES = 1500
_HEIGHTS, _BMI, _AGES, _CREATININE = (152, 193), (190, 340), (34, 74), (6, 13)
_RENAL, _OBESE = (16, 24), (360, 440)
"""Creatinine in tenths of mg/dL of weak kidneys, and tenths of the body mass index of great weight."""
LEVELS: Mapping[str, int] = {"d10-5": 5, "d10-10": 10, "d10-25": 25, "d10-50": 50}
"""Dose level to its LEN in mg a day."""
HOME, AZA_VEN = "nct01681537", "azacitidine-venetoclax"
"""Protocols that cases are made of: LEN with MEC, and one that permits another route."""

_DIGITS = 6
"""Of the digest of what is wished to be planted."""


class Wishes(NamedTuple):
    """What is asked of a case."""

    difficulty: Difficulty | None = None
    """Drawn by lot if None."""
    planted: int | None = None
    """How many errors; by difficulty if None."""
    among: tuple[str, ...] = ()
    """Kinds of error to draw from; all if empty."""

    @property
    def words(self) -> tuple[str, ...]:
        """What is wished for, each as a case names it."""
        asked = ("difficulty", self.difficulty), ("errors", self.planted), ("among", " ".join(self.among) or None)
        return tuple(f"{name} {wish}" for name, wish in asked if wish is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """What is wished for, as it stands in the id of a case: other wishes make another case.

        Learners read the id, so number and kinds of the errors stand in it as a digest that tells neither.
        """
        planted = f"{self.planted} {' '.join(self.among)}".encode()
        digest = sha256(planted).hexdigest()[:_DIGITS] if self.planted is not None or self.among else None
        return tuple(name for name in (self.difficulty, digest) if name is not None)


def lot_of(kind: str, seed: int, number: int) -> Random:
    """The chance behind one case: text seeds it the same way on every machine and in every run."""
    return Random(f"regimen {VERSION} {kind} {seed} {number}")  # noqa: S311 - a case that can be made again, no secret


def origin(kind: str, seed: int, number: int, wishes: Wishes) -> str:
    """What a case says of where it comes from: all that is needed to make it again."""
    made_of = (f"generator {VERSION}", f"kind {kind}", f"seed {seed}", f"number {number}", *wishes.words)
    return f"regimen {__version__}, {', '.join(made_of)}"


class Setting(NamedTuple):
    """Who is treated, at which level, from when."""

    level: str
    start: date
    """Date of Day 1."""
    subject: Mapping[str, str]
    protocol: str = HOME

    def date(self, day: int) -> str:
        """The date of a study day, as files have it."""
        return str(self.start + timedelta(days=day - 1 if day > 0 else day))

    def course(self, **more: Any) -> dict[str, Any]:
        """The course as a file holds it."""
        which = {"level": self.level} if self.protocol == HOME else {"cycles": "1"}
        head = {"protocol": self.protocol, **which, "reference_date": str(self.start)}
        return {**head, "subject": dict(self.subject), **more}


def setting(lot: Random, levels: Sequence[str] = tuple(LEVELS), *, unusual: bool = False) -> Setting:
    """An invented subject at one of some levels; an unusual one has weak kidneys or great weight."""
    renal = unusual and lot.random() < 1 / 2
    height = lot.randint(*_HEIGHTS)
    mass = lot.randint(*(_OBESE if unusual and not renal else _BMI))
    subject = {
        "height_cm": str(height),
        "weight_kg": str(round(Decimal(mass) * height * height / 100_000)),
        "sex": lot.choice("FM"),
        "age": str(lot.randint(*_AGES)),
        "creatinine": f"{Decimal(lot.randint(*(_RENAL if renal else _CREATININE))) / 10} mg/dL",
    }
    return Setting(lot.choice(levels), first_date(lot), subject)


def first_date(lot: Random) -> date:
    """A date on which something begins."""
    return _FIRST_DATE + timedelta(days=lot.randrange(_DATES))
