"""What would change a verdict: samples, marrows and decisions, with the days on which they would count."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from regimen.dlt.definition import RUN
from regimen.dlt.recovery import Outcome
from regimen.dlt.verdict import State, Verdict
from regimen.dlt.words import good_words, low_words, percent, span_words


class Change(NamedTuple):
    """One thing that would make another verdict."""

    what: str
    """What it would be: `a sample actually taken`."""
    then: State | None = None
    """The verdict it would make, where it makes one alone."""
    days: tuple[int, int] | None = None
    """First and last study day on which it would count."""
    needs: str = ""
    """What it must show."""

    @property
    def words(self) -> str:
        """`a sample actually taken on Day 43 to 45 with ANC ≥ 0.5† and platelets ≥ 20†: recovered`."""
        when = f" on {span_words(*self.days)}" if self.days else ""
        needs = f" {self.needs}" if self.needs else ""
        return f"{self.what}{when}{needs}{f': {self.then}' if self.then else ''}"


def would_change(verdict: Verdict) -> tuple[Change, ...]:
    """Everything that would change a verdict, the likeliest first."""
    return tuple(_BY_RULE[verdict.rule](verdict))


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
    by_disease: State = "not-evaluable"
    if verdict.definition.disease_death == "evaluable_no_haematological_dlt":
        by_disease = "no-dlt-disease"
    recovered = verdict.outcome is not None and verdict.outcome.kind == "recovered"
    yield Change("an attribution to treatment", "dlt")
    yield Change("an attribution to the disease", "recovered" if recovered else by_disease)
    yield Change("an attribution to an unrelated cause", "recovered" if recovered else "not-evaluable")


def _before_ending(verdict: Verdict) -> Iterator[Change]:
    yield from _good_sample(verdict, verdict.case.until)
    if verdict.rule.endswith("-death"):
        yield Change("an attribution of the death to treatment", "dlt")


def _good_sample(verdict: Verdict, last: int, first: int | None = None) -> Iterator[Change]:
    """A good sample between the last low one and a day."""
    since = verdict.case.treatment.last_day
    if since is None:
        return
    low = [one.day for one in verdict.deciding if one.day <= last]
    begin = min(last, max(low, default=since) + 1) if first is None else first
    taken = "a sample actually taken" if begin <= verdict.case.as_of and first is None else "a sample"
    needs = f"with {good_words(verdict.definition)}"
    if verdict.definition.sustained:
        needs += f" (the first of {RUN} on different days)"
    yield Change(taken, "recovered", (begin, last), needs)


def _in_window(verdict: Verdict) -> Iterator[Change]:
    yield from _good_sample(verdict, verdict.definition.last_day, first=verdict.case.as_of)


def _fall(verdict: Verdict) -> Iterator[Change]:
    days = (verdict.case.as_of, verdict.definition.last_day)
    yield Change("a low sample", None, days, f"with {low_words(verdict.definition)}; recovery is looked for after it")


def _in_time(verdict: Verdict) -> Iterator[Change]:
    last = verdict.definition.last_day
    yield Change("a DLT adjudicated, or a death from treatment,", "dlt", (verdict.case.numbering.reference, last))


def _weeks(verdict: Verdict) -> Iterator[Change]:
    assert verdict.outcome is not None
    for week in verdict.outcome.weeks:
        then: State | None = "never-below" if len(verdict.outcome.weeks) == 1 else None
        yield Change("a sample actually taken", then, week, f"with {good_words(verdict.definition)}")


def _finish(verdict: Verdict) -> Iterator[Change]:
    yield Change(f"the last dose of {verdict.case.treatment.block} given or omitted, and good counts after it")


def _confirm(verdict: Verdict) -> Iterator[Change]:
    assert verdict.outcome is not None
    missing = RUN - (len(verdict.outcome.deciding) - 1)
    day = f"{missing} more day{'s' if missing > 1 else ''}"
    yield Change(f"good values on {day}, with {good_words(verdict.definition)}", _confirmed_by_then(verdict, missing))
    yield Change(f"a low value before that, with {low_words(verdict.definition)}")


def _confirmed_by_then(verdict: Verdict, missing: int) -> State | None:
    """What the confirmation would make; open where it may still be in time or late."""
    definition, case = verdict.definition, verdict.case
    if definition.recovery_day == "first_of_run":
        return "recovered"
    return "dlt" if case.as_of + missing > definition.last_day + 1 else None


def _late(verdict: Verdict) -> Iterator[Change]:
    yield from _good_sample(verdict, verdict.definition.last_day)
    yield from _marrow(verdict, free=False)


def _unknown_last_day(verdict: Verdict) -> Iterator[Change]:
    last = verdict.definition.last_day
    yield from _good_sample(verdict, last)
    marrow = "; then marrow decides"
    yield Change("a sample actually taken", None, (last, last), f"with {low_words(verdict.definition)}{marrow}")


def _low_again(verdict: Verdict) -> Iterator[Change]:
    definition, before = verdict.definition, verdict.deciding[0]
    days = (verdict.case.as_of, before.day + definition.gap_days)
    yield from _good_sample(verdict, definition.last_day)
    yield Change("a sample", None, days, f"with {low_words(definition)}; then marrow decides")


def _marrow(verdict: Verdict, *, free: bool = True) -> Iterator[Change]:
    """A marrow near the last day that would say something else."""
    definition = verdict.definition
    first, last = definition.last_day - definition.marrow_days, definition.last_day + definition.marrow_days
    awaited = verdict.rule == "marrow-awaited"
    what = "a marrow that can be read" if awaited else "a marrow actually taken that can be read, nearer to the last day,"
    if verdict.marrow is None or verdict.marrow.says in ("none", "unreadable"):
        what = "a marrow actually taken that can be read"
    days = (max(first, verdict.case.as_of) if awaited else first, last)
    limit = f"{definition.leukaemia_blasts} %{definition.mark('leukaemia_blasts')} blasts"
    disease: State = "not-evaluable"
    if definition.residual_leukaemia == "evaluable_no_haematological_dlt":
        disease = "no-dlt-disease"
    if free:
        yield Change(what, "dlt", days, f"with fewer than {limit}")
    if verdict.rule != "marrow-leukaemia":
        yield Change(what, disease, days, f"with {limit} or more")


def _marrow_or_sample(verdict: Verdict) -> Iterator[Change]:
    yield from _marrow(verdict)
    yield from _good_sample(verdict, verdict.definition.last_day)


def _more_treatment(verdict: Verdict) -> Iterator[Change]:
    definition = verdict.definition
    least = f"{percent(definition.least_treatment)}{definition.mark('least_treatment')}"
    yield Change(f"at least {least} of the planned doses of each drug recorded as given")


def _treated(verdict: Verdict) -> Iterator[Change]:
    yield Change(f"a dose of {verdict.case.treatment.block} recorded as given")


_BY_RULE: dict[str, Callable[[Verdict], Iterator[Change]]] = {
    "no-threshold": _threshold, "adjudicated": _adjudicated, "treatment-death": _adjudicated,
    "flag-outside-window": _settled, "flag-attribution": _settled, "death-unattributed": _death,
    "withdrawal": _before_ending, "censoring": _before_ending, "disease-death": _before_ending,
    "unrelated-death": _before_ending, "not-treated": _treated, "little-treatment": _more_treatment,
    "window-open": _in_window, "no-fall-yet": _fall, "treatment-goes-on": _finish, "recovered": _in_time,
    "never-below": _in_time, "week-without-sample": _weeks, "unconfirmed": _confirm, "confirmed-late": _confirmed_in_time,
    "low-on-last-day": _late, "low-on-both-sides": _late, "not-sustained": _late, "gap": _unknown_last_day,
    "good-after": _unknown_last_day, "no-sample-after": _unknown_last_day, "sample-awaited": _low_again,
    "marrow-awaited": _marrow_or_sample, "marrow-none": _marrow_or_sample, "marrow-unreadable": _marrow_or_sample,
    "marrow-leukaemia": _marrow_or_sample,
}  # fmt: skip
"""Rule that decided, to what would undo it."""
