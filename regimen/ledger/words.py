"""What events did, in words: for the audit, for undo, and for whoever wrote at the same time."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from regimen.dates import parse_date, safe_date
from regimen.errors import ValueSyntaxError
from regimen.ledger.events import ARCHIVED, RECEIVED, RESTORED, Body
from regimen.record.words import entry_words
from regimen.schedule.acts import Act

_SHOWN = 3
"""Entries told one by one; more are counted."""
_APART = ("acts", "record", "format")


def words_of(kind: str, body: Body, before: Mapping[str, Any] | None) -> str:
    """What one event did to a course that read `before`."""
    if kind == "revised":
        return "changed " + (", ".join(_differences(before or {}, body["course"])) or "nothing")
    return _WORDS[kind](body)


def _imported(body: Body) -> str:
    return f"imported from {body['file']}, SHA-256 {body['digest'][:12]}…: {_course_words(body['course'])}"


def _received(body: Body) -> str:
    shifted = f", every date moved by {body['shifted_days']} days" if body.get("shifted_days") else ""
    return f"came with its history from {body['file']}, SHA-256 {body['digest'][:12]}…{shifted}"


def _recorded(body: Body) -> str:
    """`recorded dose of Tue 01 Dec 2026: lenalidomide, 50 mg, PO`; many entries are counted."""
    from regimen.recording import noun, read_entry

    section = body["section"]
    entries = body["entries"] if "entries" in body else [body["entry"]]
    told = "; ".join(entry_words(read_entry(section, entry)) for entry in entries[:_SHOWN])
    more = f"; and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else ""
    return f"recorded {noun(section)} of {told}{more}"


def _corrected(body: Body) -> str:
    correction = body["correction"]
    return f"{'voided' if correction.get('void') else 'corrected'} {correction['of']}: {correction['reason']}"


def _course_words(course: Mapping[str, Any]) -> str:
    """`nct01681537 version 2, level d10-50, reference day Tue 01 Dec 2026, with a record`."""
    parts = [f"{course['protocol']} version {course['version']}"]
    parts += [f"level {course['level']}"] if course.get("level") else []
    parts.append(f"reference day {_text(course['reference_date'])}")
    parts += ["with its acts"] if course.get("acts") else []
    parts += ["with its record"] if course.get("record") else []
    return ", ".join(parts)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """`level d10-25 → d10-50`, value by value."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if key in _APART or old == new:
            continue
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from _differences(old or {}, new or {}, f"{above}{key}.")
        else:
            yield f"{above}{key} {_text(old)} → {_text(new)}"


def _text(value: Any) -> str:
    """A value for people; a date so that it cannot be misread."""
    if value is None:
        return "(not given)"
    if isinstance(value, list):
        return ", ".join(map(_text, value)) or "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    try:
        return safe_date(parse_date(str(value)))
    except ValueSyntaxError:
        return str(value)


_WORDS: Mapping[str, Callable[[Body], str]] = {
    "enrolled": lambda body: f"enrolled: {_course_words(body['course'])}",
    "imported": _imported,
    "acted": lambda body: str(Act.model_validate(body["act"]).words),
    "recorded": _recorded,
    "corrected": _corrected,
    RECEIVED: _received,
    ARCHIVED: lambda _: "taken off the board",
    RESTORED: lambda _: "put back on the board",
}
"""Kind of event to its words."""
