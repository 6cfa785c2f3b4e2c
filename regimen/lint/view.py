"""A protocol as rules see it: the text as written with its places, the model, and each of its variants laid on days.

What multiplies out is looked at in each variant: at every level with the default sets, and with every other set at the
default level. Combinations of two sets that both differ from their defaults are left to the person who chooses them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from regimen.lint.texts import Scalar, scalars
from regimen.protocol.amend import amended
from regimen.protocol.check import fields
from regimen.protocol.lines import DoseLine
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shape import KeyPath
from regimen.protocol.tree import Tree
from regimen.protocol.values import LEVEL, Ref
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Entry, Item, Kind, Schedule


@dataclass(frozen=True, eq=False)
class Variant:
    """A protocol at one level with one choice of sets; overlays are drawn in the default one only."""

    resolved: ResolvedProtocol
    words: str
    """What sets it apart, to stand behind a figure: ` at level d14-5`; empty for the default."""

    @cached_property
    def schedule(self) -> Schedule:
        """It laid on study days."""
        return build_schedule(self.resolved)

    @cached_property
    def doses(self) -> tuple[Item, ...]:
        """Every administration."""
        return tuple(item for item in self.schedule.items if item.kind == Kind.DOSE)

    @cached_property
    def days(self) -> dict[str, set[int]]:
        """Line id to the study days it is given on, over all cycles."""
        found: dict[str, set[int]] = {line.id: set() for line in self.resolved.lines}
        for item in self.doses:
            assert item.entry.line is not None
            found[item.entry.line.id].add(item.day)
        return found


@dataclass(frozen=True, eq=False)
class View:
    """One protocol in force, for rules to look at."""

    written: Tree
    """The file as read, before any amendment."""
    protocol: Protocol
    raised: dict[str, set[str]]
    """Rule id to the subjects it was raised about so far; every rule has its entry."""

    @cached_property
    def tree(self) -> Tree:
        """The text in force: amended, every part at its place."""
        return amended(self.written)

    @cached_property
    def scalars(self) -> tuple[Scalar, ...]:
        """Every text and figure that a person reads, as it stands in the file."""
        return tuple(scalars(self.tree.data))

    @cached_property
    def lines(self) -> dict[str, tuple[int, DoseLine]]:
        """Line id to its place in the file and the line."""
        return {line.id or line.agent: (i, line) for i, line in enumerate(self.protocol.doses)}

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """The protocol as it opens, then at each other level, then with each other set that a dose line reads."""
        protocol = self.protocol
        found = [Variant(resolve(protocol, overlays=tuple(protocol.overlays)), "")]
        if protocol.ladder is not None:
            others = [level for level in protocol.ladder.levels if level != protocol.ladder.default]
            found += [Variant(resolve(protocol, level), f" at level {level}") for level in others]
        for group in self._groups():
            for name in protocol.assumptions[group].sets:
                if name != protocol.assumptions[group].default:
                    found.append(Variant(resolve(protocol, choices={group: name}), f" with {group} {name}"))
        return tuple(found)

    @property
    def default(self) -> Variant:
        """The protocol as it opens."""
        return self.variants[0]

    def _groups(self) -> dict[str, None]:
        """The assumption groups that dose lines read, each once."""
        return {
            value.group: None
            for path, _, value in fields(self.protocol)
            if path[0] == "doses" and isinstance(value, Ref) and value.group != LEVEL
        }

    @cached_property
    def entries(self) -> tuple[tuple[Variant, Entry, KeyPath], ...]:
        """Every dose of every variant, with the path of its figure."""
        return tuple(
            (variant, entry, self.dose_path(variant, entry))
            for variant in self.variants
            for entry in variant.schedule.doses
        )

    def dose_path(self, variant: Variant, entry: Entry) -> KeyPath:
        """Where the figure of a dose stands: in its line or step, or in the level or set that it reads."""
        assert entry.line is not None
        i, line = self.lines[entry.line.id]
        if not line.steps:
            return self.origin(variant, ("doses", i, "dose"), line.dose)
        step = int(entry.id[len(entry.line.id) + 1 :] or 1) - 1
        return self.origin(variant, ("doses", i, "steps", step, "dose"), line.steps[step].dose)

    def origin(self, variant: Variant, path: KeyPath, value: Any) -> KeyPath:
        """Where the value of a field stands in this variant."""
        if not isinstance(value, Ref):
            return path
        if value.group == LEVEL:
            return ("ladder", "levels", str(variant.resolved.level), "values", value.key)
        return ("assumptions", value.group, "sets", variant.resolved.choices[value.group], value.key)

    def subject(self, path: KeyPath) -> str:
        """What a finding there is about, as a suppression names it: a line, an agent, a level; else the path."""
        head, *rest = path
        named = getattr(self.protocol, str(head), None)
        if head == "ladder" and rest[:1] == ["levels"] and len(rest) > 1:
            return str(rest[1])
        if isinstance(named, dict) and rest:
            return str(rest[0])
        if isinstance(named, list) and rest and isinstance(rest[0], int):
            part = named[rest[0]]
            name = getattr(part, "id", None) or getattr(part, "agent", None)
            if name is not None:
                return str(name)
        return self.tree.subject(path)
