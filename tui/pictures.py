"""The counts behind an item, never more of them than are known by then. No Textual."""

import datetime as dt

from regimen.review import Review, review
from regimen.training.exercise import Exercise, Item


class Counts:
    """The record of an exercise as of the days of its items; judged once for each."""

    def __init__(self, exercise: Exercise) -> None:
        self._made = exercise.review
        self._known: dict[dt.date, Review] = {}

    def until(self, item: Item) -> Review | None:
        """The record as of the item's day; None where the item is about no day of a record."""
        if self._made is None or item.as_of is None:
            return None
        if item.as_of not in self._known:
            made = self._made
            protocol = made.plan.resolved.protocol
            self._known[item.as_of] = review(made.plan.course, protocol, made.find, item.as_of, made.settings)
        return self._known[item.as_of]
