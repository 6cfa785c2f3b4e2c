"""Where lint thinks that lines and assessments lie is where the schedule lays them."""

from collections import Counter
from pathlib import Path

import pytest

from regimen.lint.laid import due, laid
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shelf import LIBRARY
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Kind, Schedule

FIXTURES = Path(__file__).parents[1] / "fixtures" / "protocols"
PATHS = [*sorted(LIBRARY.glob("*.yaml")), *sorted(FIXTURES.glob("*.yaml"))]


def both(path: Path) -> tuple[ResolvedProtocol, Schedule]:
    """A protocol with every overlay drawn, and its schedule."""
    protocol = read_protocol(path)
    resolved = resolve(protocol, overlays=tuple(protocol.overlays))
    return resolved, build_schedule(resolved)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_lines_lie_where_the_schedule_lays_them(path: Path) -> None:
    """The same days, and the same number of administrations of each dose."""
    resolved, schedule = both(path)
    days: dict[str, set[int]] = {line.id: set() for line in resolved.lines}
    counts: Counter[tuple[str, str]] = Counter()
    for item in schedule.items:
        if item.entry.line is not None:
            days[item.entry.line.id].add(item.day)
            counts[item.entry.line.id, str(item.entry.dose)] += 1
    lines = laid(resolved)
    assert {name: set(line.days) for name, line in lines.items()} == days
    found: Counter[tuple[str, str]] = Counter()
    for name, line in lines.items():
        for dose, count in line.given:
            found[name, str(dose)] += count * len(line.cycles)
    assert found == counts


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_assessments_are_due_when_the_schedule_says(path: Path) -> None:
    """The same windows, target by target."""
    resolved, schedule = both(path)
    windows: dict[str, list[tuple[int, int]]] = {part.id: [] for part in resolved.assessments}
    for item in schedule.items:
        if item.kind == Kind.ASSESSMENT:
            windows[item.entry.id].append(schedule.window_of(item) or (item.day, item.day))
    found = {name: sorted((first, last) for _, first, last in targets) for name, targets in due(resolved).items()}
    assert found == {name: sorted(spans) for name, spans in windows.items()}
