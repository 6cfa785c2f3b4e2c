"""The chart of counts as a drawing: where samples stand beside thresholds and window, and that all of it is there."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewed import COURSES, judged
from test_chart import sheet

from regimen.counts.count import Count
from regimen.flowsheet.sheet import Flowsheet, flowsheet
from regimen.printouts.axes import charted
from regimen.printouts.drawing import SIGN, Area, Drawing, Fill, Label, Pen, Shape, Sign, Stroke
from regimen.printouts.formats.svg import svg
from regimen.printouts.plot import LEFT, PENS, RIGHT, TOP, Plot, plotted
from regimen.printouts.strips import SIGNS

VALUES = st.decimals("0.01", "900", places=2)
BUSY = flowsheet(judged(COURSES / "busy.yaml"))


def shapes(drawing: Drawing, kind: type[Shape]) -> list:
    """The shapes of one kind."""
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def edges(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape; of a text where it is held."""
    match shape:
        case Stroke(points):
            xs, ys = zip(*points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Area(left, top, right, bottom):
            return left, top, right, bottom
        case Sign((x, y)):
            return x - SIGN, y - SIGN, x + SIGN, y + SIGN
        case Label((x, y)):
            return x, y - 6, x, y


@pytest.mark.parametrize("name", SIGNS)
@given(share=st.one_of(st.just(Decimal(1)), st.decimals("0.9", "1.1", places=3), VALUES), limit=st.booleans())
@settings(max_examples=80)
def test_a_sample_stands_on_its_side_of_the_threshold(name: str, share: Decimal, limit: bool) -> None:
    """A low sample lies wholly below the line, a good one on it or above, however near to it."""
    plot = Plot(BUSY)
    bound = plot.counts.thresholds[name][1]
    count = Count(bound * share, below=limit)
    line, place, under = plot.height(bound), plot.place(count, name), count.under(bound)
    if under:
        assert place - SIGN > line
    elif under is False:
        assert place <= line


@given(smaller=VALUES, larger=VALUES)
@settings(max_examples=40)
def test_a_larger_count_never_stands_lower(smaller: Decimal, larger: Decimal) -> None:
    """Keeping low samples clear of the line changes no order among them."""
    low, high = map(Count, sorted((smaller, larger)))
    assert all(Plot(BUSY).place(low, name) >= Plot(BUSY).place(high, name) for name in SIGNS)


@given(days=st.lists(st.integers(-10, 60).filter(bool), min_size=1, max_size=6, unique=True))
@settings(max_examples=20, deadline=None)
def test_samples_of_the_window_lie_inside_it(days: list[int]) -> None:
    """Whatever the days of the samples, those from Day 1 to Day 45 lie in the shaded area, and no other does."""
    found = sheet(*((day, "0.1", "9") for day in sorted(days)))
    window = shapes(plotted(found), Area)[0]
    plot = Plot(found)
    inside = {day: window.left < plot.middle(day) < window.right for day in days}
    assert inside == {day: 1 <= day <= 45 for day in days}


def test_the_line_of_day_45_parts_it_from_day_46() -> None:
    """A sign of Day 45 stands wholly before the line, one of Day 46 behind it, and the 45 of the axis is strong."""
    found = sheet((45, "0.1", "9"), (46, "0.1", "9"))
    drawing, plot = plotted(found), Plot(found)
    bold = [one.points for one in shapes(drawing, Stroke) if one.pen is Pen.BOLD]
    (closes,) = [first[0] for first, last in bold if first[0] == last[0] and first[1] < TOP]
    assert plot.middle(45) + SIGN < closes < plot.middle(46) - SIGN
    assert [label.text for label in shapes(drawing, Label) if label.strong and label.text.isdigit()] == ["45"]


def test_every_sample_has_its_sign() -> None:
    """As many filled and open signs on the plot as values measured and values below a limit; the rest is the key."""
    drawing, plot = plotted(BUSY), Plot(BUSY)
    for name, (full, hollow) in SIGNS.items():
        counts = [count for one in BUSY.columns if (count := charted(one, name))]
        drawn = [one.sign for one in shapes(drawing, Sign) if one.sign in (full, hollow) and one.middle[1] < plot.axis]
        assert drawn == [hollow if count.below else full for count in counts]
    assert [one.sign for one in shapes(drawing, Sign)].count("○") == 5


def test_the_two_counts_differ_without_colour() -> None:
    """Sign, weight of the line and name tell ANC and platelets apart; thresholds are dashed and labelled."""
    drawing = plotted(BUSY)
    assert len(set(PENS.values())) == len(PENS)
    assert len({sign for signs in SIGNS.values() for sign in signs}) == 4
    texts = [label.text for label in shapes(drawing, Label)]
    assert {"ANC", "platelets", "ANC 0.5†", "PLT 20†", "window: Day 1 to Day 45"} <= {*texts}
    dashed = [one for one in shapes(drawing, Stroke) if one.pen is Pen.DASHED]
    assert [one.points[0][0] for one in dashed[:2]] == [LEFT, LEFT]


def test_support_and_doses_stand_under_their_days() -> None:
    """Transfusions and growth factor as letters, doses as bars, half filled where a drug was not given."""
    drawing, plot = plotted(BUSY), Plot(BUSY)
    under = {label.text: [] for label in shapes(drawing, Label) if label.text in ("P", "R", "G")}
    for label in shapes(drawing, Label):
        if label.text in under and label.at[0] > LEFT and label.anchor == "middle" and label.at[1] < plot.axis + 55:
            under[label.text].append(label.at[0])
    assert under["P"] == [plot.middle(day) for day in (12, 15, 17, 21, 23, 26)]
    assert under["R"] == [plot.middle(day) for day in (6, 12, 21)]
    assert under["G"] == [plot.middle(day) for day in range(20, 26)]
    bars = [one for one in shapes(drawing, Area)[1:] if one.right - one.left > 2 * SIGN or one.left > LEFT]
    halves = [one for one in bars if one.fill is Fill.DARK and one.bottom - one.top < 1.5 * SIGN]
    assert any(one.left < plot.middle(6) < one.right for one in halves)


@pytest.mark.parametrize(
    "found",
    [BUSY, sheet((20, "0.1", "9")), sheet((-40, "0.1", "9"), (120, "0.001", "2000")), sheet(as_of=3)],
    ids=["busy", "one-sample", "far-out", "none"],
)
def test_nothing_leaves_the_drawing(found: Flowsheet) -> None:
    """Every shape lies on the ground, and every sample between the edges of the plot."""
    drawing, plot = plotted(found), Plot(found)
    for shape in drawing.shapes:
        left, top, right, bottom = edges(shape)
        assert (left >= 0, top >= 0, right <= drawing.width, bottom <= drawing.height) == (True,) * 4, shape
    points = [at for name in SIGNS for at, _ in plot.points(name)]
    assert all(LEFT < x < RIGHT and TOP <= y <= plot.axis for x, y in points)


def test_zero_stands_below_the_log_axis() -> None:
    """A log axis has no zero: it has a place of its own, below the smallest value, with its label."""
    plot = Plot(BUSY)
    assert plot.place(Count(Decimal(0)), "anc") > plot.height(plot.counts.low)
    assert "0" in [label.text for label in shapes(plotted(BUSY), Label)]


def test_texts_of_a_drawing_are_no_markup() -> None:
    """A label is text in the picture, whatever it says, and the picture is one line that names no other file."""
    made = svg(Drawing(10, 10, (Label((1, 1), "<b>&\"'"),)))
    assert "&lt;b&gt;&amp;&quot;&#x27;" in made
    assert "\n" not in made
    assert "href" not in made
