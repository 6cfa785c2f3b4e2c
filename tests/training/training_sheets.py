"""Sheets of exercises for the tests: a learner's sheet of each kind, a key, a debrief, and how they are read back.

By hand: `python tests/training/training_sheets.py` writes the golden sheets again.
"""

import re
from functools import cache
from pathlib import Path

import pypdfium2
from training_cases import EVERY, marked

from regimen.printouts.document import Document
from regimen.printouts.formats.registry import format_of, rendered
from regimen.training.answers import Answer
from regimen.training.exercise import Exercise
from regimen.training.generate.generator import MAKERS
from regimen.training.generate.verify import verified
from regimen.training.marking import Result, perfect
from regimen.training.sheets import debrief_sheet, key_sheet, learner_sheet
from regimen.training.shelf import case_ids, load_case

GOLDEN = Path(__file__).parents[1] / "golden" / "training"
SEED = 23
ALL = (*case_ids(), *(f"{tuple(MAKERS)[number % len(MAKERS)]}-{SEED}-{number}" for number in range(60)))
"""Ids of every case of the shelf and of sixty generated ones, ten of each kind."""


@cache
def named(name: str) -> Exercise:
    """One of them, made when it is asked for."""
    if name in case_ids():
        return load_case(name)
    kind, _, number = name.rsplit("-", 2)
    return verified(kind, SEED, int(number)).exercise


def half_done() -> Result:
    """The verdict exercise with a right, a partly right, a wrong, an unreadable and no answer."""
    verdict = EVERY["verdict"]
    right = perfect(verdict).by_item
    names = list(right)
    answers: dict[str, Answer] = {
        names[0]: right[names[0]]._replace(certainty=90, seconds=30),
        names[1]: Answer("pending-confirmation", 80, 20),
        names[2]: Answer("dlt", 70, 15, 1),
        names[3]: Answer("soon"),
    }
    return marked(verdict, answers)


NAMES = (*EVERY, "key", "debrief")
"""Names of the golden sheets."""
FORMS = ("text", "html")


@cache
def sheet(name: str) -> Document:
    """The sheet of one of them."""
    if name == "key":
        return key_sheet([EVERY["wrong-cell"], EVERY["story"]], "Key, two cases")
    return debrief_sheet(half_done()) if name == "debrief" else learner_sheet(EVERY[name])


def sheet_text(document: Document, form: str = "text") -> str:
    """A sheet as text in one of the text formats."""
    return rendered(document, form, "a4").data.decode()


def golden(document: Document, form: str) -> str:
    """A sheet without its style sheet and digests, which other tests hold."""
    text = re.sub(r"<style>.*?</style>", "<style>(style)</style>", sheet_text(document, form), flags=re.DOTALL)
    return re.sub(r"[0-9a-f]{64}", "(SHA-256)", re.sub(r"(cases?) [0-9a-f]{12}", r"\1 (digest)", text))


def path_of(name: str, form: str) -> Path:
    """Where a golden sheet lies."""
    return GOLDEN / f"{name}{format_of(form).suffix}"


def flat(text: str) -> str:
    """A text in one line, however it was broken."""
    return " ".join(text.split())


def pages(document: Document) -> list[str]:
    """The text of each page of a sheet as PDF, read back by another engine than the one that wrote it."""
    pdf = pypdfium2.PdfDocument(rendered(document, "pdf", "a4").data)
    return [flat(page.get_textpage().get_text_range()) for page in pdf]


if __name__ == "__main__":
    for name in NAMES:
        for form in FORMS:
            path_of(name, form).write_text(golden(sheet(name), form), encoding="utf-8")
