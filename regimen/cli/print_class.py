"""`regimen print --subjects`: a file for every row of a table, several at a time."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from regimen.cli.inputs import course_of, inputs, today_of
from regimen.cli.printing import STDOUT, Asked, answer
from regimen.course import Course, plan
from regimen.dates import reference_from
from regimen.days import DayNumbering
from regimen.errors import RegimenError
from regimen.printouts.document import Document
from regimen.printouts.formats.registry import format_of, rendered
from regimen.printouts.kinds.registry import kind_of, made
from regimen.printouts.kinds.source import Source
from regimen.printouts.members import Member, members
from regimen.printouts.words import plural
from regimen.printouts.write import Written, check_targets, write
from regimen.record.importing.table import read_table


def print_class(asked: Asked, csv: str) -> str:
    """A file for every row of a table; nothing is written while anything in it is wrong."""
    if kind_of(asked.kind).needs_record:
        raise RegimenError(f"'{asked.kind}' is about a record, and a class has none", hint="print it with --course")
    if asked.sheet.output == STDOUT:
        raise RegimenError("a class does not go to stdout", hint="name a folder with -o")
    folder = Path(asked.sheet.output or ".")
    found = inputs(asked.protocol, asked.chosen, asked.body)
    rows = members(read_table(Path(csv)), found.resolved.protocol, day1=bool(asked.day1 or asked.day0 or found.file))
    first = asked.day1 or (None if asked.day0 or found.file else str(rows[0].day1))
    base, now = course_of(found, first, asked.day0), today_of(asked.today)
    plans = [plan(_course(base, row, found.resolved.numbering), found.resolved.protocol, now) for row in rows]
    sheets = [made(asked.kind, Source(one), asked.options) for one in plans]
    suffix = format_of(asked.form).suffix
    paths = [folder / f"{row.subject.id}-{sheet.kind}{suffix}" for row, sheet in zip(rows, sheets, strict=True)]
    check_targets(paths, overwrite=asked.sheet.overwrite)
    return answer(asked, zip(plans, _written(asked, sheets, paths), strict=True))


def _course(base: Course, row: Member, numbering: DayNumbering) -> Course:
    """The course of one row: what the row leaves out is as for all."""
    subject = base.subject.model_copy(update={field: getattr(row.subject, field) for field in row.given})
    level = {} if row.level is None else {"level": row.level}
    date = {} if row.day1 is None else {"reference_date": reference_from(1, row.day1, numbering)}
    return base.model_copy(update={"subject": subject, **level, **date})


def _written(asked: Asked, sheets: list[Document], paths: list[Path]) -> Iterator[Written]:
    """The sheets as files, several at a time: the typesetter does not hold the interpreter up."""
    work = partial(_file, form=asked.form, paper=asked.paper, overwrite=asked.sheet.overwrite)
    pool = ThreadPoolExecutor(os.cpu_count())
    futures = [pool.submit(work, sheet, path) for sheet, path in zip(sheets, paths, strict=True)]
    try:
        for number, future in enumerate(futures, 1):
            yield future.result()
            _progress(number, len(futures))
    except RegimenError as error:
        pool.shutdown(cancel_futures=True)
        done = sum(not future.cancelled() and future.exception() is None for future in futures)
        raise RegimenError(error.what, hint=f"{done} of {plural(len(futures), 'sheet')} written") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _file(sheet: Document, path: Path, *, form: str, paper: str, overwrite: bool) -> Written:
    return write(rendered(sheet, form, paper), path, overwrite=overwrite)


def _progress(number: int, count: int) -> None:
    """How far it is, where somebody looks on."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r{number} of {count} sheets" + ("\n" if number == count else ""))
        sys.stderr.flush()
