"""Courses of a ledger as tasks: one by its id, or a class of them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.exchange.request import Request, Task, source_of, task_of
from regimen.exchange.revisions import Revisions, revisions
from regimen.ledger.ledger import Ledger
from regimen.printouts.words import plural
from regimen.printouts.write import FILE_NAME

_TOLD = 5
"""Ids that one fault names."""


def kept_revisions(ledger: Ledger, name: str, find: Finder) -> Revisions:
    """What the ledger knows of the events of a course's calendar."""
    return revisions(ledger.state(name)[0], find)


def kept_task(ledger: Ledger, name: str, request: Request, as_of: dt.date) -> Task:
    """What is to be made of one course."""
    held = ledger.held(name)
    source = source_of(request, held.course, held.protocol, held.find, as_of)
    return task_of(request, source, kept_revisions(ledger, name, held.find) if request.sheet is None else None)


def kept_tasks(ledger: Ledger, names: Iterable[str], request: Request, as_of: dt.date) -> dict[str, Task]:
    """What is to be made of each course of a class; raises with every fault of all of them, before anything is made."""
    tasks: dict[str, Task] = {}
    faults: dict[str, str] = {}
    for name in names:
        try:
            tasks[name] = kept_task(ledger, name, request, as_of)
        except RegimenError as error:
            faults[name] = error.message
    faults |= unnameable([*tasks, *faults])
    if faults:
        what = f"{plural(len(faults), 'course')} cannot be printed, so nothing was written"
        raise RegimenError("\n".join((f"{what}:", *_grouped(faults))))
    return tasks


def unnameable(names: Iterable[str]) -> dict[str, str]:
    """Ids that cannot name a file of their own, and why."""
    names = list(names)
    count = Counter(map(str.casefold, names))
    faults = {name: "another id differs by capitals only" for name in names if count[name.casefold()] > 1}
    allowed = "letters, digits, '-', '_' and '.'"
    return faults | {
        name: f"the id cannot name a file; allowed: {allowed}" for name in names if not FILE_NAME.fullmatch(name)
    }


def _grouped(faults: Mapping[str, str]) -> Iterator[str]:
    """`T-01, T-02: why`: each fault once, with those that have it."""
    those: dict[str, list[str]] = {}
    for name, words in faults.items():
        those.setdefault(words, []).append(name)
    for words, names in those.items():
        more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
        yield f"{', '.join(names[:_TOLD])}{more}: {words}"
