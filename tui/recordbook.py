"""A course's record as the app shows it: plan beside actual by day, entries of a day, how it stands. No Textual."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from regimen.abreast import Line
from regimen.dates import safe_date
from regimen.deviations.deviation import Deviation
from regimen.dlt.verdict import Verdict, judge
from regimen.nomenclature import drug_name
from regimen.printouts.abreast import given_words, lines_known, planned_words, state_words
from regimen.printouts.deviations import deviation_sheet
from regimen.printouts.words import day_words, plural
from regimen.record.corrections import Kept, standing
from regimen.record.entries import BloodCount
from regimen.record.model import Record
from regimen.record.words import entry_words
from regimen.recording import noun
from regimen.review import Review
from tui.widgets.marks import OTHER, SAMPLE, STATES, Recorded


class Day(NamedTuple):
    """One day with what was planned on it and what happened."""

    offset: int
    """Days elapsed from the actual reference day."""
    day: int
    date: dt.date
    lines: tuple[Line, ...]
    entries: tuple[Kept, ...]
    """Entries in force that are no doses, by section."""
    doses: tuple[Kept, ...]
    """Doses recorded."""


class Book:
    """One review laid out by days."""

    def __init__(self, made: Review, record: Record | None, *, hide: bool = False) -> None:
        self.made, self.hide = made, hide
        self.reference = made.timeline.reference.date
        lines: dict[int, list[Line]] = {}
        for line in lines_known(made):
            lines.setdefault(made.numbering.offset(line.day), []).append(line)
        kept: dict[int, list[Kept]] = {}
        for one in standing(record or Record()).in_force:
            kept.setdefault((one.entry.date - self.reference).days, []).append(one)
        window = made.plan.resolved.dlt
        last = made.numbering.offset(window.last_day) if window else 0
        offsets = {*lines, *kept, 0, last, made.numbering.offset(made.as_of)}
        self.days = [self._day(offset, lines, kept) for offset in range(min(offsets), max(offsets) + 1)]

    def _day(self, offset: int, lines: Mapping[int, list[Line]], kept: Mapping[int, list[Kept]]) -> Day:
        found = kept.get(offset, ())
        return Day(
            offset,
            self.made.numbering.day(offset),
            self.reference + dt.timedelta(days=offset),
            tuple(lines.get(offset, ())),
            tuple(one for one in found if one.section != "administrations"),
            tuple(one for one in found if one.section == "administrations"),
        )

    def at(self, offset: int) -> Day:
        """The day so many days after the reference day, or the nearest one shown."""
        first = self.days[0].offset
        return self.days[min(max(offset - first, 0), len(self.days) - 1)]

    def offset_of(self, day: int) -> int:
        """Days elapsed up to a study day."""
        return self.made.numbering.offset(day)

    def letter(self, line: Line) -> str:
        """Letter of a drug as on the calendar; of one that is not planned the first of its name."""
        for entry in self.made.plan.ideal.doses:
            if entry.name == line.agent:
                return entry.letter
        return line.agent[:1].lower()

    def row(self, day: Day) -> str:
        """A day in one line: `   4 Fri 04 Dec  L✓ M✓ E✓ C✓  ●`."""
        signs = " ".join(f"{self.letter(line)}{STATES[line.state]}" for line in day.lines)
        values = [f"{SAMPLE} {short_counts(one.entry)}" for one in day.entries if isinstance(one.entry, BloodCount)]
        other = [OTHER] if any(one.section != "counts" for one in day.entries) else []
        number = str(day.day).replace("-", "−")
        return f"{number:>4} {safe_date(day.date)[:10]}  {'  '.join(filter(None, [signs, *values, *other]))}"

    @property
    def verdict(self) -> Verdict | None:
        """The verdict; without what rests on assumed thresholds when they are hidden."""
        made = self.made
        return judge(made.case, made.definition(hide=True)) if self.hide and made.verdict else made.verdict

    @property
    def status(self) -> str:
        """The verdict, the days left, and what is open, in one line."""
        made = self.made
        parts = [day_words(made.as_of)]
        if (verdict := self.verdict) is not None:
            left = verdict.definition.last_day
            elapsed = made.numbering.elapsed(made.as_of, left)
            closes = day_words(left)
            parts.append(f"{plural(elapsed, 'day')} to {closes}" if elapsed >= 0 else f"{-elapsed} past {closes}")
            parts.insert(0, f"{verdict.state} ({verdict.letter})")
        found = made.report.deviations
        opened = sum(one.open for one in found)
        parts.append(
            f"{plural(len(found), 'deviation')}{f', {opened} open' if opened else ''}" if found else "as planned"
        )
        return " · ".join(parts)

    def words(self, day: Day) -> Iterator[tuple[str, str]]:
        """Everything about a day, as text and the part it plays."""
        yield f"{day_words(day.day)} · {safe_date(day.date)}\n", "head"
        for line in day.lines:
            yield f"\n{STATES[line.state]} {drug_name(line.agent)}: {state_words(line)}\n", "strong"
            yield f"    planned {planned_words(line, hide=self.hide)}; given {given_words(line)}\n", ""
        for one in (*day.doses, *day.entries):
            yield f"\n{noun(one.section)} {one.key}\n", "quiet"
            yield f"    {entry_words(one.entry)}\n", ""
        if not (day.lines or day.doses or day.entries):
            yield "\nnothing planned or recorded\n", "quiet"
        for deviation in self.touching(day):
            yield f"\n{deviation.message}\n", "strong"
            yield f"    {class_words(deviation)}; {deviation.why}\n", ""

    def touching(self, day: Day) -> list[Deviation]:
        """The deviations that touch a day."""
        return [one for one in self.made.report.deviations if day.day in one.days]


def short_counts(entry: BloodCount) -> str:
    """`0.1/9`: ANC and platelets, ×10⁹/L; – for what was not measured."""
    return "/".join(value.count.text if value else "–" for value in (entry.anc, entry.platelets))


_SEEN = {
    "given": "given", "differs": "differs", "missing": "not recorded", "due": "due", "held": "held",
    "ended": "not due", "unplanned": "unplanned",
}  # fmt: skip
"""States that the planner shows, in a word; what is still to come stands there anyway."""
_BESIDE = {SAMPLE: "blood sample", OTHER: "other entry"}


def seen(made: Review, record: Record) -> Recorded:
    """What the planner shows of a record; its days count from the planned reference day."""
    book = Book(made, record)
    shift = made.timeline.reference.date.toordinal() - made.timeline.reference.planned.toordinal()
    doses: dict[int, dict[str, tuple[str, str]]] = {}
    beside: dict[int, str] = {}
    words: dict[int, tuple[str, ...]] = {}
    for day in book.days:
        at, told = day.offset + shift, [line for line in day.lines if line.state in _SEEN]
        doses[at] = {line.agent: (book.letter(line), STATES[line.state]) for line in told}
        beside[at] = _beside(day)
        words[at] = (*map(_line_words, told), *(entry_words(one.entry) for one in day.entries))
    states = {line.state for day in book.days for line in day.lines}
    used = [f"{sign} {_SEEN[state]}" for state, sign in STATES.items() if state in states and state in _SEEN]
    drawn = "".join(beside.values())
    used += [f"{sign} {meaning}" for sign, meaning in _BESIDE.items() if sign in drawn]
    return Recorded(doses, beside, words, tuple(used), shift)


def _line_words(line: Line) -> str:
    """`≠ etoposide: differs: under-dose; given 100 mg IV`; what was planned stands on the calendar already."""
    state = state_words(line)
    told = [*([] if state == "given" else [state]), *([f"given {given_words(line)}"] if line.given else [])]
    return f"{STATES[line.state]} {drug_name(line.agent)}: {'; '.join(told) or state}"


def _beside(day: Day) -> str:
    """Signs of what was recorded of a day besides doses."""
    sections = {one.section for one in day.entries}
    return (SAMPLE if "counts" in sections else "") + (OTHER if sections - {"counts"} else "")


def class_words(deviation: Deviation) -> str:
    """`missed, deviation, important, open`."""
    words = [deviation.code, deviation.outcome, deviation.category, *(["open"] if deviation.open else [])]
    return ", ".join(map(str, words))


def deviation_texts(made: Review) -> Iterator[str]:
    """Each deviation in full, then what was not judged and what was delivered."""
    first, *others = deviation_sheet(made).blocks
    for entry in first.entries:
        yield "\n".join([entry.text, *(f"    {detail}" for detail in entry.details)])
    for block in others:
        if block.entries:
            yield "\n".join([block.heading, *(f"    {entry.text}" for entry in block.entries)])


def planned_form(day: Day, line: Line) -> dict[str, Any]:
    """The fields of a dose as planned, to be changed and recorded."""
    item = line.missing[0] if line.missing else line.planned[0]
    result, written = item.entry.result, item.entry.line
    assert written is not None
    amount = str(result.amount) if result and result.amount else ""
    return {"date": day.date.isoformat(), "agent": line.agent, "amount": amount, "route": written.route}
