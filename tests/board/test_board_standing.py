"""How a course stands: where it is, days left, verdict, urgency; and the order of the board."""

import datetime as dt

import pytest
from boards import DAY_1, GOOD, LOW, USUAL, board, on, reviewed

from regimen.board.rows import Source, Unreadable, by_urgency, judged
from regimen.board.standing import Standing, Urgency, standing
from regimen.errors import RegimenError

SAMPLES = dict.fromkeys((*USUAL, 45), LOW)
DONE = {**SAMPLES, 36: GOOD, 43: GOOD}
MARROW = f"  marrow: [{{date: {on(40)}, adequate: yes, blasts: 2}}]"


def test_a_row_says_where_the_course_is() -> None:
    """Day 1, study day, days left, verdict, letter and the last sample."""
    row = board(22, counts=SAMPLES)
    assert (row.id, row.protocol, row.version, row.level) == ("T-07", "nct01681537", "2", "d10-50")
    assert (row.reference, row.actual, row.day, row.today) == (DAY_1, True, 22, on(22))
    assert (row.last_day, row.closes, row.days_left) == (45, dt.date(2027, 1, 14), 23)
    assert (row.state, row.letter, row.counts.day) == ("pending", "P", 22)


def test_days_count_from_the_first_dose_given() -> None:
    """LEN begun two days late moves Day 45 and everything due with it; until then the planned date holds."""
    late = board(9, len_days=range(3, 13), mec_days=range(6, 11))
    assert (late.reference, late.closes, late.day) == (on(3), dt.date(2027, 1, 16), 7)
    before = board(-3)
    assert (before.actual, before.day, before.days_left, before.urgency) == (False, -3, 47, Urgency.SOON)


def test_a_protocol_without_a_window_has_no_days_left() -> None:
    """MEC alone has no count-recovery rule: no verdict, no last day."""
    row = board(3, protocol="mec-6-80-1000", len_days=(), mec_days=range(1, 4), counts={1: GOOD})
    assert (row.last_day, row.days_left, row.verdict, row.state, row.letter) == (None, None, None, None, None)


@pytest.mark.parametrize(
    ("day", "course", "urgency"),
    [
        (12, {"more": f"  death: {{date: {on(12)}, attribution: unknown}}"}, Urgency.SETTLE),
        (12, {"counts": {}}, Urgency.OVERDUE),
        (12, {"until": 11}, Urgency.TODAY),
        (38, {}, Urgency.SOON),
        (39, {}, Urgency.CLOSING),
        (45, {"counts": SAMPLES}, Urgency.CLOSING),
        (45, {}, Urgency.CLOSING),
        (23, {"mec_days": range(6, 11)}, Urgency.OPEN),
        (47, {"counts": SAMPLES}, Urgency.WAITING),
        (60, {"counts": DONE, "more": MARROW}, Urgency.OVER),
    ],
    ids=[
        "a death without a cause", "no counts at all", "today's counts", "seven days left", "six days left",
        "the last day, sample taken", "the last day, sample of Day 43", "a deviation", "a marrow is awaited", "over",
    ],
)  # fmt: skip
def test_urgency(day, course, urgency) -> None:
    """The first reason that holds, in the order of the board."""
    assert board(day, **course).urgency is urgency


def test_the_board_is_sorted_by_urgency_then_days_left_then_id() -> None:
    """Unreadable courses stand on top; of equal urgency the window that closes first; then ids."""
    first, second = board(23), board(16)
    rows = [
        first._replace(id="B"), first._replace(id="A"), second._replace(id="C"),
        second._replace(id="0", urgency=Urgency.WAITING),
        first._replace(id="past", days_left=-3), first._replace(id="none", days_left=None),
        board(12, counts={})._replace(id="late"), Unreadable("torn", ()),
    ]  # fmt: skip
    assert [row.id for row in by_urgency(rows)] == ["torn", "late", "A", "B", "C", "none", "past", "0"]


def test_hidden_thresholds_decide_nothing() -> None:
    """With assumptions hidden the verdict is indeterminate for lack of a threshold, and the window still closes."""
    row = standing("T-07", reviewed(42), hide=True)
    assert (row.state, row.verdict.rule, row.urgency) == ("indeterminate", "no-threshold", Urgency.CLOSING)


def test_a_course_that_cannot_be_read_is_a_row() -> None:
    """Whatever is wrong with one course stands in its row and stops nothing."""

    def torn() -> object:
        raise RegimenError("the page is torn", hint="look for a copy")

    row = judged(Source("T-09", torn), on(9), standing)
    assert isinstance(row, Unreadable)
    assert [(one.code, one.severity, one.subject) for one in row.findings] == [("unreadable-course", "error", "T-09")]
    made = reviewed(9)
    read = judged(Source("x.yaml", lambda: (made.plan.course, made.plan.resolved.protocol, made.find)), on(9), standing)
    assert isinstance(read, Standing)
    assert read.id == "T-07"
