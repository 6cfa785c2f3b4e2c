"""An exercise under way: what is asked, what was answered, how certain, at what cost, what it comes to. No Textual."""

from collections.abc import Callable
from dataclasses import dataclass, field

from regimen.errors import ValueSyntaxError
from regimen.printouts.words import plural
from regimen.training.answers import Answer, Answers
from regimen.training.exercise import Exercise, Hint, Item
from regimen.training.keys.key import Raw, readable
from regimen.training.marking import Result, ahead, given_up, mark

SURE_STEP = 10
_EVEN, _WHOLE = 50, 100
_EMPTY = (None, "")
Keep = Callable[[str, Answer], None]


def _nowhere(_item: str, _answer: Answer) -> None:
    """Keep nothing."""


@dataclass
class Work:
    """One learner's work at one exercise."""

    exercise: Exercise
    keep: Keep = _nowhere
    """Told every answer at once, by item."""
    answers: dict[str, Answer] = field(default_factory=dict)
    at: int = 0
    """Place of the item in focus among those asked."""

    @property
    def stepwise(self) -> bool:
        """Whether one item shows only after the one before is answered: in stories, and where more comes to light."""
        return self.exercise.route is not None or any(item.as_of or item.material for item in self.exercise.items)

    @property
    def given(self) -> Answers:
        """The answers so far, as they are marked."""
        return Answers(self.answers, self.exercise.id)

    @property
    def given_up(self) -> set[str]:
        """Items whose reason was told before they were answered; they earn nothing."""
        return {item.id for item in self.exercise.items if given_up(item, self.answers.get(item.id))}

    @property
    def asked(self) -> tuple[Item, ...]:
        """The items that can be gone to: all of them, or those up to the first one without an answer."""
        if not self.stepwise:
            return self.exercise.items
        way = tuple(one.item for one in mark(self.exercise, self.given).marked)
        coming = ahead(self.exercise, self.given, self.given_up)
        return way if coming is None else way[: way.index(coming) + 1]

    @property
    def item(self) -> Item:
        """The item in focus."""
        asked = self.asked
        self.at = min(self.at, len(asked) - 1)
        return asked[self.at]

    @property
    def answer(self) -> Answer:
        """What was answered to it so far."""
        return self.answers.get(self.item.id, Answer(""))

    @property
    def locked(self) -> bool:
        """Whether the item in focus can no more be answered: given up, or decided where one item follows another."""
        return self.item.id in self.given_up or (self.stepwise and self.answer.raw not in _EMPTY)

    @property
    def open(self) -> int:
        """How many of the items asked have no answer and were not given up."""
        done = self._done
        return sum(1 for item in self.asked if item.id not in done)

    @property
    def _done(self) -> set[str]:
        """Items answered so that it can be read, or given up."""
        said = {name for name, one in self.answers.items() if one.raw not in _EMPTY}
        return (said - self._misread().keys()) | self.given_up

    def _misread(self) -> dict[str, str]:
        """What of kept answers cannot be read, by item."""
        found = dict[str, str]()
        for item in self.exercise.items:
            raw = self.answers[item.id].raw if item.id in self.answers else ""
            try:
                if raw not in _EMPTY:
                    readable(item.key, raw)
            except ValueSyntaxError as error:
                found[item.id] = error.message
        return found

    @property
    def misread(self) -> str:
        """What of the answer to the item in focus cannot be read; empty where nothing is wrong."""
        return self._misread().get(self.item.id, "")

    @property
    def unanswered(self) -> str:
        """What is still open, in a sentence."""
        unread, count = len(self._misread().keys() - self.given_up), len(self.asked)
        told = [f"{left} of {count} items have no answer"] if (left := self.open - unread) else []
        told += [f"{plural(unread, 'answer')} cannot be read"] if unread else []
        return f"{', and '.join(told)}."

    def step(self, by: int) -> None:
        """Another item."""
        self.at = min(max(self.at + by, 0), len(self.asked) - 1)

    def onward(self) -> None:
        """The next item without an answer, from the one in focus on and then from the first; else the next one."""
        asked, done = self.asked, self._done
        around = [*range(self.at + 1, len(asked)), *range(self.at)]
        left = [place for place in around if asked[place].id not in done]
        self.at = left[0] if left else (self.at + 1) % len(asked)

    def readable(self, raw: Raw) -> None:
        """Raise what of an answer to the item in focus cannot be read."""
        if raw not in _EMPTY:
            readable(self.item.key, raw)

    def write(self, raw: Raw, seconds: int = 0) -> None:
        """Answer the item in focus; where one item follows another, an answer stands once it is given."""
        now = self.answer
        answer = now._replace(raw=raw, seconds=(now.seconds or 0) + seconds)
        if not self.locked and (raw not in _EMPTY or now != Answer("")):
            self._put(answer, known=raw == now.raw)

    def sure(self, by: int) -> None:
        """Be more or less certain of the answer in focus, as long as it can be changed."""
        now = self.answer
        known = _EVEN if now.certainty is None else now.certainty
        certain = min(max(known + by * SURE_STEP, 0), _WHOLE)
        if not self.locked:
            self._put(now._replace(certainty=certain), known=certain == now.certainty)

    def hint(self) -> Hint | None:
        """Take the next hint of the item in focus; None where there is no more."""
        item, now = self.item, self.answer
        if now.hints >= len(item.hints):
            return None
        self._put(now._replace(hints=now.hints + 1))
        return item.hints[now.hints]

    def give_up(self) -> None:
        """Have the reason told at the price of the item: what was answered to it no longer counts."""
        self._put(self.answer._replace(raw="", certainty=None, hints=len(self.item.hints) + 1))

    def _put(self, answer: Answer, *, known: bool = False) -> None:
        self.answers[self.item.id] = answer
        if not known:
            self.keep(self.item.id, answer)

    def consequence(self) -> str:
        """What came of the decision in focus, where a story tells it."""
        if self.exercise.route is None or self.answer.raw in _EMPTY:
            return ""
        try:
            return self.item.key.judge(self.answer.raw).told
        except ValueSyntaxError:
            return ""

    @property
    def result(self) -> Result:
        """What it comes to as it stands; of an item given up all hints count as taken."""
        kept = {
            item.id: one._replace(hints=min(one.hints, len(item.hints)))
            for item in self.asked
            if (one := self.answers.get(item.id)) is not None
        }
        return mark(self.exercise, Answers(kept, self.exercise.id))
