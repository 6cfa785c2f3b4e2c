"""Sessions for the app's tests: Day 1 on 1 December 2026, today 9 December."""

import datetime as dt
from pathlib import Path

from regimen.course import Course
from regimen.courseacts import read_act
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import HOME, LIBRARY, load
from tui.session import Session
from tui.widgets.panel import Panel

FIXTURES = Path(__file__).parent.parent / "fixtures" / "protocols"
TODAY = dt.date(2026, 12, 9)

DEFER = {"act": "defer", "day": "4", "by": "2", "what": ["MEC"], "why": "fever"}
OMIT = {"act": "omit", "day": "6", "what": ["etoposide"], "why": "bilirubin"}
CEASE = {"act": "cease", "day": "9", "what": ["LEN"], "why": "rash"}
AMEND = {"act": "amend", "day": "6", "version": "1", "level": "d14-10", "why": "site still on version 1"}


def session_of(fixture: str | None = None) -> Session:
    """A session on the home case, or on one of the fixture protocols."""
    if fixture is None:
        return Session(Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT), load(), TODAY)
    path = FIXTURES / f"{fixture}.yaml"
    protocol = read_protocol(path)
    course = Course(protocol=protocol.id, protocol_file=str(path), reference_date="2026-12-01", subject=SAMPLE_SUBJECT)
    return Session(course, protocol, TODAY)


def acts_of(session: Session, *moves: dict[str, object]) -> Session:
    """The session after some acts."""
    for move in moves:
        session.act(read_act(move))
    return session


def dated_amendment(folder: Path) -> Path:
    """The home protocol as a file of one's own whose version 2 is in force from 15 December 2026."""
    text = (LIBRARY / f"{HOME}.yaml").read_text(encoding="utf-8")
    path = folder / "dated.yaml"
    path.write_text(text.replace('- version: "2"\n', '- version: "2"\n    date: 2026-12-15\n'), encoding="utf-8")
    return path


async def open_row(pilot, label: str) -> Panel:
    """Go to the values and open the row with this label."""
    panel = pilot.app.screen.query_one(Panel)
    if not panel.has_focus:
        await pilot.press("v")
    panel.row = next(n for n, field in enumerate(panel.rows) if field.label == label)
    await pilot.press("enter")
    await pilot.pause()
    return panel
