"""Samples drawn from a subject's own counts: measured with jitter, platelets lifted by transfusions that decay.

What the subject's own cells are is the truth, and jitter never takes a count across a threshold; so the first day of
recovery that a record documents is known here without asking the rules that will judge it.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from regimen.training.generate.lot import Setting
from regimen.training.generate.patterns import Curves

ANC, PLATELETS = 0.5, 20.0
"""Thresholds of recovery by default, ×10⁹/L (†)."""
FREE_DAYS = 3
"""Days from a platelet transfusion from which on platelets count as the subject's own, by default (†)."""
_JITTER = 0.08
"""Standard deviation of a measurement, as a share of what is measured."""
_REPORTED_FROM = 0.1
"""Neutrophils below it are reported as less than it, ×10⁹/L."""
_TRANSFUSE_BELOW, _LIFT, _LIFT_HALF_LIFE = 10, (18, 32), 1.5
"""Platelets below which some are transfused, by how much one transfusion lifts them, and for how long (days)."""
_SELDOM = 0.7
"""How often low platelets are transfused."""


class Sample(NamedTuple):
    """One blood sample."""

    day: int
    anc: str
    """As a record has it: `0.42`, `<0.1`."""
    platelets: int
    good: bool
    """Whether the subject's own counts had recovered, and no transfusion leaves that open."""
    low: bool
    """Whether it shows a count below its threshold; neither good nor low is what a transfusion leaves open."""


class Counted(NamedTuple):
    """All samples of one subject."""

    samples: tuple[Sample, ...]
    transfusions: tuple[int, ...]
    """Study days on which platelets were transfused."""

    def recovered(self, last_dose: int) -> int | None:
        """First documented day of recovery after the last dose and a fall."""
        after = [one for one in self.samples if one.day > last_dose]
        fall = next((one.day for one in after if one.low), None)
        return None if fall is None else next((one.day for one in after if one.good and one.day > fall), None)

    def until(self, day: int | None) -> "Counted":
        """What was taken up to a day."""
        if day is None:
            return self
        samples = tuple(one for one in self.samples if one.day <= day)
        return Counted(samples, tuple(one for one in self.transfusions if one <= day))

    def record(self, setting: Setting) -> dict[str, list[dict[str, Any]]]:
        """The samples and transfusions as a course file holds them."""
        counts = [
            {"date": setting.date(one.day), "anc": f"{one.anc} 10^9/L", "platelets": f"{one.platelets} 10^9/L"}
            for one in self.samples
        ]
        given = [{"date": setting.date(day), "product": "platelets"} for day in self.transfusions]
        return {"counts": counts, **({"transfusions": given} if given else {})}


def sampled(lot: Random, own: Curves, days: Sequence[int]) -> Counted:
    """Samples on these study days; low platelets are transfused after most of them."""
    samples, given = list[Sample](), list[tuple[int, float]]()
    for day in sorted(days):
        anc, platelets = own.anc[day - 1], own.platelets[day - 1]
        free = all(day - one >= FREE_DAYS for one, _ in given)
        lifted = sum(lift * 0.5 ** ((day - one) / _LIFT_HALF_LIFE) for one, lift in given)
        shown = _measured(lot, platelets, PLATELETS, lifted, kept=free)
        good = free and anc >= ANC and platelets >= PLATELETS
        low = anc < ANC or round(shown) < PLATELETS
        samples.append(Sample(day, _anc(_measured(lot, anc, ANC)), round(shown), good, low))
        if shown < _TRANSFUSE_BELOW and lot.random() < _SELDOM:
            given.append((day, lot.uniform(*_LIFT)))
    return Counted(tuple(samples), tuple(day for day, _ in given))


def _measured(lot: Random, own: float, threshold: float, lifted: float = 0, *, kept: bool = True) -> float:
    """What is measured of a count; it stays on its side of the threshold, unless a transfusion may take it across."""
    shown = own * lot.lognormvariate(0, _JITTER) + lifted
    if not kept:
        return shown
    step = threshold / 20
    return max(shown, threshold) if own >= threshold else min(shown, threshold - step)


def _anc(value: float) -> str:
    return f"<{_REPORTED_FROM}" if value < _REPORTED_FROM else f"{value:.2f}"
