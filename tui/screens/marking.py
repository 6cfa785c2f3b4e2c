"""The room of errors on the screen: a day in focus, the form of a mark, the list of marks, a line to type them."""

from collections.abc import Callable, Mapping
from functools import cached_property

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from regimen.errors import RegimenError
from regimen.printouts.words import day_words, plural
from regimen.training.keys.marks import Marks
from tui.markbook import MarkBook
from tui.rooms import Room, room_of
from tui.screens.answering import Answering
from tui.screens.dialogs import hanging
from tui.widgets.days import DayGrid
from tui.widgets.markedcalendar import MarkedCalendar

STYLES = {"head": "bold $text-accent", "strong": "bold", "quiet": "$foreground-muted"}


class Marking(Answering):
    """The actions that set marks; ExerciseScreen adds the layout."""

    _books: dict[str, MarkBook]

    @cached_property
    def room(self) -> Room | None:
        """What there is to look at; None where no item asks for marks."""
        marks = any(isinstance(item.key, Marks) for item in self.work.exercise.items)
        return room_of(self.work.exercise) if marks else None

    @property
    def book(self) -> MarkBook | None:
        """The marks of the item in focus; None where it asks for none."""
        item = self.work.item
        if self.room is None or not isinstance(item.key, Marks):
            return None
        if item.id not in self._books:
            self._books[item.id] = MarkBook(item.key, self.work.answer.raw)
        return self._books[item.id]

    @property
    def grid(self) -> MarkedCalendar:
        """The calendar to be marked."""
        return self.query_one(MarkedCalendar)

    def show_room(self, room: Room, book: MarkBook) -> None:
        """Draw the calendar, the day in focus and the marks."""
        offset = room.plan.resolved.numbering.offset
        self.grid.show(room, {offset(day) for day in book.days})
        self._show_day(room)
        box = self.query_one("#marks", OptionList)
        at = box.highlighted or 0
        texts = [book.words(place) for place in range(len(book.marks))]
        box.clear_options()
        box.add_options([Option(text) for text in texts])
        box.highlighted = min(at, len(texts) - 1) if texts else None
        none = "nothing is wrong" if book.none else "none yet"
        box.border_title = f"Marks: {len(texts) or none}"

    def _show_day(self, room: Room) -> None:
        pane = self.query_one("#day")
        width = max((pane.scrollable_content_region.width or 36) - 1, 24)
        text = Content.assemble(*((line, STYLES.get(part, "")) for line, part in room.words(self.grid.cursor)))
        self.query_one("#day-text", Static).update(hanging(text, width))
        pane.scroll_home(animate=False)

    @on(DayGrid.Moved)
    def moved(self, message: DayGrid.Moved) -> None:
        """Another day in focus."""
        if self.room is not None:
            self.grid.cursor = message.offset
            self._show_day(self.room)

    @property
    def _day(self) -> int:
        assert self.room is not None
        return self.room.plan.resolved.numbering.day(self.grid.cursor)

    def changed(self) -> None:
        """Keep the marks at once and draw them."""
        book = self.book
        if book is not None:
            self.work.write(book.raw, self.lap())
            self.show()
            self.tell_problem()

    def _acts(self, act: Callable[[MarkBook], object]) -> bool:
        """Change the marks; what cannot be done is told, and False."""
        if self.book is None or self.work.locked:
            return False
        try:
            act(self.book)
        except RegimenError as error:
            self.tell(error.message, wrong=True)
            return False
        self.changed()
        return True

    def action_mark(self) -> None:
        """Mark something on the day in focus."""
        if self.book is not None and not self.work.locked:
            self._form(None)

    @on(OptionList.OptionSelected, "#marks")
    def _again(self, event: OptionList.OptionSelected) -> None:
        """Change a mark."""
        self._form(event.option_index)

    def _form(self, at: int | None) -> None:
        from tui.screens.entry import EntryScreen

        book, room = self.book, self.room
        assert book is not None
        assert room is not None
        values = {"day": str(self._day)} if at is None else dict(book.marks[at])

        def all_of(typed: Mapping[str, str]) -> dict[str, str]:
            return {"day": values["day"], **typed}

        def closed(used: bool | None) -> None:
            if used:
                self.changed()

        title = f"Mark on {day_words(int(values['day']))}"
        rows = book.rows(room.names(room.plan.resolved.numbering.offset(int(values["day"]))))
        told, use = (lambda typed: book.told(all_of(typed))), (lambda typed: book.put(all_of(typed), at))
        self.app.push_screen(EntryScreen(title, rows, values, told, use, does="marks"), closed)

    def action_remove(self) -> None:
        """Remove the mark in focus, or the last one of the day."""
        book, box = self.book, self.query_one("#marks", OptionList)
        if book is None:
            return
        here = [box.highlighted] if box.has_focus and box.highlighted is not None else book.on([self._day])
        if here:
            self._acts(lambda book: book.remove(here[-1]))
        else:
            self.tell(f"nothing is marked on {day_words(self._day)}")

    def action_nothing(self) -> None:
        """Say that nothing is wrong."""
        dropped = len(self.book.marks) if self.book is not None else 0
        if self._acts(lambda book: book.nothing()) and dropped:
            self.tell(f"{plural(dropped, 'mark')} dropped; u brings {'it' if dropped == 1 else 'them'} back")

    def action_undo(self) -> None:
        """Take the last change of the marks back."""
        if self.book is not None and self.book.undo():
            self.changed()

    def typed(self, text: str) -> bool:
        """Set the marks of a typed line; whether it could be read."""
        return self._acts(lambda book: book.typed(text))
