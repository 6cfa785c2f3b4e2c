"""The debrief: first what was right, then what was not and why, then certainty, then what to take away."""

from collections.abc import Iterator

from regimen.nomenclature import rounded, safe_number
from regimen.printouts.document import Column, Facts, Heading, Part, Table, cell, headed
from regimen.printouts.facts import Fact
from regimen.printouts.sheet import Entry
from regimen.training.keys.key import Outcome
from regimen.training.marking import Marked, Result, Standing
from regimen.training.scores import overconfidence

_HEADINGS = {
    Standing.PARTLY: "What was partly right",
    Standing.WRONG: "What was not right",
    Standing.UNREADABLE: "What could not be read",
    Standing.UNANSWERED: "What was not answered",
}
_CELLS = (Column("Where", 5), Column("Mark", 3), Column("Why", 10))
_CURVE = (Column("Certainty", 3), Column("Answers", 2), Column("Mean certainty", 3), Column("Right", 2))
_MINUTE = 60
_BELOW = "each mark with its reason stands below, cell by cell"


def debrief(result: Result) -> tuple[Part, ...]:
    """Everything there is to say about a marked exercise, as parts of a sheet."""
    return tuple(_parts(result))


def _parts(result: Result) -> Iterator[Part]:
    yield from headed("What was right", *(_right(one) for one in result.of(Standing.RIGHT)))
    for standing, heading in _HEADINGS.items():
        yield from headed(heading, *(_other(one) for one in result.of(standing)))
    for one in result.marked:
        if one.judged is not None and one.judged.outcomes:
            yield Heading(f"Cell by cell: {one.item.prompt}")
            yield _cells(one.judged.outcomes)
    if result.exercise.ending is not None and (ended := result.exercise.ending(result.marked)):
        yield from headed("How it ended", ended)
    yield Heading("Score")
    yield Facts(tuple(_score(result)))
    if result.bins:
        yield Heading("Certainty")
        yield _curve(result)
    yield from headed("Remarks on the answers", *(finding.message for finding in result.findings))
    exercise = result.exercise
    yield from headed("What to take away", *exercise.debrief)
    yield from headed("Rules and sources", *(Entry(one.rule, (one.source,)) for one in exercise.pointers))


def _cells(outcomes: tuple[Outcome, ...]) -> Table:
    rows = ((one.cell.words, one.came, one.told) for one in outcomes)
    return Table("Cell by cell", _CELLS, tuple(tuple(map(cell, row)) for row in rows))


def _right(one: Marked) -> Entry:
    paid = one.item.weight * one.share - one.earned
    hints = [f"hints cost {rounded(100 * paid / one.item.weight, 0)} % of it"] if paid else []
    between = " " if one.item.prompt.endswith("?") else ": "
    told = [one.told] if one.told else []
    return Entry(f"{one.item.prompt}{between}{one.item.key.words}", (*hints, *told, *one.item.why))


def _other(one: Marked) -> Entry:
    given = [f"answered: {one.judged.given}"] if one.judged is not None else []
    worth = [f"worth {rounded(100 * one.share, 0)} %"] if one.share else []
    if one.judged is not None and one.judged.outcomes:
        return Entry(one.item.prompt, (*given, *worth, _BELOW))
    told = [one.told] if one.told else []
    return Entry(one.item.prompt, (*given, *told, *worth, f"right: {one.item.key.words}", *one.item.why))


def _score(result: Result) -> Iterator[Fact]:
    yield "Score", f"{percent(result)} ({rounded(result.earned, 2)} of {safe_number(result.possible)})"
    yield "Right", f"{len(result.of(Standing.RIGHT))} of {len(result.marked)} items"
    if (hits := result.hits) is not None:
        yield "Marks", f"{hits.found} found, {hits.missed} missed, {hits.false} without cause"
    for name, share in (("Precision", result.precision), ("Recall", result.recall)):
        if share is not None:
            yield name, f"{rounded(100 * share, 0)} %"
    if result.brier is not None:
        yield "Brier score", f"{rounded(result.brier, 3)} (0 is perfect; 0.25 is what 50 % throughout earns)"
    if (over := overconfidence(result.sure)) is not None:
        how = "more" if over > 0 else "less"
        yield (
            "Certainty",
            "as certain as right" if not over else f"{rounded(abs(over), 0)} points {how} certain than right",
        )
    if result.seconds is not None:
        yield "Time", f"{result.seconds // _MINUTE} min {result.seconds % _MINUTE} s"


def percent(result: Result) -> str:
    """The score for people: `83.3 %`; only what is whole reads as 100 % or 0 %."""
    shown = rounded(result.percent, 1)
    whole = {"100": result.percent == 100, "0": result.percent == 0}  # noqa: PLR2004 - percent
    return f"{'under 0.1' if shown == '0' else 'over 99.9'} %" if not whole.get(shown, True) else f"{shown} %"


def _curve(result: Result) -> Table:
    rows = (
        (f"{one.low} to {one.high} %", str(one.answers), f"{rounded(one.certainty, 0)} %", f"{rounded(one.right, 0)} %")
        for one in result.bins
    )
    return Table("Certainty and correctness", _CURVE, tuple(tuple(map(cell, row)) for row in rows))
