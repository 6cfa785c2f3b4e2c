"""A record held against its schedule: every deviation, each with its class, outcome, category and reason.

Each drug's doses are aligned with its planned ones (alignment.py) by the version in force or another one (readings.py);
what is left over pairs up (pairing.py); acts and holds are looked up (causes.py); equal edits merge within a block
(merge.py); then come outcome, category and words (classify.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from regimen.deviations.assessments import assess
from regimen.deviations.causes import Causes
from regimen.deviations.classify import classified
from regimen.deviations.conduct import during_holds, order_broken, reference_day_differs
from regimen.deviations.costs import points
from regimen.deviations.departures import not_given, runs, strange, unplanned
from regimen.deviations.deviation import Deviation
from regimen.deviations.edits import SUPPORTIVE, Edit, Reading
from regimen.deviations.followups import doubtful, followed
from regimen.deviations.merge import merged
from regimen.deviations.pairing import leftovers
from regimen.deviations.readings import read, superseded
from regimen.deviations.series import deal, series_of
from regimen.deviations.standard import Horizon, Standard, known
from regimen.findings import Finding
from regimen.record.facts import Facts, Given


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and what was not looked at."""

    deviations: tuple[Deviation, ...]
    """By first day, then in protocol order."""
    remarks: tuple[Finding, ...]
    """What could not be compared."""
    unchecked: tuple[str, ...]
    """Assessments and supportive drugs that the record never mentions, so that nothing is said of them."""
    cost: int
    """What the explanation costs, in points (costs.py)."""
    doubtful: tuple[Finding, ...] = ()
    """Follow-ups that fit no deviation, and approvals that came late."""
    overnight: frozenset[str] = frozenset()
    """Places in the record of doses after midnight that are those of the evening before."""

    @property
    def open(self) -> int:
        """How many important deviations are open."""
        return sum(one.open for one in self.deviations)


def check(standard: Standard, facts: Facts) -> Report:
    """Every deviation of a record; the order of its entries makes no difference."""
    facts = known(standard, facts)
    horizon = Horizon.of(standard, facts)
    readings, strangers, unnamed = _readings(standard, facts, horizon)
    assessed = assess(standard, facts, horizon)
    edits = [
        *reference_day_differs(standard),
        *order_broken(standard, facts.given),
        *_dose_edits(standard, facts, readings, strangers),
        *during_holds(standard, facts),
        *assessed.edits,
    ]
    remarks = tuple(remark for reading in readings for remark in reading.remarks)
    found = merged(edits)
    cost = points(sum(edit.cost for edit in found))
    deviations = followed(classified(standard, found), facts.follow_ups)
    asked = tuple(doubtful(deviations, facts.follow_ups, standard.numbering))
    nights = frozenset(key for reading in readings for key in _overnight(standard, reading))
    return Report(tuple(deviations), remarks, (*unnamed, *assessed.unchecked), cost, asked, nights)


def _overnight(standard: Standard, reading: Reading) -> Iterator[str]:
    offset = standard.numbering.offset
    return (
        dose.key for dose, day in zip(reading.given, reading.days, strict=True) if dose.key and day < offset(dose.day)
    )


def _readings(
    standard: Standard, facts: Facts, horizon: Horizon
) -> tuple[list[Reading], tuple[Given, ...], tuple[str, ...]]:
    """Every series read; the doses of other drugs; supportive drugs that the record never names."""
    lines = standard.ideal.resolved.lines
    carried = {drug for line in lines for drug in line.carries}
    all_series = series_of(standard.ideal)
    dealt = deal(all_series, facts.given, carried)
    readings, unnamed = [], []
    for series, given in zip(all_series, dealt.by_series, strict=True):
        if not given and all(item.entry.line and item.entry.line.purpose in SUPPORTIVE for item in series.items):
            unnamed.append(series.agent)
        else:
            readings.append(read(standard, series, given, horizon))
    return readings, dealt.strangers, tuple(dict.fromkeys(unnamed))


def _dose_edits(
    standard: Standard, facts: Facts, readings: list[Reading], strangers: tuple[Given, ...]
) -> Iterator[Edit]:
    """What departs from the plan in the doses, with the acts and holds behind it."""
    left = leftovers(readings, strangers, standard.numbering)
    edits: list[Edit] = []
    for number, reading in enumerate(readings):
        edits += superseded(reading)
        edits += reading.otherwise
        if reading.alignment.cost or reading.late:
            edits += runs(reading)
            edits += not_given(reading, left.missed[number])
            edits += unplanned(reading, left.extras[number])
    edits += left.swaps
    edits += map(strange, left.strangers)
    return Causes.of(standard, facts.holds).explained(edits)
