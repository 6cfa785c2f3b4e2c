"""Sheets as HTML: one valid, self-contained page that can be read aloud and printed."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from pages import HOSTILE, PLANNED, golden, hostile, masked, sheet, written

from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN

VOID = {"meta", "col", "br"}


class Outline(HTMLParser):
    """A page as nested tags: fails where a tag is closed that is not open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Only the innermost open tag can be closed."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text, less the style sheet."""
        if "style" not in self.open:
            self.text.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a name."""
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.mark.parametrize("kind", PLANNED)
def test_golden(kind: str) -> None:
    """The home case is exactly as in tests/golden/pages."""
    assert masked(written(sheet(kind), "html")) == golden(f"{kind}.html")


@pytest.mark.parametrize("kind", [*PLANNED, "hostile"])
def test_the_page_can_be_read_aloud(kind: str) -> None:
    """Language, one title, headings in order, captions, and a scope for every head of a table."""
    page = Outline(written(hostile() if kind == "hostile" else sheet(kind), "html"))
    assert page.all("html") == [{"lang": "en-GB"}]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) > 0
    assert {head.get("scope") for head in page.all("th")} <= {"col", "row", "colgroup"}
    assert len(page.all("main")) == len(page.all("title")) == 1


@pytest.mark.parametrize("kind", [*PLANNED, "hostile"])
def test_the_page_needs_nothing_and_runs_nothing(kind: str) -> None:
    """No script, no link, no picture from elsewhere, no handler."""
    text = written(hostile() if kind == "hostile" else sheet(kind), "html")
    page = Outline(text)
    assert {"script", "link", "img", "iframe", "object", "a"} & {tag for tag, _ in page.tags} == set()
    names = {name for _, attributes in page.tags for name in attributes}
    assert names <= {
        "lang",
        "charset",
        "name",
        "content",
        "class",
        "aria-hidden",
        "aria-label",
        "role",
        "scope",
        "style",
        "colspan",
    }
    assert "url(" not in text
    assert "@import" not in text


def test_texts_come_out_as_they_are() -> None:
    """Whatever a text holds, the page shows it and nothing of it is markup or ends the style sheet."""
    text = written(hostile(), "html")
    shown = Outline(text).text
    assert [any(part.endswith(one) for part in shown) for one in HOSTILE] == [True] * len(HOSTILE)
    assert text.count("</style>") == 1


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "letter")])
def test_it_prints_with_notice_and_page_numbers(paper: str, size: str) -> None:
    """Printed from a browser, each page has the notice, the stamp and its number; SPECIMEN stands across."""
    text = written(sheet("month"), "html", paper)
    assert f"size: {size} landscape;" in text
    (box,) = re.findall(r'@top-center \{ content: "([^"]*)"', text)
    assert re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), box) == NOTICE
    assert 'counter(page) " of " counter(pages)' in text
    assert f'<div class="mark" aria-hidden="true">{SPECIMEN}</div>' in text
    assert "position: fixed" in text


def test_the_notice_is_read_first_and_last() -> None:
    """The notice stands in the text at the top and at the bottom."""
    shown = [part.strip() for part in Outline(written(sheet("daylist"), "html")).text if part.strip()]
    assert shown[2:4] == [NOTICE, SPECIMEN]
    assert NOTICE in shown[-2]


def test_the_table_of_a_form_keeps_room_to_write() -> None:
    """Cells to fill in by hand have ruled lines that are named for those who do not see them."""
    page = Outline(written(hostile(), "html"))
    assert page.all("span").count({"class": "write", "role": "img", "aria-label": "room to write"}) == 2 * len(HOSTILE)
