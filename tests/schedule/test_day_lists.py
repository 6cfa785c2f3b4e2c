"""The program's day lists against those worked out by hand, byte for byte, for all cycles."""

import by_hand
import pytest

from regimen.dosing.subject import Subject
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load
from regimen.schedule.build import build_schedule
from regimen.schedule.items import Item, Kind, Schedule

FIXTURES = by_hand.FOLDER.parents[1] / "fixtures" / "protocols"
CASES = [
    ("azacitidine-venetoclax", None),
    ("beam", None),
    ("hypercvad", None),
    ("hypercvad", 59),
    ("hypercvad", 60),
    ("mfolfox6", None),
    ("two-periods", None),
]


def golden(name: str) -> str:
    """A day list as stored."""
    return (by_hand.FOLDER / f"{name}.txt").read_bytes().decode()


def row(schedule: Schedule, item: Item) -> str:
    """One item in the form of the golden files."""
    entry = item.entry
    label = item.label or "-"
    if entry.line is not None:
        slot = f"{item.slot}/{entry.line.slots.a_day}"
        return f"{item.day}  {label}  {slot}  {entry.line.id}  {entry.dose}  {item.end_day}\n"
    window = schedule.window_of(item)
    if item.kind == Kind.MILESTONE:
        return f"{item.day}  {label}  -  {entry.id}  milestone  {item.day}\n"
    return f"{item.day}  {label}  -  {entry.id}  assessment  {f'{window[0]}..{window[1]}' if window else '-'}\n"


def day_list(schedule: Schedule) -> str:
    """A schedule in the form of the golden files."""
    return "".join(row(schedule, item) for item in schedule.items)


@pytest.mark.parametrize(("name", "age"), CASES, ids=[f"{name}-{age or 'any'}" for name, age in CASES])
def test_fixture_follows_the_list_made_by_hand(name, age) -> None:
    """Every administration of a fixture stands on the day, in the slot and with the dose of the source."""
    schedule = build_schedule(resolve(read_protocol(FIXTURES / f"{name}.yaml")), Subject(age=age) if age else None)
    assert day_list(schedule) == golden(f"{name}-age-{age}" if age else name)


@pytest.mark.parametrize("level", by_hand.LEVELS)
def test_home_protocol_follows_the_list_made_by_hand(level) -> None:
    """Doses, assessments and milestones of NCT01681537 stand where article and registry put them, at each level."""
    assert day_list(build_schedule(resolve(load(), level))) == golden(f"nct01681537-{level}")


def test_golden_files_are_the_lists_made_by_hand() -> None:
    """No golden file is edited, lost or left over: the folder holds what by_hand.py says, and nothing else."""
    stored = {path.stem: path.read_bytes().decode() for path in by_hand.FOLDER.iterdir()}
    assert stored == by_hand.day_lists()


def test_every_fixture_has_a_golden_list() -> None:
    """A fixture protocol without a list made by hand would prove nothing."""
    assert {path.stem for path in FIXTURES.glob("*.yaml")} == {name for name, _ in CASES}
