"""Mix-ups that have killed: drugs in the spinal canal, units a thousand-fold apart, rescue that is missing."""

from collections.abc import Iterator
from decimal import Decimal

from regimen.lint.bodies import together
from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.nomenclature import agent_dose, drug_name, safe_dose, safe_number
from regimen.quantity import INTERNATIONAL, MG, USP, Amount, Basis, Dose, Kind
from regimen.schedule.spinal import NEVER_INTRATHECAL, VINCAS

FEWEST_INTERNATIONAL = Decimal(1000)
"""Fewer international units of bleomycin are less than one USP unit: the figure looks like USP units."""
MOST_USP = Decimal(100)
"""More USP units of bleomycin at once are no dose: the figure looks like international units."""
HIGH_METHOTREXATE = Decimal(500)
"""From this many mg/m² a day on, methotrexate needs a rescue."""
_RESCUES = {"leucovorin", "folinic-acid", "calcium-folinate", "sodium-folinate", "levoleucovorin", "levofolinic-acid"}


def intrathecal_fatal(view: View) -> Iterator[Hit]:
    """A drug that kills or paralyses in the spinal canal, with that route."""
    for i, line in view.lines.values():
        if line.agent in NEVER_INTRATHECAL and "intrathecal" in (line.route, *line.other_routes):
            field = "route" if line.route == "intrathecal" else "other_routes"
            message = f"{drug_name(line.agent)} must never be given intrathecally; correct the route"
            yield Hit(("doses", i, field), message)


def vinca_on_intrathecal_day(view: View) -> Iterator[Hit]:
    """A vinca alkaloid on a day on which another drug is given intrathecally."""
    for variant in view.variants:
        lines = {line.id: line for line in variant.resolved.lines}
        spinal = [line for line in lines.values() if line.route == "intrathecal"]
        for vinca in (line for line in lines.values() if line.agent in VINCAS and line.route != "intrathecal"):
            for other in spinal:
                shared = variant.lines[vinca.id].days & variant.lines[other.id].days
                if shared and together(vinca, other):
                    message = f"{drug_name(other.agent)} is given intrathecally on the same Day {min(shared)}"
                    hint = "separate the days, or say what parts them"
                    yield Hit(("doses", view.lines[vinca.id][0]), f"{message}{variant.words}; {hint}")


def intrathecal_by_size(view: View) -> Iterator[Hit]:
    """An intrathecal dose that goes by body size."""
    for _, line, dose, path in view.doses:
        if line.route == "intrathecal" and dose.basis is not Basis.FLAT:
            yield Hit(path, f"{safe_dose(dose)} goes by body size; intrathecal doses are flat, or by age")


def bleomycin_units(view: View) -> Iterator[Hit]:
    """Bleomycin in mg, or in a figure that looks like the other of its two units."""
    for _, line, dose, path in view.doses:
        if line.agent.startswith("bleomycin") and (why := _unlikely(dose)):
            yield Hit(path, f"{why}; write international units or USP units as the source does")


def _unlikely(dose: Dose) -> str | None:
    """What is wrong with a dose of bleomycin."""
    if dose.unit.kind is Kind.MASS:
        return f"{safe_dose(dose)} is a mass, which is neither of its units"
    if dose.unit is INTERNATIONAL and dose.value < FEWEST_INTERNATIONAL:
        return f"{agent_dose('bleomycin', dose)} looks like USP units, a thousand times as much"
    if dose.unit is USP and dose.value > MOST_USP:
        return f"{agent_dose('bleomycin', dose)} looks like international units, a thousandth of it"
    return None


def auc_without_carboplatin(view: View) -> Iterator[Hit]:
    """A dose by area under the curve of a drug for which no formula is known."""
    for _, line, dose, path in view.doses:
        if dose.basis is Basis.AUC and line.agent != "carboplatin":
            yield Hit(path, f"{safe_dose(dose)} of {drug_name(line.agent)}: Calvert's formula is for carboplatin alone")


def methotrexate_without_rescue(view: View) -> Iterator[Hit]:
    """Methotrexate of 500 mg/m² or more in a day, and no leucovorin in the protocol."""
    if _RESCUES & {line.agent for line in view.protocol.doses}:
        return
    for variant in view.variants:
        days: dict[int, Decimal] = {}
        for laid in variant.lines.values():
            if laid.line.agent == "methotrexate" and laid.line.steps[0].dose.basis is Basis.PER_M2:
                largest = max(Amount(dose.value, dose.unit).to(MG).value for dose, _ in laid.given)
                daily = largest * laid.line.slots.a_day
                days |= {day: days.get(day, Decimal(0)) + daily for day in laid.days}
        if days and max(days.values()) >= HIGH_METHOTREXATE:
            message = f"{safe_number(max(days.values()))} mg/m² a day{variant.words} needs leucovorin rescue"
            yield Hit(("agents", "methotrexate"), f"{message}, and no line gives any", of_key=True)


def ifosfamide_without_mesna(view: View) -> Iterator[Hit]:
    """Ifosfamide, and no mesna in the protocol."""
    given = {line.agent for line in view.protocol.doses}
    if "ifosfamide" in given and "mesna" not in given:
        yield Hit(("agents", "ifosfamide"), "is given without mesna; add the line, or say where it stands", of_key=True)


def oral_methotrexate_daily(view: View) -> Iterator[Hit]:
    """Oral methotrexate on two days in a row."""
    for name, (i, line) in view.lines.items():
        if line.agent == "methotrexate" and line.route == "PO":
            days = view.default.lines[name].days
            if any(day + 1 in days for day in days):
                message = "oral methotrexate stands on days in a row; weekly doses given daily have killed"
                yield Hit(("doses", i), message)
