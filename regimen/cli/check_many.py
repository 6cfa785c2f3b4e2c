"""The records of many courses held against their schedules, one line each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regimen.board.rows import Unreadable
from regimen.cli.board_facts import unread_facts, unread_findings
from regimen.cli.inputs import reading, today_of
from regimen.cli.many import each
from regimen.cli.output import document, emit
from regimen.dates import parse_date
from regimen.deviations.words import FOOTER
from regimen.nomenclature import NOTICE
from regimen.printouts.board import unread
from regimen.printouts.words import plural
from regimen.review import Review


class _Checked(NamedTuple):
    id: str
    as_of_day: int
    deviations: int
    open: tuple[str, ...]
    """Keys of the important deviations that are open."""

    @property
    def line(self) -> str:
        """`T-07: 4 findings, 2 important and open`."""
        if not self.deviations:
            return f"{self.id}: no deviations"
        return f"{self.id}: {plural(self.deviations, 'finding')}, {len(self.open)} important and open"


def check_many(refs: Sequence[str], ledger: str | None, as_of: str | None, today: str | None, *, as_json: bool) -> int:
    """Check the courses named, or all on the board; the exit status: 2 if one cannot be read, 1 if one is open."""
    date = today_of(today) if as_of is None else reading("--as-of", parse_date, as_of)
    found = each(refs, ledger, date, _checked)
    if as_json:
        facts = [unread_facts(one) if isinstance(one, Unreadable) else one._asdict() for one in found]
        emit(document(unread_findings(found), as_of=str(date), courses=facts, not_checked=FOOTER))
    else:
        emit("".join(f"{line}\n" for line in _lines(found)))
    if unread(found):
        return 2
    return 1 if any(one.open for one in found if isinstance(one, _Checked)) else 0


def _checked(name: str, made: Review) -> _Checked:
    deviations = made.report.deviations
    return _Checked(name, made.as_of, len(deviations), tuple(one.key for one in deviations if one.open))


def _lines(found: Sequence[_Checked | Unreadable]) -> Iterator[str]:
    yield NOTICE
    for one in found:
        if isinstance(one, Unreadable):
            yield from (f"{one.id}: cannot be read: {finding}" for finding in one.findings)
        else:
            yield one.line
    still = sum(isinstance(one, _Checked) and bool(one.open) for one in found)
    lost = f", {len(unread(found))} cannot be read" if unread(found) else ""
    yield f"{plural(len(found), 'course')}: {still} with an important deviation open{lost}"
    yield FOOTER
