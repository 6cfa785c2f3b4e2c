"""What the record's keys do: each handler asks one function and shows the answer."""

from typing import TYPE_CHECKING

from textual.widgets import OptionList

from regimen.dates import safe_date
from regimen.errors import RegimenError
from regimen.nomenclature import drug_name
from regimen.printouts.words import day_words, plural
from tui.screens.entering import Entering, entry_choices

if TYPE_CHECKING:
    from regimen.record.entries import Entry


class Recording(Entering):
    """The record's actions; RecordScreen adds the layout."""

    pane: str

    def action_pane(self, name: str) -> None:
        """Show another pane."""
        raise NotImplementedError(name)

    def _given(self, offsets: range) -> None:
        """Record what was planned on some days as given, and say what was not and why."""
        from regimen.printouts.asplanned import noted_words
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
        told += noted_words(self.book.made, found, sorted(days))
        self.show()
        self.tell("\n".join(told))

    def action_given(self) -> None:
        """The day in focus as planned."""
        self._given(range(self.cursor, self.cursor + 1))

    def action_week(self) -> None:
        """The seven days up to the one in focus, as planned."""
        self._given(range(max(self.cursor - 6, self.book.days[0].offset), self.cursor + 1))

    def action_counts(self) -> None:
        """A blood sample of the day in focus, in one line."""
        from regimen.recording import read_entry
        from tui.quickcount import HINT, read_counts
        from tui.screens.entry import QuickScreen

        day = self.here

        def read(text: str) -> "Entry":
            return read_entry("counts", read_counts(text, day.date))

        title = f"Counts of {day_words(day.day)}, {safe_date(day.date)}"
        self.app.push_screen(
            QuickScreen(
                title,
                HINT,
                lambda text: self._reading("counts", read(text)),
                lambda text: self._add("counts", read(text)),
            )
        )

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
        self._pick("Record or correct", [*options, *entry_choices(kept)], lambda key: (
            self._form("administrations", planned_form(day, doses[int(key[1:])])) if key[0] == "p"
            else self._correct(kept[int(key[1:])])
        ))  # fmt: skip

    def action_void(self) -> None:
        """An entry of the day that should not stand; it is struck out, and stays in the record."""
        day = self.here
        kept = [*day.doses, *day.entries]
        self._pick("Strike out", entry_choices(kept), lambda key: self._void(kept[int(key[1:])]))

    def action_follow(self) -> None:
        """Say what was done about a deviation: the one in focus, or one of the day."""
        found = self.book.touching(self.here)
        if self.pane == "deviations":
            at = self.query_one("#deviations", OptionList).highlighted or 0
            found = list(self.book.made.report.deviations[at : at + 1])
        if not found:
            self.tell(f"no deviation is in focus on {day_words(self.here.day)}; 4 lists all of them", wrong=True)
            return
        options = [(one.key, one.message) for one in found]
        self._pick("Follow up", options, self._follow)

    def _follow(self, key: str) -> None:
        self._form("follow_ups", {"date": self.session.today.isoformat(), "deviation": key}, f"Follow up {key}")

    def action_print(self) -> None:
        """Print a sheet of the course, the deviation report first."""
        from tui.screens.printing import print_course

        print_course(self.app, self.session, "deviations" if self.session.course.record else "month")

    def action_hide(self) -> None:
        """Blank the assumed values, or show them again."""
        self.hide = not self.hide
        self.show()
        self.tell("assumed values are blanked" if self.hide else "assumed values are shown, marked †")

    def action_today(self) -> None:
        """Go to today."""
        made = self.book.made
        self.cursor = self.book.at(made.numbering.offset(made.as_of)).offset

    def action_help(self) -> None:
        """Explain the record, its signs and its keys."""
        from tui.recordhelp import record_help
        from tui.screens.dialogs import TextScreen

        self.app.push_screen(TextScreen("Help", record_help(getattr(self.app, "moved_keys", {}))))

    def action_quit(self) -> None:
        """Leave the program by way of the planner, which asks about what is not saved."""
        self.dismiss(self.cursor)
        self.app.call_later(self.app.action_quit)
