"""What the record's keys do: each handler asks one function and shows the answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from regimen.dates import safe_date
from regimen.errors import RegimenError
from regimen.nomenclature import drug_name
from regimen.printouts.words import day_words, plural
from tui.entryform import fields_of, form_rows
from tui.session import Session

if TYPE_CHECKING:
    from regimen.record.corrections import Kept
    from regimen.record.entries import Entry
    from tui.recordbook import Book, Day

_REASON = "why"
"""Row of a correction beside the fields of its entry."""


class Recording(Screen[int]):
    """The record's actions; RecordScreen adds the layout. The result is the day in focus."""

    session: Session
    book: "Book"
    cursor: Any
    hide: bool
    pane: str

    def show(self) -> None:
        """Judge the record anew and hand it down."""
        raise NotImplementedError

    def action_pane(self, name: str) -> None:
        """Show another pane."""
        raise NotImplementedError(name)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A short word in the corner; never markup, since it may quote what a person typed."""
        self.notify(text, severity="error" if wrong else "information", markup=False)

    @property
    def here(self) -> "Day":
        """The day in focus."""
        return self.book.at(self.cursor)

    def _given(self, offsets: range) -> None:
        """Record what was planned on some days as given, and say what was not and why."""
        from regimen.recording import planned_doses

        days = {self.book.made.numbering.day(offset) for offset in offsets}
        try:
            found = planned_doses(self.book.made, days)
            if found.doses:
                self.session.record("administrations", found.doses, again=True)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
            return
        told = [f"{plural(len(found.doses), 'dose')} recorded as planned" if found.doses else "nothing to record"]
        left = dict.fromkeys(f"{drug_name(one.agent)} {day_words(one.day)}: {one.why}" for one in found.left_out)
        told += [*list(left)[:4], *([f"and {len(left) - 4} more"] if len(left) > 4 else [])]  # noqa: PLR2004
        told += dict.fromkeys(f"{drug_name(one.agent)}: given only if {one.why}" for one in found.provided)
        self.show()
        self.tell("\n".join(told))

    def action_given(self) -> None:
        """The day in focus as planned."""
        self._given(range(self.cursor, self.cursor + 1))

    def action_week(self) -> None:
        """The seven days up to the one in focus, as planned."""
        self._given(range(self.cursor - 6, self.cursor + 1))

    def action_counts(self) -> None:
        """A blood sample of the day in focus, in one line."""
        from regimen.record.words import entry_words
        from regimen.recording import read_entry
        from tui.quickcount import HINT, read_counts
        from tui.screens.entry import QuickScreen

        day = self.here

        def read(text: str) -> "Entry":
            return read_entry("counts", read_counts(text, day.date))

        title = f"Counts of {day_words(day.day)}, {safe_date(day.date)}"
        screen = QuickScreen(
            title, HINT, lambda text: entry_words(read(text)), lambda text: self._add("counts", read(text))
        )
        self.app.push_screen(screen)

    def _add(self, section: str, entry: "Entry") -> None:
        from regimen.record.words import entry_words

        asked = self._questions()
        if entry.date > self.session.today:
            raise RegimenError(f"{safe_date(entry.date)} is still to come", hint="record what has happened")
        self.session.record(section, [entry])
        self.show()
        self.tell("\n".join([entry_words(entry), *(one for one in self._questions() if one not in asked)]))

    def _questions(self) -> list[str]:
        from regimen.recordfile import asked

        session = self.session
        return [one.message for one in asked(session.course, session.protocol, session.today)]

    def _form(self, section: str, values: Mapping[str, Any], title: str = "") -> None:
        """Ask for the fields of an entry and record it."""
        from regimen.record.words import entry_words
        from regimen.recording import noun, read_entry
        from tui.screens.entry import EntryScreen

        def read(typed: Mapping[str, str]) -> "Entry":
            return read_entry(section, self._named(typed))

        rows = list(form_rows(section, self.session.plan.resolved))
        texts = {name: str(value) for name, value in values.items()}
        self.app.push_screen(
            EntryScreen(
                title or noun(section).capitalize(), rows, texts, lambda typed: entry_words(read(typed)),
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

    def action_other(self) -> None:
        """Anything else that happened, by its form."""
        from regimen.record.model import REPLACEMENTS
        from regimen.recording import noun
        from tui.screens.dialogs import PickScreen

        options = [(name, noun(name).capitalize()) for name in REPLACEMENTS if name != "follow_ups"]

        def picked(section: str | None) -> None:
            if section is not None:
                self._form(section, {"date": self.here.date.isoformat()})

        title = f"What happened on {day_words(self.here.day)}?"
        self.app.push_screen(PickScreen(title, "", options, "transfusions"), picked)

    def action_edit(self) -> None:
        """A planned dose to be recorded as it was given, or an entry of the day to be corrected."""
        from tui.recordbook import planned_form

        day = self.here
        doses = [line for line in day.lines if line.missing]
        kept = [*day.doses, *day.entries]
        options = [(f"p{at}", f"record {drug_name(line.agent)} as given") for at, line in enumerate(doses)]
        self._pick("Record or correct", [*options, *self._entries(kept)], lambda key: (
            self._form("administrations", planned_form(day, doses[int(key[1:])])) if key[0] == "p"
            else self._correct(kept[int(key[1:])])
        ))  # fmt: skip

    def action_void(self) -> None:
        """An entry of the day that should not stand; it is struck out, and stays in the record."""
        day = self.here
        kept = [*day.doses, *day.entries]
        self._pick("Strike out", self._entries(kept), lambda key: self._void(kept[int(key[1:])]))

    @staticmethod
    def _entries(kept: "list[Kept]") -> list[tuple[str, str]]:
        from regimen.record.words import entry_words

        return [(f"k{at}", f"{one.key}: {entry_words(one.entry)}") for at, one in enumerate(kept)]

    def _pick(self, title: str, options: list[tuple[str, str]], use: Callable[[str], None]) -> None:
        from tui.screens.dialogs import PickScreen

        if not options:
            self.tell(f"nothing is planned or recorded on {day_words(self.here.day)}", wrong=True)
            return
        self.app.push_screen(
            PickScreen(f"{title}, {day_words(self.here.day)}", "", options, None), lambda key: use(key) if key else None
        )

    def _correct(self, kept: "Kept") -> None:
        """Let an entry read otherwise; the reason is asked for."""
        from regimen.record.words import entry_words
        from regimen.recording import noun, read_entry
        from tui.entryform import Row
        from tui.screens.entry import EntryScreen

        values = {name: _text(value) for name, value in kept.entry.model_dump(mode="json", exclude_none=True).items()}

        def read(typed: Mapping[str, str]) -> "Entry":
            return read_entry(
                kept.section, self._named({name: text for name, text in typed.items() if name != _REASON})
            )

        def use(typed: Mapping[str, str]) -> None:
            self._write({"of": kept.key, "reason": typed[_REASON].strip(), _replacing(kept): read(typed)})

        rows = [
            *form_rows(kept.section, self.session.plan.resolved),
            Row(_REASON, "Reason", hint="needed: why it is corrected"),
        ]
        title = f"Correct {noun(kept.section)} {kept.key}"
        self.app.push_screen(EntryScreen(title, rows, values, lambda typed: entry_words(read(typed)), use))

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

    def action_follow(self) -> None:
        """Say what was done about a deviation: the one in focus, or one of the day."""
        found = list(self.book.made.report.deviations) if self.pane == "deviations" else self.book.touching(self.here)
        if self.pane == "deviations" and found:
            self._follow(found[self.query_one("#deviations").highlighted or 0].key)  # type: ignore[attr-defined]
            return
        if not found:
            self.tell(f"no deviation touches {day_words(self.here.day)}; 4 lists all of them", wrong=True)
            return
        options = [(one.key, one.message) for one in found]
        self._pick("Follow up", options, self._follow)

    def _follow(self, key: str) -> None:
        self._form("follow_ups", {"date": self.session.today.isoformat(), "deviation": key}, f"Follow up {key}")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._step(back=True)

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        try:
            done = self.session.undo() if back else self.session.redo()
        except RegimenError as error:
            self.tell(error.message, wrong=True)
        else:
            if not done:
                self.tell("nothing to undo" if back else "nothing to redo")
            elif told := self.session.told:
                self.tell(f"{'taken back' if back else 'done again'}: {told}")
        self.show()

    def action_hide(self) -> None:
        """Blank the assumed values, or show them again."""
        self.hide = not self.hide
        self.show()

    def action_today(self) -> None:
        """Go to today."""
        made = self.book.made
        self.cursor = self.book.at(made.numbering.offset(made.as_of)).offset

    def action_help(self) -> None:
        """Explain the record, its signs and its keys."""
        from tui.recordhelp import record_help
        from tui.screens.dialogs import TextScreen

        self.app.push_screen(TextScreen("Help", record_help(getattr(self.app, "moved_keys", {}))))

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

    def verdict_text(self, width: int) -> str:
        """The verdict with its reason, what would change it, and every definition's verdict."""
        from regimen.dlt.matrix import verdict_matrix
        from regimen.dlt.verdict import judge
        from regimen.printouts.sheet import as_text
        from regimen.printouts.verdict import verdict_sheet

        made = self.book.made
        if made.verdict is None:
            return f"{made.plan.resolved.protocol.id} has no count-recovery window"
        definition = made.definition(hide=self.hide)
        sheet = verdict_sheet(made, judge(made.case, definition), verdict_matrix(made.case, definition))
        return as_text(sheet, width).split("\n\n", 1)[1].rsplit("\n\n", 1)[0]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _replacing(kept: "Kept") -> str:
    from regimen.record.model import REPLACEMENTS

    return REPLACEMENTS[kept.section]
