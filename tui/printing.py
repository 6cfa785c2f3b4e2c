"""What the print dialog prints: wishes, one course or a class, and how a sheet reads beforehand. No Textual."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from regimen.dates import safe_date
from regimen.exchange.icsevents import events
from regimen.exchange.request import Request, Task, source_of, task_of
from regimen.nomenclature import NOTICE
from regimen.printouts.formats.registry import FORMATS, PAPERS
from regimen.printouts.formats.text import text_of
from regimen.printouts.kinds.registry import KINDS
from regimen.printouts.kinds.source import TEACHER, VARIANTS, WEEK_STARTS
from regimen.printouts.wrap import WIDTH, wrapped
from regimen.printouts.write import usual_name
from tui.session import Session

_DAY = dt.timedelta(days=1)
_FOR = {
    "pdf": "paper",
    "html": "browsers",
    "text": "terminals and mail",
    "markdown": "course pages",
    "ics": "calendar programs",
}
"""What a format is for."""
Watch = Callable[[Sequence[str]], Iterable[str]]
"""Hands names on one by one, to count them; raises to stop."""


@dataclass
class Wishes:
    """What is remembered from one dialog to the next."""

    form: str = next(iter(FORMATS))
    paper: str = PAPERS[0]
    week_starts: str = next(iter(WEEK_STARTS))
    folder: str = "."


class Offer(NamedTuple):
    """What can be chosen in a row."""

    options: Sequence[tuple[str, str]]
    """Keys with words; none where the row has no effect."""
    key: str
    """The one in force."""


def offers(request: Request) -> dict[str, Offer]:
    """Every row of choices by its name, each with what has an effect on what is asked for."""
    sheet, paged = request.sheet, FORMATS[request.form].paper
    kinds = [(name, f"{name}: {kind.words}") for name, kind in KINDS.items()]
    variants = [(name, f"{name}: {'the key' if name == TEACHER else 'no answers'}") for name in VARIANTS]
    weeks = [(name, f"begins on {name.capitalize()}") for name in WEEK_STARTS]
    options = request.options
    return {
        "kind": Offer(kinds if sheet else (), request.kind),
        "variant": Offer(variants if sheet and sheet.key else (), options.variant),
        "form": Offer([(name, f"{name}: for {_FOR[name]}") for name in FORMATS], request.form),
        "paper": Offer([(name, name.capitalize()) for name in PAPERS] if paged else (), request.paper),
        "week_starts": Offer(weeks if sheet and sheet.by_week else (), options.week_starts),
    }


class Printed(Protocol):
    """What is printed: one course, or a class."""

    ids: Sequence[str]
    """Ids of the courses of a class, the one in focus first; none where it is the open course alone."""

    def names(self, request: Request) -> list[str]:
        """The usual names of its files."""

    def task(self, request: Request, name: str) -> Task:
        """What is to be made of one of the courses; raises where that cannot be."""

    def tasks(self, request: Request, watch: Watch) -> list[Task]:
        """What is to be made of all of them; raises where that cannot be of one."""


class OpenCourse:
    """The open course, as it stands when the dialog opens."""

    ids: Sequence[str] = ()

    def __init__(self, session: Session, ledger: Path | None) -> None:
        self._course, self._protocol, self._find = session.course, session.protocol, session.find
        self._resolved, self._today = session.plan.resolved, session.today
        self._kept, self._ledger = session.kept_id, ledger

    def names(self, request: Request) -> list[str]:
        """One name, of protocol, level and sheet."""
        return [usual_name(self._resolved, request.name, request.form)]

    def task(self, request: Request, name: str) -> Task:  # noqa: ARG002 - there is but one course
        """What is to be made of the course; where it is kept the ledger tells how often a calendar's events moved."""
        source = source_of(request, self._course, self._protocol, self._find, self._today)
        if request.sheet is not None or self._kept is None or self._ledger is None:
            return task_of(request, source)
        from regimen.exchange.kept import kept_revisions
        from regimen.ledger.ledger import Ledger

        with Ledger.open(self._ledger) as ledger:
            return task_of(request, source, kept_revisions(ledger, self._kept, self._find))

    def tasks(self, request: Request, watch: Watch) -> list[Task]:
        """The one task."""
        return [self.task(request, name) for name in watch([""])]


class KeptClass:
    """Courses of the ledger, each with a file named by its id."""

    def __init__(self, ledger: Path, ids: Sequence[str], today: dt.date) -> None:
        self.ids = ids
        self._ledger, self._today = ledger, today

    def names(self, request: Request) -> list[str]:
        """A name for each, of its id and the sheet."""
        return [request.file_of(name) for name in self.ids]

    def task(self, request: Request, name: str) -> Task:
        """What is to be made of one; a connection of its own, since this runs in any thread."""
        from regimen.exchange.kept import kept_task
        from regimen.ledger.ledger import Ledger

        with Ledger.open(self._ledger) as ledger:
            return kept_task(ledger, name, request, self._today)

    def tasks(self, request: Request, watch: Watch) -> list[Task]:
        """What is to be made of all."""
        from regimen.exchange.kept import kept_tasks
        from regimen.ledger.ledger import Ledger

        with Ledger.open(self._ledger) as ledger:
            return [*kept_tasks(ledger, watch(self.ids), request, self._today).values()]


def preview(task: Task, width: int) -> str:
    """The sheet as text, or what a calendar holds; lines of a drawing that are too wide are cut."""
    if task.sheet is None:
        return "\n".join((*wrapped(NOTICE, width), "", *_events(task, width)))
    lines = text_of(task.sheet, min(width, WIDTH)).splitlines()
    return "\n".join(line if len(line) <= width else f"{line[: width - 1]}…" for line in lines)


def _events(task: Task, width: int) -> Iterator[str]:
    for event in events(task.plan):
        last = event.ends - _DAY if event.ends else event.begins
        until = f" to {safe_date(last)}" if last > event.begins else ""
        yield from wrapped(f"{safe_date(event.begins)}{until}  {event.summary}", width, "", "  ")
