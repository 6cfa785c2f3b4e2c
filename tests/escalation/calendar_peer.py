"""The calendar simulation written down plainly: the conduct that screens show, run with subjects drawn by lot."""

from collections.abc import Iterator, Sequence

from regimen.escalation.decision import Action, Design
from regimen.escalation.outcomes import DLT, NONE
from regimen.escalation.timing.arrivals import Arrivals, lot_of
from regimen.escalation.timing.conduct import Coming, Enrolment, Ladder, Moment, conduct
from regimen.escalation.timing.planning import Planning
from regimen.escalation.timing.racing import Finish


class Drawn:
    """Subjects on the days on which they were drawn to come."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals, self._next = arrivals, 0

    def after(self, day: int) -> int:
        """The first of those days not before it that is left."""
        self._next = self._arrivals.after(day, self._next)
        return self._arrivals.days[self._next]

    def take(self) -> None:
        """That day is gone."""
        self._next += 1


def moments(
    design: Design, chances: Sequence[float], planning: Planning, arrivals: Arrivals, start: int = 1
) -> Iterator[Moment]:
    """A trial from its opening to its last decision."""

    def treat(number: int, level: int, day: int) -> Enrolment:
        tolerance = arrivals.tolerances[number - 1]
        dlt = tolerance < chances[level - 1]
        last = planning.window + 1 if dlt else planning.complete(lot_of(tolerance))
        return Enrolment(str(number), level, day, day + last - 1, DLT if dlt else NONE)

    for moment in conduct(design, Ladder(len(chances), start), planning, (), Coming(Drawn(arrivals), treat)):
        yield moment
        if moment.after.action is Action.STOP:
            return


def finished(
    design: Design, chances: Sequence[float], planning: Planning, arrivals: Arrivals, start: int = 1
) -> Finish:
    """How that trial ends."""
    every = list(moments(design, chances, planning, arrivals, start))
    treated = [one for moment in every if moment.start for one in moment.who]
    last = every[-1]
    dlts = sum(one.letter == DLT for one in treated)
    return Finish(last.day, last.after.level or 0, len(treated), dlts)
