"""Phrases about doses and days that printouts, command line and JSON labels share.

A value that the sources do not give never stands without its mark; hidden, it reads "not in the sources".
"""

import datetime as dt

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.dosing.wording import shown_amount
from regimen.nomenclature import MARK, NOT_IN_SOURCES, agent_dose, drug_name, safe_dose, safe_duration
from regimen.protocol.resolved import ResolvedLine
from regimen.quantity import Basis
from regimen.schedule.applies import whom_for
from regimen.schedule.items import Entry, Item, Kind
from regimen.schedule.why import order_words

_ROUTES = {"SC": "subcutaneously"}
"""Routes whose code is on the ISMP list of error-prone abbreviations."""


def marked(text: str, assumed: bool) -> str:
    """The text, with † where it rests on an assumption."""
    return f"{text}{MARK}" if assumed else text


def dose_assumed(entry: Entry) -> bool:
    """Whether the dose expression itself is an assumption."""
    return entry.marks["dose"].assumed


def amount_assumed(entry: Entry) -> bool:
    """Whether the amount rests on an assumption: the dose, or else formula, weight or rounding, which are ours."""
    assert entry.dose is not None
    assert entry.result is not None
    return dose_assumed(entry) or entry.dose.basis is not Basis.FLAT or bool(entry.result.variance_percent)


def day_assumed(entry: Entry) -> bool:
    """Whether the sources leave open on which day it happens."""
    return any(entry.marks[field].assumed for field in ("days", "day") if field in entry.marks)


def dose_words(entry: Entry, *, hide: bool = False) -> str:
    """`8 mg/m²†`, or that the sources do not give it."""
    assert entry.dose is not None
    if hide and dose_assumed(entry):
        return f"dose {NOT_IN_SOURCES}"
    return marked(agent_dose(entry.name, entry.dose), dose_assumed(entry))


def amount_words(entry: Entry, *, hide: bool = False) -> str | None:
    """`15 mg†`; None while body data are missing or where hiding leaves nothing to say."""
    assert entry.result is not None
    if entry.result.amount is None or (hide and amount_assumed(entry)):
        return None
    return marked(shown_amount(entry.result.amount), amount_assumed(entry))


def one_dose(entry: Entry, *, hide: bool = False, with_dose: bool = True) -> str:
    """`15 mg† (8 mg/m²†)`; a flat dose or a dose without an amount stands alone."""
    assert entry.dose is not None
    amount, dose = amount_words(entry, hide=hide), dose_words(entry, hide=hide)
    if amount is None:
        return dose
    return amount if entry.dose.basis is Basis.FLAT or not with_dose else f"{amount} ({dose})"


def giving(line: ResolvedLine, *, hide: bool = False) -> str:
    """`IV over 30 min`; with its place in the day and the band of subjects, where the line has them."""
    routes = " or ".join(_ROUTES.get(route, route) for route in (line.route, *line.other_routes))
    text = f"route {NOT_IN_SOURCES}" if hide and _assumed(line, "route") else marked(routes, _assumed(line, "route"))
    if line.site:
        text += f", {line.site}"
    if line.duration_min and hide and _assumed(line, "over"):
        text += f", duration {NOT_IN_SOURCES}"
    elif line.duration_min:
        text += f" over {marked(safe_duration(line.duration_min), _assumed(line, 'over'))}"
    text += order_words(line)
    if line.purpose != "treatment":
        text += f", {line.purpose}"
    if whom := whom_for(line):
        text += f", only for {whom}"
    return text


def _assumed(line: ResolvedLine, field: str) -> bool:
    """Whether a field of a line rests on an assumption."""
    return field in line.marks and line.marks[field].assumed


def prescription(entry: Entry, *, hide: bool = False, with_dose: bool = True) -> str:
    """Dose and way of giving: `15 mg† (8 mg/m²†) IV over 30 min`."""
    assert entry.line is not None
    between = ", " if hide and (dose_assumed(entry) or _assumed(entry.line, "route")) else " "
    return f"{one_dose(entry, hide=hide, with_dose=with_dose)}{between}{giving(entry.line, hide=hide)}"


def dose_line(entry: Entry, *, hide: bool = False, with_dose: bool = True) -> str:
    """Drug, dose and way of giving: `mitoXANTRONE 15 mg† IV over 30 min`."""
    between = ", " if hide and dose_assumed(entry) else " "
    name = marked(drug_name(entry.name), day_assumed(entry))
    return f"{name}{between}{prescription(entry, hide=hide, with_dose=with_dose)}{carrying(entry, hide=hide)}"


def carrying(entry: Entry, *, hide: bool = False) -> str:
    """`, carrying 188.19 mg† (100 mg/m²) cytarabine`; empty where the product holds one drug."""
    if entry.line is None or not entry.line.carries:
        return ""
    return ", carrying " + ", ".join(_carried(entry, drug, hide=hide) for drug in entry.line.carries)


def _carried(entry: Entry, drug: str, *, hide: bool) -> str:
    """`188.19 mg† (100 mg/m²) cytarabine`, what the same product holds besides."""
    assert entry.line is not None
    assert entry.result is not None
    dose, amount = safe_dose(entry.line.carries[drug]), entry.result.carried.get(drug)
    if amount is None or (hide and amount_assumed(entry)):
        return f"{dose} {drug_name(drug)}"
    return f"{marked(shown_amount(amount), amount_assumed(entry))} ({dose}) {drug_name(drug)}"


def dose_label(item: Item, *, hide: bool = False) -> str:
    """One administration for people; numbered where the day has several."""
    assert item.entry.line is not None
    slots = item.entry.line.slots.a_day
    text = dose_line(item.entry, hide=hide, with_dose=False)
    return f"{text} ({item.slot} of {slots})" if slots > 1 else text


def label(item: Item, *, hide: bool = False) -> str:
    """Any item for people."""
    if item.entry.kind is Kind.DOSE:
        return dose_label(item, hide=hide)
    return marked(item.entry.name, item.entry.assumed)


def anchor_words(entry: Entry, *, hide: bool = False) -> str:
    """The event that really fixes a day: `count recovery`."""
    assumed = entry.anchor_mark.assumed
    return NOT_IN_SOURCES if hide and assumed else marked(entry.anchor, assumed)


def day_words(day: int) -> str:
    """`Day 4`, `Day −1` with a real minus sign."""
    return f"Day {day}".replace("-", "−")


def dated(plan: Plan, day: int) -> str:
    """`Day 45, Thu 14 Jan 2027`."""
    return day_and_date(day, plan.date(day))


def day_and_date(day: int, date: dt.date) -> str:
    """The same of a date that is known already."""
    return f"{day_words(day)}, {safe_date(date)}"


def span(plan: Plan, first: int, last: int) -> str:
    """`Day 20 to Day 45, Sun 20 Dec 2026 to Thu 14 Jan 2027`."""
    if first == last:
        return dated(plan, first)
    dates = f"{safe_date(plan.date(first))} to {safe_date(plan.date(last))}"
    return f"{day_words(first)} to {day_words(last)}, {dates}"


def plural(count: int, word: str) -> str:
    """`1 day`, `5 days`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
