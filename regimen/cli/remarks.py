"""What commands that lint files have in common: the weight that counts, a line a remark, the count at the end."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from regimen.errors import RegimenError, nearest
from regimen.findings import Finding, Severity


def threshold_of(at: str | None) -> Severity:
    """The weight from which on findings are shown and count."""
    known = [str(severity) for severity in Severity]
    if at is not None and at not in known:
        raise RegimenError(f"--at: unknown weight '{at[:40]}'{nearest(at, known)}", allowed=", ".join(known))
    return Severity(at or Severity.OTHER)


def remark_line(finding: Finding) -> str:
    """`file:line:column: weight: message [rule]`."""
    return f"{finding.place}: {finding.severity}: {finding.message} [{finding.code}]"


def counted(files: int, shown: Sequence[Finding], hidden: Sequence[Finding], suppressed: int = 0) -> str:
    """The last line: how many, by weight, and what is not shown."""
    parts = [_by_weight(shown)]
    if hidden:
        parts.append(f"{_by_weight(hidden)} not shown (--at {min(hidden, key=_weight).severity})")
    if suppressed:
        parts.append(f"{suppressed} suppressed")
    return f"{files} file{'s' if files > 1 else ''}: {'; '.join(parts)}"


def _by_weight(findings: Sequence[Finding]) -> str:
    """`3 findings (1 important, 2 other)`."""
    counts = Counter(finding.severity for finding in sorted(findings, key=_weight, reverse=True))
    words = f" ({', '.join(f'{count} {weight}' for weight, count in counts.items())})" if counts else ""
    return f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}{words}"


def _weight(finding: Finding) -> int:
    return finding.severity.weight


def remark_facts(finding: Finding, rule: str | None) -> dict[str, Any]:
    """The keys that every finding about a file has, and its rule."""
    place = {} if finding.place is None else finding.place._asdict()
    facts: dict[str, Any] = {key: value for key, value in finding._asdict().items() if key != "place"}
    return {**facts, **place, "rule": rule}
