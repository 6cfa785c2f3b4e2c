"""A document as PDF: tagged (PDF/UA-1), with embedded fonts alone, the same bytes for the same document.

The texts of a sheet reach the typesetter as data, never as its markup, so no title can run or change anything.
"""

import json
import re
import threading
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from regimen.printouts.document import Document
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.formats.typeset import template_data
from regimen.printouts.formats.undrawn import INVISIBLE, cannot_draw, numbered, undrawn_pattern

_PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)<")
_own = threading.local()
"""Each thread has a typesetter of its own, since one serves one call at a time."""


def render(document: Document, paper: str) -> Rendered:
    """The document on A4 or Letter."""
    undrawn = dict[str, None]()
    data = template_data(document, paper)
    text = _json(data)
    # In JSON, a sign that controls something stands behind a backslash.
    if "\\" in text or INVISIBLE.search(text):
        data = numbered(data, INVISIBLE, undrawn)
        text = _json(data)
    while True:
        try:
            written = _typeset(text)
            break
        except typst.TypstError as error:
            pattern = undrawn_pattern(error.diagnostic)
            known = len(undrawn)
            text = _json(data := numbered(data, pattern, undrawn)) if pattern else text
            if len(undrawn) == known:
                raise
    pages = _PAGES.search(written)
    assert pages is not None
    return Rendered(written, int(pages[1]), tuple(map(cannot_draw, undrawn)))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _typeset(text: str) -> bytes:
    """The sheet as a text in quotation marks.

    So the templates stay the same files from sheet to sheet, and what is set alike is set once; inputs of the system
    would make all of it new each time.
    """
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(root=_templates(), ignore_system_fonts=True)
    source = f'#import "/sheet.typ": print\n#print(json(bytes({json.dumps(text, ensure_ascii=False)})))'
    written = _own.compiler.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])
    assert isinstance(written, bytes)
    return written


@cache
def _templates() -> str:
    return str(files("regimen.printouts.formats") / "templates")
