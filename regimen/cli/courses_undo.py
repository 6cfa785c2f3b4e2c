"""`regimen courses undo`: take the last act of a course file back, or the last action of a course in the ledger."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO


def courses_undo(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    /,
    *,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Take the last act of a course file back, or of a course in the ledger whatever was done last.

    The plan is then exactly what it was before. In the ledger the undone action stays in the audit, and regimen
    courses redo brings it back.

    Examples:
      regimen courses undo course.yaml
      regimen courses undo T-07
    """
    from regimen.cli.held import opened
    from regimen.cli.output import emit
    from regimen.courseacts import undone
    from regimen.errors import RegimenError
    from regimen.ledger.place import role

    if course is None:
        raise RegimenError("the last act of which course?", hint="regimen courses undo FILE|ID")
    found = opened(course, ledger)
    if found.seq is None:
        found.written(undone(found.course))
        emit(f"{course}: taken back: {found.course.acts[-1].words}\n")
        return 0
    from regimen.ledger.ledger import Ledger

    with Ledger.open(found.path) as kept:
        kept.undo(course, found.seq, who=role(who))
        emit(f"{course}: {kept.history(course)[-1].words}\n")
    return 0
