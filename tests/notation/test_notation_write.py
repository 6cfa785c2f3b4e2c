"""A protocol written as one line: the same schedule comes out of the line, and the same line out of the protocol."""

from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.notation.read import read_line
from regimen.notation.write import write_line
from regimen.protocol.reader import parse_protocol, read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shelf import LIBRARY
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Kind

FIXTURES = Path(__file__).parents[1] / "fixtures" / "protocols"
PATHS = [*sorted(LIBRARY.glob("*.yaml")), *sorted(FIXTURES.glob("*.yaml"))]
HOME = LIBRARY / "nct01681537.yaml"
BASE = "cytarabine 100 mg/m2 IV d1"


def given_doses(resolved: ResolvedProtocol) -> list[tuple[object, ...]]:
    """Every administration: drug, day, slot, dose, the day it ends, in the order of the calendar."""
    return [
        (item.entry.name, item.day, item.slot, str(item.entry.dose), item.end_day)
        for item in build_schedule(resolved).items
        if item.kind == Kind.DOSE
    ]


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_a_protocols_line_gives_the_same_doses(path: Path) -> None:
    """For every protocol there is, at every level: its line, read again, lays every dose where the file does."""
    protocol = read_protocol(path)
    for level in protocol.ladder.levels if protocol.ladder else [None]:
        resolved = resolve(protocol, level, overlays=protocol.overlays)
        line = write_line(resolved).line
        again = resolve(read_line(line))
        assert given_doses(again) == given_doses(resolved)
        assert write_line(again).line == line


@pytest.mark.parametrize(
    ("level", "dose"), [("d14-10", "lenalidomide 10 mg PO d1-14"), ("d10-25", "lenalidomide 25 mg PO d1-10")]
)
def test_a_line_is_that_of_one_level_and_names_what_it_leaves_out(level: str, dose: str) -> None:
    """The home case at a level, in one line; what has no place in it is told."""
    written = write_line(resolve(read_protocol(HOME), level))
    assert written.line.split("; ")[:2] == ["day1 is first lenalidomide dose", f"{dose} block LEN"]
    assert {"assessments", "the DLT window", "milestones", "the other dose levels", "what is assumed (†)"} <= {
        *written.left_out
    }


def test_a_typed_protocol_leaves_nothing_out() -> None:
    """What came from a line goes back into one whole."""
    assert write_line(resolve(read_line(f"day0 is it; {BASE} over 1 h; q21 x3"))).left_out == ()


def test_the_number_of_cycles_drawn_is_the_one_written() -> None:
    """A course of fewer cycles is written with them."""
    protocol = read_line(f"{BASE}; q21 x6")
    assert write_line(resolve(protocol, cycles=2)).line == f"{BASE}; q21 x2"


def test_a_protocol_that_no_line_can_say_is_refused() -> None:
    """A drug whose key cannot be typed as a name makes a refusal, not a line that reads otherwise."""
    text = (FIXTURES / "two-periods.yaml").read_text(encoding="utf-8").replace("dexamethasone", "cap")
    with pytest.raises(RegimenError, match="two-periods cannot be written in one line"):
        write_line(resolve(parse_protocol(text)))
