"""The published trial beside the design in force, as parts of text; read when first looked at. No Textual."""

from functools import cache

from regimen.errors import RegimenError
from regimen.escalation.decision import Design
from regimen.escalation.published.reader import published
from regimen.escalation.published.replay import Replay, chosen, replay
from regimen.escalation.published.steps import steps
from regimen.printouts.replay import replay_sheet
from regimen.printouts.sheet import Sheet, as_text

Part = tuple[str, str]


@cache
def _told(protocol: str, design: Design) -> Replay:
    return replay(published(protocol), design)


def step_count(protocol: str, design: Design) -> int:
    """How many steps its escalation has; none where it is not published."""
    try:
        told = _told(protocol, design)
    except RegimenError:
        return 0
    return len(steps(told, chosen(told)))


def published_text(protocol: str, design: Design, step: int, width: int) -> list[Part]:
    """A step of the published escalation, all of it at step 0, or that none is known."""
    try:
        told = _told(protocol, design)
    except RegimenError as error:
        return [(f"{error.message}\n", "")]
    sheet = replay_sheet(told, chosen(told), step or None)
    return [(_text(sheet, width), "")]


def _text(sheet: Sheet, width: int) -> str:
    """Without the notice, which stands on the screen already."""
    return as_text(sheet, width).partition("\n\n")[2]
