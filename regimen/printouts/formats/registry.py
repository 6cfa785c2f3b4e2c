"""Every format a document can be written in; a format's module is imported when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from regimen.errors import RegimenError, nearest

if TYPE_CHECKING:
    from regimen.printouts.document import Document
    from regimen.printouts.formats.rendered import Rendered

PAPERS = ("a4", "letter")


class Format(NamedTuple):
    """One format."""

    suffix: str
    """How the names of its files end."""
    module: str
    """Module whose `render` takes a document and a paper."""
    text: bool = True
    """Whether it can go to a terminal."""


FORMATS = {
    "pdf": Format(".pdf", "regimen.printouts.formats.pdf", text=False),
    "html": Format(".html", "regimen.printouts.formats.html"),
    "text": Format(".txt", "regimen.printouts.formats.text"),
    "markdown": Format(".md", "regimen.printouts.formats.markdown"),
}
"""Id to format, in the order of the help."""


def format_of(name: str) -> Format:
    """The format of an id; refuses what is none, with the nearest one."""
    if name not in FORMATS:
        raise RegimenError(f"unknown format '{name[:40]}'{nearest(name, FORMATS)}", allowed=", ".join(FORMATS))
    return FORMATS[name]


def rendered(document: "Document", name: str, paper: str) -> "Rendered":
    """The document in one format."""
    made: Rendered = import_module(format_of(name).module).render(document, paper)
    return made
