"""A calendar to be marked, or one that is: the marks first, and a record in the place of the plan where it is given."""

from collections.abc import Collection, Mapping

from rich.style import Style

from regimen.course import Plan
from regimen.nomenclature import drug_name
from regimen.schedule.items import Kind
from tui.rooms import Room, Sign
from tui.widgets.calendar import Calendar
from tui.widgets.days import AGENT_COLOURS, side_by_side
from tui.widgets.marks import Recorded

MARKED = "!"
"""Sign of a day that the learner has marked."""
_PARTS = {"✓": "agent-1", "~": "agent-2", "✗": "agent-3", "!": "today"}
"""Sign of what became of a day to its colour; the sign, not the colour, tells it."""


class MarkedCalendar(Calendar):
    """Weeks with signs that are not the plan's."""

    laid: Mapping[int, tuple[Sign, ...]] | None = None
    """What stands on the days in the place of the plan."""

    def show(self, room: Room, marked: Collection[int]) -> None:
        """Draw what there is to check, and the days marked so far."""
        self.laid = room.signs
        self.plan = room.plan
        if self.laid:
            drawn = [offset for offset, signs in self.laid.items() if signs]
            self.first, self.last = min([self.first, *drawn]), max([self.last, *drawn])
        meanings = (*room.meanings, *([f"{MARKED} marked by you"] if marked else []))
        self.recorded = Recorded({}, dict.fromkeys(marked, MARKED), {}, meanings)

    def _letters(self, plan: Plan) -> dict[str, int]:
        """Also of a drug that stands on a calendar by mistake."""
        drawn = (item.entry.name for item in plan.schedule.items if item.kind == Kind.DOSE)
        names = dict.fromkeys((*super()._letters(plan), *drawn))
        return {name: number % AGENT_COLOURS for number, name in enumerate(names)}

    def _legend(self, width: int, room: int) -> list[str]:
        """What the signs mean; of a record its drugs and entries, since nothing else is drawn."""
        if self.laid is None or self.plan is None:
            return super()._legend(width, room)
        drugs = dict.fromkeys((entry.letter, entry.name) for entry in self.plan.schedule.doses)
        names = (f"{letter} {drug_name(name)}" for letter, name in drugs)
        return side_by_side((*names, *self.recorded.meanings), width)[:room]

    def signs(self, offset: int) -> list[tuple[str, Style]]:
        """Marks before letters, so that no narrow cell cuts them off."""
        marks = self.recorded.beside.get(offset, "")
        found = [(sign, self.part(_PARTS.get(sign, "act"))) for sign in marks]
        if self.laid is None:
            return [*found, *(one for one in super().signs(offset) if one[0] not in tuple(marks))]
        return [*found, *((sign.text, self._of(sign)) for sign in self.laid.get(offset, ()))]

    def _of(self, sign: Sign) -> Style:
        return self.part(f"agent-{self.letters[sign.drug]}" if sign.drug in self.letters else "act")
