"""`regimen print --subjects`: a file for every row of a table. What `--all` has in common with it stands here, too."""

from collections.abc import Mapping
from pathlib import Path

from regimen.cli.inputs import course_of, inputs, today_of
from regimen.cli.print_options import Asked
from regimen.cli.print_task import request_of
from regimen.cli.printing import STDOUT, answer
from regimen.cli.progress import counting
from regimen.course import Course, plan
from regimen.dates import reference_from
from regimen.days import DayNumbering
from regimen.errors import RegimenError
from regimen.exchange.batch import write_all
from regimen.exchange.request import Request, Task, task_of
from regimen.printouts.kinds.registry import kind_of
from regimen.printouts.kinds.source import Source
from regimen.printouts.members import Member, members
from regimen.printouts.write import check_targets
from regimen.record.importing.table import read_table


def print_class(asked: Asked, csv: str) -> str:
    """A file for every row of a table; nothing is written while anything in it is wrong."""
    if kind_of(asked.kind).needs_record:
        raise RegimenError(
            f"'{asked.kind}' is about a record, and a table has none", hint="print it with --course or --all"
        )
    folder, request = folder_of(asked), request_of(asked)
    found = inputs(asked.protocol, asked.chosen, asked.body)
    rows = members(read_table(Path(csv)), found.resolved.protocol, day1=bool(asked.day1 or asked.day0 or found.file))
    first = asked.day1 or (None if asked.day0 or found.file else str(rows[0].day1))
    base, now = course_of(found, first, asked.day0), today_of(asked.today)
    courses = [_course(base, row, found.resolved.numbering) for row in rows]
    tasks = {str(one.subject.id): task_of(request, Source(plan(one, found.resolved.protocol, now))) for one in courses}
    return write_class(asked, request, tasks, folder)


def folder_of(asked: Asked) -> Path:
    """The folder that the files of a class go to."""
    if asked.sheet.output == STDOUT:
        raise RegimenError("a class does not go to stdout", hint="name a folder with -o")
    return Path(asked.sheet.output or ".")


def write_class(asked: Asked, request: Request, tasks: Mapping[str, Task], folder: Path) -> str:
    """A file for each task, named by the id it stands under; what is answered."""
    paths = [folder / request.file_of(name) for name in tasks]
    check_targets(paths, overwrite=asked.sheet.overwrite)
    written = write_all([*tasks.values()], paths, overwrite=asked.sheet.overwrite, tell=counting(len(paths), "sheets"))
    return answer(asked, zip((task.plan for task in tasks.values()), written, strict=True))


def _course(base: Course, row: Member, numbering: DayNumbering) -> Course:
    """The course of one row: what the row leaves out is as for all."""
    subject = base.subject.model_copy(update={field: getattr(row.subject, field) for field in row.given})
    level = {} if row.level is None else {"level": row.level}
    date = {} if row.day1 is None else {"reference_date": reference_from(1, row.day1, numbering)}
    return base.model_copy(update={"subject": subject, **level, **date})
