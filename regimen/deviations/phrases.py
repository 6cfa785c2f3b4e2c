"""Phrases about the doses and days of an edit; an assumed value never stands without its mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from regimen.days import DayNumbering, DaySet
from regimen.deviations.costs import AMOUNT_TOLERANCE_PERCENT
from regimen.deviations.edits import Edit, line_of
from regimen.dosing.wording import shown_amount
from regimen.nomenclature import MARK, days_words, drug_name
from regimen.quantity import Amount, Basis
from regimen.schedule.items import Entry, Item, Schedule

_ROUTES = {"SC": "subcutaneously"}
"""Routes whose code is on the ISMP list of error-prone abbreviations."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """How days and drugs of one protocol are said."""

    numbering: DayNumbering
    blocks: Mapping[str, frozenset[str]]
    """Block to its drugs."""
    order: Mapping[str, int]
    """Drug to its place in the protocol."""

    @classmethod
    def of(cls, schedule: Schedule) -> "Phrases":
        """From the lines that are drawn."""
        blocks: dict[str, set[str]] = {}
        for entry in schedule.doses:
            if entry.line is not None and entry.line.block is not None:
                blocks.setdefault(entry.line.block, set()).add(entry.line.agent)
        agents = dict.fromkeys(entry.name for entry in schedule.doses)
        return cls(
            schedule.resolved.numbering,
            {block: frozenset(drugs) for block, drugs in blocks.items()},
            {agent: number for number, agent in enumerate(agents)},
        )

    def agents(self, edit: Edit) -> tuple[str, ...]:
        """The drugs that were meant, in protocol order; without any, those given."""
        names = {line_of(item).agent for item in edit.items if item.entry.line} or {dose.agent for dose in edit.given}
        return tuple(sorted(names, key=lambda name: (self.order.get(name, len(self.order)), name)))

    def subject(self, edit: Edit) -> str:
        """Block where all of it is meant, else the generic names; assessments and other things by their id."""
        agents = self.agents(edit)
        return edit.group if not agents or self._whole(edit, agents) else ", ".join(agents)

    def name(self, edit: Edit) -> str:
        """The subject for people, drugs with tall-man letters."""
        agents = self.agents(edit)
        if not agents:
            return edit.items[0].entry.name if edit.items else edit.group
        return edit.group if self._whole(edit, agents) else listed(map(drug_name, agents))

    def was(self, edit: Edit) -> str:
        """`was`, or `were` of several drugs that are not a whole block."""
        agents = self.agents(edit)
        return "were" if len(agents) > 1 and not self._whole(edit, agents) else "was"

    def _whole(self, edit: Edit, agents: tuple[str, ...]) -> bool:
        return self.blocks.get(edit.group) == frozenset(agents)

    def days(self, days: Iterable[int], *, assumed: bool = False) -> str:
        """`days 6-10`, `Day 5`, with † where the plan's days rest on an assumption."""
        found = DaySet.of(days, self.numbering)
        text = days_words(found)
        return f"{text[:1].upper() if text.startswith('day ') else text[:1]}{text[1:]}{MARK if assumed else ''}"

    def planned_days(self, edit: Edit) -> str:
        """The days of the planned doses or assessments."""
        return self.days((item.day for item in edit.items), assumed=any(map(_day_assumed, edit.items)))

    def given_days(self, edit: Edit) -> str:
        """The days of the given doses."""
        return self.days(dose.day for dose in edit.given)

    def moved_days(self, edit: Edit) -> str:
        """The days on which moved doses were given, or are to be."""
        if edit.given:
            return self.given_days(edit)
        numbering = self.numbering
        return self.days(numbering.day(numbering.offset(item.day) + edit.shift) for item in edit.items)


def listed(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def doses(count: int) -> str:
    """`1 dose`, `15 doses`."""
    return f"{count} dose{'' if count == 1 else 's'}"


def days_apart(shift: int) -> str:
    """`2 days later`, `1 day earlier`."""
    return f"{abs(shift)} day{'' if abs(shift) == 1 else 's'} {'later' if shift > 0 else 'earlier'}"


def route(code: str) -> str:
    """A route as it may be written."""
    return _ROUTES.get(code, code)


def planned_amounts(edit: Edit) -> str:
    """The unrounded planned amount of each drug: `15.06 mg†`."""
    return _by_agent({item.entry.name: planned_amount(item.entry) for item in reversed(edit.items)}, edit)


def allowed_amounts(edit: Edit) -> str:
    """From the least to the most that is still the planned amount, by drug."""
    least, most = (Decimal(100 + sign * AMOUNT_TOLERANCE_PERCENT) / 100 for sign in (-1, 1))
    texts = {
        item.entry.name: f"{planned_amount(item.entry, least)} to {planned_amount(item.entry, most)}"
        for item in reversed(edit.items)
    }
    return _by_agent(texts, edit)


def given_amounts(edit: Edit) -> str:
    """The amount given of each drug, the first of a run."""
    return _by_agent({one.agent: shown_amount(one.amount) for one in reversed(edit.given) if one.amount}, edit)


def planned_amount(entry: Entry, part: Decimal = Decimal(1)) -> str:
    """Part of one administration's amount before rounding, with its mark."""
    assert entry.dose is not None
    amount = entry.result.amount_unrounded if entry.result else None
    assert amount is not None
    assumed = entry.marks["dose"].assumed or entry.dose.basis is not Basis.FLAT or part != 1
    return f"{shown_amount(Amount(amount.value * part, amount.unit))}{MARK if assumed else ''}"


def _by_agent(texts: Mapping[str, str], edit: Edit) -> str:
    agents = dict.fromkeys(item.entry.name for item in edit.items)
    if len(agents) == 1:
        return next(iter(texts.values()))
    return listed(f"{drug_name(agent)} {texts[agent]}" for agent in agents if agent in texts)


def _day_assumed(item: Item) -> bool:
    return item.entry.marks["days"].assumed
