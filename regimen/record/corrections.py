"""The entries of a record that are in force: what was recorded, less what was corrected since.

A correction finds an entry by its id, or by its place in the record. What replaces an entry keeps its names, so that
it can be corrected again. What was voided stays voided, except where a section holds one entry: a correction is then
the only place in which it can be recorded anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from regimen.errors import nearest
from regimen.protocol.ranges import Misfit
from regimen.protocol.shape import KeyPath
from regimen.record.entries import Entry
from regimen.record.model import REPLACEMENTS, Correction, Record, holds_many


class Kept(NamedTuple):
    """An entry and where the record holds it."""

    section: str
    """Key of the record: `counts`."""
    entry: Entry
    key: str
    """Its place for people: `counts[3]`, `death`, `corrections[1]`."""
    path: KeyPath
    """Its place below the record."""


Held = Entry | list[Entry | None] | None
"""What a section holds: a list of entries, or one."""


def placed_entries(sections: Mapping[str, Held]) -> Iterator[Kept]:
    """Entries by section with their places; what is None keeps its number and is left out."""
    for section, held in sections.items():
        if isinstance(held, list):
            for index, entry in enumerate(held):
                if entry is not None:
                    yield Kept(section, entry, f"{section}[{index + 1}]", (section, index))
        elif held is not None:
            yield Kept(section, held, section, (section,))


class Corrected(NamedTuple):
    """What corrections make of entries."""

    held: list[Kept | None]
    """In the order of the record; None where an entry was voided."""
    names: dict[str, int]
    """Every name of an entry, its ids and places, to its number in `held`."""
    misfits: list[Misfit]
    """Ids that stand twice, and corrections that fit no entry."""

    @property
    def in_force(self) -> list[Kept]:
        """The entries that hold."""
        return [kept for kept in self.held if kept is not None]

    def named(self, name: str) -> Kept | None:
        """The entry of a name that some entry has, as it reads now; None where it was voided."""
        return self.held[self.names[name]]


def in_force(record: Record) -> list[Kept]:
    """Every entry that holds, corrections made; a correction that fits nothing is left out."""
    return standing(record).in_force if record.corrections else _recorded(record)


def misfits(record: Record) -> list[Misfit]:
    """Ids that stand twice, and corrections that fit no entry."""
    return standing(record).misfits


def standing(record: Record) -> Corrected:
    """The entries of a record after its corrections, with their names."""
    return corrected(_recorded(record), enumerate(record.corrections))


def _recorded(record: Record) -> list[Kept]:
    return list(placed_entries({section: getattr(record, section) for section in REPLACEMENTS}))


def corrected(entries: list[Kept], corrections: Iterable[tuple[int, Correction]]) -> Corrected:
    """The entries after numbered corrections in turn, and what cannot be done."""
    held: list[Kept | None] = [*entries]
    names = {kept.key: position for position, kept in enumerate(entries)}
    found = list(_named(entries, names))
    for index, correction in corrections:
        path: KeyPath = ("corrections", index)
        position = names.get(correction.of)
        if position is None:
            told = f"there is no entry '{correction.of[:40]}'{nearest(correction.of, names)}"
            found.append(Misfit("unknown-entry", told, (*path, "of")))
            continue
        section, replacement = entries[position].section, correction.replacement
        if held[position] is None and (replacement is None or holds_many(section)):
            told = f"'{correction.of[:40]}' was voided by an earlier correction; record it anew"
            found.append(Misfit("correction-refused", told, (*path, "of")))
        elif replacement is None:
            held[position] = None
        elif replacement[0] != section:
            told = f"'{correction.of[:40]}' is no {REPLACEMENTS[replacement[0]]}, so none can replace it"
            found.append(Misfit("correction-refused", f"{told}; allowed: {REPLACEMENTS[section]}", path))
        else:
            key = f"corrections[{index + 1}]"
            held[position] = Kept(section, replacement[1], key, (*path, REPLACEMENTS[section]))
            names.setdefault(key, position)
    return Corrected(held, names, found)


def _named(entries: list[Kept], names: dict[str, int]) -> Iterator[Misfit]:
    """Adds the ids of entries to their names; an id that is taken is a misfit."""
    for position, kept in enumerate(entries):
        if kept.entry.id is None:
            continue
        if names.setdefault(kept.entry.id, position) != position:
            first = entries[names[kept.entry.id]].key
            yield Misfit("duplicate-id", f"the id '{kept.entry.id}' is that of {first} already", (*kept.path, "id"))
