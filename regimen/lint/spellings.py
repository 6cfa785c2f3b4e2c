"""Spellings that have led to errors, each with what to write instead.

From the ISMP list of error-prone abbreviations, symbols and dose designations. Left out are those that mean something
else in oncology (OS is overall survival there) and SC, which is this file format's own word for the route.
"""

from collections.abc import Iterator

MISREAD = {
    "IU": "international units", "I.U.": "international units",
    "QD": "daily", "qd": "daily", "Q.D.": "daily", "q.d.": "daily", "q1d": "daily", "OD": "daily, or right eye",
    "o.d.": "daily, or right eye", "OU": "each eye",
    "QOD": "every other day", "qod": "every other day", "q.o.d.": "every other day",
    "BIW": "twice a week", "biw": "twice a week", "TIW": "3 times a week", "tiw": "3 times a week",
    "HS": "at bedtime", "hs": "at bedtime", "qhs": "at bedtime",
    "D/C": "discharge or discontinue", "d/c": "discharge or discontinue",
    "SQ": "subcutaneously", "sq": "subcutaneously", "IT": "intrathecal",
}  # fmt: skip
"""Words to what is meant."""
MISREAD_BEHIND_NUMBER = {"U": "units, and say which", "u": "units, and say which", "cc": "mL"}
"""Units that are words or letters elsewhere."""
_LONGEST = max(map(len, MISREAD)) + 1
"""Longer words are looked at only as far as a stroke."""
MISREAD_ANYWHERE = {"µg": "mcg", "μg": "mcg", " sub q ": "subcutaneously", " per os ": "by mouth"}
"""Signs that stand inside words, and phrases."""

DRUGS = {
    "5-fu": "fluorouracil", "5fu": "fluorouracil", "6-mp": "mercaptopurine", "6mp": "mercaptopurine",
    "6-tg": "tioguanine", "ara-c": "cytarabine", "arac": "cytarabine", "bcnu": "carmustine", "cbdca": "carboplatin",
    "ccnu": "lomustine", "cddp": "cisplatin", "cpt-11": "irinotecan", "ctx": "cyclophosphamide", "dnr": "daunorubicin",
    "dtic": "dacarbazine", "hn2": "chlormethine", "l-pam": "melphalan", "mtx": "methotrexate", "vbl": "vinblastine",
    "vcr": "vincristine", "vp-16": "etoposide", "vp16": "etoposide",
}  # fmt: skip
"""Abbreviated drug names to the generic name; each has been read as another drug, or may be."""
BRANDS = {
    "adriamycin": "doxorubicin", "alkeran": "melphalan", "blenoxane": "bleomycin", "camptosar": "irinotecan",
    "cerubidine": "daunorubicin", "cytosar": "cytarabine", "cytoxan": "cyclophosphamide", "dacogen": "decitabine",
    "decadron": "dexamethasone", "eloxatin": "oxaliplatin", "fludara": "fludarabine", "gleevec": "imatinib",
    "glivec": "imatinib", "idamycin": "idarubicin", "ifex": "ifosfamide", "leustatin": "cladribine",
    "mabthera": "rituximab", "mesnex": "mesna", "mylotarg": "gemtuzumab ozogamicin", "neulasta": "pegfilgrastim",
    "neupogen": "filgrastim", "novantrone": "mitoxantrone", "oncovin": "vincristine", "paraplatin": "carboplatin",
    "platinol": "cisplatin", "revlimid": "lenalidomide", "rituxan": "rituximab", "solu-medrol": "methylprednisolone",
    "taxol": "paclitaxel", "taxotere": "docetaxel", "toposar": "etoposide", "velban": "vinblastine",
    "venclexta": "venetoclax", "vepesid": "etoposide", "vidaza": "azacitidine",
}  # fmt: skip
"""Brand names to the generic name."""


def misread(text: str) -> tuple[str, str] | None:
    """The first error-prone abbreviation of a text, and what to write."""
    for sign, meant in MISREAD_ANYWHERE.items():
        if sign in f" {text} ":
            return sign.strip(), meant
    number = False
    for word in _words(text):
        unit = word.lstrip("0123456789.,")
        if len(unit) <= _LONGEST or "/" in unit:
            known = MISREAD | MISREAD_BEHIND_NUMBER if number or unit != word else MISREAD
            for name in (unit, unit.rstrip("."), unit.partition("/")[0]):
                if name in known:
                    return name, known[name]
        number = word[-1:].isdigit()
    return None


def abbreviated_drugs(text: str) -> Iterator[str]:
    """The abbreviated drug names that stand in a text."""
    for word in _words(text):
        for name in (word, *word.split("/")):
            if name.rstrip(".").lower() in DRUGS:
                yield name.rstrip(".")


def _words(text: str) -> Iterator[str]:
    return (token.strip("(),;:'\"") for token in text.split())
