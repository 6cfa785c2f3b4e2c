"""`regimen courses act`: record a decision that moves the plan of a course."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.errors import RegimenError


def courses_act(
    file: Annotated[str | None, Words("FILE", "course file")] = None,
    act: Annotated[str | None, Words("ACT", "defer, omit, cease or amend")] = None,
    /,
    *,
    day: Annotated[str | None, Words("DAY", "planned study day from which it holds")] = None,
    by: Annotated[str | None, Words("DAYS", "days of a deferral")] = None,
    what: Annotated[list[str] | None, Words("NAME", "block, agent or line; default: all doses; repeatable")] = None,
    scope: Annotated[str | None, Words("SCOPE", "day, cycle or following")] = None,
    version: Annotated[str | None, Words("VERSION", "version of the protocol that amend moves to")] = None,
    level: Annotated[str | None, Words("ID", "level that amend moves to, where it is another")] = None,
    why: Annotated[str | None, Words("TEXT", "the reason; needed")] = None,
    who: Annotated[str | None, Words("ROLE", "role of whoever decided, never a name")] = None,
    on: Annotated[str | None, Words("DATE", "date of the decision")] = None,
) -> int:
    """Put doses off, leave them out, stop a drug, or move the course to another version; the file keeps every act.

    An act that would give a dose twice, swap doses or break the protocol's order is refused and nothing is written.
    Day 45 does not move. regimen courses undo takes the last act back.

    Examples:
      regimen courses act course.yaml defer --day 4 --by 2 --what MEC --why "fever, cultures pending"
      regimen courses act course.yaml omit --day 6 --what etoposide --why "bilirubin"
      regimen courses act course.yaml cease --day 9 --what LEN --why "rash"
    """
    if file is None or act is None:
        raise RegimenError("which act in which course?", hint="regimen courses act FILE defer|omit|cease|amend")
    given = {"day": day, "by": by, "scope": scope, "version": version, "level": level, "why": why, "who": who, "on": on}
    fields = {name: text for name, text in given.items() if text is not None}
    from pathlib import Path

    from regimen.cli.output import emit
    from regimen.courseacts import acted, differing_past, read_act
    from regimen.coursefile import open_course, save_course

    path = Path(file)
    made = read_act({"act": act, "what": what or [], **fields})
    course, _ = open_course(path)
    after, _ = acted(course, made, path.parent)
    past = differing_past(course, made, path.parent)
    save_course(after, path, overwrite=True)
    emit(f"{file}: act {len(after.acts)}: {made.words}\n")
    if past:
        days = ", ".join(map(str, past))
        emit(f"The versions differ before Day {made.day}, on days {days}; what was given there stays given.\n")
    return 0
