"""Whether names that point from one part of a protocol to another lead somewhere: agents, lines, blocks, overlays."""

from collections.abc import Iterator

from regimen.errors import nearest
from regimen.protocol.lines import DoseLine
from regimen.protocol.model import Protocol
from regimen.protocol.ranges import Misfit
from regimen.protocol.shape import KeyPath


def link_misfits(protocol: Protocol) -> Iterator[Misfit]:
    """Agents, lines, blocks and overlays that are named elsewhere exist, and lines do not wait for each other."""
    lines = {line.id or line.agent: line for line in protocol.doses}
    for i, line in enumerate(protocol.doses):
        if line.agent not in protocol.agents:
            known = ", ".join(protocol.agents)
            message = f"unknown agent '{line.agent}'{nearest(line.agent, protocol.agents)}; known: {known}"
            yield Misfit("unknown-agent", message, ("doses", i, "agent"), ("agents", line.agent))
        yield from _order(lines, ("doses", i), line)
    yield from _blocks(protocol)
    yield from _overlays(protocol)


def _order(lines: dict[str, DoseLine], path: KeyPath, line: DoseLine) -> Iterator[Misfit]:
    """What a line follows or precedes on its day."""
    for field in ("after", "before"):
        other = getattr(line, field)
        if other is not None and other not in lines:
            message = f"no dose line '{other}'{nearest(other, lines)}"
            yield Misfit("unknown-line", message, (*path, field), ("doses",))
    if line.after and line.before:
        yield Misfit("order-unclear", "give either 'after' or 'before'", (*path, "before"))
    if line.lag is not None and not (line.after or line.before):
        message = "a lag needs the line it counts from; add 'after' or 'before'"
        yield Misfit("order-unclear", message, (*path, "lag"))
    if line.lag_from is not None and line.lag is None:
        yield Misfit("order-unclear", "'lag_from' needs a 'lag'", (*path, "lag_from"))
    if _waits_for_itself(lines, line):
        field = "after" if line.after else "before"
        message = "the line waits for itself, over the lines it names; take one of the links out"
        yield Misfit("order-unclear", message, (*path, field), ("doses",))


def _waits_for_itself(lines: dict[str, DoseLine], line: DoseLine) -> bool:
    seen = {line.id or line.agent}
    current = line
    while (name := current.after or current.before) is not None and name in lines:
        if name in seen:
            return name == (line.id or line.agent)
        seen.add(name)
        current = lines[name]
    return False


def _blocks(protocol: Protocol) -> Iterator[Misfit]:
    blocks = {line.block for line in protocol.doses if line.block}
    named: list[tuple[KeyPath, str | None]] = [
        (("milestones", i, "block"), stone.block) for i, stone in enumerate(protocol.milestones)
    ]
    for i, rule in enumerate(protocol.constraints):
        named += [(("constraints", i, "first"), rule.first), (("constraints", i, "then"), rule.then)]
    if protocol.dlt is not None:
        named.append((("dlt", "after"), protocol.dlt.after))
    for path, block in named:
        if block is not None and block not in blocks:
            known = ", ".join(sorted(blocks)) or "none"
            message = f"no block '{block}'{nearest(block, blocks)}; known: {known}"
            yield Misfit("unknown-block", message, path, ("doses",))


def _overlays(protocol: Protocol) -> Iterator[Misfit]:
    known = protocol.overlays
    for group in ("doses", "assessments"):
        for i, part in enumerate(getattr(protocol, group)):
            if part.overlay is not None and part.overlay not in known:
                names = ", ".join(known) or "none"
                message = f"no overlay '{part.overlay}'{nearest(part.overlay, known)}; known: {names}"
                yield Misfit("unknown-overlay", message, (group, i, "overlay"), ("overlays",))
