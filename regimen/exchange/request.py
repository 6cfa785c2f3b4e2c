"""What is asked for of a course, a sheet in a format or a calendar file, and the task of making it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from regimen.course import Course, Plan, plan
from regimen.coursefile import Finder
from regimen.printouts.formats.registry import CALENDAR, PAPERS, format_of, rendered
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.kinds.registry import Kind, kind_of, made
from regimen.printouts.kinds.source import TEACHER, Options, Source
from regimen.protocol.model import Protocol

if TYPE_CHECKING:
    from regimen.exchange.ics import Wishes
    from regimen.exchange.revisions import Revisions
    from regimen.printouts.document import Document


class Request(NamedTuple):
    """What is asked for of a course."""

    kind: str
    """A key of `KINDS`; a calendar is the same whatever the kind."""
    form: str
    """A key of `FORMATS`."""
    paper: str = PAPERS[0]
    options: Options = Options()
    calendar: "Wishes | None" = None
    """Wishes for a calendar, if there are any."""

    @property
    def sheet(self) -> Kind | None:
        """The kind of sheet; None for a calendar."""
        return None if self.form == CALENDAR else kind_of(self.kind)

    @property
    def name(self) -> str:
        """How the file is named for what it holds."""
        if self.sheet is None:
            return "calendar"
        return (self.options.variant == TEACHER and self.sheet.key) or self.kind

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return format_of(self.form).suffix

    def file_of(self, name: str) -> str:
        """`T-07-month.pdf`: the file's name in a class, where each course has an id."""
        return f"{name}-{self.name}{self.suffix}"

    def judges(self, course: Course) -> bool:
        """Whether what is asked for shows what really happened in a course."""
        kind = self.sheet
        return kind is not None and (kind.needs_record or (kind.fills_in and course.record is not None))


class Task(NamedTuple):
    """A file to be made of one course."""

    plan: Plan
    make: Callable[[], Rendered]
    sheet: "Document | None"
    """None for a calendar."""


def source_of(request: Request, course: Course, protocol: Protocol, find: Finder, as_of: dt.date) -> Source:
    """The course laid out, and judged as of a date where what is asked for is about its record."""
    if not request.judges(course):
        return Source(plan(course, protocol, as_of))
    from regimen.review import review

    judged = review(course, protocol, find, as_of)
    return Source(judged.plan, judged)


def task_of(request: Request, source: Source, kept: "Revisions | None" = None) -> Task:
    """What is to be made of a course; `kept` is what a ledger knows of a calendar's events."""
    if request.sheet is None:
        return Task(source.plan, partial(_calendar, source.plan, request.calendar, kept), None)
    sheet = made(request.kind, source, request.options)
    return Task(source.plan, partial(rendered, sheet, request.form, request.paper), sheet)


def _calendar(laid: Plan, wishes: "Wishes | None", kept: "Revisions | None") -> Rendered:
    from regimen.exchange.ics import Wishes, calendar_text
    from regimen.exchange.revisions import UNKEPT

    return Rendered(calendar_text(laid, wishes or Wishes(), kept or UNKEPT).encode("utf-8"))
