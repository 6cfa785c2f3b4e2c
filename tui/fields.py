"""The values a person can change, as rows for the panel: how each is shown, chosen from or typed."""

from collections.abc import Iterator

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.printouts.words import plural
from regimen.protocol.model import Protocol
from regimen.protocol.ranges import most_cycles
from tui.bodyfields import dosing_rows, subject_rows
from tui.field import Field
from tui.revise import OFF, ON


def fields(plan: Plan) -> list[Field]:
    """Every changeable value of a plan, in the order people ask for them."""
    course, resolved = plan.course, plan.resolved
    rows = list(_course_rows(plan))
    for key, group in resolved.protocol.assumptions.items():
        choice = resolved.choices[key]
        rows.append(Field(f"assumptions.{key}", group.title, choice, choice, tuple(group.sets), group.reason, True))
    for key, overlay in resolved.protocol.overlays.items():
        drawn = ON if key in resolved.overlays else OFF
        rows.append(Field(f"overlays.{key}", overlay.title, drawn, drawn, (OFF, ON), overlay.reason))
    return [*rows, *subject_rows(course), *dosing_rows(plan)]


def rung(protocol: Protocol, level: str) -> str:
    """A level in words: `LEN 10 mg/day, days 1-14 (closed: version 2 shortened LEN to days 1-10)`."""
    assert protocol.ladder is not None
    found = protocol.ladder.levels[level]
    return f"{found.name} (closed: {found.closed})" if found.closed else found.name


def version_words(protocol: Protocol, version: str) -> str:
    """Why a version was made, and when where the sources say so."""
    for amendment in protocol.amendments:
        if amendment.version == version:
            return f"{amendment.date or f'date {NOT_IN_SOURCES}'}: {amendment.reason}"
    return "as first written"


def _course_rows(plan: Plan) -> Iterator[Field]:
    """Which days, which rung, which version, how many cycles."""
    course, resolved = plan.course, plan.resolved
    date = course.reference_date
    label = f"Day {resolved.numbering.reference}"
    yield Field("reference_date", label, safe_date(date), date.isoformat(), hint="YYYY-MM-DD")
    if ladder := resolved.protocol.ladder:
        level = resolved.level or ladder.default
        yield Field("level", "Level", level, level, tuple(ladder.levels), ladder.levels[level].name)
    if len(versions := resolved.protocol.versions) > 1:
        hint = "A course follows the version of its enrolment until an act moves it."
        yield Field("version", "Version", resolved.protocol.version, resolved.protocol.version, versions, hint)
    cycle, count = resolved.protocol.cycle, str(resolved.cycle_count)
    if cycle is not None and (cycle.count > 1 or cycle.most is not None):
        fewest, most = cycle.fewest or 1, cycle.most or most_cycles(cycle.length)
        hint = f"cycles to draw, {fewest} to {most}; empty: {cycle.count}"
        if fewest < most:
            yield Field("cycles", "Cycles", count, count, hint=hint)
    dates = course.blackouts
    shown = plural(len(dates), "date") if dates else "none"
    hint = "dates on which nothing can be given, YYYY-MM-DD, separated by commas; empty for none"
    yield Field("blackouts", "Blackout dates", shown, ", ".join(map(str, dates)), hint=hint)
