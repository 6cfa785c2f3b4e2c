"""Totals and limits: products that do not multiply out, doses above what labels allow at once, a day, or in a life.

Like is held against like: mg/m² against mg/m², flat against flat. Where a dose goes by body size and its limit does
not, or the other way round, the size is told from which on the limit is passed, if an ordinary adult has it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from regimen.lint.bodies import together
from regimen.lint.laid import Laid
from regimen.lint.rule import Hit
from regimen.lint.view import View
from regimen.nomenclature import drug_name, rounded, safe_amount, safe_dose
from regimen.protocol.resolved import ResolvedLine
from regimen.quantity import Amount, Basis, Dose


class _Body(NamedTuple):
    """One measure of ordinary adults (our convention)."""

    name: str
    unit: str
    small: Decimal
    large: Decimal


_ORDINARY = {
    Basis.PER_M2: _Body("a body surface", "m²", Decimal("1.5"), Decimal(2)),
    Basis.PER_KG: _Body("a weight", "kg", Decimal(50), Decimal(100)),
}


def course_total(view: View) -> Iterator[Hit]:
    """A line whose dose times administrations of a cycle is not the total that its source prints."""
    for name, (i, line) in view.lines.items():
        printed = line.course_total
        for variant in view.variants if printed else ():
            laid = variant.lines.get(name)
            if printed and laid and (fault := _multiplied(laid.given, printed, variant.words)):
                yield Hit(("doses", i, "course_total"), fault)


def _multiplied(given: Sequence[tuple[Dose, int]], printed: Dose, words: str) -> str | None:
    """What is wrong with a printed total."""
    for dose, _ in given:
        if (dose.basis, dose.unit.kind) != (printed.basis, printed.unit.kind):
            return f"{safe_dose(printed)} does not measure what the dose, {safe_dose(dose)}, measures; write both alike"
    total = sum((_in(dose, printed) * count for dose, count in given), Decimal(0))
    if total == printed.value:
        return None
    terms = " + ".join(f"{safe_dose(dose)} × {count}" for dose, count in given)
    made = safe_dose(Dose(total, printed.unit, printed.basis))
    slip = "; one dose looks like the total" if [dose for dose, _ in given] == [printed] else ""
    return f"{terms} = {made} a cycle{words}, not {safe_dose(printed)}{slip}"


def _in(dose: Dose, other: Dose) -> Decimal:
    """A dose's figure in the unit of another."""
    return Amount(dose.value, dose.unit).to(other.unit).value


def single_maximum(view: View) -> Iterator[Hit]:
    """One administration above the largest that the label knows."""
    for variant, line, dose, path in view.doses:
        limit = view.protocol.agents[line.agent].single_maximum
        if limit is not None and (words := _passed(given := _effective(line, dose, limit, 1), limit)):
            yield Hit(path, f"{drug_name(line.agent)} {safe_dose(given)} at once{variant.words} {words}")


def daily_maximum(view: View) -> Iterator[Hit]:
    """A flat daily amount above the labelled maximum."""
    for variant, line, dose, path in view.doses:
        maximum = view.protocol.agents[line.agent].label_maximum
        if maximum is None:
            continue
        limit = Dose(maximum.value, maximum.unit, Basis.FLAT)
        daily = _effective(line, dose, limit, line.slots.a_day)
        if daily.basis is Basis.FLAT and _in(daily, limit) > limit.value:
            given = f"{drug_name(line.agent)} {safe_dose(daily)} a day{variant.words}"
            yield Hit(path, f"{given} is above the labelled {safe_amount(maximum)} a day")


def lifetime_maximum(view: View) -> Iterator[Hit]:
    """A course, all drawn cycles together, above the largest cumulative dose that the label knows."""
    for name, agent in view.protocol.agents.items():
        limit = agent.lifetime_maximum
        for variant in view.variants if limit else ():
            assert limit is not None
            lines = [laid for laid in variant.lines.values() if laid.line.agent == name and laid.cycles]
            for basis in dict.fromkeys(dose.basis for laid in lines for dose, _ in laid.given):
                total = Dose(_heaviest(lines, limit, basis), limit.unit, basis)
                if total.value and (words := _passed(total, limit)):
                    cycles = variant.resolved.cycle_count
                    span = f"in the {cycles} cycles drawn" if cycles > 1 else "in the course"
                    message = f"{safe_dose(total)} {span}{variant.words} {words}, which holds for a life"
                    yield Hit(("agents", name, "lifetime_maximum"), message)


def _heaviest(lines: Sequence[Laid], limit: Dose, basis: Basis) -> Decimal:
    """The most that one subject can get, as far as it goes by this basis, in the unit of the limit."""
    totals: dict[tuple[object, ...], tuple[ResolvedLine, Decimal]] = {}
    for laid in lines:
        line = laid.line
        whom = (line.provided, line.ages, line.weight, line.lvef)
        totals[whom] = line, totals.get(whom, (line, Decimal(0)))[1] + _total(laid, limit, basis)
    return max((_beside(first, list(totals.values())) for first in totals.values()), default=Decimal(0))


def _beside(first: tuple[ResolvedLine, Decimal], totals: list[tuple[ResolvedLine, Decimal]]) -> Decimal:
    """What a subject gets who gets one line: of the others all that one subject can get, in file order."""
    taken = [first]
    for other in totals:
        if other is not first and all(together(other[0], line) for line, _ in taken):
            taken.append(other)
    return sum((value for _, value in taken), Decimal(0))


def _total(laid: Laid, limit: Dose, basis: Basis) -> Decimal:
    """All that one line gives, as far as it goes by this basis, in the unit of the limit."""
    given = [_effective(laid.line, dose, limit, count * len(laid.cycles)) for dose, count in laid.given]
    alike = [dose for dose in given if dose.basis is basis and dose.unit.kind is limit.unit.kind]
    return sum((_in(dose, limit) for dose in alike), Decimal(0))


def _effective(line: ResolvedLine, dose: Dose, limit: Dose, count: int) -> Dose:
    """So many administrations as one dose; the cap in place of a dose by body size where the limit is flat."""
    cap = line.cap
    if cap is not None and limit.basis is Basis.FLAT and dose.basis is not Basis.FLAT:
        return Dose(cap.value * count, cap.unit, Basis.FLAT)
    if cap is not None and dose.basis is Basis.FLAT:
        return Dose(min(_in(dose, Dose(cap.value, cap.unit, Basis.FLAT)), cap.value) * count, cap.unit, Basis.FLAT)
    return Dose(dose.value * count, dose.unit, dose.basis)


def _passed(given: Dose, limit: Dose) -> str | None:
    """How a dose passes its limit, in words; None where it does not, or where the two cannot be compared."""
    if given.unit.kind is not limit.unit.kind:
        return None
    value, labelled = _in(given, limit), f"is above the labelled {safe_dose(limit)}"
    if given.basis is limit.basis:
        both = "both flat" if limit.basis is Basis.FLAT else "both by body size"
        return f"{labelled} ({both})" if value > limit.value else None
    if limit.basis is Basis.FLAT and given.basis in _ORDINARY:
        size = limit.value / value
        if size < _ORDINARY[given.basis].large:
            return f"{labelled} (flat) for {_size(given.basis, 'over', size)}"
    elif given.basis is Basis.FLAT and limit.basis in _ORDINARY:
        size = value / limit.value
        if size > _ORDINARY[limit.basis].small:
            return f"{labelled} (by body size) for {_size(limit.basis, 'under', size)}"
    return None


def _size(basis: Basis, side: str, size: Decimal) -> str:
    """`a body surface over 1.43 m²`."""
    ordinary = _ORDINARY[basis]
    return f"{ordinary.name} {side} {rounded(size, 2)} {ordinary.unit}"
