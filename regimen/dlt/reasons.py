"""Why a verdict is what it is, in one sentence with days."""

from typing import assert_never

from regimen.dlt.countwords import COUNTS
from regimen.dlt.eventwords import EVENTS
from regimen.dlt.levels import Limits, Reading, readings
from regimen.dlt.verdict import Verdict
from regimen.dlt.words import NO_COUNT_RECOVERY_DLT, day_words, disease_words, percent
from regimen.nomenclature import NOT_IN_SOURCES
from regimen.record.facts import Marrow

_MANY = 3
"""Samples that decide nothing are named up to this number."""


def reason(verdict: Verdict) -> str:
    """The reason; of a verdict without a DLT it ends in the wording that claims no more than the rule does."""
    if verdict.rule == "no-threshold":
        return f"the thresholds of recovery are {NOT_IN_SOURCES}, and without them there is no verdict"
    text = EVENTS[verdict.rule](verdict) if verdict.rule in EVENTS else _counts(verdict)
    return f"{text}; {NO_COUNT_RECOVERY_DLT}" if verdict.letter == "N" else text


def _counts(verdict: Verdict) -> str:
    """What counts and marrow say, and which samples say nothing."""
    if verdict.outcome is None:
        return f"no dose of {verdict.case.treatment.block} was given as of {day_words(verdict.case.as_of)}"
    if verdict.event is not None:  # it ended the course, and too little treatment was given by then
        parts = [EVENTS[verdict.event.rule](verdict._replace(rule=verdict.event.rule))]
    else:
        parts = [COUNTS[verdict.outcome.rule](verdict, verdict.outcome), _marrow(verdict), _silent(verdict)]
    if verdict.rule == "little-treatment":
        share, least = verdict.case.treatment.share, verdict.definition.least_treatment
        mark = verdict.definition.mark("least_treatment")
        parts.append(
            f"but no more than {percent(share)} of the planned doses of a drug were given or still can be, "
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
        *(["ANC above the white cells"] if read.above_wbc else []),
        *(["samples without times disagree"] if read.clash else []),
        *(["no ANC"] if read.sample.anc is None else []),
        *(["no platelets"] if read.sample.platelets is None else []),
    ]
    return f"{day_words(read.sample.day)} ({', '.join(why) or 'below a reporting limit'})"
