"""ANC and platelets together: in the same sample, or each lineage for itself."""

from collections.abc import Sequence
from dataclasses import replace

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.dlt.levels import Level, Limits, Reading, readings
from regimen.dlt.recovery import Outcome, Value, series_outcome

_RANK = {kind: rank for rank, kind in enumerate(("late", "waiting", "unconfirmed", "undecided", "recovered"))}
"""Which of two lineages speaks for both: the one that is behind."""


def count_recovery(case: Case, definition: Definition, limits: Limits) -> Outcome:
    """Recovery by the last day as the counts document it; the block's last dose must have been given."""
    last_dose = case.treatment.last_day
    assert last_dose is not None
    read = readings(case, definition, limits, after=last_dose)
    if definition.same_sample:
        return series_outcome(_values(read, [one.both for one in read]), case, definition)
    anc, platelets = (_values(read, levels) for levels in ([one.anc for one in read], [one.platelets for one in read]))
    outcomes = [series_outcome(values, case, definition) for values in (anc, platelets)]
    pairs = ((anc, outcomes[0], platelets), (platelets, outcomes[1], anc))
    beside = [_beside_unfallen(*pair, definition.last_day) for pair in pairs]
    return next((one for one in beside if one is not None), None) or _together(outcomes)


def _values(read: Sequence[Reading], levels: Sequence[Level]) -> list[Value]:
    return [
        Value(one.sample.day, level == "low", one.sample)
        for one, level in zip(read, levels, strict=True)
        if level != "undetermined"
    ]


def _beside_unfallen(
    values: Sequence[Value], outcome: Outcome, other: Sequence[Value], last_day: int
) -> Outcome | None:
    """One lineage recovered while the other had not fallen: recovery is there once both have been seen good."""
    if outcome.kind != "recovered":
        return None
    assert outcome.day is not None
    assert outcome.interval is not None
    fall = next(one.day for one in values if one.low)
    seen = next((one for one in other if one.day >= fall), None)
    if seen is None or seen.low or seen.day > last_day:
        return None
    day = max(outcome.day, seen.day)
    lows = [one.day for one in other if one.low]
    if lows and lows[0] <= day:
        return None
    falls = [one for one in (outcome.later_fall, *lows[:1]) if one is not None]
    later = [seen.sample] if seen.day > outcome.day and seen.sample not in outcome.deciding else []
    return replace(
        outcome,
        day=day,
        interval=(outcome.interval[0], max(outcome.interval[1], seen.day)),
        deciding=tuple(sorted([*outcome.deciding, *later], key=lambda sample: sample.day)),
        later_fall=min(falls, default=None),
    )


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    """Two lineages as one: the one that is behind decides, recovery is there when both are; either may fall."""
    fell = [one for one in outcomes if one.kind != "never-below"]
    if not fell:
        return outcomes[0]
    behind = min(fell, key=lambda one: (_RANK[one.kind], not one.low, -(one.day or 0)))
    latest = max(fell, key=lambda one: one.day or 0)
    known = all(one.day is not None for one in fell)
    falls = [one.later_fall for one in fell if one.later_fall is not None]
    return Outcome(
        behind.kind, behind.rule, latest.day if known else None, latest.interval if known else None,
        behind.deciding, behind.low, min(falls, default=None), behind.weeks,
    )  # fmt: skip
