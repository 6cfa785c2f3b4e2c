"""What the editor's keys and palette do: save, use, leave, put in a part, explain; each asks one function."""

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

from regimen.errors import RegimenError
from regimen.printouts.words import plural
from tui.actions import EDITOR_ACTIONS
from tui.document import typed_path
from tui.drafts import Draft
from tui.keyhelp import KeyHelp, help_at
from tui.session import Session
from tui.snippets import SNIPPETS, insertion
from tui.widgets.source import SourceArea

Then = Callable[[], object]


class Authoring(Screen[bool]):
    """The editor's actions; AuthorScreen adds the layout. The result says whether the protocol was opened."""

    actions = EDITOR_ACTIONS
    """What the palette offers."""
    draft: Draft
    session: Session

    def read(self) -> None:
        """Read the text as it stands; the screen shows what follows."""
        raise AssertionError

    def show(self) -> None:
        """Show what follows from the text everywhere; the screen knows where."""
        raise AssertionError

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote the text."""
        self.notify(text, severity="error" if wrong else "information", markup=False)

    @property
    def source(self) -> SourceArea:
        """The text as it is typed."""
        return self.query_one(SourceArea)

    @property
    def found(self) -> KeyHelp:
        """The key under the cursor."""
        row, column = self.source.cursor_location
        return help_at(self.draft.tree, self.source.document.get_line(row), row, column)

    def action_help(self) -> None:
        """Explain the key under the cursor, or the panel in focus."""
        from tui.guides import editor_help
        from tui.screens.dialogs import TextScreen

        place = (self.focused and self.focused.id) or "source"
        self.app.push_screen(TextScreen("Help", editor_help(place, self.found, getattr(self.app, "moved_keys", {}))))

    def action_insert(self) -> None:
        """Offer the parts that can be put in; the one chosen goes to the end of its section, its line in focus."""
        from tui.screens.dialogs import PickScreen

        self.read()

        def picked(name: str | None) -> None:
            if name is not None:
                self._insert(name)

        options = [(snippet.name, f"{snippet.name:<18} under {snippet.section}") for snippet in SNIPPETS]
        self.app.push_screen(PickScreen("Insert", "", options, options[0][0]), picked)

    def _insert(self, name: str) -> None:
        snippet = next(snippet for snippet in SNIPPETS if snippet.name == name)
        try:
            made = insertion(snippet, self.source.text, self.draft.tree)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
            return
        self.source.insert(made.text, made.place, maintain_selection_offset=False)
        self.source.move_cursor((made.begins, len(self.source.document.get_line(made.begins))), center=True)
        self.read()

    def action_save(self) -> None:
        """Save the text where it came from, or ask where to."""
        self._save_then(lambda: None)

    def _save_then(self, then: Then) -> None:
        """Save, asking what has to be asked; `then` follows once the text is saved."""
        self.read()
        file = self.draft.file
        try:
            if file is None:
                self._ask_where(then)
            elif self.draft.changed_elsewhere:
                self._ask_which(file, then)
            else:
                self._save(file, then, overwrite=True)
        except RegimenError as error:
            self.tell(error.message, wrong=True)

    def _save(self, path: Path, then: Then, *, overwrite: bool) -> None:
        from tui.recent import remember

        self.draft.save(path, overwrite=overwrite)
        remember(path)
        self.show()
        errors = f", with {plural(len(self.draft.misfits), 'error')} to mend" if self.draft.misfits else ""
        self.tell(f"saved to {path.resolve()}{errors}")
        then()

    def _ask_where(self, then: Then) -> None:
        """Ask for a path; an existing file is kept, and nothing typed is lost."""
        from tui.screens.dialogs import AskScreen

        path = self.draft.file or self.draft.suggested
        hint = "path of the protocol file (.yaml); an existing file is kept"

        def use(text: str) -> None:
            self._save(typed_path(text), lambda: None, overwrite=False)

        def answered(text: str | None) -> None:
            if text is not None:
                then()

        self.app.push_screen(AskScreen("Save", hint, str(path), use), answered)

    def _ask_which(self, file: Path, then: Then) -> None:
        """The file is no longer the one that was opened: ask before it is replaced."""
        from tui.screens.dialogs import PickScreen

        def picked(answer: str | None) -> None:
            try:
                if answer == "replace":
                    self._save(file, then, overwrite=True)
                elif answer == "other":
                    self._ask_where(then)
            except RegimenError as error:
                self.tell(error.message, wrong=True)

        options = [("other", "Save under another name"), ("replace", "Replace the file by the text here")]
        why = f"{file} was changed by someone else since it was opened here."
        self.app.push_screen(PickScreen("Save", why, options, "other"), picked)

    def action_use(self) -> None:
        """Open the protocol in the planner, saved first; one with errors says what to do."""
        self.read()
        if self.draft.misfits:
            self.tell("a protocol with errors cannot be used; F4 goes to the next one", wrong=True)
        elif self.draft.modified or self.draft.file is None:
            self._save_then(self._use)
        else:
            self._use()

    def _use(self) -> None:
        assert self.draft.protocol is not None
        try:
            self.session.begin(self.draft.protocol.id, self.draft.file)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
            return
        self.dismiss(True)

    def action_back(self) -> None:
        """Return to the library; a text that is not saved is asked about."""
        self._leave(lambda: self.dismiss(False))

    def action_quit(self) -> None:
        """Leave the program; a text that is not saved is asked about, and then the planner asks for its own file."""

        def quit_rest() -> None:
            self.dismiss(False)
            self.app.call_later(self.app.action_quit)

        self._leave(quit_rest)

    def _leave(self, then: Then) -> None:
        from tui.screens.dialogs import PickScreen

        self.read()
        if not self.draft.modified:
            then()
            return

        def picked(answer: str | None) -> None:
            if answer == "save":
                self._save_then(then)
            elif answer == "drop":
                then()

        options = [("save", "Save"), ("drop", "Drop the changes")]
        self.app.push_screen(PickScreen("Leave", "The text has changes that are not saved.", options, "save"), picked)
