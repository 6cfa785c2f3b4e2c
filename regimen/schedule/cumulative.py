"""The anthracyclines of a course in mg/m², every administration counted."""

from decimal import Decimal

from regimen.dosing.limits import EquivalenceFactors, anthracycline
from regimen.dosing.policy import DosePolicy
from regimen.dosing.subject import Subject
from regimen.dosing.summary import surface_area
from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.protocol.resolved import ResolvedProtocol
from regimen.quantity import MG, Amount, Basis
from regimen.schedule.applies import whom_for
from regimen.schedule.drugs import citation
from regimen.schedule.items import Entry


def cumulative_findings(
    resolved: ResolvedProtocol, given: list[tuple[Entry, int]], subject: Subject | None, policy: DosePolicy
) -> list[Finding]:
    """The cumulative anthracycline exposure, or why it cannot be assessed; `given` has each entry's administrations."""
    found: dict[str, dict[str, Decimal]] = {}
    for entry, count in given:
        if entry.name in resolved.anthracyclines:
            each = _mg_per_m2(entry, subject, policy)
            if each is None:
                message = (
                    f"cannot assess cumulative anthracycline exposure: {drug_name(entry.name)} is not given by body "
                    "surface area, and height and weight are unknown"
                )
                return [Finding("anthracycline-cannot-assess", Severity.IMPORTANT, message, "height_cm")]
            bands = found.setdefault(entry.name, {})
            whom = whom_for(entry.line) if entry.line else ""
            bands[whom] = bands.get(whom, Decimal(0)) + each * count
    course = {name: _most(bands) for name, bands in found.items()}
    sources = dict.fromkeys(citation(resolved, resolved.agent(name), "anthracycline") for name in course)
    return anthracycline(course, subject, EquivalenceFactors(resolved.anthracyclines, "; ".join(sources)))


def _most(bands: dict[str, Decimal]) -> Decimal:
    """What one subject gets at most: lines for everyone, and of the bands that exclude each other the largest."""
    return bands.get("", Decimal(0)) + max((total for whom, total in bands.items() if whom), default=Decimal(0))


def _mg_per_m2(entry: Entry, subject: Subject | None, policy: DosePolicy) -> Decimal | None:
    """One administration in mg/m²: as prescribed, or what a flat or capped amount comes to on this body."""
    assert entry.dose is not None
    assert entry.line is not None
    assert entry.result is not None
    if entry.dose.unit.kind is not MG.kind:
        return None
    prescribed = Amount(entry.dose.value, entry.dose.unit).to(MG).value
    if entry.dose.basis is Basis.PER_M2 and entry.line.cap is None:
        return prescribed
    bsa = surface_area(subject or Subject(), policy)
    if bsa is None or entry.result.amount_unrounded is None:
        return prescribed if entry.dose.basis is Basis.PER_M2 else None
    return entry.result.amount_unrounded.to(MG).value / bsa.m2_unrounded
