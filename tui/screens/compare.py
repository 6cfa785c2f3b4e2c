"""Two protocols, versions or levels beside each other: the amendment lab. Nothing here changes the course."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, Static

from regimen.compare.overlay import SIGNS
from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.printouts.difference import SIGN_WORDS, difference_sheet, overlay_entries
from regimen.printouts.sheet import as_text
from regimen.protocol import shelf
from regimen.protocol.tree import read_tree
from tui.actions import COMPARE_ACTIONS, bindings
from tui.fields import rung, version_words
from tui.lab import RULER, Lab, Side, clock_words, overlay_rows
from tui.screens.dialogs import PickScreen, TextScreen, hanging
from tui.screens.planner import bar_text
from tui.session import Session
from tui.widgets.choice import Choice
from tui.widgets.days import side_by_side
from tui.widgets.keyrow import KeyRow

SIDES = ("first", "second")
PARTS = ("protocol", "version", "level")
MOST_CLOCKS = 4
"""Lines of days that stand above the text; the text has them all."""
_STYLES = {
    SIGNS["removed"]: "bold $text-error",
    SIGNS["added"]: "bold $text-success",
    SIGNS["dose"]: "bold $text-warning",
}


class CompareScreen(Screen[None]):
    """Two rows of choices, the days left until the window closes, the overlay and every difference in words."""

    CSS_PATH = ["common.tcss", "compare.tcss"]
    BINDINGS = [
        *bindings(COMPARE_ACTIONS),
        Binding("escape", "back", "Back"),
        Binding("enter", "list", "List", show=False),
        Binding("up", "page(-1, False)", "Line back", show=False),
        Binding("down", "page(1, False)", "Line on", show=False),
        Binding("pageup", "page(-1)", "Page back", show=False),
        Binding("pagedown", "page(1)", "Page on", show=False),
    ]
    AUTO_FOCUS = "#second-level"

    actions = COMPARE_ACTIONS
    """What the palette offers."""

    def __init__(self, session: Session, *, hide: bool) -> None:
        super().__init__()
        self.lab, self.hide = Lab(session), hide
        self.sides: list[Side] = list(self.lab.opening())
        """First and second."""
        own = session.protocol_path
        self.paths = {path.stem: path for path in (shelf.LIBRARY / f"{name}.yaml" for name in shelf.library_ids())}
        if own not in self.paths.values():
            self.paths = {own.name: own, **self.paths}

    def compose(self) -> ComposeResult:
        """Bar, notice, two sides, days left, text, keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        for name in SIDES:
            choices = [
                child
                for part in PARTS
                for child in (Label(part if part != "protocol" else name.capitalize(), classes=part),
                              Choice((), id=f"{name}-{part}"))
            ]  # fmt: skip
            yield Horizontal(*choices, classes="side")
        yield Static(id="clocks", markup=False)
        yield VerticalScroll(Static(id="difference"), id="differences", can_focus=False)
        yield KeyRow()

    def on_mount(self) -> None:
        """Show what is on both sides."""
        self._show()

    def _choice(self, side: int, part: str) -> Choice:
        return self.query_one(f"#{SIDES[side]}-{part}", Choice)

    def _show(self) -> None:
        """The choices in force and what differs."""
        for number, side in enumerate(self.sides):
            protocol = self.lab.protocol(side.path, side.version)
            levels = list(protocol.ladder.levels) if protocol.ladder else []
            name = next(name for name, path in self.paths.items() if path == side.path)
            self._choice(number, "protocol").offer([(name, name) for name in self.paths], name)
            self._choice(number, "version").offer([(one, one) for one in protocol.versions], side.version)
            self._choice(number, "level").offer([(one, one) for one in levels], side.level)
        self.found = self.lab.compared(*self.sides, hide=self.hide)
        clocks = list(clock_words(self.found))
        self.query_one("#clocks", Static).update("\n".join(clocks[:MOST_CLOCKS]) or "No DLT window on either side.")
        self.on_resize()

    def on_resize(self) -> None:
        """Fit bar and text to the width."""
        left = ["Compare", " beside ".join(f"{side.level or side.path.stem} v{side.version}" for side in self.sides)]
        self.query_one("#bar", Static).update(bar_text(left, ["Esc returns"], self.app.size.width))
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        width = self.query_one("#differences").scrollable_content_region.width
        if width:
            text = Content.assemble(*self._text(width))
            self.query_one("#difference", Static).update(hanging(text, width))

    def _text(self, width: int) -> Iterator[str | tuple[str, str]]:
        """The overlay, then the comparison in words."""
        found = self.found
        for name, side, schedule in zip(SIDES, self.sides, (found.a, found.b), strict=True):
            words = f", {side.level}: {rung(schedule.resolved.protocol, side.level)}" if side.level else ""
            yield f"{name.capitalize()}: {schedule.resolved.protocol.id}, version {side.version}{words}\n"
        if found.equal:
            yield ("\nNothing differs. Tab goes to the choices above.\n", "bold $text-accent")
        yield ("\nCalendar overlay\n", "bold $text-accent")
        rows = list(overlay_rows(found, width))
        wide = max((len(row.name) for row in rows), default=0)
        for number, row in enumerate(rows):
            yield "\n" if number and row.name == RULER else ""
            yield f"{row.name:<{wide}} "
            yield from ((sign, _STYLES.get(sign, "")) for sign in row.signs)
            yield "\n"
        signs = [*SIGN_WORDS.split("   "), "─┤ until the DLT window closes"]
        yield ("".join(f"{line}\n" for line in side_by_side(signs, width)), "$foreground-muted")
        overlay = tuple(overlay_entries(found))
        for block in difference_sheet(found).blocks:
            if block.entries and block.entries != overlay:
                yield (f"\n{block.heading}\n", "bold $text-accent")
                for entry in block.entries:
                    yield f"  {entry.text}\n"

    @on(Choice.Changed)
    def _chosen(self, message: Choice.Changed) -> None:
        """Put what was chosen on its side; what cannot be read is told and nothing changes."""
        name, _, part = (message.choice.id or "").partition("-")
        number, key = SIDES.index(name), message.choice.key
        side = self.sides[number]
        try:
            if part == "protocol":
                self.sides[number] = self.lab.side(self.paths[key])
            elif part == "version":
                self.sides[number] = self.lab.side(side.path, key, side.level, like=side)
            else:
                self.sides[number] = side._replace(level=key)
        except RegimenError as error:
            self.notify(error.message, severity="error", markup=False)
        self._show()

    def action_list(self) -> None:
        """List what the choice in focus can be."""
        choice = self.focused
        if not isinstance(choice, Choice) or not choice.options:
            return
        name, _, part = (choice.id or "").partition("-")
        side = self.sides[SIDES.index(name)]
        wide = max(len(key) for key, _ in choice.options)
        options = [(key, f"{key:<{wide}}  {self._meaning(part, side, key)}") for key, _ in choice.options]

        def picked(key: str | None) -> None:
            if key is not None:
                choice.choose(key)

        self.app.push_screen(PickScreen(f"{name.capitalize()}: {part}", "", options, choice.key), picked)

    def _meaning(self, part: str, side: Side, key: str) -> str:
        if part == "protocol":
            return str(read_tree(self.paths[key]).data.get("short", ""))
        protocol = self.lab.protocol(side.path, side.version)
        return rung(protocol, key) if part == "level" else version_words(protocol, key)

    def action_swap(self) -> None:
        """Change the sides over."""
        self.sides.reverse()
        self._show()

    def action_copy(self) -> None:
        """Copy the comparison as text."""
        self.app.copy_to_clipboard(as_text(difference_sheet(self.lab.compared(*self.sides))))
        self.notify("the comparison went to the clipboard as text", markup=False)

    def action_page(self, by: int, whole: bool = True) -> None:
        """Read on, or back, by a line or a page."""
        box = self.query_one("#differences")
        box.scroll_relative(y=by * (max(box.size.height - 1, 1) if whole else 1), animate=False)

    def action_help(self) -> None:
        """Explain the comparison."""
        from tui.texts import guide_text

        keys = getattr(self.app, "moved_keys", {})
        self.app.push_screen(TextScreen("Help", guide_text("compare", COMPARE_ACTIONS, keys)))

    def action_back(self) -> None:
        """Return; the course is as it was."""
        self.dismiss(None)

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks about what is not saved."""
        self.dismiss(None)
        self.app.call_later(self.app.action_quit)
