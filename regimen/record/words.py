"""Entries of a record in words, for whoever has just written one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from regimen.counts.units import ANALYTES
from regimen.dates import safe_date
from regimen.nomenclature import drug_name, safe_amount
from regimen.record.entries import Entry


def entry_words(entry: Entry) -> str:
    """`Tue 12 Jan 2027 07:30: ANC 0.4 10^9/L, platelets 22 10^9/L`."""
    end = getattr(entry, "end", None)
    time = getattr(entry, "time", None)
    when = f"{safe_date(entry.date)}{f' {time}' if time else ''}{f' to {safe_date(end)}' if end else ''}"
    said = ", ".join(_said(entry))
    return f"{when}: {said}" if said else when


def _said(entry: Entry) -> Iterator[str]:
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in _WHEN or value in (None, []):
            continue
        if name in ANALYTES:
            yield f"{ANALYTES[name].name} {value}"
        else:
            yield _WORDS.get(name, str)(value)


_WHEN = ("id", "date", "time", "end")
_WORDS: Mapping[str, Callable[[Any], str]] = {
    "agent": drug_name,
    "amount": safe_amount,
    "agents": lambda names: " and ".join(map(drug_name, names)),
    "adequate": lambda yes: "adequate" if yes else "not adequate",
    "grade": lambda grade: f"grade {grade}",
    "ctcae": lambda version: f"CTCAE {version}",
    "attribution": lambda cause: f"put down to {cause}",
    "dlt": lambda yes: "adjudicated as DLT" if yes else "not adjudicated as DLT",
    "approved_on": lambda date: f"approved on {safe_date(date)}",
    "approved_by": lambda role: f"by {role}",
    "corrective_action": lambda text: f"corrective action: {text}",
    "cause": lambda text: f"cause: {text}",
    "impact": lambda text: f"impact: {text}",
    "note": lambda text: f"note: {text}",
}
"""Field to how its value is said; others are said as they are."""
