"""What a sheet was made from: protocol, level, assumptions, a digest of the course, and which issue it is."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from regimen.course import Plan
from regimen.printouts.document import Identity
from regimen.printouts.facts import assumptions
from regimen.protocol.canonical import canonical
from regimen.protocol.model import Protocol
from regimen.protocol.same import Same
from regimen.quantity import plain


def identity_of(plan: Plan) -> Identity:
    """The identity of every sheet of a plan; each act issues the sheets again."""
    resolved, acts = plan.resolved, plan.schedule.acts
    issue = len(acts) + 1
    return Identity(
        protocol=resolved.protocol.id,
        version=resolved.protocol.version,
        level=resolved.level,
        digest=digest(plan),
        assumptions=tuple(assumptions(plan, hide=False)),
        issue=issue,
        supersedes=f"Sheet version {issue} supersedes version {issue - 1}: {acts[-1].words}" if acts else None,
    )


_APART = {"protocol_file", "level", "assumptions", "overlays", "cycles"}
"""Fields of a course that say where a file lies, or what stands in the digest as resolved, written out or not."""


def digest(plan: Plan) -> str:
    """SHA-256 over everything that determines the sheets, as JSON in one fixed order."""
    resolved = plan.resolved
    made_of = {
        "course": plan.course.model_dump(exclude=_APART, exclude_defaults=True),
        "protocol": _written_out(Same(resolved.protocol)),
        "level": resolved.level,
        "assumptions": dict(resolved.choices),
        "overlays": list(resolved.overlays),
        "cycles": resolved.cycle_count,
    }
    text = json.dumps(made_of, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@lru_cache(maxsize=8)
def _written_out(same: Same[Protocol]) -> Mapping[str, Any]:
    """The protocol in force as plain data; the subjects of a class follow one, so that it is written out but once."""
    return canonical(same.it.own)


def _plain(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)
