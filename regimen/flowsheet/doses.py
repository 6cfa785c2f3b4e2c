"""On which days treatment was given and is planned, a strip for each block: how the doses lie beside the counts."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.abreast import moved_reference
from regimen.nomenclature import drug_name
from regimen.protocol.resolved import ResolvedProtocol
from regimen.review import Review
from regimen.schedule.items import Kind


class Strip(NamedTuple):
    """The dosing days of one block, or of one drug that belongs to none."""

    name: str
    """As people abbreviate it: `MEC`, `LEN`."""
    given: frozenset[int]
    """Study days on which every drug planned was given, or any drug where none was planned."""
    part: frozenset[int]
    """Study days on which some drugs planned were given and others were not."""
    planned: frozenset[int]
    """Study days on which doses are planned, acts made."""


def strips(made: Review, *, hide: bool = False) -> Iterator[Strip]:
    """A strip for each block in protocol order, then drugs given that the protocol does not have.

    With `hide`, days that no source gives are not planned.
    """
    resolved = made.plan.resolved
    names = {
        line.agent: _name(line.agent, line.block, resolved) for line in resolved.lines if line.purpose == "treatment"
    }
    planned: dict[str, dict[int, set[str]]] = {name: {} for name in names.values()}
    given: dict[str, dict[int, set[str]]] = {name: {} for name in names.values()}
    numbering, earlier = made.numbering, moved_reference(made)
    for item in made.plan.schedule.items:
        if item.kind == Kind.DOSE and item.entry.name in names and not (hide and item.entry.marks["days"].assumed):
            day = numbering.day(numbering.offset(item.day) - earlier)
            planned[names[item.entry.name]].setdefault(day, set()).add(item.entry.name)
    for dose in made.timeline.facts.given:
        if dose.day <= made.as_of and (dose.agent in names or dose.agent not in resolved.protocol.agents):
            name = names.get(dose.agent, drug_name(dose.agent))
            given.setdefault(name, {}).setdefault(dose.day, set()).add(dose.agent)
    for name, days in given.items():
        due = planned.get(name, {})
        part = frozenset(day for day, drugs in days.items() if due.get(day, set()) - drugs)
        yield Strip(name, frozenset(days) - part, part, frozenset(due))


def _name(agent: str, block: str | None, resolved: ResolvedProtocol) -> str:
    """The block where it has several drugs, else the drug's own abbreviation or name."""
    shared = {line.agent for line in resolved.lines if line.block == block}
    if block is not None and len(shared) > 1:
        return block
    return resolved.agent(agent).abbreviation or drug_name(agent)
