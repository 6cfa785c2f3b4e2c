"""An act being made: what it can be about on a day, and in words what it would do. No Textual."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from regimen.course import Course, Plan
from regimen.courseacts import differing_past, read_act
from regimen.coursefile import Finder
from regimen.dates import safe_date
from regimen.days import DaySet
from regimen.nomenclature import NOT_IN_SOURCES, days_words, drug_name
from regimen.printouts.moves import planned_lines
from regimen.printouts.words import dated, day_assumed, day_words, dose_words, plural
from regimen.schedule.acts import SCOPE_WORDS, Act
from regimen.schedule.intervals import days_to_window, last_doses
from regimen.schedule.items import Entry, Item, Kind

KINDS = {
    "defer": "put off by some days",
    "omit": "leave out",
    "cease": "stop for good",
    "amend": "move to another version of the protocol",
}
"""Kind of act to what it does."""


class Offer(NamedTuple):
    """One thing that can be chosen, with what it means."""

    key: str
    words: str


def kinds(plan: Plan, day: int) -> list[Offer]:
    """The acts that can be made on a day: doses need a dose, another version needs one."""
    names = ["defer", "omit", "cease"] if whats(plan, day) else []
    names += ["amend"] if others(plan) else []
    return [Offer(name, KINDS[name]) for name in names]


def others(plan: Plan) -> list[str]:
    """The versions of the protocol that the plan does not follow."""
    protocol = plan.resolved.protocol
    return [version for version in protocol.versions if version != protocol.version]


def whats(plan: Plan, day: int) -> list[Offer]:
    """What is planned on a day: all doses, each block, each drug that is no block by itself, lines of one drug."""
    lines = {item.entry.line.id: item.entry.line for item in plan.schedule.by_day.get(day, ()) if item.entry.line}
    if not lines:
        return []
    drugs = dict.fromkeys(line.agent for line in lines.values())
    blocks = {line.block: _members(plan, line.block) for line in lines.values() if line.block}
    found = [Offer("", f"all doses: {_names(drugs)}")]
    found += [Offer(block, _names(members)) for block, members in blocks.items()]
    alone = {members[0] for members in blocks.values() if len(members) == 1}
    found += [Offer(drug, drug_name(drug)) for drug in drugs if drug not in alone]
    for line in lines.values():
        if line.id != line.agent and sum(other.agent == line.agent for other in plan.resolved.lines) > 1:
            found.append(Offer(line.id, f"{drug_name(line.agent)}, line {line.id}"))
    return list({offer.key: offer for offer in found}.values())


def _members(plan: Plan, block: str) -> list[str]:
    return list(dict.fromkeys(line.agent for line in plan.resolved.lines if line.block == block))


def _names(drugs: Iterable[str]) -> str:
    return ", ".join(map(drug_name, drugs))


def scopes(act: str, plan: Plan) -> list[Offer]:
    """How far an act can reach, the usual reach first."""
    usual = read_act({"act": act, "day": "1", "why": "x", **({"by": "1"} if act == "defer" else {})}).reach
    names = [name for name in SCOPE_WORDS if not (act == "cease" and name == "day")]
    if plan.resolved.cycle_length is None:
        names.remove("cycle")
    return [Offer(name, SCOPE_WORDS[name]) for name in sorted(names, key=lambda name: name != usual)]


def effect(before: Plan, after: Plan, *, hide: bool = False) -> Iterator[str]:
    """What changes from one plan to another, in lines: doses, days left in the window, what is new to remark."""
    moved = [*_moved(before, after, hide=hide), *_doses(before, after, hide=hide)]
    yield from moved or ["No dose changes."]
    kept = set(planned_lines(before))
    yield from (f"doses still planned: {line}" for line in planned_lines(after) if line not in kept)
    yield from _window(before, after, hide=hide)
    known = {finding.message for finding in before.findings}
    yield from (f"to remark: {finding.message}" for finding in after.findings if finding.message not in known)


_Days = tuple[int | None, int | None]
"""Study day before and after; None where it is not planned."""


def _moved(before: Plan, after: Plan, *, hide: bool) -> Iterator[str]:
    """Drugs and assessments with the days they go from and to; those that share all their days on one line."""
    alike: dict[tuple[_Days, ...] | None, dict[str, None]] = {}
    for entry, days in _shifts(before, after).items():
        shown = None if hide and day_assumed(entry) else tuple(days)
        alike.setdefault(shown, {})[drug_name(entry.name)] = None
    for pairs, names in alike.items():
        label = ", ".join(names)
        if pairs is None:
            yield f"{label}: days {NOT_IN_SOURCES}"
            continue
        moves = [(was, now) for was, now in pairs if was is not None and now is not None]
        yield from _told(before, label, [was for was, _ in moves], [now for _, now in moves])
        yield from _told(before, label, [was for was, now in pairs if was is not None and now is None], "left out")
        yield from _told(before, label, [now for was, now in pairs if was is None and now is not None], "added")


def _shifts(before: Plan, after: Plan) -> dict[Entry, list[_Days]]:
    """What is not on the same day in both plans, in order of the days."""
    old, new = _by_id(before), _by_id(after)
    shifts: dict[str, tuple[Entry, list[_Days]]] = {}
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        one = was or now
        if one is not None and (was is None or now is None or was.day != now.day):
            days = (was.day if was else None, now.day if now else None)
            shifts.setdefault(one.entry.id, (one.entry, []))[1].append(days)
    return dict(shifts.values())


def _by_id(plan: Plan) -> dict[str, Item]:
    return {item.id: item for item in plan.schedule.items if item.kind != Kind.MILESTONE}


def _told(plan: Plan, label: str, days: list[int], to: list[int] | str) -> Iterator[str]:
    """Days of some drugs and where they go, as days and as dates."""
    if not days:
        return
    if isinstance(to, str):
        yield f"{label}: {_days(plan, days)} {to}"
        yield f"  {_dates(plan, days)}"
    else:
        yield f"{label}: {_days(plan, days)} → {_days(plan, to)}"
        yield f"  {_dates(plan, days)}"
        yield f"  → {_dates(plan, to)}"


def _dates(plan: Plan, days: list[int]) -> str:
    first, last = safe_date(plan.date(days[0])), safe_date(plan.date(days[-1]))
    return first if first == last else f"{first} to {last}"


def _days(plan: Plan, days: list[int]) -> str:
    return days_words(DaySet.of(days, plan.resolved.numbering))


def _doses(before: Plan, after: Plan, *, hide: bool) -> Iterator[str]:
    """Dose lines that another version or level gives at another dose."""
    new = {entry.id: entry for entry in after.schedule.doses}
    for entry in before.schedule.doses:
        if entry.id in new and entry.dose != new[entry.id].dose:
            was, now = dose_words(entry, hide=hide), dose_words(new[entry.id], hide=hide)
            yield f"{drug_name(entry.name)}: {was} → {now}"


def _window(before: Plan, after: Plan, *, hide: bool) -> Iterator[str]:
    """The last day of the window, and the days from the last dose of each block until then."""
    old, new = before.schedule.window, after.schedule.window
    if old is None or new is None:
        return
    change = ", as before" if old == new else f" instead of {day_words(old[1])}"
    yield f"The window closes on {dated(after, new[1])}{change}."
    was, now = last_doses(before.schedule), last_doses(after.schedule)
    doses = [entry for entry in after.schedule.doses if entry.line is not None and day_assumed(entry)]
    assumed = {entry.line.block or entry.name for entry in doses if entry.line is not None}
    for name in dict.fromkeys([*was, *now]):
        if hide and name in assumed:
            continue
        left, days = days_to_window(before.schedule, was.get(name)), days_to_window(after.schedule, now.get(name))
        if days is None:
            yield f"{drug_name(name)}: no dose is left"
            continue
        other = "as before" if days == left else f"before: {left}" if left is not None else "not given before"
        last, closes = f"the last dose ({day_words(now[name])})", day_words(new[1])
        if days < 0:
            yield f"{drug_name(name)}: {last} comes {plural(-days, 'day')} after {closes}; {other}"
        else:
            yield f"{drug_name(name)}: {plural(days, 'day')} from {last} to {closes}; {other}"


def past_words(course: Course, act: Act, find: Finder) -> Iterator[str]:
    """For a move to another version: on which days before it the versions differ."""
    if days := differing_past(course, act, find):
        listed = ", ".join(map(str, days)).replace("-", "−")
        yield f"The versions differ before {day_words(act.day)}, on days {listed}; what was given there stays given."
