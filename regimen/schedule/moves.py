"""Acts applied to a schedule: what is planned, beside what the protocol says.

Pure: the ideal schedule and the list of acts make the planned schedule, so taking an act back is leaving it out.
Milestones on a fixed day and the DLT window never move: only a new Day 1 moves them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from regimen.days import DayNumbering
from regimen.errors import RegimenError, nearest
from regimen.schedule.acts import Act
from regimen.schedule.frame import milestone_day
from regimen.schedule.guards import guard
from regimen.schedule.items import Item, Kind, LeftOut, Schedule


class ActRefused(RegimenError):
    """An act that cannot be carried out on the plan as it stands; `number` counts the acts from 1."""

    def __init__(self, number: int, act: Act, why: str, *, allowed: str | None = None, hint: str | None = None) -> None:
        self.number = number
        super().__init__(f"act {number} ({act.words}) cannot be carried out: {why}", allowed=allowed, hint=hint)


class _Plan(NamedTuple):
    """The items while acts are applied, and what happened to them."""

    items: list[Item]
    touched: dict[str, tuple[int, ...]]
    left_out: list[LeftOut]


def planned(ideal: Schedule, acts: Sequence[Act]) -> Schedule:
    """The schedule after the acts, in order; raises ActRefused for the first that cannot be carried out."""
    if not acts:
        return ideal
    moves = [(number, act) for number, act in enumerate(acts, 1) if act.act != "amend"]
    if not moves:
        return replace(ideal, acts=tuple(acts))
    state = _Plan(list(ideal.items), {}, [])
    for number, act in moves:
        state = _applied(ideal, state, number, act)
    items = sorted(_with_milestones(ideal, state.items), key=itemgetter(0, 1, 2, 3))
    return replace(ideal, items=tuple(items), acts=tuple(acts), touched=state.touched, left_out=tuple(state.left_out))


def _applied(ideal: Schedule, state: _Plan, number: int, act: Act) -> _Plan:
    """One act carried out; `ideal` serves the guards."""
    numbering = ideal.resolved.numbering
    chosen = {item.id for item in _chosen(ideal, state.items, number, act)}
    touched = {**state.touched, **{key: (*state.touched.get(key, ()), number) for key in chosen}}
    if act.by is None:
        gone = [LeftOut(item, number) for item in state.items if item.id in chosen]
        kept = [item for item in state.items if item.id not in chosen]
        after = _Plan(kept, touched, [*state.left_out, *gone])
    else:
        by = act.by
        items = [_shifted(numbering, item, by) if item.id in chosen else item for item in state.items]
        after = _Plan(items, touched, state.left_out)
    if why := guard(ideal, after.items):
        hint = "choose another scope or number of days, or name all the drugs that move together"
        raise ActRefused(number, act, why, hint=hint)
    return after


def _shifted(numbering: DayNumbering, item: Item, by: int) -> Item:
    day, end = (numbering.day(numbering.offset(day) + by) for day in (item.day, item.end_day))
    return item._replace(day=day, end_day=end)


def _chosen(ideal: Schedule, items: list[Item], number: int, act: Act) -> Iterator[Item]:
    """What an act is about: doses by name, day and scope; with a whole later cycle go its assessments."""
    numbering, first = ideal.resolved.numbering, _offset(ideal, number, act)
    _check_names(ideal, number, act)
    doses = [item for item in items if item.kind == Kind.DOSE and _named(act, item)]
    later = [item for item in doses if numbering.offset(item.day) >= first]
    on_day = [item for item in later if item.day == act.day]
    picked = on_day if act.reach == "day" else later
    if act.reach == "cycle" and later:
        cycle = min(later, key=lambda item: numbering.offset(item.day)).cycle
        picked = [item for item in later if item.cycle == cycle]
    if not picked:
        days = sorted({item.day for item in doses}, key=numbering.offset)
        what, when = ", ".join(act.what) or "any drug", "on" if act.reach == "day" else "on or after"
        planned_on = f"{days[0]} to {days[-1]}" if days else "none is left"
        raise ActRefused(
            number, act, f"no dose of {what} is planned {when} Day {act.day}", allowed=f"days {planned_on}"
        )
    yield from picked
    if act.act == "defer" and not act.what and act.reach != "day":
        yield from _moving_assessments(items, picked, first, numbering)


def _moving_assessments(items: list[Item], picked: list[Item], first: int, numbering: DayNumbering) -> Iterator[Item]:
    """Assessments of the later cycles that are put off as a whole; the first cycle's count from the reference day."""
    cycles = {item.cycle for item in picked if item.cycle not in (None, 1)}
    begun = {item.cycle for item in items if item.kind == Kind.DOSE and numbering.offset(item.day) < first}
    for item in items:
        if item.kind == Kind.ASSESSMENT and item.cycle in cycles - begun:
            yield item


def _offset(ideal: Schedule, number: int, act: Act) -> int:
    try:
        return ideal.resolved.numbering.offset(act.day)
    except RegimenError as error:
        raise ActRefused(number, act, error.what, allowed=error.allowed, hint=error.hint) from error


def _named(act: Act, item: Item) -> bool:
    line = item.entry.line
    return not act.what or (line is not None and any(name in act.what for name in (line.block, line.agent, line.id)))


def _check_names(ideal: Schedule, number: int, act: Act) -> None:
    """Every name of an act is a block, an agent or a line of the protocol."""
    lines = ideal.resolved.lines
    known = dict.fromkeys(name for line in lines for name in (line.block, line.agent, line.id) if name)
    for name in act.what:
        if name not in known:
            why = f"the protocol has no block, agent or line '{name}'{nearest(name, known)}"
            raise ActRefused(number, act, why, allowed=", ".join(known))


def _with_milestones(ideal: Schedule, items: list[Item]) -> Iterator[Item]:
    """The items, with the milestones that follow the first or last dose where those are planned."""
    parts = {part.id: part for part in ideal.resolved.milestones if part.day is None}
    for item in items:
        part = parts.get(item.entry.id) if item.kind == Kind.MILESTONE else None
        if part is None:
            yield item
        elif (day := milestone_day(part, items)) is not None:
            yield item._replace(day=day, end_day=day)
