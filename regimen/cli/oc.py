"""`regimen oc`: exact operating characteristics of escalation designs."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.escalate import DESIGN, START
from regimen.cli.options import FormOptions

if TYPE_CHECKING:
    from regimen.escalation.exact.report import Report, Wanted

_FORM = FormOptions()


def oc(
    *,
    p: Annotated[str | None, Words("P1,P2,…", "chance of a DLT at each level, level 1 first: .05,.10,.20")] = None,
    design: Annotated[str | None, DESIGN] = None,
    start: Annotated[str | None, START] = None,
    from_: Annotated[str | None, Words("OUTCOMES", "forecast from here: '1NNN 2NNP'; default: the empty trial")] = None,
    waiting: Annotated[
        str | None, Words("N", "rolling six: how many wait for their results at once, 1 (default) to 6")
    ] = None,
    beside: Annotated[list[str] | None, Words("ID", "another design beside it; repeatable")] = None,
    paths: Annotated[bool, Words("", "list every path with its chance")] = False,
    trials: Annotated[
        str | None, Words("N", "simulate N trials as well; with --beside all designs get the same subjects")
    ] = None,
    seed: Annotated[str | None, Words("N", "of the simulation: the same seed, the same trials; default: 1")] = None,
    form: FormOptions = _FORM,
) -> int:
    """Work out exactly what a design does if the chances of a DLT were these: levels, subjects, DLTs, paths.

    Nothing is sampled unless --trials asks for it. From a state of a running trial (--from), those pending have the
    chance of their level, and subjects already treated are counted.

    Examples:
      regimen oc --p .05,.10,.20,.35,.50
      regimen oc --p .05,.10,.20,.35,.50 --design deescalate-six --beside boin:0.25
      regimen oc --p .1,.2,.3 --design deescalate-six --from '1NNN 2NNT' --json
      regimen oc --p .1,.2,.3 --design rolling-six --waiting 6 --beside deescalate-six --trials 10000
      regimen oc --p .1,.2 --paths
    """
    from regimen.cli.inputs import reading
    from regimen.errors import RegimenError
    from regimen.escalation.exact.report import SEED, Wanted
    from regimen.protocol.values import parse_int

    written = form.chosen()
    if p is None:
        raise RegimenError("--p is needed", hint="a chance for each level: --p .05,.10,.20")
    if trials is None and seed is not None:
        raise RegimenError("--seed is for simulated trials", hint="add --trials N")
    simulated = 0 if trials is None else reading("--trials", parse_int, trials)
    if trials is not None and simulated < 1:
        raise RegimenError(f"--trials: {simulated} trials", allowed="1 or more")
    wanted = Wanted(paths, simulated, SEED if seed is None else reading("--seed", parse_int, seed))
    asked = _report(p, [design, *(beside or [])], start, from_, waiting, wanted)
    from regimen.cli.output import emit

    emit(_written(asked, written))
    return 0


def _report(
    p: str, designs: list[str | None], start: str | None, outcomes: str | None, waiting: str | None, wanted: "Wanted"
) -> "Report":
    """The texts read, and the question answered."""
    from regimen.cli.inputs import reading
    from regimen.errors import RegimenError
    from regimen.escalation.designs.registry import USUAL, design_of
    from regimen.escalation.exact.course import conduct_of
    from regimen.escalation.exact.given import parse_chances
    from regimen.escalation.exact.report import report
    from regimen.escalation.follow import follow
    from regimen.escalation.outcomes import check_levels, parse_outcomes
    from regimen.protocol.values import parse_int

    chances = reading("--p", parse_chances, p)
    levels, first = len(chances), 1 if start is None else reading("--start", parse_int, start)
    check_levels(levels, first)
    at_once = 1 if waiting is None else reading("--waiting", parse_int, waiting)
    conducts = [conduct_of(design_of(design or USUAL), at_once) for design in designs]
    if waiting is not None and all(conduct.design.waits for conduct in conducts):
        raise RegimenError("--waiting is for designs that enrol one by one", hint="such as --design rolling-six")
    trial = reading("--from", lambda text: parse_outcomes(text, levels), outcomes or "")
    return report(conducts, chances, follow(conducts[0].design, trial, levels, first), wanted)


def _written(report: "Report", form: str) -> str:
    from regimen.cli.chance_facts import CSV_KEYS, chance_facts, chance_rows
    from regimen.cli.output import document, to_csv
    from regimen.printouts.chances import chance_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    if form == "json":
        return document(report.findings, **chance_facts(report))
    if form == "csv":
        return to_csv(CSV_KEYS, chance_rows(report))
    return (as_markdown if form == "markdown" else as_text)(chance_sheet(report))
