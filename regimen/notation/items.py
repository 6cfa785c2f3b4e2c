"""The items of a line: dose items, the numbering, the cycle; nothing is looked up yet."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from regimen.errors import nearest
from regimen.notation.clauses import READERS, WHOLE
from regimen.notation.names import REFUSED, generic_name
from regimen.notation.text import Scanner, checked
from regimen.notation.values import AUC, NUMBER, dose_text, drug, words
from regimen.notation.words import ADVICE, ALLOWED, CLAUSES, ROUTES, Clause, clause_at, start, word

MAX_ITEMS = 60
"""Most dose items; more belongs in a protocol file."""

_DAY_IS = word("day *[01](?: +is)?")
_CYCLE_PART = start("(?:q|x) *(?=[0-9])")
_COUNT = word("x *[0-9]+")
_LENGTH = word("q *[0-9]+ *(?:d|days?|w|wk|weeks?)?")
_STEP = start(">")
_WORD = re.compile("[^ ,;>]+")
_DAYS_A_WEEK = 7
_ROUTES = ", ".join(dict.fromkeys(ROUTES.values()))


class Value(NamedTuple):
    """What something says, as a protocol file would hold it, and the column it stands at."""

    data: Any
    column: int


@dataclass(slots=True)
class Step:
    """One dose and its days."""

    dose: Value
    days: Value


@dataclass(slots=True)
class DoseItem:
    """One drug: doses with their days, and whatever else its clauses say."""

    drug: Value
    steps: list[Step] = field(default_factory=list)
    facts: dict[str, Value] = field(default_factory=dict)
    """Field to value; `carries` holds a list."""


@dataclass(slots=True)
class Line:
    """A whole line."""

    doses: list[DoseItem] = field(default_factory=list)
    facts: dict[str, Value] = field(default_factory=dict)
    """`number` and `event` of the reference day, `length` and `count` of the cycle."""


def parse_items(text: str) -> tuple[Line, Scanner]:
    """The items of a line, and the line itself for what is found against it later."""
    whole = Scanner(checked(text))
    line = Line()
    for scan in _split(whole):
        if scan.done:
            continue
        if scan.sees(_DAY_IS):
            _numbering(scan, line)
        elif scan.sees(_CYCLE_PART):
            _cycle(scan, line)
        else:
            if len(line.doses) == MAX_ITEMS:
                scan.fail("there are more dose items", allowed=f"at most {MAX_ITEMS}", hint="write a protocol file")
            line.doses.append(_dose_item(scan))
    if not line.doses:
        whole.fail("the line has no dose", allowed="items such as: cytarabine 100 mg/m2 IV d1-7")
    return line, whole


def _split(whole: Scanner) -> list[Scanner]:
    """The items between semicolons; a semicolon in double quotes is one of the words."""
    parts, first, quote = [], 0, None
    for at, sign in enumerate(whole.plain):
        if sign == '"':
            quote = at if quote is None else None
        elif sign == ";" and quote is None:
            parts.append(whole.part(first, at))
            first = at + 1
    if quote is not None:
        whole.fail("the double quote is not closed", quote + 1, hint='write words as "count recovery"')
    return [*parts, whole.part(first, whole.end)]


def _once(facts: dict[str, Value], name: str, value: Value, scan: Scanner, what: str) -> None:
    if name in facts:
        scan.fail(f"{what} stands here a second time", value.column, hint=f"it stands at column {facts[name].column}")
    facts[name] = value


def _numbering(scan: Scanner, line: Line) -> None:
    """`day0` or `day1`, with the event it stands for."""
    column = scan.column
    typed = scan.take(_DAY_IS) or ""
    number = "0" if "0" in typed else "1"
    _once(line.facts, "number", Value(number, column), scan, "the numbering")
    if typed.endswith(("s", "S")):
        behind = scan.column
        line.facts["event"] = Value(words(scan, whole=True), behind)
    if not scan.done:
        scan.fail(f"day{number} is an item of its own", allowed=f"day{number}, or day{number} is EVENT")


def _cycle(scan: Scanner, line: Line) -> None:
    """`q21 x6`, in either order."""
    while not scan.done:
        column = scan.column
        if count := scan.take(_COUNT):
            value = Value(_digits(scan, count, column), column)
            _once(line.facts, "count", value, scan, "the number of cycles")
        elif length := scan.take(_LENGTH):
            days = int(_digits(scan, length, column)) * (_DAYS_A_WEEK if "w" in length.lower() else 1)
            _once(line.facts, "length", Value(str(days), column), scan, "the length of a cycle")
        else:
            _unknown(scan, "q21 x6: the days of a cycle and the number of cycles")


def _digits(scan: Scanner, text: str, column: int) -> str:
    digits = re.sub("[^0-9]", "", text)
    if len(digits) > 4:  # noqa: PLR2004 - cycles are checked later; this only keeps numbers readable
        scan.fail(f"'{text.strip()[:20]}' is too many", column, allowed="cycles of 1 to 366 days, 1 to 130 of them")
    return digits


def _dose_item(scan: Scanner) -> DoseItem:
    column = scan.column
    name = _item_drug(scan)
    item = DoseItem(Value(name, column))
    dose, days = _item_dose(scan), None
    behind = scan.column
    while True:
        while not scan.done and not scan.sees(_STEP):
            clause, value = _clause(scan, item)
            if clause.field == "days":
                if days is not None:
                    hint = f"days stand at column {days.column} already; join them as d1-3,8, or add a step with >"
                    scan.fail("the days are given twice", value.column, hint=hint)
                days = value
        if days is None:
            scan.fail("the days are missing", allowed="days such as d1-10, d1,8,15 or d-6--2")
        item.steps.append(Step(dose, days))
        if not scan.take(_STEP):
            break
        dose, days = _item_dose(scan), None
    if "route" not in item.facts:
        scan.fail(f"the route of {name} is missing", behind, allowed=_ROUTES)
    return item


def _item_drug(scan: Scanner) -> str:
    column = scan.column
    typed = _WORD.match(scan.plain, scan.at, scan.end)
    name = drug(scan)
    if name is None and typed and typed[0].lower() in REFUSED:
        name = scan.reading(generic_name, typed[0], column)  # begins with a digit, as 5-FU does; refused there
    if name is None:
        what = f"'{typed[0][:40]}' is no drug" if typed else "a drug is missing"
        scan.fail(what, column, allowed="DRUG DOSE ROUTE dDAYS, such as: cytarabine 100 mg/m2 IV d1-7")
    return name


def _item_dose(scan: Scanner) -> Value:
    column = scan.column
    if not (scan.sees(NUMBER) or scan.sees(AUC)):
        typed = _WORD.match(scan.plain, scan.at, scan.end)
        before = f" before '{typed[0][:20]}'" if typed and not scan.done else ""
        scan.fail(f"the dose is missing{before}", column, allowed="doses such as 50 mg, 8 mg/m2, 5 mcg/kg or AUC 5")
    return Value(dose_text(scan), column)


def _clause(scan: Scanner, item: DoseItem) -> tuple[Clause, Value]:
    """Take one clause; all but days are kept in the item."""
    clause = clause_at(scan)
    if clause is None:
        _unknown(scan, ALLOWED)
    column = scan.column
    if clause.field not in WHOLE:
        scan.take(clause.starts)
    value = Value(READERS[clause.field](scan), column)
    if clause.field == "carries":
        kept = item.facts.setdefault("carries", Value([], column))
        kept.data.append(value)
    elif clause.field != "days":
        _once(item.facts, clause.field, value, scan, f"'{clause.form}'")
    return clause, value


def _unknown(scan: Scanner, allowed: str) -> NoReturn:
    """Refuse a word that means nothing here, with what was probably meant."""
    column = scan.column
    match = _WORD.match(scan.plain, scan.at, scan.end)
    typed = match[0] if match else scan.plain[scan.at]
    hint = ADVICE.get(typed.lower())
    if hint is None and _CYCLE_PART.match(typed):
        hint = "the cycle is an item of its own: write ; before it"
    elif hint is None and typed[0].isdigit():
        hint = f"days are written d{typed[:20]}; a dose stands behind its drug"
    elif hint is None and match and NUMBER.match(scan.plain[match.end() : scan.end].lstrip()):
        hint = "the next drug? write ; before it"
    elif hint is None:
        forms = [clause.form.split()[0] for clause in CLAUSES] + [*ROUTES]
        hint = nearest(typed, forms).removeprefix("; ") or None
    scan.fail(f"'{typed[:40]}' is not understood here", column, allowed=allowed, hint=hint)
