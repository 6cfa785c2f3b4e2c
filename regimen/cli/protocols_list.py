"""`regimen protocols list`: the bundled library."""

from regimen.cli.options import JsonOption

_JSON = JsonOption()


def protocols_list(*, form: JsonOption = _JSON) -> int:
    """List the protocols of the library, one a line: id, version, name, levels.

    Examples:
      regimen protocols list
      regimen protocols list --json
    """
    from regimen.cli.output import document, emit
    from regimen.protocol.shelf import library_ids, load

    protocols = [load(name) for name in library_ids()]
    if not form.json:
        for protocol in protocols:
            levels = f" · levels {', '.join(protocol.ladder.levels)}" if protocol.ladder else ""
            emit(f"{protocol.id} · version {protocol.version} · {protocol.short}{levels}\n")
        return 0
    told = [
        {
            "id": protocol.id,
            "version": protocol.version,
            "short": protocol.short,
            "title": protocol.title,
            "phase": protocol.phase,
            "condition": protocol.condition,
            "identifiers": protocol.identifiers,
            "levels": list(protocol.ladder.levels) if protocol.ladder else [],
            "default_level": protocol.ladder.default if protocol.ladder else None,
            "assumptions": {key: list(group.sets) for key, group in protocol.assumptions.items()},
        }
        for protocol in protocols
    ]
    emit(document(protocols=told))
    return 0
