"""The escalation: the ladder with its subjects; beside it what comes next, chances, paths, table, the published one."""

import datetime as dt
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.protocol.model import Protocol
from tui.actions import TRIAL_ACTIONS, bindings
from tui.screens.dialogs import hanging
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.trialbook import STEP, TrialBook
from tui.trialwords import Part, branch_words, chances_text, next_text, table_text, trial_text
from tui.widgets.keyrow import KeyRow
from tui.widgets.ladder import Ladder

if TYPE_CHECKING:
    from tui.keeping import Keeper

PANES = {
    "next": "Next cohort",
    "chances": "Chances",
    "paths": "Paths: Enter goes along one, u comes back",
    "rows": "Decision table",
    "published": "The trial as published: full stop and comma step",
    "meeting": "Cohort meeting from the ledger; f takes its outcomes",
}
"""What can stand beside the ladder, by id, in the order of the keys 1 to 6."""
_STYLES = {"head": "bold $text-accent", "strong": "bold", "quiet": "$foreground-muted"}


class TrialScreen(Screen[None]):
    """One escalation to play with; nothing of it is kept."""

    CSS_PATH = ["common.tcss", "trial.tcss"]
    BINDINGS = [
        *bindings(TRIAL_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("delete", "remove", "Take out", show=False),
        Binding("pagedown", "page(1)", "Read on", show=False),
        Binding("pageup", "page(-1)", "Read back", show=False),
        Binding("tab", "app.focus_next", "Next panel", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#ladder"
    actions = TRIAL_ACTIONS
    """What the palette offers."""

    def __init__(self, protocol: Protocol, keeper: "Keeper", today: dt.date) -> None:
        super().__init__()
        self.keeper, self.today = keeper, today
        self.protocol, self.book = protocol, TrialBook.of(protocol)
        self.level = self.book.start
        """The level in focus."""
        self.pane = "next"
        self.step = 0
        """Step of the published trial; 0 is the whole."""

    def compose(self) -> ComposeResult:
        """Bar, notice, outcomes, the ladder beside the panes, six keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        yield Static(id="outcomes", markup=False)
        with Horizontal(id="body"):
            yield Ladder(id="ladder")
            for name in PANES:
                if name == "paths":
                    yield OptionList(id=name, classes="pane", markup=False)
                else:
                    with VerticalScroll(id=name, classes="pane", can_focus=True):
                        yield Static(id=f"{name}-text", markup=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """What comes next, before the first subject."""
        self.query_one("#ladder").border_title = "Ladder"
        for name, title in PANES.items():
            self.query_one(f"#{name}").border_title = title
        self.action_pane("next")

    def on_resize(self) -> None:
        """Fit what is wrapped to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Draw everything anew."""
        book = self.book
        self.query_one(Ladder).show(book, self.level)
        self.query_one("#outcomes", Static).update(f"{book.design.name} · {book.text or 'nobody yet'}")
        left = ["Escalation", self.protocol.short, book.design.id]
        self.query_one("#bar", Static).update(bar_text(left, ["1-6 panes", "Esc returns"], self.app.size.width))
        self._fill()

    def _fill(self) -> None:
        if self.pane == "paths":
            self._list_paths()
            return
        box = self.query_one(f"#{self.pane}")
        width = max((box.scrollable_content_region.width or 60) - 1, 30)
        parts = [(text, _STYLES.get(kind, "")) for text, kind in self._parts(width)]
        self.query_one(f"#{self.pane}-text", Static).update(hanging(Content.assemble(*parts), width))

    def _parts(self, width: int) -> list[Part]:
        if self.pane == "chances":
            from tui.trialcurves import curves_text

            return [*chances_text(self.book, self.level), *curves_text(self.book, self.level)]
        if self.pane == "rows":
            return list(table_text(self.book))
        if self.pane == "published":
            from tui.published import published_text

            return published_text(self.protocol.id, self.book.design, self.step, width)
        if self.pane == "meeting":
            from tui.meetings import meeting_text

            text = meeting_text(self.keeper, self.protocol.id, self.book.design.id, self.today, width)
            return [(text, "")]
        return list(next_text(self.book))

    def _list_paths(self) -> None:
        box = self.query_one("#paths", OptionList)
        box.clear_options()
        try:
            found = [branch_words(branch, self.book) for branch in self.book.ahead()]
        except RegimenError as error:
            found = [error.message]
        box.add_options([Option(text) for text in found or ["The trial has ended: no path leads on."]])
        box.highlighted = 0

    @on(OptionList.OptionSelected, "#paths")
    def _along(self, event: OptionList.OptionSelected) -> None:
        """Go along a path: its results happen."""
        ahead = self.book.ahead()
        if event.option_index < len(ahead):
            cohort = ahead[event.option_index].cohort
            self._do(lambda: self.book.go(cohort))

    @on(Ladder.Stepped)
    def _stepped(self, message: Ladder.Stepped) -> None:
        self.book.step(message.by)
        if self.book.seat is not None:
            self.level = self.book.trial.outcomes[self.book.seat.cohort].level
        self.show()

    @on(Ladder.Moved)
    def _moved(self, message: Ladder.Moved) -> None:
        self.level = min(max(self.level + message.by, 1), self.book.levels)
        self.show()

    def _do(self, work: object) -> None:
        """Change something, or say why not."""
        try:
            work()  # type: ignore[operator]
        except RegimenError as error:
            self.notify(error.message, severity="error", markup=False)
            return
        if self.book.seat is not None:
            self.level = self.book.trial.outcomes[self.book.seat.cohort].level
        self.show()

    def action_pane(self, name: str) -> None:
        """Show another pane."""
        self.pane = name
        for other in PANES:
            self.query_one(f"#{other}").display = other == name
        self.set_class(name == "meeting", "-full")
        self.call_after_refresh(self.show)
        self.query_one("#paths" if name == "paths" else Ladder).focus()

    def action_enrol(self) -> None:
        """Enrol the next subject, pending; on hold or after the end the design is left, and that is told."""
        self._do(lambda: self.book.add("P"))

    def action_mark(self, letter: str) -> None:
        """Say what became of the subject in focus."""
        self._do(lambda: self.book.mark(letter))

    def action_remove(self) -> None:
        """Take the subject in focus out."""
        self._do(self.book.remove)

    def action_design(self, by: int) -> None:
        """Ask another design."""
        self._do(lambda: self.book.next_design(by))

    def action_chance(self, by: int) -> None:
        """Change the chance of a DLT at the level in focus; of the published trial go a step on or back."""
        if self.pane == "published":
            from tui.published import step_count

            self.step = min(max(self.step + by, 0), step_count(self.protocol.id, self.book.design))
            self.query_one("#published", VerticalScroll).scroll_home(animate=False)
            self.show()
            return
        level = self.level
        self._do(lambda: self.book.shift(level, by * STEP))
        self.level = level
        self.show()

    def action_outcomes(self) -> None:
        """Type the outcomes as they are written."""
        from tui.screens.dialogs import AskScreen

        def typed(text: str | None) -> None:
            if text is not None:
                self._do(lambda: self.book.write(text))

        from regimen.escalation.outcomes import parse_outcomes

        hint = "A level and a letter a subject, such as 1NNN 2NNT: N no DLT, T DLT, P pending, X not evaluable."
        levels = self.book.levels
        self.app.push_screen(
            AskScreen("Outcomes", hint, self.book.text, lambda text: parse_outcomes(text, levels)), typed
        )

    def action_follow(self) -> None:
        """Take the outcomes of the courses in the ledger, as their records have them."""
        from regimen.escalation.outcomes import write_outcomes
        from tui.meetings import meeting_of

        def take() -> None:
            made = meeting_of(self.keeper, self.protocol.id, self.book.design.id, self.today)
            self.book.write(write_outcomes(made.trial))

        self._do(take)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.book.undo()
        self.show()

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self.book.redo()
        self.show()

    def action_copy(self) -> None:
        """Copy what comes next, with the ladder, as text."""
        self.app.copy_to_clipboard(f"{NOTICE}\n\n{trial_text(self.book)}")
        self.notify("copied: the ladder and what comes next", markup=False)

    def action_help(self) -> None:
        """Explain the ladder, its letters and its keys."""
        from tui.screens.dialogs import TextScreen
        from tui.trialhelp import trial_help

        self.app.push_screen(TextScreen("Help", trial_help(getattr(self.app, "moved_keys", {}))))

    def action_page(self, by: int) -> None:
        """Read on in the pane, wherever the focus is."""
        box = self.query_one(f"#{self.pane}")
        box.scroll_relative(y=by * max(box.size.height - 1, 1), animate=False)

    def action_back(self) -> None:
        """From a pane to what comes next, from there to the planner."""
        if self.pane != "next":
            self.action_pane("next")
        else:
            self.dismiss()

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks about what is not saved."""
        self.dismiss()
        self.app.call_later(self.app.action_quit)
