"""A ledger read to its last event: everything that is wrong with it, each with its place in the file."""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.findings import Finding, Severity
from regimen.ledger.backup import last_good
from regimen.ledger.events import BrokenCourse, Event
from regimen.ledger.faults import DamagedLedger
from regimen.ledger.fold import fold
from regimen.ledger.ledger import Ledger
from regimen.ledger.log import logged
from regimen.ledger.protocols import KeptProtocol, digest_of
from regimen.ledger.store import KeptText, Step


class Checked(NamedTuple):
    """What came of a check."""

    findings: list[Finding]
    """Everything that is wrong; nothing else."""
    courses: int = 0
    events: int = 0
    protocols: int = 0
    read_only: bool = False
    """Whether nothing can be written where it lies."""


def check_ledger(path: Path) -> Checked:
    """Everything that is wrong with a ledger; the file is left as it is."""
    try:
        with Ledger.open(path) as ledger:
            checked = _checked(ledger)
    except DamagedLedger as error:
        checked = Checked([_finding("ledger-damaged", error.place, str(path))])
    if checked.findings:
        good = last_good(path)
        told = f"the last good backup is {good}" if good else "there is no backup that can be read back"
        checked.findings.append(
            Finding("ledger-backup", Severity.INFO, f"{told}; the file was left as it is", str(path))
        )
    return checked


def _checked(ledger: Ledger) -> Checked:
    found = [_finding("ledger-damaged", complaint, str(ledger.path)) for complaint in ledger.store.complaints()]
    courses, events, protocols = 0, 0, 0
    try:
        for row in ledger.store.protocols():
            protocols += 1
            found += _protocol(row)
        for course, own in groupby(ledger.store.events(), attrgetter("course")):
            history = list(own)
            courses, events = courses + 1, events + len(history)
            found += _course(ledger, course, history)
        found += _steps(ledger)
    except DamagedLedger as error:
        found = found or [_finding("ledger-damaged", error.place, str(ledger.path))]
    return Checked(found, courses, events, protocols, ledger.read_only)


def _protocol(row: KeptText) -> Iterator[Finding]:
    subject = f"protocol {row.id} version {row.version}"
    try:
        latest = KeptProtocol(row.text).latest
        same = (digest_of(row.text), latest.id, latest.versions[-1]) == (row.digest, row.id, row.version)
        fault = None if same else "its text is not what was kept"
    except RegimenError as error:
        fault = error.message
    if fault:
        yield _finding("ledger-protocol", f"{subject}: {fault}", subject)


def _course(ledger: Ledger, course: str, events: list[Event]) -> Iterator[Finding]:
    try:
        logged(events, fold(events))
    except BrokenCourse as error:
        yield _finding("ledger-event", str(error), f"course {course}, event {error.seq}")
        return
    try:
        ledger.tried(events)
    except DamagedLedger as error:
        yield _finding("ledger-course", f"course {course}: {error.place}", f"course {course}")
    except RegimenError as error:
        yield _finding("ledger-course", f"course {course}: {error.message}", f"course {course}")


def _steps(ledger: Ledger) -> Iterator[Finding]:
    """Steps of exercises that cannot be read, or that others are missing before."""
    last = 0, 0
    for step in ledger.store.steps():
        before, last = last, (step.attempt, step.seq)
        follows = step.seq == 1 + (before[1] if before[0] == step.attempt else 0)
        if fault := _step_fault(step) or ("" if follows else "what came before it is missing"):
            subject = f"attempt {step.attempt}, step {step.seq}"
            yield _finding("ledger-step", f"{subject}: {fault}", subject)


def _step_fault(step: Step) -> str:
    """What keeps a step from being read; what it says is known to training alone."""
    try:
        readable = isinstance(json.loads(step.body), dict)
    except ValueError:
        readable = False
    if not readable:
        return "its body cannot be read"
    try:
        known = dt.datetime.fromisoformat(step.at).utcoffset() is not None
    except ValueError:
        known = False
    return "" if known else f"its time '{step.at[:40]}' cannot be read"


def _finding(code: str, message: str, subject: str) -> Finding:
    return Finding(code, Severity.ERROR, message, subject)
