"""`regimen record import`: blood counts or administrations from a CSV file into the record of a course."""

from typing import Annotated, Any, NamedTuple

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO, JsonOption
from regimen.errors import RegimenError

_JSON = JsonOption()


class TableOptions(NamedTuple):
    """How the table is to be read."""

    as_: Annotated[str | None, Words("KIND", "counts or administrations; needed")] = None
    map: Annotated[list[str] | None, Words("FIELD=COLUMN", "which column is what: anc=Neutrophils; repeatable")] = None
    unit: Annotated[list[str] | None, Words("FIELD=UNIT", "unit of bare numbers: anc=K/uL; repeatable")] = None
    drop: Annotated[list[str] | None, Words("COLUMN", "do not look at this column; repeatable")] = None
    decimal: Annotated[str | None, Words("SIGN", "point or comma; default: as the numbers tell")] = None
    date_format: Annotated[str | None, Words("ORDER", "dmy or mdy, for dates that are not YYYY-MM-DD")] = None
    shift_dates: Annotated[str | None, Words("N", "move every date by N days, before it is written")] = None


_OPTIONS = TableOptions()


def record_import(
    course: Annotated[str | None, Words("FILE|ID", "course file to add to, or an id in the ledger")] = None,
    csv: Annotated[str | None, Words("CSV", "table with a header")] = None,
    /,
    *,
    table: TableOptions = _OPTIONS,
    dry_run: Annotated[bool, Words("", "say what would be added and write nothing")] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Add the rows of a CSV file to the record of a course; nothing is written when anything is refused.

    Columns that look like names, dates of birth or numbers of a person are refused unless they are dropped. Rows that
    are recorded already are left out, so a file can be imported again.

    Examples:
      regimen record import course.yaml counts.csv --as counts
      regimen record import course.yaml lab.csv --as counts --map anc=Neutrophils,date=Drawn --drop MRN
      regimen record import course.yaml doses.csv --as administrations --dry-run
    """
    if course is None or csv is None:
        raise RegimenError("which table into which course?", hint="regimen record import FILE|ID CSV --as counts")
    from pathlib import Path

    from regimen.changes import recorded
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.output import document, emit
    from regimen.cli.record_taken import taken_facts, taken_lines
    from regimen.record.importing.table import read_table
    from regimen.recordfile import imported

    kind, wishes = _kind(table.as_), _wishes(table)
    found = opened(course, ledger)
    read = read_table(Path(csv))
    made = imported(found.course, found.protocol, read, kind, wishes, today_of(today))
    written = not dry_run and bool(made.taken.added)
    if written:
        new = getattr(made.taken.record, kind.section)[-len(made.taken.added) :]
        found.commit([recorded(kind.section, new)], who=who, why=f"from the table {Path(csv).name}")
    if form.json:
        emit(document(made.findings, file=course, written=written, **taken_facts(read, made.taken, wishes)))
    else:
        emit("".join(f"{line}\n" for line in taken_lines(course, read, kind, made, wishes, dry_run=dry_run)))
    return 0


def _kind(name: str | None) -> Any:
    from regimen.record.importing.columns import KINDS

    if name not in KINDS:
        raise RegimenError("what the table holds is needed: --as", allowed=", ".join(KINDS))
    return KINDS[name]


def _wishes(table: TableOptions) -> Any:
    from regimen.cli.inputs import reading
    from regimen.protocol.values import parse_int
    from regimen.record.importing.columns import pairs
    from regimen.record.importing.take import Wishes

    return Wishes(
        pairs("--map", table.map or []),
        pairs("--unit", table.unit or []),
        tuple(table.drop or []),
        _one_of("--decimal", table.decimal, ("point", "comma")),
        _one_of("--date-format", table.date_format, ("dmy", "mdy")),
        reading("--shift-dates", parse_int, table.shift_dates) if table.shift_dates else 0,
    )


def _one_of(option: str, text: str | None, allowed: tuple[str, ...]) -> Any:
    if text is not None and text not in allowed:
        raise RegimenError(f"{option}: '{text[:20]}' is not allowed", allowed=", ".join(allowed))
    return text
