"""What is raised when a caller or a user gives something that cannot be used.

Problems *inside* protocols and records are values (see findings.py); only misuse raises. Every message
says what is wrong and, where known, what is allowed and what to do next.
"""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """`; did you mean X?` when a known name is close, else nothing; capitals make no difference."""
    import difflib

    spellings = {spelling.lower(): spelling for spelling in known}
    found = difflib.get_close_matches(name.lower(), list(spellings), n=1, cutoff=0.6)
    return f"; did you mean {spellings[found[0]]}?" if found else ""


class RegimenError(Exception):
    """Input that cannot be used, told so that the reader can mend it."""

    exit_code = 2
    """Process exit status when this error ends a command (docs/contract.md)."""

    def __init__(self, what: str, *, allowed: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.allowed = allowed
        self.hint = hint
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole sentence: what, allowed, next step."""
        parts = [self.what]
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.hint:
            parts.append(self.hint)
        return "; ".join(parts)


class ValueSyntaxError(RegimenError, ValueError):
    """A value's text cannot be read; also a ValueError so that pydantic reports it with its place."""
