"""`regimen courses show`: ideal and planned days of a course side by side."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, FormOptions

if TYPE_CHECKING:
    from regimen.course import Plan

_FORM = FormOptions()


def courses_show(
    file: Annotated[str | None, Words("FILE", "course file")] = None,
    /,
    *,
    hide_assumptions: Annotated[bool, HIDE] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: FormOptions = _FORM,
) -> int:
    """Show the acts of a course, each dose they moved with its ideal and its planned day, and what they left out.

    Forms: text, markdown, json. regimen calendar --course FILE prints the whole plan.

    Examples:
      regimen courses show course.yaml
      regimen courses show course.yaml --json
    """
    from pathlib import Path

    from regimen.cli.inputs import today_of
    from regimen.cli.output import document, emit
    from regimen.course import plan
    from regimen.coursefile import open_course
    from regimen.errors import RegimenError

    written = form.chosen(("text", "markdown", "json"))
    if file is None:
        raise RegimenError("which course?", hint="regimen courses show FILE")
    course, protocol = open_course(Path(file))
    laid = plan(course, protocol, today_of(today))
    if written == "json":
        from regimen.cli.shown import head
        from regimen.printouts.findings import shown_findings

        findings = shown_findings(laid.schedule, laid.findings, hide=hide_assumptions)
        emit(document(findings, **head(laid.resolved, hide=hide_assumptions), **_facts(laid, hide=hide_assumptions)))
        return 0
    from regimen.printouts.movesheet import move_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = move_sheet(laid, hide=hide_assumptions)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0


def _facts(plan: "Plan", *, hide: bool) -> dict[str, Any]:
    from regimen.printouts.words import day_assumed

    schedule = plan.schedule
    shown = [item for item in schedule.items if not (hide and day_assumed(item.entry))]
    return {
        "day1": str(plan.date(1)),
        "acts": [act.model_dump(mode="json") | {"words": act.words} for act in schedule.acts],
        "moved": [
            {"id": item.id, "ideal_day": item.ideal_day, "day": item.day, "acts": list(schedule.touched[item.id])}
            for item in shown
            if item.id in schedule.touched
        ],
        "left_out": [
            {"id": left.item.id, "ideal_day": left.item.ideal_day, "day": left.item.day, "act": left.act}
            for left in schedule.left_out
            if not (hide and day_assumed(left.item.entry))
        ],
    }
