"""A measure of kidneys or liver held against the bands that sources print for it."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from regimen.nomenclature import safe_number


class Span(Protocol):
    """A band of numbers."""

    @property
    def low(self) -> Decimal | None:
        """Its lower end; None where it has none."""

    @property
    def high(self) -> Decimal | None:
        """Its upper end; None where it has none."""

    @property
    def words(self) -> str:
        """`under 60`, `15 to 50`."""

    def __contains__(self, value: object, /) -> bool: ...


class Scale(NamedTuple):
    """What is measured of the subject, and every band that a drug's rules make of it."""

    name: str
    """`creatinine clearance`."""
    unit: str
    value: Decimal | None
    """None while it is unknown."""
    told: str
    """The value for people, with how it came about."""
    bands: tuple[Span, ...]
    worse: int
    """In which direction the organ is worse: −1 the lower the value, 1 the higher."""

    def holds(self, band: Span) -> bool | None:
        """Whether the value lies in a band; None while it is unknown."""
        return None if self._compared is None else self._compared in band

    @property
    def _compared(self) -> Decimal | None:
        """The value; between two bands rounded as they are printed, since 30-49.9 and 50-79.9 were to leave no gap."""
        if self.value is None or any(self.value in one for one in self.bands):
            return self.value
        ends = [end for one in self.bands for end in (one.low, one.high) if end is not None]
        places = max((-int(end.as_tuple().exponent) for end in ends), default=0)
        return self.value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if places > 0 else self.value

    @property
    def beyond(self) -> str:
        """What is worse than every band, `under 15`; empty where the value is not, or where a band has no end there."""
        ends = [end for one in self.bands if (end := one.low if self.worse < 0 else one.high) is not None]
        if self._compared is None or len(ends) < len(self.bands):
            return ""
        worst = min(ends) if self.worse < 0 else max(ends)
        if (self._compared - worst) * self.worse <= 0:
            return ""
        return f"{'under' if self.worse < 0 else 'over'} {safe_number(worst)}"
