"""What a report holds: places in the file, file order, suppressed findings with their reasons, files that misfit."""

import pytest
from lintable import FILE, SMALL, added, changed, drug, etoposide, infused, lines, linted, note

from regimen.findings import Severity
from regimen.lint.run import lint
from regimen.protocol.tree import parse_tree

ZERO = ("values: {dose: 10 mg", "values: {dose: 10.0 mg")
OTHER_ZERO = ("values: {dose: 20 mg", "values: {dose: 20.0 mg")


def suppressing(*parts: str):
    """A change that suppresses rules."""
    return added(f"suppress: [{', '.join(f'{{{part}}}' for part in parts)}]", to="about it")


def test_a_finding_stands_where_the_value_stands() -> None:
    """Line and column are those of the figure itself, also where a line reads it from a level."""
    text = changed([ZERO])
    (finding,) = linted(text).findings
    number = next(i for i, row in enumerate(text.splitlines(), 1) if "10.0 mg" in row)
    assert str(finding.place) == f"{FILE}:{number}:{text.splitlines()[number - 1].index('10.0 mg') + 1}"
    assert (finding.subject, finding.severity) == ("low", Severity.IMPORTANT)


def test_findings_stand_in_file_order() -> None:
    """Whatever rule they come from."""
    changes = [("20 mg/mL", "20.0 mg/mL"), note("Taken QD."), ZERO, drug("cytarabine", "C")]
    found = linted(changed(changes)).findings
    assert [finding.code for finding in found] == [
        "error-prone-abbreviation", "trailing-zero", "agent-not-given", "trailing-zero",
    ]  # fmt: skip
    assert list(found) == sorted(found, key=lambda finding: finding.place.line)


SUBJECTS = [
    ("line", [lines(infused("etoposide", "50 mg/m2", "id: second", days="3"))], "second"),
    ("agent", [drug("cytarabine", "C")], "cytarabine"),
    ("level", [ZERO], "low"),
    ("set", [("100 mg/m2", "100.0 mg/m2")], "strength"),
    ("reference", [added('book: {kind: label, citation: "Jones 1999"}', to="references")], "book"),
    ("milestone", [("day: 22, source", "day: 23, source")], "verdict"),
    ("note", [note("Taken QD.")], "notes[1]"),
    ("window", [("last_day: 22", "last_day: 24")], "dlt.last_day"),
    ("text", [("title: A small", "title: A 5mg small")], "title"),
]


@pytest.mark.parametrize(("changes", "subject"), [row[1:] for row in SUBJECTS], ids=[row[0] for row in SUBJECTS])
def test_a_subject_is_what_a_suppression_names(changes, subject: str) -> None:
    """Line, agent, level, set, reference: by its name; anything else by its path. Suppressed by it, nothing is left."""
    (finding,) = linted(changed(changes)).findings
    assert finding.subject == subject
    names = f'rule: {finding.code}, subject: "{subject}", reason: looked at'
    report = linted(changed([*changes, suppressing(names)]))
    assert (report.findings, [part.finding.subject for part in report.suppressed]) == ((), [subject])


def test_a_suppression_carries_its_reason() -> None:
    """The reason stands with what it suppresses; the finding itself stays as it is."""
    (kept,) = linted(changed([ZERO])).findings
    (part,) = linted(changed([ZERO, suppressing("rule: trailing-zero, reason: it is as printed")])).suppressed
    assert (part.reason, part.finding.message) == ("it is as printed", kept.message)


def test_a_suppression_without_a_subject_counts_for_the_file() -> None:
    """All findings of the rule go, and those of other rules stay."""
    report = linted(changed([ZERO, OTHER_ZERO, note("Taken QD."), suppressing("rule: trailing-zero, reason: printed")]))
    assert [part.finding.subject for part in report.suppressed] == ["low", "high"]
    assert [finding.code for finding in report.findings] == ["error-prone-abbreviation"]


def test_a_suppression_with_a_subject_counts_for_it_alone() -> None:
    """The same rule still questions another subject."""
    report = linted(changed([ZERO, OTHER_ZERO, suppressing("rule: trailing-zero, subject: low, reason: printed")]))
    assert [finding.subject for finding in report.findings] == ["high"]


def test_an_idle_suppression_names_the_nearest_subject() -> None:
    """A misspelt subject is told with the one that was raised."""
    report = linted(changed([ZERO, suppressing("rule: trailing-zero, subject: lowe, reason: printed")]))
    assert [finding.code for finding in report.findings] == ["idle-suppression", "trailing-zero"]
    assert "did you mean low?" in report.findings[0].message


def test_an_unknown_rule_names_the_nearest() -> None:
    """And says where all are listed."""
    (finding,) = linted(changed([suppressing("rule: trailing-zeros, reason: printed")])).findings
    assert "there is no rule 'trailing-zeros'; did you mean trailing-zero?; protocols lint --rules" in finding.message


AMENDED = f"""{SMALL}amendments:
  - version: "2"
    reason: Another dose.
    source: trial
    changes:
      - {{change: set, at: ladder.levels.high.values.dose, to: 20.0 mg}}
"""


def test_the_version_in_force_is_looked_at() -> None:
    """What an amendment writes is questioned at the amendment's own line, once; what it replaces is not."""
    (finding,) = linted(AMENDED).findings
    assert (finding.code, finding.subject, finding.place.line) == ("trailing-zero", "high", len(AMENDED.splitlines()))
    replaced = AMENDED.replace("dose: 20 mg", "dose: 20.00 mg").replace("to: 20.0 mg", "to: 20 mg")
    assert linted(replaced).findings == ()


@pytest.mark.parametrize("text", ["format: 1\n", "[", "", SMALL.replace("days: 1-3", "days: 3-1")])
def test_a_file_that_misfits_is_not_looked_at(text: str) -> None:
    """The reader's findings are passed on; no rule is asked."""
    report = lint(parse_tree(text.encode(), FILE))
    assert report.misfits
    assert (report.findings, report.suppressed) == ((), ())


SPINAL = "agent: methotrexate, dose: 12 mg, route: intrathecal, days: 1-8"
MESSAGES = [
    ("course-total", [lines("id: t, agent: prednisone, dose: 10 mg, route: PO, days: 8-11, course_total: 50 mg")],
     "t: 10 mg × 4 = 40 mg a cycle, not 50 mg"),
    ("slip", [lines("id: t, agent: prednisone, dose: 10 mg, route: PO, days: 8-11, course_total: 10 mg")],
     "t: 10 mg × 4 = 40 mg a cycle, not 10 mg; one dose looks like the total"),
    ("mg-m2", [drug("cytarabine", "C", lifetime_maximum="1 g/m2"), lines(infused("cytarabine", "2 g/m2"))],
     "cytarabine: 2 g/m² in the course is above the labelled 1 g/m² (both by body size), which holds for a life"),
    ("flat", [drug("cytarabine", "C", single_maximum="1 g"), lines(infused("cytarabine", "2 g"))],
     "cytarabine: cytarabine 2 g at once is above the labelled 1 g (both flat)"),
    ("surface", [drug("vincristine", "V", single_maximum="2 mg"), lines(infused("vincristine", "1.4 mg/m2"))],
     "vincristine: vinCRIStine 1.4 mg/m² at once is above the labelled 2 mg (flat) for a body surface over 1.43 m²"),
    ("weight", [drug("cytarabine", "C", single_maximum="10 mg/kg"), lines(infused("cytarabine", "600 mg"))],
     "cytarabine: cytarabine 600 mg at once is above the labelled 10 mg/kg (by body size) for a weight under 60 kg"),
    ("variant", [etoposide("single_maximum: 110 mg/m2")],
     "strength: etoposide 120 mg/m² at once with strength strong is above the labelled 110 mg/m² (both by body size)"),
    ("one-day", [drug("vincristine", "V"), drug("methotrexate", "M"), lines(infused("vincristine", "2 mg"), SPINAL)],
     "vincristine: methotrexate is given intrathecally on the same Day 8; separate the days, or say what parts them"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), [row[1:] for row in MESSAGES], ids=[row[0] for row in MESSAGES])
def test_a_message_says_which_figures_meet(changes, message: str) -> None:
    """Products are multiplied out, and limits say whether they go by body size."""
    assert [finding.message for finding in linted(changed(changes)).findings] == [message]
