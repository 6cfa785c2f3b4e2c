"""Everything there is to find on a calendar or record, and what marks on it are worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import ClassVar, NamedTuple

from regimen.days import DAY_ONE, DayNumbering
from regimen.errors import ValueSyntaxError
from regimen.training.keys.cells import Cell, Mark, Vocabulary, parts_of, sure_of_none
from regimen.training.keys.key import ALL, HALF, NONE, NOTHING, Came, Hits, Judged, Outcome, Raw, Sure


class Target(NamedTuple):
    """Something to find; a mark on any of its cells finds it."""

    id: str
    cells: frozenset[Cell]
    words: str
    """What is wrong there, in a sentence."""
    cls: str | None = None
    """Its class, where classes are asked for."""
    category: str | None = None
    """Its category, where categories are asked for."""
    near: frozenset[str] = frozenset()
    """Other classes that earn half of what the class does."""


class Decoy(NamedTuple):
    """Something that looks wrong and is not."""

    cells: frozenset[Cell]
    why: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything to find.

    Of each thing to find, a mark on it earns half where its class or category is asked for, and those share the other
    half. Each mark where nothing is to be found counts as one thing more to find, which nobody can.
    """

    targets: tuple[Target, ...]
    decoys: tuple[Decoy, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Drug or assessment as it may be written, capitals aside, to what a cell names it by."""
    classes: Mapping[str, str] = field(default_factory=dict)
    """Class to what it means; empty where no class is asked for."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """The same of categories."""
    numbering: DayNumbering = DAY_ONE
    """Which study days there are."""

    how_marked: ClassVar = "drug and day, one mark a line, such as 'mitoxantrone d4'"
    """How to write one mark."""

    @property
    def how(self) -> str:
        """How to answer, in words."""
        parts = [self.how_marked]
        parts += [f"class, one of: {', '.join(self.classes)}"] if self.classes else []
        parts += [f"category, one of: {', '.join(self.categories)}"] if self.categories else []
        return f"{'; '.join(parts)}; certainty in percent if you like; '{NONE}' if nothing is wrong"

    @property
    def vocabulary(self) -> Vocabulary:
        """What marks may be made of."""
        return Vocabulary(self.names, self.classes, self.categories, self.numbering)

    @property
    def answer(self) -> list[dict[str, str]]:
        """The right answer as an answer file holds it."""
        return [_plain(target) for target in self.targets]

    @property
    def words(self) -> str:
        """The right answer for people."""
        return " ".join(target.words for target in self.targets) or NONE

    def judge(self, raw: Raw) -> Judged:
        """What the marks are worth, with what was found, missed and marked without cause."""
        marks, misfits = self._read(raw)
        found: dict[str, Decimal] = {}
        outcomes, sure = list[Outcome](), list[Sure]()
        for mark in marks:
            target, share, told = self._worth(mark)
            if target is not None:
                found[target.id] = max(share, found.get(target.id, NOTHING))
            came: Came = "without cause" if target is None else "right" if share == ALL else "partly right"
            outcomes.append(Outcome(mark.cell, came, told))
            sure += [] if mark.certainty is None else [Sure(mark.certainty, share == ALL)]
        if (certainty := sure_of_none(raw)) is not None:
            sure.append(Sure(certainty, not self.targets))
        missed = [target for target in self.targets if target.id not in found]
        false = sum(one.came == "without cause" for one in outcomes)
        outcomes += (Outcome(cell, "missed", one.words) for one in missed for cell in sorted(one.cells))
        of = len(self.targets) + false
        share = sum(found.values(), NOTHING) / of if of else ALL
        told = "; ".join(dict.fromkeys(_told(one).removesuffix(".") for one in outcomes if one.came != "right"))
        given = "; ".join(mark.words for mark in marks) or NONE
        hits = Hits(len(found), len(missed), false)
        return Judged(share, told, given, tuple(misfits), hits, tuple(outcomes), tuple(sure))

    def _worth(self, mark: Mark) -> tuple[Target | None, Decimal, str]:
        """The target that a mark fits best, what it earns of it, and what there is to say."""
        on = [(target, *_earned(target, mark)) for target in self.targets if mark.cell in target.cells]
        if on:
            return max(on, key=itemgetter(1))
        decoy = next((one for one in self.decoys if mark.cell in one.cells), None)
        return None, NOTHING, decoy.why if decoy else "nothing is wrong there"

    def _read(self, raw: Raw) -> tuple[list[Mark], list[str]]:
        """The marks that can be read, each once, and why others cannot; raises where none can."""
        words = self.vocabulary
        found: dict[tuple[Cell, str | None, str | None], Mark] = {}
        misfits = []
        for part in parts_of(raw):
            try:
                mark = words.mark(part)
            except ValueSyntaxError as error:
                misfits.append(error.message)
                continue
            misfits += [mark.doubt] if mark.doubt else []
            if (place := (mark.cell, mark.cls, mark.category)) in found:
                misfits.append(f"{mark.cell.words} is marked twice; the first mark counts")
            found.setdefault(place, mark)
        if misfits and not found:
            raise ValueSyntaxError("; ".join(misfits))
        return list(found.values()), misfits


def _told(outcome: Outcome) -> str:
    """`LEN on Day 7: nothing is wrong there`; of what was missed, what is wrong there."""
    return f"missed: {outcome.told}" if outcome.came == "missed" else f"{outcome.cell.words}: {outcome.told}"


def _earned(target: Target, mark: Mark) -> tuple[Decimal, str]:
    """What a mark on a target earns, and what of it is not right, else what it found."""
    named = (("class", target.cls, mark.cls), ("category", target.category, mark.category))
    asked = [(name, right, said) for name, right, said in named if right is not None]
    if not asked:
        return ALL, target.words
    part, earned, told = HALF / len(asked), HALF, []
    for name, right, said in asked:
        told += [] if said == right else [f"the {name} is {right}, not {said or 'left open'}"]
        earned += part if said == right else part / 2 if name == "class" and said in target.near else NOTHING
    return earned, "; ".join(told) or target.words


def _plain(target: Target) -> dict[str, str]:
    """A mark that finds a target, as an answer file holds it."""
    cell = min(target.cells, key=lambda one: (one.day, one.what))
    named = {"class": target.cls, "category": target.category}
    return {"what": cell.what, "day": str(cell.day), **{name: text for name, text in named.items() if text is not None}}
