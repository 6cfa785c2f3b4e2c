"""A course with its whole history as one file, and back.

The digest is over the content alone, so a file that was reformatted is still the same, and one that was changed by
accident is refused. It is no signature: whoever changes a file on purpose can write another digest.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.ledger.actions import folded, numbered
from regimen.ledger.events import RECEIVED, Event, bodies, body_text
from regimen.ledger.ledger import Ledger
from regimen.ledger.protocols import KeptProtocol
from regimen.ledger.reading import Held
from regimen.ledger.shift import shifted
from regimen.nomenclature import NOTICE


def _line(text: str) -> str:
    if not text.isprintable():
        raise ValueSyntaxError("not one line of printable characters")
    return text


FORMAT = "regimen-course 1"


Line = Annotated[str, AfterValidator(_line)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ExportedEvent(_Strict):
    """One event of an exported course."""

    seq: int
    """1, 2, 3 …"""
    action: int
    """Number of the action it belongs to."""
    at: str
    """When, in UTC."""
    actor: Line
    """Role of whoever acted."""
    kind: str
    """What kind of event."""
    version: int
    """Version of the body's form."""
    body: dict[str, Any]
    """What it says."""
    reason: Line | None
    """Why."""


class Exported(_Strict):
    """A course as it is passed on."""

    notice: str
    """The training notice."""
    format: str
    """Name and version of this format."""
    digest: str
    """SHA-256 over everything else but the notice."""
    course: str
    """The subject's id."""
    shifted_days: int
    """Days by which every date was moved."""
    events: list[ExportedEvent]
    """Its whole history."""
    protocols: list[str]
    """Texts of the protocol it follows, oldest first."""


def export_text(ledger: Ledger, course: str, shift_days: int = 0) -> str:
    """A course of the ledger as the text of an export."""
    events, state = ledger.state(course)
    moved = shifted(events, shift_days)
    ledger.tried(moved)
    kept = ledger.kept(state)
    rows = [{**event._asdict(), "body": body} for event, body in zip(moved, bodies(moved), strict=True)]
    content = {
        "format": FORMAT,
        "course": course,
        "shifted_days": shift_days,
        "events": [{name: row[name] for name in ExportedEvent.model_fields} for row in rows],
        "protocols": [one.text for one in (*kept.others, kept.own)],
    }
    whole = Exported.model_validate({"notice": NOTICE, "digest": _digest(content), **content})
    return whole.model_dump_json(indent=1) + "\n"


def receive(ledger: Ledger, raw: bytes, file_name: str, *, who: str, name: str | None = None) -> Held:
    """Take an exported course into a ledger, its history as it was; `name` gives the subject another id."""
    exported = _read(raw, file_name)
    if not exported.events:
        raise RegimenError(f"{file_name} holds no event", hint="export the course again")
    course = name or exported.course
    events = [_event(course, exported.course, row) for row in exported.events]
    state = folded(events)
    brought = [KeptProtocol(protocol) for protocol in exported.protocols]
    if state.protocol not in [*(one.digest for one in brought), *ledger.store.digests(state.data["protocol"])]:
        raise RegimenError(f"{file_name} does not bring the protocol it follows", hint="export the course again")
    body = {"file": file_name, "digest": exported.digest}
    if exported.shifted_days:
        body["shifted_days"] = str(exported.shifted_days)
    came = numbered(course, state, [(RECEIVED, body)], who, None)
    return ledger.enter([*events, *came], brought, who=who)


def _read(raw: bytes, file_name: str) -> Exported:
    again = "export the course again"
    try:
        data = json.loads(raw)
        if isinstance(data, dict) and data.get("format") not in (None, FORMAT):
            what = f"{file_name} has the format '{str(data['format'])[:40]}'"
            raise RegimenError(what, allowed=FORMAT, hint="update the program")
        exported = Exported.model_validate(data)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ".".join(map(str, problem["loc"]))
        raise RegimenError(f"{file_name} is no exported course: {place}: {problem['msg']}", hint=again) from error
    except (ValueError, RecursionError) as error:
        raise RegimenError(f"{file_name} is no exported course: {error}", hint=again) from error
    if _digest(exported.model_dump(exclude={"notice", "digest"})) != exported.digest:
        what = f"{file_name} is not what was exported: its digest does not fit its content"
        raise RegimenError(what, hint=f"nothing was imported; {again}")
    return exported


def _digest(content: Mapping[str, Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _event(course: str, before: str, row: ExportedEvent) -> Event:
    """An exported event as an event of a course, which may have another id than before."""
    body = row.body
    inner = body.get("course")
    if course != before and isinstance(inner, dict) and isinstance(inner.get("subject"), dict):
        body = {**body, "course": {**inner, "subject": {**inner["subject"], "id": course}}}
    return Event(course, row.seq, row.action, row.at, row.actor, row.kind, row.version, body_text(body), row.reason)
