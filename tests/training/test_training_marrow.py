"""The model of a marrow: what holds for it in general, what its patterns promise, and what samples make of it."""

import pytest

from regimen.training.generate import friberg
from regimen.training.generate.counts import ANC, FREE_DAYS, PLATELETS, sampled
from regimen.training.generate.friberg import Course, Effect, Lineage, circulating, steps_of
from regimen.training.generate.lot import lot_of
from regimen.training.generate.patterns import PATTERNS, Curves, curves
from regimen.training.generate.room import PLANNED

CELLS = Lineage(baseline=0.6, set_point=3.5, transit_days=8, feedback=0.12)
CYCLE = (Effect((4, 5, 6, 7, 8), 1.0, 1.0), Effect(tuple(range(1, 11)), 0.1, 1.0))
LAST_DAY = 45


def run(course: Course, last_day: int = 64) -> list[float]:
    """The counts of one lineage under a course."""
    return circulating(CELLS, course, steps_of(course, last_day))


def test_untreated_leukaemia_holds_counts_at_the_baseline() -> None:
    """Baseline and set-point are two things: with blasts and without drugs nothing changes."""
    assert run(Course((), blasts=True)) == pytest.approx([CELLS.baseline] * 64)


def test_counts_rise_above_the_baseline_once_the_leukaemia_is_gone() -> None:
    """They end at the set-point; with blasts they come back to the baseline and no further."""
    assert run(Course((), blasts=False), 365)[-1] == pytest.approx(CELLS.set_point, rel=0.01)
    assert run(Course(CYCLE, blasts=True), 365)[-1] == pytest.approx(CELLS.baseline, rel=0.01)


def test_treatment_makes_a_nadir_and_more_of_it_a_deeper_one() -> None:
    """The nadir comes after the last dose, about a transit time later."""
    counts = run(Course(CYCLE, blasts=False))
    stronger = run(Course((Effect((4, 5, 6, 7, 8), 1.5, 1.0),), blasts=False))
    assert 15 <= counts.index(min(counts)) + 1 <= 25
    assert min(stronger) < min(counts) < CELLS.baseline / 5


def test_the_integration_has_converged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as many steps change no count by a thousandth."""
    coarse = run(Course(CYCLE, blasts=False))
    monkeypatch.setattr(friberg, "STEPS_A_DAY", 30)
    assert run(Course(CYCLE, blasts=False)) == pytest.approx(coarse, rel=1e-3)


@pytest.mark.parametrize(
    ("pattern", "first", "last"), [("on-time", 20, LAST_DAY), ("late", LAST_DAY + 1, 64), ("failed", None, None)]
)
def test_a_pattern_recovers_when_it_says(pattern: str, first: int | None, last: int | None) -> None:
    """Whatever the lot: own counts are above both thresholds for good from a day in its range on, or never."""
    for seed in range(40):
        own = curves(lot_of("test", 1, seed), pattern, PLANNED)
        low = [day for day, both in enumerate(zip(*own, strict=True), 1) if both[0] < ANC or both[1] < PLATELETS]
        if first is None or last is None:
            assert low[-1] == 64
        else:
            assert first <= low[-1] + 1 <= last
    assert PATTERNS[pattern].anc.baseline < PATTERNS[pattern].anc.set_point


def test_relapsed_leukaemia_starts_cytopenic() -> None:
    """Counts begin far below those of health, in every pattern."""
    assert all(one.anc.baseline < 1 and one.platelets.baseline < 50 for one in PATTERNS.values())


FLAT = Curves([0.8] * 40, [8.0] * 40)
"""Enough neutrophils, and platelets that need transfusions."""


def test_transfusions_lift_platelets_and_decay() -> None:
    """A sample soon after one may show enough platelets; it is no recovery, and days later it is gone."""
    shown: dict[int, list[int]] = {}
    for seed in range(60):
        counted = sampled(lot_of("test", 1, seed), FLAT, range(1, 15))
        assert counted.recovered(1) is None
        for given in counted.transfusions:
            for sample in counted.samples:
                others = [day for day in counted.transfusions if day != given and day < sample.day]
                if not others:
                    shown.setdefault(sample.day - given, []).append(sample.platelets)
    assert max(shown[1]) >= PLATELETS
    assert sum(shown[1]) / len(shown[1]) > sum(shown[2]) / len(shown[2]) > sum(shown[4]) / len(shown[4])


def test_jitter_never_takes_a_count_across_a_threshold() -> None:
    """Without a transfusion near, what is measured lies on the side on which the subject's own counts lie."""
    near = Curves([0.49, 0.5] * 20, [19.9, 20.1] * 20)
    for seed in range(40):
        for sample in sampled(lot_of("test", 1, seed), near, range(1, 41)).samples:
            own = near.anc[sample.day - 1] >= ANC
            assert (float(sample.anc) >= ANC) is own
            assert (sample.platelets >= PLATELETS) is own
            assert (sample.good, sample.low) == (own, not own)


def test_a_supported_sample_is_no_recovery() -> None:
    """Own platelets that have recovered count from the third day after a transfusion on."""
    own = Curves([0.8] * 12, [5.0, 5.0, *[40.0] * 10])
    drawn = (sampled(lot_of("test", 1, seed), own, range(1, 12)) for seed in range(50))
    counted = next(one for one in drawn if one.transfusions[-1:] == (2,))
    assert [sample.good for sample in counted.samples] == [False] * 4 + [True] * 7
    assert counted.recovered(1) == 2 + FREE_DAYS
