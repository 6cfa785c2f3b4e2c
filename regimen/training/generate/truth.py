"""What a story of counts comes to, told from the story and not by the engine that will judge it.

The generator knows which counts are the subject's own, so this is short; the rules are those of the protocol and of
the settings by default (†), and the campaign holds the engine to every answer.
"""

from typing import NamedTuple

from regimen.dlt.verdict import State
from regimen.training.generate.counts import Counted, Sample

LAST_DAY, GAP_DAYS, MARROW_DAYS = 45, 7, 7
"""Last day of the window; longest gap between low samples around it; how far from it a marrow may lie."""
FREE_BELOW = 5
"""Percent of blasts in a marrow free of leukaemia."""


class Ending(NamedTuple):
    """What ended the story."""

    section: str
    """Of the record: `death`, `next_therapy`, `withdrawal`, `transplant`."""
    day: int
    attribution: str | None = None


class Story(NamedTuple):
    """One subject's counts and what stands beside them."""

    counted: Counted
    last_dose: int
    marrow: tuple[int, int] | None = None
    """Study day and percent of blasts."""
    ending: Ending | None = None

    def until(self, day: int) -> "Story":
        """What is known of it on a day."""
        marrow = self.marrow if self.marrow and self.marrow[0] <= day else None
        ending = self.ending if self.ending and self.ending.day <= day else None
        return Story(self.counted.until(day), self.last_dose, marrow, ending)


_ENDED: dict[str, State] = {"next_therapy": "censored", "transplant": "censored", "withdrawal": "not-evaluable"}
_DIED: dict[str, State] = {
    "treatment": "dlt", "disease": "no-dlt-disease", "unrelated": "not-evaluable", "unknown": "needs-adjudication",
}  # fmt: skip


def state(story: Story, as_of: int) -> State:
    """State of count recovery as of a study day."""
    known = story.until(as_of)
    recovered, ending = known.counted.recovered(known.last_dose), known.ending
    if ending is not None and ending.attribution in ("treatment", "unknown") and ending.day <= LAST_DAY:
        return _DIED[ending.attribution]
    if recovered is not None and recovered <= LAST_DAY:
        return "recovered"
    if ending is not None and ending.day <= LAST_DAY:
        return _ENDED[ending.section] if ending.attribution is None else _DIED[ending.attribution]
    return "pending" if as_of <= LAST_DAY else _after(known, as_of)


def _after(known: Story, as_of: int) -> State:
    """Low on the last day, or not known to be; then it is the marrow that tells."""
    told = [one for one in known.counted.samples if one.day > known.last_dose and (one.low or one.good)]
    before = [one for one in told if one.day <= LAST_DAY][-1]
    after = next((one for one in told if one.day > LAST_DAY), None)
    if before.day < LAST_DAY:
        if after is None:
            return "pending" if as_of <= before.day + GAP_DAYS else "indeterminate"
        if not _proves(before, after):
            return "indeterminate"
    if known.marrow is not None and abs(known.marrow[0] - LAST_DAY) <= MARROW_DAYS:
        return "dlt" if known.marrow[1] < FREE_BELOW else "no-dlt-disease"
    return "pending" if as_of <= LAST_DAY + MARROW_DAYS else "indeterminate"


def _proves(before: Sample, after: Sample) -> bool:
    """Whether two samples around the last day prove low counts on it."""
    return after.low and after.day - before.day <= GAP_DAYS
