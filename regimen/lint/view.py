"""A protocol as rules see it: the text as written with its places, the model, and each of its variants laid on days.

What multiplies out is looked at in each variant: at every level with the default sets, and with every other set at the
default level. Combinations of two sets that both differ from their defaults are left to the person who chooses them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from regimen.lint.laid import Laid, laid
from regimen.lint.texts import Scalar, scalars
from regimen.protocol.amend import amended
from regimen.protocol.check import fields
from regimen.protocol.lines import DoseLine
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedLine, ResolvedProtocol
from regimen.protocol.shape import KeyPath
from regimen.protocol.tree import Tree
from regimen.protocol.values import LEVEL, Ref
from regimen.quantity import Dose


@dataclass(frozen=True, eq=False)
class Variant:
    """A protocol at one level with one choice of sets; overlays are drawn in the default one only."""

    resolved: ResolvedProtocol
    words: str
    """What sets it apart, to stand behind a figure: ` at level d14-5`; empty for the default."""

    @cached_property
    def lines(self) -> Mapping[str, Laid]:
        """Line id to where it lies."""
        return laid(self.resolved)


class Dosed(NamedTuple):
    """One dose of one line in one variant."""

    variant: Variant
    line: ResolvedLine
    dose: Dose
    path: KeyPath
    """Where its figure stands: in the line or step, or in the level or set that it reads."""


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
    def fields(self) -> tuple[tuple[KeyPath, str, Any], ...]:
        """Every field that may be a reference or a day set: path, name, value."""
        return tuple(fields(self.protocol))

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
        read = [value for path, _, value in self.fields if path[0] == "doses" and isinstance(value, Ref)]
        for group in dict.fromkeys(ref.group for ref in read if ref.group != LEVEL):
            for name in protocol.assumptions[group].sets:
                if name != protocol.assumptions[group].default:
                    found.append(Variant(resolve(protocol, choices={group: name}), f" with {group} {name}"))
        return tuple(found)

    @property
    def default(self) -> Variant:
        """The protocol as it opens."""
        return self.variants[0]

    @cached_property
    def doses(self) -> tuple[Dosed, ...]:
        """Every dose of every variant."""
        return tuple(
            Dosed(variant, line, step.dose, self._dose_path(variant, line.id, number))
            for variant in self.variants
            for line in variant.resolved.lines
            for number, step in enumerate(line.steps)
        )

    def _dose_path(self, variant: Variant, line_id: str, step: int) -> KeyPath:
        i, line = self.lines[line_id]
        if not line.steps:
            return self.origin(variant, ("doses", i, "dose"), line.dose)
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
