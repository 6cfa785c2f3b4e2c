"""How entries get into a record on the screen: read back before they are recorded, and corrected with a reason."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from regimen.dates import safe_date
from regimen.errors import RegimenError
from regimen.printouts.words import day_words
from tui.entryform import Row, fields_of, form_rows
from tui.screens.stepping import Stepping

if TYPE_CHECKING:
    from regimen.course import Course
    from regimen.record.corrections import Kept
    from regimen.record.entries import Entry
    from tui.recordbook import Book, Day

_SECONDS, _LONGEST = 5, 15
"""How long a line stays in the corner, and several at most."""
_REASON = "why"
"""Row of a correction beside the fields of its entry."""
_UNSAID = "…"
"""Stands for the reason while it is not written yet."""


class Entering(Stepping, Screen[int]):
    """What the actions of the record share; the result is the day in focus."""

    book: "Book"
    cursor: Any
    hide: bool

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote what a person typed."""
        timeout = min(_SECONDS * (1 + text.count("\n")), _LONGEST)
        self.notify(text, severity="error" if wrong else "information", markup=False, timeout=timeout)

    @property
    def here(self) -> "Day":
        """The day in focus."""
        return self.book.at(self.cursor)

    def _add(self, section: str, entry: "Entry") -> None:
        if entry.date > self.session.today:
            raise RegimenError(f"{safe_date(entry.date)} is still to come", hint="record what has happened")
        told = self._reading(section, entry)
        self.session.record(section, [entry])
        self.show()
        self.tell(told)

    def _reading(self, section: str, entry: "Entry") -> str:
        """How an entry reads, and what is questionable about it, before it is recorded."""
        from regimen.recording import recorded

        return self._asked(recorded(self.session.course, section, [entry]), entry)

    def _asked(self, course: "Course", entry: "Entry") -> str:
        from regimen.record.words import entry_words
        from regimen.recordfile import asked

        found = asked(course, self.session.protocol, self.session.today)
        return "\n".join([entry_words(entry), *(f"? {one.message}" for one in found if one.kept.entry is entry)])

    def _form(self, section: str, values: Mapping[str, Any], title: str = "") -> None:
        """Ask for the fields of an entry and record it."""
        from regimen.recording import noun, read_entry
        from tui.screens.entry import EntryScreen

        def read(typed: Mapping[str, str]) -> "Entry":
            return read_entry(section, self._named(typed))

        rows = list(form_rows(section, self.session.plan.resolved))
        texts = {name: str(value) for name, value in values.items()}
        self.app.push_screen(
            EntryScreen(
                title or noun(section).capitalize(), rows, texts, lambda typed: self._reading(section, read(typed)),
                lambda typed: self._add(section, read(typed)),
            )
        )  # fmt: skip

    def _named(self, typed: Mapping[str, str]) -> dict[str, Any]:
        """The fields typed, drugs by the protocol's own names."""
        from regimen.record.names import names_of

        fields, names = fields_of(typed), names_of(self.session.plan.resolved)
        if isinstance(agent := fields.get("agent"), str):
            fields["agent"] = names.drug(agent) or agent
        return fields

    def _pick(self, title: str, options: list[tuple[str, str]], use: Callable[[str], None]) -> None:
        from tui.screens.dialogs import PickScreen

        if not options:
            self.tell(f"nothing is planned or recorded on {day_words(self.here.day)}", wrong=True)
            return
        if len(options) == 1:
            use(options[0][0])
            return
        self.app.push_screen(
            PickScreen(f"{title}, {day_words(self.here.day)}", "", options, None), lambda key: use(key) if key else None
        )

    def _correct(self, kept: "Kept") -> None:
        """Let an entry read otherwise; the reason is asked for."""
        from regimen.recording import corrected, noun, read_correction, read_entry
        from tui.screens.entry import EntryScreen

        values = {name: _text(value) for name, value in kept.entry.model_dump(mode="json", exclude_none=True).items()}

        def read(typed: Mapping[str, str]) -> "Entry":
            return read_entry(
                kept.section, self._named({name: text for name, text in typed.items() if name != _REASON})
            )

        def reading(typed: Mapping[str, str]) -> str:
            entry = read(typed)
            said = {"of": kept.key, "date": str(self.session.today), "reason": _UNSAID, _replacing(kept): entry}
            return self._asked(corrected(self.session.course, read_correction(said)), entry)

        def use(typed: Mapping[str, str]) -> None:
            self._write({"of": kept.key, "reason": typed[_REASON].strip(), _replacing(kept): read(typed)})

        rows = [
            *form_rows(kept.section, self.session.plan.resolved),
            Row(_REASON, "Reason", hint="needed: why it is corrected"),
        ]
        title = f"Correct {noun(kept.section)} {kept.key}"
        self.app.push_screen(EntryScreen(title, rows, values, reading, use))

    def _void(self, kept: "Kept") -> None:
        from tui.screens.dialogs import AskScreen

        def use(reason: str) -> None:
            self._write({"of": kept.key, "reason": reason, "void": "yes"})

        hint = "why it should not stand; it stays in the record, struck out"
        self.app.push_screen(AskScreen(f"Strike out {kept.key}", hint, "", use))

    def _write(self, fields: Mapping[str, Any]) -> None:
        from regimen.recording import read_correction

        if not fields["reason"]:
            raise RegimenError("a correction needs its reason", hint="say why in a few words")
        self.session.correct(read_correction({"date": self.session.today.isoformat(), **fields}))
        self.show()
        self.tell(f"{fields['of']}: {'struck out' if 'void' in fields else 'corrected'}; u takes it back")


def entry_choices(kept: "list[Kept]") -> list[tuple[str, str]]:
    """Entries to choose from, each as it reads."""
    from regimen.record.words import entry_words

    return [(f"k{at}", f"{one.key}: {entry_words(one.entry)}") for at, one in enumerate(kept)]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _replacing(kept: "Kept") -> str:
    from regimen.record.model import REPLACEMENTS

    return REPLACEMENTS[kept.section]
