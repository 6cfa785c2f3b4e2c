"""What the chance of one level does to the end of the trial: a curve a level, in eighths of a line. No Textual."""

from collections.abc import Iterator, Sequence

from regimen.errors import RegimenError
from tui.trialbook import TrialBook
from tui.trialwords import Part

_SIGNS = " ▁▂▃▄▅▆▇█"
_NAMES = 10


def curves_text(book: TrialBook, level: int) -> Iterator[Part]:
    """How likely each level is recommended as the chance of the level in focus goes from 0 to 100 %.

    Nothing where the design has no exact chances: the pane has said so.
    """
    try:
        found = book.sweep(level)
    except RegimenError:
        return
    columns = len(found)
    now = min(range(columns), key=lambda place: abs(found[place][0] - book.trial.chances[level - 1]))
    yield f"\nLevel recommended, were the chance at {book.names[level - 1]} from 0 to 100 %\n", "head"
    for at in range(book.levels, 0, -1):
        yield f"  {book.names[at - 1]:<{_NAMES}} {_curve([one.p_select[at - 1] for _, one in found])}\n", ""
    yield f"  {'none':<{_NAMES}} {_curve([one.p_none for _, one in found])}\n", ""
    yield f"  {'':<{_NAMES}} {' ' * now}↑ {found[now][0]:.0%}\n", "quiet"


def _curve(values: Sequence[float]) -> str:
    return "".join(_SIGNS[round(value * (len(_SIGNS) - 1))] for value in values)
