"""Study days, their numbering, and sets of them as protocols write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.days import DAY_ONE, DAY_ZERO, MAX_DAY, DayNumbering, DaySet
from regimen.errors import RegimenError, ValueSyntaxError

NUMBERINGS = st.sampled_from([DAY_ONE, DAY_ZERO])
OFFSETS = st.integers(-MAX_DAY + 1, MAX_DAY - 1)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("1", (1,), id="one-day"),
        pytest.param("-3", (-3,), id="one-day-before"),
        pytest.param("1-10", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10), id="range"),
        pytest.param("4-8", (4, 5, 6, 7, 8), id="mec"),
        pytest.param("1,8,15", (1, 8, 15), id="list"),
        pytest.param("-7--1", (-7, -6, -5, -4, -3, -2, -1), id="negative-range"),
        pytest.param("1-5,8-12", (1, 2, 3, 4, 5, 8, 9, 10, 11, 12), id="two-ranges"),
        pytest.param("1-21/2", (1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21), id="step"),
        pytest.param("1-20/7", (1, 8, 15), id="step-that-misses-the-end"),
        pytest.param("1-1", (1,), id="range-of-one"),
        pytest.param("8,1,1-3", (1, 2, 3, 8), id="unordered-and-overlapping"),
        pytest.param(" 1 , 8-9 ", (1, 8, 9), id="spaces"),
        pytest.param("007", (7,), id="leading-zeros"),
    ],
)
def test_every_written_form_is_read(text, days) -> None:
    """Each form of a day set holds exactly the days a reader would count, ascending and once."""
    assert DaySet.parse(text).days() == days


@pytest.mark.parametrize(
    ("text", "numbering", "days"),
    [
        pytest.param("-2-2", DAY_ONE, (-2, -1, 1, 2), id="no-day-zero"),
        pytest.param("-2-2", DAY_ZERO, (-2, -1, 0, 1, 2), id="day-zero"),
        pytest.param("-3-3/2", DAY_ONE, (-3, -1, 2), id="step-no-day-zero"),
        pytest.param("-3-3/2", DAY_ZERO, (-3, -1, 1, 3), id="step-day-zero"),
        pytest.param("0-2", DAY_ZERO, (0, 1, 2), id="from-day-zero"),
        pytest.param("-6-0", DAY_ZERO, (-6, -5, -4, -3, -2, -1, 0), id="conditioning"),
    ],
)
def test_range_across_zero_depends_on_the_numbering(text, numbering, days) -> None:
    """A range across zero counts elapsed days, so it skips Day 0 where there is none."""
    assert DaySet.parse(text).days(numbering) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", ["cannot read '' at column 1", "allowed: days, ranges"], id="empty"),
        pytest.param("1,,3", ["cannot read '' at column 3"], id="empty-term"),
        pytest.param("1,8,", ["cannot read '' at column 5"], id="trailing-comma"),
        pytest.param("1,8,x", ["cannot read 'x' at column 5"], id="letter"),
        pytest.param("1,  y", ["cannot read 'y' at column 5"], id="column-after-spaces"),
        pytest.param("1-10/0", ["step 0 at column 1", "allowed: 1 or more"], id="step-zero"),
        pytest.param("1-10/-2", ["cannot read '1-10/-2' at column 1"], id="step-negative"),
        pytest.param("1/2", ["cannot read '1/2' at column 1"], id="step-without-range"),
        pytest.param("5-4", ["the range 5-4 at column 1 runs backwards", "write 4-5"], id="reversed-by-one"),
        pytest.param("8-4", ["the range 8-4 at column 1 runs backwards", "write 4-8"], id="reversed"),
        pytest.param("1,-1--7", ["the range -1--7 at column 3 runs backwards", "write -7--1"], id="reversed-negative"),
        pytest.param("9-1/2", ["write 1-9/2"], id="reversed-step"),
        pytest.param("1,3661", ["day 3661 at column 3 is too far", "-3660 to 3660"], id="too-far"),
        pytest.param("-3661-1", ["day -3661 at column 1 is too far"], id="too-far-before"),
        pytest.param("1-9999999", ["cannot read '1-9999999' at column 1"], id="too-many-digits"),
        pytest.param("1.5", ["cannot read '1.5' at column 1"], id="fraction"),
        pytest.param("+1", ["cannot read '+1' at column 1"], id="plus"),
        pytest.param("١", ["cannot read '١' at column 1"], id="other-digits"),
        pytest.param("1 - 3", ["cannot read '1 - 3' at column 1"], id="spaces-inside"),
        pytest.param("d1", ["cannot read 'd1' at column 1"], id="prefix"),
    ],
)
def test_unreadable_set_names_the_column(text, words) -> None:
    """What cannot be read is refused with the part, its column, and what to write instead."""
    with pytest.raises(ValueSyntaxError) as caught:
        DaySet.parse(text)
    assert [word for word in words if word not in caught.value.message] == []


def test_endless_text_is_clipped_in_the_message() -> None:
    """A day set of a million characters is refused in a message a person can read."""
    with pytest.raises(ValueSyntaxError) as caught:
        DaySet.parse("x" * 1_000_000)
    assert len(caught.value.message) < 250


@pytest.mark.parametrize("text", ["1", "-7--1", "1-5,8-12", "1-21/2", "15,1-3", "-2-2", "1,1"])
def test_text_round_trip(text) -> None:
    """What was written is shown as written, and reads back as the same set."""
    assert str(DaySet.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "numbering", "shortest"),
    [
        pytest.param("1,2,3,4", DAY_ONE, "1-4", id="run"),
        pytest.param("1,8,15", DAY_ONE, "1,8,15", id="weekly-stays-a-list"),
        pytest.param("1,2", DAY_ONE, "1-2", id="neighbours-are-a-range"),
        pytest.param("1-21/1", DAY_ONE, "1-21", id="step-one"),
        pytest.param("3,1,2,2", DAY_ONE, "1-3", id="sorted-once"),
        pytest.param("1,3,5,7,9,11", DAY_ONE, "1-11/2", id="steps"),
        pytest.param("-2,-1,1,2", DAY_ONE, "-2-2", id="across-zero"),
        pytest.param("-2,-1,0,1,2", DAY_ZERO, "-2-2", id="across-day-zero"),
        pytest.param("5-5", DAY_ONE, "5", id="range-of-one"),
    ],
)
def test_shortest_form_is_what_a_protocol_would_write(text, numbering, shortest) -> None:
    """The shortest form of a set is written as people write it."""
    assert str(DaySet.parse(text).shortest(numbering)) == shortest


@given(st.sets(OFFSETS, min_size=1, max_size=40), NUMBERINGS)
def test_shortest_form_keeps_the_days(offsets, numbering) -> None:
    """The shortest form holds the same days, reads back as itself, is a fixed point, and never beats the list."""
    days = [numbering.day(offset) for offset in sorted(offsets)]
    shortest = DaySet.of(days, numbering)
    assert shortest.days(numbering) == tuple(days)
    assert DaySet.parse(str(shortest)) == shortest
    assert shortest.shortest(numbering) == shortest
    assert len(str(shortest)) <= len(",".join(map(str, days)))


@st.composite
def terms(draw) -> tuple[int, int, int]:
    """One written term: first day, last day, step."""
    first, last = sorted((draw(st.integers(-200, 200)), draw(st.integers(-200, 200))))
    return first, last, draw(st.integers(1, 9)) if first != last else 1


@given(st.lists(terms(), min_size=1, max_size=6))
def test_any_set_reads_back_as_itself(some) -> None:
    """parse(str(x)) is x, whatever the terms."""
    days = DaySet(tuple(some))
    assert DaySet.parse(str(days)) == days


def test_empty_set_is_refused() -> None:
    """There is no set without a day."""
    with pytest.raises(RegimenError, match="at least one day"):
        DaySet.of([])


@pytest.mark.parametrize(
    ("numbering", "day", "offset"),
    [
        pytest.param(DAY_ONE, 1, 0, id="day-1-is-the-reference"),
        pytest.param(DAY_ONE, -1, -1, id="day-before-day-1"),
        pytest.param(DAY_ONE, 45, 44, id="day-45-is-44-days-on"),
        pytest.param(DAY_ONE, -28, -28, id="baseline"),
        pytest.param(DAY_ZERO, 0, 0, id="day-0-is-the-reference"),
        pytest.param(DAY_ZERO, -6, -6, id="conditioning"),
        pytest.param(DAY_ZERO, 1, 1, id="day-after-day-0"),
    ],
)
def test_day_and_offset(numbering, day, offset) -> None:
    """A study day lies as many days from the reference day as the calendar says, and back."""
    assert numbering.offset(day) == offset
    assert numbering.day(offset) == day


def test_there_is_no_day_zero_unless_the_protocol_has_one() -> None:
    """Day 0 of a protocol that starts on Day 1 is refused with the way out."""
    with pytest.raises(RegimenError, match=r"no Day 0 here.*Day -1.*write -1 or 1"):
        DAY_ONE.offset(0)


@pytest.mark.parametrize("text", ["0", "0-3", "-3-0", "5,0"])
def test_set_with_day_zero_is_refused_where_there_is_none(text) -> None:
    """A set that names Day 0 is read, but has no days in a protocol without one."""
    with pytest.raises(RegimenError, match="no Day 0 here"):
        DaySet.parse(text).days(DAY_ONE)


@pytest.mark.parametrize("reference", [-1, 2, 45])
def test_only_day_0_or_day_1_can_be_the_reference(reference) -> None:
    """No other reference day exists."""
    with pytest.raises(RegimenError, match="allowed: 0 or 1"):
        DayNumbering(reference)


@pytest.mark.parametrize(
    ("first", "last", "elapsed"),
    [(8, 45, 37), (10, 45, 35), (14, 45, 31), (-1, 1, 1), (1, 45, 44), (45, 8, -37)],
)
def test_elapsed_days_around_day_45(first, last, elapsed) -> None:
    """From the last MEC day to Day 45 are 37 days, from the last LEN day 35 or 31, and Day -1 is the eve of Day 1."""
    assert DAY_ONE.elapsed(first, last) == elapsed


@given(OFFSETS, NUMBERINGS)
def test_day_and_offset_are_inverse(offset, numbering) -> None:
    """No day is lost or doubled between offsets and study days, in either numbering."""
    day = numbering.day(offset)
    assert numbering.offset(day) == offset
    assert numbering.day(offset + 1) > day
    assert numbering is DAY_ZERO or day != 0


@given(OFFSETS, OFFSETS, OFFSETS, NUMBERINGS)
def test_elapsed_is_additive(a, b, c, numbering) -> None:
    """The way over a stop is as long as its two parts, and the way back is its negative."""
    first, stop, last = map(numbering.day, (a, b, c))
    assert numbering.elapsed(first, stop) + numbering.elapsed(stop, last) == numbering.elapsed(first, last)
    assert numbering.elapsed(last, first) == -numbering.elapsed(first, last)
