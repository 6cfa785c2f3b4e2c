"""`regimen duration`: how long a trial takes, simulated on the calendar."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.escalate import START
from regimen.cli.options import FormOptions
from regimen.cli.planning_options import PlanningOptions

if TYPE_CHECKING:
    from regimen.escalation.timing.duration import Durations, Plan, Spread

_FORM, _PLANNING = FormOptions(), PlanningOptions()
DESIGNS = ("deescalate-six", "rolling-six")
"""What is held against each other unless something else is asked for: both treat six where they stop."""


def duration(
    *,
    p: Annotated[str | None, Words("P1,P2,…", "chance of a DLT at each level, level 1 first: .05,.10,.20")] = None,
    design: Annotated[
        list[str] | None, Words("ID", "a design; repeatable; default: deescalate-six and rolling-six")
    ] = None,
    start: Annotated[str | None, START] = None,
    window: Annotated[str | None, Words("DAY", "last day of the window; default: 45")] = None,
    against: Annotated[str | None, Words("DAY", "another last day, held against it; default: 28")] = None,
    recovery: Annotated[
        str | None, Words("DAYS", "days of recovery without a DLT, evenly, such as 26-45 †; default: the last day")
    ] = None,
    trials: Annotated[str | None, Words("N", "simulated trials; default: 10000")] = None,
    seed: Annotated[str | None, Words("N", "the same seed draws the same trials; default: 1")] = None,
    planned: PlanningOptions = _PLANNING,
    form: FormOptions = _FORM,
) -> int:
    """Simulate how long a trial takes: months to its last decision, and what a later end of the window costs.

    Every design and every window gets the same subjects; they come at random, on average every --accrual days.
    Forms: text, markdown, json.

    Examples:
      regimen duration --p .05,.10,.20,.35,.50
      regimen duration --p .05,.10,.20,.35,.50 --accrual 7 --review-lag 5 --recovery 26-45
      regimen duration --p .1,.2,.3 --design no-deescalation --design rolling-six --against 42 --json
    """
    from regimen.cli.output import document, emit
    from regimen.escalation.exact.given import falling
    from regimen.escalation.timing.duration import durations
    from regimen.printouts.durations import duration_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    written = form.chosen(("text", "markdown", "json"))
    plan = _plan(p, design or DESIGNS, (window, against), (trials, seed, start), planned, recovery)
    found, findings = durations(plan), falling(plan.chances)
    if written == "json":
        emit(document(findings, **_facts(found, plan)))
    else:
        emit((as_markdown if written == "markdown" else as_text)(duration_sheet(found, findings)))
    return 0


def _plan(
    p: str | None,
    designs: Iterable[str],
    windows: tuple[str | None, str | None],
    numbers: tuple[str | None, str | None, str | None],
    planned: PlanningOptions,
    recovery: str | None,
) -> "Plan":
    """The options read; a design or window named twice is run once."""
    from regimen.cli.inputs import reading, whole
    from regimen.errors import RegimenError
    from regimen.escalation.designs.registry import design_of
    from regimen.escalation.exact.given import parse_chances
    from regimen.escalation.timing.duration import AGAINST, SEED, TRIALS, Plan
    from regimen.escalation.timing.planning import WINDOW

    if p is None:
        raise RegimenError("--p is needed", hint="a chance for each level: --p .05,.10,.20")
    last, other = whole("--window", windows[0], WINDOW), whole("--against", windows[1], AGAINST)
    return Plan(
        designs=tuple(map(design_of, dict.fromkeys(designs))),
        chances=reading("--p", parse_chances, p),
        planning=planned.planning(window=last, recovery=_days(recovery)),
        windows=tuple(dict.fromkeys((last, other))),
        trials=whole("--trials", numbers[0], TRIALS),
        seed=whole("--seed", numbers[1], SEED),
        start=whole("--start", numbers[2], 1),
    )


def _days(recovery: str | None) -> tuple[int, int] | None:
    """First and last day of a span such as 26-45."""
    from regimen.cli.inputs import reading
    from regimen.days import DaySet

    if recovery is None:
        return None
    (first, last, step), *others = reading("--recovery", DaySet.parse, recovery).terms
    if others or step != 1:
        from regimen.errors import RegimenError

        raise RegimenError(f"--recovery: '{recovery[:40]}' is no span of days", allowed="such as 26-45")
    return first, last


def _facts(found: "Durations", plan: "Plan") -> dict[str, Any]:
    return {
        "chances": list(found.chances),
        "start": plan.start,
        "review_lag": found.planning.review_lag,
        "stagger": found.planning.stagger,
        "accrual": found.planning.accrual,
        "recovery": found.planning.recovery and list(found.planning.recovery),
        "trials": found.trials,
        "seed": found.seed,
        "sides": [
            {
                "design": side.design.id,
                "window": side.window,
                "days": _spread(side.days),
                "subjects": side.treated,
                "dlts": side.dlts,
                "p_select": [side.levels.get(level, 0.0) for level in range(1, len(found.chances) + 1)],
                "p_none": side.levels.get(0, 0.0),
            }
            for side in found.sides
        ],
        "differences": [
            {
                "of": dict(zip(("design", "window"), one.of, strict=True)),
                "to": dict(zip(("design", "window"), one.to, strict=True)),
                "days": _spread(one.days),
            }
            for one in found.differences
        ],
    }


def _spread(days: "Spread") -> dict[str, Any]:
    """Days, and the same in months."""
    from regimen.escalation.timing.duration import DAYS_A_MONTH, QUANTILES

    quantiles = dict(zip(map(str, QUANTILES), days.quantiles, strict=True))
    return {
        "mean": days.mean,
        "standard_error": days.error,
        "quantiles": quantiles,
        "mean_months": days.mean / DAYS_A_MONTH,
        "quantiles_months": {key: value / DAYS_A_MONTH for key, value in quantiles.items()},
    }
