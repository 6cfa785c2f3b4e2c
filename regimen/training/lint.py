"""What is questionable in a case that can be used: the rules of `regimen train check`."""

from collections.abc import Iterator

from regimen.findings import Severity
from regimen.nomenclature import MARK, rounded
from regimen.protocol.ranges import Misfit
from regimen.training.case import Case
from regimen.training.exercise import Exercise, Item
from regimen.training.keys.key import ALL, NONE

LONGEST_MINUTES = 120
Remark = tuple[Severity, Misfit]


def remarks(case: Case, exercise: Exercise) -> Iterator[Remark]:
    """Every remark on a case and its exercise."""
    if not case.debrief:
        message = "the case has no debrief; say what to take away from it"
        yield Severity.OTHER, Misfit("case-no-debrief", message, ("id",))
    if not case.pointers:
        message = "the case points to no rule and no source; add 'pointers'"
        yield Severity.OTHER, Misfit("case-no-pointer", message, ("id",))
    if not 1 <= case.minutes <= LONGEST_MINUTES:
        message = f"{case.minutes} minutes are unusual for a case; usual: 1 to {LONGEST_MINUTES}"
        yield Severity.OTHER, Misfit("case-minutes", message, ("minutes",))
    notes = {**case.items, **case.questions}
    if case.generated is None and all(one.answer is None for one in notes.values()):
        message = "the case states no answer, so nothing would tell if it asked for something else than was meant"
        yield Severity.INFO, Misfit("case-states-nothing", message, ("id",))
    for item in exercise.items:
        yield from _hints(item, "questions" if item.id in case.questions else "items")


def _hints(item: Item, section: str) -> Iterator[Remark]:
    """Hints that cost everything, and hints that are the answer."""
    cost = sum((hint.cost for hint in item.hints), start=ALL - ALL)
    path = (section, item.id, "hints")
    if cost >= ALL:
        message = f"the hints cost {rounded(cost * 100, 0)} % of the item: whoever takes them all earns nothing"
        yield Severity.OTHER, Misfit("hints-cost-all", message, path)
    told = item.key.words.replace(MARK, "").lower()
    for number, hint in enumerate(item.hints):
        if told != NONE and told in hint.text.lower():
            message = f"the hint gives the answer away: {item.key.words}"
            yield Severity.OTHER, Misfit("hint-gives-away", message, (*path, number))
