"""Ideal and planned days of a course side by side, on a sheet."""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.nomenclature import NOT_IN_SOURCES, drug_name
from regimen.printouts.facts import identity, level_words
from regimen.printouts.moves import act_lines, left_out_lines, planned_lines
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import dated, day_assumed, day_words, marked, plural
from regimen.schedule.intervals import days_to_window, last_doses
from regimen.schedule.items import Kind


def move_sheet(plan: Plan, *, hide: bool = False) -> Sheet:
    """Ideal and planned side by side; a course without acts says so."""
    resolved = plan.resolved
    level = level_words(resolved)
    lead = (
        identity(plan.course.subject.id),
        f"Protocol {resolved.protocol.id}, version {resolved.protocol.version}",
        *((f"Dose level {level}",) if level else ()),
        dated(plan, resolved.numbering.reference),
    )
    if not plan.schedule.acts:
        lead = (*lead, "No acts: everything is planned on its ideal day.")
    return Sheet(
        f"{resolved.protocol.short}: ideal and planned",
        lead,
        (
            block("Acts", *act_lines(plan)),
            Block("Ideal day → planned day", tuple(_moved(plan, hide=hide))),
            block("Left out", *left_out_lines(plan)),
            block("Doses planned of those in the protocol", *planned_lines(plan)),
            block("Window", *_window(plan)),
        ),
    )


def _moved(plan: Plan, *, hide: bool) -> Iterator[Entry]:
    """One entry a line that has moved, one detail a dose."""
    moved = [item for item in plan.schedule.items if item.day != item.ideal_day and item.kind != Kind.MILESTONE]
    for entry in plan.schedule.entries:
        days = {item.ideal_day: item.day for item in moved if item.entry is entry}
        if not days:
            continue
        name = drug_name(entry.name)
        if hide and day_assumed(entry):
            yield Entry(f"{name}: days {NOT_IN_SOURCES}")
            continue
        details = tuple(f"{dated(plan, ideal)} → {dated(plan, day)}" for ideal, day in days.items())
        yield Entry(marked(name, day_assumed(entry)), details)


def _window(plan: Plan) -> Iterator[str]:
    """The window stays; what changes is the time left in it."""
    if plan.schedule.window is None:
        return
    last = plan.schedule.window[1]
    reference = day_words(plan.resolved.numbering.reference)
    yield f"{dated(plan, last)} closes the window; no act moves it, only a new {reference}"
    ideal, planned = last_doses(plan.ideal), last_doses(plan.schedule)
    for name, day in ideal.items():
        before, after = days_to_window(plan.ideal, day), days_to_window(plan.schedule, planned.get(name))
        left = "no dose is left" if after is None else f"{plural(after, 'day')} from its last dose to {day_words(last)}"
        yield f"{drug_name(name)}: {left}" + ("" if before == after else f" (ideal: {before})")
