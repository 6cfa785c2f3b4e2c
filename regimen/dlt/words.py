"""Days, counts and thresholds as the reasons of a verdict write them."""

from decimal import Decimal

from regimen.counts.count import Count
from regimen.dlt.case import Case
from regimen.dlt.definition import RUN, Definition
from regimen.nomenclature import NOT_IN_SOURCES, rounded, safe_number
from regimen.record.facts import Sample

NO_COUNT_RECOVERY_DLT = "no count-recovery DLT by this rule"
"""How a verdict without a DLT is worded: other criteria exist, and the sources do not give them."""


def day_words(day: int) -> str:
    """`Day 45`, `Day −3`."""
    return f"Day {day}".replace("-", "−")


def span_words(first: int, last: int) -> str:
    """`Day 45`, `Day 44 or 45`, `Day 43 to 45`."""
    if first == last:
        return day_words(last)
    return f"{day_words(first)} {'or' if last == first + 1 else 'to'} {last}".replace("-", "−")


def percent(share: Decimal) -> str:
    """`80 %` of a share."""
    return f"{rounded(share * 100, 1)} %"


def sample_words(sample: Sample, definition: Definition) -> str:
    """`ANC 0.3, platelets 12`; where white cells stand for a missing differential it says so."""
    proved = definition.anc is not None and sample.wbc is not None and sample.wbc.under(definition.anc)
    if proved and (sample.anc is None or sample.anc.under(definition.anc or Decimal(0)) is None):
        assert sample.wbc is not None
        anc = f"WBC {_count(sample.wbc)} without a differential, so ANC below {anc_words(definition)}"
    else:
        anc = f"ANC {_count(sample.anc)}" if sample.anc is not None else "no ANC"
    return f"{anc}, {f'platelets {_count(sample.platelets)}' if sample.platelets is not None else 'no platelets'}"


def on_day(sample: Sample, definition: Definition) -> str:
    """`Day 43 (ANC 0.3, platelets 12)`."""
    return f"{day_words(sample.day)} ({sample_words(sample, definition)})"


def _count(count: Count) -> str:
    return f"{'<' if count.below else ''}{safe_number(count.value)}"


def anc_words(definition: Definition) -> str:
    """The ANC threshold with its mark."""
    return NOT_IN_SOURCES if definition.anc is None else f"{safe_number(definition.anc)}{definition.mark('anc')}"


def platelet_words(definition: Definition) -> str:
    """The platelet threshold with its mark."""
    value = definition.platelets
    return NOT_IN_SOURCES if value is None else f"{safe_number(value)}{definition.mark('platelets')}"


def good_words(definition: Definition) -> str:
    """`ANC ≥ 0.5† and platelets ≥ 20† (3† days without platelets transfused)`."""
    free = [
        f"{getattr(definition, field)}{definition.mark(field)} days without {what}"
        for field, what in (
            ("platelet_free_days", "platelets transfused"),
            ("growth_factor_free_days", "growth factor"),
        )
        if getattr(definition, field)
    ]
    own = f" ({', '.join(free)})" if free else ""
    return f"ANC ≥ {anc_words(definition)} and platelets ≥ {platelet_words(definition)}{own}"


def low_words(definition: Definition) -> str:
    """`ANC < 0.5† or platelets < 20†`."""
    return f"ANC < {anc_words(definition)} or platelets < {platelet_words(definition)}"


def run_words(definition: Definition) -> str:
    """`3† values on different days`."""
    return f"{RUN}{definition.mark('sustained')} values on different days"


def disease_words(definition: Definition, field: str) -> str:
    """`counted as evaluable†`."""
    evaluable = getattr(definition, field) == "evaluable_no_haematological_dlt"
    return f"counted as {'evaluable' if evaluable else 'not evaluable'}{definition.mark(field)}"


def block_words(case: Case) -> str:
    """`the last dose of MEC on Day 8`."""
    last_day = case.treatment.last_day
    return f"the last dose of {case.treatment.block}" + ("" if last_day is None else f" on {day_words(last_day)}")


def label(definition: Definition) -> str:
    """A definition in one line of a table: `0.5†/20†, 3† days free, Day 45, leukaemia evaluable†`."""
    leukaemia = disease_words(definition, "residual_leukaemia").removeprefix("counted as ")
    return (
        f"{anc_words(definition)}/{platelet_words(definition)}, "
        f"{definition.platelet_free_days}{definition.mark('platelet_free_days')} days free, "
        f"{day_words(definition.last_day)}{definition.mark('last_day')}, leukaemia {leukaemia}"
    )


def described(definition: Definition) -> dict[str, str]:
    """The whole definition in words, field by field; a value that no source gives carries its mark."""
    hidden = definition.anc is None or definition.platelets is None

    def told(field: str, text: str) -> str:
        return NOT_IN_SOURCES if hidden and field in definition.assumed else f"{text}{definition.mark(field)}"

    same = "in the same sample" if definition.same_sample else "each lineage for itself"
    run = "one good value"
    if definition.sustained:
        which = "the first" if definition.recovery_day == "first_of_run" else "the last"
        run = f"{RUN} good values on different days; the day is that of {which}"
    return {
        "last_day": told("last_day", day_words(definition.last_day)),
        "after": told("after", f"looked for after the last dose of {definition.after}"),
        "thresholds": f"ANC ≥ {anc_words(definition)} and platelets ≥ {platelet_words(definition)} ×10⁹/L",
        "same_sample": told("same_sample", same),
        "platelet_free_days": told("platelet_free_days", f"{definition.platelet_free_days} days"),
        "growth_factor_free_days": told("growth_factor_free_days", f"{definition.growth_factor_free_days} days"),
        "sustained": told("sustained", run),
        "gap_days": told("gap_days", f"at most {definition.gap_days} days between low samples around the last day"),
        "marrow_days": told("marrow_days", f"within {definition.marrow_days} days of the last day"),
        "leukaemia_blasts": told("leukaemia_blasts", f"free of leukaemia below {definition.leukaemia_blasts} % blasts"),
        "residual_leukaemia": told("residual_leukaemia", definition.residual_leukaemia),
        "disease_death": told("disease_death", definition.disease_death),
        "least_treatment": told("least_treatment", f"{percent(definition.least_treatment)} of the planned doses"),
        "sample_days": told("sample_days", f"from {definition.sample_days} days before the last day"),
    }  # fmt: skip
