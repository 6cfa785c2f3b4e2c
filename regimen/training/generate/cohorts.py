"""Escalations from a seed, by 3 + 3 without de-escalation: each decision as the rule in its shortest form gives it."""

from datetime import timedelta
from random import Random
from typing import Any

from regimen.errors import RegimenError
from regimen.training.generate.lot import LEVELS, Difficulty, Wishes, setting

_COHORT = 3
_LAST_DAY = 45
_RISK = (0.03, 0.12, 0.25, 0.4)
"""How likely a DLT is at each level; invented."""
_GAP_DAYS = (0, 9)
_LAGS = {"easy": 0, "moderate": 0, "hard": 7}
"""Difficulty to the days that a review takes."""


def cohorts(lot: Random, wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """A whole escalation; from moderate on, dates are asked for too."""
    if wishes.planted is not None:
        raise RegimenError("nothing is planted in an escalation", hint="leave the number of errors out")
    who, lag = setting(lot), _LAGS[difficulty]
    told, subjects, answers = list[str](), list[dict[str, str]](), dict[str, dict[str, str]]()
    level, treated, letters, opens = 0, 0, "", who.start
    while True:
        cohort = "".join("T" if lot.random() < _RISK[level] else "N" for _ in range(_COHORT))
        starts = _starts(lot, opens)
        letters, treated = letters + cohort, treated + _COHORT
        told.append(f"{level + 1}{cohort}")
        subjects += [{"day1": str(start)} for start in starts]
        action, goes_to = _rule(letters, level)
        known = [
            start + timedelta(days=_LAST_DAY - (letter == "N")) for start, letter in zip(starts, cohort, strict=True)
        ]
        opens = max(known) + timedelta(days=1 + lag)
        answers[f"next.c{len(told)}"] = {
            "action": action,
            "level": "none" if goes_to is None else list(LEVELS)[goes_to],
            "date": "none" if action == "stop" else str(opens),
        }
        if action == "stop" or goes_to is None:
            break
        letters, level = (letters, level) if action == "stay" else ("", goes_to)
    dated = difficulty != "easy"
    return _case(who, told, subjects if dated else [], answers, lag, dated=dated)
