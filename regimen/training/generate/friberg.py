"""Blood counts over time by the transit-compartment model of myelosuppression.

Friberg LE, Henningsson A, Maas H, Nguyen L, Karlsson MO. J Clin Oncol 2002;20(24):4713-4721: one compartment that
proliferates, three of maturing cells, one of circulating cells, and a feedback that drives proliferation when few
circulate. Ours keeps apart what the model takes for one: the baseline, at which relapsed leukaemia holds the counts,
and the set-point, to which they recover once the leukaemia is gone. All numbers put into it are invented (†).
"""

from collections.abc import Sequence
from typing import NamedTuple

STEPS_A_DAY = 3
"""Steps of the integration; thirty a day change no count by a thousandth."""
_PASSAGES = 4
"""Passages between the five compartments, which together take the transit time."""

State = tuple[float, float, float, float, float]
"""Proliferating, three of maturing, and circulating cells, each as what would circulate of it, ×10⁹/L."""


class Lineage(NamedTuple):
    """What one lineage of cells does by itself."""

    baseline: float
    """Circulating before treatment, ×10⁹/L."""
    set_point: float
    """Circulating in health, ×10⁹/L."""
    transit_days: float
    """Mean time from proliferation to circulation."""
    feedback: float
    """Exponent γ of the feedback."""


class Effect(NamedTuple):
    """What one drug does to proliferation."""

    days: tuple[int, ...]
    """Study days on which it was given."""
    slope: float
    """Share of the proliferation that one dose takes away at first; above 1 it kills."""
    half_life_days: float
    """Of the effect, not of the drug in blood."""


class Course(NamedTuple):
    """What happens to the marrow."""

    effects: tuple[Effect, ...]
    blasts: bool
    """Whether the leukaemia stays; if not, it is gone after the last dose."""

    @property
    def last_dose(self) -> int:
        """Study day of the last dose; 0 without any."""
        return max((day for effect in self.effects for day in effect.days), default=0)


class Step(NamedTuple):
    """What is left of the proliferation at the start, in the middle and at the end of one step."""

    start: float
    middle: float
    end: float


def circulating(lineage: Lineage, course: Course, steps: Sequence[Step]) -> list[float]:
    """Cells that circulate at the start of each study day, Day 1 first, by classic Runge-Kutta of fourth order."""
    state: State = (lineage.baseline,) * 5
    # Leukaemia takes just so much of the production that the counts stand still at the baseline.
    crowded = (lineage.baseline / lineage.set_point) ** lineage.feedback
    found, last_dose = [], course.last_dose
    for number, left in enumerate(steps):
        day, begun = divmod(number, STEPS_A_DAY)
        if not begun:
            found.append(state[4])
        room = crowded if course.blasts or day < last_dose else 1.0
        state = _stepped(state, lineage, Step(room * left.start, room * left.middle, room * left.end))
    return [*found, state[4]]


def steps_of(course: Course, last_day: int) -> list[Step]:
    """What the drugs leave of the proliferation up to the start of a day, the same for every lineage.

    Doses are given as their days begin, so that no step has a jump in it.
    """
    last, half = (last_day - 1) * STEPS_A_DAY, 1 / (2 * STEPS_A_DAY)
    taken = [[0.0, 0.0, 0.0] for _ in range(last)]
    for effect in course.effects:
        fade, present = 0.5 ** (half / effect.half_life_days), 0.0
        for number, step in enumerate(taken):
            day, begun = divmod(number, STEPS_A_DAY)
            if not begun:
                present += effect.slope * effect.days.count(day + 1)
            for place in range(3):
                step[place] += present * fade**place
            present *= fade * fade
    return [Step(*(1 - share for share in step)) for step in taken]


def _stepped(state: State, lineage: Lineage, left: Step) -> State:
    """One step of Runge-Kutta."""
    size = 1 / STEPS_A_DAY
    first = _slopes(state, lineage, left.start)
    second = _slopes(_moved(state, first, size / 2), lineage, left.middle)
    third = _slopes(_moved(state, second, size / 2), lineage, left.middle)
    fourth = _slopes(_moved(state, third, size), lineage, left.end)
    for slopes, share in ((first, 6), (second, 3), (third, 3), (fourth, 6)):
        state = _moved(state, slopes, size / share)
    return state


def _slopes(state: State, lineage: Lineage, left: float) -> State:
    """How fast each compartment changes, per day."""
    dividing, early, middle, late, blood = state
    passage = _PASSAGES / lineage.transit_days
    grown = left * (lineage.set_point / blood) ** lineage.feedback
    return (
        passage * dividing * (grown - 1),
        passage * (dividing - early),
        passage * (early - middle),
        passage * (middle - late),
        passage * (late - blood),
    )


def _moved(state: State, slopes: State, by: float) -> State:
    a, b, c, d, e = state
    f, g, h, i, j = slopes
    return (a + by * f, b + by * g, c + by * h, d + by * i, e + by * j)
