"""Samples and marrows that would change a verdict, with the days on which they would count."""

from collections.abc import Iterator
from typing import NamedTuple

from regimen.dlt.definition import RUN, Definition
from regimen.dlt.verdict import State, Verdict, by_disease
from regimen.dlt.words import day_words, good_words, low_words, span_words
from regimen.record.facts import Marrow


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


def good_sample(verdict: Verdict, last: int) -> Iterator[Change]:
    """A good sample between the last low one and a day; what lies behind counts only if it was really taken."""
    since, definition = verdict.case.treatment.last_day, verdict.definition
    if since is None or since >= last:
        return
    low = max((one.day for one in verdict.deciding if one.day <= last), default=since)
    begin, past = min(low + 1, last), verdict.case.as_of > last
    needs = f"with {good_words(definition)}"
    if definition.sustained:
        yield from _run_of_samples(definition, begin, last, past=past)
        return
    if low == last:
        needs += ", collected later that day, both times recorded"
    if not verdict.deciding:
        begin, needs = min(begin + 1, last), f"{needs}, after a low one"
    days = (begin if past else max(begin, verdict.case.as_of), last)
    yield Change("a sample actually taken" if past else "a sample", "recovered", days, needs)


def _run_of_samples(definition: Definition, begin: int, last: int, *, past: bool) -> Iterator[Change]:
    """The samples of a sustained recovery; none where there are too few days for them."""
    all_by_then = definition.recovery_day == "confirmation"
    if all_by_then and last - begin + 1 < RUN:
        return
    taken = "samples actually taken" if past else "samples"
    which = "all" if all_by_then else "the first"
    what = f"{RUN}{definition.mark('sustained')} {taken} on different days, none low between them, {which}"
    yield Change(what, None, (begin, last), f"with {good_words(definition)}")


def in_window(verdict: Verdict) -> Iterator[Change]:
    """The window is open: a good sample, once no more doses are to come."""
    yield from good_sample(verdict, verdict.definition.last_day) if verdict.case.treatment.finished else finish(verdict)


def finish(verdict: Verdict) -> Iterator[Change]:
    """Doses are to come: recovery is looked for after the last one."""
    yield Change(f"the last dose of {verdict.case.treatment.block} given or omitted, and good counts after it")


def fall(verdict: Verdict) -> Iterator[Change]:
    """No fall yet: a low sample, after which recovery is looked for."""
    days = (verdict.case.as_of, verdict.definition.last_day)
    yield Change("a low sample", None, days, f"with {low_words(verdict.definition)}; recovery is looked for after it")


def weeks(verdict: Verdict) -> Iterator[Change]:
    """A good sample in each week that has none."""
    assert verdict.outcome is not None
    for week in verdict.outcome.weeks:
        then: State | None = "never-below" if len(verdict.outcome.weeks) == 1 else None
        yield Change("a sample actually taken", then, week, f"with {good_words(verdict.definition)}")


def confirm(verdict: Verdict) -> Iterator[Change]:
    """A recovery begun: the values that would confirm or break it."""
    assert verdict.outcome is not None
    run = verdict.outcome.deciding[1:]
    missing = RUN - len(run)
    days = f"{missing} more day{'s' if missing > 1 else ''}"
    over = verdict.outcome.kind == "undecided"
    begin = run[-1].day + 1 if over else max(run[-1].day + 1, verdict.case.as_of)
    late = begin + missing - 1 > verdict.definition.last_day
    by_then: State | None = "recovered"
    if verdict.definition.recovery_day == "confirmation":
        by_then = "dlt" if late else None
    taken = "actually taken " if over else ""
    yield Change(f"good values {taken}on {days}, with {good_words(verdict.definition)}", by_then)
    yield Change(f"a low value {taken}before that, with {low_words(verdict.definition)}")


def confirmed_in_time(verdict: Verdict) -> Iterator[Change]:
    """Confirmed after the last day: more values by then, or another day of recovery."""
    yield from good_sample(verdict, verdict.definition.last_day)
    yield Change("the first day of the run taken as the day of recovery", "recovered")


def unknown_last_day(verdict: Verdict) -> Iterator[Change]:
    """Nothing known of the last day: a sample on it, or a good one before it."""
    last = verdict.definition.last_day
    yield from good_sample(verdict, last)
    low = f"with {low_words(verdict.definition)}; then marrow decides"
    yield Change("a sample actually taken", None, (last, last), low)
    until = min(verdict.deciding[0].day + verdict.definition.gap_days, verdict.case.until)
    if verdict.rule == "no-sample-after" and until > last:
        yield Change("a sample actually taken", None, (last + 1, until), low)


def low_again(verdict: Verdict) -> Iterator[Change]:
    """Low before the last day, nothing after it yet."""
    definition, before = verdict.definition, verdict.deciding[0]
    days = (verdict.case.as_of, before.day + definition.gap_days)
    yield from good_sample(verdict, definition.last_day)
    yield Change("a sample", None, days, f"with {low_words(definition)}; then marrow decides")


def late(verdict: Verdict) -> Iterator[Change]:
    """Low counts with a marrow that was read: a sample in time, or another marrow."""
    yield from good_sample(verdict, verdict.definition.last_day)
    marrow, definition = verdict.beside, verdict.definition
    assert isinstance(marrow, Marrow)
    nearer = f", or one nearer to {day_words(definition.last_day)}," if marrow.day != definition.last_day else ""
    needs = _blasts(definition, free=verdict.rule == "marrow-leukaemia")
    then: State = "dlt" if verdict.rule == "marrow-leukaemia" else by_disease(definition.residual_leukaemia)
    yield Change(f"the marrow of {day_words(marrow.day)} corrected{nearer}", then, None, needs)


def no_marrow(verdict: Verdict) -> Iterator[Change]:
    """Low counts without a marrow that can be read."""
    definition = verdict.definition
    awaited = verdict.rule == "marrow-awaited"
    first, last = definition.last_day - definition.marrow_days, definition.last_day + definition.marrow_days
    ending = verdict.case.ending
    days = (verdict.case.as_of if awaited else first, last if ending is None else min(last, ending.day))
    what = f"a marrow {'' if awaited else 'actually taken '}that can be read"
    yield Change(what, "dlt", days, _blasts(definition, free=True))
    yield Change(what, by_disease(definition.residual_leukaemia), days, _blasts(definition, free=False))
    yield from good_sample(verdict, definition.last_day)


def _blasts(definition: Definition, *, free: bool) -> str:
    limit = f"{definition.leukaemia_blasts} %{definition.mark('leukaemia_blasts')} blasts"
    return f"with fewer than {limit}" if free else f"with {limit} or more"
