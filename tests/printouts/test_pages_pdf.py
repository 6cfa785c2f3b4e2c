"""Sheets as PDF, read back by another engine: pages, marks, texts, what a screen reader needs, the same bytes."""

import os
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest
from listing import laid
from pages import HOSTILE, LIBRARY, PLANNED, POINTS, WHOLE, Printed, hostile, printed, sheet, written

from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN, Document, Line, Month, MonthDay, Orientation
from regimen.printouts.formats.registry import rendered
from regimen.printouts.words import amount_words
from regimen.protocol.shelf import load

PAPERS = list(POINTS)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", PLANNED)
def test_every_page_bears_its_marks(kind: str, paper: str) -> None:
    """Each page has the notice, SPECIMEN, the subject line, what it was made from, and its number of all."""
    document = sheet(kind)
    pages = printed(document, paper).pages
    for number, text in enumerate(pages, 1):
        assert NOTICE in text
        assert SPECIMEN in text
        assert document.subject in text
        assert document.identity.stamp in text
        assert f"page {number} of {len(pages)}" in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", PLANNED)
def test_the_paper_is_the_one_asked_for_and_nothing_leaves_it(kind: str, paper: str) -> None:
    """Every page has the size of the paper, a month on its side, and nothing stands beyond the edge."""
    document = sheet(kind)
    read = printed(document, paper)
    width, height = POINTS[paper] if document.orientation is Orientation.PORTRAIT else reversed(POINTS[paper])
    assert [page.get_size() for page in read.pdf] == [pytest.approx((width, height), abs=0.01)] * len(read.pdf)
    assert list(read.outside()) == []


def test_a_month_a_page() -> None:
    """December and January take a page each; the particulars follow on one."""
    pages = printed(sheet("month")).pages
    assert len(pages) == 3
    assert ["December 2026" in pages[0], "January 2027" in pages[1], "Assumptions in force" in pages[2]] == [True] * 3


@pytest.mark.parametrize(("name", "kind"), list(zip(LIBRARY, cycle(WHOLE), strict=False)))
def test_every_amount_is_on_paper(name: str, kind: str) -> None:
    """Of every bundled protocol, each dose's amount is in the text of every sheet, and of one of them as PDF.

    The kinds take turns as PDF; `tests/campaigns/amounts_on_paper.py` sets every protocol in every kind.
    """
    plan = laid(load(name))
    amounts = {amount_words(entry) for entry in plan.schedule.doses} - {None}
    texts = [" ".join(written(sheet(each, plan), "text").split()) for each in WHOLE]
    for text in (*texts, printed(sheet(kind, plan)).text):
        assert [amount for amount in amounts if amount not in text] == []


def test_each_dose_of_the_home_case_is_on_its_month_page() -> None:
    """Ten LEN days and five MEC days are counted on the page of December; no cell was cut."""
    december = printed(sheet("month")).pages[0]
    counts = {name: december.count(name) for name in ("LEN 50 mg", "mitoXANTRONE 15 mg†", "cytarabine 1,882 mg†")}
    # The level above the grid says "LEN 50 mg/day" once more.
    assert counts == {"LEN 50 mg": 11, "mitoXANTRONE 15 mg†": 5, "cytarabine 1,882 mg†": 5}
    assert "more, see day list" not in december


def test_a_screen_reader_finds_its_way() -> None:
    """The catalogue names title and language, the file is tagged and claims PDF/UA, and a table has its heads."""
    data = printed(sheet("month")).data
    assert b"/Lang(en-GB)" in data
    assert b"/MarkInfo<</Marked true" in data
    assert b"/DisplayDocTitle true" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    tags = re.findall(rb"/Type/StructElem/S/(\w+)", data)
    assert {name: tags.count(name) for name in (b"H1", b"Table", b"THead", b"TH")} == {
        b"H1": 1, b"Table": 2, b"THead": 2, b"TH": 14
    }  # fmt: skip
    assert Printed(data).pdf.get_metadata_value("Title") == "LEN + MEC: month calendar (SPECIMEN, training only)"


def test_nothing_tells_when_or_where_it_was_made() -> None:
    """The file holds no date and no path, so that it is the same everywhere."""
    read = printed(sheet("daylist"))
    assert [read.pdf.get_metadata_value(name) for name in ("CreationDate", "ModDate", "Author")] == ["", "", ""]
    assert str(Path.cwd()).encode() not in read.data


def test_two_processes_make_the_same_bytes() -> None:
    """Whatever the order in which a process keeps its sets, and whatever it has printed before, byte for byte."""
    made = (
        "import hashlib, sys\nsys.path.insert(0, 'tests/printouts')\n"
        "from pages import PLANNED, hostile, printed, sheet\n{}for kind in {}:\n"
        "    print(kind, hashlib.sha256(printed(sheet(kind)).data).hexdigest())"
    )
    before = ("", "printed(hostile())\nfor kind in PLANNED:\n    printed(sheet(kind), 'letter')\n")
    first, second = (
        subprocess.run(
            [sys.executable, "-c", made.format(earlier, order)],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.splitlines()
        for seed, (earlier, order) in enumerate(zip(before, ("PLANNED", "reversed(PLANNED)"), strict=True))
    )
    assert len(first) == len(PLANNED)
    assert sorted(first) == sorted(second)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_texts_come_out_as_they_are(orientation: Orientation) -> None:
    """Markup of the typesetter, of HTML and of spreadsheets, accents and words of 200 letters stay what they are."""
    read = printed(hostile(orientation=orientation))
    letters = "".join(read.text.split())
    assert ["".join(text.split()) in letters for text in HOSTILE] == [True] * len(HOSTILE)
    assert list(read.outside()) == []


@pytest.mark.parametrize(
    ("text", "letters"), [("אברהם בן־דוד 5 mg", "אברהםבן־דוד"), ("محمد علي", "محمدعلي")], ids=["hebrew", "arabic"]
)
def test_names_from_right_to_left_are_drawn(text: str, letters: str) -> None:
    """Each sign of a name in another direction is on the page, and nothing is told as not drawn."""
    document = sheet("daylist")._replace(subject=text)
    made = rendered(document, "pdf", "a4")
    assert made.findings == ()
    assert set(letters) - set(Printed(made.data).pages[0]) == set()


UNDRAWN = [
    pytest.param("中文", ["[U+4E2D][U+6587]"], id="chinese"),
    pytest.param("so 😀", ["so [U+1F600]"], id="picture"),
    pytest.param("a\u202eb", ["a[U+202E]b"], id="turned-round"),
    pytest.param("5\u200b0 mg", ["5[U+200B]0 mg"], id="hidden-break"),
]


@pytest.mark.parametrize(("text", "shown"), UNDRAWN)
def test_what_the_fonts_cannot_draw_is_told(text: str, shown: list[str]) -> None:
    """A sign without a drawing stands as its number, and a finding says so; never a box, never a gap."""
    made = rendered(sheet("daylist")._replace(subject=text), "pdf", "a4")
    assert {finding.code for finding in made.findings} == {"cannot-draw"}
    assert [part in Printed(made.data).pages[0] for part in shown] == [True]
    assert all(finding.message.isprintable() for finding in made.findings)


def full_day(count: int) -> Document:
    """A month with one day of so many doses."""
    lines = tuple(Line(f"drug-{number} {number} mg", sign="●") for number in range(1, count + 1))
    day = MonthDay("04 Dec", "Fri 04 Dec 2026", "Day 4", lines)
    empty = MonthDay("05 Dec", "Sat 05 Dec 2026", "Day 5")
    weeks = ((day, *[empty] * 6), *[(empty,) * 7] * 5)
    month = Month("December 2026", "", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), weeks, "", ())
    return sheet("month")._replace(parts=(month,))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("count", "cut"), [(12, False), (24, False), (80, True)])
def test_a_full_day_is_never_cut_off_silently(count: int, cut: bool, paper: str) -> None:
    """What does not fit into a day is counted in it: shown and counted make all."""
    read = printed(full_day(count), paper)
    page = read.pages[0]
    shown = {int(number) for number in re.findall(r"drug-(\d+) \1 mg", page)}
    more = re.findall(r"\+(\d+) more, see day list", page)
    assert shown == set(range(1, len(shown) + 1))
    assert len(shown) + sum(map(int, more)) == count
    assert (len(more) == 1) is cut
    assert list(read.outside()) == []


def test_type_is_large_where_asked() -> None:
    """A sheet for readers who are not staff is set in 12 point or more."""
    plain, large = (printed(sheet("daylist")._replace(large=size)) for size in (False, True))
    assert len(large.pdf) > len(plain.pdf)


def test_a_long_course_is_printed_month_by_month() -> None:
    """A year of maintenance has twelve month pages, each with its notice, and the particulars once."""
    pages = printed(sheet("month", laid(load("lenalidomide-myeloma-maintenance")))).pages
    assert len(pages) == 13
    assert [text.count(NOTICE) for text in pages] == [1] * 12 + [2]
