"""What in a record is worth a second look: kept as it is, but told, each remark with the entry it is about."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from regimen.counts.units import ANALYTES, Measured, question
from regimen.dates import day_of, safe_date
from regimen.errors import nearest
from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shape import KeyPath
from regimen.quantity import plain
from regimen.record.corrections import Kept
from regimen.record.entries import Administration, AssessmentDone, BloodCount, HoldEntry, Timed, Transfusion
from regimen.record.names import Names, names_of
from regimen.record.reference import Reference

EARLIEST_BASELINE = -28
"""A sample before this study day is hardly this course's baseline."""


class Question(NamedTuple):
    """One remark about an entry, and what of it to point at."""

    code: str
    severity: Severity
    message: str
    kept: Kept
    field: str = "date"

    @property
    def path(self) -> KeyPath:
        """Its place below the record."""
        return (*self.kept.path, self.field)

    @property
    def finding(self) -> Finding:
        """The remark without a place in a file."""
        return Finding(self.code, self.severity, f"{self.kept.key}: {self.message}", self.kept.key)


class Setting(NamedTuple):
    """What entries are held against."""

    resolved: ResolvedProtocol
    names: Names
    reference: Reference
    today: dt.date


def questions(
    entries: Iterable[Kept], resolved: ResolvedProtocol, reference: Reference, today: dt.date
) -> list[Question]:
    """Every question about the entries in force, in the order of the record."""
    setting = Setting(resolved, names_of(resolved), reference, today)
    held = list(entries)
    found = [asked for kept in held for ask in _ASKED for asked in ask(kept, setting)]
    return [*found, *_after_death(held), *_repeated(held, setting.names)]


def _future(kept: Kept, setting: Setting) -> Iterator[Question]:
    if kept.entry.date > setting.today:
        message = f"{safe_date(kept.entry.date)} is later than today, {safe_date(setting.today)}; check the date"
        yield Question("future-entry", Severity.IMPORTANT, message, kept)


def _early(kept: Kept, setting: Setting) -> Iterator[Question]:
    if not isinstance(kept.entry, BloodCount):
        return
    day = day_of(kept.entry.date, setting.reference.date, setting.resolved.numbering)
    if day < EARLIEST_BASELINE:
        told = f"Day {day} is before Day {EARLIEST_BASELINE}".replace("-", "−")
        yield Question("early-sample", Severity.OTHER, f"{told}, too early for a baseline; check the date", kept)


def _unusual(kept: Kept, _: Setting) -> Iterator[Question]:
    if isinstance(kept.entry, BloodCount):
        for name in ANALYTES:
            measured: Measured | None = getattr(kept.entry, name, None)
            if measured and (told := question(name, measured)):
                yield Question("count-questionable", Severity.OTHER, told, kept, name)


def _exceeding(kept: Kept, _: Setting) -> Iterator[Question]:
    if isinstance(kept.entry, BloodCount) and kept.entry.anc and kept.entry.wbc:
        anc, wbc = kept.entry.anc.count, kept.entry.wbc.count
        if anc.exceeds(wbc):
            told = f"ANC {plain(anc.value)} is above the white cells, {wbc.text} (×10⁹/L); check both and their units"
            yield Question("anc-above-wbc", Severity.OTHER, told, kept, "anc")


def _drugs(kept: Kept, setting: Setting) -> Iterator[Question]:
    known, protocol = [*setting.resolved.protocol.agents], setting.resolved.protocol.id
    if isinstance(kept.entry, Administration):
        named, field = [kept.entry.agent], "agent"
    elif isinstance(kept.entry, HoldEntry):
        named, field = [name for name in kept.entry.agents if name not in setting.names.blocks], "agents"
        known += setting.names.blocks
    else:
        return
    for name in named:
        if setting.names.knows(name):
            continue
        if near := nearest(name, known):
            told = f"'{name[:40]}' is no drug of {protocol}{near}"
            yield Question("unknown-drug", Severity.IMPORTANT, told, kept, field)
        else:
            told = f"{drug_name(name)} is not in {protocol}; it is kept as given; known: {', '.join(known)}"
            yield Question("drug-not-in-protocol", Severity.OTHER, told, kept, field)


def _incomparable(kept: Kept, setting: Setting) -> Iterator[Question]:
    if not isinstance(kept.entry, Administration) or kept.entry.amount is None:
        return
    agent, kind = setting.names.drug(kept.entry.agent), kept.entry.amount.unit.kind
    planned = {
        step.dose.unit.kind.value: None for line in setting.resolved.lines if line.agent == agent for step in line.steps
    }
    if planned and kind.value not in planned:
        told = f"{kept.entry.amount} is {kind.value}, planned is {' or '.join(planned)}; they cannot be compared"
        yield Question("amount-unit", Severity.OTHER, told, kept, "amount")


def _assessments(kept: Kept, setting: Setting) -> Iterator[Question]:
    if isinstance(kept.entry, AssessmentDone):
        known = [assessment.id for assessment in setting.resolved.assessments]
        if kept.entry.assessment not in known:
            told = f"'{kept.entry.assessment}' is no assessment of {setting.resolved.protocol.id}"
            told += f"{nearest(kept.entry.assessment, known)}; known: {', '.join(known)}"
            yield Question("unknown-assessment", Severity.OTHER, told, kept, "assessment")


_ASKED: tuple[Callable[[Kept, Setting], Iterator[Question]], ...] = (
    _future, _early, _unusual, _exceeding, _drugs, _incomparable, _assessments,
)  # fmt: skip
"""Every question that one entry can raise alone."""


_WRITTEN_LATER = ("notes", "follow_ups", "death")
"""Sections whose entries may be later than a death."""


def _after_death(entries: list[Kept]) -> Iterator[Question]:
    """What happened to a subject who had died."""
    death = next((kept.entry.date for kept in entries if kept.section == "death"), None)
    for kept in entries:
        if death is not None and kept.entry.date > death and kept.section not in _WRITTEN_LATER:
            told = f"{safe_date(kept.entry.date)} is later than the death, {safe_date(death)}; check both dates"
            yield Question("after-death", Severity.IMPORTANT, told, kept)


def _repeated(entries: Iterable[Kept], names: Names) -> Iterator[Question]:
    """Entries of one kind at one time: the same twice, or two that contradict each other.

    Without a time of day only samples are compared: a drug or a transfusion may be given twice a day.
    """
    seen: dict[object, Kept] = {}
    for kept in entries:
        entry = kept.entry
        if not isinstance(entry, Timed) or (entry.time is None and not isinstance(entry, BloodCount)):
            continue
        first = seen.setdefault((_what(entry, names), entry.date, entry.time), kept)
        if first is kept:
            continue
        when = f"{safe_date(entry.date)}{f' {entry.time}' if entry.time else ''}"
        if first.entry.content == entry.content:
            told = f"it is {first.key} once more, {when}; void one of them if it happened once"
            yield Question("duplicate-entry", Severity.OTHER, told, kept)
        else:
            told = f"{first.key} has the same time, {when}, and differs; give each its time, or correct one"
            yield Question("same-time", Severity.OTHER, told, kept)


def _what(entry: Timed, names: Names) -> tuple[object, ...]:
    """What can be told once at one time: one dose of one drug, one sample, one transfusion of one product."""
    if isinstance(entry, Administration):
        return Administration, names.drug(entry.agent)
    return type(entry), entry.product if isinstance(entry, Transfusion) else None
