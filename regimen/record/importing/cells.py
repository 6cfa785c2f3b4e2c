"""The text of cells as records write it: dates, times, numbers and their units, routes; blanks told from values."""

import re
from collections.abc import Iterable
from typing import Literal, get_args

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.protocol.lines import Route
from regimen.record.fields import read_day, read_time

DecimalSign = Literal["point", "comma"]
DateOrder = Literal["dmy", "mdy"]
SIGNS: dict[DecimalSign, str] = {"point": ".", "comma": ","}

_BLANK = {"", "-", "–", "—", ".", "na", "n/a", "nd", "n.d.", "null", "not done", "missing", "pending"}
_NUMBER = re.compile(r"(<?\s*)([0-9][0-9.,\u00a0\u202f]*)(.*)")
_COMMA = re.compile(r"0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_MOMENT = re.compile(r"(\S+?)(?:[T ]([0-9]{1,2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?)?", re.ASCII)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?", re.ASCII)
_PARTS = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII)
_LAST_MONTH = 12
_ROUTES = {"oral": "PO", "by mouth": "PO", "intravenous": "IV", "subcutaneous": "SC", "intramuscular": "IM"}


def blank(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.lower() in _BLANK


def decimal_sign(cells: Iterable[str]) -> DecimalSign:
    """The decimal sign of a table's numbers, where they tell; a point if none has decimals."""
    numbers = [match[2] for cell in cells if (match := _NUMBER.fullmatch(cell))]
    comma = next((number for number in numbers if _COMMA.fullmatch(number)), None)
    point = next((number for number in numbers if _POINT.fullmatch(number) and not comma), None)
    grouped = next((number for number in numbers if _GROUPED.fullmatch(number)), None)
    if grouped and not comma and not point:
        raise RegimenError(
            f"'{grouped}' can be read with a decimal comma or with a comma between thousands",
            hint="give --decimal comma or --decimal point",
        )
    return "comma" if comma else "point"


def number_text(cell: str, sign: DecimalSign, unit: str | None) -> str:
    """A number as records write it, with the unit of its column unless it has its own."""
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return cell
    limit, digits, own = match.groups()
    between = "." if sign == "comma" else ","
    groups = rf"[0-9]{{1,3}}(?:[{between}\u00a0\u202f][0-9]{{3}})+(?:[{SIGNS[sign]}][0-9]*)?"
    if re.fullmatch(groups, digits):
        digits = re.sub(rf"[{between}\u00a0\u202f]", "", digits)
    elif between in digits:
        raise ValueSyntaxError(f"'{cell[:40]}' does not have the decimal {sign} of the others")
    written = f"{limit.strip()}{digits.replace(SIGNS[sign], '.')}"
    return f"{written} {own.strip() or unit or ''}".strip()


def moment(cell: str, order: DateOrder | None) -> tuple[str, str | None]:
    """The date of a cell as `YYYY-MM-DD`, and the time that stands behind it."""
    match = _MOMENT.fullmatch(cell)
    text, time = (match[1], match[2]) if match else (cell, None)
    if order and (parts := _PARTS.fullmatch(text)):
        day, month = (parts[1], parts[2]) if order == "dmy" else (parts[2], parts[1])
        if int(month) > _LAST_MONTH:
            first = "day" if order == "dmy" else "month"
            raise ValueSyntaxError(f"'{text}' is no date with the {first} first", hint="give the other --date-format")
        text = f"{parts[3]}-{int(month):02d}-{int(day):02d}"
    return read_day(text).isoformat(), clock(time) if time else None


def clock(cell: str) -> str:
    """A time as `HH:MM`; seconds are left out."""
    match = _CLOCK.fullmatch(cell)
    return read_time(f"{int(match[1]):02d}:{match[2]}" if match else cell)


def route_text(cell: str) -> str:
    """A route as records write it."""
    key = cell.lower().replace(".", "")
    known = {route.lower(): route for route in get_args(Route)}
    return known.get(key) or _ROUTES.get(key, cell)
