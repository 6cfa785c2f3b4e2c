"""How an amount off by little more than the tolerance is told."""

from decimal import Decimal

import pytest

from regimen.deviations.words import _share


@pytest.mark.parametrize(
    ("percent", "told"),
    [("50", "50"), ("89.4", "89"), ("89.67", "89.7"), ("89.97", "89.97"), ("89.9996", "89.9996"), ("110.26", "110.3"),
     ("110.6", "111"), ("120", "120")],
)  # fmt: skip
def test_a_share_never_reads_as_the_tolerance_that_it_left(percent, told) -> None:
    """90 % and 110 % are within it; what lies beyond is shown with the decimals that say so."""
    assert _share(Decimal(percent)) == told
