"""What goes to stdout: text, JSON with exact decimals, CSV that no spreadsheet runs as a formula."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from regimen.errors import RegimenError
from regimen.findings import Finding
from regimen.nomenclature import NOTICE
from regimen.quantity import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def emit(text: str) -> None:
    """Write to stdout as UTF-8, all of it, now."""
    stream = sys.stdout
    if stream is None:
        raise RegimenError("there is no standard output to write to")
    if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RegimenError(f"cannot write the output: {error.strerror}") from error


def document(findings: Iterable[Finding | Mapping[str, Any]] = (), **keys: Any) -> str:
    """One JSON document with the keys that every one has; a finding with keys of its own comes as a mapping."""
    told = [as_mapping(finding) if isinstance(finding, Finding) else finding for finding in findings]
    return to_json({"notice": NOTICE, **keys, "findings": told}) + "\n"


def as_mapping(finding: Finding) -> dict[str, Any]:
    """A finding with the keys that every one has."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "subject": finding.subject,
        "source": finding.source,
        **({} if finding.place is None else finding.place._asdict()),
    }


def to_json(value: Any, depth: int = 0) -> str:
    """JSON with decimals as numbers, digit for digit; `json` itself would make floats or text of them."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        parts = [f"{encode_basestring(str(key))}: {to_json(inner, depth + 1)}" for key, inner in value.items()]
        return _enclosed("{", parts, "}", depth)
    return _enclosed("[", [to_json(inner, depth + 1) for inner in value], "]", depth)


def _enclosed(opening: str, parts: Sequence[str], closing: str, depth: int) -> str:
    """The document opens over lines, and so does a list or mapping of containers in it: one event, one line."""
    if parts and (depth == 0 or (depth == 1 and any(part[-1] in "]}" for part in parts))):
        space = "\n" + "  " * depth
        return f"{opening}{space}  " + f",{space}  ".join(parts) + f"{space}{closing}"
    return opening + ", ".join(parts) + closing


def to_csv(keys: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A header of keys and a row each; the training notice is the last column of every row."""
    lines = [",".join((*keys, "notice"))]
    lines += [",".join((*_cells(keys, row), _quoted(NOTICE))) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def _cells(keys: Sequence[str], row: Mapping[str, Any]) -> Iterator[str]:
    for key in keys:
        value = row.get(key)
        if value is None:
            yield ""
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, Decimal):
            yield plain(value)
        else:
            yield str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    """A text cell; one that a spreadsheet would run as a formula gets an apostrophe in front."""
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text
