"""`regimen courses list`: every course at a glance."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, LEDGER, FormOptions

_FORM = FormOptions()


def courses_list(
    *courses: Annotated[str, Words("FILE|ID", "course file, folder or id; default: the whole ledger; repeatable")],
    hide_assumptions: Annotated[bool, HIDE] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: FormOptions = _FORM,
) -> int:
    """List the courses by urgency: study day, days left to the end of the window, verdict, what is due and overdue.

    Due is what can still be done in time, today or within seven days; overdue is what no longer can and is not
    recorded. A course that cannot be read is a row with its findings. Forms: text, markdown, json.

    Examples:
      regimen courses list
      regimen courses list courses/ --today 2026-12-09
      regimen courses list --ledger ward.sqlite --json
    """
    from regimen.board.rows import by_urgency
    from regimen.board.standing import standing
    from regimen.cli.inputs import today_of
    from regimen.cli.many import each
    from regimen.cli.output import emit

    written = form.chosen(("text", "markdown", "json"))
    date = today_of(today)
    rows = by_urgency(each(courses, ledger, date, lambda name, made: standing(name, made, hide=hide_assumptions)))
    if written == "json":
        from regimen.cli.board_facts import list_document

        emit(list_document(rows, date, hide=hide_assumptions))
        return 0
    from regimen.printouts.board import board_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = board_sheet(rows, date, hide=hide_assumptions)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0
