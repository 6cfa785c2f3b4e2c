"""The rules of the count-recovery verdict in short sentences, with the values of one definition."""

from collections.abc import Iterator

from regimen.dlt.definition import Definition
from regimen.dlt.verdict import OTHER_CRITERIA
from regimen.dlt.words import (
    NO_COUNT_RECOVERY_DLT,
    disease_words,
    low_words,
    percent,
    run_words,
    span_words,
)
from regimen.printouts.words import day_words


def rules(definition: Definition) -> Iterator[str]:
    """What makes a verdict, from the counts to how it is worded."""
    last = f"{day_words(definition.last_day)}{definition.mark('last_day')}"
    after = f"{definition.after}{definition.mark('after')}"
    yield f"Recovery counts only after the last dose of {after}, and only after a low sample since then."
    yield f"Low is {low_words(definition)}, ×10⁹/L, whatever was transfused."
    yield f"Recovery on {last} is in time, on {day_words(definition.last_day + 1)} it is late."
    if definition.sustained:
        yield f"It takes {run_words(definition)}."
    yield f"Never low since then, with a good sample in each week up to {last}: never below threshold."
    yield from _gaps(definition, last)
    yield from _marrow(definition, last)
    yield f"Before recovery and by {last}, next therapy, transplant or relapse censors; withdrawal: not evaluable."
    yield (
        f"Death by {last}: from treatment, DLT; from the disease, {disease_words(definition, 'disease_death')}; "
        "unrelated, not evaluable; of unknown cause, needs adjudication."
    )
    least = f"{percent(definition.least_treatment)}{definition.mark('least_treatment')}"
    yield f"Without a DLT, a subject is evaluable only with at least {least} of the planned doses of each drug."
    yield f"A verdict without a DLT reads “{NO_COUNT_RECOVERY_DLT}”; {OTHER_CRITERIA}."


def _gaps(definition: Definition, last: str) -> Iterator[str]:
    """What is made of a last day without a sample."""
    gap = f"{definition.gap_days}{definition.mark('gap_days')} days"
    yield f"Low before and after {last}, none on it: taken as low if at most {gap} apart, else indeterminate."
    yield f"Low before and good after {last}, nothing in between decides: indeterminate."


def _marrow(definition: Definition, last: str) -> Iterator[str]:
    """What a marrow makes of low counts."""
    days = f"{definition.marrow_days}{definition.mark('marrow_days')} days"
    free = f"below {definition.leukaemia_blasts} %{definition.mark('leukaemia_blasts')} blasts"
    yield (
        f"Low on {last}: the marrow within {days} of it decides. Free of leukaemia ({free}): DLT. With leukaemia: "
        f"{disease_words(definition, 'residual_leukaemia')}, no DLT. None that can be read: indeterminate."
    )


def deciding_words(definition: Definition) -> str:
    """`Day 43 to 45†`: when the sample that decides is due."""
    first, last = definition.last_day - definition.sample_days, definition.last_day
    return f"{span_words(first, last)}{definition.mark('sample_days')}"
