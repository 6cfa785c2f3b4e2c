"""What would change a verdict: for each rule that can decide, what would undo it."""

from collections.abc import Callable, Iterator

from regimen.dlt import evidence
from regimen.dlt.evidence import Change
from regimen.dlt.verdict import LETTERS, State, Verdict, by_disease
from regimen.dlt.words import day_words, percent


def would_change(verdict: Verdict) -> tuple[Change, ...]:
    """Everything that would change a verdict, the likeliest first."""
    changes = tuple(_BY_RULE[verdict.rule](verdict))
    if verdict.case.treatment.share >= verdict.definition.least_treatment:
        return changes
    evaluable = [state for state, letter in LETTERS.items() if letter == "N"]
    return tuple(one._replace(then="not-evaluable") if one.then in evaluable else one for one in changes)


def _threshold(_: Verdict) -> Iterator[Change]:
    yield Change("a recovery threshold: the sources give none, and assumptions are hidden")


def _adjudicated(_: Verdict) -> Iterator[Change]:
    yield Change("another adjudication or attribution of the event")


def _settled(verdict: Verdict) -> Iterator[Change]:
    if verdict.rule == "flag-outside-window":
        yield Change("an adjudication that takes the event as a DLT or does not")
        return
    yield Change("an attribution to treatment", "dlt")
    yield Change("an attribution to the disease or an unrelated cause, and the DLT flag to match")


def _death(verdict: Verdict) -> Iterator[Change]:
    disease: State = by_disease(verdict.definition.disease_death)
    unrelated: State = "not-evaluable"
    if verdict.outcome is not None and verdict.outcome.kind == "recovered":
        disease = unrelated = "recovered"
    yield Change("an attribution to treatment", "dlt")
    yield Change("an attribution to the disease", disease)
    yield Change("an attribution to an unrelated cause", unrelated)


def _before_ending(verdict: Verdict) -> Iterator[Change]:
    yield from evidence.good_sample(verdict, verdict.case.until)
    if verdict.rule.endswith("-death"):
        yield Change("an attribution of the death to treatment", "dlt")


def _in_time(verdict: Verdict) -> Iterator[Change]:
    last = verdict.definition.last_day
    yield Change("a DLT adjudicated, or a death from treatment,", "dlt", (verdict.case.numbering.reference, last))


def _more_treatment(verdict: Verdict) -> Iterator[Change]:
    definition = verdict.definition
    least = f"{percent(definition.least_treatment)}{definition.mark('least_treatment')}"
    yield Change(f"at least {least} of the planned doses of each drug recorded as given")


def _treated(verdict: Verdict) -> Iterator[Change]:
    yield Change(f"a dose of {verdict.case.treatment.block} recorded as given")


def _treated_earlier(verdict: Verdict) -> Iterator[Change]:
    treatment, last = verdict.case.treatment, verdict.definition.last_day
    yield Change(f"an earlier last dose of {treatment.block} recorded, before {day_words(last)}")


_UNDONE_BY: tuple[tuple[Callable[[Verdict], Iterator[Change]], str], ...] = (
    (_threshold, "no-threshold"),
    (_adjudicated, "adjudicated treatment-death"),
    (_settled, "flag-outside-window flag-attribution"),
    (_death, "death-unattributed"),
    (_before_ending, "withdrawal censoring disease-death unrelated-death"),
    (_treated, "not-treated"),
    (_treated_earlier, "treated-past-window"),
    (_more_treatment, "little-treatment"),
    (evidence.finish, "treatment-goes-on"),
    (_in_time, "recovered never-below"),
    (evidence.in_window, "window-open"),
    (evidence.fall, "no-fall-yet"),
    (evidence.weeks, "week-without-sample"),
    (evidence.confirm, "unconfirmed"),
    (evidence.confirmed_in_time, "confirmed-late"),
    (evidence.late, "low-on-last-day low-on-both-sides not-sustained marrow-leukaemia"),
    (evidence.unknown_last_day, "gap good-after no-sample-after"),
    (evidence.low_again, "sample-awaited"),
    (evidence.no_marrow, "marrow-awaited marrow-none marrow-unreadable"),
)
_BY_RULE = {rule: undone for undone, rules in _UNDONE_BY for rule in rules.split()}
