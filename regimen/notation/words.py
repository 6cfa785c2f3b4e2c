"""The words of the notation: what each clause of a dose item begins with, and the key of the dose line it fills.

One table, so that reading, refusals and docs/notation.md speak of the same things.
"""

import re
from typing import NamedTuple, get_args

from regimen.notation.text import Scanner
from regimen.protocol.lines import Route
from regimen.protocol.values import SLOTS


def word(pattern: str) -> re.Pattern[str]:
    """A pattern that stands as a word of its own, in capitals or not."""
    return re.compile(rf"(?:{pattern})(?![\w-])", re.ASCII | re.IGNORECASE)


def start(pattern: str) -> re.Pattern[str]:
    """A pattern that something begins with, in capitals or not."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


ROUTES: dict[str, str] = {route.lower(): route for route in get_args(Route)} | {
    "oral": "PO",
    "intravenous": "IV",
    "subcutaneous": "SC",
    "intramuscular": "IM",
}
"""Route as typed, in lower case, to the route of the dose line."""
SPREADS = {name.lower(): name for name in SLOTS}
"""Spread of a day's doses as typed, in lower case, to its name."""
PURPOSES = ("premedication", "fluid", "rescue", "supportive")


class Clause(NamedTuple):
    """One kind of clause."""

    field: str
    """Key of the dose line that it fills, or of its condition."""
    form: str
    """How it is written."""
    starts: re.Pattern[str]
    """What it begins with; the value follows."""
    repeats: bool = False
    """Whether an item may have several."""


CLAUSES = (
    Clause("route", "ROUTE [or ROUTE]", word("|".join(ROUTES))),
    Clause("days", "dDAYS", start("(?:days? *|d *)(?=-?[0-9])")),
    Clause("slots", "SPREAD", word("|".join(SPREADS))),
    Clause("first_slot", "from slot N", word("from +slot")),
    Clause("last_slot", "to slot N", word("to +slot")),
    Clause("over", "over DURATION", word("over")),
    Clause("cap", "cap AMOUNT", word("cap")),
    Clause("rounding", "rounded to product", word("rounded +to +product")),
    Clause("course_total", "total DOSE", word("total")),
    Clause("cycles", "cCYCLES", start("(?:cycles? *|c *)(?=[0-9])")),
    Clause("period", "every N d", word("every")),
    Clause("age", "age BAND", word("age")),
    Clause("weight", "weight BAND", word("weight")),
    Clause("lvef", "lvef BAND", word("lvef")),
    Clause("order", "order N", word("order")),
    Clause("after", "after DRUG[#N] [DURATION [from start|from end]]", word("after")),
    Clause("before", "before DRUG[#N] [DURATION [from start|from end]]", word("before")),
    Clause("carries", "with DRUG DOSE", word("with"), repeats=True),
    Clause("purpose", "|".join(PURPOSES), word("|".join(PURPOSES))),
    Clause("block", "block TEXT", word("block")),
    Clause("site", "site TEXT", word("site")),
    Clause("provided", "provided TEXT", word("provided")),
    Clause("until", "until TEXT", word("until")),
)
"""Every clause, in the order it is written back in."""

ALLOWED = "a route, dDAYS, a spread such as q12h, over, cap, cCYCLES, age, after, until, …; or ; before the next item"

ADVICE = {
    **dict.fromkeys(
        ("qd", "q.d.", "od", "q24h", "qday"), "write daily, or nothing: once a day is meant without a word"
    ),
    **dict.fromkeys(("qod", "q.o.d.", "q48h"), "write the days, such as d1-21/2"),
    **dict.fromkeys(("qhs", "hs", "prn"), "leave it out: the calendar shows days, not hours"),
    **dict.fromkeys(("bd", "b.i.d.", "2x"), "write BID"),
    **dict.fromkeys(("tds", "t.i.d.", "3x"), "write TID"),
    **dict.fromkeys(("qds", "q.i.d.", "4x"), "write QID"),
    **dict.fromkeys(("sq", "subq", "sub-q", "s.c.", "sub"), "write SC"),
    **dict.fromkeys(("it", "i.t.", "ith"), "write intrathecal in full"),
    **dict.fromkeys(("p.o.", "os"), "write PO"),
    **dict.fromkeys(("i.v.", "ivpb", "civi", "iv-push"), "write IV, and over with a duration"),
    "i.m.": "write IM",
    **dict.fromkeys(("max", "maximum"), "write cap, with the amount of one administration"),
    **dict.fromkeys(("+", "then", "and", "plus", "|", "/"), "write ; between items"),
}
"""Words that are not read, some of them because they have been misread, and what to write."""


def clause_at(scan: Scanner) -> Clause | None:
    """The clause that begins here."""
    return next((clause for clause in CLAUSES if scan.sees(clause.starts)), None)
