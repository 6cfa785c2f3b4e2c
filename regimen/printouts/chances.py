"""What designs are likely to do, on a sheet: a small table with bars a level, and whatever else was asked for."""

from collections.abc import Iterator, Mapping

from regimen.escalation.designs.boin import Boin
from regimen.escalation.exact.abreast import Abreast
from regimen.escalation.exact.report import Report, Side
from regimen.escalation.exact.simulate import Simulated
from regimen.escalation.outcomes import write_outcomes
from regimen.escalation.showing import next_words
from regimen.nomenclature import MARK
from regimen.printouts.findings import finding_line
from regimen.printouts.sheet import Block, Entry, Sheet, Table, block

_BAR = 24
"""Signs of the longest bar."""
_RARE = 0.005
"""Numbers of subjects or DLTs with a smaller chance share one row."""
NO_TARGET = "3 + 3 has no target rate; what it recommends follows from its rows alone."


def chance_sheet(report: Report) -> Sheet:
    """The first design in full, the others beside it."""
    first, found = report.sides[0], report.sides[0].found
    blocks = [
        Block("Recommended level", (), _levels(report)),
        block("Altogether", *_altogether(first)),
        Block("Subjects", (), _spread("subjects", found.n_distribution)),
        Block("DLTs", (), _spread("DLTs", found.dlt_distribution)),
    ]
    if len(report.sides) > 1:
        blocks.append(Block("Beside other designs", (), _beside(report)))
    if report.simulated:
        blocks.append(Block(f"{report.simulated.trials:,} simulated trials", (), _simulated(report, report.simulated)))
    if report.abreast:
        blocks += _abreast(report.abreast)
    if report.paths:
        rows = tuple((path.outcomes, _level(path.recommended), percent(path.chance, 3)) for path in report.paths)
        blocks.append(Block("Paths", (), Table(("results", "level", "chance"), rows, frozenset({0}))))
    blocks.append(block("Notes", *_notes(report)))
    return Sheet(f"{first.conduct.design.name}: exact chances", tuple(_lead(report)), tuple(blocks))


def _lead(report: Report) -> Iterator[str]:
    yield f"Design {report.sides[0].conduct.design.id}, {len(report.chances)} levels"
    if report.course.steps:
        yield f"From here: {write_outcomes(tuple(step.cohort for step in report.course.steps))}"
        yield f"Next: {next_words(report.course.decision)}"


def _levels(report: Report) -> Table:
    expected = report.sides[0].found.expected
    most = max(expected.p_none, *expected.p_select)
    rows = [("none", "", percent(expected.p_none), "", "", bar(expected.p_none, most))]
    rows += [
        (str(level), percent(chance), percent(selected), f"{subjects:.1f}", f"{dlts:.2f}", bar(selected, most))
        for level, (chance, selected, subjects, dlts) in enumerate(
            zip(
                report.chances,
                expected.p_select,
                expected.expected_n_per_level,
                expected.expected_dlt_per_level,
                strict=True,
            ),
            1,
        )
    ]
    return Table(("level", "chance of a DLT", "recommended", "subjects", "DLTs", ""), tuple(rows), frozenset({5}))


def _altogether(side: Side) -> Iterator[str]:
    expected = side.found.expected
    yield f"{expected.expected_n:.1f} subjects and {expected.expected_dlt:.2f} DLTs on average"
    yield f"{side.found.paths:,} {'path' if side.found.paths == 1 else 'paths'} to an end"
    yield f"Assumed: {side.conduct.accrual}"


def _spread(what: str, spread: Mapping[int, float]) -> Table:
    """A row a number, the rare ones together."""
    most = max(spread.values())
    rows = [(str(number), percent(chance), bar(chance, most)) for number, chance in spread.items() if chance >= _RARE]
    rare = sum(chance for chance in spread.values() if chance < _RARE)
    if rare:
        rows.append(("others", percent(rare), bar(rare, most)))
    return Table((what, "chance", ""), tuple(rows), frozenset({2}))


def _beside(report: Report) -> Table:
    every = [side.found.expected for side in report.sides]
    rows = [("none", *(percent(one.p_none) for one in every))]
    rows += [
        (f"level {level}", *(percent(one.p_select[level - 1]) for one in every))
        for level in range(1, len(report.chances) + 1)
    ]
    rows.append(("subjects", *(f"{one.expected_n:.1f}" for one in every)))
    rows.append(("DLTs", *(f"{one.expected_dlt:.2f}" for one in every)))
    return Table(("", *(side.conduct.design.id for side in report.sides)), tuple(rows), frozenset({0}))


def _simulated(report: Report, told: Simulated) -> Table:
    expected = report.sides[0].found.expected
    exact = [(None, expected.p_none), *enumerate(expected.p_select, 1)]
    rows = [(_level(level), percent(told.recommended(level) / told.trials), percent(chance)) for level, chance in exact]
    rows.append(("subjects", f"{told.mean_subjects:.2f}", f"{expected.expected_n:.2f}"))
    rows.append(("DLTs", f"{told.mean_dlts:.2f}", f"{expected.expected_dlt:.2f}"))
    return Table(("level", "simulated", "exact"), tuple(rows), frozenset({0}))


def _abreast(told: Abreast) -> Iterator[Block]:
    rows = tuple(
        (side.design, f"{side.mean_subjects:.1f}", f"{side.mean_dlts:.2f}", percent(side.as_first / told.trials))
        for side in told.sides
    )
    heads = ("design", "subjects", "DLTs", "same level as the first")
    yield Block(f"The same subjects, {told.trials:,} simulated trials", (), Table(heads, rows, frozenset({0})))
    lines = [
        Entry(f"{run.design}: recommends {_level(run.recommended)}", (run.outcomes or "nobody more",))
        for run in told.runs
    ]
    tolerance = ", ".join("none" if level is None else str(level) for level in told.lowest)
    lines.append(Entry("Lowest level with a DLT, subject by subject", (tolerance,)))
    yield Block("The first of these trials", tuple(lines))


def _notes(report: Report) -> Iterator[str]:
    yield "Exact: every way the trial can go is weighed; nothing is sampled or rounded before it is shown."
    yield "The chances are taken as given; no rate is estimated from outcomes."
    designs = [side.conduct.design for side in report.sides]
    if not all(isinstance(design, Boin) for design in designs):
        yield NO_TARGET
    for design in designs:
        if isinstance(design, Boin):
            sizes = f"cohorts of {design.cohort}, at most {design.most} subjects and {design.most_at_level} at a level"
            yield f"{design.id}: {sizes}{MARK}"
    yield from (f"Departure: {one.words}" for one in report.course.departures)
    yield from map(finding_line, report.findings)


def _level(level: int | None) -> str:
    return "none" if level is None else f"level {level}"


def percent(chance: float, digits: int = 1) -> str:
    """A chance for people: `9.1 %`."""
    return f"{100 * chance:.{digits}f} %"


def bar(chance: float, most: float) -> str:
    """A bar as long as the chance is beside the greatest one; whatever is possible leaves at least a trace."""
    return "█" * round(_BAR * chance / most) or ("▏" if chance > 0 else "")
