"""What the names and days of a question stand for in a course."""

import re
from collections.abc import Iterable, Mapping
from typing import NoReturn, TypeVar

from regimen.dates import parse_date
from regimen.errors import RegimenError, nearest
from regimen.nomenclature import drug_name
from regimen.protocol.values import parse_int
from regimen.record.names import names_of
from regimen.schedule.items import Entry, Item, Kind
from regimen.training.material import Material

T = TypeVar("T")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def doses_of(material: Material, name: str) -> list[Item]:
    """The planned doses of a drug, a block or a dose line; refuses a name that the protocol does not have."""
    doses = [item for item in material.plan.schedule.items if item.kind == Kind.DOSE]
    return _doses(material, name, doses) or _refuse(material, name, doses)


def lines_of(material: Material, name: str) -> list[Entry]:
    """The dose lines, or steps of a ramp, that a name stands for."""
    return list(dict.fromkeys(item.entry for item in doses_of(material, name)))


def items_of(material: Material, name: str) -> list[Item]:
    """Everything planned under a name: doses, or an assessment or milestone by its id."""
    items = material.plan.schedule.items
    found = [item for item in items if item.kind != Kind.DOSE and item.entry.id == name]
    doses = [item for item in items if item.kind == Kind.DOSE]
    return found or _doses(material, name, doses) or _refuse(material, name, items)


def _doses(material: Material, name: str, doses: list[Item]) -> list[Item]:
    """The doses of a block, else those of a drug or a dose line."""
    drug = names_of(material.plan.resolved).drug(name)
    of_block = [item for item in doses if item.entry.line and item.entry.line.block == name]
    return of_block or [item for item in doses if drug == item.entry.name or name == item.entry.id]


def spoken(material: Material, name: str) -> str:
    """A name for people: `mitoXANTRONE`, `MEC`, `MEC starts`."""
    if name in names_of(material.plan.resolved).blocks:
        return name
    item = items_of(material, name)[0]
    return drug_name(item.entry.name) if item.kind == Kind.DOSE else item.entry.name


def day_named(material: Material, text: str, *, recorded: bool = False) -> int:
    """The study day that a question names as a day or as a date; by the record, from the actual reference day."""
    if _DATE.fullmatch(text):
        date = parse_date(text)
        return material.recorded_day(date) if recorded else material.plan.day(date)
    day = parse_int(text.lower().removeprefix("day").strip())
    material.plan.date(day)
    return day


def chosen(known: Mapping[str, T], name: str, what: str) -> T:
    """The value of a name; refuses an unknown one with the nearest."""
    if name not in known:
        raise RegimenError(f"no {what} '{name[:40]}'{nearest(name, known)}", allowed=", ".join(known))
    return known[name]


def _refuse(material: Material, name: str, items: Iterable[Item]) -> NoReturn:
    blocks = names_of(material.plan.resolved).blocks
    known = (one for item in items for one in ([item.entry.name] if item.entry.line else []) + [item.entry.id])
    allowed = list(dict.fromkeys((*blocks, *known)))
    what = f"nothing that can be asked about is called '{name[:40]}'{nearest(name, allowed)}"
    raise RegimenError(what, allowed=", ".join(allowed))
