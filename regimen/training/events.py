"""What a record says of some days, bare: counts and everything beside them, without a word on thresholds."""

from collections.abc import Iterator

from regimen.dates import safe_date
from regimen.days import DaySet
from regimen.nomenclature import days_words, drug_name, safe_number
from regimen.printouts.countwords import count_words
from regimen.printouts.document import Align, Column, Line, Lines, Part, Table, cell
from regimen.printouts.facts import Fact
from regimen.printouts.strips import SUPPORT
from regimen.printouts.words import day_words
from regimen.record.facts import Ending, Marrow, Sample, Support, Toxicity
from regimen.review import Review

_COUNTS = ("anc", "platelets", "wbc", "blasts")
_COLUMNS = (
    Column("Day", 4), Column("Date", 6), Column("ANC", 3, Align.END), Column("Platelets", 3, Align.END),
    Column("WBC", 3, Align.END), Column("Blasts %", 3, Align.END), Column("Beside", 10),
)  # fmt: skip
_CAPTION = "What was recorded, counts ×10⁹/L"
_Beside = Support | Marrow | Toxicity | Ending


def recorded_part(made: Review, since: int | None = None) -> Part:
    """Every sample and every event behind the day `since` up to the day of the judgement, a row a sample."""
    rows: dict[int, list[Sample | None]] = {}
    beside: dict[int, list[str]] = {}
    for sample in made.timeline.facts.samples:
        rows.setdefault(sample.day, []).append(sample)
    for event in _events(made):
        rows.setdefault(event.day, [None])
        beside.setdefault(event.day, []).append(_words(event))
    days = sorted(day for day in rows if day <= made.as_of and (since is None or day > since))
    lines = (
        (day_words(day), safe_date(made.date(day)), *_figures(sample), "" if number else "; ".join(beside.get(day, ())))
        for day in days
        for number, sample in enumerate(rows[day])
    )
    table = tuple(tuple(map(cell, line)) for line in lines)
    return Table(_CAPTION, _COLUMNS, table) if table else Lines((Line("Nothing was recorded."),))


def given_facts(made: Review) -> Iterator[Fact]:
    """Each drug with the study days on which it was given, up to the day of the judgement."""
    days: dict[str, set[int]] = {}
    for dose in made.timeline.facts.given:
        if dose.day <= made.as_of:
            days.setdefault(dose.agent, set()).add(dose.day)
    for agent, given in days.items():
        yield f"{drug_name(agent)} given", days_words(DaySet.of(given, made.numbering))


def _events(made: Review) -> Iterator[_Beside]:
    facts = made.timeline.facts
    yield from facts.support
    yield from facts.marrows
    yield from facts.toxicities
    yield from facts.endings


def _figures(sample: Sample | None) -> Iterator[str]:
    for name in _COUNTS:
        count = getattr(sample, name, None)
        yield "" if count is None else count_words(name, count)


def _words(event: _Beside) -> str:
    """`platelets transfused`, `marrow, 3 % blasts`, `death (treatment)`."""
    if isinstance(event, Support):
        return SUPPORT[event.kind][2]
    if isinstance(event, Marrow):
        blasts = None if event.blasts is None else f"{safe_number(event.blasts)} % blasts"
        return f"marrow, {blasts or 'blasts not counted'}" if event.adequate else "marrow that cannot be read"
    if isinstance(event, Toxicity):
        dlt = ", adjudicated to be dose-limiting" if event.dlt else ""
        return f"{event.term}, grade {event.grade} (CTCAE {event.ctcae}), put down to: {event.attribution}{dlt}"
    return event.kind.replace("-", " ") + (f", put down to: {event.attribution}" if event.attribution else "")
