"""One column a sample: its values, what each says of the threshold, its grades, and what was given beside it."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from pendulum import Date

from regimen.counts.count import Count
from regimen.counts.ctcae import VERSIONS, Grade, grade
from regimen.counts.units import unit_of
from regimen.dlt.definition import Definition
from regimen.dlt.levels import Level, Limits, Reading, readings
from regimen.dlt.verdict import Verdict
from regimen.dlt.words import day_words
from regimen.record.corrections import in_force
from regimen.record.entries import BloodCount
from regimen.record.facts import Marrow, Sample, Support
from regimen.review import Review

Fact = TypeVar("Fact", Sample, Support, Marrow)
VALUES = ("anc", "wbc", "platelets", "haemoglobin", "blasts")
"""What a sample may hold, in the order in which it is shown."""
GRADED = ("anc", "wbc", "platelets", "haemoglobin")
"""Those that CTCAE grades."""


class Value(NamedTuple):
    """One value of a sample."""

    number: Count
    level: Level | None = None
    """Whether it is below the threshold; None where no threshold asks, or where it is hidden."""
    why: str | None = None
    """Why it says nothing of the threshold."""
    grades: tuple[Grade, ...] = ()
    """One a version of CTCAE."""


class Column(NamedTuple):
    """One sample, or a day without any on which something else happened that bears on counts."""

    day: int
    date: Date
    left: int | None
    """Days from it to the last day of the window, below zero after it; None without a window."""
    support: tuple[Support, ...]
    marrows: tuple[Marrow, ...]
    decides: bool
    """Whether the verdict rests on it."""
    baseline: bool
    """Whether it lies before the reference day."""
    sample: Sample | None = None
    values: Mapping[str, Value] = MappingProxyType({})
    by_wbc: bool = False
    """Whether white cells below the ANC threshold stand for a missing differential."""


def columns(made: Review, definition: Definition | None, verdict: Verdict | None) -> Iterator[Column]:
    """Every column until the day of the judgement, in order of time; what was given stands in the day's first one."""
    facts, numbering = made.timeline.facts, made.numbering
    samples, support, marrows = _by_day(facts.samples), _by_day(facts.support), _by_day(facts.marrows)
    read, units = _read(made, definition), _units(made)
    for day in sorted(day for day in samples.keys() | support.keys() | marrows.keys() if day <= made.as_of):
        first = Column(
            day=day,
            date=made.date(day),
            left=None if definition is None else numbering.elapsed(day, definition.last_day),
            support=tuple(support.get(day, ())),
            marrows=tuple(marrows.get(day, ())),
            decides=verdict is not None and verdict.beside in marrows.get(day, ()),
            baseline=numbering.offset(day) < 0,
        )
        for number, sample in enumerate(samples.get(day, ())):
            yield (first._replace(support=(), marrows=(), decides=False) if number else first)._replace(
                sample=sample,
                values=dict(_values(sample, read.get(sample), units.get(sample.key))),
                by_wbc=sample in read and read[sample].by_wbc,
                decides=(not number and first.decides) or (verdict is not None and sample in verdict.deciding),
            )
        if day not in samples:
            yield first


def _by_day(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.day, []).append(fact)
    return found


def _read(made: Review, definition: Definition | None) -> dict[Sample, Reading]:
    """Samples as the verdict reads them, those before treatment and after an ending too."""
    if definition is None or definition.anc is None or definition.platelets is None or not made.timeline.facts.samples:
        return {}
    case = made.case._replace(facts=made.timeline.facts._replace(endings=()))
    before = made.timeline.facts.samples[0].day - 1
    found = readings(case, definition, Limits(definition.anc, definition.platelets), before)
    return {one.sample: one for one in found}


def _units(made: Review) -> dict[str, str]:
    """Samples by key to the unit in which haemoglobin was written, which its grade depends on."""
    record = made.plan.course.record
    return {
        kept.key: unit_of("haemoglobin", kept.entry.haemoglobin.written.lstrip("< .0123456789")).text
        for kept in (in_force(record) if record else ())
        if isinstance(kept.entry, BloodCount) and kept.entry.haemoglobin is not None
    }


def _values(sample: Sample, reading: Reading | None, unit: str | None) -> Iterator[tuple[str, Value]]:
    for name in VALUES:
        count: Count | None = getattr(sample, name)
        if count is not None:
            level = getattr(reading, name) if reading and name in ("anc", "platelets") else None
            why = _why(name, reading) if reading and level == "undetermined" else None
            yield name, Value(count, level, why, _grades(name, count, unit if name == "haemoglobin" else None))


def _grades(name: str, count: Count, unit: str | None) -> tuple[Grade, ...]:
    """The grade by each version, in the unit the laboratory used."""
    if name not in GRADED:
        return ()
    value = count if unit is None else Count(count.value / unit_of(name, unit).factor, count.below)
    return tuple(grade(name, value, version, unit=unit) for version in VERSIONS)


def _why(name: str, reading: Reading) -> str:
    """Why a value is undetermined."""
    if name == "anc" and reading.growth_factor is not None:
        return f"growth factor on {day_words(reading.growth_factor)}"
    if name == "platelets" and reading.transfusion is not None:
        return f"platelets transfused on {day_words(reading.transfusion)}"
    return "samples of the day disagree" if reading.clash else "its reporting limit lies above the threshold"
