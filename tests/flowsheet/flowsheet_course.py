"""Reviews of the home protocol in a few words: treatment as planned, counts written `43:0.2/12` (day:ANC/platelets)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from regimen.course import Course
from regimen.protocol.model import Protocol
from regimen.protocol.shelf import load
from regimen.review import Review, review

DAY_ONE = dt.date(2026, 12, 1)
HOME = load()
MEC = ("mitoxantrone", "etoposide", "cytarabine")
NAMES = ("anc", "platelets", "wbc", "haemoglobin", "blasts")
UNITS = ("10^9/L", "10^9/L", "10^9/L", "g/dL", "%")


def on(day: int) -> str:
    """The date of a study day, Day 1 on 1 December 2026; there is no Day 0."""
    return str(DAY_ONE + dt.timedelta(days=day - 1 if day > 0 else day))


def count(text: str) -> dict[str, str]:
    """`43:0.2/12`, with WBC, Hb and blasts behind it; `43@07:30:0.2/12` with a time; `-` for what is missing."""
    when, _, values = text.rpartition(":")
    day, _, time = when.partition("@")
    written = {
        name: f"{value} {unit}"
        for name, value, unit in zip(NAMES, values.split("/"), UNITS, strict=False)
        if value != "-"
    }
    return {"date": on(int(day)), **({"time": time} if time else {}), **written}


def record(counts: str, **sections: Any) -> dict[str, Any]:
    """A record: treatment as planned, counts in short, other sections as they stand."""
    given = [{"date": on(day), "agent": "lenalidomide", "amount": "50 mg", "route": "PO"} for day in range(1, 11)]
    given += [{"date": on(day), "agent": drug} for day in range(4, 9) for drug in MEC]
    return {"administrations": given, "counts": list(map(count, counts.split()))} | sections


def transfused(product: str, *days: int) -> list[dict[str, str]]:
    """Transfusions."""
    return [{"date": on(day), "product": product} for day in days]


def growth_factor(*days: int) -> list[dict[str, str]]:
    """Doses of growth factor."""
    return [{"date": on(day)} for day in days]


def marrow(*exams: tuple[int, str | None]) -> list[dict[str, str]]:
    """Marrows by day and blasts; None for one that cannot be read."""
    return [
        {"date": on(day), "adequate": "no"}
        if blasts is None
        else {"date": on(day), "adequate": "yes", "blasts": blasts}
        for day, blasts in exams
    ]


def made(
    held: Mapping[str, Any] | str, as_of: int = 60, protocol: Protocol = HOME, settings: Iterable[tuple[str, str]] = ()
) -> Review:
    """The review of a record, or of counts in short, as of a day."""
    data = record(held) if isinstance(held, str) else dict(held)
    course = Course.model_validate({"reference_date": on(1), "protocol": protocol.id, "record": data})
    return review(course, protocol, lambda _: protocol, dt.date.fromisoformat(on(as_of)), dict(settings))
