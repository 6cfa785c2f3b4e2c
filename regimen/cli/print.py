"""`regimen print`: sheets on paper, for one subject or a class."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import BodyOptions, JsonOption, ProtocolOptions
from regimen.cli.print_options import Asked, CalendarOptions, SheetOptions
from regimen.errors import RegimenError
from regimen.printouts.kinds.registry import KINDS

_OPTIONS = ProtocolOptions()
_BODY = BodyOptions()
_SHEET = SheetOptions()
_CALENDAR = CalendarOptions()
_JSON = JsonOption()


def print_sheets(
    kind: Annotated[str | None, Words("KIND", f"{', '.join(KINDS)}; or list, which tells what each shows")] = None,
    /,
    *,
    protocol: Annotated[str | None, Words("ID", "id of a protocol; default nct01681537")] = None,
    chosen: ProtocolOptions = _OPTIONS,
    day1: Annotated[str | None, Words("DATE", "date of Day 1, as YYYY-MM-DD")] = None,
    day0: Annotated[str | None, Words("DATE", "date of Day 0, for protocols that have one")] = None,
    body: BodyOptions = _BODY,
    as_of: Annotated[str | None, Words("DATE", "for sheets about a record: judge as of this date")] = None,
    subjects: Annotated[str | None, Words("CSV", "a class: id, day1, level and body, a subject a row")] = None,
    all_: Annotated[bool, Words("", "a class: every course on the board of the ledger, a file each")] = False,
    sheet: SheetOptions = _SHEET,
    calendar: CalendarOptions = _CALENDAR,
    hide_assumptions: Annotated[bool, Words("", "without effect: paper always shows assumed values, with †")] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: JsonOption = _JSON,
) -> int:
    """Print a sheet of a course, as PDF, for screens or as a calendar file, for one subject or a class.

    Every page bears the training notice, SPECIMEN, and what it was made from. The same input gives the same bytes. A
    file is written whole or not at all, and none is replaced unless --overwrite is given.

    Examples:
      regimen print list
      regimen print month --day1 2026-12-01 --sample
      regimen print daylist --course course.yaml --paper letter -o days.pdf
      regimen print month --day1 2026-12-01 --sample --format text -o -
      regimen print month --course course.yaml --format ics
      regimen print month --subjects class.csv -o handouts
      regimen print roadmap --all -o handouts
    """
    import sys

    from regimen.cli.output import emit
    from regimen.cli.printing import kinds_answer, print_one

    if kind is None:
        raise RegimenError("which sheet?", allowed=", ".join(KINDS), hint="regimen print list tells what each shows")
    if kind == "list":
        emit(kinds_answer(json=form.json))
        return 0
    if hide_assumptions:
        sys.stderr.write("--hide-assumptions has no effect on paper: assumed values are printed, with †\n")
    asked = Asked(kind, protocol, chosen, body, day1, day0, as_of, today, sheet, calendar, form.json)
    if all_:
        from regimen.cli.print_all import print_all

        emit(print_all(asked, subjects))
    elif subjects is not None:
        from regimen.cli.print_class import print_class

        emit(print_class(asked, subjects))
    else:
        emit(print_one(asked))
    return 0
