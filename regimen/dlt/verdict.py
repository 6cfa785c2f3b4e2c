"""The verdict on one subject by one definition, as of one day."""

from typing import Literal, NamedTuple

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition, Disease
from regimen.dlt.levels import Limits
from regimen.dlt.lineages import count_recovery
from regimen.dlt.marrow import MarrowAnswer, marrow_answer
from regimen.dlt.precedence import Event, dose_limiting, ended, open_question
from regimen.dlt.recovery import Outcome
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.record.facts import Ending, Marrow, Sample, Toxicity

State = Literal[
    "pending", "pending-confirmation", "recovered", "never-below", "no-dlt-disease", "dlt", "not-evaluable",
    "indeterminate", "needs-adjudication", "censored",
]  # fmt: skip
Letter = Literal["N", "T", "P", "X"]
LETTERS: dict[State, Letter] = {
    "recovered": "N", "never-below": "N", "no-dlt-disease": "N", "dlt": "T",
    "pending": "P", "pending-confirmation": "P", "needs-adjudication": "P",
    "not-evaluable": "X", "indeterminate": "X", "censored": "X",
}  # fmt: skip
"""State to the letter of an escalation: no count-recovery DLT, a DLT, pending, not evaluable."""
LETTER_MEANS: dict[Letter, str] = {
    "N": "evaluable, without a count-recovery DLT: one of the three or six that are needed",
    "T": "a DLT: one in three asks for three more at the level, two say that the level is too high",
    "P": "pending: the level waits for it",
    "X": "not evaluable: another subject takes the place",
}  # fmt: skip
"""What each letter does to a cohort of a 3+3 design."""
OTHER_CRITERIA = f"other DLT criteria: {NOT_IN_SOURCES}"
"""Stands beside every verdict: this rule is one of several, and the only one published."""
_BY_COUNTS: dict[str, State] = {
    "recovered": "recovered", "never-below": "never-below", "undecided": "indeterminate",
    "waiting": "pending", "unconfirmed": "pending-confirmation",
}  # fmt: skip
_BY_ENDING: dict[str, State] = {
    "censoring": "censored", "withdrawal": "not-evaluable", "unrelated-death": "not-evaluable",
}  # fmt: skip


class Verdict(NamedTuple):
    """What the count-recovery rule says, and why; regimen/dlt/reasons.py puts it into words."""

    state: State
    rule: str
    """Id of the rule that decided."""
    case: Case
    definition: Definition
    outcome: Outcome | None = None
    """What the counts say; None where they were not asked."""
    marrow: MarrowAnswer | None = None
    event: Event | None = None

    @property
    def letter(self) -> Letter:
        """How it counts in an escalation."""
        return LETTERS[self.state]

    @property
    def day(self) -> int | None:
        """First documented recovery day, in time or not."""
        return self.outcome.day if self.outcome else None

    @property
    def interval(self) -> tuple[int, int] | None:
        """Last low day and first good day of that recovery."""
        return self.outcome.interval if self.outcome else None

    @property
    def later_fall(self) -> int | None:
        """First low day after the recovery; it changes nothing."""
        return self.outcome.later_fall if self.outcome else None

    @property
    def deciding(self) -> tuple[Sample, ...]:
        """The samples that it rests on."""
        return self.outcome.deciding if self.outcome else ()

    @property
    def beside(self) -> Marrow | Toxicity | Ending | None:
        """What else it rests on."""
        if self.event is not None:
            return self.event.what
        return self.marrow.marrow if self.marrow else None


def judge(case: Case, definition: Definition) -> Verdict:
    """The verdict as of the case's day, from nothing that came later."""
    if event := dose_limiting(case, definition):
        return Verdict("dlt", event.rule, case, definition, event=event)
    verdict = _by_course(case, definition)
    event = open_question(case, definition)
    if event and verdict.state != "dlt":
        return verdict._replace(state="needs-adjudication", rule=event.rule, event=event)
    return verdict


def _by_course(case: Case, definition: Definition) -> Verdict:
    """Counts, marrow and endings; then whether enough treatment was given to count without a DLT."""
    if definition.anc is None or definition.platelets is None:
        return Verdict("indeterminate", "no-threshold", case, definition)
    outcome = None
    if case.treatment.last_day is not None:
        outcome = count_recovery(case, definition, Limits(definition.anc, definition.platelets))
    verdict = _by_counts(case, definition, outcome)
    if verdict.letter == "N" and case.treatment.share < definition.least_treatment:
        return verdict._replace(state="not-evaluable", rule="little-treatment")
    return verdict


def _by_counts(case: Case, definition: Definition, outcome: Outcome | None) -> Verdict:
    """Whichever came first of recovery and an ending; recovery wins a tie, as no sample after an ending counts."""
    event = ended(case, definition)
    if event and (outcome is None or outcome.kind != "recovered"):
        state = _BY_ENDING.get(event.rule) or by_disease(definition.disease_death)
        return Verdict(state, event.rule, case, definition, outcome, event=event)
    if outcome is None:
        state = "pending" if case.as_of <= definition.last_day else "not-evaluable"
        return Verdict(state, "not-treated", case, definition)
    if outcome.kind == "late":
        return _late(case, definition, outcome)
    return Verdict(_BY_COUNTS[outcome.kind], outcome.rule, case, definition, outcome)


def _late(case: Case, definition: Definition, outcome: Outcome) -> Verdict:
    """No recovery in time: a DLT unless leukaemia is the reason, which only a marrow tells."""
    if not outcome.low:
        return Verdict("dlt", outcome.rule, case, definition, outcome)
    marrow = marrow_answer(case, definition)
    state: State = "indeterminate"
    if marrow.says == "free":
        return Verdict("dlt", outcome.rule, case, definition, outcome, marrow)
    if marrow.says == "leukaemia":
        state = by_disease(definition.residual_leukaemia)
    elif marrow.says == "awaited":
        state = "pending"
    return Verdict(state, f"marrow-{marrow.says}", case, definition, outcome, marrow)


def by_disease(setting: Disease) -> State:
    """What a setting makes of counts that did not recover, or a death, because of leukaemia."""
    return "no-dlt-disease" if setting == "evaluable_no_haematological_dlt" else "not-evaluable"
