"""Subjects who began where or when the design did not let them: the recorded calendar held against it."""

from collections.abc import Iterable, Iterator

from pendulum import Date

from regimen.dates import safe_date
from regimen.escalation.decision import Action, Decision, Design
from regimen.escalation.timing.conduct import Enrolment, Moment, conduct
from regimen.escalation.timing.roster import Case, Roster, enrolments
from regimen.findings import Finding, Severity


def off_design(design: Design, roster: Roster) -> Iterator[Finding]:
    """A finding for each Day 1 that the design did not allow on its day, with who was still waited for."""
    waiting: dict[str, Enrolment] = {}
    starts: dict[int, Enrolment] = {}
    for moment in conduct(design, roster.ladder, roster.planning, enrolments(roster, Case.PLANNED, {})):
        for one in moment.who:
            if not moment.start:
                del waiting[one.id]
                continue
            yield from _too_early(design, moment, one, waiting.values(), roster)
            yield from _too_close(one, starts.get(one.level), roster)
            waiting[one.id] = starts[one.level] = one


def _too_early(
    design: Design, moment: Moment, one: Enrolment, waiting: Iterable[Enrolment], roster: Roster
) -> Iterator[Finding]:
    said = moment.before
    if said.enrol and said.level == one.level:
        return
    expansion = said.action is Action.STOP and said.level == one.level
    days = ", ".join(f"{other.id} (Day {moment.day - other.start + 1})" for other in waiting)
    waited = f"; not counted then: {days}" if days else ""
    message = (
        f"{one.id} {_began(one, roster)} at level {one.level}, when {design.id} said {_said(said)} (row {said.row})"
        f"{waited}; {'an expansion, by the rule' if expansion else 'it is counted all the same'}"
    )
    yield Finding("off-design", Severity.INFO if expansion else Severity.OTHER, message, one.id, said.source)


def _too_close(one: Enrolment, before: Enrolment | None, roster: Roster) -> Iterator[Finding]:
    stagger = roster.planning.stagger
    if before is not None and one.start - before.start < stagger:
        apart = one.start - before.start
        what = f"{apart} days after {before.id}, with a stagger of {stagger} days asked for"
        message = f"{one.id} {_began(one, roster)}, {what}"
        yield Finding("stagger-broken", Severity.OTHER, message, one.id)


def _began(one: Enrolment, roster: Roster) -> str:
    date = Date.fromordinal(one.start)
    return f"{'began' if date <= roster.as_of else 'is to begin'} on {safe_date(date)}"


def _said(said: Decision) -> str:
    if said.action is Action.HOLD:
        return "hold"
    if said.action is Action.STOP:
        return "stop"
    return f"{said.action}: level {said.level}"
