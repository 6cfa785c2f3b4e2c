"""`regimen courses archive`: take a course off the board."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO


def courses_archive(
    course: Annotated[str | None, Words("ID", "id of a course in the ledger")] = None,
    /,
    *,
    why: Annotated[str | None, Words("TEXT", "the reason")] = None,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Take a course off the board, such as one entered by mistake; the ledger keeps all of it, and its id stays taken.

    Nothing can be recorded for it until regimen courses restore puts it back.

    Examples:
      regimen courses archive T-07 --why "entered twice"
    """
    from regimen.cli.output import emit
    from regimen.errors import RegimenError
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path, role

    if course is None:
        raise RegimenError("which course?", hint="regimen courses archive ID")
    with Ledger.open(ledger_path(ledger)) as kept:
        kept.archive(course, kept.held(course).seq, who=role(who), why=why)
        emit(f"{course}: {kept.history(course)[-1].words}\n")
    return 0
