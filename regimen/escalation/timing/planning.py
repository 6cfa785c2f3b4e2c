"""What decides how fast a trial can go, apart from its design: window, lag, stagger, accrual.

Only the window is published. Everything else is a teaching assumption (†) that can be changed.
"""

from typing import NamedTuple

from regimen.errors import RegimenError

WINDOW = 45
"""Last study day of the window that NCT01681537 publishes."""
MOST_DAYS = 3_660


class Planning(NamedTuple):
    """How fast a trial can go."""

    window: int = WINDOW
    """Study day at whose end a subject without a DLT is complete, if not earlier; a DLT is known the day after."""
    review_lag: int = 0
    """Days from the day after a cohort is complete to the day the next one opens."""
    stagger: int = 0
    """Fewest days from one Day 1 to the next at the same level."""
    accrual: int = 14
    """Days between subjects who come for treatment: on average where they are drawn, else exactly."""
    recovery: tuple[int, int] | None = None
    """First and last study day of recovery of those drawn without a DLT, each day as likely; None: nobody is complete
    before the last day of the window."""

    def complete(self, lot: float) -> int:
        """The study day on which a subject without a DLT is complete; `lot`, from 0 to 1, says where in the span."""
        if self.recovery is None:
            return self.window
        first, last = self.recovery
        return min(self.window, first + int(lot * (last - first + 1)))

    def checked(self) -> "Planning":
        """Itself; numbers that cannot be are refused."""
        for name, least in (("window", 1), ("review_lag", 0), ("stagger", 0), ("accrual", 1)):
            value = getattr(self, name)
            if not least <= value <= MOST_DAYS:
                words = f"{'an' if name == 'accrual' else 'a'} {name.replace('_', ' ')}"
                raise RegimenError(f"{words} of {value} days", allowed=f"{least} to {MOST_DAYS:,}")
        if self.recovery is not None and not 1 <= self.recovery[0] <= self.recovery[1] <= MOST_DAYS:
            first, last = self.recovery
            raise RegimenError(f"recovery on days {first} to {last}", allowed=f"days from 1 to {MOST_DAYS:,}, in order")
        return self


REASONS = {
    "review_lag": "the sources do not say how long a cohort review takes",
    "stagger": "the sources do not say that subjects of a cohort start apart",
    "accrual": "the sources do not say how often subjects came",
    "recovery": "the sources do not say on which days counts recovered",
}
"""Why a value is a teaching assumption."""
COMPLETE = "A subject without a DLT is complete at the last day of the window, or at confirmed recovery before it"
NO_WAITING = "a subject who comes while no place is open is treated elsewhere"
"""Assumed rules of conduct (†): no source states them."""
