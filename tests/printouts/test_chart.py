"""The chart of counts in characters: where things stand, what they are, and that it fits."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regimen.course import Course
from regimen.flowsheet.sheet import Flowsheet, flowsheet
from regimen.printouts.chart import Chart, drawn
from regimen.printouts.strips import SIGNS
from regimen.protocol.shelf import load
from regimen.record.model import Record
from regimen.review import review

HOME = load()
DAY_ONE = dt.date(2026, 12, 1)


def on(day: int) -> str:
    """The date of a study day."""
    return str(DAY_ONE + dt.timedelta(days=day - 1 if day > 0 else day))


def sheet(*samples: tuple[int, str | None, str | None], as_of: int = 60, hide: bool = False, **sections) -> Flowsheet:
    """The flowsheet of samples as (day, ANC, platelets), treatment as planned."""
    given_doses = [{"date": on(day), "agent": "LEN"} for day in range(1, 11)]
    given_doses += [{"date": on(day), "agent": "mitoxantrone"} for day in range(4, 9)]
    counts = [
        {"date": on(day)}
        | ({"anc": f"{anc} 10^9/L"} if anc else {})
        | ({"platelets": f"{platelets} 10^9/L"} if platelets else {})
        for day, anc, platelets in samples
    ]
    record = Record.model_validate({"administrations": given_doses, "counts": counts} | sections)
    course = Course(reference_date=on(1), record=record)  # type: ignore[arg-type]
    return flowsheet(review(course, HOME, lambda _: HOME, dt.date.fromisoformat(on(as_of))), hide=hide)


def rows_of(chart: Chart, part: str, signs: str) -> list[int]:
    """Rows on which signs of a series stand, left to right."""
    cells = [(column, row) for row, line in enumerate(chart.lines) for column, cell in enumerate(line)
             if cell.part == part and cell.sign in signs]  # fmt: skip
    return [row for _, row in sorted(cells)]


def threshold_row(chart: Chart, label: str) -> int:
    """The row of a threshold."""
    return next(row for row, line in enumerate(chart.lines) if label in "".join(cell.sign for cell in line))


@pytest.mark.parametrize("height", [18, 24, 40])
@pytest.mark.parametrize(
    ("anc", "below"),
    [("0.49", True), ("0.5", False), ("0.51", False), ("0.1", True), ("<0.5", True), ("3", False), ("0", True)],
)
def test_a_low_sample_stands_below_its_threshold(anc, below, height) -> None:
    """However few the rows, rounding never lifts a low sample onto the line, nor sinks a good one under it."""
    chart = Chart(sheet((20, anc, "60")), 80, height)
    (row,) = rows_of(chart, "anc", "".join(SIGNS["anc"]))
    assert (row > threshold_row(chart, "ANC 0.5†")) is below


def test_values_below_a_limit_are_open_signs() -> None:
    """`<0.1` is drawn open and explained; a chart without one does not explain it."""
    text = "\n".join(drawn(sheet((15, "<0.1", "9"), (22, "0.2", "<5")), 80, 24))
    assert all(sign in text for sign in "●○▲△")
    assert "○ △ known only to be below" in text
    assert "known only" not in "\n".join(drawn(sheet((15, "0.1", "9")), 80, 24))


def test_white_cells_stand_for_a_missing_differential() -> None:
    """WBC below the threshold is drawn as an ANC known only to be below."""
    held = {"counts": [{"date": on(20), "wbc": "0.3 10^9/L", "platelets": "9 10^9/L"}]}
    chart = Chart(sheet(**held), 80, 24)
    assert len(rows_of(chart, "anc", SIGNS["anc"][1])) == 1


def test_zero_has_a_row_of_its_own_under_the_log_axis() -> None:
    """A log axis has no zero, so zero stands below it, labelled; without one there is no such row."""
    lines = drawn(sheet((15, "0.0", "9"), (22, "0.1", "9")), 80, 24)
    assert [line.strip()[:2] for line in lines if "●" in line and "ANC" not in line] == ["0.", "0┤"]
    assert not any(line.strip().startswith("0┤") for line in drawn(sheet((22, "0.1", "9")), 80, 24))


def test_hidden_thresholds_are_not_drawn() -> None:
    """With assumptions hidden there is neither line, label nor mark of a threshold."""
    text = "\n".join(drawn(sheet((15, "0.1", "9"), hide=True), 80, 24))
    assert not any(sign in text for sign in ("┄", "†", "0.5", "PLT 20"))


def test_the_window_closes_with_its_last_day() -> None:
    """The rule spans Day 1 to Day 45, and a sample of Day 45 stands left of the line or on it, one of Day 46 right."""
    chart = Chart(sheet((45, "0.1", "9"), (46, "0.1", "9")), 120, 30)
    closes = chart.lines[0].index(next(cell for cell in chart.lines[0] if cell.sign == "┤"))
    line = next(line for line in chart.lines if any(cell.sign == "●" for cell in line))
    found = [column for column, cell in enumerate(line) if cell.sign == "●"]
    assert found[0] <= closes < found[1]
    assert chart.days.day_at(closes) == 44
    assert (closes in chart.window, closes + 1 in chart.window) == (True, False)


def test_strips_show_support_and_doses() -> None:
    """Transfusions, growth factor, marrows and dosing days stand under their days, those given in part too."""
    held = {
        "transfusions": [{"date": on(15), "product": "platelets"}, {"date": on(15), "product": "red-cells"}],
        "growth_factor": [{"date": on(20)}],
        "marrow": [{"date": on(40), "adequate": "no"}, {"date": on(43), "adequate": "yes", "blasts": "3"}],
    }
    lines = {line[:10].strip(): line for line in drawn(sheet((15, "0.1", "9"), **held), 80, 30)}
    chart = Chart(sheet((15, "0.1", "9"), **held), 80, 30)
    day = {number: chart.days.middle(number - 1) for number in (1, 4, 15, 20, 40, 43)}
    assert lines["PLT given"].index("P", 11) == lines["RBC given"].index("R", 11) == day[15]
    assert lines["GF given"].index("G", 11) == day[20]
    assert (lines["marrow"].index("◇"), lines["marrow"].index("◆")) == (day[40], day[43])
    assert (lines["LEN"][day[1]], lines["MEC"][day[4]]) == ("■", "▪")


def test_the_day_of_the_judgement_is_pointed_at() -> None:
    """An arrow stands on the axis while the day lies on the chart."""
    assert "↑ as of Day 30" in "\n".join(drawn(sheet((15, "0.1", "9"), as_of=30), 80, 24))
    assert "↑" not in "\n".join(drawn(sheet((15, "0.1", "9"), as_of=200), 80, 24))


@pytest.mark.parametrize(
    "samples",
    [(), ((20, "0.4", "12"),), ((20, None, "12"),), ((-60, "1.2", "90"), (1, "1", "80")),
     tuple((day, "0.3", "40") for day in range(1, 201))],
    ids=["no samples", "one sample", "platelets alone", "long before Day 1", "200 samples"],
)  # fmt: skip
@pytest.mark.parametrize(("width", "height"), [(40, 12), (80, 24), (120, 40)])
def test_it_fits(samples, width, height) -> None:
    """Whatever is recorded, the chart keeps to its width and draws every day on it."""
    made = sheet(*samples, as_of=210)
    chart = Chart(made, width, height)
    assert {len(line) for line in chart.lines} == {width}
    assert len(chart.lines) >= min(height, 12)
    offset = made.numbering.offset
    assert all(11 <= chart.days.middle(offset(one.day)) < width for one in made.columns)


@given(
    values=st.dictionaries(
        st.integers(-20, 80).filter(bool), st.decimals(min_value=0, max_value=900, places=2), min_size=1, max_size=30
    ),
    width=st.integers(40, 160),
    height=st.integers(10, 50),
)
@settings(max_examples=25)
def test_every_sample_is_on_the_side_of_its_threshold(values: dict[int, Decimal], width: int, height: int) -> None:
    """For any values and any size, every sample of a column of its own is drawn on its side of the line."""
    made = sheet(*((day, None, str(value)) for day, value in sorted(values.items())), as_of=90)
    chart = Chart(made, width, height)
    line, offset = threshold_row(chart, "PLT 20†"), made.numbering.offset
    columns = [chart.days.middle(offset(day)) for day in values]
    for (day, value), column in zip(values.items(), columns, strict=True):
        signs = [row for row, cells in enumerate(chart.lines) if cells[column].sign == "▲" and row <= chart.plot]
        if columns.count(column) == 1:
            assert [row > line for row in signs] == [value < 20], day
