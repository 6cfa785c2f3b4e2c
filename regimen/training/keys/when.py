"""A date or study day, and sets of study days."""

import datetime as dt
import re
from dataclasses import dataclass

from regimen.dates import date_of, day_of, parse_date, safe_date
from regimen.days import DAY_ONE, DayNumbering, DaySet
from regimen.errors import ValueSyntaxError
from regimen.nomenclature import days_words
from regimen.training.keys.key import ALL, NONE, NOTHING, Judged, Raw, Slip, one_text, overlap, told_as_answer

_DATE = re.compile(r"[0-9]{4}-[0-9-]+", re.ASCII)
_DAY = re.compile(r"(?:study\s+)?(?:day|d)?\s*([-−]?[0-9]{1,4})", re.IGNORECASE)
_SPELLINGS = (
    (re.compile(r"\b(?:study\s+)?(?:days?|d)\s*(?=[-0-9])", re.IGNORECASE), ""),
    (re.compile(r"(?<=[0-9])\s*(?:[-–]|\bto\b)\s*(?=-?[0-9])", re.IGNORECASE), "-"),
    (re.compile(r"\s*(?:[,;]|\band\b)\s*", re.IGNORECASE), ","),
)
"""How people write days, ranges and lists, and what a set of days has for it."""


@dataclass(frozen=True, slots=True)
class When:
    """One day, answered as a date or, where there is a reference date, as a study day."""

    date: dt.date | None
    """None where the answer is that there is no such day."""
    reference: dt.date | None = None
    """Date of the reference day; without it only dates answer."""
    numbering: DayNumbering = DAY_ONE
    slips: tuple[Slip, ...] = ()
    """Dates that tell what went wrong."""

    @property
    def how(self) -> str:
        """How to answer, in words."""
        day = "" if self.reference is None else "a study day or "
        return f"{day}a date as YYYY-MM-DD, or '{NONE}'"

    @property
    def answer(self) -> str:
        """The right answer as an answer file holds it."""
        if self.date is None:
            return NONE
        return self.date.isoformat() if self.reference is None else str(self._day(self.date))

    @property
    def words(self) -> str:
        """The right answer for people."""
        return NONE if self.date is None else self._told(self.date)

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth."""
        date = self._read(one_text(raw))
        given = NONE if date is None else self._told(date)
        if date == self.date:
            return Judged(ALL, "", given)
        for slip in self.slips:
            if slip.value == date:
                return Judged(slip.share, slip.why, given)
        return Judged(NOTHING, self._off(date), given)

    def _off(self, date: dt.date | None) -> str:
        if date is None or self.date is None:
            return ""
        off = (date - self.date).days
        return f"{abs(off)} {'day' if abs(off) == 1 else 'days'} too {'late' if off > 0 else 'early'}"

    def _read(self, text: str) -> dt.date | None:
        if text.lower() == NONE:
            return None
        match = _DAY.fullmatch(text)
        if match is None and self.reference is not None and not _DATE.fullmatch(text):
            raise ValueSyntaxError(f"'{text[:40]}' is no study day and no date", allowed=self.how)
        if match is None:
            return parse_date(text)
        if self.reference is None:
            raise ValueSyntaxError(f"'{text[:40]}' is no date", allowed="YYYY-MM-DD, for example 2026-12-01")
        with told_as_answer():
            return date_of(int(match[1].replace("−", "-")), self.reference, self.numbering)

    def _day(self, date: dt.date) -> int:
        assert self.reference is not None
        return day_of(date, self.reference, self.numbering)

    def _told(self, date: dt.date) -> str:
        if self.reference is None:
            return safe_date(date)
        return f"Day {self._day(date)}, {safe_date(date)}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Days:
    """A set of study days; partly right by what is shared with the right set."""

    days: frozenset[int]
    numbering: DayNumbering = DAY_ONE

    @property
    def how(self) -> str:
        """How to answer, in words."""
        return f"study days such as 1-10, 1,8,15 or 1-21/2, or '{NONE}'"

    @property
    def answer(self) -> str:
        """The right answer as an answer file holds it."""
        return str(DaySet.of(self.days, self.numbering)) if self.days else NONE

    @property
    def words(self) -> str:
        """The right answer for people."""
        return self._told(self.days)

    def judge(self, raw: Raw) -> Judged:
        """What an answer is worth: the days shared, as a share of all days in either set."""
        given = self._read(one_text(raw))
        missing, extra = self.days - given, given - self.days
        told = [f"missing: {self._told(missing)}"] if missing else []
        told += [f"too many: {self._told(extra)}"] if extra else []
        return Judged(overlap(given, self.days), "; ".join(told), self._told(given))

    def _read(self, text: str) -> frozenset[int]:
        if text.lower() == NONE:
            return frozenset()
        plain = text.replace("−", "-")
        for spelling, short in _SPELLINGS:
            plain = spelling.sub(short, plain)
        with told_as_answer():
            return frozenset(DaySet.parse(plain).days(self.numbering))

    def _told(self, days: frozenset[int]) -> str:
        return days_words(DaySet.of(days, self.numbering)) if days else NONE
