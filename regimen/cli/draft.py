"""A protocol asked for on a terminal, question by question; nothing is written before the last answer."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from regimen.cli.inputs import reading
from regimen.cli.questions import ask, say, yes_or_no
from regimen.errors import RegimenError, nearest
from regimen.notation.read import EVENTS, Origin, read_line
from regimen.notation.text import LineError
from regimen.protocol.model import Protocol
from regimen.protocol.ranges import MAX_CYCLE_DAYS, most_cycles
from regimen.protocol.values import parse_id, parse_int, parse_text

KINDS = ("published", "registry", "label", "entered")
"""Kinds of source that a typed protocol may rest on."""
UNSOURCED = "typed at a terminal, without a source"


class Given(NamedTuple):
    """What the options say already, so that it is not asked for."""

    id: str | None = None
    title: str | None = None
    citation: str | None = None
    kind: str | None = None


def origin(given: Given) -> Origin:
    """What the options say about a protocol; the rest is as for any typed line."""
    parts = {
        "id": given.id and reading("--id", parse_id, given.id),
        "title": given.title and reading("--title", parse_text, given.title),
        "citation": given.citation and reading("--citation", parse_text, given.citation),
        "kind": reading("--kind", parse_kind, given.kind) if given.kind else given.citation and KINDS[0],
    }
    return Origin(**{name: text for name, text in parts.items() if text})


def parse_kind(text: str) -> str:
    """Read a kind of source."""
    if text not in KINDS:
        raise RegimenError(f"unknown kind of source '{text[:20]}'{nearest(text, KINDS)}", allowed=", ".join(KINDS))
    return text


def drafted(stem: str, given: Given) -> Protocol:
    """Ask for everything that is not given; `stem` is the id proposed."""
    said = origin(given)
    name = said.id if given.id else ask("Id: lower-case letters, digits, - and .", parse_id, stem)
    line = _doses([*_numbering(), *_cycle()])
    title = said.title or ask("Title", parse_text, read_line(line).title)
    citation = said.citation if given.citation else ask("Source, so that it can be found again", parse_text, UNSOURCED)
    kind = said.kind
    if citation != UNSOURCED and not given.kind:
        kind = ask(f"Kind of source: {', '.join(KINDS)}", parse_kind, KINDS[0])
    return read_line(line, Origin(name, title, kind, citation))


def _numbering() -> Iterator[str]:
    number = 0 if ask("Is there a Day 0, as in transplant protocols? yes or no", yes_or_no, "no") else 1
    event = ask(f"What Day {number} stands for", parse_text, EVENTS[str(number)])
    quoted = event.replace('"', '""')
    yield f"day{number}" if event == EVENTS[str(number)] else f'day{number} is "{quoted}"'


def _cycle() -> Iterator[str]:
    length = ask("Days in a cycle; 0 for one course without cycles", partial(_within, MAX_CYCLE_DAYS, 0), "0")
    if length:
        count = ask("Number of cycles", partial(_within, most_cycles(length), 1), "1")
        yield f"q{length} x{count}"


def _within(most: int, fewest: int, text: str) -> int:
    number = parse_int(text)
    if not fewest <= number <= most:
        raise RegimenError(f"{number} is out of range", allowed=f"{fewest} to {most}")
    return number


def _doses(parts: list[str]) -> str:
    """The whole line, from dose items asked for until an empty answer."""
    say("Doses, one drug a line, such as: cytarabine 100 mg/m2 IV d1-7 q12h over 1 h; an empty line ends them.")
    count = 0
    while True:
        typed = ask(f"Dose {count + 1}", partial(_dose, parts, may_end=count > 0))
        if not typed:
            return "; ".join(parts)
        parts = [*parts, typed]
        count += 1


def _dose(parts: list[str], text: str, *, may_end: bool) -> str:
    """A dose item that fits to what has been typed before; its errors show itself alone."""
    if not text and may_end:
        return text
    before = "; ".join(parts) + "; "
    try:
        read_line(before + text)
    except LineError as error:
        column = error.column - len(before)
        if column < 1:
            raise
        raise LineError(error.what, text, column, allowed=error.allowed, hint=error.hint) from error
    return text


def preview(protocol: Protocol) -> Iterator[str]:
    """The days of the first cycle, or of the course, with their doses."""
    from regimen.printouts.words import day_words, dose_line
    from regimen.protocol.resolve import resolve
    from regimen.schedule.build import build_schedule

    schedule = build_schedule(resolve(protocol))
    yield "Cycle 1" if protocol.cycle else "The course"
    for day, items in schedule.by_day.items():
        doses = [
            dose_line(item.entry) + (f", {item.entry.line.slots.name}" if item.entry.line.slots.a_day > 1 else "")
            for item in items
            if item.entry.line and item.cycle in (None, 1)
        ]
        if doses:
            yield f"  {day_words(day)}: {'; '.join(dict.fromkeys(doses))}"
