"""Why a verdict is what it is, in one sentence with days; one small function for each rule that can decide."""

from collections.abc import Callable
from typing import assert_never

from regimen.dlt.levels import Limits, Reading, readings
from regimen.dlt.recovery import Outcome
from regimen.dlt.verdict import Verdict
from regimen.dlt.words import (
    NO_COUNT_RECOVERY_DLT,
    block_words,
    day_words,
    disease_words,
    on_day,
    percent,
    run_words,
    sample_words,
    span_words,
)
from regimen.record.facts import Ending, Marrow, Toxicity

_ENDINGS = {
    "next-therapy": "next therapy", "transplant": "transplant", "relapse": "relapse", "withdrawal": "withdrawn",
    "death": "death",
}  # fmt: skip
_CAUSES = {
    "disease": "attributed to disease", "unrelated": "attributed to an unrelated cause",
    "unknown": "of unknown attribution",
}  # fmt: skip
_MANY = 3
"""Samples that decide nothing are named up to this number."""


def reason(verdict: Verdict) -> str:
    """The reason; of a verdict without a DLT it ends in the wording that claims no more than the rule does."""
    if verdict.rule == "no-threshold":
        return verdict.rule
    text = _EVENTS[verdict.rule](verdict) if verdict.rule in _EVENTS else _counts(verdict)
    return f"{text}; {NO_COUNT_RECOVERY_DLT}" if verdict.letter == "N" else text


def _counts(verdict: Verdict) -> str:
    """What counts and marrow say, and which samples say nothing."""
    if verdict.outcome is None:
        return f"no dose of {verdict.case.treatment.block} was given as of {day_words(verdict.case.as_of)}"
    parts = [_COUNTS[verdict.outcome.rule](verdict, verdict.outcome), _marrow(verdict), _silent(verdict)]
    if verdict.rule == "little-treatment":
        share, least = verdict.case.treatment.share, verdict.definition.least_treatment
        mark = verdict.definition.mark("least_treatment")
        parts.append(
            f"but only {percent(share)} of the planned doses of a drug were given, "
            f"and without a DLT a subject needs {percent(least)}{mark} to be evaluable"
        )
    if verdict.state == "dlt":
        parts.append(f"count recovery is delayed beyond {day_words(verdict.definition.last_day)}")
    return "; ".join(part for part in parts if part)


def _marrow(verdict: Verdict) -> str:
    """What the marrow says beside low counts."""
    if verdict.marrow is None:
        return ""
    definition, (says, marrow) = verdict.definition, verdict.marrow
    near = f"within {definition.marrow_days}{definition.mark('marrow_days')} days of {day_words(definition.last_day)}"
    if says == "awaited":
        return f"no marrow {near} that can be read yet"
    if says == "none":
        return f"no marrow {near}"
    assert isinstance(marrow, Marrow)
    taken = f"marrow of {day_words(marrow.day)}"
    limit = f"{definition.leukaemia_blasts} %{definition.mark('leukaemia_blasts')}"
    if says == "unreadable":
        return f"{taken} cannot be read"
    if says == "free":
        return f"{taken} free of leukaemia ({marrow.blasts} % blasts, below {limit})"
    if says == "leukaemia":
        counted = disease_words(definition, "residual_leukaemia")
        return f"{taken} shows leukaemia ({marrow.blasts} % blasts, {limit} or more), {counted}"
    assert_never(says)


def _silent(verdict: Verdict) -> str:
    """Samples between the last low one and the last day that were not counted, and why."""
    outcome, definition = verdict.outcome, verdict.definition
    if outcome is None or outcome.kind in ("recovered", "never-below") or not outcome.low:
        return ""
    assert definition.anc is not None
    assert definition.platelets is not None
    last_dose = verdict.case.treatment.last_day
    assert last_dose is not None
    days = [one.day for one in outcome.deciding if one.day <= definition.last_day and not outcome.weeks]
    since = max(days, default=last_dose)
    read = readings(verdict.case, definition, Limits(definition.anc, definition.platelets), since)
    told = [_why_silent(one) for one in read if one.both == "undetermined" and one.sample.day <= definition.last_day]
    more = f" and {len(told) - _MANY} more" if len(told) > _MANY else ""
    return f"not counted: {', '.join(told[-_MANY:])}{more}" if told else ""


def _why_silent(read: Reading) -> str:
    why = [
        *([f"platelets transfused on {day_words(read.transfusion)}"] if read.transfusion is not None else []),
        *([f"growth factor on {day_words(read.growth_factor)}"] if read.growth_factor is not None else []),
        *(["samples without times disagree"] if read.clash else []),
        *(["no ANC"] if read.sample.anc is None else []),
        *(["no platelets"] if read.sample.platelets is None else []),
    ]
    return f"{day_words(read.sample.day)} ({', '.join(why) or 'below a reporting limit'})"


def _adjudicated(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Toxicity)
    told = verdict.beside
    return f"adjudicated DLT on {day_words(told.day)}: {_term(told)}, attributed to treatment"


def _term(told: Toxicity) -> str:
    return f"{told.term}, grade {told.grade} (CTCAE {told.ctcae})"


def _flag(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Toxicity)
    told = verdict.beside
    first, last = verdict.case.numbering.reference, verdict.definition.last_day
    but = _CAUSES[told.attribution] if verdict.rule == "flag-attribution" else f"outside {span_words(first, last)}"
    return f"{_term(told)} of {day_words(told.day)} is flagged as a DLT but {but}; a person must settle it"


def _death(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Ending)
    told = f"death on {day_words(verdict.beside.day)}"
    if verdict.rule == "death-unattributed":
        return f"{told}, in the window, has no attribution; a person must give one"
    if verdict.rule == "treatment-death":
        return f"{told}, in the window, attributed to treatment"
    if verdict.rule == "disease-death":
        counted = disease_words(verdict.definition, "disease_death")
        return f"{told} from the disease, before a documented recovery; {counted}"
    return f"{told}, unrelated, before a documented recovery"


def _ended(verdict: Verdict) -> str:
    assert isinstance(verdict.beside, Ending)
    return f"{_ENDINGS[verdict.beside.kind]} on {day_words(verdict.beside.day)}, before a documented recovery"


_EVENTS: dict[str, Callable[[Verdict], str]] = {
    "adjudicated": _adjudicated, "flag-outside-window": _flag, "flag-attribution": _flag,
    "treatment-death": _death, "disease-death": _death, "unrelated-death": _death, "death-unattributed": _death,
    "withdrawal": _ended, "censoring": _ended,
}  # fmt: skip


def _recovered(verdict: Verdict, outcome: Outcome) -> str:
    low, *run = outcome.deciding
    definition = verdict.definition
    assert outcome.day is not None
    if definition.sustained:
        text = f"recovered on {day_words(outcome.day)}: good from {day_words(run[0].day)} on, confirmed on "
        text += f"{day_words(run[-1].day)} by {run_words(definition)}"
    else:
        text = f"recovered on {day_words(outcome.day)} ({sample_words(run[-1], definition)})"
    return f"{text}; last low sample {on_day(low, definition)}"


def _open(verdict: Verdict, outcome: Outcome) -> str:
    text = f"not recovered as of {day_words(verdict.case.as_of)}"
    last = f"{day_words(verdict.definition.last_day)} is the last day in time"
    low = f"; low on {on_day(outcome.deciding[0], verdict.definition)}" if outcome.deciding else ""
    return f"{text}{low}; {last}"


def _no_fall(verdict: Verdict, _: Outcome) -> str:
    return f"no low sample since {block_words(verdict.case)}, as of {day_words(verdict.case.as_of)}"


def _never(verdict: Verdict, _: Outcome) -> str:
    last = day_words(verdict.definition.last_day)
    return f"never below threshold from {block_words(verdict.case)} to {last}, with a good sample in each week"


def _empty_week(verdict: Verdict, outcome: Outcome) -> str:
    weeks = ", ".join(span_words(*week) for week in outcome.weeks)
    return f"no low sample after {block_words(verdict.case)}, but no sample that shows good counts on {weeks}"


def _goes_on(verdict: Verdict, _: Outcome) -> str:
    return f"doses of {verdict.case.treatment.block} are still to come; good counts between them are no recovery"


def _unconfirmed(verdict: Verdict, outcome: Outcome) -> str:
    run = len(outcome.deciding) - 1
    text = f"good from {day_words(outcome.deciding[1].day)} on, {run} of {run_words(verdict.definition)}"
    over = f"; nothing counts after {day_words(verdict.case.until)}" if outcome.kind == "undecided" else ""
    return f"{text}: recovery is not confirmed{over}"


def _low_then(verdict: Verdict, outcome: Outcome) -> str:
    return f"low on {on_day(outcome.deciding[0], verdict.definition)}"


def _not_sustained(verdict: Verdict, outcome: Outcome) -> str:
    good = on_day(outcome.deciding[0], verdict.definition)
    return f"good on {good}, but low again before {run_words(verdict.definition)}"


def _confirmed_late(verdict: Verdict, outcome: Outcome) -> str:
    first, last = outcome.deciding[1], outcome.deciding[-1]
    told = f"good from {day_words(first.day)} on, confirmed on {day_words(last.day)} by {run_words(verdict.definition)}"
    return f"{told}, and the confirmation{verdict.definition.mark('recovery_day')} is the day that counts"


def _both_sides(verdict: Verdict, outcome: Outcome) -> str:
    before, after = outcome.deciding
    definition = verdict.definition
    gap = after.day - before.day
    told = f"low on {on_day(before, definition)} and on {on_day(after, definition)}, {gap} days apart"
    limit = f"{definition.gap_days}{definition.mark('gap_days')}"
    if outcome.rule == "gap":
        return f"{told}, more than {limit}: nothing is known of {day_words(definition.last_day)}"
    return f"{told}, at most {limit}: taken as low on {day_words(definition.last_day)}"


def _good_after(verdict: Verdict, outcome: Outcome) -> str:
    before, after = outcome.deciding
    definition = verdict.definition
    between = span_words(before.day + 1, definition.last_day)
    told = f"low on {on_day(before, definition)}, good on {on_day(after, definition)}"
    return f"{told}, and no sample on {between} decides whether recovery came in time"


def _no_sample_after(verdict: Verdict, outcome: Outcome) -> str:
    text = _low_then(verdict, outcome)
    return f"{text}, and no sample after it decides about {day_words(verdict.definition.last_day)}"


_COUNTS: dict[str, Callable[[Verdict, Outcome], str]] = {
    "recovered": _recovered, "treatment-goes-on": _goes_on, "window-open": _open, "no-fall-yet": _no_fall,
    "never-below": _never, "week-without-sample": _empty_week, "unconfirmed": _unconfirmed,
    "confirmed-late": _confirmed_late, "low-on-last-day": _low_then, "low-on-both-sides": _both_sides,
    "not-sustained": _not_sustained, "gap": _both_sides, "good-after": _good_after,
    "sample-awaited": _no_sample_after, "no-sample-after": _no_sample_after,
}  # fmt: skip
