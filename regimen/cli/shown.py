"""What every JSON answer about a protocol says at its head, and what hiding assumptions leaves of it."""

from typing import Any

from regimen.protocol.resolved import ResolvedProtocol


def head(resolved: ResolvedProtocol, *, hide: bool = False) -> dict[str, Any]:
    """`protocol, version, level, assumptions, references`; a hidden choice is null, for its id tells the values."""
    return {
        "protocol": resolved.protocol.id,
        "version": resolved.protocol.version,
        "level": resolved.level,
        "assumptions": {group: None if hide else choice for group, choice in resolved.choices.items()},
        "references": {
            key: {"kind": reference.kind, "citation": reference.citation}
            for key, reference in resolved.protocol.references.items()
        },
    }
