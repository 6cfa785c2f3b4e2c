"""`regimen ledger backup`: copy the ledger while it is in use."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, JsonOption

_JSON = JsonOption()


def ledger_backup(
    *,
    output: Annotated[str | None, Words("FILE", "where to; default: a dated file in a folder beside it", "-o")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Copy the ledger to a dated file beside it, and read the copy back before it counts; the last ten stay.

    To go back to a backup, put it in the ledger's place by hand: no command overwrites a ledger.

    Examples:
      regimen ledger backup
      regimen ledger backup -o /media/stick/ward.sqlite
    """
    from pathlib import Path

    from regimen.cli.output import document, emit
    from regimen.ledger.backup import back_up
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path

    with Ledger.open(ledger_path(ledger)) as kept:
        made = back_up(kept.store, Path(output) if output else None)
        where = str(kept.path)
    emit(document(ledger=where, backup=str(made)) if form.json else f"{made}: backup of {where}, read back whole\n")
    return 0
