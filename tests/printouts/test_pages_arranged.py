"""How parts lie on paper: the order of reading stays, sections stand abreast or whole, and nothing is lost alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listing import laid
from pages import PLANNED, POINTS, SHEETS, hostile, printed, sheet
from reviewed import KINDS, recorded

from regimen.nomenclature import NOTICE
from regimen.printouts.document import (
    Document,
    Heading,
    Line,
    Lines,
    Listing,
    Month,
    Orientation,
    PageBreak,
    Part,
    headed,
)
from regimen.printouts.formats.arranged import Pair, Placed, Stack, arranged
from regimen.printouts.formats.typeset import fullest
from regimen.protocol.shelf import load


def flat(placed: Iterable[Placed | Part]) -> Iterator[Part]:
    """Parts in the order in which they are read."""
    for one in placed:
        match one:
            case Pair(left, right):
                yield from (*left, *right)
            case Stack(parts):
                yield from flat(parts)
            case _:
                yield one


def pairs(placed: Iterable[Placed | Part]) -> Iterator[Pair]:
    """Whatever stands side by side."""
    for one in placed:
        if isinstance(one, Pair):
            yield one
        elif isinstance(one, Stack):
            yield from pairs(one.parts)


def of_text(*counts: int, large: bool = False) -> Document:
    """A sheet of sections with so many short lines each."""
    parts = [part for count in counts for part in headed(f"{count} lines", *["short"] * count)]
    return sheet("daylist")._replace(parts=tuple(parts), large=large)


def heads(pair: Pair) -> tuple[str, str]:
    """The headings of both sides."""
    left, right = pair.left[0], pair.right[0]
    assert isinstance(left, Heading)
    assert isinstance(right, Heading)
    return left.text, right.text


@pytest.mark.parametrize(("name", "kind"), SHEETS)
def test_the_order_of_reading_stays(name: str, kind: str) -> None:
    """Of every bundled protocol and kind, the parts come as the document has them, each once."""
    document = sheet(kind, laid(load(name)))
    assert tuple(flat(arranged(document))) == document.body


@pytest.mark.parametrize("orientation", list(Orientation))
def test_hostile_parts_are_not_lost(orientation: Orientation) -> None:
    """Nor are parts that no kind puts so."""
    document = hostile(orientation=orientation)
    assert tuple(flat(arranged(document))) == document.body


ABREAST = [
    pytest.param((5, 5), [("5 lines", "5 lines")], id="alike"),
    pytest.param((4, 10), [("4 lines", "10 lines")], id="twice-as-long-with-its-heading"),
    pytest.param((1, 10), [], id="a-hole"),
    pytest.param((1, 10, 9), [("10 lines", "9 lines")], id="the-next-one"),
    pytest.param((10, 1, 8), [("10 lines", "1 lines")], id="short-ones-below-each-other"),
    pytest.param((3, 3, 3), [("3 lines", "3 lines")], id="one-over"),
]


@pytest.mark.parametrize(("counts", "expected"), ABREAST)
def test_neighbours_of_a_length_stand_abreast(counts: tuple[int, ...], expected: list[tuple[str, str]]) -> None:
    """Two sections of text share the width unless one would leave a hole; large type takes all of it."""
    *found, colophon = pairs(arranged(of_text(*counts)))
    assert [heads(pair) for pair in found] == expected
    assert heads(colophon) == ("Assumptions in force", "This sheet")
    assert [pair.fine for pair in found] + [colophon.fine] == [False] * len(found) + [True]
    assert list(pairs(arranged(of_text(*counts, large=True)))) == []


def test_only_what_fits_a_page_stays_whole() -> None:
    """A short section is held together, one of a hundred lines goes on on the next page."""
    short, long = (next(iter(arranged(of_text(count, 1)))) for count in (12, 100))
    assert isinstance(short, Stack)
    assert isinstance(long, Stack)
    assert (short.whole, long.whole) == (True, False)


def test_months_and_new_pages_stand_by_themselves() -> None:
    """A month has a page of its own, and nothing can begin a new page inside what is held together."""
    cycles = sheet("roadmap", laid(load("azacitidine-venetoclax"), cycles="3"))
    for document, kind in ((sheet("month"), Month), (cycles, PageBreak)):
        alone = [one for one in arranged(document) if isinstance(one, kind)]
        assert alone == [part for part in document.body if isinstance(part, kind)]
        assert len(alone) == 2


@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("kind", [*PLANNED, *(f"recorded {kind}" for kind in KINDS)])
def test_no_page_has_only_what_the_sheet_was_made_from(kind: str, paper: str) -> None:
    """Before the assumptions, the last page has something else."""
    document = recorded(kind.removeprefix("recorded ")) if kind.startswith("recorded") else sheet(kind)
    last = printed(document, paper).pages[-1]
    before = last[: last.index("Assumptions in force")]
    texts = [part.entries[0].text for part in document.parts if isinstance(part, Listing)]
    assert any(text[:30] in before for text in texts)
    assert NOTICE in last


@pytest.mark.parametrize("paper", POINTS)
def test_a_drug_is_worked_out_on_one_page(paper: str) -> None:
    """On the worksheet the heading of a drug, what goes in, and all rows to work out are together."""
    pages = printed(sheet("second-check"), paper).pages
    mitoxantrone = [text for text in pages if re.search(r"2\. mitoXANTRONE.*Volume to draw up.*Rate, mL/h", text)]
    assert len(mitoxantrone) == 1


@pytest.mark.parametrize("paper", POINTS)
def test_a_long_label_of_a_day_is_not_torn(paper: str) -> None:
    """Cycle and study day of a course of years stand in one line, below the date if need be."""
    document = sheet("month", laid(load("lenalidomide-myeloma-maintenance"), cycles="40"))
    labels = Counter(
        day.label
        for part in document.parts
        if isinstance(part, Month)
        for week in part.weeks
        for day in week
        if day.label
    )
    read = printed(document, paper)
    lines = Counter(line.strip() for page in read.pdf for line in page.get_textpage().get_text_range().splitlines())
    joined = "\n".join(lines.elements())
    assert {label: len(re.findall(rf"{label}(?!\d)", joined)) for label in labels} == labels
    assert list(read.outside()) == []


LINES = st.lists(st.sampled_from("abcd"), max_size=4).map(lambda texts: tuple(map(Line, texts)))


@given(st.sets(LINES, min_size=1, max_size=7))
def test_the_highest_day_is_among_the_fullest(days: set[tuple[Line, ...]]) -> None:
    """Every day is held by one of the fullest, line by line, and none of those holds another."""
    found = list(fullest(days))
    assert all(any(Counter(day) <= Counter(one) for one in found) for day in days)
    assert [(one, other) for one in found for other in found if Counter(one) < Counter(other)] == []


def test_a_line_by_itself_is_a_section() -> None:
    """A sheet may begin with a line that has no heading."""
    document = sheet("daylist")._replace(parts=(Lines((Line("alone"),)),))
    assert next(flat(arranged(document))) == Lines((Line("alone"),))
