"""The cohort meeting for scripts: keys as docs/contract.md lists them."""

from collections.abc import Sequence
from typing import Any

from regimen.board.rows import Unreadable
from regimen.cli.board_facts import unread_findings
from regimen.cli.decision_facts import decision_facts
from regimen.cli.output import document
from regimen.dlt.verdict import OTHER_CRITERIA
from regimen.escalation.outcomes import write_outcomes
from regimen.escalation.timing.cohorts import Group
from regimen.escalation.timing.gantt import Gantt
from regimen.escalation.timing.meeting import Meeting, View
from regimen.escalation.timing.members import Member
from regimen.escalation.timing.opening import Opening, Place


def meeting_document(made: Meeting, gantt: Gantt, lost: Sequence[Unreadable]) -> str:
    """The whole meeting as one document."""
    planning = made.roster.planning
    return document(
        [*unread_findings(lost), *made.findings],
        as_of=str(made.roster.as_of),
        protocol=made.rungs.protocol,
        version=made.rungs.version,
        ladder=list(made.rungs.ids),
        outcomes=write_outcomes(made.trial),
        state=[{"level": level, **tally._asdict()} for level, tally in enumerate(made.state.tallies, 1)],
        start=made.roster.ladder.start,
        review_lag=planning.review_lag,
        stagger=planning.stagger,
        accrual=planning.accrual,
        coming=[str(date) for date in made.roster.dates],
        cohorts=list(map(_cohort, made.cohorts)),
        designs=list(map(_view, made.views)),
        calendar=_calendar(gantt),
        other_criteria=OTHER_CRITERIA,
    )


def _cohort(group: Group) -> dict[str, Any]:
    return {
        "level": group.number,
        "level_id": group.level or None,
        "letters": group.letters,
        "subjects": list(map(_subject, group.members)),
    }


def _subject(one: Member) -> dict[str, Any]:
    return {
        "id": one.id,
        "day1": str(one.day1),
        "actual": one.actual,
        "day": one.day,
        "last_day": one.last_day,
        "closes": str(one.closes),
        "days_left": one.days_left,
        "verdict": one.state,
        "letter": one.letter,
        "reason": one.reason,
        "complete": None if one.done is None else str(one.done),
        "ahead": one.ahead and {case: str(date) for case, date in one.ahead._asdict().items()},
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "design": view.design.id,
        "name": view.design.name,
        "today": decision_facts(view.today),
        "next_subject": view.place and _place(view.place),
        "opens": {case: _opening(found) for case, found in view.openings.items()},
        "what_if": [
            {"subject": one.subject, "letter": one.letter, "opens": _opening(one.opening)} for one in view.what_ifs
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"level": place.level, "date": str(place.date)}


def _opening(found: Opening | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "date": str(found.date),
        "deciding": list(found.deciding),
        "lacking": found.lacking,
        **decision_facts(found.decision),
    }


def _calendar(gantt: Gantt) -> dict[str, Any]:
    lanes = [
        {
            "level": lane.number,
            "level_id": lane.level or None,
            "start": str(lane.start),
            "closes": str(lane.closes),
            "subjects": [
                {
                    "id": bar.subject,
                    "start": str(bar.start),
                    "closes": str(bar.closes),
                    "complete": None if bar.done is None else str(bar.done),
                    "letter": bar.letter,
                    "to_come": bar.to_come,
                }
                for bar in lane.bars
            ],
        }
        for lane in gantt.lanes
    ]
    return {"first": str(gantt.first), "last": str(gantt.last), "cohorts": lanes, "ends": _opening(gantt.ends)}
