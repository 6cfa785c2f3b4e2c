"""A ledger of courses for tests of the app: Day 1 on 1 December 2026, looked at on Day 9."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from looking import settled
from textual.widgets import Static

from regimen.coursefile import course_in, finder
from regimen.ledger.ledger import Ledger
from regimen.protocol.tree import parse_tree
from tui.app import RegimenApp
from tui.screens.board import BoardScreen
from tui.widgets.courselist import CourseList

NURSE = "research nurse"
DAY_1 = dt.date(2026, 12, 1)


def on(day: int) -> dt.date:
    """The date of a study day."""
    return DAY_1 + dt.timedelta(days=day - 1)


def course_text(name: str, *, until: int = 9, more: str = "") -> str:
    """A course that was given and sampled as planned up to a day."""
    given = [f"{{date: {on(day)}, agent: lenalidomide, amount: 50 mg}}" for day in range(1, until + 1)]
    for drug, amount in {"mitoxantrone": "15 mg", "etoposide": "150 mg", "cytarabine": "1882 mg"}.items():
        given += [f"{{date: {on(day)}, agent: {drug}, amount: {amount}}}" for day in range(4, min(until, 8) + 1)]
    counts = [f"{{date: {on(day)}, anc: 0.1 10^9/L, platelets: 9 10^9/L}}" for day in range(1, until + 1)]
    return (
        f"format: 1\nprotocol: nct01681537\nreference_date: {DAY_1}\n"
        f"subject: {{id: {name}, height_cm: 170, weight_kg: 75, sex: F, age: 61}}\n"
        f"record:\n  administrations: [{', '.join(given)}]\n  counts: [{', '.join(counts)}]\n{more}"
    )


COURSES: Mapping[str, Mapping[str, object]] = {
    "T-01": {},
    "T-02": {"until": 6},
    "T-03": {"until": 8, "more": f"  death: {{date: {on(8)}, attribution: unknown}}\n"},
    "T-04": {"more": f"  withdrawal: {{date: {on(9)}}}\n"},
}
"""On Day 9: something is due, something is overdue, a person must settle, over."""
BY_URGENCY = ["T-03", "T-02", "T-01", "T-04"]


_MADE: dict[str, bytes] = {}
"""Ledgers made already, by their courses."""


def enrolled(path: Path, courses: Mapping[str, Mapping[str, object]] = COURSES) -> Path:
    """A ledger with these courses; made once, then copied."""
    key = repr(courses)
    if key not in _MADE:
        with Ledger.open(path, create=True) as ledger:
            for name, more in courses.items():
                made, _ = course_in(parse_tree(course_text(name, **more).encode(), "course.yaml"), Path())
                ledger.enrol(made, finder(Path()), who=NURSE)
        _MADE[key] = path.read_bytes()
    path.write_bytes(_MADE[key])
    return path


def told(app: RegimenApp) -> str:
    """The short words in the corner, the last one last."""
    return "\n".join(note.message for note in app._notifications)


async def board(pilot) -> BoardScreen:
    """Open the board and wait until every course is judged."""
    await pilot.press("w")
    await settled(pilot)
    assert isinstance(pilot.app.screen, BoardScreen)
    return pilot.app.screen


def listed(screen: BoardScreen) -> list[str]:
    """Ids of the rows."""
    return [row.id for row in screen.query_one(CourseList).rows]


def words(screen: BoardScreen) -> str:
    """The course in focus in words, unwrapped."""
    return " ".join(str(screen.query_one("#sheet", Static).render()).split())
