"""One measured value, and what `<0.1` does and does not say."""

from decimal import Decimal
from typing import NamedTuple

from regimen.quantity import plain


class Count(NamedTuple):
    """One measured value."""

    value: Decimal
    below: bool = False
    """Whether the laboratory only said "below this" (`<0.1`)."""

    def under(self, bound: Decimal) -> bool | None:
        """Whether the true value lies below `bound`; None where a reporting limit above it leaves that open."""
        if not self.below:
            return self.value < bound
        return True if self.value <= bound else None

    def exceeds(self, whole: "Count") -> bool:
        """Whether it is above the value that it is a part of, by more than rounding can make it."""
        spare = _half_step(self.value) + _half_step(whole.value)
        return not self.below and self.value - whole.value > spare

    @property
    def text(self) -> str:
        """`0.4`, `<0.1`."""
        return f"{'<' if self.below else ''}{plain(self.value)}"


def _half_step(value: Decimal) -> Decimal:
    """Half of the last digit that was written: how far the value may have been rounded."""
    return Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
