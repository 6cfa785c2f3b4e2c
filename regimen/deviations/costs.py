"""What each part of an explanation costs, in one table; docs/deviations.md shows it with worked examples.

The cheapest explanation is the one told, so the costs say what a reader would rather believe: one decision that moved
a series rather than several slips, one slip rather than a decision. Whole points decide; what lies below a point only
breaks ties: first the explanation with fewer extra doses wins, then the one that moves doses by fewer days, then the
one that moves them later. What is still equal is settled by the order of the search: given, missed, stopped.
"""

POINT = 1_000_000_000
"""One point; everything smaller breaks ties."""
_FEWER_EXTRAS = 100_000

MISS = 2 * POINT
"""One planned dose not given."""
EXTRA = 2 * POINT + _FEWER_EXTRAS
"""One dose given that fits no planned one."""
PAUSE = 2 * MISS
"""Two or more doses in a row, day by day, not given, and the next one in time."""
SHIFT = 3 * POINT
"""A run of doses moved by the same number of days; going back to the planned days is free."""
STOP = 3 * POINT
"""The last two or more due doses of a line, or a whole line, not given."""
OVERRUN = 3 * POINT + 2 * _FEWER_EXTRAS
"""Two or more doses given after the last planned day."""
SWAP = 3 * POINT
"""A run of doses of which another drug, or another route, was given on the same days."""
AMOUNT = 2 * POINT
"""A run of doses with too much or too little, by about the same part."""
ROUTE = 2 * POINT
"""A run of doses given by another route."""
SUPERSEDED = 2 * POINT
"""A line read by another version's days, before anything else about it."""

PAUSE_DOSES = PAUSE // MISS
"""Doses of a pause that count; further ones cost nothing."""
MAX_SHIFT_DAYS = 28
"""Doses further apart than this are never taken for the same dose."""
AMOUNT_TOLERANCE_PERCENT = 10
"""Departure from the planned amount that is still rounding; inclusive (†)."""
LIKE_PERCENT = 5
"""Amounts whose part of the planned one differs by at most this many percent points depart equally."""


def run_cost(days: int) -> int:
    """What a run costs that lies `days` after (before, if negative) its planned days; 0 for a run in time."""
    return SHIFT + 2 * abs(days) + (days < 0) if days else 0


def points(cost: int) -> int:
    """A cost in whole points."""
    return cost // POINT
