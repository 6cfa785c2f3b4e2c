"""Signs that the fonts of a printed sheet cannot draw, or that nobody sees: written as their numbers, and told.

A box, a gap or a hidden change of direction inside a name or a dose would be read as something else.
"""

import re
from typing import Any

from regimen.findings import Finding, Severity

INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Control signs, breaks without width, signs that turn the direction of what follows."""
_TOLD = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def undrawn_pattern(diagnostic: str) -> re.Pattern[str] | None:
    """What the typesetter says that it could not draw; None if it says something else."""
    texts = {_ESCAPED.sub(_sign, text) for text in _TOLD.findall(diagnostic)}
    return re.compile("|".join(map(re.escape, sorted(texts, key=len, reverse=True)))) if texts else None


def _sign(escape: re.Match[str]) -> str:
    """The typesetter escapes quotes and invisible signs in its messages."""
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def numbered(data: Any, pattern: re.Pattern[str], found: dict[str, None]) -> Any:
    """Plain data with every match written as the numbers of its signs; what matched is added to `found`."""
    if isinstance(data, dict):
        return {key: numbered(value, pattern, found) for key, value in data.items()}
    if isinstance(data, list):
        return [numbered(value, pattern, found) for value in data]
    if not isinstance(data, str):
        return data

    def replaced(match: re.Match[str]) -> str:
        found[match[0]] = None
        return _numbers(match[0])

    return pattern.sub(replaced, data)


def _numbers(text: str) -> str:
    """`[U+4E2D]`."""
    return f"[{' '.join(f'U+{ord(sign):04X}' for sign in text)}]"


def cannot_draw(text: str) -> Finding:
    """What was printed in the place of a text."""
    shown = f"'{text}'" if text.isprintable() else "an invisible sign"
    message = f"{shown} cannot be drawn with the fonts of the sheet; it is printed as {_numbers(text)}"
    return Finding("cannot-draw", Severity.OTHER, message, "print")
