"""Plan beside actual on a sheet: each drug with what was planned and what was given, equal days drawn together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from regimen.abreast import Line, abreast
from regimen.dates import safe_date
from regimen.days import DayNumbering
from regimen.deviations.standard import known
from regimen.dosing.wording import shown_amount
from regimen.nomenclature import drug_name
from regimen.printouts.sheet import Table
from regimen.printouts.words import day_assumed, marked, one_dose
from regimen.review import Review

HEAD = ("Days", "From", "Drug", "Planned", "Given", "State")


def lines_known(made: Review) -> list[Line]:
    """Plan beside actual as it was known on the day of the judgement: nothing given later is on it."""
    facts = known(made.standard, made.timeline.facts)
    if len(facts.given) < len(made.timeline.facts.given):
        made = replace(made, timeline=made.timeline._replace(facts=facts))
    return abreast(made)


def planned_words(line: Line, *, hide: bool = False) -> str:
    """`50 mg`, `15 mg† ×2`; `–` where nothing is planned."""
    if line.entry is None or (hide and day_assumed(line.entry)):
        return "–"
    number = f" ×{len(line.planned)}" if len(line.planned) > 1 else ""
    return f"{one_dose(line.entry, hide=hide, with_dose=False)}{number}"


def given_words(line: Line) -> str:
    """`50 mg PO`; `–` where nothing was given."""
    told = []
    for dose in line.given:
        amount = "amount not recorded" if dose.amount is None else shown_amount(dose.amount)
        told.append(f"{amount} {dose.route}" if dose.route else amount)
    return ", ".join(told) or "–"


def state_words(line: Line) -> str:
    """`given`, `differs: deferred-series`."""
    codes = ", ".join(dict.fromkeys(str(one.code) for one in line.deviations))
    return f"{line.state}: {codes}" if codes else line.state


def abreast_table(lines: Iterable[Line], numbering: DayNumbering, *, hide: bool = False) -> Table:
    """One row for each run of days on which a drug has the same plan, doses and state."""
    rows = []
    for run in _runs(lines, numbering, hide=hide):
        first, last = (str(run[place].day).replace("-", "−") for place in (0, -1))
        name = marked(drug_name(run[0].agent), run[0].entry is not None and day_assumed(run[0].entry))
        days = first if len(run) == 1 else f"{first} to {last}"
        words = _words(run[0], hide=hide)
        rows.append((days, safe_date(run[0].date), name, *words))
    return Table(HEAD, tuple(rows), frozenset(range(len(HEAD))))


def _words(line: Line, *, hide: bool) -> tuple[str, str, str]:
    return planned_words(line, hide=hide), given_words(line), state_words(line)


def _runs(lines: Iterable[Line], numbering: DayNumbering, *, hide: bool) -> Iterator[list[Line]]:
    """Runs in the order of their first days."""
    runs: list[list[Line]] = []
    last: dict[str, list[Line]] = {}
    for line in lines:
        run = last.get(line.agent)
        if (
            run
            and numbering.elapsed(run[-1].day, line.day) == 1
            and _words(run[0], hide=hide) == _words(line, hide=hide)
        ):
            run.append(line)
        else:
            last[line.agent] = [line]
            runs.append(last[line.agent])
    return iter(runs)
