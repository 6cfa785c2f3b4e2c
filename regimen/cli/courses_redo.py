"""`regimen courses redo`: bring back what was undone last."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO


def courses_redo(
    course: Annotated[str | None, Words("ID", "id of a course in the ledger")] = None,
    /,
    *,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Bring the action back that was undone last, as long as nothing else was done since.

    Examples:
      regimen courses redo T-07
    """
    from regimen.cli.output import emit
    from regimen.errors import RegimenError
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path, role

    if course is None:
        raise RegimenError("which course?", hint="regimen courses redo ID")
    with Ledger.open(ledger_path(ledger)) as kept:
        kept.redo(course, kept.held(course).seq, who=role(who))
        emit(f"{course}: {kept.history(course)[-1].words}\n")
    return 0
