"""From the options of `regimen print` to files, and what is answered."""

import sys
from collections.abc import Iterable
from pathlib import Path

from regimen.cli.held import opened
from regimen.cli.inputs import course_of, inputs, today_of
from regimen.cli.output import as_mapping, document
from regimen.cli.print_options import Asked
from regimen.cli.print_task import request_of, revisions_of
from regimen.course import Plan, plan
from regimen.errors import RegimenError
from regimen.exchange.request import Request, source_of, task_of
from regimen.printouts.findings import finding_line
from regimen.printouts.formats.registry import FORMATS, PAPERS, format_of
from regimen.printouts.kinds.registry import KINDS, kind_of
from regimen.printouts.kinds.source import Source
from regimen.printouts.write import Written, check_targets, usual_name, write

STDOUT = "-"
_COLUMN = 16
"""Width of the names in the list of kinds."""


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
