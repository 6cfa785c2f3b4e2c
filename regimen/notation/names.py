"""Drug names as people type them: full generic names, a few abbreviations that mean one drug, none that mean two.

ISMP lists MTX and other shortened drug names as error-prone and asks for full names; what is refused here names the
drugs it has been taken for.
"""

import difflib
import re

from regimen.errors import ValueSyntaxError
from regimen.nomenclature import TALL_MAN

ABBREVIATIONS = {
    "ato": "arsenic-trioxide",
    "atra": "tretinoin",
    "dara": "daratumumab",
    "len": "lenalidomide",
    "pom": "pomalidomide",
    "thal": "thalidomide",
    "ven": "venetoclax",
}
"""Abbreviations that stand for one drug only; the full name is what is kept and printed back."""

REFUSED = {
    "2-cda": "cladribine",
    "5-aza": "azacitidine",
    "5-fu": "fluorouracil",
    "5fu": "fluorouracil",
    "6-mp": "mercaptopurine",
    "6-tg": "thioguanine",
    "adm": "doxorubicin",
    "adr": "doxorubicin",
    "amsa": "amsacrine",
    "ara-c": "cytarabine",
    "arac": "cytarabine",
    "asp": "asparaginase or pegaspargase",
    "aza": "azacitidine or azathioprine",
    "bcnu": "carmustine",
    "bleo": "bleomycin",
    "bu": "busulfan",
    "cbdca": "carboplatin",
    "ccnu": "lomustine",
    "cddp": "cisplatin",
    "clad": "cladribine",
    "cpm": "cyclophosphamide",
    "cpx-351": "daunorubicin-liposomal 44 mg/m2 … with cytarabine 100 mg/m2 (its two drugs have a dose each)",
    "ctx": "cyclophosphamide or cetuximab",
    "cyclo": "cyclophosphamide or cyclosporine",
    "dac": "decitabine, dacarbazine or dactinomycin",
    "dauno": "daunorubicin",
    "ddp": "cisplatin",
    "dec": "decitabine",
    "dex": "dexamethasone or dexrazoxane",
    "dnr": "daunorubicin",
    "dox": "doxorubicin",
    "doxo": "doxorubicin",
    "dtic": "dacarbazine",
    "epi": "epirubicin or epinephrine",
    "flu": "fludarabine or fluorouracil",
    "fu": "fluorouracil",
    "g-csf": "filgrastim, lenograstim or pegfilgrastim",
    "gcsf": "filgrastim, lenograstim or pegfilgrastim",
    "gem": "gemcitabine or gemtuzumab",
    "hu": "hydroxyurea",
    "ida": "idarubicin",
    "ifo": "ifosfamide",
    "l-pam": "melphalan",
    "lv": "leucovorin",
    "mel": "melphalan",
    "mit": "mitoxantrone or mitomycin",
    "mito": "mitoxantrone or mitomycin",
    "mmc": "mitomycin",
    "mtx": "methotrexate (it has been read as mitoxantrone)",
    "nov": "mitoxantrone",
    "peg": "pegaspargase or pegfilgrastim",
    "pred": "prednisone or prednisolone",
    "rtx": "rituximab",
    "tax": "paclitaxel or docetaxel",
    "vbl": "vinblastine",
    "vcr": "vincristine",
    "vlb": "vinblastine",
    "vm-26": "teniposide",
    "vp-16": "etoposide",
    "vp16": "etoposide",
}
"""Shortened names that have been taken for another drug, and what to write."""

_KNOWN = sorted({*TALL_MAN, *ABBREVIATIONS.values(), *re.findall("[a-z]{6,}", " ".join(REFUSED.values()))})
_FEWEST_LETTERS = 4
_LONGEST_ABBREVIATION = 5
_LONGEST_NAME = 64
_ALIKE = 0.85
"""From this likeness on, a name is worth a question."""


def generic_name(typed: str) -> str:
    """The key of a drug: its full generic name in lower case, words joined by hyphens."""
    words = typed.split()
    key = "-".join(words).lower()
    if full := ABBREVIATIONS.get(key):
        return full
    if full := REFUSED.get(key):
        raise ValueSyntaxError(f"'{typed}' is not a safe name for a drug", hint=f"write in full: {full}")
    if sum(sign.isalpha() for sign in key) < _FEWEST_LETTERS or (
        len(words) == 1 and typed.isupper() and typed.isalpha() and len(typed) <= _LONGEST_ABBREVIATION
    ):
        known = ", ".join(name.upper() for name in ABBREVIATIONS)
        raise ValueSyntaxError(
            f"'{typed[:40]}' is an abbreviation that is not known", allowed=f"full generic names, and {known}"
        )
    if len(key) > _LONGEST_NAME:
        raise ValueSyntaxError(f"the drug's name has {len(key)} letters", allowed=f"at most {_LONGEST_NAME}")
    return key


def spelling_question(key: str) -> str | None:
    """The known name that a drug's name nearly is; None if it is known or like no other."""
    if key in _KNOWN:
        return None
    return next(iter(difflib.get_close_matches(key, _KNOWN, n=1, cutoff=_ALIKE)), None)
