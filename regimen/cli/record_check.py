"""`regimen record check`: whether the record of a course can be used, and what is questionable in it."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

_JSON = JsonOption()


def record_check(
    file: Annotated[str | None, Words("FILE", "course file with a record")] = None,
    /,
    *,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: JsonOption = _JSON,
) -> int:
    """Read the record of a course and print every fault and every question with its line and column.

    Exit status 0 when the file can be used, also with questions, 2 when it cannot. Each line reads FILE:LINE:COLUMN:
    what is wrong. Deviations and the DLT verdict are other commands.

    Examples:
      regimen record check course.yaml
      regimen record check course.yaml --json
    """
    from pathlib import Path

    from regimen.cli.inputs import today_of
    from regimen.cli.output import document, emit
    from regimen.cli.record_facts import record_facts, record_line
    from regimen.errors import RegimenError
    from regimen.recordfile import check_record

    if file is None:
        raise RegimenError("which record is to be checked?", hint="regimen record check FILE")
    checked = check_record(Path(file), today_of(today))
    if form.json:
        emit(document(checked.findings, file=file, usable=checked.course is not None, **record_facts(checked)))
    else:
        told = [*map(str, checked.findings), *([record_line(file, checked)] if checked.timeline else [])]
        emit("".join(f"{line}\n" for line in told))
    return 0 if checked.course is not None else 2
