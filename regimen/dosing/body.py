"""Body size: surface area by five published formulas; ideal, adjusted and lean weight.

The formulas agree within about 1 % for average builds and differ by up to 9 % in obesity, so every result
names its formula. Inputs are more than zero (subject.py refuses the rest).
"""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_MILLI = Decimal("0.001")
_CM_PER_INCH = Decimal("2.54")
_DEVINE_BASE_KG = {"F": Decimal("45.5"), "M": Decimal(50)}
_DEVINE_KG_PER_INCH = Decimal("2.3")
_DEVINE_BASE_INCHES = 60
_ADJUSTMENT = Decimal("0.4")
_LEAN_FACTOR = 9270
_LEAN_CONSTANT = {"F": 8780, "M": 6680}
_LEAN_PER_BMI = {"F": 244, "M": 216}

DEVINE_LOWEST_CM = _DEVINE_BASE_INCHES * _CM_PER_INCH
"""Height from which Devine's formula is defined: 60 inches, 152.4 cm."""


class BsaFormula(NamedTuple):
    """One published formula for body surface area."""

    name: str
    """Name for people."""
    equation: str
    """The formula in words and signs; h cm, w kg, g grams."""
    citation: str
    """The paper that introduced it."""
    m2: Callable[[float, float], float]
    """Surface area in m² from height in cm and weight in kg."""


class Bsa(NamedTuple):
    """A body surface area."""

    m2_unrounded: Decimal
    """m², as computed: doses are calculated with this one."""
    m2: Decimal
    """m², rounded half up to three decimals, for display."""


def _boyd(height_cm: float, weight_kg: float) -> float:
    grams = 1000 * weight_kg
    return float(0.0003207 * height_cm**0.3 * grams ** (0.7285 - 0.0188 * math.log10(grams)))


BSA_FORMULAS: dict[str, BsaFormula] = {
    "mosteller": BsaFormula(
        "Mosteller",
        "√(h × w / 3600)",
        "Mosteller RD. N Engl J Med 1987;317:1098",
        lambda h, w: math.sqrt(h * w / 3600),
    ),
    "dubois": BsaFormula(
        "Du Bois",
        "0.007184 × h^0.725 × w^0.425",
        "Du Bois D, Du Bois EF. Arch Intern Med 1916;17:863-71",
        lambda h, w: float(0.007184 * h**0.725 * w**0.425),
    ),
    "haycock": BsaFormula(
        "Haycock",
        "0.024265 × h^0.3964 × w^0.5378",
        "Haycock GB, Schwartz GJ, Wisotsky DH. J Pediatr 1978;93:62-6",
        lambda h, w: float(0.024265 * h**0.3964 * w**0.5378),
    ),
    "gehan-george": BsaFormula(
        "Gehan-George",
        "0.0235 × h^0.42246 × w^0.51456",
        "Gehan EA, George SL. Cancer Chemother Rep 1970;54:225-35",
        lambda h, w: float(0.0235 * h**0.42246 * w**0.51456),
    ),
    "boyd": BsaFormula(
        "Boyd",
        "0.0003207 × h^0.3 × g^(0.7285 − 0.0188 × log10 g)",
        "Boyd E. The Growth of the Surface Area of the Human Body. University of Minnesota Press, 1935",
        _boyd,
    ),
}
"""By id, in the order of tables."""

DEFAULT_BSA_FORMULA = "mosteller"


def as_bsa(m2: Decimal) -> Bsa:
    """A surface area with its display value."""
    return Bsa(m2, m2.quantize(_MILLI, ROUND_HALF_UP))


def bsa_by(formula: BsaFormula, height_cm: Decimal, weight_kg: Decimal) -> Bsa:
    """Surface area by one formula; the float becomes a Decimal once, by its shortest form."""
    return as_bsa(Decimal(repr(formula.m2(float(height_cm), float(weight_kg)))))


def bsa_table(height_cm: Decimal, weight_kg: Decimal) -> dict[str, Bsa]:
    """Surface area by every formula."""
    return {key: bsa_by(formula, height_cm, weight_kg) for key, formula in BSA_FORMULAS.items()}


def ideal_weight(height_cm: Decimal, sex: str) -> Decimal | None:
    """Ideal weight in kg by Devine; None below 152.4 cm, where the formula is not defined.

    Devine BJ. Drug Intell Clin Pharm 1974;8:650-5.
    """
    if height_cm < DEVINE_LOWEST_CM:
        return None
    return _DEVINE_BASE_KG[sex] + _DEVINE_KG_PER_INCH * (height_cm / _CM_PER_INCH - _DEVINE_BASE_INCHES)


def adjusted_weight(ideal_kg: Decimal, actual_kg: Decimal) -> Decimal:
    """Adjusted weight in kg: ideal + 0.4 × (actual − ideal).

    Winter MA, Guhr KN, Berg GM. Pharmacotherapy 2012;32:604-12.
    """
    return ideal_kg + _ADJUSTMENT * (actual_kg - ideal_kg)


def body_mass_index(height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Weight in kg by the square of height in metres."""
    return weight_kg / (height_cm / 100) ** 2


def lean_weight(height_cm: Decimal, weight_kg: Decimal, sex: str) -> Decimal:
    """Lean weight in kg: 9270 × kg / (6680 + 216 × BMI), for women 9270 × kg / (8780 + 244 × BMI).

    Janmahasatian S et al. Clin Pharmacokinet 2005;44:1051-65. Unlike Devine's it has no lowest height.
    """
    bmi = body_mass_index(height_cm, weight_kg)
    return _LEAN_FACTOR * weight_kg / (_LEAN_CONSTANT[sex] + _LEAN_PER_BMI[sex] * bmi)


def weights(height_cm: Decimal | None, weight_kg: Decimal | None, sex: str | None) -> dict[str, Decimal]:
    """Every weight in kg that the data allow, by name: actual, ideal, adjusted, lean."""
    if weight_kg is None:
        return {}
    found = {"actual": weight_kg}
    if height_cm is None or sex is None:
        return found
    ideal = ideal_weight(height_cm, sex)
    if ideal is not None:
        found |= {"ideal": ideal, "adjusted": adjusted_weight(ideal, weight_kg)}
    return found | {"lean": lean_weight(height_cm, weight_kg, sex)}
