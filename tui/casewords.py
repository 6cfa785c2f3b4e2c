"""How the list of cases says what a case is and what became of it. No Textual."""

from regimen.nomenclature import rounded
from regimen.printouts.words import plural
from tui.cases import Done, Row


def like(row: Row | None, before: Row | None) -> int:
    """How much a row is the one that was in focus: the same, of the same case, or neither."""
    return 0 if row is None or before is None else (row == before) + (row.one == before.one)


def line(row: Row, state: Done) -> str:
    """A case in one line: whether it is under way, best score, how often it was done, kind, title."""
    score = "" if state.best is None else f"{rounded(state.best, 0)} %"
    times = f"{state.attempts}×" if state.attempts else ""
    back = f" ({plural(len(row.only), 'item')})" if row.only else ""
    return f"{'…' if state.going else ' '} {score:>5} {times:>3}  {row.one.kind:<11} {row.one.title}{back}"


def about(row: Row, state: Done) -> list[str]:
    """The case in focus, with what became of it."""
    one = row.one
    facts = [one.kind, one.difficulty, f"about {one.minutes} min" if one.minutes else ""]
    lines = [one.title, " · ".join(filter(None, facts)), "", one.introduction]
    lines += ["", "You will be able to", *(f"  {goal}" for goal in one.goals)] if one.goals else []
    if state.best is not None:
        lines += ["", f"best score {rounded(state.best, 0)} % in {plural(state.attempts, 'attempt')}"]
    if state.going:
        lines += ["", "begun, not ended: Enter goes on where it was, F7 begins it anew"]
    if row.only:
        lines += ["", f"{plural(len(row.only), 'item')} came back; Enter asks them alone"]
    return lines
