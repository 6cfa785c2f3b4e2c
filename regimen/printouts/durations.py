"""How long trials take, on a sheet: months to the last decision, what the window costs, design against design."""

from collections.abc import Iterable, Iterator

from regimen.dlt.words import day_words
from regimen.escalation.timing.duration import DAYS_A_MONTH, QUANTILES, Difference, Durations, Spread
from regimen.escalation.timing.planning import REASONS, Planning
from regimen.findings import Finding
from regimen.nomenclature import MARK
from regimen.printouts.chances import NO_TARGET, percent
from regimen.printouts.findings import finding_line
from regimen.printouts.meeting import planning_words
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Sheet, Table, block

_QUANTILES = tuple(f"{percentage} %" for percentage in QUANTILES)
SAME_CHANCES = (
    f"The chances of a DLT are the same under every window{MARK}; a shorter window would in truth see fewer recoveries "
    "in time."
)
SAME_SUBJECTS = (
    "Same subjects: in each trial somebody comes on the same days under every design and window, and the first, "
    "second, third … who is enrolled tolerates the same."
)
COUNTED = (
    f"Counted from the opening of the trial to its last decision, in months of {DAYS_A_MONTH:.2f} days; ± is the "
    "standard error of the mean; 10 % of the trials take no longer than the number under 10 %."
)


def duration_sheet(found: Durations, findings: Iterable[Finding] = ()) -> Sheet:
    """Every design under every window, and their differences, trial by trial."""
    chances = ", ".join(f"{chance:g}" for chance in found.chances)
    designs = dict.fromkeys(side.design.id for side in found.sides)
    windows = [one for one in found.differences if one.of[0] == one.to[0]]
    others = [one for one in found.differences if one.of[0] != one.to[0]]
    blocks = [
        Block("Months to the last decision", (), _sides(found)),
        Block("What the longer window costs, in months", (), _between(windows)),
        Block("Design against design, in months", (), _between(others)),
        Block(f"Recommended level, {day_words(found.sides[0].window)}", (), _levels(found)),
        block("Questions", *map(finding_line, findings)),
        block("Notes", *_notes(found)),
    ]
    return Sheet(
        f"{found.trials:,} simulated trials on the calendar, seed {found.seed}",
        (f"Chances of a DLT, level 1 first: {chances}", f"Designs: {', '.join(designs)}"),
        tuple(part for part in blocks if part.table or part.entries),
    )


def months(days: float) -> str:
    """`13.3`: days as months, one decimal."""
    return f"{round(days / DAYS_A_MONTH, 1) + 0.0:.1f}".replace("-", "−")


def _spread(days: Spread) -> tuple[str, ...]:
    return f"{months(days.mean)} ± {days.error / DAYS_A_MONTH:.2f}", *map(months, days.quantiles)


def _sides(found: Durations) -> Table:
    rows = tuple(
        (one.design.id, day_words(one.window), *_spread(one.days), f"{one.treated:.1f}", f"{one.dlts:.2f}")
        for one in found.sides
    )
    heads = ("Design", "Window to", "Mean", *_QUANTILES, "Subjects", "DLTs")
    return Table(heads, rows, frozenset({0, 1}))


def _between(differences: list[Difference]) -> Table | None:
    if not differences:
        return None
    rows = tuple((_named(one.of, one.to), *_spread(one.days)) for one in differences)
    return Table(("", "Mean", *_QUANTILES), rows, frozenset({0}))


def _named(of: tuple[str, int], to: tuple[str, int]) -> str:
    """`rolling-six: Day 45 less Day 28`."""
    if of[0] == to[0]:
        return f"{of[0]}: {day_words(of[1])} less {day_words(to[1])}"
    return f"{day_words(of[1])}: {of[0]} less {to[0]}"


def _levels(found: Durations) -> Table:
    """Under the first window: under another one, a design that waits for everybody recommends the same."""
    sides = [side for side in found.sides if side.window == found.sides[0].window]
    rows = tuple(
        ("none" if not level else f"level {level}", *(percent(side.levels.get(level, 0)) for side in sides))
        for level in range(len(found.chances) + 1)
    )
    return Table(("", *(side.design.id for side in sides)), rows, frozenset({0}))


def _complete(planning: Planning) -> str:
    if planning.recovery is None:
        return f"Everybody without a DLT is followed to the last day of the window{MARK}"
    first, last = planning.recovery
    days = f"Day {first} to {last}{MARK}, each day as likely: {REASONS['recovery']}"
    return f"Those without a DLT are complete at recovery, {days}; at the latest with the window{MARK}"


def _notes(found: Durations) -> Iterator[str]:
    yield COUNTED
    yield SAME_SUBJECTS
    yield SAME_CHANCES
    yield f"{_complete(found.planning)}; a DLT is known the day after the window."
    yield from planning_words(found.planning, drawn=True)
    yield NO_TARGET
    yield MARK_MEANS
