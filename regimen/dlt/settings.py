"""The settings of a count-recovery rule as named sets, in the manner of a protocol's assumptions.

Thresholds and the last day are the protocol's own. What stands here is left open by every protocol known so far, so
it is offered for all of them, and each set is an assumption (†).
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from regimen.dlt.definition import ALL_TREATMENT, Definition
from regimen.errors import RegimenError, nearest
from regimen.protocol.resolved import ResolvedDlt


class Group(NamedTuple):
    """One thing that is open, with the sets to choose from."""

    title: str
    reason: str
    """Why a value has to be assumed."""
    default: str
    sets: Mapping[str, Mapping[str, Any]]
    """Set id to fields of a Definition."""


def _days(field: str, *choices: int) -> dict[str, dict[str, Any]]:
    return {f"{days}-days": {field: days} for days in choices}


def _disease(field: str) -> dict[str, dict[str, Any]]:
    return {"evaluable": {field: "evaluable_no_haematological_dlt"}, "not-evaluable": {field: "not_evaluable"}}


GROUPS: Mapping[str, Group] = MappingProxyType({
    "lineages": Group(
        "ANC and platelets recover", "The sources do not say whether one sample must show both.", "same-sample",
        {"same-sample": {"same_sample": True}, "each-lineage": {"same_sample": False}},
    ),
    "platelet-free": Group(
        "Days without platelet transfusion", "The sources do not say when a platelet count is the subject's own.",
        "3-days", _days("platelet_free_days", 0, 3, 7),
    ),
    "growth-factor-free": Group(
        "Days without growth factor", "The sources give no rule for growth factor.",
        "0-days", _days("growth_factor_free_days", 0, 3, 7),
    ),
    "sustained": Group(
        "Values that make a recovery", "The sources do not say whether a recovery must last.", "one-value",
        {
            "one-value": {"sustained": False, "recovery_day": "first_of_run"},
            "three-first-of-run": {"sustained": True, "recovery_day": "first_of_run"},
            "three-confirmation": {"sustained": True, "recovery_day": "confirmation"},
        },
    ),
    "gap": Group(
        "Longest gap between low counts", "Without a sample on the last day, what lies between is inferred.",
        "7-days", _days("gap_days", 3, 7),
    ),
    "marrow-window": Group(
        "Marrow around the last day", "The sources do not say which marrow tells delayed recovery from leukaemia.",
        "7-days", _days("marrow_days", 7, 14),
    ),
    "marrow-blasts": Group(
        "Marrow free of leukaemia", "The sources give no limit; response criteria use 5 %.", "5-percent",
        {"5-percent": {"leukaemia_blasts": Decimal(5)}},
    ),
    "residual-leukaemia": Group(
        "Low counts with leukaemia are", "The sources do not say how they are counted.", "evaluable",
        _disease("residual_leukaemia"),
    ),
    "disease-death": Group(
        "Death from leukaemia is", "The sources do not say how it is counted.", "evaluable", _disease("disease_death")
    ),
    "evaluability": Group(
        "Least treatment", "The sources do not say how much makes a subject without a DLT evaluable.", "80-percent",
        {
            "any": {"least_treatment": Decimal(0)},
            "80-percent": {"least_treatment": Decimal("0.8")},
            "all": {"least_treatment": Decimal(1)},
        },
    ),
    "deciding-sample": Group(
        "Planned sample before the last day", "The sources do not say when the deciding sample is due.", "2-days",
        _days("sample_days", 0, 2),
    ),
})  # fmt: skip
"""Group id to its sets; ids serve beside a protocol's own groups."""


def define(dlt: ResolvedDlt, choices: Mapping[str, str] = MappingProxyType({}), *, hide: bool = False) -> Definition:
    """A protocol's window under the chosen sets; with `hide`, thresholds that no source gives are left out."""
    for name in choices:
        if name not in GROUPS:
            raise RegimenError(f"no setting '{name[:40]}'{nearest(name, GROUPS)}", allowed=", ".join(GROUPS))
    values: dict[str, Any] = {}
    for name, group in GROUPS.items():
        chosen = choices.get(name, group.default)
        if chosen not in group.sets:
            raise RegimenError(
                f"setting {name} has no set '{chosen[:40]}'{nearest(chosen, group.sets)}",
                allowed=", ".join(group.sets),
            )
        values |= group.sets[chosen]
    fields = ("last_day", "after", "anc", "platelets")
    open_here = {name for name in fields if (mark := dlt.marks.get(name)) is not None and mark.assumed}
    anc, platelets = (
        None if hide and name in open_here else value
        for name, value in (("anc", dlt.anc), ("platelets", dlt.platelets))
    )
    assumed = frozenset({*values, *open_here})
    return Definition(dlt.last_day, anc, platelets, assumed, dlt.after or ALL_TREATMENT, **values)
