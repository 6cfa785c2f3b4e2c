"""A document as PDF: tagged (PDF/UA-1), with embedded fonts alone, the same bytes for the same document.

The texts of a sheet reach the typesetter as data, never as its markup, so no title can run or change anything.
"""

import json
import re
import threading
from functools import cache
from importlib.resources import files
from textwrap import shorten
from typing import Any

import typst

from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN, Document
from regimen.printouts.drawing import Drawing
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.formats.svg import svg
from regimen.printouts.formats.undrawn import INVISIBLE, cannot_draw, numbered, undrawn_pattern

_TEMPLATES = ("page.typ", "month.typ", "sheet.typ")
_HEADER_SIGNS, _FOOTER_SIGNS = 40, 110
"""What header and footer have room for; both stand in full on the first or the last page."""
_PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)<")
_own = threading.local()
"""Each thread has a typesetter of its own, since one serves one call at a time."""


def render(document: Document, paper: str) -> Rendered:
    """The document on A4 or Letter."""
    undrawn = dict[str, None]()
    data = numbered(_data(document, paper), INVISIBLE, undrawn)
    while True:
        try:
            written = _typeset(data)
            break
        except typst.TypstError as error:
            pattern = undrawn_pattern(error.diagnostic)
            known = len(undrawn)
            data = numbered(data, pattern, undrawn) if pattern else data
            if len(undrawn) == known:
                raise
    pages = _PAGES.search(written)
    assert pages is not None
    return Rendered(written, int(pages[1]), tuple(map(cannot_draw, undrawn)))


def _typeset(data: dict[str, Any]) -> bytes:
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(ignore_system_fonts=True)
    inputs = {"sheet": json.dumps(data)}
    written = _own.compiler.compile(_template(), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    assert isinstance(written, bytes)
    return written


@cache
def _template() -> bytes:
    folder = files("regimen.printouts.formats") / "templates"
    return b"\n".join((folder / name).read_bytes() for name in _TEMPLATES)


def _data(document: Document, paper: str) -> dict[str, Any]:
    """The document as the template takes it: lists, mappings and text."""
    language, _, region = document.language.partition("-")
    return {
        "paper": paper,
        "title": document.title,
        "short": shorten(document.title, _HEADER_SIGNS, placeholder=" …"),
        "subtitle": document.subtitle,
        "subject": document.subject,
        "supersedes": document.identity.supersedes or "",
        "stamp": shorten(document.identity.stamp, _FOOTER_SIGNS, placeholder=" …"),
        "language": language,
        "region": region,
        "orientation": document.orientation,
        "large": document.large,
        "notice": NOTICE,
        "mark": SPECIMEN,
        "body": [_plain(part) for part in document.body],
    }


def _plain(value: Any) -> Any:
    """A part of the tree as a mapping that names it, other tuples as lists, a drawing as SVG."""
    if isinstance(value, Drawing):
        return svg(value)
    if (names := getattr(value, "_fields", None)) is not None:
        fields = {name: _plain(getattr(value, name)) for name in names}
        return {"part": type(value).__name__.lower(), **fields}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value
