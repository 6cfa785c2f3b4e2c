"""A schedule for one subject: the frame of the protocol, with the amounts of a body."""

from collections.abc import Iterator, Sequence
from functools import partial

from regimen.dosing.calculator import calculate
from regimen.dosing.policy import DosePolicy
from regimen.dosing.subject import Subject, questions
from regimen.findings import Finding
from regimen.protocol.resolved import ResolvedProtocol
from regimen.schedule.applies import applies, left_out
from regimen.schedule.doses import course_findings
from regimen.schedule.frame import DoseDays, Frame, frame_of
from regimen.schedule.items import Entry, Item, Schedule


def build_schedule(
    resolved: ResolvedProtocol, subject: Subject | None = None, policy: DosePolicy | None = None
) -> Schedule:
    """Every item of the protocol on its ideal day, with amounts where the subject's body data allow them."""
    policy = policy or DosePolicy()
    unknown: list[Finding] = []
    frame = _frame_for(resolved, subject, policy, unknown)
    entries = list(frame.entries)
    for place, request in frame.asked.items():
        entries[place] = entries[place].working_out(partial(calculate, request, subject, policy))
    items = frame.filled(entries)
    findings = partial(_findings, resolved, frame, items, entries, unknown, subject, policy)
    return Schedule(resolved, items, tuple(entries), frame, findings)


def dose_days(resolved: ResolvedProtocol, subject: Subject, policy: DosePolicy) -> DoseDays:
    """The days of each drug and route in the schedule for a subject, without laying it out."""
    return _frame_for(resolved, subject, policy, []).days


def _frame_for(
    resolved: ResolvedProtocol, subject: Subject | None, policy: DosePolicy, unknown: list[Finding]
) -> Frame:
    """The frame with the lines that are for a subject; values that this asks for are added to `unknown`."""
    kept = tuple([place for place, line in enumerate(resolved.lines) if applies(line, subject, unknown)])
    return frame_of(resolved, kept, policy)


def _findings(
    resolved: ResolvedProtocol,
    frame: Frame,
    items: Sequence[Item],
    entries: Sequence[Entry],
    unknown: Sequence[Finding],
    subject: Subject | None,
    policy: DosePolicy,
) -> Iterator[Finding]:
    """What is remarkable: the subject's values, lines that ask for one or are for others, then the course."""
    given = list(zip(entries, frame.counts, strict=False))
    if subject:
        yield from questions(subject)
    yield from unknown
    yield from left_out(resolved, {entry.name for entry, _ in given})
    yield from course_findings(resolved, items, given, subject, policy)
