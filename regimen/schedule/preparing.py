"""How the doses of a schedule are made up; worked out when it is shown, because most schedules are only looked at."""

from collections.abc import Iterable, Iterator

from regimen.dosing.dilution import Dilution, no_bag_fits
from regimen.dosing.policy import DosePolicy
from regimen.dosing.preparation import Preparation, drawn_from, prepare, volume_of
from regimen.findings import Finding
from regimen.nomenclature import MARK
from regimen.protocol.resolved import ResolvedProtocol
from regimen.quantity import Amount
from regimen.schedule.drugs import dilution_of, products_of
from regimen.schedule.items import Entry

_NOT_DRAWN_UP = ("PO", "ophthalmic")
"""Routes without vials."""
_DILUTED = "IV"
"""The route that goes into a bag."""


def preparation(resolved: ResolvedProtocol, entry: Entry, policy: DosePolicy, *, assumed: bool) -> Preparation | None:
    """Volume, vials and bag of one administration; None for what is swallowed or dropped, or without an amount.

    `assumed` says whether the amount rests on an assumption (†).
    """
    if not is_made_up(entry) or entry.result is None or entry.result.amount is None:
        return None
    amount, measured = entry.result.amount, entry.result.measured
    products = products_of(resolved, entry.name, policy.region)
    dilution = bag_rules(resolved, entry, amount)
    mark = MARK if assumed else ""
    return prepare(amount, products, policy.region, measured=measured, dilution=dilution, mark=mark)


def bag_findings(resolved: ResolvedProtocol, doses: Iterable[Entry], policy: DosePolicy) -> Iterator[Finding]:
    """Infusions that no bag of their drug's list can hold."""
    for entry in doses:
        if entry.result is None or entry.result.amount is None:
            continue
        amount = entry.result.amount
        dilution = bag_rules(resolved, entry, amount)
        if dilution is None:
            continue
        liquid = drawn_from(amount, products_of(resolved, entry.name, policy.region), entry.result.measured)
        if liquid and (finding := no_bag_fits(entry.name, amount, volume_of(amount, liquid), dilution)):
            yield finding


def is_made_up(entry: Entry) -> bool:
    """Whether a dose is drawn up or dissolved at all; what is swallowed or dropped is not."""
    return entry.line is not None and entry.line.route not in _NOT_DRAWN_UP


def bag_rules(resolved: ResolvedProtocol, entry: Entry, amount: Amount) -> Dilution | None:
    """How an infusion of so much goes into a bag; None for what does not, or where the protocol does not say."""
    if entry.line is None or entry.line.route != _DILUTED:
        return None
    return dilution_of(resolved, resolved.agent(entry.name), amount)
