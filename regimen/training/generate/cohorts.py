"""Escalations from a seed, by 3 + 3 without de-escalation: each decision as the rule in its shortest form gives it."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from regimen.training.generate.lot import LEVELS, Difficulty, Wishes, first_date

_COHORT, _BOTH = 3, 6
"""Subjects of one cohort, and of the two that a level may have."""
_LAST_DAY = 45
_RISK = (0.03, 0.12, 0.25, 0.4)
"""How likely a DLT is at each level; invented."""
_MOST_APART = 9
"""Days between two subjects of a cohort at most."""
_REVIEW_DAYS = {"easy": 0, "moderate": 0, "hard": 7}


class _Cohort(NamedTuple):
    """One cohort and what follows from it."""

    level: int
    letters: str
    starts: tuple[date, ...]
    action: str
    next_level: int | None
    opens: date

    @property
    def answer(self) -> dict[str, str]:
        """As an answer file holds it."""
        level = "none" if self.next_level is None else list(LEVELS)[self.next_level]
        return {"action": self.action, "level": level, "date": "none" if self.action == "stop" else str(self.opens)}


def cohorts(lot: Random, _wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """A whole escalation; from moderate on, dates are asked for too."""
    dated, lag = difficulty != "easy", _REVIEW_DAYS[difficulty]
    trial = _trial(lot, lag)
    levels = {name: f"LEN {amount} mg/day, days 1-10" for name, amount in LEVELS.items()}
    task: dict[str, Any] = {"levels": levels, "outcomes": " ".join(f"{one.level + 1}{one.letters}" for one in trial)}
    if dated:
        task["subjects"] = [{"day1": str(start)} for one in trial for start in one.starts]
        task["review_lag"] = str(lag)
    asked = ("action", "level", "date") if dated else ("action", "level")
    answers = [{name: one.answer[name] for name in asked} for one in trial]
    return {"next_cohort": task, "items": {f"next.c{n}": {"answer": answer} for n, answer in enumerate(answers, 1)}}


def _trial(lot: Random, lag: int) -> list[_Cohort]:
    """Cohort after cohort, until the rule stops."""
    found, letters, level, opens = list[_Cohort](), "", 0, first_date(lot)
    while True:
        cohort = "".join("T" if lot.random() < _RISK[level] else "N" for _ in range(_COHORT))
        starts = _starts(lot, opens)
        letters += cohort
        action, to = _rule(letters, level)
        opens = _known(starts, cohort) + timedelta(days=1 + lag)
        found.append(_Cohort(level, cohort, starts, action, to, opens))
        if action == "stop" or to is None:
            return found
        letters, level = (letters if to == level else ""), to


def _starts(lot: Random, opens: date) -> tuple[date, ...]:
    """When the subjects of a cohort start."""
    days = sorted(lot.randint(0, _COHORT * _MOST_APART) for _ in range(_COHORT))
    return tuple(opens + timedelta(days=day) for day in days)


def _known(starts: Sequence[date], letters: str) -> date:
    """When the last verdict of a cohort is known: of a DLT on the day after the window."""
    return max(
        start + timedelta(days=_LAST_DAY - (letter == "N")) for start, letter in zip(starts, letters, strict=True)
    )


def _rule(letters: str, level: int) -> tuple[str, int | None]:
    """3 + 3: none of three or one of six opens the next level, one of three asks for three more, two are too many."""
    dlts, top = letters.count("T"), level == len(LEVELS) - 1
    if dlts > 1:
        return "stop", level - 1 if level else None
    if dlts == 1 and len(letters) < _BOTH:
        return "stay", level
    return ("stop", level) if top else ("escalate", level + 1)
