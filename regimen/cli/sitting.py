"""An exercise done on a terminal: item by item, with hints at their price, every answer kept at once."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from regimen.cli.questions import say
from regimen.errors import ValueSyntaxError
from regimen.nomenclature import NOTICE, rounded
from regimen.printouts.facts import Fact
from regimen.printouts.formats.pane import pane_text
from regimen.printouts.words import plural
from regimen.printouts.wrap import WIDTH, wrapped
from regimen.training.answers import Answer, Answers
from regimen.training.exercise import Exercise, Hint, Item
from regimen.training.keys.cells import parts_of, percent_of
from regimen.training.keys.key import Raw, readable
from regimen.training.keys.marks import Marks
from regimen.training.marking import Result, ahead, mark
from regimen.training.sheets import offered

HINT, WHY, PASS, STOP = "?", "!", "", "."
_KEYS = (
    f"{HINT} takes a hint at its price, {WHY} tells why and gives the item up, Enter passes it over, {STOP} stops. "
    "What was answered is kept."
)
Keep = Callable[[str, Answer], None]


class Stopped(Exception):
    """Whoever answers has had enough for now."""


@dataclass(slots=True)
class Sitting:
    """One learner at one exercise; what was answered before is not asked again."""

    exercise: Exercise
    keep: Keep
    """Told every answer at once, by item."""
    answers: dict[str, Answer] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    """Items left without an answer."""
    _told: set[tuple[Fact, ...]] = field(default_factory=set)
    """What may be answered, as far as it was explained."""
    _marks: dict[str, list[Raw]] = field(default_factory=dict)
    """Marks set so far on an item that is not settled."""

    def held(self) -> Result:
        """Ask what is left, and mark; raises Stopped."""
        self._introduce()
        self._reopen()
        with suppress(ImportError):
            import readline  # noqa: F401 - lets the answer be edited while it is typed
        while (item := ahead(self.exercise, self._given, self.passed)) is not None:
            self._asked(item)
        say("")
        return mark(self.exercise, self._given)

    def _reopen(self) -> None:
        """Ask for marks again that were kept before: nobody said that they were all."""
        for item in self.exercise.items:
            before = self._before(item)
            if isinstance(item.key, Marks) and before.raw:
                self._marks[item.id] = list(parts_of(before.raw))
                self.answers[item.id] = before._replace(raw="")

    @property
    def _given(self) -> Answers:
        return Answers(self.answers, self.exercise.id)

    def _introduce(self) -> None:
        exercise = self.exercise
        about = f"{exercise.title} · {exercise.kind} · {exercise.difficulty} · about {exercise.minutes} min"
        for line in (NOTICE, "", *wrapped(about), "", *wrapped(exercise.introduction), ""):
            say(line)
        if exercise.material:
            say(pane_text(exercise.material, WIDTH))
            say("")
        for line in wrapped(_KEYS):
            say(line)

    def _asked(self, item: Item) -> None:
        """One item, until it is answered, passed over or given up."""
        begun = time.monotonic()
        for line in self._question(item):
            say(line)
        while not self._settled(item, self._read(item), begun):
            pass

    def _settled(self, item: Item, text: str, begun: float) -> bool:
        """Whether what was typed settles the item; raises Stopped."""
        if text == STOP:
            raise Stopped
        if text == HINT:
            self._hint(item)
            return False
        if text == WHY:
            for line in _reason(item):
                say(line)
            self._keep(item, self._before(item)._replace(raw="", hints=len(item.hints) + 1))
        elif text == PASS and item.id not in self._marks:
            self.passed.add(item.id)
        elif text == PASS:
            self._answered(item, self._set(item), round(time.monotonic() - begun))
        elif _readable(item, text):
            self._answered(item, text, round(time.monotonic() - begun))
        else:
            return False
        return True

    def _read(self, item: Item) -> str:
        """One line; for marks as many as there are, each kept at once, until an empty one or a key."""
        if not isinstance(item.key, Marks):
            return _line("> ")
        if marks := self._marks.get(item.id):
            say(f"   {plural(len(marks), 'mark')} so far: {item.key.judge(marks).given}")
        while (line := _line("> ")) not in (HINT, WHY, PASS, STOP):
            marks = [*self._marks.get(item.id, ()), line]
            if _readable(item, marks):
                self._marks[item.id] = marks
                self._keep(item, self._before(item)._replace(raw=self._set(item)))
        return line

    def _set(self, item: Item) -> Raw:
        """The marks set so far as an answer."""
        marks = self._marks[item.id]
        return "\n".join(marks) if all(isinstance(one, str) for one in marks) else marks

    def _answered(self, item: Item, text: Raw, seconds: int) -> None:
        """Keep an answer before it is asked how certain it is; of a decision in a story, tell what comes of it."""
        self._keep(item, self._before(item)._replace(raw=text, seconds=seconds))
        if (certainty := _certainty()) is not None:
            self._keep(item, self._before(item)._replace(certainty=certainty))
        if self.exercise.route is not None:
            for line in wrapped(item.key.judge(text).told):
                say(line)

    def _question(self, item: Item) -> Iterator[str]:
        done = len((self.answers.keys() | self.passed) - {item.id})
        place = f"{done + 1}" if self.exercise.route else f"{done + 1} of {len(self.exercise.items)}"
        yield ""
        if item.material:
            yield pane_text(item.material, WIDTH)
        yield from wrapped(f"{place}. {f'{item.group}: ' if item.group else ''}{item.prompt}")
        if (known := offered(item.key)) not in self._told:
            self._told.add(known)
            for name, meaning in known:
                yield from wrapped(f"{name}: {meaning}", first="   ", then="     ")
        more = " An empty line ends the marks." if isinstance(item.key, Marks) else ""
        yield from wrapped(f"Answer: {item.key.how}.{more}", first="   ", then="   ")
        if item.hints:
            yield f"   {plural(len(item.hints), 'hint')}; the first costs {rounded(item.hints[0].cost * 100, 0)} %."
        for hint in item.hints[: self._before(item).hints]:
            yield from _told(hint)

    def _hint(self, item: Item) -> None:
        """Tell the next hint, if there is one."""
        before = self._before(item)
        if before.hints >= len(item.hints):
            say("there is no more hint to this item" if item.hints else "there is no hint to this item")
            return
        for line in _told(item.hints[before.hints]):
            say(line)
        self._keep(item, before._replace(hints=before.hints + 1))

    def _before(self, item: Item) -> Answer:
        """What is kept of an item so far."""
        return self.answers.get(item.id, Answer(""))

    def _keep(self, item: Item, answer: Answer) -> None:
        self.answers[item.id] = answer
        self.keep(item.id, answer)


def _readable(item: Item, text: Raw) -> bool:
    """Whether the key can read an answer, all of it; says why not."""
    try:
        readable(item.key, text)
    except ValueSyntaxError as error:
        for line in wrapped(error.message):
            say(line)
        return False
    return True


def _told(hint: Hint) -> list[str]:
    return wrapped(f"Hint, for {rounded(hint.cost * 100, 0)} % of the item: {hint.text}")


def _reason(item: Item) -> Iterator[str]:
    yield from wrapped(f"Right is {item.key.words}.")
    for reason in item.why:
        yield from wrapped(reason, first="  ", then="  ")


def _certainty() -> int | None:
    """How certain, in percent; an empty answer says nothing; raises Stopped."""
    while True:
        text = _line("How certain, in percent? Enter says nothing. > ")
        if not text:
            return None
        if text == STOP:
            raise Stopped
        try:
            return percent_of(text)
        except ValueSyntaxError as error:
            say(error.message)


def _line(prompt: str) -> str:
    """One line of the terminal; its end stops the exercise, and bytes that are no text are an unreadable answer."""
    sys.stdout.flush()
    try:
        return input(prompt).encode(errors="backslashreplace").decode().strip()
    except UnicodeDecodeError:
        return "\N{REPLACEMENT CHARACTER}"
    except EOFError as end:
        say("")
        raise Stopped from end
