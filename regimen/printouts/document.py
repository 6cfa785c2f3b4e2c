"""What a printed sheet says, as a tree of frozen values: every format is made from it, and none is known here.

A kind of sheet says what stands where and what it means (shaded, strong, to be written on); how that looks on paper,
in a browser or in a terminal is the business of `formats/`.
"""

from enum import StrEnum
from typing import NamedTuple

from regimen.nomenclature import NOTICE
from regimen.printouts.drawing import Drawing
from regimen.printouts.sheet import Entry

SPECIMEN = "SPECIMEN"
"""Stands across every printed page, so that no copy passes for an order."""
LANGUAGE = "en-GB"


class Tone(StrEnum):
    """How much a line weighs; never the only bearer of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


class Align(StrEnum):
    """Where the text of a column stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Orientation(StrEnum):
    """How the paper lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Line(NamedTuple):
    """A line of text in a paragraph, a cell or a day."""

    text: str
    tone: Tone = Tone.PLAIN
    sign: str = ""
    """Sign in front that tells its kind without colour, such as ●."""


class Heading(NamedTuple):
    """A heading; the title of the document is level 1."""

    text: str
    level: int = 2


class Lines(NamedTuple):
    """Paragraphs."""

    lines: tuple[Line, ...]


class Facts(NamedTuple):
    """Names and their values, one pair below the other."""

    facts: tuple[tuple[str, str], ...]


class Listing(NamedTuple):
    """Bullets, each with what belongs below it."""

    entries: tuple[Entry, ...]


class Column(NamedTuple):
    """A column of a table."""

    head: str
    width: int = 1
    """Share of the table's width."""
    align: Align = Align.START


class Cell(NamedTuple):
    """A cell: lines of text, room to write, or both."""

    lines: tuple[Line, ...] = ()
    span: int = 1
    """Columns it takes."""
    shaded: bool = False
    write: int = 0
    """Ruled lines to write on by hand."""


class Table(NamedTuple):
    """A table; its head is repeated on every page."""

    caption: str
    """What it holds, for those who do not see it; a heading stands above it for all."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    over: tuple[Cell, ...] = ()
    """A row above the heads, whose cells span several columns."""
    row_heads: bool = True
    """Whether the first cell of a row says what the row is about."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The head of each column by itself, with what stands over it."""
        over = [" ".join(line.text for line in cell.lines) for cell in self.over for _ in range(cell.span)]
        names = over or [""] * len(self.columns)
        return tuple(
            " ".join(filter(None, (name, column.head))) for name, column in zip(names, self.columns, strict=True)
        )


class MonthDay(NamedTuple):
    """A day of a month grid."""

    date: str
    """`04 Dec`; never a bare number, since weeks run on over the ends of months."""
    full_date: str
    """`Fri 04 Dec 2026`, where the day stands alone."""
    label: str = ""
    """`Day 4`; empty outside the course."""
    lines: tuple[Line, ...] = ()
    shaded: bool = False
    """Within the month's `window`."""
    framed: bool = False
    """The last day of it."""
    weekend: bool = False
    outside: bool = False
    """Belongs to the month before or after."""


class Month(NamedTuple):
    """A month of whole weeks, on a page of its own."""

    title: str
    about: str
    """What a page that hangs alone must say: level, first and last day."""
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[MonthDay, ...], ...]
    window: str
    """What the shaded days are: `DLT window, Day 1 to Day 45`; empty without any."""
    key: tuple[str, ...]
    """What signs and abbreviations mean; stands on the same page."""


class Chart(NamedTuple):
    """A picture of figures, for paper and browsers; elsewhere the same in characters."""

    title: str
    about: str
    """What it shows, for those who do not see it."""
    drawing: Drawing
    characters: tuple[str, ...]
    """Its lines where nothing can be drawn."""


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


Part = Heading | Lines | Facts | Listing | Table | Month | Chart | PageBreak


class Identity(NamedTuple):
    """What a sheet was made from, so that two sheets can be told apart and matched."""

    protocol: str
    version: str | None
    """None where a sheet is of no one protocol."""
    level: str | None
    """Id of the dose level."""
    digest: str
    """SHA-256 of the course and its protocol; equal for all sheets of one course."""
    assumptions: tuple[str, ...]
    """Those in force, each with its values and mark."""
    issue: int = 1
    """Version of the sheet: 1, and one more for every act."""
    supersedes: str | None = None
    """`Sheet version 2 supersedes version 1: …`, on a sheet that was issued again."""
    of: str = "course"
    """What the digest is of."""

    @property
    def protocol_words(self) -> str:
        """`nct01681537, version 2`."""
        return self.protocol if self.version is None else f"{self.protocol}, version {self.version}"

    @property
    def stamp(self) -> str:
        """What identifies every page: `nct01681537, version 2 · d10-50 · sheet version 1 · course 0f3a5c…`."""
        parts = [self.protocol_words, self.level, f"sheet version {self.issue}"]
        return " · ".join([*filter(None, parts), f"{self.of} {self.digest[:12]}"])


class Document(NamedTuple):
    """A printed sheet as a whole."""

    kind: str
    """Id of its kind, such as `month`."""
    title: str
    subtitle: str
    subject: str
    """The line for the subject's code; never a name."""
    identity: Identity
    parts: tuple[Part, ...]
    orientation: Orientation = Orientation.PORTRAIT
    large: bool = False
    """Set in 12 point or more, for readers who are not staff."""
    language: str = LANGUAGE

    @property
    def body(self) -> tuple[Part, ...]:
        """The parts, and what every sheet says at its end: assumptions, identity, the notice once more."""
        identity = self.identity
        facts = [
            ("Protocol", identity.protocol_words),
            *([("Dose level", identity.level)] if identity.level else []),
            ("Sheet version", str(identity.issue)),
            (f"{identity.of.capitalize()} (SHA-256)", identity.digest),
        ]
        assumed = headed("Assumptions in force", *identity.assumptions)
        return (*self.parts, *assumed, Heading("This sheet"), Facts(tuple(facts)), Lines((Line(NOTICE, Tone.STRONG),)))


def headed(heading: str, *lines: str | Entry) -> tuple[Part, ...]:
    """Bullets under a heading; nothing without lines."""
    if not lines:
        return ()
    return Heading(heading), Listing(tuple(line if isinstance(line, Entry) else Entry(line) for line in lines))


def cell(*texts: str, tone: Tone = Tone.PLAIN, span: int = 1, shaded: bool = False, write: int = 0) -> Cell:
    """A cell whose lines all weigh the same."""
    return Cell(tuple(Line(text, tone) for text in texts), span, shaded, write)
