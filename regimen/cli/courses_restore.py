"""`regimen courses restore`: put a course back on the board."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO


def courses_restore(
    course: Annotated[str | None, Words("ID", "id of a course in the ledger")] = None,
    /,
    *,
    why: Annotated[str | None, Words("TEXT", "the reason")] = None,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Put a course that was taken off the board back on it.

    Examples:
      regimen courses restore T-07 --why "was the right one after all"
    """
    from regimen.cli.output import emit
    from regimen.errors import RegimenError
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path, role

    if course is None:
        raise RegimenError("which course?", hint="regimen courses restore ID")
    with Ledger.open(ledger_path(ledger)) as kept:
        kept.restore(course, kept.held(course).seq, who=role(who), why=why)
        emit(f"{course}: {kept.history(course)[-1].words}\n")
    return 0
