"""The sensitivity table on the dose sheet: every dose by body surface, by every formula and rounding."""

from collections.abc import Iterator

from regimen.dosing.body import BSA_FORMULAS
from regimen.dosing.policy import DosePolicy
from regimen.dosing.sensitivity import Sensitivity, Variant
from regimen.dosing.subject import Subject
from regimen.dosing.wording import shown_amount
from regimen.nomenclature import MARK, NOT_IN_SOURCES, drug_name, rounded, safe_number
from regimen.printouts.sheet import Block, Entry
from regimen.printouts.words import dose_words
from regimen.schedule.doses import dose_sensitivity
from regimen.schedule.items import Entry as DoseEntry
from regimen.schedule.items import Schedule

_NOTHING = "No dose by body surface has an amount: give height and weight."


def sensitivities(
    schedule: Schedule, subject: Subject, policy: DosePolicy, *, hide: bool
) -> Iterator[tuple[DoseEntry, Sensitivity]]:
    """Each dose by body surface with its table; hidden, none of them, because formula and rounding are ours."""
    for entry in () if hide else schedule.doses:
        if found := dose_sensitivity(schedule.resolved, entry, subject, policy):
            yield entry, found


def sensitivity_block(schedule: Schedule, subject: Subject, policy: DosePolicy, *, hide: bool) -> Block:
    """The tables as a block of a sheet."""
    lines = [_entry(entry, found) for entry, found in sensitivities(schedule, subject, policy, hide=hide)]
    instead = Entry(f"Formula and rounding are {NOT_IN_SOURCES}." if hide else _NOTHING)
    return Block(f"Sensitivity to surface formula{MARK} and rounding{MARK}", tuple(lines) or (instead,))


def _entry(entry: DoseEntry, found: Sensitivity) -> Entry:
    spread = f"spread {rounded(found.spread_percent, 1)} % over the table"
    each = ", ".join(
        f"{rounding} {rounded(percent, 1)} %" for rounding, percent in zip(found.roundings, found.spreads, strict=True)
    )
    rows = [_row(found, variant) for variant in found.variants]
    if len(rows) > 1:
        rows.append(f"spread by formula: {each}")
    return Entry(f"{drug_name(entry.name)} {dose_words(entry)}: {spread}", tuple(rows))


def _row(found: Sensitivity, variant: Variant) -> str:
    formula = BSA_FORMULAS.get(variant.formula)
    name = formula.name if formula else variant.formula
    amounts = ", ".join(
        f"{rounding} {shown_amount(amount)}{MARK}"
        for rounding, amount in zip(found.roundings, variant.amounts, strict=True)
    )
    return f"{name} {safe_number(variant.bsa.m2)} m²: {amounts}"
