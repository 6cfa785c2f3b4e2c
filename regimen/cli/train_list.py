"""`regimen train list`: cases by difficulty and goal, with what was done of them."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, JsonOption

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from regimen.training.attempts import Attempt
    from regimen.training.case import Case
    from regimen.training.repetition import Due

_JSON = JsonOption()


def train_list(
    *names: Annotated[str, Words("CASE", "id, file or folder; default: the cases of the program; repeatable")],
    kind: Annotated[str | None, Words("KIND", "only this kind: calendar, worksheet, errors and so on")] = None,
    difficulty: Annotated[str | None, Words("LEVEL", "only easy, moderate or hard")] = None,
    goal: Annotated[str | None, Words("TEXT", "only cases with a goal that holds this text")] = None,
    due: Annotated[bool, Words("", "only cases with items that have come back")] = False,
    learner: Annotated[str | None, Words("CODE", "whose progress; default: that of runs without a code")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: JsonOption = _JSON,
) -> int:
    """List the training cases by difficulty, each with its goals, and with what was done of it.

    An item comes back when it is likely to be forgotten: soon after a wrong answer, later after each right one.

    Examples:
      regimen train list
      regimen train list --difficulty easy --goal dose
      regimen train list --due
      regimen train list mycases --json
    """
    from regimen.cli.inputs import today_of
    from regimen.cli.output import document, emit
    from regimen.cli.train_cases import files_of, progress

    now = today_of(today)
    cases = _cases(files_of(names), kind, difficulty, goal)
    attempts = [one for one in progress(ledger).attempts() if one.learner == learner]
    returned = _returned(attempts, now)
    rows = [_row(case, attempts, returned) for case in cases]
    rows = [row for row in rows if row.due or not due]
    if form.json:
        emit(document(cases=[_facts(row) for row in rows]))
    else:
        emit("".join(f"{line}\n" for line in _lines(rows)) or _none(due=due))
    return 0


class _Row(NamedTuple):
    """A case with what was done of it."""

    case: "Case"
    attempts: int
    best: "Decimal | None"
    under_way: bool
    due: "tuple[str, ...]"
    """Items that have come back."""


def _cases(paths: "Sequence[Any]", kind: str | None, difficulty: str | None, goal: str | None) -> "list[Case]":
    """The cases that fit the wishes, easy ones first."""
    from regimen.training.casefile import read_case
    from regimen.training.figures.named import chosen
    from regimen.training.generate.lot import DIFFICULTIES
    from regimen.training.kinds.registry import KINDS

    if kind is not None:
        chosen(KINDS, kind, "kind of exercise")
    if difficulty is not None:
        chosen(dict.fromkeys(DIFFICULTIES), difficulty, "difficulty")
    wanted = (goal or "").lower()
    found = [
        case
        for case in map(read_case, paths)
        if kind in (None, case.kind)
        and difficulty in (None, case.difficulty)
        and any(wanted in one.lower() for one in case.goals)
    ]
    order = {name: place for place, name in enumerate(KINDS)}
    return sorted(found, key=lambda case: (DIFFICULTIES.index(case.difficulty), order[case.kind], case.id))


def _returned(attempts: "list[Attempt]", now: "dt.date") -> "list[Due]":
    if not attempts:
        return []
    from regimen.training.repetition import due

    return due(attempts, now)


def _row(case: "Case", attempts: "list[Attempt]", returned: "list[Due]") -> _Row:
    mine = [one for one in attempts if one.case == case.id]
    scores = [one.percent for one in mine if one.percent is not None and not one.only]
    items = tuple(one.item for one in returned if one.case == case.id)
    return _Row(case, len(mine), max(scores, default=None), bool(mine) and mine[-1].finished is None, items)


def _lines(rows: list[_Row]) -> "Iterator[str]":
    """A heading a difficulty, a line a case, its goals below."""
    level = None
    for row in rows:
        if row.case.difficulty != level:
            if level is not None:
                yield ""
            level = row.case.difficulty
            yield level.capitalize()
        yield f"  {row.case.id} · {row.case.kind} · {row.case.title} · {row.case.minutes} min{_done(row)}"
        yield f"    {'; '.join(row.case.goals)}"


def _none(*, due: bool) -> str:
    return "nothing has come back\n" if due else "no case fits\n"


def _done(row: _Row) -> str:
    from regimen.nomenclature import rounded
    from regimen.printouts.words import plural

    parts = [] if row.best is None else [f"best {rounded(row.best, 1)} %"]
    parts += ["under way"] if row.under_way else []
    parts += [f"{plural(len(row.due), 'item')} due"] if row.due else []
    return "".join(f" · {part}" for part in parts)


def _facts(row: _Row) -> dict[str, Any]:
    from regimen.cli.train_cases import short

    case = row.case
    facts = {name: getattr(case, name) for name in ("id", "title", "kind", "difficulty", "goals", "minutes")}
    return facts | {
        "attempts": row.attempts,
        "best": short(row.best),
        "under_way": row.under_way,
        "due": row.due,
    }
