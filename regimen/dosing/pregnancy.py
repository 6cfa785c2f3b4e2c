"""What a label demands where pregnancy is possible."""

from regimen.dosing.subject import Subject
from regimen.findings import Finding, Severity
from regimen.nomenclature import MARK, drug_name

ASKED_BELOW_AGE = 55
"""Age from which an unstated childbearing potential is not asked after (†)."""


def pregnancy(agent: str, demand: str, subject: Subject | None, source: str | None) -> Finding | None:
    """The label's demand where pregnancy is possible; where nobody has said, that it is not stated."""
    if subject is None or subject.childbearing_potential is False:
        return None
    if subject.childbearing_potential:
        message = f"{drug_name(agent)}, pregnancy is possible: {demand}"
        return Finding("pregnancy", Severity.INFO, message, agent, source)
    if subject.sex != "F" or subject.age is None or subject.age >= ASKED_BELOW_AGE:
        return None
    whom = f"for a woman under {ASKED_BELOW_AGE}{MARK}"
    message = f"{drug_name(agent)}: childbearing potential is not stated {whom}; if pregnancy is possible: {demand}"
    return Finding("pregnancy-not-stated", Severity.INFO, message, agent, source)
