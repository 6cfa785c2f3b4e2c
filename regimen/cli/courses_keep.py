"""`regimen courses keep`: keep a course file in the ledger."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO


def courses_keep(
    file: Annotated[str | None, Words("FILE", "course file; its subject needs an id")] = None,
    /,
    *,
    as_kept: Annotated[bool, Words("", "follow the protocol as the ledger keeps it, if the file's differs")] = False,
    why: Annotated[str | None, Words("TEXT", "the reason")] = None,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Keep a course in the ledger under its subject's id, with the protocol it follows; the first one begins a ledger.

    From then on the ledger holds the course, and the file is no more than a copy of how it began. The version in
    force is written down, and the protocol stays as it is kept when the program's library changes.

    Examples:
      regimen courses keep course.yaml
      regimen courses keep course.yaml --ledger ward.sqlite --who "data manager"
    """
    from pathlib import Path

    from regimen.cli.output import emit
    from regimen.coursefile import finder, open_course
    from regimen.errors import RegimenError
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path, role

    if file is None:
        raise RegimenError("which course is to be kept?", hint="regimen courses keep FILE")
    course, _ = open_course(Path(file))
    with Ledger.open(ledger_path(ledger), create=True) as kept:
        held = kept.enrol(course, finder(Path(file).parent), who=role(who), why=why, as_kept=as_kept)
        emit(f"{held.id}: kept in {kept.path}\n")
    return 0
