"""Fisher's exact test: how rarely two groups would differ this much if their chances were the same.

Counted in whole numbers, so that two tables of equal probability are equal and no tolerance is needed.
"""

from math import comb

from regimen.errors import RegimenError


def fisher_exact(events: int, of: int, other_events: int, other_of: int) -> float:
    """The two-sided p: all tables with the same margins that are no likelier than this one."""
    for seen, among in ((events, of), (other_events, other_of)):
        if among < 1 or not 0 <= seen <= among:
            raise RegimenError(
                f"{seen} events in {among} subjects cannot be compared", allowed="0 to all of at least 1"
            )
    total = events + other_events
    ways = {
        seen: comb(of, seen) * comb(other_of, total - seen)
        for seen in range(max(0, total - other_of), min(of, total) + 1)
    }
    unlikelier = sum(count for count in ways.values() if count <= ways[events])
    return unlikelier / sum(ways.values())
