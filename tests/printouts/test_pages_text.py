"""Sheets as plain text and Markdown: golden pages, widths, marks, texts that stay texts, safe figures throughout."""

from functools import cache

import pytest
from listing import laid
from pages import HOSTILE, PLANNED, SHEETS, golden, hostile, lint_view, masked, sheet, written

from regimen.lint import figures, names
from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN
from regimen.printouts.formats.text import text_of
from regimen.printouts.markdown import escaped
from regimen.protocol.shelf import load

SUFFIXES = {"text": "txt", "markdown": "md"}
RULES = (
    figures.trailing_zero,
    figures.naked_point,
    figures.decimal_comma,
    figures.no_thousands_comma,
    figures.unit_touching,
    names.error_prone_abbreviation,
)


@cache
def library_text(name: str, kind: str) -> str:
    """A sheet of a bundled protocol as text."""
    return written(sheet(kind, laid(load(name))), "text")


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("kind", PLANNED)
def test_golden(kind: str, form: str) -> None:
    """The home case is exactly as in tests/golden/pages."""
    assert masked(written(sheet(kind), form)) == golden(f"{kind}.{SUFFIXES[form]}")


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("kind", [*PLANNED, "hostile"])
def test_the_notice_stands_at_top_and_bottom(kind: str, form: str) -> None:
    """First and last line carry the notice, SPECIMEN stands below the first."""
    lines = written(hostile() if kind == "hostile" else sheet(kind), form).splitlines()
    assert NOTICE in lines[0]
    assert NOTICE in lines[-1]
    assert any(SPECIMEN in line for line in lines[1:3])


@pytest.mark.parametrize(("name", "kind"), SHEETS)
def test_no_line_of_text_is_wider_than_100_columns(name: str, kind: str) -> None:
    """Every bundled protocol fits 100 columns."""
    assert max(map(len, library_text(name, kind).splitlines())) <= 100


@pytest.mark.parametrize("width", [60, 78, 100])
@pytest.mark.parametrize("kind", PLANNED)
def test_text_folds_to_the_width_asked_for(kind: str, width: int) -> None:
    """A narrower sheet has the same signs in the same order, and no line is wider."""
    text = text_of(sheet(kind), width)
    assert max(map(len, text.splitlines())) <= width
    assert "".join(text.split()) == "".join(written(sheet(kind), "text").split())


def test_texts_come_out_as_they_are_in_text() -> None:
    """Nothing in a text is taken for anything else."""
    letters = "".join(written(hostile(), "text").split())
    assert ["".join(text.split()) in letters for text in HOSTILE] == [True] * len(HOSTILE)


def test_texts_come_out_as_they_are_in_markdown() -> None:
    """Every sign that Markdown would read is escaped, so a text is shown as it was written."""
    page = written(hostile(), "markdown")
    assert [escaped(text) in page for text in HOSTILE] == [True] * len(HOSTILE)
    assert "<script" not in page.replace(r"\<", "")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    bars = [row.replace(r"\|", "").count("|") for row in rows]
    assert set(bars) == {4, 8}


@pytest.mark.parametrize(("name", "kind"), SHEETS)
def test_figures_and_words_on_paper_are_safe(name: str, kind: str) -> None:
    """No printed line holds a figure or an abbreviation known to be misread (ISMP), by the linter's own rules."""
    view = lint_view(library_text(name, kind))
    assert [hit.message for rule in RULES for hit in rule(view)] == []


@pytest.mark.parametrize("kind", PLANNED)
def test_a_form_can_be_filled_in_as_text(kind: str) -> None:
    """Room to write is a line of underscores beside the name of its column, group and all."""
    assert "C: ________; ________" in written(hostile(), "text")
