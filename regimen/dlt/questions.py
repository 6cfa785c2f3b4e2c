"""What is questionable about the facts behind a verdict, as findings; they change nothing by themselves."""

from collections.abc import Iterator

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.dlt.levels import Limits, Reading, readings
from regimen.dlt.marrow import near, readable
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import Verdict
from regimen.dlt.words import anc_words, day_words
from regimen.findings import Finding, Severity


def questions(verdict: Verdict) -> tuple[Finding, ...]:
    """Every remark on the facts behind a verdict, by kind and day."""
    case, definition = verdict.case, verdict.definition
    return (
        *_to_settle(verdict),
        *_counts(case, definition),
        *_marrows(case, definition),
        *_after_ending(case),
        *_falls_again(verdict),
    )


def _to_settle(verdict: Verdict) -> Iterator[Finding]:
    if verdict.state == "needs-adjudication":
        assert verdict.event is not None
        yield Finding("needs-adjudication", Severity.IMPORTANT, reason(verdict), verdict.event.what.key)


def _counts(case: Case, definition: Definition) -> Iterator[Finding]:
    """White cells in place of a differential, and samples of one day that contradict each other."""
    after = case.treatment.last_day
    if after is None or definition.anc is None or definition.platelets is None:
        return
    read = readings(case, definition, Limits(definition.anc, definition.platelets), after)
    if proved := [one for one in read if one.by_wbc]:
        told = f"white cells below {anc_words(definition)} ×10⁹/L prove ANC below it, without a differential"
        yield Finding("anc-by-wbc", Severity.INFO, f"{_days(proved)}: {told}", proved[0].sample.key)
    if above := [one for one in read if one.above_wbc]:
        told = "ANC is above the white cells, so the sample shows no recovery; check both and their units"
        yield Finding("anc-above-wbc", Severity.OTHER, f"{_days(above)}: {told}", above[0].sample.key)
    if clash := [one for one in read if one.clash]:
        told = (
            "samples of one day disagree about the threshold and have no times, so they decide nothing; give the times"
        )
        yield Finding("samples-disagree", Severity.OTHER, f"{_days(clash)}: {told}", clash[0].sample.key)


def _days(read: list[Reading]) -> str:
    return ", ".join(dict.fromkeys(day_words(one.sample.day) for one in read))


def _marrows(case: Case, definition: Definition) -> Iterator[Finding]:
    """Marrows near the last day whose blasts are not recorded, or that contradict each other."""
    taken = near(case, definition)
    for one in taken:
        if one.adequate and one.blasts is None:
            told = (
                f"the marrow of {day_words(one.day)} is adequate but has no blasts; record them, or it cannot be read"
            )
            yield Finding("marrow-without-blasts", Severity.OTHER, told, one.key)
    read = [one for one in taken if readable(one)]
    free = {one.blasts < definition.leukaemia_blasts for one in read if one.blasts is not None}
    if len(free) > 1:
        days = ", ".join(day_words(one.day) for one in sorted(read))
        told = (
            f"marrows of {days} disagree about leukaemia; the one nearest to {day_words(definition.last_day)} is used"
        )
        yield Finding("marrows-disagree", Severity.OTHER, told, read[0].key)


def _after_ending(case: Case) -> Iterator[Finding]:
    ending = case.ending
    late = [] if ending is None else [one for one in case.facts.samples if ending.day < one.day <= case.as_of]
    if ending is not None and late:
        told = f"samples after {ending.kind} on {day_words(ending.day)} are not used: {len(late)}"
        yield Finding("samples-after-ending", Severity.INFO, told, late[0].key)


def _falls_again(verdict: Verdict) -> Iterator[Finding]:
    if verdict.later_fall is not None:
        fall = day_words(verdict.later_fall)
        if verdict.day is None:
            told = f"one lineage is low again on {fall}, before the other has recovered"
        elif verdict.later_fall <= verdict.day:
            told = f"one lineage is low again on {fall}, before the other recovered on {day_words(verdict.day)}"
        else:
            told = f"counts are low again on {fall}, after recovery on {day_words(verdict.day)}"
        yield Finding("low-again", Severity.INFO, f"{told}; it is no other verdict", "counts")
