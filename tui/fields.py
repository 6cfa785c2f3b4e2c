"""The values a person can change, as rows for the panel: how each is shown, chosen from or typed."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.course import Course, Plan
from regimen.dates import safe_date
from regimen.dosing.body import BSA_FORMULAS
from regimen.nomenclature import MARK, NOT_IN_SOURCES, safe_number
from regimen.printouts.words import plural
from regimen.protocol.model import Protocol
from regimen.protocol.ranges import most_cycles
from tui.revise import OFF, ON


class Field(NamedTuple):
    """One row of the panel of values."""

    path: str
    """Where the value stands in the course (`subject.weight_kg`)."""
    label: str
    """Name of the row."""
    value: str
    """Value as shown."""
    edit: str
    """Value as typed."""
    choices: tuple[str, ...] = ()
    """What it may be, where that is a list."""
    hint: str = ""
    """What may be typed, or why the value is open."""
    assumed: bool = False
    """Whether it carries the mark †."""


_SUBJECT: tuple[tuple[str, str, str, str], ...] = (
    ("height_cm", "Height", "cm", "50 to 250 cm"),
    ("weight_kg", "Weight", "kg", "2 to 400 kg"),
    ("age", "Age", "years", "0 to 120 years"),
    ("creatinine", "Creatinine", "", "mg/dL, or with its unit: 80 umol/L"),
    (
        "prior_anthracycline",
        "Prior anthracycline",
        "mg/m²",
        "doxorubicin-equivalent mg/m²; 0 if none, empty if unknown",
    ),
)


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
    rows += _subject(course)
    rows.append(
        Field("bsa_formula", "BSA formula", course.bsa_formula, course.bsa_formula, tuple(BSA_FORMULAS), "", True)
    )
    rounding = str(course.rounding)
    rows.append(Field("rounding", "Rounding", rounding, rounding, hint="none, measurable, nearest:5", assumed=True))
    return rows


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


def _subject(course: Course) -> list[Field]:
    rows = []
    for name, label, unit, hint in _SUBJECT:
        value = getattr(course.subject, name)
        text = (
            ""
            if value is None
            else str(value)
            if isinstance(value, int) or name == "creatinine"
            else safe_number(value)
        )
        shown = f"{text} {unit}".strip() if text else "unknown"
        rows.append(Field(f"subject.{name}", label, shown, text.replace(",", ""), hint=hint))
    sex = course.subject.sex or "unknown"
    rows.insert(2, Field("subject.sex", "Sex", sex, sex, ("F", "M", "unknown")))
    return rows


def shown_value(field: Field, *, hide: bool) -> str:
    """The value with its mark; assumed ones are blanked when `hide`."""
    if not field.assumed:
        return field.value
    return NOT_IN_SOURCES if hide else f"{field.value}{MARK}"
