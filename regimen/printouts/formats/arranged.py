"""How the parts of a sheet lie on paper: which sections stand side by side, and which stay whole on one page.

Lines as long as the page are hard to follow, and a heading with two rows at the foot of a page is hard to find again.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from regimen.printouts.document import Document, Facts, Heading, Lines, Listing, Month, Orientation, PageBreak, Part
from regimen.printouts.formats.lengths import length

Section = tuple[Part, ...]


class Pair(NamedTuple):
    """Two sections side by side."""

    left: Section
    right: Section
    whole: bool
    """Whether it stays on one page."""
    fine: bool = False
    """Set smaller: what a sheet was made from, which hardly anybody reads."""


class Stack(NamedTuple):
    """What stands one below the other."""

    parts: tuple["Part | Pair | Stack", ...]
    whole: bool
    """Whether it stays on one page."""


class _Room(NamedTuple):
    """What a page has room for, about."""

    signs: int
    """In a line of the whole width."""
    lines: int
    """That may stay together: two thirds of the page, since a guess can be wrong."""
    abreast: bool = True
    """Whether half its width is enough for text."""


Placed = Pair | Stack | Month | PageBreak
_UPRIGHT, _LYING, _LARGE = _Room(110, 44), _Room(165, 28), _Room(80, 32, abreast=False)
_ALIKE = 2
"""How many times longer a section may be than the one beside it."""


def arranged(document: Document) -> Iterator[Placed]:
    """The body of a document as it lies on paper; the order of reading stays."""
    room = _LARGE if document.large else _UPRIGHT if document.orientation is Orientation.PORTRAIT else _LYING
    own = len(document.parts)
    rows, colophon = list(_rows(document.parts, room)), _colophon(document.body[own:], room)
    if rows and isinstance(last := rows[-1], Pair | Stack):
        # What a sheet was made from would be lost on a page by itself.
        both = _stack((last, colophon), room)
        rows[-1:] = [both] if both.whole else [last, colophon]
    else:
        rows.append(colophon)
    yield from rows


def _colophon(parts: Section, room: _Room) -> Pair | Stack:
    """Assumptions and identity; the first are missing where nothing is assumed."""
    assumed, *identity = _sections(parts)
    pair = _pair(assumed, identity[0], room) if identity else None
    return _stack(parts, room) if pair is None else pair._replace(fine=True)


def _rows(parts: Section, room: _Room) -> Iterator[Placed]:
    """Neighbouring sections of text side by side, every other one by itself."""
    for is_text, sections in groupby(_sections(parts), key=_is_text):
        if is_text:
            yield from _abreast(list(sections), room)
        else:
            for section in sections:
                yield section[0] if isinstance(section[0], Month | PageBreak) else _stack(section, room)


def _abreast(sections: list[Section], room: _Room) -> Iterator[Placed]:
    """Each section beside the next one, or beside as many short ones as make up for it."""
    while sections:
        left, taken = sections[0], 1
        right: Section = ()
        while taken < len(sections) and _length(right, room.signs // 2) * _ALIKE < _length(left, room.signs // 2):
            right += sections[taken]
            taken += 1
        pair = _pair(left, right, room)
        yield _stack(left, room) if pair is None else pair
        sections = sections[1 if pair is None else taken :]


def _sections(parts: Iterable[Part]) -> Iterator[Section]:
    """A heading with what stands below it; months and new pages by themselves."""
    section: list[Part] = []
    for part in parts:
        alone = isinstance(part, Month | PageBreak)
        if section and (alone or isinstance(part, Heading)):
            yield tuple(section)
            section = []
        if alone:
            yield (part,)
        else:
            section.append(part)
    if section:
        yield tuple(section)


def _is_text(section: Section) -> bool:
    return all(isinstance(part, Heading | Lines | Facts | Listing) for part in section)


def _pair(left: Section, right: Section, room: _Room) -> Pair | None:
    """The two side by side, unless one is so short that it would leave a hole."""
    low, high = sorted(_length(section, room.signs // 2) for section in (left, right))
    return Pair(left, right, high <= room.lines) if room.abreast and high <= low * _ALIKE else None


def _stack(parts: "tuple[Part | Pair | Stack, ...]", room: _Room) -> Stack:
    return Stack(parts, _length(parts, room.signs) <= room.lines)


def _length(parts: "Iterable[Part | Pair | Stack]", signs: int) -> int:
    return sum(_lines(part, signs) for part in parts)


def _lines(part: Part | Pair | Stack, signs: int) -> int:
    match part:
        case Pair(left, right):
            return max(_length(left, signs // 2), _length(right, signs // 2))
        case Stack(parts):
            return _length(parts, signs)
    return length(part, signs)
