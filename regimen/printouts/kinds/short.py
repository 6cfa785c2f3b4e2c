"""What happens on a day in as few words as are safe: for the cells of a calendar, which stands beside its key."""

from regimen.course import Plan
from regimen.nomenclature import drug_name
from regimen.printouts.moves import ideal_words
from regimen.printouts.words import carrying, day_assumed, day_words, giving, label, marked, one_dose
from regimen.schedule.applies import whom_for
from regimen.schedule.items import Item

_USUAL_ROUTES = {"PO", "IV"}
"""Routes that a cell may leave to the day list, unless a drug is given in several ways; an intrathecal one never."""


def short_line(plan: Plan, items: list[Item]) -> str:
    """One line for a day's items of one entry: `LEN 50 mg`, `cytarabine 3,764 mg† × 2 doses`, `Clinical exam`."""
    item = items[0]
    if item.entry.line is not None:
        return _dose(plan, items)
    window = plan.schedule.window_of(item)
    return label(item) + (f" ({day_words(window[0])} to {day_words(window[1])})" if window else "")


def _dose(plan: Plan, items: list[Item]) -> str:
    item, entry, line = items[0], items[0].entry, items[0].entry.line
    assert line is not None
    name = plan.resolved.protocol.agents[line.agent].abbreviation or drug_name(entry.name)
    text = f"{marked(name, day_assumed(entry))} {one_dose(entry, with_dose=False)}{carrying(entry)}"
    if len(items) > 1:
        text += f" × {len(items)} doses"
    others = [other for other in plan.resolved.lines if other.agent == line.agent]
    if len(others) > 1 or line.route not in _USUAL_ROUTES:
        text += f" {giving(line)}"
    elif whom := whom_for(line):
        text += f", only for {whom}"
    if item.end_day != item.day and line.slots.a_day == 1:
        text += f", ends on {day_words(item.end_day)}"
    if line.provided:
        text += f", only if {line.provided}"
    return text + ideal_words(item)
