"""How the value of each clause is taken, by the key of the dose line it fills."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from regimen.errors import ValueSyntaxError
from regimen.nomenclature import safe_duration
from regimen.notation.text import Scanner
from regimen.notation.values import cycle_set, day_set, dose_text, drug, taking, words
from regimen.notation.words import PURPOSES, ROUTES, SPREADS, start, word
from regimen.protocol.canonical import ages_text
from regimen.protocol.values import parse_ages, parse_band, parse_int
from regimen.quantity import parse_amount, parse_duration

_TOKEN = start("[^ ,;>]+")
_DURATION = start("[0-9]+ *h(?:ours?)?(?: *[0-9]+ *min)?(?!\\w)|[0-9]+ *min(?:utes?)?(?!\\w)|[^ ,;>]+")
_BAND = start("(?:[<>]=?|[≤≥])? *[0-9.]+(?: *- *[0-9.]+)?")
_DAYS = start("[0-9]+(?= *d(?:ays?)?(?!\\w))")
_DAYS_WORD = word("d|days?")
_OR = word("or")
_NUMBERED = start("# *[1-9][0-9]{0,2}(?![0-9])")
_LAG = start("(?=[0-9])")
_FROM = word("from +(?:start|end)")


class Link(NamedTuple):
    """Another line that a dose line follows or precedes, as typed."""

    drug: str
    number: int | None
    """Which of the drug's items, from 1."""
    lag: str | None
    lag_from: str | None
    column: int


class Carried(NamedTuple):
    """A further drug in the same product, and its dose."""

    drug: str
    dose: str


def routes(scan: Scanner) -> list[str]:
    """One route, or several joined by `or`."""
    found = [_route(scan)]
    while scan.take(_OR):
        column = scan.column
        found.append(_route(scan))
        if found[-1] in found[:-1]:
            scan.fail(f"the route {found[-1]} stands here twice", column, hint="name each route once")
    return found


def _one_of(names: Mapping[str, str], what: str) -> Callable[[str], str]:
    """A reader of one of some names, in capitals or not."""

    def read(text: str) -> str:
        if text.lower() not in names:
            raise ValueSyntaxError(f"'{text[:20]}' is not a {what}", allowed=", ".join(dict.fromkeys(names.values())))
        return names[text.lower()]

    return read


_route = taking(_TOKEN, _one_of(ROUTES, "route"))


def link(scan: Scanner) -> Link:
    """Another item by its drug, with the time between, where one is given."""
    column = scan.column
    name = drug(scan)
    if name is None:
        scan.fail("a drug of this line is meant here", allowed="its name, with #2 for its second item")
    number = scan.take(_NUMBERED)
    lag = _duration(scan) if scan.sees(_LAG) else None
    taken = scan.take(_FROM) if lag else None
    return Link(name, int(number[1:]) if number else None, lag, taken.split()[-1].lower() if taken else None, column)


def carried(scan: Scanner) -> Carried:
    """A further drug in the same product with its dose."""
    name = drug(scan)
    if name is None:
        scan.fail("a drug and its dose are meant here", allowed="a clause such as: with daunorubicin 44 mg/m2")
    return Carried(name, dose_text(scan))


def amount(scan: Scanner) -> str:
    """The amount of one administration."""
    column = scan.column
    return str(scan.reading(parse_amount, dose_text(scan), column))


def period(scan: Scanner) -> str:
    """Length of the line's own cycle."""
    number = scan.take(_DAYS)
    if number is None or not scan.take(_DAYS_WORD):
        scan.fail("a number of days is meant here", allowed="a clause such as: every 14 d")
    return number


def _band(text: str) -> str:
    return "".join(text.replace("≤", "<=").replace("≥", ">=").split())


_duration = taking(_DURATION, lambda text: parse_duration(_spaced(text)), safe_duration)


def _spaced(text: str) -> str:
    """A duration as its reader wants it: `3 hours` and `3h` are `3 h`."""
    return text.lower().replace("hours", "h").replace("hour", "h").replace("minutes", "min").replace("minute", "min")


READERS: dict[str, Callable[[Scanner], Any]] = {
    "route": routes,
    "days": day_set,
    "slots": taking(_TOKEN, _one_of(SPREADS, "spread of doses")),
    "first_slot": taking(_TOKEN, parse_int),
    "last_slot": taking(_TOKEN, parse_int),
    "over": _duration,
    "cap": amount,
    "rounding": lambda _: "product",
    "course_total": dose_text,
    "cycles": cycle_set,
    "period": period,
    "age": taking(_BAND, lambda text: parse_ages(_band(text)), ages_text),
    "weight": taking(_BAND, lambda text: parse_band(_band(text)).text),
    "lvef": taking(_BAND, lambda text: parse_band(_band(text)).text),
    "order": taking(_TOKEN, parse_int),
    "after": link,
    "before": link,
    "carries": carried,
    "purpose": taking(_TOKEN, _one_of({name: name for name in PURPOSES}, "purpose")),
    "block": words,
    "site": words,
    "provided": lambda scan: words(scan, whole=True),
    "until": lambda scan: words(scan, whole=True),
}
"""Field to the reader of its value; it stands behind the clause's first word, if that says nothing by itself."""
WHOLE = {"route", "slots", "purpose"}
"""Fields whose clause is its own value, so that its first word is not passed over."""
