"""The typed line as characters with columns: what cannot be read is told with the column under a caret."""

import re
from collections.abc import Callable
from typing import NoReturn, TypeVar

from regimen.errors import RegimenError, ValueSyntaxError

T = TypeVar("T")

MAX_CHARACTERS = 10_000
"""Longest line; more belongs in a protocol file."""

_SHOWN = 96
_BEFORE = 60
_ALIKE = str.maketrans({"–": "-", "‑": "-", "−": "-", "×": "x"})
"""Signs that word processors put in the place of the ones on the keyboard, one for one, so that columns hold."""


class LineError(ValueSyntaxError):
    """A one-line regimen that cannot be read; the message ends with the line and a caret under the column."""

    def __init__(
        self, what: str, line: str, column: int, *, allowed: str | None = None, hint: str | None = None
    ) -> None:
        self.line = line
        self.column = column
        super().__init__(what, allowed=allowed, hint=hint)

    @property
    def message(self) -> str:
        """What is wrong, where, what is allowed; then the line and the caret."""
        at = self.column - 1
        first = max(0, at - _BEFORE)
        shown = self.line[first : first + _SHOWN]
        lead = "…" if first else ""
        tail = "…" if first + _SHOWN < len(self.line) else ""
        visible = "".join(sign if sign.isprintable() else " " for sign in shown)
        caret = " " * (len(lead) + at - first) + "^"
        return f"column {self.column}: {super().message}\n  {lead}{visible}{tail}\n  {caret}"


class Scanner:
    """A place in an item of the line, and what can be taken from there on."""

    def __init__(self, line: str, plain: str | None = None, start: int = 0, end: int | None = None) -> None:
        self.line = line
        self.plain = _plain(line) if plain is None else plain
        """The line with spaces for all white space and keyboard signs for their likes; as long as `line`."""
        self.at = start
        self.end = len(line) if end is None else end
        self.skip()

    def part(self, start: int, end: int) -> "Scanner":
        """The same line, from `start` to before `end`."""
        return Scanner(self.line, self.plain, start, end)

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= self.end

    @property
    def column(self) -> int:
        """Where the next sign stands, counted from 1."""
        return min(self.at, self.end) + 1

    def skip(self) -> None:
        """Pass spaces, and commas between clauses."""
        while self.at < self.end and self.plain[self.at] in " ,":
            self.at += 1

    def sees(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern, if it stands here."""
        return pattern.match(self.plain, self.at, self.end)

    def take(self, pattern: re.Pattern[str]) -> str | None:
        """What the pattern matches here, passed over with the spaces behind it."""
        match = self.sees(pattern)
        if match is None:
            return None
        self.at = match.end()
        self.skip()
        return match[0]

    def typed(self, pattern: re.Pattern[str]) -> str:
        """What the pattern takes here, sign for sign as typed; nothing where it does not stand."""
        first = self.at
        return self.line[first : first + len(self.take(pattern) or "")]

    def fail(
        self, what: str, column: int | None = None, *, allowed: str | None = None, hint: str | None = None
    ) -> NoReturn:
        """Refuse what stands at `column` (default: here)."""
        raise LineError(what, self.line, self.column if column is None else column, allowed=allowed, hint=hint)

    def reading(self, parse: Callable[[str], T], text: str, column: int) -> T:
        """Parse a value that stands at `column`; what its own reader says against it is told with that column."""
        try:
            return parse(text)
        except RegimenError as error:
            self.fail(error.what, column, allowed=error.allowed, hint=error.hint)


def _plain(line: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in line).translate(_ALIKE)


def checked(line: str) -> str:
    """The line, if it is of a length and of signs that can be read."""
    if len(line) > MAX_CHARACTERS:
        raise LineError(
            f"the line has {len(line):,} characters", line, MAX_CHARACTERS + 1,
            allowed=f"at most {MAX_CHARACTERS:,}", hint="write a protocol file instead",
        )  # fmt: skip
    for at, sign in enumerate(line):
        if not (sign.isprintable() or sign.isspace()):
            raise LineError(
                f"the sign U+{ord(sign):04X} cannot be shown", line, at + 1, hint="type it again without it"
            )
    if not line.strip(" ,;\t\r\n"):
        raise LineError("the line is empty", line, 1, allowed="items such as: cytarabine 100 mg/m2 IV d1-7")
    return line
