"""Changes to a course under way as plain data, so that a file and a ledger take the same ones.

A change holds all it needs: a list of them, folded from nothing, is the course, without the models that made it.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from regimen.course import Course
from regimen.coursefile import as_text
from regimen.schedule.acts import Act

if TYPE_CHECKING:
    from regimen.record.entries import Entry
    from regimen.record.model import Correction

Kind = Literal["enrolled", "imported", "revised", "acted", "recorded", "corrected"]
BEGINNINGS = frozenset(("enrolled", "imported"))
"""Kinds that make a course; all others change one."""
_APART = ("acts", "record")
"""Parts of a course that a revision leaves alone."""


class Change(NamedTuple):
    """One change."""

    kind: Kind
    body: Mapping[str, Any]
    """What it says, as a course file would: mappings, lists and text."""


def enrolled(course: Course) -> Change:
    """A course begun."""
    return Change("enrolled", {"course": course_data(course)})


def imported(course: Course, file_name: str, digest: str) -> Change:
    """A course taken from a file, with the SHA-256 of that file."""
    return Change("imported", {"course": course_data(course), "file": file_name, "digest": digest})


def revised(course: Course) -> Change:
    """Everything of a course but its record and its acts, as it should read."""
    data = course_data(course)
    return Change("revised", {"course": {key: value for key, value in data.items() if key not in _APART}})


def acted(act: Act) -> Change:
    """One more act."""
    return Change("acted", {"act": _plain(act)})


def recorded(section: str, entries: "Sequence[Entry]") -> Change:
    """Entries added to a section of the record; a section that holds one entry takes one."""
    from regimen.record.model import holds_many

    data = [_plain(entry) for entry in entries]
    body: dict[str, Any] = {"section": section}
    return Change("recorded", body | ({"entries": data} if holds_many(section) else {"entry": data[0]}))


def corrected(correction: "Correction") -> Change:
    """One more correction of the record."""
    return Change("corrected", {"correction": _plain(correction)})


def course_data(course: Course) -> dict[str, Any]:
    """A course as its file holds it: what stands at its default is left out, but not which protocol it follows."""
    data = _plain(course)
    return {"format": course.format, "protocol": course.protocol, **data}


def _plain(part: "Course | Act | Entry | Correction") -> dict[str, Any]:
    data: dict[str, Any] = as_text(part.model_dump(mode="json", exclude_defaults=True))
    return data


def applied(data: Mapping[str, Any] | None, change: Change) -> dict[str, Any]:
    """The course as plain data after a change; what it was before is left as it is."""
    body = change.body
    if change.kind in BEGINNINGS:
        return dict(body["course"])
    assert data is not None, f"'{change.kind}' changes a course, and there is none"
    if change.kind == "revised":
        return {**body["course"], **{key: data[key] for key in _APART if key in data}}
    if change.kind == "acted":
        return {**data, "acts": [*data.get("acts", ()), body["act"]]}
    record: Mapping[str, Any] = data.get("record") or {}
    if change.kind == "corrected":
        return {**data, "record": _added(record, "corrections", [body["correction"]])}
    if "entry" in body:
        return {**data, "record": {**record, body["section"]: body["entry"]}}
    return {**data, "record": _added(record, body["section"], body["entries"])}


def _added(record: Mapping[str, Any], section: str, entries: list[Any]) -> dict[str, Any]:
    return {**record, section: [*record.get(section, ()), *entries]}
