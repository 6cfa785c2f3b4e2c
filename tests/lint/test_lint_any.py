"""Whatever can be read can be linted: protocols of the library with values moved to other places of the same key."""

import re

from hypothesis import given
from hypothesis import strategies as st

from regimen.lint.registry import RULES
from regimen.lint.run import lint
from regimen.protocol.shelf import LIBRARY
from regimen.protocol.tree import parse_tree

TEXTS = [path.read_text(encoding="utf-8") for path in sorted(LIBRARY.glob("*.yaml"))]
VALUE = re.compile(r"\b(dose|days|route|cycles|over|before|after|length|count|letter|strength|form|cap): ([^,{}\n]+)")
ODD = ("-3--1", "-2-4", "28", "1.0 mg", "AUC 5", "10 IU", "intrathecal", "IV", "tablet", "4", "90 min")


@st.composite
def altered(draw: st.DrawFn) -> str:
    """A protocol with one to three of its values replaced, mostly by one that another part has for the same key."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        match = draw(st.sampled_from(list(VALUE.finditer(text))))
        same = [other[2] for other in VALUE.finditer(text) if other[1] == match[1]]
        new = draw(st.sampled_from(same) | st.sampled_from(ODD))
        text = text[: match.start(2)] + new + text[match.end(2) :]
    return text


@given(altered())
def test_every_finding_has_a_rule_a_subject_and_a_place(text: str) -> None:
    """Nothing is raised as an exception; a file that misfits is asked nothing."""
    report = lint(parse_tree(text.encode(), "altered.yaml"))
    told = [*report.findings, *(part.finding for part in report.suppressed)]
    assert not (report.misfits and told)
    rows = text.splitlines()
    for finding in told:
        assert finding.code in {rule.id for rule in RULES}
        assert finding.message.startswith(f"{finding.subject}: ")
        assert finding.place is not None
        assert finding.place.column <= len(rows[finding.place.line - 1]) + 1
