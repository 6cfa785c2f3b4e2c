"""Spellings that have led to errors, each with what to write instead.

From the ISMP list of error-prone abbreviations, symbols and dose designations. Left out are those that mean something
else in oncology (OS is overall survival there) and SC, which is this file format's own word for the route.
"""

import re

ABBREVIATIONS = {
    r"(?<=\d)\s?[Uu]\b": "units, and say which",
    r"(?<![\w\[])(?:IU|I\.U\.)": "international units",
    r"[µμ]g\b": "mcg",
    r"(?<=\d)\s?cc\b": "mL",
    r"\b(?:[Qq][Dd]|[Qq]\.[Dd]\.|[Qq]1[Dd])(?!\w)": "daily",
    r"\b(?:[Qq][Oo][Dd]|[Qq]\.[Oo]\.[Dd]\.)(?!\w)": "every other day",
    r"\b(?:BIW|biw)\b": "twice a week",
    r"\b(?:TIW|tiw)\b": "3 times a week",
    r"\b(?:q?hs|q?HS)\b": "at bedtime",
    r"\b(?:D/C|d/c)\b": "discharge or discontinue",
    r"\b(?:SQ|sq|sub q)\b": "subcutaneously",
    r"\bIT\b": "intrathecal",
    r"\b(?:OD\b|o\.d\.)": "daily, or right eye",
    r"\bOU\b": "each eye",
    r"\bper os\b": "by mouth",
    r"\b[x×] ?\d+ ?d\b": "for so many days",
}
"""Pattern to what is meant."""
IN_FIGURES = (r"(?<![\w\[])(?:IU|I\.U\.)", r"[µμ]g\b")
"""Those that a dose may hold as well; the others are refused there, or are UCUM codes, which files are written in."""

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
    "decadron": "dexamethasone", "eloxatin": "oxaliplatin", "fludara": "fludarabine",
    "gleevec": "imatinib", "glivec": "imatinib", "idamycin": "idarubicin", "ifex": "ifosfamide", "leustatin": "cladribine",
    "mabthera": "rituximab", "mesnex": "mesna", "mylotarg": "gemtuzumab ozogamicin", "neulasta": "pegfilgrastim",
    "neupogen": "filgrastim", "novantrone": "mitoxantrone", "oncovin": "vincristine", "paraplatin": "carboplatin",
    "platinol": "cisplatin", "revlimid": "lenalidomide", "rituxan": "rituximab", "solu-medrol": "methylprednisolone",
    "taxol": "paclitaxel", "taxotere": "docetaxel", "toposar": "etoposide", "velban": "vinblastine",
    "venclexta": "venetoclax", "vepesid": "etoposide", "vidaza": "azacitidine",
}  # fmt: skip
"""Brand names to the generic name."""

DRUG_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, DRUGS))})(?![\w-])", re.IGNORECASE)
"""An abbreviated drug name standing alone."""
ERROR_PRONE = [(re.compile(pattern), meant) for pattern, meant in ABBREVIATIONS.items()]
IN_FIGURE = [(re.compile(pattern), ABBREVIATIONS[pattern]) for pattern in IN_FIGURES]
