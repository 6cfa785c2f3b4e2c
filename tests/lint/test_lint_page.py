"""docs/lint.md says what the table of rules says, with examples that the cases prove."""

import re
from pathlib import Path

import pytest
from lintable import changed
from test_lint_rules import CASES

from regimen.lint.registry import RULES
from regimen.lint.rule import Rule

PAGE = (Path(__file__).parents[2] / "docs" / "lint.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_the_page_has_the_rules_of_the_table_in_its_order() -> None:
    """One heading a rule, and no other."""
    assert re.findall(r"^## (.*)$", PAGE, re.MULTILINE) == [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_page_gives_weight_reason_and_source(rule: Rule) -> None:
    """Each section opens with the rule's weight and reason, and names its source."""
    weight, reason, source = rule.severity, rule.reason, rule.source
    assert SECTIONS[rule.id].startswith(f"\n*{weight}.* {reason}\n\n- Source: {source}.\n- Example: ")


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_example_is_one_that_the_rule_questions(rule: Rule) -> None:
    """What the example quotes first stands in a protocol that the rule is tested on."""
    quoted = SECTIONS[rule.id].partition("- Example: ")[2].partition("`")[2].partition("`")[0]
    assert any(quoted in changed(case.bad) for case in CASES if case.rule == rule.id), quoted


def test_ids_are_kebab_case_and_reasons_are_one_sentence() -> None:
    """Ids can be typed into a file, and a reason can stand in a table."""
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id), rule.id
        assert re.fullmatch(r"[A-Z][^.]*\.", rule.reason), rule.reason
    assert len({rule.id for rule in RULES}) == len(RULES)
