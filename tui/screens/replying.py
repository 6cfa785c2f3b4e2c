"""How an answer is given: a line typed, or an option chosen with arrows or a digit; kept as soon as it is."""

from textual import on
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from regimen.errors import ValueSyntaxError
from regimen.training.keys.choice import Choice
from tui.screens.dialogs import hanging
from tui.screens.marking import Marking

_DIGITS = 10
"""Digits that choose an option; the tenth is 0."""


class Replying(Marking):
    """The line and the options of an exercise; ExerciseScreen adds the layout."""

    _offered = ""
    """Id of the item whose options are listed."""
    _lined = ""
    """Id of the item that the line belongs to."""
    _refused = ""
    """Why what stands in the line cannot be read; empty once it is changed."""
    _how = ""
    """How the item in focus is answered."""

    def offer(self) -> None:
        """The options of the item in focus, with the one that was chosen lit."""
        key, box = self.work.item.key, self.query_one("#options", OptionList)
        assert isinstance(key, Choice)
        ids = [one.id for one in key.options]
        width = max((self.query_one("#asked").scrollable_content_region.width or 40) - 2, 24)
        texts = [f"{number % _DIGITS}  {one.id}" + (f": {one.meaning}" if one.meaning != one.id else "")
                 for number, one in enumerate(key.options, 1)]  # fmt: skip
        before = box.highlighted if self._offered == self.work.item.id else None
        box.clear_options()
        box.add_options([Option(hanging(Content(text), width)) for text in texts])
        known = ids.index(str(self.work.answer.raw)) if self.work.answer.raw in ids else None
        self._offered = self.work.item.id
        box.highlighted = known if known is not None else before or 0

    def line(self, *, in_room: bool) -> None:
        """The line to type in, with what was answered; what is being typed stays while the item does."""
        box, raw = self.query_one(Input), self.work.answer.raw
        box.placeholder = "or type: drug d4 late 80%" if in_room else ""
        if self._lined != self.work.item.id:
            self._lined, self._refused = self.work.item.id, ""
            self._write("" if self.book is not None else raw if isinstance(raw, str) else str(raw))

    def _write(self, text: str) -> None:
        box = self.query_one(Input)
        with box.prevent(Input.Changed):
            box.value = text
        box.cursor_position = len(text)

    def tell_how(self, how: str, misread: str | None) -> None:
        """Below the line: how to answer, or why what stands there cannot be read; `misread` is None without a line."""
        self._how, self._refused = how, "" if misread is None else self._refused or misread
        box = self.query_one("#how", Static)
        box.set_class(bool(self._refused), "-wrong")
        box.update(self._refused or how)

    @on(Input.Changed)
    def _mended(self) -> None:
        """What was wrong with the line before is no more about it."""
        self._refused = ""
        self.tell_how(self._how, "")

    def keep(self) -> None:
        """Keep what is typed, where it can be changed until the end; elsewhere only Enter answers."""
        if self.result is None and self.has_class("-typed") and self.book is None and not self.work.stepwise:
            self.work.write(self.query_one(Input).value.strip(), self.lap())

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Take what is typed; what cannot be read is told at once."""
        text = self.query_one(Input).value.strip()
        if self.book is not None:
            if text and self.typed(text):
                self._write("")
            return
        self.keep()
        try:
            self.work.readable(text)
        except ValueSyntaxError as error:
            self._refused = error.message
            self.show()
            return
        self._answered(text)

    @on(OptionList.OptionSelected, "#options")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Take the option."""
        key = self.work.item.key
        assert isinstance(key, Choice)
        self._answered(key.options[event.option_index].id)

    def _answered(self, text: str) -> None:
        """Keep the answer and go on; a decision's consequence is read first."""
        if text or not self.work.stepwise:
            self.work.write(text, self.lap())
            if not self.work.consequence():
                self.onward()
        self.show()

    def onward(self) -> None:
        """The item after this one, or a word that all are answered."""
        if self.work.at + 1 < len(self.work.asked):
            self.work.step(1)
        elif not self.work.open:
            self.tell("all items are answered; F8 ends and marks")

    def on_key(self, event: Key) -> None:
        """A digit chooses an option."""
        box = self.query_one("#options", OptionList)
        if box.has_focus and event.character and event.character in "1234567890":
            place = (int(event.character) - 1) % _DIGITS
            if place < box.option_count:
                event.stop()
                box.highlighted = place
