"""One verdict for each rule that can decide."""

from dataclasses import replace
from decimal import Decimal

from dlt_subject import CLEAN, HOME, LOW, MEC, ending, flagged, marrow, platelets_on, verdict

from regimen.dlt.verdict import Verdict
from regimen.record.facts import Facts

FREE = Facts(marrows=(CLEAN,))
SUSTAINED = replace(HOME, sustained=True)
CONFIRMATION = replace(SUSTAINED, recovery_day="confirmation")
WEEKLY = "15:0.9/60 22:0.9/60 29:0.9/60 36:0.9/60 43:0.9/60"

EXAMPLES: dict[str, Verdict] = {
    "no-threshold": verdict(LOW, 60, FREE, replace(HOME, anc=None)),
    "adjudicated": verdict("15:0.1/9", 60, flagged(20)),
    "treatment-death": verdict("15:0.1/9", 60, ending("death", 22, "treatment")),
    "flag-outside-window": verdict(LOW, 60, flagged(50)),
    "flag-attribution": verdict(LOW, 60, flagged(20, "unrelated")),
    "death-unattributed": verdict("15:0.1/9", 60, ending("death", 22)),
    "withdrawal": verdict("15:0.1/9", 60, ending("withdrawal", 30)),
    "censoring": verdict("15:0.1/9", 60, ending("next-therapy", 30)),
    "disease-death": verdict("15:0.1/9", 60, ending("death", 22, "disease")),
    "unrelated-death": verdict("", 60, ending("death", 22, "unrelated")),
    "not-treated": verdict("15:0.1/9", 60, treatment=MEC._replace(last_day=None)),
    "little-treatment": verdict("15:0.1/9 30:0.6/25", 60, treatment=MEC._replace(share=Decimal("0.6"))),
    "treatment-goes-on": verdict("12:0.1/9 14:0.6/25", 15, treatment=MEC._replace(finished=False)),
    "treated-past-window": verdict("", 60, treatment=MEC._replace(last_day=45)),
    "window-open": verdict("15:0.1/9 38:0.6/25", 40, Facts(support=platelets_on(37))),
    "no-fall-yet": verdict("9:0.9/60", 12),
    "recovered": verdict("15:0.1/9 31:0.2/12 33:0.6/25 40:0.4/15", 60),
    "never-below": verdict(WEEKLY, 60),
    "week-without-sample": verdict(WEEKLY.replace("22:0.9/60 29:0.9/60 ", ""), 60),
    "unconfirmed": verdict(f"{LOW} 44:0.6/25 46:0.7/30", 47, FREE, SUSTAINED),
    "confirmed-late": verdict(f"{LOW} 44:0.6/25 46:0.7/30 48:0.8/40", 60, FREE, CONFIRMATION),
    "low-on-last-day": verdict(f"{LOW} 45:-/12/0.3", 60, FREE),
    "low-on-both-sides": verdict(f"{LOW} 46:0.3/12", 60, FREE),
    "not-sustained": verdict(f"{LOW} 44:0.6/25 46:0.2/9", 60, FREE, SUSTAINED),
    "gap": verdict("36:0.1/9 50:0.3/12", 60, FREE),
    "good-after": verdict(f"{LOW} 45:0.6/25 50:0.9/60", 60, Facts(support=platelets_on(44))),
    "no-sample-after": verdict(LOW, 60, FREE),
    "sample-awaited": verdict(LOW, 46, FREE),
    "marrow-awaited": verdict(f"{LOW} 45:0.3/12", 46),
    "marrow-none": verdict(f"{LOW} 45:0.3/12", 60),
    "marrow-unreadable": verdict(f"{LOW} 45:0.3/12", 60, Facts(marrows=marrow(44, None, adequate=False))),
    "marrow-leukaemia": verdict(f"{LOW} 45:0.3/12", 60, Facts(marrows=marrow(44, "30"))),
}
"""Rule to a verdict that it decides."""
