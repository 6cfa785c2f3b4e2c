"""docs/deviations.md says what the tables of costs, classes and rules say, with examples that the check proves."""

import re
from pathlib import Path

import pytest
from deviations_page import COSTS, class_section, rule_rows
from plans import FIRST_VERSION, HOME, record, report, told

from regimen.deviations.assessments import FURTHEST_DAYS
from regimen.deviations.classes import CLASSES, Code
from regimen.deviations.costs import MAX_SHIFT_DAYS, points
from regimen.deviations.standard import Other
from regimen.deviations.words import FOOTER, INTENSITY, ORDER_WITHIN_A_DAY

PAGE = (Path(__file__).parents[2] / "docs" / "deviations.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| (LEN [^|]*?) \| ([^|]*?) \| ([0-9]+) \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("given", "told_as", "cost"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_worked_examples(given: str, told_as: str, cost: str) -> None:
    """Each example is told as the page says, at the cost it says."""
    changed = dict(part.split(" ", 1) for part in given.split("; "))
    found = report(HOME, record(HOME, changed))
    assert (told(found), found.cost) == (re.findall(r"`(.*?)`", told_as), int(cost))


def test_the_example_of_another_version() -> None:
    """With version 1 named, LEN to Day 14 costs two points, as the last example says."""
    found = report(HOME, record(HOME, {"LEN": "1-14"}), others=(Other("version 1, d14-10", FIRST_VERSION),))
    assert (told(found), found.cost) == (["superseded-schedule LEN >11-14 x4"], 2)


def test_the_table_of_costs() -> None:
    """Every cost in whole points, and the furthest that a dose may move."""
    rows = dict(re.findall(r"^\| ([a-z ]+) \| ([0-9]) \|", PAGE, re.MULTILINE))
    assert rows == {name: str(points(cost)) for name, cost in COSTS.items()}
    assert f"more than {MAX_SHIFT_DAYS} days apart†" in PAGE
    assert f"no more than {FURTHEST_DAYS} days† outside that window" in PAGE


def test_the_table_of_rules() -> None:
    """Every rule in its order, with category, reason and source."""
    assert "\n".join(rule_rows()) in PAGE
    assert len(re.findall(r"^\| `[a-z-]+` \|", PAGE, re.MULTILINE)) == len(rule_rows())


@pytest.mark.parametrize("code", Code)
def test_every_class_has_its_section(code: Code) -> None:
    """Meaning, coded term and the rules that set the category."""
    assert class_section(code) in PAGE


def test_the_classes_stand_in_order() -> None:
    """One heading a class, and no other."""
    assert re.findall(r"^### (.*)$", PAGE, re.MULTILINE) == list(CLASSES) == list(Code)


@pytest.mark.parametrize("words", [FOOTER, INTENSITY, ORDER_WITHIN_A_DAY], ids=["footer", "intensity", "order"])
def test_the_page_says_what_reports_say(words: str) -> None:
    """The sentences that stand under reports stand here too."""
    assert words.lower() in PAGE.replace("\n", " ").lower()
