"""Sheets for the tests of printing: of the home case, of any course, and one full of texts that look like markup.

By hand: `python tests/printouts/pages.py` writes the golden pages again.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
from listing import TESTS, laid

from regimen.course import Plan
from regimen.printouts.document import (
    Align,
    Column,
    Document,
    Facts,
    Heading,
    Identity,
    Line,
    Lines,
    Listing,
    Month,
    MonthDay,
    Orientation,
    PageBreak,
    Table,
    Tone,
    cell,
)
from regimen.printouts.formats.registry import format_of, rendered
from regimen.printouts.kinds.registry import KINDS, made
from regimen.printouts.kinds.source import Options, Source
from regimen.printouts.sheet import Entry
from regimen.protocol.shelf import load

GOLDEN = TESTS / "golden" / "pages"
POINTS = {"a4": (595.28, 841.89), "letter": (612, 792)}
"""Width and height of the papers, upright."""
PLANNED = [name for name, kind in KINDS.items() if not kind.needs_record]
"""The kinds that a plan is enough for."""
WHOLE = [name for name in PLANNED if name not in ("diary", "second-check", "dlt-sheet", "decision-table")]
"""Those that tell the whole plan: a diary has only what is taken by mouth, a worksheet none of its answers, a sheet of
counts and one of decisions no doses."""
FORMS = ("roadmap", "diary", "second-check")
"""Those to write on, a page or more a cycle."""
HOSTILE = (
    '*b* #panic("x") $x$ @ref <lab> // c /* d */ = h',
    "<script>alert(1)</script>&amp;</style>",
    "=cmd()",
    "back\\slash \\u{41} `code` ~tilde~ | \"q\" 'q'",
    "Žofie Łukaszewicz-Ångström ệ ñ",
    "x" * 200,
)
"""Texts that must come out as they are."""


def sheet(kind: str, plan: Plan | None = None, **options: str) -> Document:
    """A sheet of one kind, of the home case unless a plan is given."""
    return made(kind, Source(plan or laid()), Options(**options))


def written(document: Document, form: str, paper: str = "a4") -> str:
    """A sheet as text in one of the text formats."""
    return rendered(document, form, paper).data.decode("utf-8")


def masked(text: str) -> str:
    """A sheet without its style sheet and the digest of its course, which changes with every word of a protocol."""
    text = re.sub(r"<style>.*?</style>", "<style>(style)</style>", text, flags=re.DOTALL)
    return re.sub(r"[0-9a-f]{64}", "(SHA-256)", re.sub(r"course [0-9a-f]{12}", "course (digest)", text))


class Printed:
    """A PDF read back by another engine than the one that wrote it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pypdfium2.PdfDocument(data)

    @property
    def pages(self) -> list[str]:
        """The text of each page, its lines joined by single spaces."""
        return [" ".join(page.get_textpage().get_text_range().split()) for page in self.pdf]

    @property
    def text(self) -> str:
        """All text."""
        return " ".join(self.pages)

    def outside(self) -> Iterator[str]:
        """Whatever lies beyond the edge of its page."""
        for number, page in enumerate(self.pdf, 1):
            width, height = page.get_size()
            for thing in page.get_objects():
                left, bottom, right, top = thing.get_bounds()
                if left < 0 or bottom < 0 or right > width or top > height:
                    yield f"page {number}: {(left, bottom, right, top)} of {(width, height)}"


def printed(document: Document, paper: str = "a4") -> Printed:
    """A sheet as PDF, read back."""
    return Printed(rendered(document, "pdf", paper).data)


def hostile(texts: tuple[str, ...] = HOSTILE, *, orientation: Orientation = Orientation.LANDSCAPE) -> Document:
    """A sheet that has every part, and the texts in every place a text can stand."""
    lines = tuple(Line(text, Tone.STRONG, "●") for text in texts)
    week = tuple(
        MonthDay(f"{day:02d} Dec", "Fri 04 Dec 2026", "Day 4", lines, shaded=True, framed=day == 6) for day in range(7)
    )
    rows = tuple((cell(text), cell(text, tone=Tone.QUIET, shaded=True), cell(write=2)) for text in texts)
    return Document(
        kind="hostile",
        title=texts[0],
        subtitle=texts[1],
        subject=texts[2],
        identity=Identity("p", texts[1], "l", "0123456789abcdef" * 4, texts, 2, texts[0]),
        parts=(
            *(Heading(text) for text in texts),
            Lines(tuple(Line(text, Tone.QUIET) for text in texts)),
            Facts(tuple((text, text) for text in texts)),
            Listing(tuple(Entry(text, (text, text)) for text in texts)),
            PageBreak(),
            Table(
                texts[0],
                (Column(texts[0], 2), Column(texts[1], 1, Align.END), Column("C", 1, Align.CENTRE)),
                (*rows, (cell(texts[0], span=2), cell("z"))),
                over=(cell(texts[0]), cell("over", span=2)),
            ),
            Month(texts[0], texts[1], ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), (week,) * 5, texts[0], texts),
        ),
        orientation=orientation,
    )


def lint_view(text: str) -> SimpleNamespace:
    """A text as the linter's rules on figures and names look at one."""
    return SimpleNamespace(scalars=[((), line, True) for line in text.splitlines()])


def golden(name: str) -> str:
    """A page as it must be."""
    return (GOLDEN / name).read_text(encoding="utf-8")


LIBRARY = sorted(path.stem for path in (Path(__file__).parents[2] / "regimen" / "protocol" / "library").glob("*.yaml"))
NOT_BY_MOUTH = {
    "7-3-daunorubicin-90", "abvd", "beam", "carboplatin-paclitaxel", "clag-m", "cpx-351-consolidation",
    "cpx-351-induction", "da-3-8", "da-go-2", "flag-ida", "hidac", "mec-6-80-1000", "mec-6-80-1000-m3",
    "mec-8-100-1000", "mfolfox6", "nct00927498",
}  # fmt: skip
"""Protocols without a drug that is taken by mouth at home."""
WITH_WINDOW = {"nct01681537"}
"""Protocols with a DLT window."""
_CANNOT = {("diary", name) for name in NOT_BY_MOUTH} | {("dlt-sheet", name) for name in {*LIBRARY} - WITH_WINDOW}
SHEETS = [(name, kind) for name in LIBRARY for kind in PLANNED if (kind, name) not in _CANNOT]
"""Every bundled protocol with every kind that it can have."""


def ramp(kind: str) -> Document:
    """A sheet of two cycles with a ramp by mouth."""
    return sheet(kind, laid(load("azacitidine-venetoclax"), cycles="2"))


def _write_golden(name: str, document: Document, *forms: str) -> None:
    for form in forms:
        (GOLDEN / f"{name}{format_of(form).suffix}").write_text(masked(written(document, form)), encoding="utf-8")


if __name__ == "__main__":
    for name in PLANNED:
        _write_golden(name, sheet(name), "text", "markdown", "html")
    for name in FORMS:
        _write_golden(f"{name}-ramp", ramp(name), "text", "markdown")
    _write_golden("second-check-key", sheet("second-check", variant="teacher"), "text", "markdown")
