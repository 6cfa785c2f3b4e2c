"""Nominal clock times: when a line's first administration of a day begins, lags to other lines counted in.

Protocols give days and lags, hardly ever clock times. The nominal ones (regimen.protocol.values.SLOTS) serve one
purpose: to say on which study day a long infusion ends.
"""

from collections.abc import Sequence

from regimen.protocol.lines import DoseLine
from regimen.protocol.values import SLOTS

MINUTES_A_DAY = 1440


def start_minutes(lines: Sequence[DoseLine]) -> list[int]:
    """For each line the nominal minute of the day its first slot begins at; a lag past midnight wraps round.

    A wrapped start stays on the line's own day: the protocol names that day, the lag only the hour.
    """
    by_id = {line.id or line.agent: i for i, line in enumerate(lines)}
    found: dict[int, int] = {}

    def start(i: int) -> int:
        if i not in found:
            line = lines[i]
            found[i] = _own_start(line)  # holds against a loop, which the checks refuse
            other = by_id.get(line.after or line.before or "")
            if line.lag is not None and other is not None:
                found[i] = _lagged(line, start(other), lines[other].over or 0) % MINUTES_A_DAY
        return found[i]

    return [start(i) for i in range(len(lines))]


def _own_start(line: DoseLine) -> int:
    return (line.slots or SLOTS["daily"]).first_min


def _lagged(line: DoseLine, other_start: int, other_duration: int) -> int:
    """The minute a lagged line begins at; a source that does not say from when means the end of the one before."""
    lag = line.lag or 0
    if line.before is not None:
        return other_start - lag - (0 if line.lag_from == "start" else line.over or 0)
    return other_start + lag + (0 if line.lag_from == "start" else other_duration)
