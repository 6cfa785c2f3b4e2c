"""What was learned so far, as lines for a pane: done, mean, by kind, certainty held against what was right.

No Textual.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from regimen.dates import safe_date
from regimen.nomenclature import rounded
from regimen.printouts.words import plural
from regimen.training.attempts import Attempt
from regimen.training.keys.key import Sure
from regimen.training.places import is_lot
from regimen.training.repetition import schedule
from regimen.training.scores import brier, calibration, overconfidence
from tui.cases import Done, Listed

_BAR = 10
_WHOLE = 100


def learned(known: Sequence[tuple[Listed, Done]], attempts: Sequence[Attempt], today: dt.date) -> Iterator[str]:
    """Everything there is to say of all finished attempts; a line where there is none."""
    ended = [one for one in attempts if one.finished is not None]
    shelf = [(one, state) for one, state in known if one.on_shelf]
    if not ended:
        yield "Nothing is done yet: Enter begins the case in focus."
        return
    lots = len({one.place for one in ended if is_lot(one.place)})
    finished = [state for _, state in shelf if state.attempts]
    drawn = f", and {lots} by lot" if lots else ""
    yield f"done: {len(finished)} of {plural(len(shelf), 'case')}{drawn}; {plural(len(ended), 'attempt')}"
    yield f"mean of best scores: {_mean([state for _, state in known if state.attempts])}"
    for kind in dict.fromkeys(one.kind for one, _ in known if one.kind):
        mine = [state for one, state in known if one.kind == kind and state.attempts]
        if mine:
            of = sum(1 for one, _ in shelf if one.kind == kind)
            yield f"  {kind:<12} {len(mine):>2} done of {of:<3} mean {_mean(mine)}"
    yield _next_due(attempts, today)
    yield from _certainty([sure for one in ended for sure in one.sure])


def _mean(states: Sequence[Done]) -> str:
    scores = [state.best for state in states if state.best is not None]
    return f"{rounded(sum(scores, Decimal(0)) / len(scores), 0)} %"


def _next_due(attempts: Sequence[Attempt], today: dt.date) -> str:
    """`next due: Thu 03 Dec 2026 (3 items)`, or how many have come back."""
    found = schedule(attempts)
    back = [one for one in found if one.on <= today]
    if back:
        return f"due again: {plural(len(back), 'item')}"
    same = [one for one in found if one.on == found[0].on]
    return f"next due: {safe_date(found[0].on)} ({plural(len(same), 'item')})"


def _certainty(sure: Sequence[Sure]) -> Iterator[str]:
    """A line a bin: how often answers of so much certainty were right, as a bar and in figures."""
    score, over = brier(sure), overconfidence(sure)
    if score is None or over is None:
        return
    yield ""
    yield f"Certainty against correctness, {plural(len(sure), 'answer')}"
    for one in calibration(sure):
        bar = "█" * round(one.right * _BAR / _WHOLE)
        yield f"  {one.low:>3} to {one.high:>3} %  {bar:░<{_BAR}} {rounded(one.right, 0):>3} % right of {one.answers}"
    points = f"{rounded(abs(over), 0)} points {'more' if over > 0 else 'less'} certain than right"
    how = points if over else "as certain as right"
    yield f"  Brier score {rounded(score, 3)} (0 is perfect, 0.25 is guessing); {how}"
