"""Every kind of exercise in one table; a kind's module is imported when an exercise of it is made."""

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from regimen.course import Plan
    from regimen.printouts.document import Part
    from regimen.review import Review
    from regimen.training.exercise import Ending, Item, Route
    from regimen.training.material import Material


class Made(NamedTuple):
    """What a kind makes of a case."""

    items: "tuple[Item, ...]"
    parts: "Callable[[], tuple[Part, ...]]"
    """Makes what the learner is given besides title and introduction."""
    shown: "Plan | None" = None
    """The calendar that may be seen while working."""
    solution: "Plan | None" = None
    """The calendar of the debrief."""
    review: "Review | None" = None
    """The record behind it, judged."""
    route: "Route | None" = None
    ending: "Ending | None" = None
    endings: tuple[tuple[str, str], ...] = ()
    """Name and words of every ending."""


class Kind(NamedTuple):
    """One kind of exercise."""

    words: str
    """What the learner does, in one line."""
    maker: str
    """`module:function` that takes a `Material` and returns `Made`."""
    needs: Literal["nothing", "course", "record"] = "course"
    """What a case of it must have."""


KINDS = {
    "calendar": Kind("build the calendar of a regimen", "regimen.training.kinds.calendar:calendar"),
    "worksheet": Kind("work out every dose a second time", "regimen.training.kinds.worksheet:worksheet"),
    "wrong-cell": Kind("spot what is wrong in a calendar", "regimen.training.kinds.wrong_cell:wrong_cell"),
    "errors": Kind(
        "find what departs from the schedule in a record", "regimen.training.kinds.errors:errors", needs="record"
    ),
    "verdict": Kind(
        "call the state of count recovery as counts come in", "regimen.training.kinds.verdict:verdict", needs="record"
    ),
    "next-cohort": Kind(
        "decide the next cohort of an escalation", "regimen.training.kinds.next_cohort:next_cohort", needs="nothing"
    ),
    "story": Kind("take the decisions of a branching case", "regimen.training.kinds.story:story", needs="nothing"),
}
"""Id to kind, in the order of the help."""


def made(material: "Material") -> Made:
    """The exercise of a case by its kind."""
    module, _, function = KINDS[material.case.kind].maker.partition(":")
    result: Made = getattr(import_module(module), function)(material)
    return result
