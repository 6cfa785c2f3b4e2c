"""The guided tour as data: what to do, how to tell that it was done, what it taught. No Textual.

Each step asks for keys a planner uses every day, on a course of its own, and is over when the app shows that they were
pressed; nothing is merely read.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from regimen.course import Course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.protocol.shelf import HOME, load
from regimen.protocol.yamltext import save_text
from regimen.record.model import Record
from tui.session import Session

MEC_DAY, LAST_DAY = 4, 45
"""The days of the tour's course that the learner goes to."""
LEVEL = "d10-50"
"""Dose level of the tour's course."""


class Seen(NamedTuple):
    """What shows that a step was done."""

    screen: str
    """Name of the screen on top."""
    day: int
    """Study day in focus in the planner."""
    lanes: bool
    """Whether lanes are shown instead of the calendar."""
    hide: bool
    """Whether assumed values are blanked."""
    level: str | None
    """Dose level of the course."""
    acts: int
    """Acts on the course."""
    mec: int
    """Study day on which MEC begins."""
    given: int
    """Doses recorded as given."""


class Step(NamedTuple):
    """One thing to do."""

    task: str
    """What to press, and why."""
    done: Callable[[Seen, Seen], bool]
    """Whether it was done, by what is seen and what was seen when the step began."""
    learned: str
    """What it showed; stands above the next task."""


STEPS = (
    Step(
        "This is one course: a row a week, a cell a day. Press → (right) three times, to Day 4.",
        lambda seen, _: seen.day == MEC_DAY,
        "Day 4: MEC begins. Under Day stand its doses with their working, and why they are here.",
    ),
    Step(
        "Press n for the next milestone, until Day 45.",
        lambda seen, _: seen.day == LAST_DAY,
        "Day 45 closes the DLT window. Recovery on Day 45 is in time, on Day 46 late; no dose that moves moves it.",
    ),
    Step(
        "† marks what the sources do not give. Press a to blank those values.",
        lambda seen, _: seen.hide,
        "What is left is what the sources say. On paper, assumed values always stand, with †.",
    ),
    Step("Press a again to show them.", lambda seen, _: not seen.hide, "They can all be changed in the values (v)."),
    Step(
        "Press v for the values, ↓ to Level, and ← for a lower level.",
        lambda seen, began: seen.level != began.level,
        "The calendar follows every change at once.",
    ),
    Step("Press u to take the change back.", lambda seen, _: seen.level == LEVEL, "u undoes, U does it again."),
    Step(
        "Press v to return to the calendar, then g, and type 4 and Enter: go to Day 4.",
        lambda seen, _: seen.day == MEC_DAY and seen.screen == "TourScreen",
        "g also takes dates and days of a cycle, such as C1D4.",
    ),
    Step(
        "Put MEC off. Press e; choose what with ↓ and →: MEC, by 2 days; type a reason; Enter.",
        lambda seen, began: seen.mec > began.mec,
        "Its doses moved, Day 45 did not: fewer days are left to recover. » marks where they stood.",
    ),
    Step("Press u to take that back.", lambda seen, began: seen.acts < began.acts, "Acts are undone like all else."),
    Step(
        "Press l for lanes, a row a drug, and l again for the calendar.",
        lambda seen, began: seen.lanes != began.lanes,
        "The same days in another drawing.",
    ),
    Step("Press l for the calendar.", lambda seen, _: not seen.lanes, "Next: what really happened."),
    Step(
        "Press r for the record, where what was given and measured is written down.",
        lambda seen, _: seen.screen == "RecordScreen",
        "Each day stands here as planned and as it was.",
    ),
    Step(
        "Press g: this day's doses were given as planned.",
        lambda seen, began: seen.given > began.given,
        "c records counts, + anything else. Deviations (4) and the verdict (5) follow by themselves.",
    ),
    Step(
        "Press Escape: every screen returns so.",
        lambda seen, _: seen.screen == "TourScreen",
        "✓ on the calendar: given as planned.",
    ),
    Step(
        "Press P to print: calendar, roadmap, diary, DLT sheet.",
        lambda seen, _: seen.screen == "PrintScreen",
        "Below stands the sheet as text; nothing is written before Enter.",
    ),
    Step("Press Escape.", lambda seen, _: seen.screen == "TourScreen", "One key is left."),
    Step(
        "Press F1: it explains whatever has the focus, with all keys and words.",
        lambda seen, _: seen.screen == "TextScreen",
        "That was the tour. ctrl+p finds every action by its name.",
    ),
)
END = "Press {key} to leave the tour; your own course is as you left it."


def tour_session(today: dt.date) -> Session:
    """The home case on the first day of MEC, recorded up to the day before, for practice: nothing of it is kept."""
    day1 = today - dt.timedelta(days=MEC_DAY - 1)
    dates = [f"{day1 + dt.timedelta(days=days)}" for days in range(MEC_DAY - 1)]
    given = [{"date": date, "agent": "lenalidomide"} for date in dates]
    counts = [{"date": date, "anc": "0.4 10^9/L", "platelets": "25 10^9/L"} for date in dates]
    record = Record.model_validate({"administrations": given, "counts": counts})
    course = Course(protocol=HOME, level=LEVEL, reference_date=day1, subject=SAMPLE_SUBJECT, record=record)
    return Session(course, load(HOME), today)


def tour_mark() -> Path:
    """The file that tells that the tour was offered."""
    from platformdirs import user_state_path

    return user_state_path("regimen") / "tour-offered"


def first_start() -> bool:
    """Whether the tour was never offered to this person; from then on it was."""
    mark = tour_mark()
    if mark.exists():
        return False
    with suppress(OSError, RegimenError):
        mark.parent.mkdir(parents=True, exist_ok=True)
        save_text("offered\n", mark, overwrite=True)
        return True
    return False
