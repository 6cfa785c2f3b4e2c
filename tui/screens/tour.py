"""The guided tour: a planner of its own for practice, and lines at the foot of every screen opened from it."""

from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Footer

from tui.actions import BY_ID
from tui.screens.planner import PlannerScreen
from tui.screens.standing import stands
from tui.session import Session
from tui.tour import END, STEPS, Seen
from tui.widgets.tourbar import TourBar

LOOK_SECONDS = 0.1
"""How often is looked whether the step was done."""


class TourScreen(PlannerScreen):
    """A planner whose course is for practice; it watches what is done on itself and on the screens above it."""

    step = 0
    """Place of the step in `STEPS`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._began: Seen | None = None
        self._learned = "Five minutes, by doing. {key} leaves the tour at any time."

    def on_mount(self) -> None:
        """Begin the first step."""
        super().on_mount()
        self.set_interval(LOOK_SECONDS, self.look)
        self.call_after_refresh(self.look)

    @property
    def seen(self) -> Seen:
        """How things stand."""
        course, record = self.session.course, self.session.course.record
        doses = self.session.plan.schedule.items
        return Seen(
            screen=type(self.app.screen).__name__,
            day=self.session.plan.resolved.numbering.day(self.cursor),
            lanes=self.query_one("#calendar").has_class("-away"),
            hide=self.hide,
            level=course.level_in_force,
            acts=len(course.acts),
            mec=min((item.day for item in doses if item.entry.line and item.entry.line.block == "MEC"), default=0),
            given=len(record.administrations) if record else 0,
        )

    @property
    def words(self) -> str:
        """What stands in the bar."""
        key = format_key(getattr(self.app, "moved_keys", {}).get("tour", BY_ID["tour"].keys))
        if self.step == len(STEPS):
            return f"{self._learned}\n{END.format(key=key)}"
        return f"{self._learned.format(key=key)}\nTour {self.step + 1} of {len(STEPS)}: {STEPS[self.step].task}"

    def look(self) -> None:
        """Go on where the step was done, and see that the screen on top has the bar."""
        if self not in self.app.screen_stack or not stands(self.app.screen):
            return
        now = self.seen
        if self._began is None:
            self._began = now
        if self.step < len(STEPS) and STEPS[self.step].done(now, self._began):
            self._learned = f"✓ {STEPS[self.step].learned}"
            self.step, self._began = self.step + 1, now
        self._show_bar()

    def _show_bar(self) -> None:
        screen = self.app.screen
        bar = next(iter(screen.query(TourBar)), None)
        if bar is None:
            bar = TourBar(over=isinstance(screen, ModalScreen))
            footer = next(iter(screen.query(Footer)), None)
            screen.mount(bar, before=footer)
        bar.update(self.words)
        for below in self.app.screen_stack:
            for other in below.query(TourBar):
                other.display = other is bar

    def leave(self) -> None:
        """End the tour from wherever it got to; whatever was practised is forgotten."""
        while self.app.screen is not self:
            self.app.pop_screen()
        self.app.pop_screen()

    def action_tour(self) -> None:
        """Leave the tour."""
        self.leave()

    def action_quit(self) -> None:
        """Leave the tour; there is nothing to save."""
        self.leave()
