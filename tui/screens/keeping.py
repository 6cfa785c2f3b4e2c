"""What the planner's keys for the ledger do: the board, keeping a course, following what others write."""

from typing import TYPE_CHECKING, cast

from regimen.errors import RegimenError
from tui.screens.moving import Moving

if TYPE_CHECKING:
    from tui.keeping import Keeper


class Keeping(Moving):
    """The planner's actions that keep a course among others."""

    @property
    def _keeper(self) -> "Keeper":
        return cast("Keeper", getattr(self.app, "keeper"))  # noqa: B009 - the app is known by this name only

    def ledger_changed(self) -> None:
        """Show a kept course as another program left it, and say so."""
        try:
            followed = self.session.follow()
        except RegimenError as error:
            self.tell(error.message, wrong=True)
            return
        if followed:
            self.show()
            self.tell(f"{self.session.kept_id} was changed by another program; this is how it stands")

    def action_board(self) -> None:
        """See every course of the ledger; one that is opened there is shown from its first day."""
        from tui.screens.board import BoardScreen

        def back(opened: bool | None) -> None:
            if opened:
                self.cursor = 0
            self.ledger_changed()
            self.show()

        self.app.push_screen(BoardScreen(self.session, self._keeper, hide=self.hide), back)

    def action_record(self) -> None:
        """Record what happened, from the day in focus on; back on the day that was in focus there."""
        from tui.screens.record import RecordScreen

        def back(offset: int | None) -> None:
            if offset is not None:
                reference = self.session.review.timeline.reference
                self.cursor = offset + reference.date.toordinal() - reference.planned.toordinal()
            self.show()

        self.app.push_screen(RecordScreen(self.session, self.cursor, hide=self.hide), back)

    def action_keep(self) -> None:
        """Keep the course in the ledger; asks for the subject's id, who does it, and why."""
        from tui.screens.keep import KeepScreen

        if (name := self.session.kept_id) is not None:
            self.tell(f"{name} is kept in {self._keeper.path}; every change is written there at once")
            return

        def keep(name: str, who: str, why: str | None) -> None:
            self.session.keep(self._keeper, name, who, why)

        def done(kept: bool | None) -> None:
            if kept:
                self.show()
                self.tell(f"{self.session.kept_id}: kept in {self._keeper.path}")

        self.app.push_screen(KeepScreen(self.session.course.subject.id or "", self._keeper.who, keep), done)

    def action_save(self) -> None:
        """A kept course is saved with every change; any other is saved as a file."""
        if (name := self.session.kept_id) is not None:
            self.tell(f"{name} is saved with every change; a file of it: regimen ledger export")
        else:
            super().action_save()

    def action_undo(self) -> None:
        """Take the last change back; of a kept course say what it was."""
        self._move(back=True)

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self._move(back=False)

    def _move(self, *, back: bool) -> None:
        kept = self.session.kept_id
        try:
            done = self.session.undo() if back else self.session.redo()
        except RegimenError as error:
            self.tell(error.message, wrong=True)
        else:
            if not done:
                self.tell("nothing to undo" if back else "nothing to redo")
            elif kept is not None and self.session.kept_id != kept:
                self.tell(f"this is the course that was open before; {kept} stays in the ledger")
            elif told := self.session.told:
                self.tell(f"{'taken back' if back else 'done again'}: {told}")
        self.show()
