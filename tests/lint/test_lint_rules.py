"""Each rule questions what it should, once and there alone, and leaves the nearest good protocol in peace."""

import cases_amounts
import cases_days
import cases_drugs
import cases_order
import cases_sources
import cases_written
import pytest
from lintable import FILE, SMALL, Case, changed, linted

from regimen.lint.registry import RULES

TABLES = (cases_written, cases_days, cases_order, cases_amounts, cases_drugs, cases_sources)
CASES = [case for table in TABLES for case in table.CASES]


def case_id(case: Case) -> str:
    """Rule and name of a case."""
    return f"{case.rule}:{case.name}"


def test_the_small_protocol_is_clean() -> None:
    """Nothing is asked about the protocol that the cases change."""
    assert linted(SMALL).findings == ()


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_rule_questions_what_it_should_and_nothing_else_does(case: Case) -> None:
    """One finding, of this rule, with its weight, its source and a place in the file."""
    rule = next(rule for rule in RULES if rule.id == case.rule)
    (finding,) = linted(changed(case.bad)).findings
    assert (finding.code, finding.severity, finding.source) == (rule.id, rule.severity, rule.source)
    assert finding.message.startswith(f"{finding.subject}: ")
    assert finding.place is not None
    assert (finding.place.file, finding.place.line > 1) == (FILE, True)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_rule_leaves_the_nearest_good_protocol_in_peace(case: Case) -> None:
    """No finding at all."""
    assert [str(finding) for finding in linted(changed(case.good)).findings] == []


def test_every_rule_has_a_case() -> None:
    """No rule stands untested, and no case tests a rule that is not there."""
    assert {case.rule for case in CASES} == {rule.id for rule in RULES}


def test_cases_have_names_of_their_own() -> None:
    """No two cases of a rule go by one name."""
    assert len({case_id(case) for case in CASES}) == len(CASES)
