"""An exercise under way: what is asked, what was answered, how certain, at what cost, what it comes to. No Textual."""

from dataclasses import dataclass, field

from regimen.training.answers import Answer, Answers
from regimen.training.exercise import Exercise, Hint, Item
from regimen.training.marking import Marked, Result, mark

SURE_STEP = 10
_WHOLE = 100


@dataclass
class Attempt:
    """One learner's work at one exercise."""

    exercise: Exercise
    answers: dict[str, Answer] = field(default_factory=dict)
    at: int = 0
    """Place of the item in focus among those asked."""

    @property
    def asked(self) -> tuple[Item, ...]:
        """The items so far: all of them, or those on the way that the answers took."""
        if self.exercise.route is None:
            return self.exercise.items
        way: list[Item] = []
        for name in self._way():
            way.append(self.exercise.by_id[name])
            if name not in self.answers:
                break
        return tuple(way)

    def _way(self) -> list[str]:
        """Ids of the items on the way taken, the next one last."""
        route, marked, names = self.exercise.route, list[Marked](), list[str]()
        assert route is not None
        while (name := route(marked)) is not None and name not in names:
            names.append(name)
            if name not in self.answers:
                break
            part = mark(self.exercise, Answers({key: self.answers[key] for key in names}, self.exercise.id))
            marked = list(part.marked)[: len(names)]
        return names

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
    def open(self) -> int:
        """How many of the items asked have no answer."""
        return sum(1 for item in self.asked if self.answers.get(item.id, Answer("")).raw in (None, ""))

    def step(self, by: int) -> None:
        """Another item."""
        self.at = min(max(self.at + by, 0), len(self.asked) - 1)

    def write(self, text: str, seconds: int = 0) -> None:
        """Answer the item in focus; it may be answered again until the end."""
        name, now = self.item.id, self.answer
        self.answers[name] = now._replace(raw=text.strip(), seconds=(now.seconds or 0) + seconds)

    def sure(self, by: int) -> int:
        """Be more or less certain of the answer in focus; per cent."""
        now = self.answer
        known = 50 if now.certainty is None else now.certainty
        certain = min(max(known + by * SURE_STEP, 0), _WHOLE)
        self.answers[self.item.id] = now._replace(certainty=certain)
        return certain

    def hint(self) -> Hint | None:
        """Take the next hint of the item in focus; None where there is no more."""
        item, now = self.item, self.answer
        if now.hints >= len(item.hints):
            return None
        self.answers[item.id] = now._replace(hints=now.hints + 1)
        return item.hints[now.hints]

    @property
    def result(self) -> Result:
        """What it comes to as it stands."""
        kept = {name: answer for name, answer in self.answers.items() if name in {item.id for item in self.asked}}
        return mark(self.exercise, Answers(kept, self.exercise.id))
