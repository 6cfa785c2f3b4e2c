"""The values a person can change, as rows for the panel: how each is shown, chosen from or typed."""

from typing import NamedTuple

from regimen.course import Course, Plan
from regimen.dates import safe_date
from regimen.dosing.body import BSA_FORMULAS
from regimen.nomenclature import MARK, NOT_IN_SOURCES, safe_number


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
    number = resolved.numbering.reference
    rows = [
        Field(
            "reference_date",
            f"Day {number}",
            safe_date(course.reference_date),
            course.reference_date.isoformat(),
            hint="YYYY-MM-DD",
        )
    ]
    if ladder := resolved.protocol.ladder:
        level = resolved.level or ladder.default
        rows.append(Field("level", "Level", level, level, tuple(ladder.levels), ladder.levels[level].name))
    for key, group in resolved.protocol.assumptions.items():
        choice = resolved.choices[key]
        rows.append(Field(f"assumptions.{key}", group.title, choice, choice, tuple(group.sets), group.reason, True))
    rows += _subject(course)
    rows.append(
        Field("bsa_formula", "BSA formula", course.bsa_formula, course.bsa_formula, tuple(BSA_FORMULAS), "", True)
    )
    rounding = str(course.rounding)
    rows.append(Field("rounding", "Rounding", rounding, rounding, hint="none, measurable, nearest:5", assumed=True))
    return rows


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
