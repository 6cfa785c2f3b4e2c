"""`regimen record show`: a course as recorded: plan beside actual, counts, chart, summary."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, LEDGER, FormOptions

if TYPE_CHECKING:
    from regimen.review import Review

_FORM = FormOptions()


def record_show(
    course: Annotated[str | None, Words("FILE|ID", "course file with a record, or an id in the ledger")] = None,
    /,
    *,
    as_of: Annotated[str | None, Words("DATE", "show what was known on this date; default: today")] = None,
    no_chart: Annotated[bool, Words("", "leave the chart out")] = False,
    assume: Annotated[
        list[str] | None, Words("GROUP=SET", "choose a set, of protocol or definition; repeatable")
    ] = None,
    hide_assumptions: Annotated[bool, HIDE] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: FormOptions = _FORM,
) -> int:
    """Show a course as recorded: plan beside actual, counts by sample day, their chart, nadirs, grades and response.

    Forms: text, markdown, json. Nothing after --as-of is shown. regimen check tells the deviations in full, regimen
    dlt what would change the verdict.

    Examples:
      regimen record show course.yaml
      regimen record show course.yaml --as-of 2027-01-20 --no-chart
      regimen record show course.yaml --json
    """
    from regimen.cli.inputs import parse_choices
    from regimen.cli.output import emit
    from regimen.cli.reviewing import reviewed

    written = form.chosen(("text", "markdown", "json"))
    made = reviewed(course, as_of, today, "regimen record show FILE|ID", parse_choices(assume or []), ledger)
    if written == "json":
        emit(_json(made, hide=hide_assumptions))
        return 0
    from regimen.printouts.recordsheet import record_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = record_sheet(made, chart=not no_chart, hide=hide_assumptions)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0


def _json(made: "Review", *, hide: bool) -> str:
    from regimen.cli.flowsheet_facts import abreast_facts, sample_facts, summary_facts
    from regimen.cli.output import document
    from regimen.cli.shown import head
    from regimen.dlt.questions import questions
    from regimen.flowsheet.sheet import flowsheet
    from regimen.printouts.abreast import lines_known

    sheet = flowsheet(made, hide=hide)
    verdict, reference = sheet.verdict, made.timeline.reference
    facts: dict[str, Any] = {
        "as_of_day": made.as_of,
        "reference": {"date": str(reference.date), "actual": reference.actual},
        "verdict": verdict.state if verdict else None,
        "letter": verdict.letter if verdict else None,
        "plan_beside_actual": [abreast_facts(line, hide=hide) for line in lines_known(made)],
        "samples": list(map(sample_facts, sheet.columns)),
        "summary": summary_facts(sheet),
    }
    findings = questions(verdict) if verdict else ()
    return document(findings, **head(made.plan.resolved, hide=hide), **facts)
