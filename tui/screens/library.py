"""The library: every protocol that can be opened, found by typing, its sheet beside it; loaded when asked for."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.printouts.words import plural
from tui.actions import LIBRARY_ACTIONS, bindings
from tui.catalogue import Book, books
from tui.drafts import Draft
from tui.recent import recent_files, remember
from tui.screens.planner import NARROW, WIDE, bar_text
from tui.screens.standing import stands
from tui.session import Session
from tui.widgets.booklist import BookList
from tui.widgets.keyrow import KeyRow

_AT_ONCE = 4
"""Files read in a search before keys are listened to again."""


class LibraryScreen(Screen[bool]):
    """The list on the left, the sheet of the protocol in focus on the right; the result says whether one was opened."""

    CSS_PATH = ["common.tcss", "library.tcss"]
    BINDINGS = [
        *bindings(LIBRARY_ACTIONS),
        Binding("escape", "back", "Back", show=False),
        Binding("enter", "open", "Open", show=False),
        Binding("up", "row(-1)", "Row up", show=False),
        Binding("down", "row(1)", "Row down", show=False),
        Binding("pageup", "page(-1)", "Sheet back", show=False),
        Binding("pagedown", "page(1)", "Sheet on", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide")]
    AUTO_FOCUS = "#search"

    actions = LIBRARY_ACTIONS
    """What the palette offers."""

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__()
        self.session, self.folder = session, folder
        self.books: list[Book] = []
        self.shown: tuple[Book | None, int] | None = None
        """Whose sheet is shown, folded to how many columns."""

    def compose(self) -> ComposeResult:
        """Bar, notice, list under its search, sheet, six keys."""
        yield Static(id="bar", markup=False)
        yield Static(NOTICE, id="notice", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="shelf"):
                yield Input(placeholder="search: id, title, drug, disease", id="search", compact=True)
                yield BookList(id="books")
            yield VerticalScroll(Static(id="sheet", markup=False), id="preview")
        yield KeyRow()

    def on_mount(self) -> None:
        """Name the panels."""
        self.query_one("#preview").border_title = "Protocol"

    def on_screen_resume(self) -> None:
        """List what is there, also after an edit; the protocol in the planner is in focus first."""
        before = self._book
        self.books = books(self.folder, recent_files())
        self._list.show(self.books, next(filter(before.same if before else self._planned, self.books), None))
        self._search(self.query_one("#search", Input).value)

    def _planned(self, book: Book) -> bool:
        """Whether it is the protocol in the planner."""
        course = self.session.course
        if course.protocol_file is None:
            return book.bundled and book.path.stem == course.protocol
        return book.path.resolve() == self.session.protocol_path.resolve()

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote a file."""
        self.notify(text, severity="error" if wrong else "information", markup=False)

    @property
    def _list(self) -> BookList:
        return self.query_one(BookList)

    @property
    def _book(self) -> Book | None:
        return self._list.book

    @on(BookList.Moved)
    def _show_sheet(self) -> None:
        """The sheet of the protocol in focus, from its top."""
        preview, book = self.query_one("#preview"), self._book
        width = preview.scrollable_content_region.width
        if width and self.shown != (book, width):
            self.shown = (book, width)
            self.query_one("#sheet", Static).update(book.sheet(width) if book else "Nothing holds all these words.")
            preview.scroll_home(animate=False)
        left = ["Library", f"{plural(len(self._list.books), 'protocol')} of {len(self.books)}"]
        self.query_one("#bar", Static).update(bar_text(left, ["Enter opens", "Esc returns"], self.app.size.width))

    def on_resize(self) -> None:
        """Fold the sheet to the new width."""
        self.call_after_refresh(self._show_sheet)

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    @work(exclusive=True)
    async def _search(self, text: str) -> None:
        """Keep the rows that hold every word; files not read yet are read a few at a time, so that keys are heard."""
        found: list[Book] = []
        for number, book in enumerate(self.books):
            if text.strip() and not book.is_read and number % _AT_ONCE == 0:
                await asyncio.sleep(0)
            if not text.strip() or book.holds(text):
                found.append(book)
        if stands(self):
            if found != list(self._list.books):
                self._list.show(found, self._book)
            self._show_sheet()

    def action_row(self, by: int) -> None:
        """Move in the list, also while the search is typed."""
        self._list.row += by

    def action_page(self, by: int) -> None:
        """Read on in the sheet, or back."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=by * max(preview.size.height - 1, 1), animate=False)

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one("#search").focus()

    def action_back(self) -> None:
        """Empty the search, or return to the planner."""
        search = self.query_one("#search", Input)
        if search.value:
            search.value = ""
        else:
            self.dismiss(False)

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks for its own file."""
        self.dismiss(False)
        self.app.call_later(self.app.action_quit)

    def action_help(self) -> None:
        """Explain the library."""
        from tui.guides import library_help
        from tui.screens.dialogs import TextScreen

        self.app.push_screen(TextScreen("Help", library_help(getattr(self.app, "moved_keys", {}))))

    @on(Input.Submitted)
    @on(BookList.Opened)
    def action_open(self) -> None:
        """Open the protocol in focus in the planner."""
        self._begin(None)

    def _begin(self, version: str | None) -> None:
        """Begin a course of the protocol in focus; what cannot be used says so and nothing changes."""
        book = self._book
        if book is None:
            return
        if (protocol := book.reading.protocol) is None:
            self.tell(f"{book.name} cannot be used: what is wrong stands beside it; Edit mends it", wrong=True)
            return
        try:
            self.session.begin(protocol.id, None if book.bundled else book.path, version)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
            return
        if not book.bundled:
            remember(book.path)
        self.dismiss(True)

    def action_versions(self) -> None:
        """Offer the versions of the protocol in focus."""
        from tui.screens.dialogs import PickScreen

        book = self._book
        if book is None or book.reading.protocol is None:
            return
        known = book.reading.versions
        if len(known) == 1:
            self.tell(f"{book.name} has one version, {known[0]}")
            return
        why = {amendment.version: amendment.reason for amendment in book.reading.protocol.amendments}
        options = [(version, f"version {version:<6} {why.get(version, 'as first written')}") for version in known]

        def picked(version: str | None) -> None:
            if version is not None:
                self._begin(version)

        self.app.push_screen(PickScreen(f"Versions of {book.name}", "", options, known[-1]), picked)

    def action_copy(self) -> None:
        """Edit a copy under an id of its own."""
        if book := self._book:
            taken = {other.path.stem for other in self.books}
            self._write(lambda: Draft.copy_of(book.path, taken, self.session.course, self.session.today))

    def action_edit(self) -> None:
        """Edit a file of one's own; a bundled protocol stays as it is, so a copy is edited."""
        book = self._book
        if book is None:
            return
        if book.bundled:
            self.tell("bundled protocols stay as they are; this is a copy")
            self.action_copy()
        else:
            self._write(lambda: Draft.of_file(book.path, self.session.course, self.session.today))

    def _write(self, begin: Callable[[], Draft]) -> None:
        """Open the editor; a text that cannot be edited here says why."""
        from tui.screens.author import AuthorScreen

        def back(used: bool | None) -> None:
            if used:
                self.dismiss(True)

        try:
            self.app.push_screen(AuthorScreen(begin(), self.session), back)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
