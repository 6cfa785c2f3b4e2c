"""What a case says its record holds, against what the engine finds in it: exactly the same, or the case is refused."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from regimen.days import DayNumbering
from regimen.deviations.deviation import Deviation
from regimen.deviations.outcomes import Outcome
from regimen.errors import RegimenError
from regimen.printouts.words import day_words
from regimen.training.tasks.errors import PlantedDeviation

UNCLASSIFIABLE = Outcome.UNCLASSIFIABLE.value


class Truth(NamedTuple):
    """What one deviation is, less the words."""

    code: str
    what: str
    planned: tuple[int, ...]
    given: tuple[int, ...]

    @property
    def words(self) -> str:
        """`missed LEN (planned on Day 6)`."""
        planned = f"planned on {', '.join(map(day_words, self.planned))}" if self.planned else "not planned"
        given = f", given on {', '.join(map(day_words, self.given))}" if self.given else ""
        return f"{self.code} {self.what} ({planned}{given})"


def hold(planted: Sequence[PlantedDeviation] | None, found: Sequence[Deviation], numbering: DayNumbering) -> None:
    """Refuse a record that does not hold exactly what it promises; None promises nothing, an empty list a clean one."""
    if planted is None:
        return
    promised = Counter(truth_of(one, numbering) for one in planted)
    engine = Counter(map(_truth, found))
    lacking, more = promised - engine, engine - promised
    if lacking or more:
        told = [f"not found: {one.words}" for one in lacking] + [f"found besides: {one.words}" for one in more]
        raise RegimenError(f"the engine does not find what was planted: {'; '.join(told)}")
    stated = {truth_of(one, numbering): one.category for one in planted if one.category}
    for one in found:
        category = stated.get(_truth(one))
        if category not in (None, category_of(one)):
            raise RegimenError(f"planted as {category}, but the engine says {category_of(one)}: {one.message}")


def truth_of(planted: PlantedDeviation, numbering: DayNumbering) -> Truth:
    """What a case promises, to be held against what the engine finds."""
    days = ((days.days(numbering) if days else ()) for days in (planted.planned, planted.given))
    return Truth(planted.deviation, planted.what, *days)


def _truth(one: Deviation) -> Truth:
    return Truth(one.code, one.subject, one.planned_days, one.actual_days)


def category_of(one: Deviation) -> str:
    """The category that a mark must name."""
    return UNCLASSIFIABLE if one.outcome is Outcome.UNCLASSIFIABLE else one.category.value
