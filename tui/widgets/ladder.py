"""The ladder of an escalation: a row a level, a letter a subject, the one in focus lit."""

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from regimen.escalation.state import Tally
from tui.trialbook import Seat, TrialBook

_STYLES = {"N": "$text-success", "T": "bold $text-error", "P": "$text-warning", "X": "$foreground-muted"}
_NAME = 11


class Ladder(Static, can_focus=True):
    """Levels, the highest on top; takes the arrows."""

    BINDINGS = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "level(1)", show=False),
        Binding("down", "level(-1)", show=False),
    ]

    class Stepped(Message):
        """Go to the subject before or after."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Moved(Message):
        """Go to the level above or below."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def show(self, book: TrialBook, level: int) -> None:
        """Draw it; `level` is in focus."""
        lines = [self._line(book, at, here=at == level) for at in range(book.levels, 0, -1)]
        self.update(Content("\n").join(lines))

    def _line(self, book: TrialBook, level: int, *, here: bool) -> Content:
        tally, said = book.course.state.at(level), book.course.decision
        next_here = said.level == level
        sign = "★" if next_here and not said.continues else "→" if next_here else " "
        head = f"{'▸' if here else ' '}{sign} {book.names[level - 1][:_NAME]:<{_NAME}} {_rate(tally):<5} "
        parts: list[tuple[str, str]] = [(head, "bold" if here else "")]
        for at, cohort in enumerate(book.trial.outcomes):
            if cohort.level != level:
                continue
            parts += [
                (sign, _style(sign, lit=Seat(at, place) == book.seat)) for place, sign in enumerate(cohort.letters)
            ]
            parts.append((" ", ""))
        if next_here and said.continues and said.enrol:
            parts.append(("·" * said.enrol, "$foreground-muted"))
        return Content.assemble(*parts)

    def action_step(self, by: int) -> None:
        """The subject before or after."""
        self.post_message(self.Stepped(by))

    def action_level(self, by: int) -> None:
        """The level above or below."""
        self.post_message(self.Moved(by))


def _rate(tally: Tally) -> str:
    return f"{tally.dlts}/{tally.evaluable}" if tally.evaluable else "–"


def _style(letter: str, *, lit: bool) -> str:
    return f"{_STYLES[letter]} reverse" if lit else _STYLES[letter]
