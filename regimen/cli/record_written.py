"""What the commands that write a record have in common: the change written, questions asked, the answer given."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from regimen.changes import Change
from regimen.cli.held import Opened
from regimen.cli.output import document, emit
from regimen.cli.record_facts import reference_words
from regimen.dates import day_of
from regimen.days import DayNumbering
from regimen.findings import Finding
from regimen.printouts.words import day_words
from regimen.protocol.resolve import resolve
from regimen.record.model import Record
from regimen.record.names import names_of
from regimen.record.reference import Reference
from regimen.record.timeline import timeline
from regimen.recordfile import asked


class Action(NamedTuple):
    """One change to a record, and whose it is."""

    change: Change
    who: str | None = None
    why: str | None = None


def places(found: Opened, section: str, count: int) -> list[str]:
    """Where the next entries of a section will stand: `counts[4]`, `death`."""
    held = getattr(found.course.record or Record(), section)
    return [f"{section}[{len(held) + n}]" for n in range(1, count + 1)] if isinstance(held, list) else [section]


def written(found: Opened, action: Action, keys: Collection[str], today: dt.date) -> tuple[Opened, list[Finding]]:
    """The course after the change, and the questions that the entries at these places raise."""
    after = found.commit([action.change], who=action.who, why=action.why)
    questions = asked(after.course, after.protocol, today)
    return after, [one.finding for one in questions if one.kept.key in keys]


def as_protocol_says(found: Opened, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry, its drug by the protocol's own name where it has one."""
    names = names_of(resolve(found.protocol, *found.course.choices))
    agent = fields.get("agent")
    return {**fields, "agent": names.drug(agent)} if agent is not None and names.knows(agent) else {**fields}


class Dated(NamedTuple):
    """How the dates of a course's record become study days."""

    reference: Reference
    numbering: DayNumbering

    def day(self, date: dt.date) -> int:
        """The study day of a date."""
        return day_of(date, self.reference.date, self.numbering)

    def words(self, date: dt.date) -> str:
        """`Day 43`: the study day of a date."""
        return day_words(self.day(date))


def dated(found: Opened) -> Dated:
    """The reference day of a course as its record has it."""
    resolved = resolve(found.protocol, *found.course.choices)
    return Dated(timeline(found.course.record, resolved, found.course.reference_date).reference, resolved.numbering)


def reference_change(before: Opened, after: Opened) -> list[str]:
    """What study days count from, where the change moved it or made it actual."""
    old, new = dated(before).reference, dated(after).reference
    return [] if old == new else [f"study days count from {reference_words(new)}"]


def answer(ref: str, lines: Sequence[str], findings: Sequence[Finding], *, json: bool, **facts: Any) -> int:
    """Print what was done, then what is questionable about it."""
    if json:
        emit(document(findings, course=ref, **facts))
    else:
        emit("".join(f"{ref}: {line}\n" for line in (*lines, *(finding.message for finding in findings))))
    return 0
