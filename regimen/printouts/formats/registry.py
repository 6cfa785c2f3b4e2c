"""Every format a document can be written in; a format's module is imported when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from regimen.errors import RegimenError, nearest

if TYPE_CHECKING:
    from regimen.printouts.document import Document
    from regimen.printouts.formats.rendered import Rendered

PAPERS = ("a4", "letter")
CALENDAR = "ics"
"""The one format that is no sheet: `regimen.exchange.ics` makes it."""


class Format(NamedTuple):
    """One format."""

    suffix: str
    """How the names of its files end."""
    module: str | None
    """Module whose `render` takes a document and a paper; None where a file is made of the plan and not of a sheet."""
    text: bool = True
    """Whether it can go to a terminal."""
    paper: bool = False
    """Whether it has pages, which have a size."""


FORMATS = {
    "pdf": Format(".pdf", "regimen.printouts.formats.pdf", text=False, paper=True),
    "html": Format(".html", "regimen.printouts.formats.html", paper=True),
    "text": Format(".txt", "regimen.printouts.formats.text"),
    "markdown": Format(".md", "regimen.printouts.formats.markdown"),
    CALENDAR: Format(".ics", None),
}
"""Id to format, in the order of the help."""


def format_of(name: str) -> Format:
    """The format of an id; refuses what is none, with the nearest one."""
    if name not in FORMATS:
        raise RegimenError(f"unknown format '{name[:40]}'{nearest(name, FORMATS)}", allowed=", ".join(FORMATS))
    return FORMATS[name]


def rendered(document: "Document", name: str, paper: str) -> "Rendered":
    """The document in one format."""
    module = format_of(name).module
    assert module is not None
    made: Rendered = import_module(module).render(document, paper)
    return made
