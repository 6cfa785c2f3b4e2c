"""A day list as Markdown (CommonMark), for notes and course pages."""

import re
from collections.abc import Iterable, Iterator

from regimen.printouts.daylist import BULLETS, DayList, Section

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")


def escaped(text: str) -> str:
    """Text that Markdown shows as written: users' codes and titles must not turn into markup."""
    return _SPECIAL.sub(r"\\\1", text)


def render(content: DayList) -> str:
    """The whole list, with a line end after the last line."""
    return "\n".join(_lines(content)) + "\n"


def _lines(content: DayList) -> Iterator[str]:
    notice = f"> **{escaped(content.notice)}**"
    yield from (notice, "", f"# {escaped(content.title)}", "", escaped(content.full_title), "")
    yield from (escaped(content.identity), "")
    yield from (f"- **{escaped(name)}:** {escaped(value)}" for name, value in content.facts)
    yield from _block("Acts", content.acts)
    yield from _block("Milestones", content.milestones)
    for section in content.sections:
        yield from _section(section)
    yield from _block(content.totals_heading, content.totals)
    yield from _block("Assumptions in force", content.assumptions)
    yield from _block("Findings", content.findings)
    yield from _block("Key", (f"{name} = {meaning}" for name, meaning in content.key))
    yield from _block("Notes", content.notes)
    yield from ("", notice)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {escaped(section.heading or 'Day by day')}", "")
    for day in section.days:
        yield f"- **{escaped(day.heading)}**"
        yield from (f"  - {BULLETS[line.kind]} {escaped(line.text)}" for line in day.lines)


def _block(heading: str, lines: Iterable[str]) -> Iterator[str]:
    items = [f"- {escaped(line)}" for line in lines]
    if items:
        yield from ("", f"## {heading}", "", *items)
