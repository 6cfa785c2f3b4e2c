"""`regimen ledger log`: who did what, when and why."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, JsonOption

_JSON = JsonOption()


def ledger_log(
    course: Annotated[str | None, Words("ID", "id of a course; default: all of them")] = None,
    /,
    *,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Print the audit, oldest first: time in UTC, role, what was done and why. What was undone stays, and is marked.

    Examples:
      regimen ledger log T-07
      regimen ledger log --json
    """
    from regimen.cli.output import document, emit
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path

    with Ledger.open(ledger_path(ledger)) as kept:
        log = kept.history(course) if course else kept.log()
        path = str(kept.path)
    if form.json:
        emit(document(ledger=path, events=[one._asdict() | {"at": f"{one.at.isoformat()}"} for one in log]))
    else:
        emit("".join(f"{one.course} {one.line}\n" for one in log))
    return 0
