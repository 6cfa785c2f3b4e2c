"""What acts, blackout dates and the record leave to be seen on a day, besides its doses; calendar and lanes draw it."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from regimen.course import Plan
from regimen.schedule.items import Item, Kind

GONE = "»"
"""Sign of the ideal day of a dose that acts have put off."""
LEFT_OUT = "∅"
"""Sign of a day from which acts have taken a dose out of the plan."""
BLACKOUT = "#"
"""Sign of a date on which nothing can be given."""
MEANINGS = {
    GONE: "put off from here",
    LEFT_OUT: "left out here",
    BLACKOUT: "blackout date",
}
STATES = {
    "given": "✓", "differs": "≠", "missing": "✗", "due": "○", "planned": "·", "held": "‖", "ended": "–",
    "unplanned": "+",
}  # fmt: skip
"""State of a drug on a day, by plan and record, to its sign; the order is that of the help."""
SAMPLE, OTHER = "●", "▪"
"""Signs of a blood sample, and of anything else that was recorded."""
_GIVEN = (STATES["given"], STATES["differs"], STATES["unplanned"])


class Recorded(NamedTuple):
    """What the record shows on the planner; days count from the planned reference day."""

    doses: Mapping[int, Mapping[str, tuple[str, str]]] = {}
    """Day to its drugs, each with its letter and the sign of what became of it."""
    beside: Mapping[int, str] = {}
    """Signs of samples and other entries of a day."""
    words: Mapping[int, tuple[str, ...]] = {}
    """The same in words."""
    meanings: tuple[str, ...] = ()
    """Every sign used, with what it means."""
    shift: int = 0
    """Days by which Day 1 was given later than planned."""
    heading: str = "Recorded (r)"
    """What stands over the words of a day."""

    def sign(self, offset: int, drug: str) -> str:
        """What became of a drug on a day; empty where nothing is recorded or to be told."""
        return self.doses.get(offset, {}).get(drug, ("", ""))[1]

    def stray(self, offset: int, drug: str) -> str:
        """The sign of a drug that the plan does not draw on a day: whether it was given on it."""
        sign = self.sign(offset, drug)
        return sign if sign in _GIVEN else ""

    def strays(self, offset: int, drawn: Collection[str]) -> list[str]:
        """Letters with signs of drugs that were given on a day and are not drawn on it."""
        found = self.doses.get(offset, {})
        return [letter + sign for drug, (letter, sign) in found.items() if drug not in drawn and sign in _GIVEN]


NOTHING = Recorded()
"""Of a course without a record."""


class Marks:
    """The marks of one plan, by days elapsed from its reference day."""

    def __init__(self, plan: Plan) -> None:
        schedule, offset = plan.schedule, plan.resolved.numbering.offset
        doses = [item for item in schedule.items if item.kind == Kind.DOSE]
        planned = {(item.day, item.entry.name) for item in doses}
        self.gone: dict[int, list[Item]] = {}
        """Ideal day to doses that acts have put off, where none of the same drug stands on that day."""
        self.left_out: dict[int, list[Item]] = {}
        """Day to doses that were planned on it until an act left them out."""
        left_out = [left.item for left in schedule.left_out if left.item.kind == Kind.DOSE]
        for item in (*doses, *left_out):
            if item.day != item.ideal_day and (item.ideal_day, item.entry.name) not in planned:
                self.gone.setdefault(offset(item.ideal_day), []).append(item)
        for item in left_out:
            self.left_out.setdefault(offset(item.day), []).append(item)
        reference = plan.course.reference_date.toordinal()
        self.blackouts = {date.toordinal() - reference for date in plan.course.blackouts}
        """Dates on which nothing can be given."""

    @property
    def signs(self) -> list[str]:
        """The signs that this plan has anywhere."""
        found = ((GONE, self.gone), (LEFT_OUT, self.left_out), (BLACKOUT, self.blackouts))
        return [sign for sign, days in found if days]

    @property
    def days(self) -> set[int]:
        """Every day that must be drawn because something is seen on it."""
        return self.gone.keys() | self.left_out.keys()
