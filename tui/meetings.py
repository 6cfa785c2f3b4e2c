"""The cohort meeting from the courses of the ledger: who, verdicts, the next opening, a Gantt, as text. No Textual."""

import datetime as dt
from typing import TYPE_CHECKING

from regimen.errors import RegimenError

if TYPE_CHECKING:
    from regimen.escalation.timing.meeting import Meeting
    from tui.keeping import Keeper

BESIDE = "boin:0.25"
NOBODY = (
    "No course of this protocol is kept in the ledger: k in the planner keeps one, and the meeting follows its record."
)


def meeting_of(keeper: "Keeper", protocol: str, design: str, today: dt.date) -> "Meeting":
    """The meeting about a protocol's courses; refused where there are none."""
    from regimen.escalation.designs.registry import design_of
    from regimen.escalation.timing.meeting import Asked, meeting
    from regimen.escalation.timing.members import member
    from regimen.review import review

    if not keeper.exists:
        raise RegimenError(NOBODY)
    kept = [one for one in keeper.ledger().all() if one.protocol.id == protocol]
    if not kept:
        raise RegimenError(NOBODY)
    members = [member(one.id, review(one.course, one.protocol, one.find, today)) for one in kept]
    designs = tuple(design_of(name) for name in dict.fromkeys((design, BESIDE)))
    return meeting(members, today, Asked(designs))


def meeting_text(keeper: "Keeper", protocol: str, design: str, today: dt.date, width: int) -> str:
    """The whole as lines of a width, or why there is none."""
    from regimen.escalation.timing.gantt import gantt
    from regimen.printouts.meeting import meeting_sheet
    from regimen.printouts.sheet import as_text

    try:
        made = meeting_of(keeper, protocol, design, today)
    except RegimenError as error:
        return error.message
    return as_text(meeting_sheet(made, gantt(made), width=width), width).partition("\n\n")[2]
