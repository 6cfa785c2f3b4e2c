"""An exercise: what a learner sees, and items with keys from the engine."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from regimen.training.keys.key import Key

if TYPE_CHECKING:
    import datetime as dt

    from regimen.course import Plan
    from regimen.printouts.document import Part
    from regimen.review import Review
    from regimen.training.marking import Marked


class Hint(NamedTuple):
    """Help that costs."""

    text: str
    cost: Decimal
    """Share of the item's credit that taking it gives up, 0 to 1; hints are taken in order and add up."""


class Pointer(NamedTuple):
    """Where a rule stands, and what it rests on."""

    rule: str
    """The rule, with its place in the documentation."""
    source: str
    """Citation behind it, or that it is a teaching assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to answer."""

    id: str
    """Unique in its exercise; answer files name it."""
    prompt: str
    key: Key
    why: tuple[str, ...] = ()
    """Why the key is what it is, by the engine: shown on demand and in the debrief."""
    hints: tuple[Hint, ...] = ()
    weight: Decimal = Decimal(1)
    group: str = ""
    """Heading it stands under."""
    material: "tuple[Part, ...]" = ()
    """What is shown with this item and not before."""
    as_of: "dt.date | None" = None
    """Nothing recorded later may be seen before the item is answered."""
    onward: tuple[str, ...] = ()
    """Which item follows which answer, for whoever works on paper; empty where it is always the next one."""


Route = Callable[[Sequence["Marked"]], str | None]
"""From the items marked so far to the id of the next one; None at the end."""
Ending = Callable[[Sequence["Marked"]], str | None]
"""From all items marked to how it ended; None if no ending was reached."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Exercise:
    """A case ready to be done; built once, however many answers are marked by it."""

    id: str
    """Id of its case."""
    title: str
    kind: str
    """Key of `KINDS`."""
    difficulty: str
    """Easy, moderate or hard."""
    goals: tuple[str, ...]
    minutes: int
    introduction: str
    items: tuple[Item, ...]
    debrief: tuple[str, ...] = ()
    """What to take away, said after the marks."""
    pointers: tuple[Pointer, ...] = ()
    shown: "Plan | None" = None
    """The calendar that may be seen while working; in a wrong-cell exercise it is wrong."""
    solution: "Plan | None" = None
    """The calendar of the debrief."""
    review: "Review | None" = None
    """The record behind the exercise, judged."""
    parts: "Callable[[], tuple[Part, ...]]" = field(default=tuple)
    """Makes the material; work on paper and on screen starts from it."""
    route: Route | None = None
    """Which item comes next where that depends on the answers; all items in order if absent."""
    ending: Ending | None = None
    """How it ended, where that depends on the answers."""
    endings: tuple[tuple[str, str], ...] = ()
    """Every way to end, by its name, for whoever works on paper."""

    @cached_property
    def material(self) -> "tuple[Part, ...]":
        """What the learner is given, as parts of a sheet: facts, tables, lists."""
        return self.parts()

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by their ids."""
        return {item.id: item for item in self.items}


def part_of(exercise: Exercise, only: Collection[str]) -> Exercise:
    """The exercise with some of its items, such as those that have come back; a story is only ever told whole."""
    if not only or exercise.route is not None:
        return exercise
    return replace(exercise, items=tuple(item for item in exercise.items if item.id in only))
