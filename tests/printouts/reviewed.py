"""Courses with a record for the tests of printing.

By hand: `python tests/printouts/reviewed.py` writes the golden pages of the recorded course again.
"""

import datetime as dt
from pathlib import Path

from listing import TESTS
from pages import GOLDEN, masked, written

from regimen.coursefile import finder, open_course
from regimen.printouts.document import Document
from regimen.printouts.formats.registry import format_of
from regimen.printouts.kinds.registry import made
from regimen.printouts.kinds.source import Options, Source
from regimen.review import Review, review

COURSES = TESTS / "cli"
AS_OF = "2027-01-20"
KINDS = ("dlt-sheet", "deviations")
FORMS = ("text", "markdown", "html")


def judged(path: Path, as_of: str = AS_OF) -> Review:
    """A course file judged as of a date."""
    course, protocol = open_course(path)
    return review(course, protocol, finder(path.parent), dt.date.fromisoformat(as_of))


def recorded(kind: str, path: Path = COURSES / "reviewed.yaml", as_of: str = AS_OF) -> Document:
    """A sheet of a recorded course."""
    found = judged(path, as_of)
    return made(kind, Source(found.plan, found), Options())


def golden_name(kind: str, form: str) -> str:
    """The golden page of the recorded course."""
    return f"recorded-{kind}{format_of(form).suffix}"


if __name__ == "__main__":
    for kind in KINDS:
        for form in FORMS:
            (GOLDEN / golden_name(kind, form)).write_text(masked(written(recorded(kind), form)), encoding="utf-8")
