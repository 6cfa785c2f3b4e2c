"""What stands below the days: reservations, the key to abbreviations, the meaning of the mark."""

import re
from collections.abc import Iterable, Iterator, Sequence

from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name
from regimen.printouts.words import day_assumed, marked, plural
from regimen.protocol.resolved import ResolvedProtocol
from regimen.schedule.items import Entry, Item, Kind, Schedule

ROUTE_WORDS = {"PO": "by mouth", "IV": "into a vein", "SC": "under the skin", "IM": "into a muscle"}
"""Route to how people say it."""

CYCLE_DAY = "C1D4"
"""How a day of a cycle is written, as the key explains it."""
ORDER_OPEN = "The order of the drugs within the day is not stated in the sources."
MARK_MEANS = f"{MARK} = a teaching assumption: the value is {NOT_IN_SOURCES} and can be changed."


def notes(schedule: Schedule, *, hide: bool) -> Iterator[str]:
    """The footer's sentences."""
    yield MARK_MEANS
    if any(map(order_open, schedule.by_day.values())):
        yield ORDER_OPEN
    entries = [entry for entry in schedule.entries if entry.kind is Kind.ASSESSMENT]
    yield from _grouped(entries, "caution", "{}: {}.")
    yield from _grouped(schedule.entries, "until", "End early at {}: {}.")
    yield from _grouped([entry for entry in schedule.entries if entry.line], "caution", "{}: {}.")
    if hide and (names := dict.fromkeys(entry.name for entry in schedule.entries if day_assumed(entry))):
        yield f"Some days are {NOT_IN_SOURCES} and not shown: {', '.join(names)}."
    yield from schedule.resolved.protocol.notes


def order_open(items: Sequence[Item]) -> bool:
    """Whether a day has several drugs and no source puts them in order."""
    if len(items) <= 1:
        return False
    lines = {item.entry.id: item.entry.line for item in items if item.entry.line}
    return len(lines) > 1 and any(
        line.order is None and line.after is None and line.before is None for line in lines.values()
    )


def _grouped(entries: Iterable[Entry], field: str, template: str) -> Iterator[str]:
    groups: dict[str, dict[str, None]] = {}
    for entry in entries:
        if text := getattr(entry, field):
            groups.setdefault(text, {})[drug_name(entry.name)] = None
    for text, names in groups.items():
        yield template.format(text[:1].upper() + text[1:] if template.startswith("{") else text, ", ".join(names))


def key(resolved: ResolvedProtocol) -> Iterator[tuple[str, str]]:
    """Abbreviation and meaning; LEN and MEC never stand without it."""
    yield from _drugs(resolved).items()
    for route in dict.fromkeys(line.route for line in resolved.lines):
        if route in ROUTE_WORDS:
            yield route, ROUTE_WORDS[route]
    if resolved.cycle_length is not None:
        length = marked(plural(resolved.cycle_length, "day"), resolved.length_assumed)
        yield CYCLE_DAY, f"cycle 1, day 4 (cycles of {length})"
    if resolved.dlt is not None:
        yield "DLT", "dose-limiting toxicity"
        yield "ANC", "absolute neutrophil count"
    yield "BSA", "body surface area"


def used(entries: Iterable[tuple[str, str]], text: str) -> Iterator[tuple[str, str]]:
    """The entries of a key whose abbreviation stands in a text."""
    return ((short, meaning) for short, meaning in entries if re.search(rf"\b{re.escape(short)}\b", text))


def _drugs(resolved: ResolvedProtocol) -> dict[str, str]:
    """Abbreviations of single drugs, then names of blocks of several."""
    agents = resolved.protocol.agents.items()
    found = {agent.abbreviation: drug_name(name) for name, agent in agents if agent.abbreviation}
    blocks: dict[str, dict[str, None]] = {}
    for line in resolved.lines:
        if line.block:
            blocks.setdefault(line.block, {})[drug_name(line.agent)] = None
    return {block: ", ".join(names) for block, names in blocks.items() if len(names) > 1} | found
