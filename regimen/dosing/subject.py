"""The subject's body and laboratory data, all optional, and the questions they raise.

A value that cannot be right is refused where it is read; one that may be right but is unusual is kept and
becomes a finding. There are no dates and no names here.
"""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, PlainValidator

from regimen.dosing.body import DEFAULT_BSA_FORMULA, body_mass_index, bsa_table
from regimen.dosing.measures import RANGES, LabValue, Range, read_lab, read_measure
from regimen.errors import ValueSyntaxError
from regimen.findings import Finding, Severity
from regimen.nomenclature import rounded, safe_number

_USUAL_BMI = (Decimal(12), Decimal(60))
_BSA_DISAGREEMENT = Decimal("0.15")
_MAX_ID = 40
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def _id(raw: object) -> str:
    text = raw.strip() if isinstance(raw, str) else ""
    if not text or len(text) > _MAX_ID or not text.isprintable():
        raise ValueSyntaxError("the subject id cannot be used", allowed=f"1 to {_MAX_ID} printable characters")
    return text


def _sex(raw: object) -> str:
    if raw not in ("F", "M"):
        raise ValueSyntaxError(f"sex '{str(raw)[:20]}' cannot be used in the formulas", allowed="F or M")
    return str(raw)


def _age(raw: object) -> int:
    years = read_measure("age", raw)
    if years != years.to_integral_value():
        raise ValueSyntaxError(f"age {safe_number(years)} is not a whole number", allowed="completed years, such as 61")
    return int(years)


def _flag(raw: object) -> bool:
    flag = raw if isinstance(raw, bool) else _YES_NO.get(raw.strip().lower()) if isinstance(raw, str) else None
    if flag is None:
        raise ValueSyntaxError(f"'{str(raw)[:20]}' is neither yes nor no", allowed="yes, no or unknown")
    return flag


def _known(raw: object) -> object:
    return None if isinstance(raw, str) and raw.strip().lower() == "unknown" else raw


_Unknown = BeforeValidator(_known)
"""Turns the text `unknown` into None; stands outside each union so that it is asked first."""
_Flag = Annotated[Annotated[bool, BeforeValidator(_flag)] | None, _Unknown]


class Subject(BaseModel):
    """One subject's body and laboratory data; None means unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, BeforeValidator(_id)] | None = None
    """Pseudonymous code."""
    height_cm: Annotated[Annotated[Decimal, BeforeValidator(partial(read_measure, "height_cm"))] | None, _Unknown] = (
        None
    )
    """Height in centimetres."""
    weight_kg: Annotated[Annotated[Decimal, BeforeValidator(partial(read_measure, "weight_kg"))] | None, _Unknown] = (
        None
    )
    """Actual weight in kilograms."""
    sex: Annotated[Annotated[Literal["F", "M"], BeforeValidator(_sex)] | None, _Unknown] = None
    """Sex as the formulas for weight and renal function use it."""
    age: Annotated[Annotated[int, BeforeValidator(_age)] | None, _Unknown] = None
    """Completed years."""
    creatinine: Annotated[
        Annotated[LabValue, PlainValidator(partial(read_lab, "creatinine")), PlainSerializer(str)] | None,
        _Unknown,
    ] = None
    """Serum creatinine: `1.09 mg/dL`, `96.3 umol/L`, or a bare number in mg/dL."""
    bsa: Annotated[Annotated[Decimal, BeforeValidator(partial(read_measure, "bsa"))] | None, _Unknown] = None
    """Body surface area in m² as given; replaces the formula."""
    bilirubin: Annotated[
        Annotated[LabValue, PlainValidator(partial(read_lab, "bilirubin")), PlainSerializer(str)] | None,
        _Unknown,
    ] = None
    """Total bilirubin: mg/dL or umol/L, as creatinine."""
    lvef: Annotated[Annotated[Decimal, BeforeValidator(partial(read_measure, "lvef"))] | None, _Unknown] = None
    """Left ventricular ejection fraction in percent."""
    childbearing_potential: _Flag = None
    """Whether pregnancy is possible."""
    chest_radiotherapy: _Flag = None
    """Whether the chest was irradiated before."""
    prior_anthracycline: Annotated[
        Annotated[Decimal, BeforeValidator(partial(read_measure, "prior_anthracycline"))] | None, _Unknown
    ] = None
    """Earlier anthracyclines in mg/m² of doxorubicin equivalent; 0 is known to be none."""


def questions(subject: Subject) -> list[Finding]:
    """What is unusual about the subject's values: kept as given, but worth a second look."""
    found = []
    for field, usual in RANGES.items():
        raw = getattr(subject, field)
        value = raw.mg_dl if isinstance(raw, LabValue) else raw
        if value is not None and not usual.usual(Decimal(value)):
            found.append(_question(field, _unusual(field, raw, Decimal(value), usual)))
    return found + _joint_questions(subject)


def _unusual(field: str, raw: object, value: Decimal, usual: Range) -> str:
    given = raw.text if isinstance(raw, LabValue) else f"{safe_number(value)} {usual.unit}"
    span = f"{safe_number(usual.usual_low)} to {safe_number(usual.usual_high)} {usual.unit}"
    return f"{field} {given} is unusual; usual: {span}; check the value and its unit"


def _joint_questions(subject: Subject) -> list[Finding]:
    if subject.height_cm is None or subject.weight_kg is None:
        return []
    found = []
    bmi = body_mass_index(subject.height_cm, subject.weight_kg)
    low, high = _USUAL_BMI
    if not low <= bmi <= high:
        text = f"body mass index {rounded(bmi, 1)} kg/m² is unusual; usual: {low} to {high} kg/m²"
        found.append(_question("weight_kg", f"{text}; check height and weight"))
    by_formula = bsa_table(subject.height_cm, subject.weight_kg)[DEFAULT_BSA_FORMULA]
    difference = abs((subject.bsa or by_formula.m2_unrounded) - by_formula.m2_unrounded)
    if subject.bsa is not None and difference > _BSA_DISAGREEMENT * by_formula.m2_unrounded:
        text = f"bsa {safe_number(subject.bsa)} m² differs by more than 15 % from {by_formula.m2} m² (Mosteller)"
        found.append(_question("bsa", f"{text}; check height, weight and BSA"))
    return found


def _question(field: str, message: str) -> Finding:
    return Finding("subject-questionable", Severity.OTHER, message, field)


SAMPLE_SUBJECT = Subject(
    id="sample",
    height_cm=Decimal(170),
    weight_kg=Decimal(75),
    sex="F",
    age=61,
    creatinine=LabValue(Decimal("0.9"), "0.9 mg/dL"),
)
"""An invented subject for trying things out; only the age, the median of NCT01681537, is from a source."""
