"""Tables and drawings on a sheet, and plan beside actual as a table."""

import datetime as dt

import pytest
from listing import DAY_ONE, fixture

from regimen.course import Course
from regimen.printouts.abreast import abreast_table, lines_known
from regimen.printouts.sheet import Block, Entry, Sheet, Table, aligned, as_markdown, as_text
from regimen.record.model import Record
from regimen.review import Review, review

TABLE = Table(("Day", "State"), (("1", "given"), ("10", "differs: deferred-series, dose-differs")), frozenset({1}))


def reviewed(name: str, as_of: str, **record: object) -> Review:
    """A fixture regimen with a record, as of a date."""
    protocol = fixture(name)
    course = Course(protocol=protocol.id, reference_date=DAY_ONE, record=Record.model_validate(record))  # type: ignore[arg-type]
    return review(course, protocol, lambda _: protocol, dt.date.fromisoformat(as_of))


def test_figures_stand_right_and_words_left() -> None:
    """Columns line up, whatever their cells are; nothing hangs behind a line."""
    assert aligned(TABLE) == ["Day  State", "  1  given", " 10  differs: deferred-series, dose-differs"]
    assert aligned(Table(("Day",), ())) == []


def test_the_last_cell_is_folded_where_it_does_not_fit() -> None:
    """A long cell goes on under itself, so no row is lost or too wide."""
    assert aligned(TABLE, 30)[2:] == [" 10  differs: deferred-series,", "     dose-differs"]


def test_a_block_holds_table_drawing_and_lines_in_this_order() -> None:
    """Both forms show all three; a drawing is not escaped and a cell is."""
    sheet = Sheet("T", (), (Block("B", (Entry("a line"),), Table(("a|b",), (("x*",),)), ("┌─┐ *",)),))
    text, markdown = as_text(sheet), as_markdown(sheet)
    assert [text.index(part) for part in ("a|b", "x*", "┌─┐ *", "  a line")] == sorted(
        text.index(part) for part in ("a|b", "x*", "┌─┐ *", "  a line")
    )
    assert "| a\\|b |\n| ---: |\n| x\\* |\n```text\n┌─┐ *\n```\n\n- a line" in markdown


def test_equal_days_are_drawn_together_and_several_doses_counted() -> None:
    """Cyclophosphamide twice a day for three days is one row of `×2`; the day they were given on breaks the run."""
    given = [{"date": "2026-12-02", "agent": "cyclophosphamide", "time": time} for time in ("08:00", "20:00")]
    rows = {}
    for name, record in (("nothing", {}), ("Day 2", {"administrations": given})):
        made = reviewed("hypercvad", "2026-11-30" if name == "nothing" else "2026-12-03", **record)
        table = abreast_table(lines_known(made), made.numbering)
        rows[name] = [(row[0], row[3], row[4]) for row in table.rows if row[2] == "cyclophosphamide"][:3]
    assert rows["nothing"][0] == ("1 to 3", "300 mg/m² ×2", "–")
    assert ("1", "300 mg/m² ×2", "amount not recorded, amount not recorded") in rows["Day 2"]


@pytest.mark.parametrize(("as_of", "words"), [("2026-12-02", "–"), ("2026-12-03", "50 mg")])
def test_what_is_given_later_is_not_known_yet(as_of, words) -> None:
    """A dose of Day 3 is on the table from Day 3 on."""
    given = [{"date": day, "agent": "venetoclax", "amount": "50 mg"} for day in ("2026-12-01", "2026-12-03")]
    made = reviewed("azacitidine-venetoclax", as_of, administrations=given)
    found = {line.day: line for line in lines_known(made) if line.agent == "venetoclax"}
    rows = abreast_table([found[3]], made.numbering).rows
    assert rows[0][4] == words
