"""`regimen courses show`: ideal and planned days of a course side by side."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, LEDGER, FormOptions

_FORM = FormOptions()


def courses_show(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    /,
    *,
    hide_assumptions: Annotated[bool, HIDE] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: FormOptions = _FORM,
) -> int:
    """Show the acts of a course, each dose they moved with its ideal and its planned day, and what they left out.

    Forms: text, markdown, json. regimen calendar --course FILE prints the whole plan.

    Examples:
      regimen courses show course.yaml
      regimen courses show course.yaml --json
    """
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.output import document, emit
    from regimen.course import plan
    from regimen.errors import RegimenError

    written = form.chosen(("text", "markdown", "json"))
    if course is None:
        raise RegimenError("which course?", hint="regimen courses show FILE|ID")
    found = opened(course, ledger)
    laid = plan(found.course, found.protocol, today_of(today))
    if written == "json":
        from regimen.cli.moves import move_facts
        from regimen.cli.shown import head
        from regimen.printouts.findings import shown_findings

        findings = shown_findings(laid.schedule, laid.findings, hide=hide_assumptions)
        dates = {"day1": str(laid.date(1))}
        facts = move_facts(laid, hide=hide_assumptions)
        emit(document(findings, **head(laid.resolved, hide=hide_assumptions), **dates, **facts))
        return 0
    from regimen.printouts.movesheet import move_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = move_sheet(laid, hide=hide_assumptions)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0
