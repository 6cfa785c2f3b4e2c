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

    @property
    def text(self) -> str:
        """`0.4`, `<0.1`."""
        return f"{'<' if self.below else ''}{plain(self.value)}"
