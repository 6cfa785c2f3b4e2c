"""Marks being made on a calendar or record: set, changed, removed, taken back; the form of one mark. No Textual."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from regimen.errors import ValueSyntaxError
from regimen.nomenclature import drug_name
from regimen.training.keys.cells import Mark, parts_of
from regimen.training.keys.key import NONE, Raw
from regimen.training.keys.marks import Marks
from tui.entryform import Row

_OPEN = ("", "–")
_CERTAIN = (_OPEN, *((str(percent), f"{percent} %") for percent in range(100, -1, -10)))
Values = Mapping[str, str]


class MarkBook:
    """The marks of one answer, each as an answer file holds it; every change is a step that can be taken back."""

    def __init__(self, key: Marks, raw: Raw = "") -> None:
        self._words = key.vocabulary
        self._known = key
        self._past: list[Raw] = []
        self.marks: list[dict[str, str]] = []
        """The marks, in the order in which they were set."""
        self.none = ""
        """How it was said that nothing is wrong, and how certainly; empty where it was not."""
        self._take(raw)

    def _take(self, raw: Raw) -> None:
        self.none = str(raw) if raw not in (None, "") and not list(parts_of(raw)) else ""
        self.marks = []
        for part in parts_of(raw or ""):
            with suppress(ValueSyntaxError):  # a line typed elsewhere may hold parts that nobody can read
                self.marks.append(_plain(self._words.mark(part)))

    @property
    def raw(self) -> Raw:
        """The answer as it is kept."""
        return [dict(one) for one in self.marks] or self.none

    def read(self, values: Values) -> Mark:
        """A mark from the rows of a form; raises where it cannot be read."""
        return self._mark({name: text for name, text in values.items() if text})

    def _mark(self, part: object) -> Mark:
        """A mark being made; here a certainty that cannot be read can still be mended."""
        mark = self._words.mark(part)
        if mark.doubt:
            raise ValueSyntaxError(mark.doubt)
        return mark

    def put(self, values: Values, at: int | None = None) -> None:
        """Set a mark, or another one in the place of an old one."""
        mark = _plain(self.read(values))
        before = self.raw
        if at is None:
            self.marks.append(mark)
        else:
            self.marks[at] = mark
        self._changed(before)

    def typed(self, text: str) -> None:
        """Set the marks of a line, such as `mitoxantrone d4 late important 80%`, or say that nothing is wrong."""
        found, before = [_plain(self._mark(part)) for part in parts_of(text)], self.raw
        self.marks = [*self.marks, *found] if found else []
        self._changed(before, none="" if found else text)

    def remove(self, at: int) -> None:
        """Take a mark away."""
        before = self.raw
        del self.marks[at]
        self._changed(before)

    def nothing(self) -> None:
        """Say that nothing is wrong."""
        before, self.marks = self.raw, []
        self._changed(before, none=NONE)

    def _changed(self, before: Raw, *, none: str = "") -> None:
        self.none = none
        self._past.append(before)

    def undo(self) -> bool:
        """Take the last change back; False where there is none."""
        if not self._past:
            return False
        self._take(self._past.pop())
        return True

    def on(self, days: Iterable[int]) -> list[int]:
        """Places of the marks on some days."""
        wanted = {str(day) for day in days}
        return [at for at, one in enumerate(self.marks) if one["day"] in wanted]

    @property
    def days(self) -> set[int]:
        """Days with a mark."""
        return {int(one["day"]) for one in self.marks}

    def words(self, at: int) -> str:
        """`mitoXANTRONE on Day 4, late, important, 80 %`."""
        return _words(self._words.mark(self.marks[at]))

    def rows(self, near: Iterable[str]) -> list[Row]:
        """The rows of the form; what stands on the day comes first among what can be marked."""
        known = list(dict.fromkeys(self._known.names.values()))
        names = dict.fromkeys([*(name for name in near if name in known), *known])
        found = [Row("what", "What", tuple((name, drug_name(name)) for name in names))]
        found += [_row("class", self._known.classes)] if self._known.classes else []
        found += [_row("category", self._known.categories)] if self._known.categories else []
        return [*found, Row("certainty", "Certainty", _CERTAIN)]

    def told(self, values: Values) -> str:
        """How a form reads, with what class and category mean."""
        known = {**self._known.classes, **self._known.categories}
        named = filter(None, (values.get("class"), values.get("category")))
        meant = [f"{name}: {known[name].rstrip('.')}." for name in named]
        return "\n".join((f"{_words(self.read(values))}.", *meant))


def _words(mark: Mark) -> str:
    return mark.words if mark.certainty is None else f"{mark.words}, {mark.certainty} %"


def _row(name: str, known: Mapping[str, str]) -> Row:
    return Row(name, name.capitalize(), (_OPEN, *((one, f"{one}: {meaning}") for one, meaning in known.items())))


def _plain(mark: Mark) -> dict[str, str]:
    """A mark as an answer file holds it."""
    named = {"class": mark.cls, "category": mark.category}
    certain = {} if mark.certainty is None else {"certainty": str(mark.certainty)}
    told = {name: text for name, text in named.items() if text is not None}
    return {"what": mark.cell.what, "day": str(mark.cell.day), **told, **certain}
