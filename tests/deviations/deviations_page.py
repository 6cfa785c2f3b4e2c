"""The parts of docs/deviations.md that follow from the registries: costs, rules, classes."""

from regimen.deviations import costs
from regimen.deviations.classes import CLASSES, Code
from regimen.deviations.rules import RULES

COSTS = {
    "dose missed": costs.MISS,
    "dose extra": costs.EXTRA,
    "pause": costs.PAUSE,
    "series moved": costs.SHIFT,
    "end not given": costs.STOP,
    "given beyond the plan": costs.OVERRUN,
    "other drug or route": costs.SWAP,
    "other amount": costs.AMOUNT,
    "other route": costs.ROUTE,
    "other version": costs.SUPERSEDED,
}
"""Name in the table to cost."""
GENERAL = ("permitted", "supportive-drug")
"""Rules that stand before those of any class."""


def rule_rows() -> list[str]:
    """The rows of the table of rules."""
    return [f"| `{rule.id}` | {rule.category} | {rule.reason} | {rule.source} |" for rule in RULES]


def class_section(code: Code) -> str:
    """A class: what it means, its DVDECOD, the rules that set its category."""
    what = CLASSES[code]
    rules = [f"`{rule.id}` {rule.category}" for rule in RULES if code in rule.codes and rule.id not in GENERAL]
    return f"### {code}\n\n{what.means} DVDECOD: `{what.decode}`. Category: {' · '.join(rules)}.\n"
