"""`regimen courses week`: the weekly list for the cohort call."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, LEDGER, FormOptions

_FORM = FormOptions()


def courses_week(
    *courses: Annotated[str, Words("FILE|ID", "course file, folder or id; default: the whole ledger; repeatable")],
    from_: Annotated[str | None, Words("DATE", "date of the call; default: today")] = None,
    hide_assumptions: Annotated[bool, HIDE] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: FormOptions = _FORM,
) -> int:
    """List for each course what happened in the seven days before a call, what comes in the seven after, what is asked.

    Judged is as of the call, or as of today while the call lies ahead. Forms: text, markdown, json.

    Examples:
      regimen courses week
      regimen courses week --from 2026-12-14 --ledger ward.sqlite
    """
    from regimen.board.week import week
    from regimen.cli.inputs import reading, today_of
    from regimen.cli.many import each
    from regimen.cli.output import emit
    from regimen.dates import parse_date

    written = form.chosen(("text", "markdown", "json"))
    date = today_of(today)
    call = reading("--from", parse_date, from_) if from_ else date
    as_of = min(call, date)
    weeks = each(courses, ledger, as_of, lambda name, made: week(name, made, call, hide=hide_assumptions))
    if written == "json":
        from regimen.cli.board_facts import week_document

        emit(week_document(weeks, call, hide=hide_assumptions))
        return 0
    from regimen.printouts.board import week_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = week_sheet(weeks, call, hide=hide_assumptions)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0
