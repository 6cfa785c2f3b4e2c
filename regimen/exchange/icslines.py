"""Lines of an iCalendar file (RFC 5545): text escaped, lines folded at 75 octets, each ended by CR and LF."""

import re

CRLF = "\r\n"
MAX_OCTETS = 75
"""What a line may hold without its end (RFC 5545, 3.1)."""
_LINE_ENDS = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Controls that no text may hold."""
_CONTINUES = 0x80
"""Top bits of an octet within a UTF-8 character, under the mask `_TOP`."""
_TOP = 0xC0


def escaped(text: str) -> str:
    """A value of the type TEXT: backslash, semicolon, comma and line end written out, other controls as spaces."""
    if not text.isprintable():
        text = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str, room: int = MAX_OCTETS) -> str:
    """A line over as many as it needs, no character divided; `room` is what the first of them may hold."""
    octets = line.encode()
    if len(octets) <= room:
        return line
    parts, start = [], 0
    while len(octets) - start > room:
        cut = start + room
        while octets[cut] & _TOP == _CONTINUES:
            cut -= 1
        parts.append(octets[start:cut])
        start, room = cut, MAX_OCTETS - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode("utf-8")


def text_line(name: str, text: str) -> str:
    """A property with a text, as a whole line with its end."""
    return folded(f"{name}:{escaped(text)}") + CRLF


def text_below(text: str) -> str:
    """More text below that of the line before; it begins a line of the file, so that it can be made by itself."""
    return " " + folded("\\n" + escaped(text), MAX_OCTETS - 1) + CRLF
