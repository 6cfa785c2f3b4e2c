"""`regimen calendar`: what happens on which day and date."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, BodyOptions, FormOptions, ProtocolOptions

if TYPE_CHECKING:
    from regimen.course import Plan

_OPTIONS = ProtocolOptions()
_BODY = BodyOptions()
_FORM = FormOptions()


def calendar(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    day1: Annotated[str | None, Words("DATE", "date of Day 1, as YYYY-MM-DD")] = None,
    day0: Annotated[str | None, Words("DATE", "date of Day 0, for protocols that have one")] = None,
    chosen: ProtocolOptions = _OPTIONS,
    hide_assumptions: Annotated[bool, HIDE] = False,
    body: BodyOptions = _BODY,
    products: Annotated[bool, Words("", "say what to take or draw up (text and Markdown)")] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: FormOptions = _FORM,
) -> int:
    """Print the day list of a course: every dose, assessment and milestone with its day and date.

    Amounts of doses by body size need body data or --sample; without them the dose stays as written.
    † marks what the sources do not give. Findings do not change the exit status.

    Examples:
      regimen calendar --day1 2026-12-01 --sample
      regimen calendar --day1 2026-12-01 --level d14-10 --height-cm 170 --weight-kg 75
      regimen calendar --day1 2026-12-01 --assume mec=8-100-1000 --assume recovery=0.5-50 --json
      regimen calendar --course course.yaml --format markdown
    """
    from regimen.cli.inputs import course_of, inputs, today_of
    from regimen.cli.output import emit
    from regimen.course import plan

    written, now = form.chosen(), today_of(today)
    made = inputs(protocol, chosen, body)
    laid = plan(course_of(made, day1, day0), made.resolved.protocol, now)
    emit(_written(laid, written, hide=hide_assumptions, products=products))
    return 0


def _written(plan: "Plan", form: str, *, hide: bool, products: bool) -> str:
    if form == "json":
        return _json(plan, hide=hide)
    if form == "csv":
        from regimen.cli.events import DOSE_KEYS, KEYS, events
        from regimen.cli.output import to_csv

        rows = (event | {"window": _window(event["window"])} for event in events(plan, hide=hide))
        return to_csv((*KEYS, *DOSE_KEYS), rows)
    from regimen.printouts.daylist import day_list

    content = day_list(plan, hide=hide, products=products)
    if form == "markdown":
        from regimen.printouts.markdown import render as markdown

        return markdown(content)
    from regimen.printouts.text import render as text

    return text(content)


def _window(window: list[int] | None) -> str | None:
    """In words, so that no spreadsheet takes it for a date."""
    return None if window is None else f"Day {window[0]} to Day {window[1]}"


def _json(plan: "Plan", *, hide: bool) -> str:
    from regimen.cli.events import events, unplaced
    from regimen.cli.moves import move_facts
    from regimen.cli.output import document
    from regimen.cli.shown import head
    from regimen.printouts.findings import shown_findings

    numbering = plan.resolved.numbering
    dates = {"day1": str(plan.date(1))} | ({"day0": str(plan.date(0))} if numbering.reference == 0 else {})
    closes = plan.schedule.window
    return document(
        shown_findings(plan.schedule, plan.findings, hide=hide),
        **head(plan.resolved, hide=hide),
        **dates,
        dlt_window=None if closes is None else list(closes),
        **({"not_in_sources": unplaced(plan)} if hide else {}),
        **(move_facts(plan, hide=hide) if plan.schedule.acts else {}),
        events=list(events(plan, hide=hide)),
    )
