"""A blood sample typed in one line: `0.4 22`, or `anc 0.4 plt 22 wbc 0.9 hb 8.1 g/dL 07:30`. No Textual."""

import datetime as dt
import re
from typing import Any

from regimen.counts.bare import with_unit
from regimen.errors import RegimenError

NAMES = {
    "anc": "anc", "neut": "anc", "neutrophils": "anc", "n": "anc",
    "plt": "platelets", "platelets": "platelets", "p": "platelets",
    "wbc": "wbc", "w": "wbc", "leukocytes": "wbc",
    "hb": "haemoglobin", "haemoglobin": "haemoglobin", "hemoglobin": "haemoglobin", "hgb": "haemoglobin",
    "bl": "blasts", "blasts": "blasts",
}  # fmt: skip
"""What may stand before a value, and the field it is."""
HINT = "0.4 22 (ANC, platelets in 10^9/L), or by name: anc 0.4 plt 22 wbc 0.9 hb 8.1 g/dL bl 2 07:30"
_ORDER = ("anc", "platelets")
_TIME = re.compile(r"\d{1,2}:\d{2}")
_VALUE = re.compile(r"(<?\d+(?:[.,]\d+)?)(.*)")


def read_counts(text: str, date: dt.date) -> dict[str, Any]:
    """The fields of a sample; a bare number is in 10^9/L (haemoglobin asks for its unit)."""
    fields: dict[str, Any] = {}
    name: str | None = None
    last: str | None = None
    for word in text.replace("=", " ").replace(";", " ").split():
        match = _VALUE.fullmatch(word)
        if _TIME.fullmatch(word):
            fields["time"] = word.rjust(5, "0")
        elif word.lower() in NAMES:
            name = NAMES[word.lower()]
        elif match and "," in match[1]:
            raise RegimenError(f"'{word[:20]}' has a comma", allowed="a decimal point, such as 0.4")
        elif match:
            field = name or next((one for one in _ORDER if one not in fields), None)
            if field is None or field in fields:
                raise RegimenError(f"what is {word[:20]}?", allowed=HINT)
            fields[field], last, name = f"{match[1]} {match[2]}".strip(), field, None
        elif last is not None and name is None:
            fields[last] += f" {word}"
        else:
            raise RegimenError(f"'{word[:20]}' is no value and no name", allowed=HINT)
    if name is not None:
        raise RegimenError(f"{name} has no value", allowed=HINT)
    values = {field: text if field == "time" else with_unit(field, text) for field, text in fields.items()}
    return {"date": date.isoformat(), **values}
