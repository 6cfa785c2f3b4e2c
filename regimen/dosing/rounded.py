"""A rounded amount: how far it lies from the calculated one, and the words for it."""

from decimal import Decimal
from typing import NamedTuple

from regimen.dosing.measuring import Measured
from regimen.dosing.wording import Words, written
from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.quantity import Amount

HOPA_LIMIT_PERCENT = Decimal(10)
"""Variance above which any rounding is remarked on, exclusive."""
HOPA_CITATION = "Fahrenbruch R et al. (HOPA). J Oncol Pract 2018;14:e130-6"


class Rounded(NamedTuple):
    """A rounded amount and how it came about."""

    amount: Amount
    """The amount to give, in the calculated amount's unit."""
    variance_percent: Decimal
    """Rounded minus calculated, in percent of calculated; not rounded."""
    told: Words | None
    """The sentence for the working; None when there is nothing to say."""
    measured: Measured | None
    """What to take, when the listed products make the amount exactly."""
    findings: tuple[Finding, ...]
    """What is remarkable about it."""

    @property
    def step(self) -> str | None:
        """The sentence, written."""
        return None if self.told is None else written(self.told)


def variance_percent(given: Decimal, calculated: Decimal) -> Decimal:
    """Given minus calculated in percent of calculated."""
    return (given - calculated) * 100 / calculated


def within(given: Decimal, calculated: Decimal, percent: Decimal) -> bool:
    """Whether a variance is at most so many percent, up or down."""
    return abs(given - calculated) * 100 <= percent * calculated


def kept(calculated: Amount, step: str | None, *findings: Finding) -> Rounded:
    """The calculated amount as it is."""
    return Rounded(calculated, Decimal(0), step, None, findings)


def not_measurable(calculated: Amount, text: str, agent: str) -> Rounded:
    """The calculated amount as it is, with the remark why."""
    return kept(calculated, text, Finding("not-measurable", Severity.OTHER, f"{drug_name(agent)}: {text}", agent))
