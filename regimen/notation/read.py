"""From one line to a checked protocol: the items become a tree as a file's would, and the same checks read it.

Every value of the tree has its column as place, so that a finding about it points into the line.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from regimen.days import DAY_ZERO, DayNumbering, DaySet
from regimen.errors import RegimenError
from regimen.notation.clauses import Carried, Link
from regimen.notation.items import DoseItem, Line, Step, Value, parse_items
from regimen.notation.labels import SIGNS, letters_of, line_ids, listed, notes_on
from regimen.notation.text import Scanner
from regimen.protocol.model import Protocol
from regimen.protocol.parts import FORMAT
from regimen.protocol.reader import protocol_of
from regimen.protocol.tree import Spot, Tree
from regimen.protocol.values import SLOTS

EVENTS = {"0": "Day 0 as typed", "1": "Day 1 as typed"}
"""What the reference day stands for where the line does not say."""
_ENTRY = "entry"
"""Reference behind what this program or its user adds, such as letters."""
_SOURCE = "source"
"""Reference behind doses and days, where the user names one."""
DAILY = "daily"
_CONDITIONS = ("age", "weight", "lvef", "provided")
_NONE = Value([], 1)


class Origin(NamedTuple):
    """What the protocol of a line is called, and what its facts rest on."""

    id: str = "line"
    title: str | None = None
    """Full title; the drugs if absent."""
    kind: str = "entered"
    """Kind of the reference behind doses and days."""
    citation: str = "typed on the command line"
    """That reference; of any other kind than `entered` it is one of its own."""


TYPED = Origin()


def read_line(text: str, origin: Origin = TYPED) -> Protocol:
    """The protocol that a line describes; raises LineError with the column of what cannot be."""
    line, scan = parse_items(text)
    protocol, findings = protocol_of(_Builder(line, scan, origin).tree())
    if protocol is None or findings:
        scan.fail(findings[0].message, findings[0].place.column if findings[0].place else 1)
    return protocol


class _Builder:
    """Plain data as a protocol file would hold it, with a column for every value."""

    def __init__(self, line: Line, scan: Scanner, origin: Origin) -> None:
        self.line, self.scan, self.origin = line, scan, origin
        self.source = Value(_ENTRY if origin.kind == TYPED.kind else _SOURCE, 1)
        self.made = Tree("line")
        number = line.facts.get("number")
        self.numbering = DayNumbering(int(number.data) if number else 1)
        self.drugs = [item.drug.data for item in line.doses]
        self.ids = line_ids(self.drugs)

    def tree(self) -> Tree:
        """The whole protocol."""
        origin = self.origin
        carried = [value.data.drug for item in self.line.doses for value in item.facts.get("carries", _NONE).data]
        letters = letters_of([*self.drugs, *carried])
        if letters is None:
            self.scan.fail("the line names too many drugs", 1, allowed=f"at most {len(SIGNS)}")
        head = {
            "format": str(FORMAT),
            "id": origin.id,
            "version": "1",
            "title": origin.title or listed(self.drugs, ", "),
            "short": listed(self.drugs, " + "),
            "notes": notes_on(letters, sourced=self.source.data == _SOURCE),
            "references": self._references(),
            "agents": {name: {"letter": sign, "source": _ENTRY} for name, sign in letters.items()},
        }
        parts = {"reference_day": self._reference_day(), **self._cycle(), "doses": self._doses()}
        self.made.data = self._node({key: self._at(1, data) for key, data in head.items()} | parts, name="{}")
        self.made.spots[id(self.made.data)]["doses"] = Spot((1, 1), (1, 1), "")
        return self.made

    def _references(self) -> dict[str, dict[str, str]]:
        named = {"kind": self.origin.kind, "citation": self.origin.citation}
        if self.source.data == _ENTRY:
            return {_ENTRY: named}
        return {_SOURCE: named, _ENTRY: {"kind": TYPED.kind, "citation": TYPED.citation}}

    def _node(self, entries: Mapping[str, Value], name: str = " {}") -> dict[str, Any]:
        """A mapping whose values have columns; `name` is how its keys are called in findings."""
        data = {key: value.data for key, value in entries.items()}
        self.made.spots[id(data)] = {
            key: Spot((1, value.column), (1, value.column), name.format(key)) for key, value in entries.items()
        }
        return data

    def _at(self, column: int, data: Any) -> Value:
        """Plain data that stands at one column as a whole."""
        if isinstance(data, dict):
            data = self._node({key: self._at(column, inner) for key, inner in data.items()})
        elif isinstance(data, list):
            data = self._list([self._at(column, inner) for inner in data], [""] * len(data))
        return Value(data, column)

    def _list(self, values: list[Value], names: list[str]) -> list[Any]:
        """A list whose entries have columns, called by `names` in findings."""
        data = [value.data for value in values]
        self.made.spots[id(data)] = {
            i: Spot((1, value.column), (1, value.column), name)
            for i, (value, name) in enumerate(zip(values, names, strict=True))
        }
        return data

    def _reference_day(self) -> Value:
        number = str(self.numbering.reference)
        event = self.line.facts.get("event", Value(EVENTS[number], 1))
        source = self.source if "event" in self.line.facts else Value(_ENTRY, 1)
        return Value(self._node({"number": Value(number, 1), "event": event, "source": source}), 1)

    def _cycle(self) -> dict[str, Value]:
        length, count = self.line.facts.get("length"), self.line.facts.get("count")
        if length is not None:
            count = count or Value("1", length.column)
            entries = {"length": length, "count": count, "source": self.source}
            return {"cycle": Value(self._node(entries), length.column)}
        if count is not None and int(count.data) != 1:
            self.scan.fail(f"how long is each of the {count.data} cycles?", count.column, hint="write q21 x6")
        return {}

    def _doses(self) -> Value:
        lines = [Value(self._dose(i, item), item.drug.column) for i, item in enumerate(self.line.doses)]
        return Value(self._list(lines, self.ids), 1)

    def _dose(self, i: int, item: DoseItem) -> dict[str, Any]:
        entries = {"agent": item.drug, "source": self.source}
        if self.ids[i] != item.drug.data:
            entries["id"] = Value(self.ids[i], item.drug.column)
        steps = [self._step(step) for step in item.steps]
        if len(steps) == 1:
            entries |= steps[0]
        else:
            nodes = [Value(self._node(step), step["dose"].column) for step in steps]
            names = [f" step {number}" for number in range(1, len(steps) + 1)]
            entries["steps"] = Value(self._list(nodes, names), item.steps[1].days.column)
        when = {name: item.facts[name] for name in _CONDITIONS if name in item.facts}
        if when:
            entries["when"] = Value(self._node(when), min(value.column for value in when.values()))
        for name, value in item.facts.items():
            if name not in when and not _usual(name, item):
                entries |= self._fact(i, name, value)
        return self._node(entries)

    def _step(self, step: Step) -> dict[str, Value]:
        return {"dose": step.dose, "days": self._shortest(step.days, self.numbering)}

    def _shortest(self, days: Value, numbering: DayNumbering) -> Value:
        """The same days, written as short as possible, so that one regimen has one protocol."""
        try:
            return Value(str(DaySet.parse(days.data).shortest(numbering)), days.column)
        except RegimenError as error:
            self.scan.fail(error.what, days.column, hint="write -1 or 1, or make day0 the first item of the line")

    def _fact(self, i: int, name: str, value: Value) -> dict[str, Value]:
        """A clause as one key of the dose line, or two."""
        if name == "route":
            first, *others = value.data
            return {name: Value(first, value.column), "other_routes": self._at(value.column, others)}
        if name == "cycles":
            return {name: self._shortest(value, DAY_ZERO)}
        if name == "period" and "length" not in self.line.facts:
            hint = f"for cycles of {value.data} days write q{value.data} x6 as an item of its own"
            self.scan.fail("the drug has a cycle of its own, but the line has none", value.column, hint=hint)
        if name == "carries":
            return {name: self._at(value.column, self._carried(value.data))}
        if isinstance(value.data, Link):
            return self._link(i, name, value.data, value.column)
        return {name: value}

    def _carried(self, values: list[Value]) -> dict[str, str]:
        found: dict[str, str] = {}
        for value in values:
            carried: Carried = value.data
            if carried.drug in found:
                self.scan.fail(f"{carried.drug} is carried twice", value.column, hint="give one dose of it")
            found[carried.drug] = carried.dose
        return found

    def _link(self, i: int, name: str, link: Link, column: int) -> dict[str, Value]:
        parts = {name: self._linked(i, link), "lag": link.lag, "lag_from": link.lag_from}
        return {key: Value(data, column) for key, data in parts.items() if data is not None}

    def _linked(self, i: int, link: Link) -> str:
        """The id of the line that a link names: the drug's only other item, or the one numbered."""
        of_drug = [j for j, drug in enumerate(self.drugs) if drug == link.drug]
        numbered = of_drug[link.number - 1 : link.number] if link.number else of_drug
        found = [j for j in numbered if j != i]
        if not found:
            others = ", ".join(dict.fromkeys(drug for j, drug in enumerate(self.drugs) if j != i))
            what = f"{link.drug}#{link.number}" if link.number else link.drug
            self.scan.fail(f"no other item gives {what}", link.column, allowed=others or "none in this line")
        if len(found) > 1:
            numbers = " or ".join(f"{link.drug}#{number}" for number, j in enumerate(of_drug, 1) if j != i)
            self.scan.fail(f"{link.drug} has several items", link.column, allowed=numbers)
        return self.ids[found[0]]


def _usual(name: str, item: DoseItem) -> bool:
    """Whether a clause says what is meant without it, so that one regimen has one protocol."""
    spread = item.facts["slots"].data if "slots" in item.facts else DAILY
    if name == "last_slot":
        return int(item.facts[name].data) == SLOTS[spread].a_day
    return name == "slots" and spread == DAILY
