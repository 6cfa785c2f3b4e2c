"""The response as of a day, from the last marrow that can be read and counts, by the criteria of each year.

A record holds neither Auer rods nor extramedullary disease, so a remission is never proven by it alone: what is told
is the best category that nothing recorded rules out, and what is not known.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, get_args

from regimen.counts.count import Count
from regimen.counts.response import COMPLETE, CRITERIA, PARTIAL, Category, Response, Seen, response
from regimen.days import DayNumbering
from regimen.dlt.case import Case
from regimen.dlt.marrow import readable
from regimen.record.facts import Facts, Marrow, Sample

FREE_DAYS = 7
"""Days without a transfusion from which on counts are taken as the subject's own, and days before a marrow from which
on counts go with it: choices of this program (†)."""
_RANK: tuple[Category | None, ...] = (*get_args(Category), None)


class Standing(NamedTuple):
    """The response by one set of criteria."""

    proven: Response
    at_best: Category | None
    """What it is if all that is not known is favourable; None without a marrow."""
    marrow: int | None
    """Day of the marrow it rests on."""
    sample: int | None
    """Day of the counts it rests on."""


def responses(case: Case) -> Iterator[Standing]:
    """The response by every set of criteria: the last marrow, with the counts that say the best beside or after it."""
    numbering, facts = case.numbering, case.facts
    read = [one for one in facts.marrows if readable(one) and one.day <= case.until]
    before = [one for one in read if numbering.offset(one.day) <= 0]
    marrow = next((one for one in reversed(read) if numbering.offset(one.day) > 0), None)
    samples: list[Sample | None] = [one for one in facts.samples if marrow and _goes_with(one, marrow, case)]
    seen = [
        (one, _seen(facts, marrow, one, numbering)._replace(blasts_before=before[-1].blasts if before else None))
        for one in samples or [None]
    ]
    for criteria in CRITERIA:
        told = [
            (one, known, response(_hoped(known, one), criteria).category if marrow else None) for one, known in seen
        ]
        sample, known, at_best = min(told, key=lambda one: (_RANK.index(one[2]), _apart(marrow, one[0], numbering)))
        proven = response(known, criteria)
        yield Standing(proven, at_best, marrow.day if marrow else None, sample.day if sample else None)


def _apart(marrow: Marrow | None, sample: Sample | None, numbering: DayNumbering) -> int:
    """Days between a marrow and counts: of counts that say the same, the nearest are told."""
    return abs(numbering.elapsed(marrow.day, sample.day)) if marrow and sample else 0


def _goes_with(sample: Sample, marrow: Marrow, case: Case) -> bool:
    """Whether counts are complete and taken beside or after a marrow."""
    taken = case.numbering.elapsed(marrow.day, sample.day) >= -FREE_DAYS and sample.day <= case.until
    return taken and sample.anc is not None and sample.platelets is not None


def _seen(facts: Facts, marrow: Marrow | None, sample: Sample | None, numbering: DayNumbering) -> Seen:
    blasts = marrow.blasts if marrow else None
    if sample is None:
        return Seen(blasts)
    recent = {one.kind for one in facts.support if 0 <= numbering.elapsed(one.day, sample.day) < FREE_DAYS}
    return Seen(
        blasts,
        anc=_certain(sample.anc, PARTIAL[0]),
        platelets=_own(_certain(sample.platelets, PARTIAL[1]), transfused="platelets" in recent),
        circulating_blasts=_present(sample.blasts),
        red_cell_transfusions="red-cells" in recent,
    )


def _certain(count: Count | None, lowest: Decimal) -> Decimal | None:
    """A value; one below a reporting limit is below every bound if the limit is, else unknown."""
    if count is None or not count.below:
        return count.value if count else None
    return Decimal(0) if count.under(lowest) else None


def _own(platelets: Decimal | None, *, transfused: bool) -> Decimal | None:
    """Platelets after a transfusion: those that stay low are low, good ones may be the donor's."""
    return None if platelets is not None and transfused and platelets >= PARTIAL[1] else platelets


def _present(blasts: Count | None) -> bool | None:
    """Whether blasts circulate; a reporting limit leaves it open."""
    return None if blasts is None or blasts.below else blasts.value > 0


def _hoped(seen: Seen, sample: Sample | None) -> Seen:
    """What is not known taken as favourable: counts as high as they can be, nothing found that was not looked for."""
    return seen._replace(
        anc=_highest(sample.anc if sample else None, COMPLETE[0]),
        platelets=_highest(sample.platelets if sample else None, COMPLETE[1]),
        circulating_blasts=bool(seen.circulating_blasts),
        auer_rods=bool(seen.auer_rods),
        extramedullary=bool(seen.extramedullary),
        red_cell_transfusions=bool(seen.red_cell_transfusions),
        enough_marrow=seen.enough_marrow is not False,
    )


def _highest(count: Count | None, bound: Decimal) -> Decimal:
    """The largest value that is possible: above the bound where none is known; a donor's platelets only add."""
    if count is None:
        return bound.next_plus()
    return count.value.next_minus() if count.below else count.value
