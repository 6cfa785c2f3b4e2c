"""Pictures of printed sheets for the manual: pages of PDFs as PNG in sixteen greys.

By hand: `python tests/printouts/pictures.py` draws docs/pictures again.
"""

import struct
import zlib
from pathlib import Path

import pypdfium2
from pages import sheet
from reviewed import recorded

from regimen.printouts.document import Document
from regimen.printouts.formats.registry import rendered

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SCALE = 1.6
"""Pixels per point."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREYS, _DEPTH = 16, 4
_SHOWN = {
    "month": (lambda: sheet("month"), 1),
    "daylist": (lambda: sheet("daylist"), 1),
    "roadmap": (lambda: sheet("roadmap"), 1),
    "diary": (lambda: sheet("diary"), 1),
    "second-check": (lambda: sheet("second-check"), 1),
    "second-check-key": (lambda: sheet("second-check", variant="teacher"), 1),
    "dlt-sheet": (lambda: sheet("dlt-sheet"), 1),
    "recorded-dlt-sheet": (lambda: recorded("dlt-sheet"), 2),
    "decision-table": (lambda: sheet("decision-table"), 1),
    "deviations": (lambda: recorded("deviations"), 1),
}
"""Name of a picture to the sheet and the number of its page."""
NAMES = list(_SHOWN)


def picture(name: str) -> bytes:
    """A page as PNG."""
    make, number = _SHOWN[name]
    pdf = pypdfium2.PdfDocument(rendered(_undated(make()), "pdf", "a4").data)
    bitmap = pdf[number - 1].render(scale=SCALE, grayscale=True)
    rows = [
        bytes(bitmap.buffer)[start : start + bitmap.width]
        for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    ]
    return png(bitmap.width, rows)


def _undated(document: Document) -> Document:
    """Without its digest, which changes with every word of a protocol."""
    return document._replace(identity=document.identity._replace(digest="0" * 64))


def png(width: int, rows: list[bytes]) -> bytes:
    """Rows of grey pixels as a PNG file."""
    head = struct.pack(">IIBBBBB", width, len(rows), _DEPTH, 0, 0, 0, 0)
    lines = b"".join(b"\x00" + _packed(row) for row in rows)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")


def pixels(data: bytes) -> tuple[bytes, bytes]:
    """Size and packed pixels of a PNG file of ours: the same wherever they were compressed."""
    length = int.from_bytes(data[33:37], "big")
    return data[16:24], zlib.decompress(data[41 : 41 + length])


def _packed(row: bytes) -> bytes:
    """Two pixels a byte."""
    greys = row.translate(_NEAREST) + bytes(len(row) % 2)
    return bytes(high << _DEPTH | low for high, low in zip(greys[::2], greys[1::2], strict=True))


_NEAREST = bytes(round(value * (_GREYS - 1) / 255) for value in range(256))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.png").write_bytes(picture(name))
