"""Outcomes of an escalation as the literature writes them: `1NNN 2NNT`, a level and a letter a subject.

Level 1 is the lowest rung of the ladder; subjects stand in cohorts, in the order in which they were enrolled.
"""

import re
from typing import NamedTuple

from regimen.errors import RegimenError, ValueSyntaxError

MOST_LEVELS = 40
"""Rungs of a ladder."""
MOST_SUBJECTS = 999
"""Subjects of a trial."""
NONE, DLT, PENDING, EXCLUDED = "N", "T", "P", "X"
LETTERS = {NONE: "no DLT", DLT: "DLT", PENDING: "pending", EXCLUDED: "not evaluable"}
"""Letter to what it says of a subject."""
_DIGITS = 3
"""Of a level: enough for any ladder, leading zeros included."""
_TOKEN = re.compile(r"\S+")
_COHORT = re.compile(r"(\d+)([A-Z]+)\Z", re.ASCII)


class Cohort(NamedTuple):
    """Subjects enrolled at one level, one after the other."""

    level: int
    """1 is the lowest."""
    letters: str
    """A letter a subject; see `LETTERS`."""
    column: int = 0
    """Where it stands in the text it was read from, 1 the first; 0 if it was not read."""

    def __str__(self) -> str:
        return f"{self.level}{self.letters}"


Trial = tuple[Cohort, ...]
"""Cohorts in the order of enrolment."""


def parse_outcomes(text: str, levels: int) -> Trial:
    """Read outcomes; every misfit is told with its column. The empty text is the trial before its first subject."""
    check_levels(levels)
    trial = tuple(_cohort(found[0], found.start() + 1, levels) for found in _TOKEN.finditer(text))
    if sum(len(cohort.letters) for cohort in trial) > MOST_SUBJECTS:
        raise ValueSyntaxError("too many subjects", allowed=f"at most {MOST_SUBJECTS}")
    return trial


def _cohort(token: str, column: int, levels: int) -> Cohort:
    found = _COHORT.match(token)
    if not found:
        bad = re.match(rf"\d*[{''.join(LETTERS)}]*", token, re.ASCII)
        at = column + (bad.end() if bad else 0)
        sign = token[at - column : at - column + 1] or "the end"
        allowed = "a level and a letter a subject, such as 1NNT: " + ", ".join(f"{k} {v}" for k, v in LETTERS.items())
        raise ValueSyntaxError(f"column {at}: cannot read '{token[:40]}' at {sign!r}", allowed=allowed)
    letters, level = found[2], int(found[1][:_DIGITS])
    if len(found[1]) > _DIGITS or not 1 <= level <= levels:
        raise ValueSyntaxError(f"column {column}: there is no level {found[1][:40]}", allowed=f"1 to {levels}")
    for place, letter in enumerate(letters):
        if letter not in LETTERS:
            at = column + len(found[1]) + place
            allowed = ", ".join(f"{key} ({words})" for key, words in LETTERS.items())
            raise ValueSyntaxError(f"column {at}: '{letter}' is no outcome", allowed=allowed)
    return Cohort(level, letters, column)


def write_outcomes(trial: Trial) -> str:
    """The trial as text that reads back as the same trial."""
    return " ".join(map(str, trial))


def check_levels(levels: int, start: int = 1) -> None:
    """Refuse a ladder that is too short or too long, and a start that is not on it."""
    if not 1 <= levels <= MOST_LEVELS:
        raise RegimenError(f"{levels} levels", allowed=f"1 to {MOST_LEVELS}")
    if not 1 <= start <= levels:
        raise RegimenError(f"start level {start}", allowed=f"1 to {levels}")
