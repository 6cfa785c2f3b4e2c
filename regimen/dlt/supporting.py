"""What stands beside a verdict: nadirs, days below thresholds, first low days and the baseline."""

from decimal import Decimal
from typing import NamedTuple

from regimen.counts.count import Count
from regimen.counts.trajectory import DaysLow, Point, days_low, nadir, spells
from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.record.facts import Sample


class Lineage(NamedTuple):
    """One count from the reference day to the day asked for, transfused or not."""

    nadir: Point | None
    """Day and value of the lowest sample; None without samples."""
    below: DaysLow | None
    """Days below the threshold; None where it is hidden."""
    first_low: int | None
    """Day of the first sample below the threshold."""


class Supporting(NamedTuple):
    """The course of counts in figures."""

    anc: Lineage
    platelets: Lineage
    by_wbc: tuple[int, ...]
    """Days on which white cells below the ANC threshold stand for a missing differential."""
    baseline: tuple[Sample, ...]
    """Samples before the reference day: kept and drawn, but no recovery."""


def supporting(case: Case, definition: Definition) -> Supporting:
    """The figures as of the case's day."""
    known = [one for one in case.facts.samples if one.day <= case.as_of]
    first = case.numbering.reference
    course = [one for one in known if one.day >= first]
    anc: list[Point] = []
    by_wbc = []
    for one in course:
        count, proved = _anc(one, definition.anc)
        if count is not None:
            anc.append((one.day, count))
        if proved:
            by_wbc.append(one.day)
    platelets = [(one.day, one.platelets) for one in course if one.platelets is not None]
    return Supporting(
        _lineage(anc, definition.anc, case),
        _lineage(platelets, definition.platelets, case),
        tuple(by_wbc),
        tuple(one for one in known if one.day < first),
    )


def _anc(sample: Sample, threshold: Decimal | None) -> tuple[Count | None, bool]:
    """ANC, or that it is below the white cells where these prove it low."""
    proved = (
        threshold is not None
        and (sample.anc is None or sample.anc.under(threshold) is None)
        and sample.wbc is not None
        and bool(sample.wbc.under(threshold))
    )
    return (Count(sample.wbc.value, below=True), True) if proved and sample.wbc else (sample.anc, False)


def _lineage(points: list[Point], threshold: Decimal | None, case: Case) -> Lineage:
    if threshold is None:
        return Lineage(nadir(points), None, None)
    first = next((spell.first for spell in spells(points, threshold)), None)
    return Lineage(nadir(points), days_low(points, threshold, case.numbering), first)
