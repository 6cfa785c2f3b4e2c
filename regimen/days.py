"""Study days as integers, and sets of them.

All schedules are computed in study days; dates appear only at the edge (dates.py). A protocol numbers its
days from a *reference day*: Day 1, with no Day 0, so that the day before Day 1 is Day -1 (CDISC --DY), or
Day 0 where the protocol opts in, as transplant protocols do.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regimen.errors import RegimenError, ValueSyntaxError

MAX_DAY = 3_660
"""Furthest study day either side of the reference day: ten years, the longest course supported."""

MAX_TERMS = 400
"""Parts of a day set; a set of every other day of a year needs one."""

_TERM = re.compile(r"(-?[0-9]+)(?:-(-?[0-9]+)(?:/([0-9]+))?)?", re.ASCII)
_MAX_DIGITS = 6


@dataclass(frozen=True, slots=True)
class DayNumbering:
    """How a protocol counts: its reference day is Day 1 (no Day 0) or Day 0.

    *Offsets* are whole days elapsed since the reference day and have no gap; arithmetic happens there.
    """

    reference: int = 1

    def __post_init__(self) -> None:
        if self.reference not in (0, 1):
            raise RegimenError(f"reference day {self.reference} is not possible", allowed="0 or 1")

    def offset(self, day: int) -> int:
        """Days elapsed from the reference day to `day`; refuses Day 0 where there is none."""
        if self.reference == 0:
            return day
        if day == 0:
            raise RegimenError(
                "there is no Day 0 here: the day before Day 1 is Day -1",
                hint="write -1 or 1; protocols that count a Day 0 set reference_day number to 0",
            )
        return day - 1 if day > 0 else day

    def day(self, offset: int) -> int:
        """Study day that lies `offset` days after the reference day."""
        return offset if self.reference == 0 or offset < 0 else offset + 1

    def elapsed(self, first: int, last: int) -> int:
        """Days elapsed from study day `first` to `last`; negative when `last` comes before."""
        return self.offset(last) - self.offset(first)


DAY_ONE = DayNumbering(1)
DAY_ZERO = DayNumbering(0)


@dataclass(frozen=True, slots=True)
class DaySet:
    """A set of study days as written: `1-10`, `1,8,15`, `-7--1`, `1-5,8-12`, `1-21/2`.

    Kept as terms (first, last, step) because which days a range across zero holds depends on the
    protocol's numbering, which the text does not carry.
    """

    terms: tuple[tuple[int, int, int], ...]

    @classmethod
    def parse(cls, text: str) -> "DaySet":
        """Read a day set; the error names the column of the part that cannot be read."""
        terms: list[tuple[int, int, int]] = []
        column = 1
        if text.count(",") >= MAX_TERMS:
            raise ValueSyntaxError(
                f"day set '{_clip(text)}' has {text.count(',') + 1:,} parts", allowed=f"{MAX_TERMS:,}"
            )
        for raw in text.split(","):
            part = raw.strip()
            terms.append(_term(part, text, column + len(raw) - len(raw.lstrip())))
            column += len(raw) + 1
        return cls(tuple(terms))

    @classmethod
    def of(cls, days: Iterable[int], numbering: DayNumbering = DAY_ONE) -> "DaySet":
        """The shortest day set that holds exactly `days`."""
        offsets = sorted({numbering.offset(day) for day in days})
        if not offsets:
            raise RegimenError("a day set holds at least one day")
        return cls(tuple(_shortest_terms(offsets, numbering)))

    def offsets(self, numbering: DayNumbering = DAY_ONE) -> tuple[int, ...]:
        """Every day as days elapsed from the reference day, ascending, each once."""
        return tuple(sorted(set(self._offsets(numbering))))

    def days(self, numbering: DayNumbering = DAY_ONE) -> tuple[int, ...]:
        """Every study day of the set, ascending, each once."""
        return tuple(map(numbering.day, self.offsets(numbering)))

    def shortest(self, numbering: DayNumbering = DAY_ONE) -> "DaySet":
        """The same days, written as short as possible."""
        return DaySet.of(self.days(numbering), numbering)

    def _offsets(self, numbering: DayNumbering) -> Iterator[int]:
        for first, last, step in self.terms:
            yield from range(numbering.offset(first), numbering.offset(last) + 1, step)

    def __str__(self) -> str:
        return ",".join(_term_text(*term) for term in self.terms)


def _term(part: str, text: str, column: int) -> tuple[int, int, int]:
    match = _TERM.fullmatch(part)
    if match is None or any(group and len(group.lstrip("-")) > _MAX_DIGITS for group in match.groups()):
        raise ValueSyntaxError(
            f"day set '{_clip(text)}': cannot read '{_clip(part)}' at column {column}",
            allowed="days, ranges and steps such as 1-10, 1,8,15, -7--1 or 1-21/2",
        )
    first = int(match[1])
    last = first if match[2] is None else int(match[2])
    step = 1 if match[3] is None else int(match[3])
    if last < first:
        raise ValueSyntaxError(
            f"day set '{_clip(text)}': the range {part} at column {column} runs backwards",
            hint=f"write {_term_text(last, first, step)}",
        )
    if step < 1:
        raise ValueSyntaxError(f"day set '{_clip(text)}': step {step} at column {column}", allowed="1 or more")
    if max(abs(first), abs(last)) > MAX_DAY:
        raise ValueSyntaxError(
            f"day set '{_clip(text)}': day {last if abs(last) > MAX_DAY else first} at column {column} is too far",
            allowed=f"-{MAX_DAY} to {MAX_DAY} (ten years)",
        )
    return first, last, step


def _clip(text: str, width: int = 40) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _term_text(first: int, last: int, step: int) -> str:
    if first == last:
        return str(first)
    return f"{first}-{last}" if step == 1 else f"{first}-{last}/{step}"


def _shortest_terms(offsets: list[int], numbering: DayNumbering) -> list[tuple[int, int, int]]:
    """Cover the offsets with as few characters as possible, from the back, one choice a position.

    At each day: that day alone, or the longest arithmetic run from it, or that run less its last day
    (which may open the next run). Ties: neighbours as a range, anything else as people list it (`1,8,15`).
    """
    count = len(offsets)
    ends = _run_ends(offsets)
    costs, choices = [0] * (count + 1), [0] * count
    for i in range(count - 1, -1, -1):
        day = numbering.day(offsets[i])
        options = [(len(str(day)) + 1 + costs[i + 1], 1, i)]
        for j in {ends[i], ends[i] - 1}:
            if j > i:
                step, last = offsets[i + 1] - offsets[i], numbering.day(offsets[j])
                preference = 0 if step == 1 and (day > 0 or last < 0) else 2
                options.append((len(_term_text(day, last, step)) + 1 + costs[j + 1], preference, j))
        costs[i], _, choices[i] = min(options)
    terms, i = [], 0
    while i < count:
        j = choices[i]
        step = offsets[i + 1] - offsets[i] if j > i else 1
        terms.append((numbering.day(offsets[i]), numbering.day(offsets[j]), step))
        i = j + 1
    return terms


def _run_ends(offsets: list[int]) -> list[int]:
    """For each position, the last position of the longest arithmetic run that starts there."""
    count = len(offsets)
    ends = list(range(count))
    for i in range(count - 2, -1, -1):
        step = offsets[i + 1] - offsets[i]
        follows = i + 2 < count and offsets[i + 2] - offsets[i + 1] == step
        ends[i] = ends[i + 1] if follows else i + 1
    return ends
