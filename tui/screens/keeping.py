"""What the planner's keys for ledger, record and paper do: board, record, print, keep."""

from typing import TYPE_CHECKING, cast

from tui.screens.moving import Moving
from tui.screens.stepping import Stepping

if TYPE_CHECKING:
    from tui.keeping import Keeper


class Keeping(Moving, Stepping):
    """The planner's actions that keep a course among others."""

    @property
    def _keeper(self) -> "Keeper":
        return cast("Keeper", getattr(self.app, "keeper"))  # noqa: B009 - the app is known by this name only

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

        record = RecordScreen(self.session, self.cursor, hide=self.hide)

        def back(offset: int | None) -> None:
            self.hide = record.hide
            if offset is not None:
                reference = self.session.review.timeline.reference
                self.cursor = offset + reference.date.toordinal() - reference.planned.toordinal()
            self.show()

        self.app.push_screen(record, back)

    def action_print(self) -> None:
        """Print a sheet of the course."""
        from tui.screens.printing import print_course

        print_course(self.app, self.session, "month")

    def action_trial(self) -> None:
        """Decide next cohorts on the protocol's ladder."""
        from tui.screens.trial import TrialScreen

        self.app.push_screen(TrialScreen(self.session.protocol, self._keeper, self.session.today))

    def action_training(self) -> None:
        """Exercises, marked by the engine."""
        from tui.notebook import Notebook
        from tui.screens.training import TrainingScreen

        self.app.push_screen(TrainingScreen(Notebook(self._keeper.path), self.session.today))

    def action_tour(self) -> None:
        """Learn the keys by doing, on a course of the tour's own."""
        from tui.screens.tour import TourScreen
        from tui.tour import tour_session

        self.app.push_screen(TourScreen(tour_session(self.session.today)))

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
