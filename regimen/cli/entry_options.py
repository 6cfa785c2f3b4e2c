"""The fields of a record's entries as options: which kinds there are, and which options each one takes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from regimen.cli.binding import Words
from regimen.errors import RegimenError, nearest

if TYPE_CHECKING:
    from regimen.record.entries import Entry


class EntryOptions(NamedTuple):
    """What happened; a kind of entry takes the options that its form has."""

    date: Annotated[str | None, Words("DATE", "day on which it happened or began; needed")] = None
    time: Annotated[str | None, Words("HH:MM", "time of day; of blood, of collection")] = None
    end: Annotated[str | None, Words("DATE", "its last day, of what goes on for some days")] = None
    agent: Annotated[list[str] | None, Words("DRUG", "drug; of a hold repeatable, or a block")] = None
    amount: Annotated[str | None, Words("AMOUNT", "what was given, with its unit: '50 mg'")] = None
    route: Annotated[str | None, Words("ROUTE", "how it was given: PO, IV, SC, …")] = None
    anc: Annotated[str | None, Words("VALUE", "neutrophils: 0.4, '0.4 10^9/L', '450 /uL'")] = None
    wbc: Annotated[str | None, Words("VALUE", "white cells")] = None
    platelets: Annotated[str | None, Words("VALUE", "platelets: 22, '22 K/uL'")] = None
    haemoglobin: Annotated[str | None, Words("VALUE", "haemoglobin with its unit: '8.1 g/dL'")] = None
    blasts: Annotated[str | None, Words("PERCENT", "blasts, of blood or of marrow")] = None
    product: Annotated[str | None, Words("PRODUCT", "of a transfusion: platelets or red-cells")] = None
    adequate: Annotated[str | None, Words("yes|no", "whether a marrow can be read")] = None
    term: Annotated[str | None, Words("TEXT", "CTCAE term of a toxicity, or site and organism")] = None
    grade: Annotated[str | None, Words("1-5", "grade of a toxicity")] = None
    ctcae: Annotated[str | None, Words("VERSION", "CTCAE version it was graded by: 4.03, 5.0 or 6.0")] = None
    attribution: Annotated[str | None, Words("CAUSE", "treatment, disease, unrelated or unknown")] = None
    dlt: Annotated[str | None, Words("yes|no", "whether a toxicity was adjudicated as dose-limiting")] = None
    assessment: Annotated[str | None, Words("ID", "assessment of the protocol that took place")] = None
    reason: Annotated[str | None, Words("TEXT", "reason of a hold or of a withdrawal")] = None
    what: Annotated[str | None, Words("TEXT", "the next therapy")] = None
    text: Annotated[str | None, Words("TEXT", "of a note, in a sentence; no names")] = None
    note: Annotated[str | None, Words("TEXT", "anything else worth keeping; no names")] = None
    id: Annotated[str | None, Words("ID", "a name by which it can be corrected")] = None


def kinds() -> dict[str, str]:
    """Word for a kind of entry to its section; follow-ups have a command of their own."""
    from regimen.record.model import REPLACEMENTS
    from regimen.recording import noun

    return {noun(section).replace(" ", "-"): section for section in REPLACEMENTS if section != "follow_ups"}


def section_of(kind: str) -> str:
    """The section that a word for a kind of entry stands for."""
    known = kinds()
    if kind not in known:
        raise RegimenError(f"'{kind[:40]}' is no kind of entry{nearest(kind, known)}", allowed=", ".join(known))
    return known[kind]


def typed(section: str, given: EntryOptions) -> tuple[dict[str, Any], list[str]]:
    """The fields that were given, and what is to be said of how they were read; refuses options of other kinds."""
    from regimen.counts.bare import with_unit
    from regimen.counts.units import ANALYTES
    from regimen.record.model import kind_of

    takes, fields, told = kind_of(section).model_fields, dict[str, Any](), list[str]()
    for name, value in given._asdict().items():
        field = "agents" if name == "agent" and "agents" in takes else name
        if value is None:
            continue
        if field not in takes:
            allowed = ", ".join(option_of(one) for one in takes)
            raise RegimenError(f"{_called(section)} has no {option_of(name)}", allowed=allowed)
        if name in ANALYTES:
            fields[field] = with_unit(name, value)
            if fields[field] != value:
                told.append(f"{ANALYTES[name].name} {value} is read as {fields[field]}")
        else:
            fields[field] = _single(value) if name == "agent" and field == name else value
    return fields, told


def _single(values: list[str]) -> str:
    if len(values) > 1:
        raise RegimenError("a dose is of one drug", hint="record each drug by itself")
    return values[0]


def untouched(entry: "Entry | None", cleared: Sequence[str]) -> dict[str, Any]:
    """The fields of an entry that is corrected, as they read, less those to be taken out."""
    fields = entry.model_dump(mode="json", exclude_defaults=True, exclude={"id"}) if entry else {}
    for name in cleared:
        field = name.replace("-", "_")
        if field not in fields:
            raise RegimenError(f"--clear: the entry has no '{name[:40]}'", allowed=", ".join(fields))
        del fields[field]
    return fields


def needed(section: str, fields: Mapping[str, Any]) -> None:
    """Refuse an entry that lacks what its kind must have, naming the options."""
    from regimen.record.model import kind_of

    form = kind_of(section).model_fields
    lacking = [option_of(name) for name, field in form.items() if field.is_required() and name not in fields]
    if lacking:
        raise RegimenError(f"{_called(section)} needs {' and '.join(lacking)}")


def option_of(field: str) -> str:
    """The option that gives a field."""
    return "--agent" if field == "agents" else f"--{field.replace('_', '-')}"


def _called(section: str) -> str:
    from regimen.recording import noun

    return f"'{noun(section)}'"
