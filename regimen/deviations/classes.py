"""The classes of deviation: what each one means, why a finding is in it, and its word in the SDTM domain DV."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """Id of a class; also the code of its findings."""

    MISSED = "missed"
    OMITTED = "omitted"
    CEASED = "ceased"
    EXTRA = "extra"
    DUPLICATE = "duplicate"
    BEYOND_PLAN = "beyond-plan"
    EARLY = "early"
    LATE = "late"
    ADVANCED_SERIES = "advanced-series"
    DEFERRED_SERIES = "deferred-series"
    OVER_DOSE = "over-dose"
    UNDER_DOSE = "under-dose"
    WRONG_AGENT = "wrong-agent"
    WRONG_ROUTE = "wrong-route"
    SUPERSEDED_SCHEDULE = "superseded-schedule"
    ORDER_BROKEN = "order-broken"
    DOSE_DURING_HOLD = "dose-during-hold"
    COUNTS_MISSING = "counts-missing"
    ASSESSMENT_MISSED = "assessment-missed"
    ASSESSMENT_OUT_OF_WINDOW = "assessment-out-of-window"
    REFERENCE_DAY_DIFFERS = "reference-day-differs"


NOT_GIVEN = frozenset({Code.MISSED, Code.OMITTED, Code.CEASED})
"""Planned and not given."""
MOVED = frozenset({Code.EARLY, Code.LATE, Code.ADVANCED_SERIES, Code.DEFERRED_SERIES})
"""Given on another day."""
UNPLANNED = frozenset({Code.EXTRA, Code.DUPLICATE, Code.BEYOND_PLAN})
"""Given and not planned."""
AMOUNTS = frozenset({Code.OVER_DOSE, Code.UNDER_DOSE})
ASSESSED = frozenset({Code.ASSESSMENT_MISSED, Code.ASSESSMENT_OUT_OF_WINDOW, Code.COUNTS_MISSING})
"""About assessments, not doses."""


class Class(NamedTuple):
    """What is said of every finding of one class."""

    means: str
    """Definition, as a sentence."""
    decode: str
    """DVDECOD: our own coded term, not a published code list."""


CLASSES: Mapping[Code, Class] = {
    Code.MISSED: Class(
        "One planned dose of a line was not given, and the doses around it stand where they were.", "DOSE NOT GIVEN"
    ),
    Code.OMITTED: Class("A whole line was not given, or an act left the doses out.", "TREATMENT OMITTED"),
    Code.CEASED: Class("The last two or more doses of a line were not given.", "TREATMENT STOPPED EARLY"),
    Code.EXTRA: Class("A dose was given on a day within the plan that has none.", "UNPLANNED DOSE"),
    Code.DUPLICATE: Class("A drug was given more often on one day than planned.", "DOSE GIVEN TWICE"),
    Code.BEYOND_PLAN: Class("A drug was given after its last planned day.", "DOSE AFTER PLANNED END"),
    Code.EARLY: Class("The doses of one day were given on an earlier day.", "DOSE GIVEN EARLY"),
    Code.LATE: Class("The doses of one day were given on a later day.", "DOSE GIVEN LATE"),
    Code.ADVANCED_SERIES: Class(
        "The doses of two or more days were given earlier by the same number of days.", "SERIES ADVANCED"
    ),
    Code.DEFERRED_SERIES: Class(
        "The doses of two or more days were given later by the same number of days.", "SERIES DEFERRED"
    ),
    Code.OVER_DOSE: Class("More than 110 %† of the unrounded planned amount was given.", "DOSE TOO HIGH"),
    Code.UNDER_DOSE: Class("Less than 90 %† of the unrounded planned amount was given.", "DOSE TOO LOW"),
    Code.WRONG_AGENT: Class(
        "A planned drug was not given, and another one was given that day that the plan does not have.", "WRONG DRUG"
    ),
    Code.WRONG_ROUTE: Class("The drug was given by a route that its line does not have.", "WRONG ROUTE"),
    Code.SUPERSEDED_SCHEDULE: Class(
        "The days are those of another version or level, better than those of the one in force.",
        "WRONG VERSION FOLLOWED",
    ),
    Code.ORDER_BROKEN: Class(
        "A block began on a day before the first day of the block that comes first.", "ORDER OF TREATMENT BROKEN"
    ),
    Code.DOSE_DURING_HOLD: Class("A drug was given on a day on which it was held.", "DOSE DURING HOLD"),
    Code.COUNTS_MISSING: Class(
        "Neutrophils (or white cells) and platelets were not counted in one sample of the days that decide recovery, "
        "while none was documented.",
        "DECIDING COUNTS MISSING",
    ),
    Code.ASSESSMENT_MISSED: Class(
        "An assessment was not done, neither in its window nor near it.", "ASSESSMENT NOT DONE"
    ),
    Code.ASSESSMENT_OUT_OF_WINDOW: Class(
        "An assessment was done outside its window and not within it.", "ASSESSMENT OUT OF WINDOW"
    ),
    Code.REFERENCE_DAY_DIFFERS: Class(
        "The reference day came on another date than planned; all days count from the real one.",
        "REFERENCE DAY CHANGED",
    ),
}
"""In the order of docs/deviations.md."""
