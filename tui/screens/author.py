"""The editor: a protocol's text, what is wrong with it beside the lines, and the calendar it makes."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from regimen.findings import Finding
from regimen.nomenclature import NOTICE
from regimen.printouts.words import plural
from tui.actions import EDITOR_ACTIONS, bindings
from tui.catalogue import printable
from tui.drafts import Draft
from tui.keyhelp import in_a_line
from tui.screens.authoring import Authoring
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.session import Session
from tui.widgets.calendar import Calendar
from tui.widgets.days import DayGrid
from tui.widgets.detail import Detail
from tui.widgets.keyrow import KeyRow
from tui.widgets.source import SourceArea

PAUSE = 0.2
"""Seconds without a key before the text is read."""


class AuthorScreen(Authoring):
    """Text, findings, calendar, help for the key under the cursor."""

    CSS_PATH = ["common.tcss", "author.tcss"]
    BINDINGS = [*bindings(EDITOR_ACTIONS), Binding("escape", "back", "Back", show=False)]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#source"

    def __init__(self, draft: Draft, session: Session) -> None:
        super().__init__()
        self.draft, self.session = draft, session
        self.pause: Timer | None = None
        """Runs while the person types."""

    def compose(self) -> ComposeResult:
        """Bar, notice, text beside calendar, findings, the key under the cursor, six keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="text"):
            yield SourceArea(self.draft.text, id="source")
            with Vertical(id="preview-of-text"):
                yield Static(id="plan-state", markup=False)
                with Container(id="plan-days"):
                    yield Calendar(self.draft.today, id="plan")
                    yield Detail(self.draft.today, id="day")
        yield OptionList(id="findings", markup=False)
        yield Static(id="key", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """Show what the text is at the start."""
        self.query_one("#day").border_title = "Day"
        self.show()

    @property
    def unsaved(self) -> str | None:
        """The text as it was typed, if it differs from what was saved; read or not."""
        return self.source.text if self.source.text != self.draft.saved else None

    def read(self) -> None:
        """Read the text as it stands; the plan follows if there are no errors."""
        if self.pause:
            self.pause.stop()
        if self.source.text != self.draft.text:
            self.draft.change(self.source.text)
            self.show()

    def show(self) -> None:
        """Show what follows from the text everywhere."""
        draft, listed = self.draft, self.query_one("#findings", OptionList)
        self.source.remark((draft.sign(finding), finding) for finding in draft.findings)
        self._lay_out()
        listed.clear_options()
        listed.add_options(Option(finding_line(draft, finding)) for finding in draft.findings)
        if not draft.findings:
            listed.add_option(Option("No findings: the text can be used.", disabled=True))
        listed.border_title = plural(len(draft.findings), "error" if draft.misfits else "remark")
        self.tell_place()

    def _lay_out(self) -> None:
        """Show the plan, the day in focus kept on its calendar."""
        calendar, day = self.query_one(Calendar), self.query_one(Detail)
        self.query_one("#plan-state", Static).update(plan_state(self.draft))
        self.query_one("#plan-days").display = self.draft.plan is not None
        calendar.plan = day.plan = self.draft.plan
        if self.draft.plan is not None:
            calendar.cursor = day.cursor = min(max(calendar.cursor, calendar.first_shown), calendar.last_shown)

    def tell_place(self) -> None:
        """Say what the key under the cursor is for, and which finding stands on its line."""
        self.query_one("#key", Static).update(in_a_line(self.found))
        listed, row = self.query_one("#findings", OptionList), self.source.cursor_location[0]
        if not listed.has_focus:
            rows = [finding.place and finding.place.line - 1 for finding in self.draft.findings]
            listed.highlighted = rows.index(row) if row in rows else None
        self._bar()

    def _bar(self) -> None:
        draft = self.draft
        saved = "not saved" if draft.modified or draft.file is None else "saved"
        errors = plural(len(draft.misfits), "error") if draft.misfits else "can be used"
        bar = bar_text(["Editor", printable(draft.name)], [errors, saved, "Esc returns"], self.app.size.width)
        self.query_one("#bar", Static).update(bar)

    def on_resize(self) -> None:
        """Fit the bar to the new width."""
        self._bar()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self.pause:
            self.pause.stop()
        self.pause = self.set_timer(PAUSE, self.read)
        self._bar()

    @on(TextArea.SelectionChanged)
    def _moved_in_text(self) -> None:
        self.tell_place()

    @on(DayGrid.Moved)
    def _moved_in_calendar(self, message: DayGrid.Moved) -> None:
        for grid in (self.query_one(Calendar), self.query_one(Detail)):
            grid.cursor = message.offset

    @on(OptionList.OptionHighlighted)
    def _shown(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list.has_focus:
            self._go_to(self.draft.findings[event.option_index : event.option_index + 1])

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self._go_to(self.draft.findings[event.option_index : event.option_index + 1])
        self.source.focus()

    def _go_to(self, findings: list[Finding]) -> None:
        """To the place of the first of these; a row that is gone by the time it is chosen leads nowhere."""
        for finding in findings[:1]:
            assert finding.place is not None
            place = (finding.place.line - 1, finding.place.column - 1)
            self.source.move_cursor(self.source.clamp_visitable(place), center=True)

    def action_finding(self) -> None:
        """Go to the next finding behind the cursor; after the last comes the first."""
        self.read()
        found = self.draft.findings
        if not found:
            self.tell("no findings")
            return
        row, column = self.source.cursor_location
        behind = [one for one in found if one.place and (one.place.line, one.place.column) > (row + 1, column + 1)]
        self.remove_class("-calendar")
        self._go_to(behind or found)
        self.source.focus()

    def action_back(self) -> None:
        """From the calendar to the text, from the text to the library."""
        if self.has_class("-narrow") and self.has_class("-calendar"):
            self.action_calendar()
        else:
            super().action_back()

    def action_calendar(self) -> None:
        """To the calendar and back; on a narrow screen it takes the place of the text."""
        if self.query_one(Calendar).has_focus or self.has_class("-calendar"):
            self.remove_class("-calendar")
            self.source.focus()
            return
        self.read()
        if self.draft.plan is None:
            self.tell(plan_state(self.draft), wrong=True)
        else:
            self.add_class("-calendar")
            self.query_one(Calendar).focus()


def finding_line(draft: Draft, finding: Finding) -> str:
    """A finding as the list shows it: sign, line and column, the whole message; of a remark the rule to suppress."""
    assert finding.place is not None
    rule = "" if draft.misfits else f" [{finding.code}]"
    place = f"{finding.place.line}:{finding.place.column}"
    return printable(f"{draft.sign(finding)} {place} {finding.message}{rule}")


def plan_state(draft: Draft) -> str:
    """What the calendar shows, and whether it is that of the text as it stands."""
    if draft.plan is None:
        return "No calendar yet: the text has errors."
    resolved = draft.plan.resolved
    cycles = resolved.cycle_count
    parts = ["Cycle 1" if cycles == 1 else f"Cycles 1 to {cycles}"] if resolved.cycle_length else []
    level = " · ".join([*parts, *([f"level {resolved.level}"] if resolved.level else [])])
    return level if draft.current else f"AS BEFORE THE ERRORS. {level}"
