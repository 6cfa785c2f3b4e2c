"""The fields of an entry as rows of a form, made from its model. No Textual."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from regimen.counts.units import ANALYTES
from regimen.protocol.resolved import ResolvedProtocol
from regimen.record.model import kind_of

YES_NO = ("yes", "no")
_OPEN = ("", "–")
"""Choice of a field while nothing is chosen."""
_LABELS = {
    "agent": "Drug", "agents": "Drugs", "end": "Last day", "ctcae": "CTCAE version", "dlt": "Adjudicated DLT",
    "what": "Which", "text": "Note",
}  # fmt: skip
_HINTS = {
    "date": "YYYY-MM-DD", "end": "YYYY-MM-DD; empty while it goes on", "time": "HH:MM; may stay empty",
    "agent": "name or abbreviation", "agents": "names or blocks, separated by commas; empty: all drugs",
    "amount": "with its unit: 50 mg", "term": "CTCAE term, or site and organism", "text": "a sentence; no names",
    "note": "may stay empty; no names", "who": "role, never a name", "approved_by": "role, never a name",
    "approved_on": "YYYY-MM-DD; empty without an approval", "what": "may stay empty",
}  # fmt: skip


class Row(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    """Keys and words, where it is a choice."""
    hint: str = ""
    needed: bool = False
    """Whether nothing can be recorded without it; a choice then begins open, so that nobody records it unseen."""


def form_rows(section: str, resolved: ResolvedProtocol) -> Iterator[Row]:
    """The rows of an entry of a section."""
    for name, field in kind_of(section).model_fields.items():
        if name == "id":
            continue
        label, needed = _LABELS.get(name, name.replace("_", " ").capitalize()), field.is_required()
        if name == "assessment":
            names = [(one.id, one.name) for one in resolved.assessments]
            yield Row(name, label, (_OPEN, *names), needed=needed)
        elif name in ANALYTES:
            yield Row(name, ANALYTES[name].name, hint=f"such as 0.4 {ANALYTES[name].units[0].text}")
        elif options := _options(field.annotation, field.metadata):
            yield Row(name, label, (_OPEN, *((one, one) for one in options)), needed=needed)
        else:
            hint = _HINTS.get(name, "needed" if needed else "may stay empty")
            yield Row(name, label, hint=hint, needed=needed)


def _options(annotation: Any, metadata: list[Any] | tuple[Any, ...] = ()) -> tuple[str, ...]:
    """What a field may be, where that is a short list."""
    if annotation is bool:
        return YES_NO
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    if annotation is int and metadata:
        return ("1", "2", "3", "4", "5")
    inner = getattr(annotation, "__metadata__", ())
    return next((found for one in get_args(annotation) if (found := _options(one, inner))), ())


def fields_of(values: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as an entry is read from; a list of drugs is taken apart."""
    found: dict[str, Any] = {name: text.strip() for name, text in values.items() if text.strip()}
    if "agents" in found:
        found["agents"] = [one.strip() for one in found["agents"].split(",") if one.strip()]
    return found
