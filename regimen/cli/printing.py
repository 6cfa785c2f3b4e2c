"""From the options of `regimen print` to files, and what is answered."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from regimen.cli.held import opened
from regimen.cli.inputs import course_of, inputs, today_of
from regimen.cli.options import BodyOptions, ProtocolOptions
from regimen.cli.output import as_mapping, document
from regimen.cli.print_task import request_of, revisions_of
from regimen.course import Plan, plan
from regimen.errors import RegimenError, nearest
from regimen.exchange.request import Request, source_of, task_of
from regimen.printouts.findings import finding_line
from regimen.printouts.formats.registry import FORMATS, PAPERS, format_of
from regimen.printouts.kinds.registry import KINDS, kind_of
from regimen.printouts.kinds.source import VARIANTS, WEEK_STARTS, Options, Source
from regimen.printouts.write import Written, check_targets, usual_name, write

if TYPE_CHECKING:
    from regimen.cli.print import CalendarOptions, SheetOptions

STDOUT = "-"
_COLUMN = 16
"""Width of the names in the list of kinds."""


class Asked(NamedTuple):
    """The options of one call."""

    kind: str
    protocol: str | None
    chosen: ProtocolOptions
    body: BodyOptions
    day1: str | None
    day0: str | None
    as_of: str | None
    today: str | None
    sheet: "SheetOptions"
    calendar: "CalendarOptions"
    json: bool

    @property
    def form(self) -> str:
        """Format asked for."""
        name = self.sheet.format or next(iter(FORMATS))
        format_of(name)
        return name

    @property
    def paper(self) -> str:
        """Paper asked for."""
        return _one_of("--paper", self.sheet.paper, PAPERS)

    @property
    def options(self) -> Options:
        """Wishes that concern what stands on the sheet."""
        return Options(
            week_starts=_one_of("--week-starts", self.sheet.week_starts, tuple(WEEK_STARTS)),
            variant=_one_of("--variant", self.sheet.variant, VARIANTS),
            design=self.sheet.design,
        )


def _one_of(option: str, name: str | None, allowed: Sequence[str]) -> str:
    if name is not None and name not in allowed:
        raise RegimenError(f"{option}: unknown '{name[:40]}'{nearest(name, allowed)}", allowed=", ".join(allowed))
    return name or allowed[0]


def kinds_answer(*, json: bool) -> str:
    """Every kind of sheet with what it shows."""
    if json:
        rows = [{"kind": name, "words": kind.words, "needs_record": kind.needs_record} for name, kind in KINDS.items()]
        return document(kinds=rows, formats=list(FORMATS), papers=list(PAPERS))
    return "".join(
        f"{name.ljust(_COLUMN)}{kind.words}{' (needs a record)' if kind.needs_record else ''}\n"
        for name, kind in KINDS.items()
    )


def print_one(asked: Asked) -> str:
    """One sheet to a file, or as text to stdout; what is answered."""
    kind_of(asked.kind)
    output = asked.sheet.output
    if output == STDOUT:
        _check_stdout(asked)
    request = request_of(asked)
    task = task_of(request, _source(asked, request), revisions_of(asked))
    path = Path(output or usual_name(task.plan.resolved, request.name, request.form))
    if output != STDOUT:
        check_targets([path], overwrite=asked.sheet.overwrite)
    ready = task.make()
    if output == STDOUT:
        return ready.data.decode("utf-8")
    return answer(asked, [(task.plan, write(ready, path, overwrite=asked.sheet.overwrite))])


def _check_stdout(asked: Asked) -> None:
    if asked.json:
        raise RegimenError("--json and -o - both ask for stdout", hint="name a file with -o")
    if not format_of(asked.form).text:
        texts = ", ".join(name for name, form in FORMATS.items() if form.text)
        raise RegimenError(f"{asked.form} does not go to stdout", allowed=texts, hint="name a file with -o")


def _source(asked: Asked, request: Request) -> Source:
    """The course laid out, and judged where a sheet of the kind is about its record."""
    if request.sheet is not None and request.sheet.needs_record:
        from regimen.cli.reviewing import reviewed

        usage = f"regimen print {asked.kind} --course FILE"
        review = reviewed(asked.chosen.course, asked.as_of, asked.today, usage, None, asked.chosen.ledger)
        return Source(review.plan, review)
    found = inputs(asked.protocol, asked.chosen, asked.body)
    course = course_of(found, asked.day1, asked.day0)
    if asked.chosen.course is None or not request.judges(course):
        return Source(plan(course, found.resolved.protocol, today_of(asked.today)))
    from regimen.cli.reviewing import judged_on

    find = opened(asked.chosen.course, asked.chosen.ledger).find
    return source_of(request, course, found.resolved.protocol, find, judged_on(asked.as_of, asked.today))


def answer(asked: Asked, done: Iterable[tuple[Plan, Written]]) -> str:
    """The files that were written; what could not be shown as written is told on stderr, or in the document."""
    pairs = list(done)
    if asked.json:
        files = [{"path": str(one.path), "pages": one.pages, "sha256": one.sha256} for _, one in pairs]
        findings = [
            as_mapping(finding) | {"path": str(one.path)}
            for laid, one in pairs
            for finding in (*laid.findings, *one.findings)
        ]
        return document(findings, files=files)
    for _, one in pairs:
        for finding in one.findings:
            sys.stderr.write(f"{one.path}: {finding_line(finding)}\n")
    return "".join(f"{one.words}\n" for _, one in pairs)
