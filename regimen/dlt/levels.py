"""What one sample says under a definition: low, good, or undetermined.

A low value is low whatever was transfused. A good value under support, a missing one, an ANC above low white cells, and
one of two contradicting samples of a day without times say nothing.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple

from regimen.counts.count import Count
from regimen.days import DayNumbering
from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.record.facts import Sample, Support

Level = Literal["low", "good", "undetermined"]


class Limits(NamedTuple):
    """The two thresholds, once they are known not to be hidden."""

    anc: Decimal
    platelets: Decimal


class Reading(NamedTuple):
    """One sample held against the thresholds."""

    sample: Sample
    anc: Level
    platelets: Level
    by_wbc: bool = False
    """Whether white cells below the ANC threshold prove ANC below it, where no differential does."""
    growth_factor: int | None = None
    """Day of the growth factor that leaves a good ANC undetermined."""
    transfusion: int | None = None
    """Day of the transfusion that leaves good platelets undetermined."""
    above_wbc: bool = False
    """Whether a good ANC is above white cells that are low, which cannot be."""
    clash: bool = False
    """Whether another sample of the day contradicts it and the times do not tell which came first."""

    @property
    def both(self) -> Level:
        """The sample as a whole: good only if both counts are."""
        if self.anc == "low" or self.platelets == "low":
            return "low"
        return "good" if self.anc == self.platelets == "good" else "undetermined"


def readings(case: Case, definition: Definition, limits: Limits, after: int) -> list[Reading]:
    """Every sample later than the day `after` that counts, in order of collection."""
    until = case.until
    samples = sorted((one for one in case.facts.samples if after < one.day <= until), key=_when)
    transfused = [one for one in case.facts.support if one.kind == "platelets"]
    stimulated = [one for one in case.facts.support if one.kind == "growth-factor"]
    found = []
    for sample in samples:
        anc, by_wbc = _anc(sample, limits.anc)
        above_wbc = anc == "good" and _contradicted(sample, limits.anc)
        platelets = _level(sample.platelets, limits.platelets)
        growth = transfusion = None
        if anc == "good" and definition.growth_factor_free_days:
            growth = _supported(sample, stimulated, definition.growth_factor_free_days, case.numbering)
        if platelets == "good" and definition.platelet_free_days:
            transfusion = _supported(sample, transfused, definition.platelet_free_days, case.numbering)
        anc = anc if growth is None and not above_wbc else "undetermined"
        platelets = platelets if transfusion is None else "undetermined"
        found.append(Reading(sample, anc, platelets, by_wbc, growth, transfusion, above_wbc))
    return found if len({one.day for one in samples}) == len(samples) else list(_agreed(found))


def _when(sample: Sample) -> tuple[int, int]:
    return sample.day, -1 if sample.minute is None else sample.minute


def _level(count: Count | None, threshold: Decimal) -> Level:
    under = None if count is None else count.under(threshold)
    if under is None:
        return "undetermined"
    return "low" if under else "good"


def _anc(sample: Sample, threshold: Decimal) -> tuple[Level, bool]:
    """ANC, or what white cells prove of it: neutrophils are never more than all white cells."""
    level = _level(sample.anc, threshold)
    if level == "undetermined" and sample.wbc is not None and sample.wbc.under(threshold):
        return "low", True
    return level, False


def _contradicted(sample: Sample, threshold: Decimal) -> bool:
    """Whether the white cells prove that an ANC at the threshold or above it is a mistake."""
    if sample.anc is None or sample.wbc is None:
        return False
    return bool(sample.wbc.under(threshold)) and sample.anc.exceeds(sample.wbc)


def _supported(sample: Sample, support: Sequence[Support], free: int, numbering: DayNumbering) -> int | None:
    """Day of the last support before a sample, if it lies fewer than `free` days back."""
    for one in reversed(support):
        later_that_day = (
            one.day == sample.day
            and one.minute is not None
            and sample.minute is not None
            and one.minute > sample.minute
        )
        if one.day <= sample.day and not later_that_day:
            return one.day if numbering.elapsed(one.day, sample.day) < free else None
    return None


def _agreed(found: Sequence[Reading]) -> Iterator[Reading]:
    """Samples of one day without an order say nothing of a count on which they disagree."""
    for _, of_day in groupby(found, key=lambda one: one.sample.day):
        same = list(of_day)
        minutes = [one.sample.minute for one in same]
        ordered = None not in minutes and len(set(minutes)) == len(minutes)
        anc, platelets = (
            not ordered and {"low", "good"} <= levels
            for levels in ({one.anc for one in same}, {one.platelets for one in same})
        )
        for one in same:
            yield one._replace(
                anc="undetermined" if anc else one.anc,
                platelets="undetermined" if platelets else one.platelets,
                clash=anc or platelets,
            )
