"""What the planner's keys and palette do: each handler asks one function and shows the answer.

Dialogs and long texts are imported when first asked for; the first paint does not need them.
"""

from collections.abc import Callable
from pathlib import Path

from textual.reactive import reactive
from textual.screen import Screen

from regimen.course import Plan
from regimen.errors import RegimenError
from tui.actions import ACTIONS
from tui.document import typed_path
from tui.field import Field
from tui.fields import rung, version_words
from tui.session import Session
from tui.where import WHERE_ALLOWED, find_offset, milestone_offset
from tui.widgets.days import DayGrid
from tui.widgets.panel import Panel


class Commands(Screen[None]):
    """The planner's actions; PlannerScreen adds the layout."""

    plan: reactive[Plan | None] = reactive(None, repaint=False)
    """The plan shown everywhere."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The day in focus, as days elapsed from the reference day."""
    hide: reactive[bool] = reactive(False, repaint=False)
    """Whether assumed values are blanked."""
    session: Session
    actions = ACTIONS
    """What the palette offers."""

    def show(self) -> None:
        """Hand the session's plan to every widget."""
        self.plan = self.session.plan
        self.stay()

    def stay(self) -> None:
        """Keep the day in focus on the calendar or lanes that are drawn."""
        self.cursor = min(max(self.cursor, self.grid.first_shown), self.grid.last_shown)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote what a person typed."""
        self.notify(text, severity="error" if wrong else "information", markup=False)

    @property
    def grid(self) -> DayGrid:
        """The calendar or the lanes, whichever is shown."""
        return self.query("#left > DayGrid").exclude(".-away").only_one(DayGrid)

    def change(self, path: str, value: str | None) -> None:
        """Change one value, or say why not."""
        try:
            for note in self.session.change(path, None if value in (None, "", "unknown") else value):
                self.tell(note)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
        self.show()

    def pick_choice(self, field: Field) -> None:
        """Offer the choices of a row, each with what it stands for."""
        from tui.screens.dialogs import PickScreen

        def picked(choice: str | None) -> None:
            if choice is not None:
                self.change(field.path, choice)

        options = [(choice, self._meaning(field, choice)) for choice in field.choices]
        self.app.push_screen(PickScreen(field.label, field.hint, options, field.edit), picked)

    def _meaning(self, field: Field, choice: str) -> str:
        from tui.texts import values_words

        protocol, (head, _, tail) = self.session.protocol, field.path.partition(".")
        if head == "assumptions":
            values = protocol.assumptions[tail].sets[choice]
            return f"{choice:<18} {values_words(values)}"
        if head == "level":
            return f"{choice:<18} {rung(protocol, choice)}"
        if head == "version":
            return f"{choice:<18} {version_words(protocol, choice)}"
        return choice

    def _ask(self, title: str, hint: str, value: str, use: Callable[[str], None]) -> None:
        """Ask for one line; `use` raises RegimenError for what cannot be used, and the dialog stays."""
        from tui.screens.dialogs import AskScreen

        self.app.push_screen(AskScreen(title, hint, value, use))

    def _read(self, title: str, text: object) -> None:
        from textual.content import Content

        from tui.screens.dialogs import TextScreen

        assert isinstance(text, Content)
        self.app.push_screen(TextScreen(title, text))

    def action_help(self) -> None:
        """Explain the panel in focus."""
        from tui.texts import GUIDES, help_text

        place = (self.focused and self.focused.id) or ""
        guide = GUIDES.get(place) or GUIDES[self.grid.id or "calendar"]
        self._read("Help", help_text(*guide, self.session.plan, getattr(self.app, "moved_keys", {})))

    def action_assumptions(self) -> None:
        """Explain the assumptions."""
        from tui.texts import assumptions_text

        self._read("Assumptions †", assumptions_text(self.session.plan, hide=self.hide))

    def action_findings(self) -> None:
        """List the findings."""
        from tui.texts import findings_text

        self._read("Findings", findings_text(self.session.plan, hide=self.hide))

    def action_hide(self) -> None:
        """Blank assumed values, or show them again."""
        self.hide = not self.hide
        self.tell("assumed values are blanked" if self.hide else "assumed values are shown, marked †")

    def action_values(self) -> None:
        """To the values and back; on a narrow screen they take the place of the detail."""
        panel = self.query_one(Panel)
        if panel.has_focus:
            self.remove_class("-values")
            self.grid.focus()
        else:
            self.add_class("-values")
            panel.focus()

    def action_lanes(self) -> None:
        """Calendar or lanes."""
        old, new = self.grid, self.query_one("#left > .-away", DayGrid)
        old.add_class("-away")
        new.remove_class("-away")
        self.stay()
        new.focus()

    def action_goto(self) -> None:
        """Ask for a day and go there."""
        plan = self.session.plan
        span = (self.grid.first_shown, self.grid.last_shown)

        def go(text: str) -> None:
            self.cursor = find_offset(plan, text, self.session.today, span)

        self._ask("Go to", f"a study day, a cycle day or a date: {WHERE_ALLOWED}", "", go)

    def action_today(self) -> None:
        """Go to today, if it is on the calendar."""
        try:
            span = (self.grid.first_shown, self.grid.last_shown)
            self.cursor = find_offset(self.session.plan, "today", self.session.today, span)
        except RegimenError as error:
            self.tell(f"today: {error.message}", wrong=True)

    def action_event(self, step: int) -> None:
        """Go to the next or previous milestone."""
        offset = milestone_offset(self.session.plan, self.cursor, step)
        if offset is None:
            self.tell("no later milestone" if step > 0 else "no earlier milestone")
        else:
            self.cursor = offset

    def action_start(self) -> None:
        """Compare seven start days."""
        from regimen.chooser import best, start_options
        from tui.screens.dialogs import PickScreen
        from tui.texts import START_WHY, start_text

        plan = self.session.plan
        options = start_options(plan.schedule, plan.course.reference_date)
        low = best(options)
        rows = [(option.date.isoformat(), start_text(option, best=option is low)) for option in options]

        def picked(date: str | None) -> None:
            if date is not None:
                self.change("reference_date", date)

        title = f"Day {plan.resolved.numbering.reference} chooser"
        self.app.push_screen(PickScreen(title, START_WHY, rows, rows[0][0]), picked)

    def action_copy(self) -> None:
        """Copy the day list as text."""
        from regimen.printouts.daylist import day_list
        from regimen.printouts.text import render

        text = render(day_list(self.session.plan))
        self.app.copy_to_clipboard(text)
        lines = text.count("\n")
        self.tell(
            f"the day list ({lines} lines) went to the clipboard; if it did not arrive, the terminal forbids it: "
            "use  regimen calendar"
        )

    def action_library(self) -> None:
        """Browse the protocols; one that is opened there is shown from its first day."""
        from tui.screens.library import LibraryScreen

        def back(opened: bool | None) -> None:
            if opened:
                self.cursor = 0
                self.show()

        self.app.push_screen(LibraryScreen(self.session, Path()), back)

    def action_open(self) -> None:
        """Open a course or protocol file."""

        def use(text: str) -> None:
            from tui.recent import remember

            path = typed_path(text)
            self.session.open(path)
            if self.session.file is None:
                remember(path)
            self.cursor = 0
            self.show()

        self._ask("Open", "path of a course or protocol file (.yaml)", str(self.session.file or ""), use)

    def action_save(self) -> None:
        """Save the course; another existing file is not overwritten."""

        def saved(path: Path) -> None:
            self.show()
            self.tell(f"saved to {path.resolve()}")

        self._save_as(saved)

    def _save_as(self, then: Callable[[Path], None]) -> None:
        course = self.session.course
        name = f"course-{course.subject.id or 'subject'}.yaml"

        def use(text: str) -> None:
            path = typed_path(text)
            self.session.save(path)
            then(path)

        self._ask("Save", "path of the course file; an existing file is kept", str(self.session.file or name), use)

    def action_quit(self) -> None:
        """Leave; what was typed and is in no file is asked about once."""
        if not self.session.worth_saving:
            self.app.exit()
            return
        from tui.screens.dialogs import PickScreen

        file = self.session.file

        def picked(answer: str | None) -> None:
            if answer == "drop":
                self.app.exit()
            elif answer == "save" and file:
                self._save_and_quit(file)
            elif answer == "save":
                self._save_as(lambda _: self.app.exit())

        options = [("save", "Save and quit"), ("drop", "Quit without saving")]
        why = f"{file} has unsaved changes." if file else "This course is in no file yet."
        self.app.push_screen(PickScreen("Quit", why, options, "save"), picked)

    def _save_and_quit(self, file: Path) -> None:
        """To the file it came from; where that cannot be written, stay and say so."""
        try:
            self.session.save(file)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
        else:
            self.app.exit()
