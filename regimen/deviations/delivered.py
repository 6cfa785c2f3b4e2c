"""Doses delivered against doses planned, drug by drug; never against time, which says nothing of a single course."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from regimen.deviations.standard import Standard, known
from regimen.errors import RegimenError
from regimen.quantity import Amount
from regimen.record.facts import Facts
from regimen.schedule.items import Kind


class Delivered(NamedTuple):
    """One drug over the whole course."""

    agent: str
    planned: int
    """Doses that the protocol has."""
    given: int
    """Doses recorded."""
    planned_amount: Amount | None
    """Their amounts as measured out; None where the plan has none."""
    given_amount: Amount | None
    """None where an amount is not recorded, or in a unit that does not turn into the others."""

    @property
    def relative(self) -> Decimal | None:
        """Amount given by amount planned; not a dose intensity."""
        if self.planned_amount is None or self.given_amount is None:
            return None
        if self.planned_amount.unit.kind is not self.given_amount.unit.kind:
            return None
        return self.given_amount.to(self.planned_amount.unit).value / self.planned_amount.value


def delivered(standard: Standard, facts: Facts) -> list[Delivered]:
    """Every drug planned or given, in protocol order."""
    planned: dict[str, list[Amount | None]] = {}
    for item in standard.ideal.items:
        if item.kind == Kind.DOSE:
            result = item.entry.result
            planned.setdefault(item.entry.name, []).append(result.amount if result else None)
    given: dict[str, list[Amount | None]] = {agent: [] for agent in planned}
    for dose in known(standard, facts).given:
        given.setdefault(dose.agent, []).append(dose.amount)
    return [
        Delivered(agent, len(planned.get(agent, ())), len(amounts), _sum(planned.get(agent, ())), _sum(amounts))
        for agent, amounts in given.items()
    ]


def _sum(amounts: Iterable[Amount | None]) -> Amount | None:
    """The sum of amounts that are all known; None for none at all."""
    total: Amount | None = None
    for amount in amounts:
        if amount is None:
            return None
        try:
            total = amount if total is None else total.plus(amount)
        except RegimenError:
            return None
    return total
