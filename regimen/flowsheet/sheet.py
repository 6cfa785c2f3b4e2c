"""A flowsheet: the columns of samples, how low counts went and for how long, the worst grades, the response."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from regimen.counts.ctcae import Grade
from regimen.counts.trajectory import DaysLow, Point
from regimen.days import DayNumbering
from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.dlt.supporting import Lineage, Supporting, supporting
from regimen.dlt.verdict import Verdict, judge
from regimen.flowsheet.columns import GRADED, Column, columns
from regimen.flowsheet.doses import Strip, strips
from regimen.flowsheet.responses import Standing, responses
from regimen.review import Review

USUAL = {"anc": Decimal("0.5"), "platelets": Decimal(20)}
"""Values below which days are often counted, ×10⁹/L: a choice of this program (†)."""
_NO_RULE = Definition(last_day=1, anc=None, platelets=None)
"""Stands for the thresholds of a protocol that has none."""


class Low(NamedTuple):
    """For how many days a count was below a value."""

    threshold: Decimal
    assumed: bool
    """Whether no source gives the value."""
    days: DaysLow


class Fall(NamedTuple):
    """Counts below the threshold again, after the recovery."""

    day: int
    """Day of the first low sample."""
    least: int
    """Days that are surely low from then on."""


class Depth(NamedTuple):
    """How low one count went from the reference day on."""

    name: str
    """`anc` or `platelets`."""
    nadir: Point | None
    low: tuple[Low, ...]
    """By threshold: the usual one, and that of the definition where it differs; none where they are hidden."""
    fall: Fall | None
    """Low again after the recovery; it changes no verdict."""


class Worst(NamedTuple):
    """The highest grade of one value by one version."""

    name: str
    grade: Grade
    day: int
    baseline: Grade | None
    """Grade of the last value before the reference day."""

    @property
    def worse(self) -> bool | None:
        """Whether it is surely above the grade at baseline; None if that is open."""
        return None if self.baseline is None else self.grade.worse_than(self.baseline)


@dataclass(frozen=True, slots=True)
class Flowsheet:
    """The counts of one subject as of a day."""

    columns: tuple[Column, ...]
    as_of: int
    numbering: DayNumbering
    definition: Definition | None
    """The definition of recovery; None where the protocol has no window."""
    verdict: Verdict | None
    depths: tuple[Depth, ...]
    worst: tuple[Worst, ...]
    responses: tuple[Standing, ...]
    doses: tuple[Strip, ...]

    @property
    def left(self) -> int | None:
        """Days from the day of the judgement to the last day of the window, below zero after it."""
        return None if self.definition is None else self.numbering.elapsed(self.as_of, self.definition.last_day)


def flowsheet(made: Review, *, hide: bool = False) -> Flowsheet:
    """The flowsheet of a course; with `hide`, nothing that rests on an assumed threshold."""
    definition = made.definition(hide=hide) if made.plan.resolved.dlt else None
    verdict = judge(made.case, definition) if definition else None
    found = tuple(columns(made, definition, verdict))
    return Flowsheet(
        columns=found,
        as_of=made.as_of,
        numbering=made.numbering,
        definition=definition,
        verdict=verdict,
        depths=tuple(depths(made.case, definition or _NO_RULE, verdict.day if verdict else None, hide=hide)),
        worst=tuple(_worst(found)),
        responses=tuple(responses(made.case)),
        doses=tuple(strips(made, hide=hide)),
    )


def depths(case: Case, rule: Definition, recovered: int | None, *, hide: bool = False) -> Iterator[Depth]:
    """How low each count went and for how long, by the usual values and by those of a definition.

    `recovered` is the day of the recovery. With `hide`, values that no source gives are left out.
    """
    usual = replace(rule, assumed=frozenset(USUAL), anc=USUAL["anc"], platelets=USUAL["platelets"])
    told = [(one, supporting(case, one)) for one in (usual, rule)]
    again = None if recovered is None else supporting(_after(case, recovered), rule)
    for name in USUAL:
        low = {}
        for one, figures in told:
            threshold, lineage = getattr(one, name), _lineage(figures, name)
            if lineage.below is not None and not (hide and name in one.assumed):
                low[threshold] = Low(threshold, name in one.assumed, lineage.below)
        later = None if again is None else _lineage(again, name)
        fall = None
        if later and later.first_low is not None and later.below is not None:
            fall = Fall(later.first_low, later.below.least)
        yield Depth(name, _lineage(told[1][1], name).nadir, tuple(low.values()), fall)


def _lineage(figures: Supporting, name: str) -> Lineage:
    return figures.anc if name == "anc" else figures.platelets


def _after(case: Case, day: int) -> Case:
    """The case with the samples after a day alone."""
    return case._replace(facts=case.facts._replace(samples=tuple(one for one in case.facts.samples if one.day > day)))


def _worst(found: tuple[Column, ...]) -> Iterator[Worst]:
    """By value and version, the highest grade from the reference day on; the first of equal ones."""
    for name in GRADED:
        graded = [(one.day, one.values[name].grades, one.baseline) for one in found if name in one.values]
        before = [grades for _, grades, baseline in graded if baseline]
        after = [(day, grades) for day, grades, baseline in graded if not baseline]
        for index in range(len(after[0][1]) if after else 0):
            day, grade = max(((day, grades[index]) for day, grades in after), key=lambda one: (one[1].low, one[1].high))
            yield Worst(name, grade, day, before[-1][index] if before else None)
