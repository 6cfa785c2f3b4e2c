"""`regimen train run`: an exercise on the terminal, or its answers marked from a file."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, JsonOption
from regimen.cli.train_lot import LotOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from regimen.cli.train_cases import Opened
    from regimen.training.answers import Answer
    from regimen.training.exercise import Exercise
    from regimen.training.marking import Result
    from regimen.training.progress import Progress

_JSON = JsonOption()
_LOT = LotOptions()
_USAGE = "regimen train run CASE"


def train_run(
    case: Annotated[str | None, Words("CASE", "id of a case, or its file; without it one is drawn by lot")] = None,
    /,
    *,
    answers: Annotated[str | None, Words("FILE", "mark this answer file instead of asking")] = None,
    due: Annotated[bool, Words("", "only the items that have come back")] = False,
    again: Annotated[bool, Words("", "begin anew, where an attempt was left before its end")] = False,
    seed: Annotated[str | None, Words("N", "number from which a case drawn by lot follows; default: by chance")] = None,
    lot: LotOptions = _LOT,
    learner: Annotated[str | None, Words("CODE", "keep progress under this code; never a name")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: JsonOption = _JSON,
) -> int:
    """Do an exercise on the terminal: one item after the other, then the debrief.

    Every answer is kept at once, so that an exercise which was interrupted goes on where it was. Without a CASE a new
    one is drawn by lot; its name is told, such as lot:errors:7:1:hard:3, and gives the same case again. The app,
    `regimen`, has the same exercises with calendars and charts to work on.

    Examples:
      regimen train run recovery-on-day-45
      regimen train run --kind errors --difficulty easy
      regimen train run len-mec-50 --due
      regimen train run much-ado --answers mia.yaml
    """
    from regimen.cli.output import document, emit
    from regimen.cli.questions import on_terminal
    from regimen.cli.train_cases import debrief_text, marked_facts, result_row
    from regimen.errors import RegimenError

    opened = _opened(case, seed, lot)
    if answers is not None:
        kept = {"--due": due, "--again": again, "--learner": learner, "--ledger": ledger, "--today": today}
        if other := next((option for option, given in kept.items() if given), None):
            raise RegimenError(f"--answers and {other} exclude each other", hint="an answer file is marked, not kept")
        result = _marked(opened.exercise, answers)
    elif form.json or not on_terminal():
        hint = "give --answers FILE; regimen train show CASE prints the exercise, with --blank a file to fill in"
        raise RegimenError("there is no terminal to answer on", hint=hint)
    else:
        result = _sat(opened, _Wishes(due, again, learner, ledger, today))
    if form.json:
        emit(document(result.findings, **result_row(result), marked=marked_facts(result)))
    else:
        emit(debrief_text(result) + "\n")
    return 0


def _opened(case: str | None, seed: str | None, lot: LotOptions) -> "Opened":
    """The exercise named, or one drawn by lot."""
    from secrets import choice, randbelow

    from regimen.cli.inputs import whole
    from regimen.cli.train_cases import Opened, opened
    from regimen.cli.train_lot import MOST_SEED, kinds_of, wishes_of
    from regimen.errors import RegimenError
    from regimen.training.places import exercise_at, lot_place

    if case is not None:
        if seed is not None or lot != _LOT:
            raise RegimenError("a CASE and wishes for one drawn by lot exclude each other", hint="give one of them")
        return opened(case, _USAGE)
    number = whole("--seed", seed, randbelow(_SEEDS), 0, MOST_SEED)
    kinds = kinds_of(lot)
    kind = choice(kinds) if seed is None else kinds[0]
    place = lot_place(kind, number, 1, wishes_of(lot))
    return Opened(exercise_at(place), place)


_SEEDS = 100_000
"""Seeds by chance stay short enough to be typed."""


def _marked(exercise: "Exercise", file: str) -> "Result":
    from pathlib import Path

    from regimen.protocol.reader import UnusableFile
    from regimen.training.answers import read_answers
    from regimen.training.marking import mark

    read = read_answers(Path(file))
    if read.findings and not read.by_item:
        raise UnusableFile(list(read.findings))
    return mark(exercise, read)


class _Wishes(NamedTuple):
    """How an exercise is sat."""

    due: bool
    again: bool
    learner: str | None
    ledger: str | None
    today: str | None


def _sat(opened: "Opened", wishes: _Wishes) -> "Result":
    """Ask on the terminal, and keep every answer; raises KeyboardInterrupt where it is left before the end."""
    from functools import partial

    from regimen.cli.inputs import reading
    from regimen.cli.questions import say
    from regimen.cli.sitting import Sitting, Stopped
    from regimen.cli.train_cases import progress
    from regimen.training.answers import learner_code
    from regimen.training.exercise import part_of
    from regimen.training.places import is_lot

    kept = progress(wishes.ledger)
    learner = None if wishes.learner is None else reading("--learner", learner_code, wishes.learner)
    begun = None if wishes.again else kept.unfinished(opened.exercise, learner)
    if begun is None:
        only = _come_back(kept, opened.exercise, learner, wishes.today) if wishes.due else ()
        number, held = kept.begin(opened.exercise, opened.place, learner, only), {}
    else:
        number, only, held = begun.number, begun.only, begun.answers
        say(f"begun before: {_kept(held)}; --again begins anew")
    if is_lot(opened.place):
        say(f"regimen train run {opened.place} gives the same case again")
    sitting = Sitting(part_of(opened.exercise, only), partial(kept.answer, number), held)
    try:
        result = sitting.held()
    except (Stopped, KeyboardInterrupt):
        again = f"regimen train run {opened.place}" if is_lot(opened.place) else "the same command"
        say(f"\nstopped; {_kept(held)}, and {again} goes on with it")
        raise KeyboardInterrupt from None
    kept.finish(number, result)
    return result


def _kept(answers: "Mapping[str, Answer]") -> str:
    """How many items have an answer; of others only hints may be kept, or that they were given up."""
    from regimen.printouts.words import plural

    return f"{plural(sum(bool(one.raw) for one in answers.values()), 'answer')} kept"


def _come_back(kept: "Progress", exercise: "Exercise", learner: str | None, today: str | None) -> tuple[str, ...]:
    """The items that have come back and are still asked; refuses where there is none."""
    from regimen.cli.inputs import today_of
    from regimen.errors import RegimenError
    from regimen.training.repetition import due

    attempts = [one for one in kept.attempts() if one.learner == learner]
    back = {one.item for one in due(attempts, today_of(today)) if one.case == exercise.id}
    found = tuple(name for name in exercise.by_id if name in back)
    if not found:
        raise RegimenError(f"nothing of {exercise.id} has come back", hint="regimen train list --due tells what has")
    return found
