"""A day list as plain text, for terminals, screen readers and clipboards."""

from collections.abc import Iterator

from regimen.printouts.daylist import BULLETS, DayList, Section
from regimen.printouts.wrap import WIDTH, wrapped

_NAME = 12


def render(content: DayList, width: int = WIDTH) -> str:
    """The whole list, with a line end after the last line."""
    return "\n".join(_lines(content, width)) + "\n"


def _lines(content: DayList, width: int) -> Iterator[str]:
    yield from wrapped(content.notice, width)
    yield ""
    yield from wrapped(content.title, width)
    yield from wrapped(content.full_title, width)
    yield from wrapped(content.identity, width)
    yield ""
    for name, value in content.facts:
        yield from wrapped(value, width, f"{name}: ".ljust(_NAME), " " * _NAME)
    yield from block("Acts", content.acts, width)
    yield from block("Milestones", content.milestones, width)
    for section in content.sections:
        yield from _section(section, width)
    yield from block(content.totals_heading, content.totals, width)
    yield from block("Assumptions in force", content.assumptions, width)
    yield from block("Findings", content.findings, width)
    yield from block("Key", [f"{name} = {meaning}" for name, meaning in content.key], width)
    yield from block("Notes", content.notes, width)
    yield ""
    yield from wrapped(content.notice, width)


def _section(section: Section, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(section.heading or "Day by day", width)
    for day in section.days:
        yield from wrapped(day.heading, width, "  ")
        for line in day.lines:
            yield from wrapped(line.text, width, f"    {BULLETS[line.kind]} ", " " * 6)


def block(heading: str, lines: tuple[str, ...] | list[str], width: int) -> Iterator[str]:
    """A heading with its lines below; nothing without lines."""
    if lines:
        yield ""
        yield heading
        for line in lines:
            yield from wrapped(line, width, "  ", "    ")
