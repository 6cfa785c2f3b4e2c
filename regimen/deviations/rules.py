"""What makes a finding important: one table of rules, each with reason and source; the first that fits decides.

*Important* as ICH E3 has it: a departure that may significantly affect the completeness, accuracy or reliability of the
trial's data, or a subject's rights, safety or well-being. Where no source draws the line, the rule is ours (†).
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from regimen.deviations.assessments import COUNTS, MARROW, kind_of
from regimen.deviations.classes import AMOUNTS, ASSESSED, MOVED, NOT_GIVEN, UNPLANNED, Code
from regimen.deviations.edits import SUPPORTIVE, Edit
from regimen.deviations.outcomes import Outcome
from regimen.nomenclature import MARK


class Category(StrEnum):
    """The two categories of ICH E3 (Q&A R1)."""

    IMPORTANT = "important"
    OTHER = "other"

    @property
    def grade(self) -> str:
        """The older pair of words: `major` or `minor` (our mapping)."""
        return "major" if self is Category.IMPORTANT else "minor"


class Case(NamedTuple):
    """A finding under judgement."""

    edit: Edit
    outcome: Outcome
    affected: Mapping[str, tuple[int, int]]
    """Dose line to the number of its doses missed or extra, and of those planned."""


class Rule(NamedTuple):
    """One rule; docs/deviations.md has a row for each."""

    id: str
    category: Category
    codes: frozenset[Code]
    reason: str
    source: str
    fits: Callable[[Case], bool] = lambda _: True


_OURS = f"our convention{MARK}"
_E3 = "ICH E3 Q&A (R1), 2012"
_ROUNDING = f"HOPA dose rounding, 2018{MARK}"
_CELERATE = "TransCelerate, 2021"
_DOSES = NOT_GIVEN | UNPLANNED
_ALL = frozenset(Code)
_IMPORTANT, _OTHER = Category
_MANY_DOSES, _MANY_PERCENT, _MANY_DAYS = 2, 20, 2


def _supportive(case: Case) -> bool:
    return bool(case.edit.lines) and all(line.purpose in SUPPORTIVE for line in case.edit.lines)


def _not_oral(case: Case) -> bool:
    return any(line.route != "PO" for line in case.edit.lines) or not case.edit.lines


def _several(case: Case) -> bool:
    counts = [case.affected.get(line.id, (0, 1)) for line in case.edit.lines]
    return any(lost >= _MANY_DOSES or lost * 100 >= _MANY_PERCENT * planned for lost, planned in counts)


def _days_apart(case: Case) -> bool:
    return abs(case.edit.shift) >= _MANY_DAYS


def _counts_in_a_row(case: Case) -> bool:
    return kind_of(case.edit.items[0].entry) == COUNTS and len(case.edit.items) >= _MANY_DAYS


def _marrow(case: Case) -> bool:
    return kind_of(case.edit.items[0].entry) == MARROW


RULES = (
    Rule("permitted", _OTHER, _ALL, "What the protocol allows affects nothing.", _E3,
         lambda case: case.outcome is Outcome.PERMITTED),
    Rule("supportive-drug", _OTHER, _ALL - ASSESSED - {Code.ORDER_BROKEN, Code.REFERENCE_DAY_DIFFERS},
         "Premedication, fluids and supportive drugs are not what the trial measures.", _OURS, _supportive),
    Rule("amount", _IMPORTANT, AMOUNTS,
         "More than 10 % off the planned amount changes effect and toxicity.", _ROUNDING),
    Rule("wrong-treatment", _IMPORTANT, frozenset({Code.WRONG_AGENT, Code.WRONG_ROUTE}),
         "Another drug or route is another treatment.", _CELERATE),
    Rule("wrong-schedule", _IMPORTANT, frozenset({Code.SUPERSEDED_SCHEDULE}),
         "The subject is then not treated at the level that the escalation counts.", _OURS),
    Rule("given-twice", _IMPORTANT, frozenset({Code.DUPLICATE}),
         "A day's dose given twice is twice the dose.", _CELERATE),
    Rule("past-the-plan", _IMPORTANT, frozenset({Code.BEYOND_PLAN}),
         "Doses after the planned end delay the recovery that the trial judges.", _OURS),
    Rule("order", _IMPORTANT, frozenset({Code.ORDER_BROKEN}),
         "The order of blocks is part of what the trial tests.", _OURS),
    Rule("during-hold", _IMPORTANT, frozenset({Code.DOSE_DURING_HOLD}),
         "Whoever held the drug saw a risk.", _OURS),
    Rule("parenteral-dose", _IMPORTANT, _DOSES,
         "One dose of an infused or injected drug is a large part of its course.", _OURS, _not_oral),
    Rule("oral-doses", _IMPORTANT, _DOSES,
         "Two doses, or 20 % of a line, change the exposure that the level stands for.", _OURS, _several),
    Rule("oral-dose", _OTHER, _DOSES, "One oral dose of many changes little.", _OURS),
    Rule("days-moved", _IMPORTANT, MOVED,
         "Two days or more shift the overlap of the drugs and the days left to recover.", _OURS, _days_apart),
    Rule("day-moved", _OTHER, MOVED, "One day changes little.", _OURS),
    Rule("deciding-counts", _IMPORTANT, frozenset({Code.COUNTS_MISSING}),
         "Without them the primary question of the trial has no answer.", _E3),
    Rule("marrow-missing", _IMPORTANT, frozenset({Code.ASSESSMENT_MISSED}),
         "Delayed recovery cannot be told from leukaemia without a marrow.", _OURS, _marrow),
    Rule("counts-in-a-row", _IMPORTANT, frozenset({Code.ASSESSMENT_MISSED}),
         "Two counts in a row missing may hide a fall or a recovery.", _OURS, _counts_in_a_row),
    Rule("assessment", _OTHER, frozenset({Code.ASSESSMENT_MISSED, Code.ASSESSMENT_OUT_OF_WINDOW}),
         "One assessment of a series, or one out of its window, seldom decides.", _OURS),
    Rule("reference-day", _OTHER, frozenset({Code.REFERENCE_DAY_DIFFERS}),
         "All days count from the real reference day, so nothing else moves.", _OURS),
)  # fmt: skip
"""In the order in which they are asked."""


def deciding(case: Case) -> Rule:
    """The rule that sets the category of a finding."""
    return next(rule for rule in RULES if case.edit.code in rule.codes and rule.fits(case))
