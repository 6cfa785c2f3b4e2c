"""`regimen ledger protocol`: keep a protocol that courses under way can be moved to."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO


def ledger_protocol(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol in the library, or a protocol file")] = None,
    /,
    *,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Keep a protocol with a newer version, so that regimen courses act ID amend can move courses to it.

    The versions that the ledger has keep their content: a protocol that gives one of them another is refused.

    Examples:
      regimen ledger protocol mine.yaml
      regimen ledger protocol nct01681537
    """
    from regimen.cli.output import emit
    from regimen.errors import RegimenError
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path, role
    from regimen.ledger.protocols import kept_protocol
    from regimen.protocol.shelf import found

    if protocol is None:
        raise RegimenError("which protocol is to be kept?", hint="regimen ledger protocol FILE")
    latest = found(protocol)
    made = kept_protocol(latest, lambda version: found(protocol, version))
    with Ledger.open(ledger_path(ledger)) as kept:
        new = kept.keep_protocol(made, who=role(who))
    versions = ", ".join(latest.versions)
    emit(f"{latest.id}: {'kept' if new else 'was kept already'}, versions {versions}\n")
    return 0
