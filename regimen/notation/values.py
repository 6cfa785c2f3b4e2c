"""What stands in clauses: doses, day sets, drug names, words. Each reader gives the text that a protocol file holds."""

import re
from collections.abc import Callable
from typing import Any

from regimen.days import DaySet
from regimen.errors import RegimenError, ValueSyntaxError
from regimen.notation.names import generic_name
from regimen.notation.text import Scanner
from regimen.notation.words import clause_at, start, word
from regimen.protocol.values import parse_text
from regimen.quantity import parse_dose

NUMBER = start(r"\.?[0-9]+(?:[.,][0-9]+)*")
AUC = start("auc(?![a-z-])")
_UNIT = start(r"(?:international|usp) +units?(?:/[^\s,;>]+)?|[^\s,;>]+")
_PER = start(r"(?:/|per ) *[^\s,;>]+")
_A_DAY = re.compile(r"/ *(?:d|day|24 *h)$")
_IU = re.compile(r"[0-9] (?:IU|i\.u\.)(?:/|$)", re.IGNORECASE)
_DAY_TERM = r"-?[0-9][^\s,;>]*(?: +to +-?[0-9][^\s,;>]*)?"
_DAY_TERMS = start(rf"{_DAY_TERM}(?: *, *d?{_DAY_TERM})*")
_CYCLE_TERMS = start(rf"{_DAY_TERM}(?: *, *{_DAY_TERM})*")
_FAR = re.compile("[0-9]{6,}")
_NAME_WORD = start("[a-z][a-z0-9.-]*(?=[ ,;>#]|$)")
_NO_NAME = word("from|to|or|is")
_QUOTED = start('"(?:[^"]|"")*"')
ONE_WORD = start('[^ ,;>"]+')
_REST = start(".+")
_WORDS = re.compile("[^ ,]+")


def dose_text(scan: Scanner) -> str:
    """Take a dose of one administration."""
    column = scan.column
    if scan.take(AUC):
        return str(scan.reading(parse_dose, f"AUC {_number(scan, column)}", column))
    text = _number(scan, column)
    if not scan.done and clause_at(scan) is None and (unit := scan.take(_UNIT)):
        text += f" {unit}"
        while more := scan.take(_PER):
            text += "/" + more.removeprefix("/").removeprefix("per").strip()
    if _A_DAY.search(text):
        hint = "write one administration and how often: 100 mg BID, 100 mg/m2 q12h; once a day needs no word"
        scan.fail(f"the dose '{text[:40]}' is that of a day", column, hint=hint)
    if _IU.search(text):
        hint = "write international units in full; IU has been read as IV"
        scan.fail(f"'IU' in the dose '{text[:40]}' is not safe", column, hint=hint)
    return str(scan.reading(parse_dose, text, column))


def _number(scan: Scanner, column: int) -> str:
    """A number without what has caused ten-fold errors: commas, idle zeros, a bare point."""
    digits = scan.take(NUMBER) or ""
    shown = digits[:20]
    if "," in digits:
        scan.fail(f"'{shown}' has a comma", column, hint="write 1000 without a comma, 0.5 with a point")
    if digits.startswith("."):
        scan.fail(f"'{shown}' lacks the zero before the point", column, hint=f"write 0{shown}")
    if "." in digits and digits.endswith("0"):
        hint = f"write {digits.rstrip('0').rstrip('.')[:20]}; {shown} has been read without its point"
        scan.fail(f"'{shown}' ends with an idle zero", column, hint=hint)
    return digits


def day_set(scan: Scanner) -> str:
    """Take a set of days; `d` may stand before each part."""
    return _set(scan, _DAY_TERMS)


def cycle_set(scan: Scanner) -> str:
    """Take a set of cycles; a `d` behind a comma begins the days."""
    return _set(scan, _CYCLE_TERMS)


def _set(scan: Scanner, terms_of: re.Pattern[str]) -> str:
    """A set part by part, so that a part that cannot be read has its own column."""
    first = at = scan.at
    text = scan.take(terms_of) or ""
    terms = []
    for raw in text.split(","):
        digits = raw.lstrip(" dD")
        part = re.sub(" +to +", "-", digits.rstrip())
        column = at + len(raw) - len(digits) + 1
        if _FAR.search(part):
            scan.fail(f"'{part[:40]}' is too far", column, allowed="-3660 to 3660 (ten years)")
        terms.append(str(scan.reading(_day_part, part, column)))
        at += len(raw) + 1
    return str(scan.reading(DaySet.parse, ",".join(terms), first + 1))


def _day_part(text: str) -> DaySet:
    """One part of a day set; the column that its own reader tells is always the first of the part."""
    try:
        return DaySet.parse(text)
    except RegimenError as error:
        what = error.what.replace(" at column 1", "")
        raise ValueSyntaxError(what, allowed=error.allowed, hint=error.hint) from error


def drug(scan: Scanner) -> str | None:
    """Take a drug's name, one word or several; None where no name stands."""
    column, first, last = scan.column, scan.at, scan.at
    while not (scan.done or clause_at(scan) or scan.sees(AUC) or scan.sees(_NO_NAME)):
        taken = scan.sees(_NAME_WORD)
        if taken is None:
            break
        last = taken.end()
        scan.take(_NAME_WORD)
    return scan.reading(generic_name, scan.plain[first:last], column) if last > first else None


def words(scan: Scanner, *, whole: bool = False) -> str:
    """Take words: in double quotes, or one alone; with `whole`, as many as there are up to the end of the item."""
    column = scan.column
    if scan.sees(_QUOTED):
        typed = scan.typed(_QUOTED)[1:-1].replace('""', '"')
    elif whole and (odd := odd_place(scan)) is not None:
        sign = scan.plain[odd : scan.end].split()[0]
        hint = "put the words in double quotes if it belongs to them, else write it before them"
        scan.fail(f"'{sign[:20]}' means something of its own", odd + 1, hint=hint)
    else:
        typed = scan.typed(_REST if whole else ONE_WORD)
    if not typed.strip():
        allowed = "words up to the end of the item, or" if whole else "one word, or several"
        scan.fail("words are missing here", column, allowed=f'{allowed} in double quotes: "count recovery"')
    return scan.reading(parse_text, typed, column)


def odd_place(scan: Scanner) -> int | None:
    """Where words without quotes would hold a sign or a clause of the notation; None if they do not."""
    for match in _WORDS.finditer(scan.plain, scan.at, scan.end):
        if set(match[0]) & set('";>') or clause_at(scan.part(match.start(), scan.end)):
            return match.start()
    return None


def taking(
    pattern: re.Pattern[str], parse: Callable[[str], Any], write: Callable[[Any], str] = str
) -> Callable[[Scanner], str]:
    """A reader of one value: what the pattern takes, through the value's own reader."""

    def read(scan: Scanner) -> str:
        column = scan.column
        return write(scan.reading(parse, scan.take(pattern) or "", column))

    return read
