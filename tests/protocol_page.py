"""docs/protocols.md: the bundled library on one page, made of the protocols themselves."""

from collections.abc import Iterator

from regimen.errors import RegimenError
from regimen.nomenclature import MARK, NOT_IN_SOURCES
from regimen.notation.write import write_line
from regimen.printouts.words import plural
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import library_ids, load

HEAD = f"""# The library

Education only, not for clinical care. Made of the protocol files by `python tests/update_pages.py`; a test holds it to
them. `regimen protocols show ID` prints one in full, with the source of every fact; `regimen calendar ID --day1 DATE`
lays it out. The one-line form ([notation.md](notation.md)) is that of the default level and default sets;
{MARK} marks what is {NOT_IN_SOURCES}.
"""


def page() -> str:
    """The whole page."""
    protocols = [load(name) for name in library_ids()]
    table = [f"| [{one.id}](#{one.id}) | {one.short} | {one.condition or ''} | {_cycles(one)} |" for one in protocols]
    parts = [HEAD, "\n".join(["| id | name | setting | cycles |", "| --- | --- | --- | --- |", *table]) + "\n"]
    return "\n".join([*parts, *("\n".join(_section(one)) + "\n" for one in protocols)])


def _cycles(protocol: Protocol) -> str:
    cycle = protocol.cycle
    if cycle is None:
        return "one course of days"
    room = f" ({cycle.fewest or 1} to {cycle.most or 'any'})" if cycle.fewest or cycle.most else ""
    return f"{cycle.count} × {plural(cycle.length, 'day')}{room}"


def _section(protocol: Protocol) -> Iterator[str]:
    yield from (f"## {protocol.id}", "", f"{protocol.title}.", "")
    try:
        yield from ("```text", write_line(resolve(protocol)).line.replace("; ", ";\n"), "```", "")
    except RegimenError as error:
        yield from (f"In one line: no; {error.what}.", "")
    if protocol.ladder:
        yield f"- Levels: {', '.join(protocol.ladder.levels)}"
    for key, group in protocol.assumptions.items():
        yield f"- {MARK} {group.title} (`{key}`: {', '.join(group.sets)}): {group.reason}"
    for key, overlay in protocol.overlays.items():
        yield f"- Overlay {overlay.title} (`{key}`): {overlay.reason}"
    for name, what in protocol.lookalikes.items():
        yield f"- Not to be confused with {name}: {what}"
    for amendment in protocol.amendments:
        yield f"- Version {amendment.version} ({amendment.date or f'date {NOT_IN_SOURCES}'}): {amendment.reason}"
    cited = [ref.citation for ref in protocol.references.values() if ref.kind in ("published", "registry")]
    yield f"- Sources: {'; '.join(cited)}"
