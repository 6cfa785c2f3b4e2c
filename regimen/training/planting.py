"""Wrong cells planted in a plan: what each kind of error does to the doses of one drug on one day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from operator import itemgetter
from typing import NamedTuple

from regimen.course import Plan
from regimen.errors import RegimenError
from regimen.nomenclature import drug_name
from regimen.printouts.words import amount_words, day_words
from regimen.quantity import Amount
from regimen.schedule.items import Entry, Item, Kind, Schedule
from regimen.training.keys.cells import Cell
from regimen.training.keys.marks import Target

ERRORS: Mapping[str, str] = {
    "moved": "the right dose on a wrong day",
    "left-out": "a planned dose is not there",
    "added": "a dose on a day that has none",
    "course-total": "the total of the whole course as one dose",
    "tenfold": "ten times the dose",
    "other-drug": "another drug with a name that looks alike",
}
"""Error to what it means."""
LOOK_ALIKES: Mapping[str, str] = {
    "mitoxantrone": "mitomycin", "daunorubicin": "doxorubicin", "doxorubicin": "daunorubicin",
    "idarubicin": "doxorubicin", "vincristine": "vinblastine", "vinblastine": "vincristine",
    "carboplatin": "cisplatin", "cisplatin": "carboplatin", "paclitaxel": "docetaxel", "docetaxel": "paclitaxel",
    "prednisone": "prednisolone", "prednisolone": "prednisone", "azacitidine": "azathioprine",
}  # fmt: skip
"""Drugs that are taken for each other: the pairs that tall-man letters are to keep apart (FDA and ISMP lists)."""
_PLACED = ("moved", "left-out", "added")
"""Errors about where a dose stands."""
_TEN = Decimal(10)


class Wrong(NamedTuple):
    """One error to plant."""

    error: str
    """Key of `ERRORS`."""
    drug: str
    """Generic name."""
    day: int
    """Study day on which the drug is planned; for `added`, the study day of the wrong cell."""
    to: int | None = None
    """For `moved`, the study day on which it is shown instead."""

    @property
    def cells(self) -> frozenset[Cell]:
        """Where it is seen: at the drug's place, and where it went or what took its place."""
        other = LOOK_ALIKES.get(self.drug, self.drug) if self.error == "other-drug" else self.drug
        return frozenset({Cell(self.drug, self.day), Cell(other, self.day if self.to is None else self.to)})


class _Change(NamedTuple):
    """What an error puts in the place of a drug's doses on a day."""

    items: tuple[Item, ...]
    words: str


def planted(plan: Plan, errors: Sequence[Wrong]) -> tuple[Plan, tuple[Target, ...]]:
    """The plan with its errors, and what there is to find; the engine finds exactly that, or it is refused."""
    items, targets = list(plan.schedule.items), list[Target]()
    if any(ambiguous(one, errors[:number]) for number, one in enumerate(errors)):
        raise RegimenError("a dose left out and one added or moved could be each other", hint="use different drugs")
    for number, error in enumerate(sorted(errors, key=lambda one: (one.day, one.drug)), 1):
        change = _CHANGES[error.error](plan.schedule, error)
        gone = set(doses_on(plan.schedule, error.drug, error.day)) if error.error != "added" else set()
        items = [*(item for item in items if item not in gone), *change.items]
        targets.append(Target(f"{number}", error.cells, f"{change.words}.", error.error))
    shown = replace(plan.schedule, items=tuple(sorted(items, key=itemgetter(0, 1, 2, 3))))
    meant = frozenset[Cell]().union(*(target.cells for target in targets))
    if differing(plan.schedule, shown) != meant or len(meant) != sum(len(target.cells) for target in targets):
        raise RegimenError(
            "the planted errors overlap, or one of them changes nothing", hint="plant them further apart"
        )
    return replace(plan, schedule=shown), tuple(targets)


def ambiguous(error: Wrong, others: Sequence[Wrong]) -> bool:
    """Whether an error could be taken for another one of its drug: a dose left out and one added are a moved dose."""
    placed = {one.error for one in others if one.drug == error.drug and one.error in _PLACED}
    return bool(placed) and error.error in _PLACED and placed | {error.error} not in ({"left-out"}, {"added"})


def differing(one: Schedule, other: Schedule) -> frozenset[Cell]:
    """The drugs and days on which two schedules give different doses."""
    cells = _amounts(one), _amounts(other)
    return frozenset(cell for cell in cells[0].keys() | cells[1].keys() if cells[0].get(cell) != cells[1].get(cell))


def _amounts(schedule: Schedule) -> dict[Cell, Counter[str]]:
    found: dict[Cell, Counter[str]] = {}
    for item in schedule.items:
        if item.kind == Kind.DOSE:
            amount = item.entry.result.amount if item.entry.result else None
            found.setdefault(Cell(item.entry.name, item.day), Counter())[f"{item.slot} {amount} {item.entry.dose}"] += 1
    return found


def doses_on(schedule: Schedule, drug: str, day: int) -> list[Item]:
    """The planned doses of a drug on a day."""
    return [item for item in schedule.by_day.get(day, ()) if item.kind == Kind.DOSE and item.entry.name == drug]


def _there(schedule: Schedule, error: Wrong) -> list[Item]:
    """The doses that an error is made to; raises where there are none."""
    items = doses_on(schedule, error.drug, error.day)
    if not items:
        raise RegimenError(
            f"no {drug_name(error.drug)} is planned on {day_words(error.day)}", hint="plant it elsewhere"
        )
    return items


def _moved(schedule: Schedule, error: Wrong) -> _Change:
    assert error.to is not None
    items, numbering = _there(schedule, error), schedule.resolved.numbering
    numbering.offset(error.to)
    if doses_on(schedule, error.drug, error.to):
        raise RegimenError(f"{drug_name(error.drug)} is planned on {day_words(error.to)} too", hint="move it elsewhere")
    words = f"{drug_name(error.drug)} of {day_words(error.day)} stands on {day_words(error.to)}"
    return _Change(tuple(_on(schedule, item, error.to) for item in items), words)


def _on(schedule: Schedule, item: Item, day: int) -> Item:
    """The same dose on another day, as if it had always stood there."""
    numbering = schedule.resolved.numbering
    by = numbering.offset(day) - numbering.offset(item.day)
    return item._replace(day=day, ideal_day=day, end_day=numbering.day(numbering.offset(item.end_day) + by))


def _left_out(schedule: Schedule, error: Wrong) -> _Change:
    _there(schedule, error)
    words = f"{drug_name(error.drug)} is missing on {day_words(error.day)}"
    return _Change((), words)


def _added(schedule: Schedule, error: Wrong) -> _Change:
    numbering = schedule.resolved.numbering
    at = numbering.offset(error.day)
    others = {item.day for item in schedule.items if item.kind == Kind.DOSE and item.entry.name == error.drug}
    if not others or error.day in others:
        what = "is planned there" if others else "is not in the plan"
        raise RegimenError(f"{drug_name(error.drug)} on {day_words(error.day)} cannot be added: it {what}")
    nearest = min(others, key=lambda day: (abs(numbering.offset(day) - at), day))
    items = tuple(_on(schedule, item, error.day) for item in doses_on(schedule, error.drug, nearest))
    words = f"{drug_name(error.drug)} stands on {day_words(error.day)}, which has none"
    return _Change(items, words)


def _course_total(schedule: Schedule, error: Wrong) -> _Change:
    """The total of all doses by the same route, however they differ from day to day."""
    right = _there(schedule, error)[0].entry
    total = reduce(Amount.plus, (_amount(item.entry) for item in schedule.items if _alike(item.entry, right)))
    return _instead(schedule, error, lambda _: total, "the course total")


def _alike(one: Entry, other: Entry) -> bool:
    """Whether doses are of the same drug by the same route."""
    if one.line is None or other.line is None:
        return False
    return (one.name, one.line.route) == (other.name, other.line.route)


def _tenfold(schedule: Schedule, error: Wrong) -> _Change:
    return _instead(schedule, error, lambda right: right.times(_TEN), "ten times the dose")


def _instead(schedule: Schedule, error: Wrong, wrong_for: Callable[[Amount], Amount], what: str) -> _Change:
    items = [item._replace(entry=_with(item.entry, wrong_for)) for item in _there(schedule, error)]
    wrong, right = amount_words(items[0].entry), amount_words(_there(schedule, error)[0].entry)
    words = f"{drug_name(error.drug)} on {day_words(error.day)}: {wrong} is {what}; one dose is {right}"
    return _Change(tuple(items), words)


def _amount(entry: Entry) -> Amount:
    """The amount of one dose; raises where it is not known."""
    if entry.result is None or entry.result.amount is None:
        raise RegimenError(f"the amount of {drug_name(entry.name)} is not known", hint="give the subject's body data")
    return entry.result.amount


def _with(entry: Entry, wrong_for: Callable[[Amount], Amount]) -> Entry:
    """The same dose line with a wrong amount."""
    amount, result = wrong_for(_amount(entry)), entry.result
    assert result is not None
    return entry.working_out(lambda: result._replace(amount=amount, measured=None))


def _other_drug(schedule: Schedule, error: Wrong) -> _Change:
    items = _there(schedule, error)
    if error.drug not in LOOK_ALIKES:
        raise RegimenError(f"no drug looks like {drug_name(error.drug)}", allowed=", ".join(sorted(LOOK_ALIKES)))
    other = LOOK_ALIKES[error.drug]
    words = f"{drug_name(other)} stands on {day_words(error.day)} instead of {drug_name(error.drug)}"
    return _Change(tuple(item._replace(entry=replace(item.entry, name=other)) for item in items), words)


_CHANGES: Mapping[str, Callable[[Schedule, Wrong], _Change]] = {
    "moved": _moved, "left-out": _left_out, "added": _added,
    "course-total": _course_total, "tenfold": _tenfold, "other-drug": _other_drug,
}  # fmt: skip
