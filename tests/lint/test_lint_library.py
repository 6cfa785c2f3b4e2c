"""The library raises nothing, and one thing changed in the home protocol raises one thing."""

import pytest
from lintable import changed, linted

from regimen.findings import Severity
from regimen.lint.run import lint
from regimen.protocol.shelf import HOME, LIBRARY, library_ids
from regimen.protocol.tree import read_tree

TEXT = (LIBRARY / f"{HOME}.yaml").read_text(encoding="utf-8")
MITOXANTRONE = "{agent: mitoxantrone, block: MEC, dose: $mec.mitoxantrone, route: IV, over: 30 min, days: 4-8, source"


@pytest.mark.parametrize("name", library_ids())
def test_the_library_is_clean(name: str) -> None:
    """No protocol of the library has a finding that counts, and every suppression says why."""
    report = lint(read_tree(LIBRARY / f"{name}.yaml"))
    told = [str(finding) for finding in report.findings if finding.severity is not Severity.INFO]
    assert (report.misfits, told) == ((), [])


def test_the_home_protocol_is_told_where_it_goes_above_the_label() -> None:
    """Information only, at the 50 mg level alone."""
    (finding,) = linted(TEXT).findings
    assert (finding.code, finding.severity, finding.subject) == ("daily-maximum", Severity.INFO, "d10-50")


def mitoxantrone(old: str, new: str) -> tuple[str, str]:
    """A change of the mitoxantrone line."""
    assert old in MITOXANTRONE
    return MITOXANTRONE, MITOXANTRONE.replace(old, new)


def level_25(values: str) -> tuple[str, str]:
    """Other values on the rung of 25 mg, under a name that says nothing."""
    return '{name: "LEN 25 mg/day, days 1-10", values: {dose: 25 mg', f"{{name: third, values: {{{values}"


BOOK = '  book: {kind: label, citation: "Jones 1999"}\n'
COG = "      cog-4: {mitoxantrone: 4}\n      feijen-10.5: {mitoxantrone: 10.5}\n"
NO_FACTOR = "      cog-4: {}\n"
CYTARABINE = "over: 1 h, days: {}, source: registry, sources: {{dose: teaching}}}}\n  - {{agent: cytarabine"
MUTANTS = [
    ("trailing-zero", "mec", [("6-80-1000: {mitoxantrone: 6 mg/m2", "6-80-1000: {mitoxantrone: 6.0 mg/m2")]),
    ("drug-abbreviation", "notes[2]", [("and the MEC doses are", "and the ara-C doses are")]),
    ("look-alike-letters", "etoposide", [("    letter: E\n", "    letter: l\n")]),
    ("cycle-in-dlt-window", "cycle.length", [("length: 28, count: 1", "length: 28, count: 2")]),
    ("window-shorter-than-treatment", "dlt.last_day",
     [("last_day: 45", "last_day: 7"), ("$visits.deciding, before: 2", "$visits.deciding, before: 38")]),
    ("order-without-other", "mitoxantrone",
     [mitoxantrone("4-8", "4-8, before: etoposide"), (CYTARABINE.format("4-8"), CYTARABINE.format("5-8"))]),
    ("constraint-broken", "len-before-mec", [mitoxantrone("4-8", "'-1,5-8'")]),
    ("level-says-otherwise", "d10-25", [("LEN 25 mg/day, days 1-10", "LEN 25 mg/day, days 1-14")]),
    ("ladder-not-ascending", "d10-25", [level_25("dose: 5 mg")]),
    ("course-total", "mitoxantrone", [mitoxantrone("4-8", "4-8, course_total: 40 mg/m2")]),
    ("lifetime-maximum", "mitoxantrone", [("lifetime_maximum: 140 mg/m2", "lifetime_maximum: 39.9 mg/m2")]),
    ("intrathecal-fatal", "mitoxantrone", [mitoxantrone("4-8", "4-8, other_routes: [intrathecal]")]),
    ("route-without-form", "lenalidomide", [("route: PO, days: $level", "route: IV, over: 1 h, days: $level")]),
    ("infusion-without-duration", "mitoxantrone", [mitoxantrone("over: 30 min, ", "")]),
    ("anthracycline-without-factor", "mitoxantrone",
     [("    anthracycline: $equivalence.mitoxantrone\n", ""), (", anthracycline: teaching}", "}"), (COG, NO_FACTOR)]),
    ("not-in-whole-units", "d10-25", [level_25("dose: 23 mg")]),
    ("unused-reference", "book", [("  teaching: {kind", f"{BOOK}  teaching: {{kind")]),
    ("unused-assumption", "landmark", [("day: $landmark.day", "day: 60")]),
    ("unused-level-value", "d14-10", [("dose: $level.dose, route", "dose: 10 mg, route")]),
    ("lookalike-unknown", "nct0190464", [("  nct01904643: len", "  nct0190464: len")]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "subject", "changes"), MUTANTS, ids=[row[0] for row in MUTANTS])
def test_one_change_of_the_home_protocol_raises_one_thing(rule: str, subject: str, changes) -> None:
    """One finding more than the protocol has, by the rule that is about it."""
    (finding,) = (part for part in linted(changed(changes, TEXT)).findings if part.severity is not Severity.INFO)
    assert (finding.code, finding.subject) == (rule, subject)
