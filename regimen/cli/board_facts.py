"""The board for scripts: keys as docs/contract.md lists them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from regimen.board.due import Due
from regimen.board.rows import Row, Unreadable
from regimen.board.standing import Standing
from regimen.board.week import Week
from regimen.cli.output import as_mapping, document
from regimen.dlt.verdict import OTHER_CRITERIA
from regimen.findings import Finding
from regimen.printouts.board import by_course, unread
from regimen.printouts.tasks import happened, said
from regimen.printouts.words import day_assumed
from regimen.record.facts import Sample


def list_document(rows: Iterable[Row], today: dt.date, *, hide: bool) -> str:
    """The board as one document."""
    listed = list(rows)
    facts = [unread_facts(row) if isinstance(row, Unreadable) else standing_facts(row, hide=hide) for row in listed]
    return document(unread_findings(listed), today=str(today), courses=facts, other_criteria=OTHER_CRITERIA)


def week_document(weeks: Iterable[Week | Unreadable], call: dt.date, *, hide: bool) -> str:
    """The weekly list as one document, in the order of the board."""
    listed = list(weeks)
    facts = [*map(unread_facts, unread(listed)), *(_week(one, hide=hide) for one in by_course(listed))]
    return document(unread_findings(listed), call=str(call), courses=facts, other_criteria=OTHER_CRITERIA)


def unread_findings(rows: Iterable[object]) -> list[Finding]:
    """What is wrong with the courses that cannot be read."""
    return [finding._replace(subject=row.id) for row in unread(rows) for finding in row.findings]


def unread_facts(row: Unreadable) -> dict[str, Any]:
    """A course that cannot be read."""
    return {"id": row.id, "urgency": "unreadable", "message": "\n".join(map(str, row.findings))}


def standing_facts(row: Standing, *, hide: bool) -> dict[str, Any]:
    """One course of the board."""
    return {
        "id": row.id,
        "urgency": row.urgency.name.lower(),
        "protocol": row.protocol,
        "version": row.version,
        "level": row.level,
        "reference_date": str(row.reference),
        "actual": row.actual,
        "day": row.day,
        "last_day": row.last_day,
        "closes": None if row.closes is None else str(row.closes),
        "days_left": row.days_left,
        "verdict": row.state,
        "letter": row.letter,
        "counts": None if row.counts is None else _counts(row.counts),
        "due": [_due(one, hide=hide) for one in row.due],
        "overdue": [_due(one, hide=hide) for one in row.overdue],
        "open": [{"class": one.code, "key": one.key, "message": said(one, hide=hide)} for one in row.open],
        "ending": row.ending and {"kind": row.ending.kind, "day": row.ending.day},
    }


def _counts(sample: Sample) -> dict[str, Any]:
    """The last sample; a value below a reporting limit is text such as `<0.1`."""
    names = ("anc", "wbc", "platelets", "haemoglobin", "blasts")
    found = {name: getattr(sample, name) for name in names}
    return {"day": sample.day} | {
        name: count and (count.text if count.below else count.value) for name, count in found.items()
    }


def _due(one: Due, *, hide: bool) -> dict[str, Any]:
    """One thing to be done; a day that no source gives is null where it is hidden."""
    assumed = day_assumed(one.entry)
    hidden = hide and assumed
    window = None if hidden or (hide and one.window_assumed) or one.window is None else list(one.window)
    return {
        "kind": one.entry.kind.word,
        "id": one.entry.id,
        "name": one.entry.name,
        "day": None if hidden else one.day,
        "date": None if hidden else str(one.date),
        "window": window,
        "assumed": assumed or one.window_assumed,
        "checked": one.checked,
    }


def _week(one: Week, *, hide: bool) -> dict[str, Any]:
    return standing_facts(one.standing, hide=hide) | {
        "past": [one.first_day, one.last_day],
        "happened": list(happened(one, hide=hide)),
        "questions": [as_mapping(finding) for finding in one.questions],
    }
