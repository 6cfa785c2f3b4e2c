"""Why a verdict is what it is, where something other than counts decided."""

from collections.abc import Callable

from regimen.dlt.verdict import Verdict
from regimen.dlt.words import day_words, disease_words, span_words
from regimen.record.facts import Ending, Toxicity

_ENDINGS = {
    "next-therapy": "next therapy", "transplant": "transplant", "relapse": "relapse", "withdrawal": "withdrawn",
    "death": "death",
}  # fmt: skip
_CAUSES = {
    "disease": "attributed to disease", "unrelated": "attributed to an unrelated cause",
    "unknown": "of unknown attribution",
}  # fmt: skip


def _adjudicated(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Toxicity)
    told = verdict.beside
    return f"adjudicated DLT, attributed to treatment: {_term(told)}"


def _term(told: Toxicity) -> str:
    return f"{told.term} on {day_words(told.day)} (grade {told.grade}, CTCAE {told.ctcae})"


def _flag(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Toxicity)
    told = verdict.beside
    first, last = verdict.case.numbering.reference, verdict.definition.last_day
    but = _CAUSES[told.attribution] if verdict.rule == "flag-attribution" else f"outside {span_words(first, last)}"
    return f"{_term(told)} is flagged as a DLT but {but}; a person must settle it"


def _death(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Ending)
    told = f"death on {day_words(verdict.beside.day)}"
    if verdict.rule == "death-unattributed":
        return f"{told}, in the window, has no known attribution; a person must give one"
    if verdict.rule == "treatment-death":
        return f"{told}, in the window, attributed to treatment"
    if verdict.rule == "disease-death":
        counted = disease_words(verdict.definition, "disease_death")
        return f"{told} from the disease, before a documented recovery; {counted}"
    return f"{told}, unrelated, before a documented recovery"


def _ended(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Ending)
    return f"{_ENDINGS[verdict.beside.kind]} on {day_words(verdict.beside.day)}, before a documented recovery"


EVENTS: dict[str, Callable[[Verdict], str]] = {
    "adjudicated": _adjudicated, "flag-outside-window": _flag, "flag-attribution": _flag,
    "treatment-death": _death, "disease-death": _death, "unrelated-death": _death, "death-unattributed": _death,
    "withdrawal": _ended, "censoring": _ended,
}  # fmt: skip
"""Rule to its words."""
