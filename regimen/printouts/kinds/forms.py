"""What the sheets to fill in have in common: boxes to tick, room to write, a key to what they say and no more."""

from collections.abc import Iterable, Iterator

from regimen.course import Plan
from regimen.printouts.document import Cell, Column, Facts, Heading, Part, Table
from regimen.printouts.facts import Fact, assumptions
from regimen.printouts.notes import key, used

BOX, TICKED = "☐", "☒"
OPEN = Cell(write=1)
"""Room for one entry."""


def ruled(head: str, about: str, lines: int) -> Table:
    """Room for several lines of text."""
    return Table(f"{head}, {about}", (Column(head),), ((Cell(write=lines),),), row_heads=False)


def key_to(plan: Plan, parts: Iterable[Part], more: Iterable[Fact] = ()) -> tuple[Part, ...]:
    """The key to the abbreviations in some parts, and in what every sheet says of its protocol; `more` adds some."""
    shown = "\n".join((plan.resolved.protocol.title, *assumptions(plan, hide=False), *_texts(tuple(parts))))
    found = tuple(used((*key(plan.resolved), *more), shown))
    return (Heading("Key"), Facts(found)) if found else ()


def _texts(value: object) -> Iterator[str]:
    """Every text in a tree of parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
