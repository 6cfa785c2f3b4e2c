"""Undo and redo against a plain model: whatever is done in whatever order, the fold is the list that was left."""

from typing import Any

from hypothesis import given as examples
from hypothesis import strategies as st
from ledgers import course, given, omission

from regimen import changes
from regimen.changes import applied, course_data
from regimen.ledger.events import ARCHIVED, BODY_VERSION, RECEIVED, REDONE, RESTORED, UNDONE, Event, body_text
from regimen.ledger.fold import fold
from regimen.ledger.log import logged

BEGUN = changes.enrolled(course())
ACTIONS = st.lists(st.integers(1, 28), min_size=1, max_size=3)
STEPS = st.lists(st.one_of(ACTIONS, st.sampled_from(["undo", "redo", "archive", "restore", "received"])), max_size=30)


class Model:
    """What undo and redo mean, in the plainest way: two stacks of whole courses."""

    def __init__(self) -> None:
        self.past: list[tuple[dict[str, Any], bool]] = []
        self.present = (course_data(course()), False)
        self.future: list[tuple[dict[str, Any], bool]] = []

    def do(self, after: tuple[dict[str, Any], bool]) -> None:
        """Something is done."""
        self.past, self.present, self.future = [*self.past, self.present], after, []

    def undo(self) -> None:
        """It is taken back."""
        self.future, self.present = [*self.future, self.present], self.past.pop()

    def redo(self) -> None:
        """It is brought back."""
        self.past, self.present = [*self.past, self.present], self.future.pop()


def event(events: list[Event], action: int, kind: str, body: Any) -> Event:
    """The next event of a course."""
    at = "2026-12-01T14:05:00.000Z"
    return Event("T-07", len(events) + 1, action, at, "nurse", kind, BODY_VERSION, body_text(body), None)


@examples(STEPS)
def test_any_sequence_of_actions_undo_and_redo(steps) -> None:
    """After each step the course, and what can be undone and done again, are those of the model."""
    model, action = Model(), 1
    done, undone = [1], []
    events = [event([], 1, BEGUN.kind, {"protocol": "x", **BEGUN.body})]
    for step in steps:
        action += 1
        if step in ("undo", "redo"):
            stack, kind = (done[1:], UNDONE) if step == "undo" else (undone, REDONE)
            if not stack:
                action -= 1
                continue
            events.append(event(events, action, kind, {"action": stack[-1]}))
            (undone if step == "undo" else done).append((done if step == "undo" else undone).pop())
            getattr(model, step)()
        elif step == "received":
            events.append(event(events, action, RECEIVED, {"file": "f", "digest": "d"}))
        else:
            data, archived = model.present
            if isinstance(step, str):
                events.append(event(events, action, ARCHIVED if step == "archive" else RESTORED, {}))
                archived = step == "archive"
            else:
                for change in [given(*step), omission(step[0])]:
                    events.append(event(events, action, change.kind, change.body))
                    data = applied(data, change)
            done, undone = [*done, action], []
            model.do((data, archived))
        state = fold(events)
        assert (state.data, state.archived) == model.present
        assert (list(state.done), list(state.undone), state.seq) == (done, undone, len(events))
    standing = {one.action for one in logged(events, fold(events)) if not one.undone}
    assert set(done) <= standing
    assert not set(undone) & standing
