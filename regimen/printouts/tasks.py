"""Phrases of the board: what comes on which day, what was left behind, what happened in a week."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pendulum import Date

from regimen.board.due import Due
from regimen.board.standing import Standing
from regimen.board.week import Week
from regimen.dates import safe_date
from regimen.days import DayNumbering, DaySet
from regimen.deviations.deviation import Deviation
from regimen.nomenclature import MARK, NOT_IN_SOURCES, days_words, drug_name, safe_number
from regimen.printouts.countwords import NAMES, count_words
from regimen.printouts.strips import SUPPORT
from regimen.printouts.words import day_assumed, day_words, marked
from regimen.record.facts import Ending, Hold, Marrow, Sample, Toxicity
from regimen.schedule.items import Kind

_NO_DAY = f"day {NOT_IN_SOURCES}"


def sample_words(sample: Sample) -> str:
    """`ANC 0.4, platelets 22`: every value of a sample."""
    told = [(name, words, getattr(sample, name)) for name, words in NAMES.items()]
    return ", ".join(f"{words} {count_words(name, count)}" for name, words, count in told if count is not None)


def counts_words(row: Standing) -> str:
    """`ANC 0.4, platelets 22 (Day 43)`: the last sample."""
    return "none" if row.counts is None else f"{sample_words(row.counts)} ({day_words(row.counts.day)})"


def counts_short(row: Standing) -> str:
    """`0.4/22 (43)`: ANC and platelets of the last sample, and its day."""
    last = row.counts
    if last is None:
        return "–"
    values = (count_words("anc", one) if one is not None else "–" for one in (last.anc, last.platelets))
    return f"{'/'.join(values)} ({last.day})".replace("-", "−")


def coming(row: Standing, *, hide: bool = False) -> Iterator[str]:
    """What is due: `Day 4, Fri 04 Dec 2026: mitoXANTRONE; Blood counts`; like days in a row make one line."""
    days: dict[_Moment, dict[str, None]] = {}
    for due in row.due:
        days.setdefault(_moment(row, due, hide=hide), {})[_name(due)] = None
    runs: list[tuple[_Moment, _Moment, list[str]]] = []
    for moment, names in days.items():
        if runs and moment.follows(runs[-1][1]) and runs[-1][2] == [*names]:
            runs[-1] = (runs[-1][0], moment, [*names])
        else:
            runs.append((moment, moment, [*names]))
    for first, last, told in runs:
        yield f"{_from_to(first, last)}: {'; '.join(told)}"


class _Moment(NamedTuple):
    """When something is due, as far as it is shown."""

    day: str
    date: Date | None = None
    """None where the day is hidden."""
    window: str = ""

    def follows(self, other: "_Moment") -> bool:
        """Whether it is the day after another one, and both are days without a window."""
        dates = self.date is not None and other.date is not None and self.date.toordinal() - other.date.toordinal() == 1
        return dates and not self.window and not other.window


def _moment(row: Standing, due: Due, *, hide: bool) -> _Moment:
    assumed = day_assumed(due.entry)
    if hide and assumed:
        return _Moment(_NO_DAY)
    window, number = "", row.numbering
    if due.window is not None and not (hide and due.window_assumed):
        inside = range(number.offset(due.window[0]), number.offset(due.window[1]) + 1)
        window = f" ({marked(_days(map(number.day, inside), number), due.window_assumed)})"
    return _Moment(marked(day_words(due.day), assumed), due.date, window)


def _from_to(first: _Moment, last: _Moment) -> str:
    """`Day 4 to Day 8, Fri 04 Dec 2026 to Tue 08 Dec 2026`."""
    if first.date is None or last.date is None:
        return first.day
    if first == last:
        return f"{first.day}{first.window}, {safe_date(first.date)}"
    return f"{first.day} to {last.day}, {safe_date(first.date)} to {safe_date(last.date)}"


def _name(due: Due) -> str:
    return drug_name(due.entry.name) if due.entry.kind is Kind.DOSE else due.entry.name


def left_behind(row: Standing, *, hide: bool = False) -> Iterator[str]:
    """What is overdue, one line a drug or assessment: `Blood counts, days 3-5, since Thu 03 Dec 2026`."""
    found: dict[str, list[Due]] = {}
    for due in row.overdue:
        found.setdefault(_name(due), []).append(due)
    for name, missing in found.items():
        assumed = any(day_assumed(due.entry) for due in missing)
        if hide and assumed:
            yield f"{name}, {_NO_DAY}"
        else:
            days = _days((due.day for due in missing), row.numbering)
            yield f"{name}, {marked(days, assumed)}, since {safe_date(missing[0].date)}"


def _days(days: Iterable[int], numbering: DayNumbering) -> str:
    return days_words(DaySet.of(set(days), numbering))


def happened(week: Week, *, hide: bool = False) -> Iterator[str]:
    """What the record has of the past week, doses first."""
    facts, numbering = week.facts, week.standing.numbering
    yield from _on_days(((f"given: {drug_name(one.agent)}", one.day) for one in facts.given), numbering)
    yield from (f"{day_words(one.day)}: {sample_words(one)}" for one in facts.samples)
    yield from map(_marrow, facts.marrows)
    yield from _on_days(((SUPPORT[one.kind][2], one.day) for one in facts.support), numbering)
    yield from _on_days(((f"done: {one.name}", one.day) for one in facts.done), numbering)
    yield from map(_toxicity, facts.toxicities)
    yield from map(_hold, facts.holds)
    yield from map(_ending, facts.endings)
    yield from (f"act: {act.words}" for act in week.acts)
    yield from (f"deviation: {said(one, hide=hide)}" for one in week.deviations)
    yield from (f"followed up: {one.deviation}" for one in facts.follow_ups)


def said(deviation: Deviation, *, hide: bool = False) -> str:
    """A deviation in a sentence; hidden, one that rests on assumed values says only that it does."""
    if hide and MARK in deviation.message:
        return f"{deviation.code}: rests on values that are {NOT_IN_SOURCES}"
    return deviation.message


def _on_days(found: Iterable[tuple[str, int]], numbering: DayNumbering) -> Iterator[str]:
    """`given: lenalidomide, days 2-8`: each thing once."""
    days: dict[str, list[int]] = {}
    for what, day in found:
        days.setdefault(what, []).append(day)
    return (f"{what}, {_days(on, numbering)}" for what, on in days.items())


def _marrow(one: Marrow) -> str:
    told = "cannot be read" if not one.adequate else "blasts not counted"
    if one.adequate and one.blasts is not None:
        told = f"blasts {safe_number(one.blasts)} %"
    return f"{day_words(one.day)}: marrow, {told}"


def _toxicity(one: Toxicity) -> str:
    flagged = ", adjudicated as a DLT" if one.dlt else ""
    return f"{day_words(one.day)}: {one.term}, grade {one.grade} (CTCAE {one.ctcae}), {one.attribution}{flagged}"


def _hold(one: Hold) -> str:
    until = "" if one.last_day is None else f" to {day_words(one.last_day)}"
    return f"held from {day_words(one.first_day)}{until}: {_drugs(one.agents)}: {one.reason}"


def _drugs(agents: Sequence[str]) -> str:
    return ", ".join(map(drug_name, agents)) or "all drugs"


def _ending(one: Ending) -> str:
    cause = f", {one.attribution}" if one.attribution else ""
    return f"{day_words(one.day)}: {one.kind.replace('-', ' ')}{cause}"
