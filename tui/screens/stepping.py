"""What planner and record do alike: undo and redo, and following what others write to the ledger."""

from regimen.errors import RegimenError
from tui.session import Session


class Stepping:
    """Walks over the changes of a session; a screen adds how they are shown and told."""

    session: Session

    def show(self) -> None:
        """Show the session as it stands."""
        raise NotImplementedError

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say something short."""
        raise NotImplementedError(text, wrong)

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
