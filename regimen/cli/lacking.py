"""What must be given before every dose has an amount."""

from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.schedule.items import Schedule


def lacking(schedule: Schedule) -> list[Finding]:
    """One finding that names the options missing and the drugs that wait for them; none when all is known."""
    waiting = [entry for entry in schedule.doses if entry.result and entry.result.missing]
    if not waiting:
        return []
    fields = dict.fromkeys(field for entry in waiting if entry.result for field in entry.result.missing)
    options = ", ".join(f"--{field.replace('_', '-')}" for field in fields)
    names = ", ".join(dict.fromkeys(drug_name(entry.name) for entry in waiting))
    other = "; or give --bsa" if {"height_cm", "weight_kg"} & set(fields) else ""
    message = f"no amount for {names}: missing {options}{other}; or try --sample"
    return [Finding("body-data-missing", Severity.INFO, message, ", ".join(fields))]
