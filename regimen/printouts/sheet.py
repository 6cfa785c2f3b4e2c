"""A sheet of short blocks (doses, a protocol, start days), and its two plain forms."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.nomenclature import NOTICE
from regimen.printouts.markdown import escaped
from regimen.printouts.wrap import WIDTH, wrapped


class Entry(NamedTuple):
    """One line of a block, with what belongs below it."""

    text: str
    details: tuple[str, ...] = ()


class Block(NamedTuple):
    """A heading and its lines."""

    heading: str
    entries: tuple[Entry, ...]


class Sheet(NamedTuple):
    """A titled sheet; the training notice stands above and below."""

    title: str
    lead: tuple[str, ...]
    """Lines under the title."""
    blocks: tuple[Block, ...]


def block(heading: str, *lines: str | Entry) -> Block:
    """A block of lines, some with details."""
    return Block(heading, tuple(line if isinstance(line, Entry) else Entry(line) for line in lines))


def as_text(sheet: Sheet, width: int = WIDTH) -> str:
    """The sheet as plain text."""
    return "\n".join(_text(sheet, width)) + "\n"


def _text(sheet: Sheet, width: int) -> Iterator[str]:
    yield from (*wrapped(NOTICE, width), "", *wrapped(sheet.title, width))
    for line in sheet.lead:
        yield from wrapped(line, width)
    for part in sheet.blocks:
        if part.entries:
            yield from ("", part.heading)
        for entry in part.entries:
            yield from wrapped(entry.text, width, "  ", "    ")
            for detail in entry.details:
                yield from wrapped(detail, width, "    - ", "      ")
    yield from ("", *wrapped(NOTICE, width))


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown."""
    return "\n".join(_markdown(sheet)) + "\n"


def _markdown(sheet: Sheet) -> Iterator[str]:
    notice = f"> **{escaped(NOTICE)}**"
    yield from (notice, "", f"# {escaped(sheet.title)}")
    for line in sheet.lead:
        yield from ("", escaped(line))
    for part in sheet.blocks:
        if part.entries:
            yield from ("", f"## {escaped(part.heading)}", "")
        for entry in part.entries:
            yield f"- {escaped(entry.text)}"
            yield from (f"  - {escaped(detail)}" for detail in entry.details)
    yield from ("", notice)
