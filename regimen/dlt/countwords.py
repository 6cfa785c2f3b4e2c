"""Why a verdict is what it is, where counts decided: the samples on both sides of a question, with their days."""

from collections.abc import Callable

from regimen.dlt.recovery import Outcome
from regimen.dlt.verdict import Verdict
from regimen.dlt.words import block_words, day_words, on_day, run_words, sample_words, span_words


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
    weeks = " or ".join(span_words(*week) for week in outcome.weeks)
    return f"no low sample after {block_words(verdict.case)}, but no sample that shows good counts on {weeks}"


def _past_window(verdict: Verdict, _: Outcome) -> str:
    return f"{block_words(verdict.case)} leaves no day to recover by {day_words(verdict.definition.last_day)}"


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
    yet = "yet " if outcome.kind == "waiting" else ""
    return f"{text}, and no sample after it {yet}decides about {day_words(verdict.definition.last_day)}"


COUNTS: dict[str, Callable[[Verdict, Outcome], str]] = {
    "recovered": _recovered, "treatment-goes-on": _goes_on, "window-open": _open, "no-fall-yet": _no_fall,
    "never-below": _never, "week-without-sample": _empty_week, "treated-past-window": _past_window,
    "unconfirmed": _unconfirmed, "confirmed-late": _confirmed_late, "low-on-last-day": _low_then,
    "low-on-both-sides": _both_sides, "not-sustained": _not_sustained, "gap": _both_sides, "good-after": _good_after,
    "sample-awaited": _no_sample_after, "no-sample-after": _no_sample_after,
}  # fmt: skip
"""Rule to its words."""
