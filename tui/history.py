"""The course in focus with its plan, and the way back and forth: a step of undo is a state, in the ledger an action."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from regimen.course import Course, Plan, plan
from regimen.protocol.model import Protocol
from tui.document import State
from tui.kept import Overtaken

if TYPE_CHECKING:
    from regimen.ledger.reading import Held


class History:
    """One state shown, those before it, and those taken back."""

    def __init__(self, state: State, today: dt.date) -> None:
        self.today = today
        self._past: list[State] = []
        self._future: list[State] = []
        self._set(state)

    def _set(self, state: State) -> None:
        self.plan: Plan = self._plan(state)
        self._state = state

    def _plan(self, state: State) -> Plan:
        return plan(state.course, state.protocol, self.today)

    @property
    def course(self) -> Course:
        """The course in force."""
        return self._state.course

    @property
    def protocol(self) -> Protocol:
        """The protocol it follows."""
        return self._state.protocol

    def _become(self, state: State) -> None:
        before, kept = self._state, state.document.kept
        if kept is not None and state.document is before.document:
            self._in_ledger(lambda: kept.commit(before.course, state.course))
            return
        self._set(state)
        self._past.append(before)
        self._future.clear()

    def _take(self, held: "Held") -> None:
        """Show a course as the ledger has it."""
        self._set(self._state._replace(course=held.course, protocol=held.protocol))

    def undo(self) -> bool:
        """Take the last change back, in the ledger where the course is kept; False when there is none."""
        kept = self._state.document.kept
        return (kept is not None and self._in_ledger(kept.undo)) or self._step(self._past, self._future)

    def redo(self) -> bool:
        """Make the last undone change again; False when there is none."""
        kept = self._state.document.kept
        return (kept is not None and self._in_ledger(kept.redo)) or self._step(self._future, self._past)

    def _in_ledger(self, write: "Callable[[], Held | None]") -> bool:
        """Write to the ledger and show what it has then; where another was faster, that is shown and told."""
        try:
            held = write()
        except Overtaken:
            self.follow()
            raise
        if held is not None:
            self._take(held)
        return held is not None

    def _step(self, source: list[State], target: list[State]) -> bool:
        if not source:
            return False
        target.append(self._state)
        self._set(source.pop())
        self.follow()
        return True

    def follow(self) -> bool:
        """Show a kept course as the ledger has it by now; whether it was changed there."""
        kept = self._state.document.kept
        held = kept.newer() if kept else None
        if held is not None:
            self._take(held)
        return held is not None
