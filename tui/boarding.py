"""The board as a list that fills while it is looked at: rows judged one by one, sorted, searched. No Textual."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from regimen.board.rows import Source, Unreadable, judged
from regimen.board.standing import Standing, Urgency, standing
from regimen.board.week import Week, week
from regimen.course import Course
from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.printouts.board import URGENCY, counted, week_block, week_sheet
from regimen.printouts.sheet import as_text
from regimen.printouts.tasks import counts_short
from regimen.printouts.words import plural
from regimen.printouts.wrap import wrapped
from regimen.protocol.model import Protocol
from tui.keeping import Keeper

EMPTY = (
    "No course is kept yet. n keeps the course of the planner here under a subject's id; in the planner k does so too. "
    "regimen courses keep FILE keeps a course file."
)
SIGNS: Mapping[Urgency, str] = MappingProxyType(
    {
        Urgency.SETTLE: "?", Urgency.OVERDUE: "!", Urgency.TODAY: "●", Urgency.CLOSING: "▕", Urgency.OPEN: "▲",
        Urgency.SOON: "·", Urgency.WAITING: " ", Urgency.OVER: "–",
    }
)  # fmt: skip
"""Sign in front of a row, by why it stands where it stands."""


class Waiting(NamedTuple):
    """A course that is not judged yet."""

    id: str


Row = Standing | Unreadable | Waiting


def _by_urgency(row: Row) -> tuple[object, ...]:
    if isinstance(row, Standing):
        return 1, *row.order
    return (0 if isinstance(row, Unreadable) else 2), row.id


def _by_id(row: Row) -> tuple[object, ...]:
    return (row.id,)


def _by_closing(row: Row) -> tuple[object, ...]:
    closes = row.closes if isinstance(row, Standing) else None
    return closes is None, closes.toordinal() if closes else 0, row.id


ORDERS: Mapping[str, Callable[[Row], tuple[object, ...]]] = MappingProxyType(
    {"urgency": _by_urgency, "id": _by_id, "end of the window": _by_closing}
)
"""What the rows can be sorted by."""


class Board:
    """The courses of a ledger as of a day."""

    def __init__(self, keeper: Keeper, today: dt.date, *, hide: bool) -> None:
        self.keeper, self.today, self.hide = keeper, today, hide
        self.order = "urgency"
        self.problem = ""
        """Why nothing can be shown."""
        self.rows: dict[str, Row] = {}
        self._seqs: dict[str, int] = {}
        """Number of the last event that each row was judged with."""
        self._stale: dict[str, None] = {}
        self._weeks: dict[str, Week | Unreadable] = {}

    def look(self) -> list[str]:
        """List what is kept; rows of courses that were not changed since stay as they are. Ids of all the others."""
        self.problem = ""
        ids: list[str] = []
        seqs: dict[str, int] = {}
        try:
            if self.keeper.exists:
                ledger = self.keeper.ledger()
                ids, seqs = ledger.ids(), dict(ledger.store.written())
        except RegimenError as error:
            self.problem = error.message
        gone = [name for name in self.rows if name not in ids]
        self.rows = {name: self.rows.get(name, Waiting(name)) for name in ids}
        self._stale = {name: None for name in ids if seqs.get(name) != self._seqs.get(name)}
        self._seqs = {name: seqs[name] for name in ids}
        self._weeks = {
            name: told for name, told in self._weeks.items() if name in self.rows and name not in self._stale
        }
        return [*gone, *self._stale]

    def show(self, *, hide: bool) -> None:
        """Judge everything anew, with assumed values or without."""
        self.hide = hide
        self._seqs, self._weeks = {}, {}
        self.look()

    @property
    def waiting(self) -> int:
        """How many courses are to be judged."""
        return len(self._stale)

    def judge_next(self, first: Iterable[str]) -> None:
        """Judge one more course, one of `first` if any of them waits."""
        name = next((name for name in first if name in self._stale), None) or next(iter(self._stale))
        del self._stale[name]
        self.rows[name] = judged(
            self._source(name), self.today, lambda name, made: standing(name, made, hide=self.hide)
        )

    def _source(self, name: str) -> Source:
        def read() -> tuple[Course, Protocol, Finder]:
            held = self.keeper.held(name)
            return held.course, held.protocol, held.find

        return Source(name, read)

    def listed(self, text: str = "") -> list[Row]:
        """The rows that hold every word of a search, in order."""
        found = [row for row in self.rows.values() if holds(row, text)]
        return sorted(found, key=ORDERS[self.order])

    def sort_on(self) -> None:
        """Go on to the next order."""
        names = list(ORDERS)
        self.order = names[(names.index(self.order) + 1) % len(names)]

    @property
    def summary(self) -> list[str]:
        """`12 courses`, what they are sorted by, and how many stand there for each reason."""
        done = [row for row in self.rows.values() if not isinstance(row, Waiting)]
        return [plural(len(self.rows), "course"), f"by {self.order}", *(counted(done).split(", ") if done else [])]

    def week(self, name: str) -> Week | Unreadable:
        """The weekly list of one course, made when it is first looked at."""
        if name not in self._weeks:
            self._weeks[name] = judged(
                self._source(name), self.today, lambda name, made: week(name, made, self.today, hide=self.hide)
            )
        return self._weeks[name]

    def sheet(self, names: Iterable[str]) -> str:
        """The weekly list of some courses as text."""
        return as_text(week_sheet(map(self.week, names), self.today, hide=self.hide))

    def detail(self, row: Row, width: int) -> str:
        """One course in words, folded to a width."""
        told = self.week(row.id)
        if isinstance(told, Unreadable):
            return "\n".join(line for one in told.findings for line in wrapped(f"✗ {one}", width, "", "  "))
        block = week_block(told, hide=self.hide)
        lines = wrapped(block.heading, width)
        for entry in block.entries:
            lines += wrapped(entry.text, width, "", "  ")
            for detail in entry.details:
                lines += wrapped(detail, width, "  - ", "    ")
        return "\n".join(lines)


def holds(row: Row, text: str) -> bool:
    """Whether every word of a search stands in a row."""
    words = text.lower().split()
    if not words:
        return True
    told = [row.id]
    if isinstance(row, Standing):
        told += [row.protocol, row.level or "", row.state or "", URGENCY[row.urgency], f"day {row.day}"]
    if isinstance(row, Unreadable):
        told.append("cannot be read")
    return all(word in " ".join(told).lower() for word in words)


_COLUMNS = (("Level", 8, False), ("Day", 4, True), ("Left", 5, True), ("Verdict", 13, False), ("Late", 4, True),
            ("Due", 4, True), ("Open", 4, True), ("Counts", 12, False))  # fmt: skip
"""Head, columns, and whether it is a figure, which stands to the right."""


def head(width: int) -> str:
    """What stands above the rows."""
    return _laid("", "Subject", [name for name, _, _ in _COLUMNS], width)


def line(row: Row, width: int) -> str:
    """One row, as wide as the list."""
    if isinstance(row, Waiting):
        return _laid("", row.id, ["…"], width)
    if isinstance(row, Unreadable):
        told = str(row.findings[0]).splitlines()[0] if row.findings else ""
        return _cut(f"✗ {row.id}: cannot be read: {told}", width)
    left = "–" if row.days_left is None else str(row.days_left).replace("-", "−")
    numbers = (str(len(found)) if found else "–" for found in (row.overdue, row.due, row.open))
    verdict = f"{row.letter} {row.state}" if row.state else "–"
    cells = [row.level or "–", str(row.day).replace("-", "−"), left, verdict, *numbers, counts_short(row)]
    return _laid(SIGNS[row.urgency], row.id, cells, width)


def _laid(sign: str, name: str, cells: Sequence[str], width: int) -> str:
    shown, width = list(_COLUMNS), max(width, _LEAST_WIDTH)
    while sum(room + 1 for _, room, _ in shown) + _LEAST_NAME + 2 > width and len(shown) > 1:
        shown.pop()
    room = width - 2 - sum(room + 1 for _, room, _ in shown)
    parts = [f"{sign or ' '} {_cut(name, room):<{room}}"]
    for cell, (_, room, figure) in zip(cells, shown, strict=False):
        text = _cut(cell, room)
        parts.append(text.rjust(room) if figure else text.ljust(room))
    return " ".join(parts)[:width]


_LEAST_NAME, _LEAST_WIDTH = 8, 30


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"


def place(rows: Sequence[Row], name: str | None) -> int:
    """Where a course stands among rows; the first row if it is not there."""
    return next((number for number, row in enumerate(rows) if row.id == name), 0)
