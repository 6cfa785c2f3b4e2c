"""Safe text for people: how amounts, doses and drug names may be written.

Rules from the ISMP list of error-prone abbreviations and the CTEP guidelines for treatment regimen
nomenclature: no trailing zero, a leading zero, a comma from 1,000, `mcg` for micrograms, units written
out, full generic names with tall-man letters. UCUM codes stay inside files and JSON.
"""

from decimal import ROUND_HALF_UP, Decimal

from regimen.days import DaySet
from regimen.quantity import DROPS, INTERNATIONAL, USP, Amount, Basis, Dose, Strength

NOTICE = "TRAINING ONLY – not for prescribing, dispensing, administration or treatment decisions"
"""Stands on every screen, page and export."""
MARK = "†"
"""Follows every value that the sources do not give."""
NOT_IN_SOURCES = "not in the sources"
"""Replaces an assumed value when assumptions are hidden."""

TALL_MAN = {
    "azacitidine": "azaCITIDine",
    "carboplatin": "CARBOplatin",
    "cisplatin": "CISplatin",
    "daunorubicin": "DAUNOrubicin",
    "daunorubicin-liposomal": "DAUNOrubicin-liposomal",
    "dexamethasone": "dexAMETHasone",
    "docetaxel": "DOCEtaxel",
    "doxorubicin": "DOXOrubicin",
    "idarubicin": "IDArubicin",
    "methylprednisolone": "methylPREDNISolone",
    "mitomycin": "mitoMYcin",
    "mitoxantrone": "mitoXANTRONE",
    "paclitaxel": "PACLitaxel",
    "prednisolone": "prednisoLONE",
    "prednisone": "predniSONE",
    "rituximab": "riTUXimab",
    "vinblastine": "vinBLAStine",
    "vincristine": "vinCRIStine",
}
"""Look-alike drug names with tall-man letters (FDA and ISMP lists); other names stay lower case."""

INTERNATIONAL_PER_USP = {"bleomycin": Decimal(1000)}
"""International units in one USP unit, for drugs labelled in both (BP, USP); elsewhere the two never meet."""
ONE_DROP = Amount(Decimal(1), DROPS)
_BASIS_WORDS = {Basis.FLAT: "", Basis.PER_M2: "/m²", Basis.PER_KG: "/kg"}
_MINUTES_PER_HOUR = 60


def safe_number(value: Decimal) -> str:
    """`1,882`, `0.5`, `12.5`: comma from 1,000, no trailing zero, leading zero."""
    text = f"{value.copy_abs():,f}"
    return ("−" if value < 0 else "") + (text.rstrip("0").rstrip(".") if "." in text else text)


def safe_amount(amount: Amount) -> str:
    """An amount for people: `1,882 mg`, `300 mcg`, `10,000 international units`."""
    return f"{safe_number(amount.value)} {unit_words(amount)}"


def unit_words(amount: Amount) -> str:
    """The unit behind an amount: `mg`, `drops`, but one `drop`."""
    return "drop" if amount.unit.kind is DROPS.kind and amount == ONE_DROP else amount.unit.words


def safe_dose(dose: Dose) -> str:
    """A dose expression for people: `8 mg/m²`, `5 mcg/kg`, `AUC 5`."""
    if dose.basis is Basis.AUC:
        return f"AUC {safe_number(dose.value)}"
    return f"{safe_amount(Amount(dose.value, dose.unit))}{_BASIS_WORDS[dose.basis]}"


def agent_dose(generic: str, dose: Dose) -> str:
    """A dose of one drug; of bleomycin in both its units, `10,000 international units/m² (= 10 USP units/m²)`."""
    factor = INTERNATIONAL_PER_USP.get(generic)
    if factor is None or dose.unit not in (INTERNATIONAL, USP):
        return safe_dose(dose)
    if dose.unit is INTERNATIONAL:
        other = Dose(dose.value / factor, USP, dose.basis)
    else:
        other = Dose(dose.value * factor, INTERNATIONAL, dose.basis)
    return f"{safe_dose(dose)} (= {safe_dose(other)})"


def safe_strength(strength: Strength) -> str:
    """A product strength for people: `25 mg`, `2 mg/mL`."""
    return safe_amount(strength.amount) + ("/mL" if strength.per_ml else "")


def safe_duration(minutes: int) -> str:
    """`30 min`, `1 h`, `1 h 30 min`."""
    hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def days_words(days: DaySet) -> str:
    """A day set for people: `days 1-10`, `day 4`, `days −5 to −2`."""
    text = ",".join(map(_span_words, days.terms))
    return f"{'day' if text.lstrip('−').isdigit() else 'days'} {text}"


def _span_words(term: tuple[int, int, int]) -> str:
    first, last, step = term
    if first == last:
        return str(first).replace("-", "−")
    if first < 0:
        text = f"{first} to {last}".replace("-", "−")
        return text if step == 1 else f"{text} every {step} days"
    return f"{first}-{last}" if step == 1 else f"{first}-{last}/{step}"


def drug_name(generic: str) -> str:
    """The full generic name, with tall-man letters where it is on the list."""
    return TALL_MAN.get(generic, generic)


def rounded(value: Decimal, places: int) -> str:
    """A decimal rounded half up for display, without trailing zeros."""
    return safe_number(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
