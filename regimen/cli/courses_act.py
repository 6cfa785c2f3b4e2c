"""`regimen courses act`: record a decision that moves the plan of a course."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER
from regimen.errors import RegimenError


def courses_act(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    act: Annotated[str | None, Words("ACT", "defer, omit, cease or amend")] = None,
    /,
    *,
    day: Annotated[str | None, Words("DAY", "planned study day from which it holds")] = None,
    by: Annotated[str | None, Words("DAYS", "days of a deferral")] = None,
    what: Annotated[list[str] | None, Words("NAME", "block, agent or line; default: all doses; repeatable")] = None,
    scope: Annotated[str | None, Words("SCOPE", "day, cycle or following")] = None,
    version: Annotated[str | None, Words("VERSION", "version of the protocol that amend moves to")] = None,
    level: Annotated[str | None, Words("ID", "level that amend moves to, where it is another")] = None,
    off_blackouts: Annotated[bool, Words("", "defer as far as needed, off every blackout date of the course")] = False,
    why: Annotated[str | None, Words("TEXT", "the reason; needed")] = None,
    who: Annotated[str | None, Words("ROLE", "role of whoever decided, never a name")] = None,
    on: Annotated[str | None, Words("DATE", "date of the decision")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
) -> int:
    """Put doses off, leave them out, stop a drug, or move the course to another version; the file keeps every act.

    An act that would give a dose twice, swap doses or break the protocol's order is refused and nothing is written.
    Day 45 does not move. regimen courses undo takes the last act back.

    Examples:
      regimen courses act course.yaml defer --day 4 --by 2 --what MEC --why "fever, cultures pending"
      regimen courses act course.yaml omit --day 6 --what etoposide --why "bilirubin"
      regimen courses act course.yaml cease --day 9 --what LEN --why "rash"
      regimen courses act course.yaml defer --off-blackouts --what MEC
    """
    if course is None or act is None:
        raise RegimenError("which act in which course?", hint="regimen courses act FILE|ID defer|omit|cease|amend")
    given = {"day": day, "by": by, "scope": scope, "version": version, "level": level, "why": why, "who": who, "on": on}
    fields = {name: text for name, text in given.items() if text is not None}
    from regimen import changes
    from regimen.cli.held import opened
    from regimen.cli.output import emit
    from regimen.courseacts import acted, differing_past, read_act
    from regimen.courseacts import off_blackouts as moves_off

    found = opened(course, ledger)
    if off_blackouts:
        if act != "defer" or fields:
            hint = "give only --what beside it"
            raise RegimenError("--off-blackouts says itself from when, how far and why to defer", hint=hint)
        made = moves_off(found.course, found.protocol, what or [])
    else:
        made = [read_act({"act": act, "what": what or [], **fields})]
    told = [] if made else [f"{course}: nothing is planned on a blackout date\n"]
    after = found.course
    for one in made:
        past = ", ".join(map(str, differing_past(after, one, found.find)))
        after, _ = acted(after, one, found.find)
        told.append(f"{course}: act {len(after.acts)}: {one.words}\n")
        if past:
            told.append(f"The versions differ before Day {one.day}, on days {past}; what was given stays given.\n")
    if made:
        found.commit(list(map(changes.acted, made)), who=who)
    emit("".join(told))
    return 0
