"""Cohorts on the calendar: bars with dates, the rest of the trial laid out, drawn in plain lines."""

import datetime as dt

import pytest
from cohort_courses import recorded
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date

from regimen.dates import parse_date
from regimen.escalation.designs.registry import design_of
from regimen.escalation.timing.gantt import Bar, Gantt, Lane, gantt
from regimen.escalation.timing.meeting import Asked, Meeting, meeting
from regimen.printouts.gantt import GUTTER, LEGEND, OPEN, OVER, TO_COME, TODAY, WAITED, gantt_lines


def held(as_of: str) -> Meeting:
    """The meeting about the recorded folder."""
    date = parse_date(as_of)
    return meeting(recorded(date), date, Asked((design_of("no-deescalation"),)))


def test_bars_hold_the_dates_of_the_record() -> None:
    """Day 1, last day of the window, the day on which the verdict was known."""
    made = gantt(held("2027-03-01"))
    assert [(lane.number, lane.level, len(lane.bars)) for lane in made.lanes] == [(1, "d10-5", 3), (2, "d10-10", 3)]
    assert made.lanes[0].bars[1] == Bar("T-02", Date(2026, 12, 8), Date(2027, 1, 21), Date(2027, 1, 5), "N", False)
    assert made.lanes[1].bars[2] == Bar("T-06", Date(2027, 2, 10), Date(2027, 3, 26), None, "P", False)
    assert (made.first, made.last, made.ends) == (Date(2026, 12, 1), Date(2027, 3, 27), None)
    assert (made.lanes[1].start, made.lanes[1].closes) == (Date(2027, 1, 28), Date(2027, 3, 26))


def test_the_rest_is_laid_out_as_if_nobody_had_a_dlt() -> None:
    """Who is lacking joins the cohort in force; then three a level, 14 days apart, each level after the last."""
    made = gantt(held("2027-02-05"), rest=True)
    assert [(lane.number, [bar.to_come for bar in lane.bars]) for lane in made.lanes] == [
        (1, [False] * 3), (2, [False, False, True]), (3, [True] * 3), (4, [True] * 3),
    ]  # fmt: skip
    later = made.lanes[2:]
    assert all(one.start > before.closes for before, one in zip(made.lanes[1:], later, strict=False))
    assert [(b.start - a.start).days for lane in later for a, b in zip(lane.bars, lane.bars[1:], strict=False)] == [
        14, 14, 14, 14,
    ]  # fmt: skip
    assert {(bar.closes - bar.start).days for lane in made.lanes for bar in lane.bars} == {44}
    assert made.ends is not None
    assert (made.ends.date - made.lanes[-1].closes).days == 1
    assert (made.ends.decision.level, made.ends.lacking) == (4, 7)


def test_a_trial_that_has_stopped_has_no_rest() -> None:
    """No subject is laid out behind the last decision."""
    two = [one for one in recorded(parse_date("2027-05-01")) if one.id == "T-06"]
    members = [two[0]._replace(id=name, subject=name) for name in ("T-08", "T-09", "T-10")]
    date = parse_date("2027-05-01")
    made = gantt(meeting(members, date, Asked((design_of("no-deescalation"),))), rest=True)
    assert len(made.lanes) == 1
    assert made.ends is not None
    assert (str(made.ends.date), made.ends.lacking) == ("2027-03-28", 0)


def test_a_row_tells_each_day_by_a_sign() -> None:
    """Waited for, open, known, today; meaning never by colour."""
    lines = {line[:GUTTER].strip(): line[GUTTER:] for line in gantt_lines(gantt(held("2027-01-10")))}
    assert lines["T-01"] == WAITED * 35 + "N" + OVER * 9
    assert lines["next cohort"].startswith(" " * 40 + TODAY)
    assert lines["T-03"] == " " * 14 + WAITED * 27 + OPEN * 18
    assert lines["next cohort"].endswith("↑")
    assert all(sign in " ".join(LEGEND) for sign in (WAITED, OPEN, OVER, TO_COME, TODAY))


DAYS = st.integers(0, 400)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2095, 1, 1)),
    st.lists(st.tuples(DAYS, st.none() | st.integers(0, 60)), min_size=1, max_size=6),
    DAYS,
    st.integers(60, 160),
)
def test_any_calendar_fits_its_width_and_shows_every_subject(first, subjects, today, width) -> None:
    """Also over leap days and years: no line is wider, each verdict has its letter, months stand where they begin."""
    begin = Date(first.year, first.month, first.day)
    bars = []
    for number, (start, known) in enumerate(sorted(subjects, key=lambda one: one[0])):
        day1 = begin.add(days=start)
        done = None if known is None else day1.add(days=known)
        bars.append(Bar(f"S{number}", day1, day1.add(days=44), done, "P" if done is None else "T", to_come=False))
    made = Gantt(begin.add(days=today), (Lane("x", 1, tuple(bars)),), None, None)
    lines = gantt_lines(made, width)
    assert max(map(len, lines[: len(bars) + 2])) <= width
    rows = lines[2 : 2 + len(bars)]
    assert [row[:GUTTER].strip() for row in rows] == [bar.subject for bar in bars]
    assert [row[GUTTER:].count("T") for row in rows] == [int(bar.done is not None) for bar in bars]


@pytest.mark.parametrize("as_of", ["2027-03-14", "2027-03-28", "2027-10-31", "2028-02-29"])
def test_no_day_is_lost_or_doubled_where_clocks_or_calendars_jump(as_of: str) -> None:
    """Nights of 23 and 25 hours, and a leap day: a column a day, today in its own."""
    made = gantt(held("2026-12-31"))._replace(today=parse_date(as_of))
    (row,) = [line for line in gantt_lines(made, 1_000) if line.startswith("  T-01")]
    assert row.index(TODAY) - GUTTER == (parse_date(as_of) - Date(2026, 12, 1)).days
