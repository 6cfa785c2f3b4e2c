"""A course that is kept in the ledger while it is open: every change is written there at once. No Textual.

What writing needs is imported when something is written, so that a start does not wait for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from regimen.course import Course
from regimen.errors import RegimenError
from regimen.schedule.acts import Act

if TYPE_CHECKING:
    from regimen.ledger.reading import Held
    from tui.keeping import Keeper

T = TypeVar("T", "Held", "Held | None")


class Overtaken(RegimenError):
    """The course was changed elsewhere since it was read; nothing was written."""


class Kept:
    """Where an open course stands in the ledger."""

    def __init__(self, keeper: "Keeper", held: "Held") -> None:
        self.keeper = keeper
        self.id, self.seq, self.find = held.id, held.seq, held.find
        self.told = ""
        """What the last undo or redo was about, and who had done it when."""

    def commit(self, before: Course, after: Course) -> "Held":
        """Write what makes one course of another as one action."""
        from tui.keeping import changes_between

        changes = changes_between(before, after)
        return self._written(lambda: self.keeper.commit(self.id, changes, self.seq))

    def undo(self) -> "Held | None":
        """Take the last action back; None if there is nothing to take back."""
        return self._moved(self.keeper.undo)

    def redo(self) -> "Held | None":
        """Bring the action back that was undone last; None if there is none."""
        return self._moved(self.keeper.redo)

    def _moved(self, move: "Callable[[str, int], tuple[Held, str] | None]") -> "Held | None":
        def moved() -> "Held | None":
            found = move(self.id, self.seq)
            self.told = found[1] if found else ""
            return found[0] if found else None

        return self._written(moved)

    def last_act(self, course: Course) -> Act:
        """The last act; raises if something else was done after it, as actions are taken back in turn."""
        last = self.keeper.ledger().can_undo(self.id)
        if last is None or last.kind != "acted":
            since = f", and the last one was: {last.words}" if last else ""
            raise RegimenError(
                f"actions of a kept course are taken back in turn{since}", hint="u takes the last one back"
            )
        return course.acts[-1]

    def newer(self) -> "Held | None":
        """The course as the ledger has it, if it is another one by now."""
        self.told = ""
        held = self.keeper.held(self.id)
        if held.seq == self.seq:
            return None
        self.seq, self.find = held.seq, held.find
        return held

    def _written(self, write: Callable[[], T]) -> T:
        """Write, and stand where the ledger stands then."""
        from regimen.ledger.faults import Conflict

        try:
            held = write()
        except Conflict as error:
            raise Overtaken(
                error.what, hint="nothing of yours was written; what is shown is the newer state"
            ) from error
        if held is not None:
            self.seq, self.find = held.seq, held.find
        return held
