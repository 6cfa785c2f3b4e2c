"""Drugs that must never reach the spinal canal, and days on which they could: mix-ups that have killed."""

from collections.abc import Iterator, Sequence

from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name
from regimen.schedule.items import Entry, Item

VINCAS = frozenset({"vincristine", "vinblastine", "vindesine", "vinorelbine", "vinflunine"})
NEVER_INTRATHECAL = VINCAS | {"mitoxantrone", "bortezomib"}
_SPINAL = "intrathecal"
BEST_PRACTICES = "ISMP Targeted Medication Safety Best Practices for Hospitals"
_LABELS = f"labels (boxed warnings); {BEST_PRACTICES}"
_WHO = f"WHO Alert No. 115 (2007); {BEST_PRACTICES}"


def spinal_findings(items: Sequence[Item], doses: list[Entry]) -> Iterator[Finding]:
    """A drug that kills or paralyses in the spinal canal with that route; a vinca on a day of another such dose."""
    for entry in doses:
        if entry.name in NEVER_INTRATHECAL and entry.line and _SPINAL in (entry.line.route, *entry.line.other_routes):
            message = f"{drug_name(entry.name)} must never be given intrathecally: it kills or paralyses there"
            yield Finding("intrathecal-fatal", Severity.ERROR, message, entry.name, _LABELS)
    spinal: dict[int, str] = {}
    for item in items:
        if item.entry.line and item.entry.line.route == _SPINAL:
            spinal.setdefault(item.day, item.entry.name)
    told = set[str]()
    for item in items if spinal else ():
        injected = item.entry.name in VINCAS and item.entry.line is not None and item.entry.line.route != _SPINAL
        if injected and item.day in spinal and item.entry.name not in told:
            told.add(item.entry.name)
            vinca, other = drug_name(item.entry.name), drug_name(spinal[item.day])
            day = f"Day {item.day}{MARK if item.entry.marks['days'].assumed else ''}"
            message = f"{vinca} on {day}, on which {other} is given intrathecally: taken for it, it kills"
            yield Finding("vinca-on-intrathecal-day", Severity.IMPORTANT, message, item.entry.name, _WHO)
