"""Marking: standings, weights, hints, ways through a story, what is missing or too much, and the debrief."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from training_cases import EVERY, exercise, marked

from regimen.errors import RegimenError
from regimen.printouts.document import Facts, Heading, Listing, Table
from regimen.training.answers import Answer, Answers
from regimen.training.debrief import debrief, percent
from regimen.training.exercise import Exercise, Item
from regimen.training.keys.choice import Choice, Choices, Option
from regimen.training.keys.key import ALL, Hits, Sure
from regimen.training.keys.number import Number
from regimen.training.keys.when import Days
from regimen.training.kinds.wrong_cell import MARKS
from regimen.training.marking import Marked, Result, Standing, mark, perfect

HINTS = [{"text": "first", "cost": "25"}, {"text": "second", "cost": "50"}, {"text": "third", "cost": "50"}]
NOTED = exercise(
    "calendar",
    calendar={"ask": ["days", "days-left"]},
    items={"days.lenalidomide": {"hints": HINTS}, "left.mec": {"weight": "4"}},
)


def by_id(result: Result) -> dict[str, Marked]:
    """The marked items by their ids."""
    return {one.item.id: one for one in result.marked}


STANDINGS = {
    "days.lenalidomide": ("1-10", Standing.RIGHT),
    "days.mitoxantrone": ("4-9", Standing.PARTLY),
    "days.etoposide": ("11-12", Standing.WRONG),
    "days.cytarabine": ("four to eight", Standing.UNREADABLE),
    "left.mec": ("", Standing.UNANSWERED),
}


def test_every_item_has_its_standing() -> None:
    """Right, partly right, wrong, not readable, not answered; a line left blank is not answered."""
    result = marked(NOTED, {name: answer for name, (answer, _) in STANDINGS.items()})
    standings = {name: one.standing for name, one in by_id(result).items()}
    assert standings == {name: standing for name, (_, standing) in STANDINGS.items()} | {"left.len": "not answered"}
    assert [one.item.id for one in result.of(Standing.WRONG)] == ["days.etoposide"]
    assert {(one.code, one.subject) for one in result.findings} == {
        ("item-unreadable", "days.cytarabine"), ("item-unanswered", "left.len"), ("item-unanswered", "left.mec"),
    }  # fmt: skip


def test_items_count_by_their_weight() -> None:
    """An item of weight 4 is four of the nine points."""
    result = marked(NOTED, {"left.mec": "37"})
    assert (result.earned, result.possible) == (4, 9)
    assert percent(result) == "44.4 %"


@pytest.mark.parametrize(("hints", "earned"), [(0, "1"), (1, "0.75"), (2, "0.25"), (3, "0"), (9, "0")])
def test_hints_cost_their_share(hints: int, earned: str) -> None:
    """Each hint taken gives up its share, never more than there is; the answer stays right."""
    result = marked(NOTED, {"days.lenalidomide": Answer("1-10", hints=hints)})
    one = by_id(result)["days.lenalidomide"]
    assert (one.earned, one.standing) == (Decimal(earned), Standing.RIGHT)
    assert [found.code for found in result.findings if found.code == "item-hints"] == ["item-hints"] * (hints > 3)


def test_a_part_that_cannot_be_read_is_named() -> None:
    """Of several marks the readable ones count, and the others are findings; time and score stand in the debrief."""
    made = EVERY["wrong-cell"]
    right = made.by_id[MARKS].key.answer
    result = marked(made, {MARKS: Answer([*right, "mitomicin d4"], seconds=75)})
    assert (percent(result), [one.code for one in result.findings]) == ("100 %", ["item-unreadable"])
    (score, *_) = (part.facts for part in debrief(result) if isinstance(part, Facts))
    assert ("Time", "1 min 15 s") in score


def test_what_is_too_much_is_named() -> None:
    """Answers to items that there are not count for nothing and are named, with the nearest; so is another case."""
    result = mark(NOTED, Answers({"days.lenalidomid": Answer("1-10")}, case="case-2"))
    told = {one.code: one.message for one in result.findings if one.code != "item-unanswered"}
    assert told == {
        "other-case": "the answers are to case case-2, not case-1",
        "item-unknown": "the case has no item 'days.lenalidomid'; did you mean days.lenalidomide?; it does not count",
    }
    assert result.percent == 0


def test_only_what_is_whole_reads_as_whole() -> None:
    """A score a hair below 100 % or above 0 % does not read as either."""
    shares = {1: "100 %", Decimal("0.9999"): "over 99.9 %", Decimal("0.0001"): "under 0.1 %", 0: "0 %"}
    for share, words in shares.items():
        option = Option("a", "A", Decimal(share))
        item = Item(id="x", prompt="?", key=Choice((option, Option("b", "B", ALL))))
        assert percent(marked(replace(NOTED, items=(item,)), {"x": "a"})) == words


def test_precision_and_recall_of_marks() -> None:
    """Two of four errors found with one false mark: precision two thirds, recall a half."""
    made = EVERY["wrong-cell"]
    right = made.by_id[MARKS].key.answer
    result = marked(made, {MARKS: [*right[:2], {"what": "etoposide", "day": "20"}]})
    assert result.hits == Hits(2, 2, 1)
    assert (result.precision, result.recall) == (Decimal(2) / 3, Decimal("0.5"))
    assert result.percent == Decimal(40)


def test_the_debrief_goes_through_the_marks_cell_by_cell() -> None:
    """Every mark and every missed cell stands in the debrief with what became of it and why."""
    made = EVERY["wrong-cell"]
    first, *_ = made.by_id[MARKS].key.answer
    result = marked(made, {MARKS: [first, {"what": "etoposide", "day": "20"}]})
    (table,) = (part for part in debrief(result) if isinstance(part, Table) and part.caption == "Cell by cell")
    rows = [tuple(cell.lines[0].text for cell in row) for row in table.rows]
    assert [came for _, came, _ in rows[:2]] == ["right", "without cause"]
    assert rows[0][2].endswith(".")
    assert rows[1] == ("etoposide on Day 20", "without cause", "nothing is wrong there")
    assert {came for _, came, _ in rows[2:]} == {"missed"}


def test_marks_that_were_not_made_are_missed() -> None:
    """Without an answer everything is missed, nothing is precise; an exercise without marks has neither figure."""
    nothing = marked(EVERY["wrong-cell"], {})
    assert (nothing.hits, nothing.precision, nothing.recall) == (Hits(0, 4, 0), None, 0)
    assert (marked(NOTED, {}).hits, marked(NOTED, {}).recall) == (None, None)


def test_certainty_and_time() -> None:
    """Certainty is held against correctness, of parts too; time is the sum of the items' unless stated in all."""
    answers = {"days.lenalidomide": Answer("1-10", 90, 20), "days.etoposide": Answer("4-9", 60, 40),
               "days.cytarabine": Answer("?", 30)}  # fmt: skip
    result = marked(NOTED, answers)
    assert result.sure == (Sure(90, right=True), Sure(60, right=False), Sure(30, right=False))
    assert result.brier == (Decimal("0.01") + Decimal("0.36") + Decimal("0.09")) / 3
    assert result.seconds == 60
    assert mark(NOTED, Answers(answers, seconds=500)).seconds == 500
    assert marked(NOTED, {}).seconds is None


def story(steps: Sequence[Marked]) -> str | None:
    """A way: from `start` over `good` or `bad`, by what was answered, to `end`."""
    if not steps:
        return "start"
    if steps[-1].item.id != "start":
        return None if steps[-1].item.id == "end" else "end"
    return "good" if steps[-1].share == ALL else "bad"


def item(name: str) -> Item:
    """An item with one right option."""
    return Item(id=name, prompt=f"{name}?", key=Choice((Option("yes", "Yes", ALL), Option("no", "No"))))


STORY = replace(NOTED, items=tuple(map(item, ("start", "good", "bad", "end"))), route=story)


def test_only_the_way_taken_counts() -> None:
    """Items off the way are neither asked nor counted; an answer to one of them is named."""
    result = marked(STORY, {"start": "no", "good": "yes", "bad": "yes", "end": "yes"})
    assert [one.item.id for one in result.marked] == ["start", "bad", "end"]
    assert (result.earned, result.possible) == (2, 3)
    assert [one.code for one in result.findings] == ["item-not-reached"]


def test_the_best_way_is_the_keys() -> None:
    """The perfect answers follow the way that they open, and earn everything on it."""
    right = perfect(STORY)
    assert list(right.by_item) == ["start", "good", "end"]
    assert mark(STORY, right).percent == 100


def test_a_way_that_runs_in_a_circle_is_refused() -> None:
    """A story that comes back to where it was would never end."""
    circle = replace(STORY, route=lambda _: "start")
    with pytest.raises(RegimenError, match="comes back to 'start'"):
        marked(circle, {})


def random_answers(made: Exercise, lot: random.Random) -> Answers:
    """Answers without knowledge: any option, any day, any figure of the right size."""
    answers = {}
    for one in made.items:
        key = one.key
        if isinstance(key, Choice | Choices):
            answers[one.id] = lot.choice(key.options).id
        elif isinstance(key, Days):
            first = lot.randint(1, 40)
            answers[one.id] = f"{first}-{first + lot.randint(0, 5)}"
        elif isinstance(key, Number):
            answers[one.id] = str(lot.randint(1, 100))
        else:
            answers[one.id] = str(lot.randint(1, 60))
    return Answers({name: Answer(raw) for name, raw in answers.items()})


def test_guessing_earns_what_chance_gives() -> None:
    """Two thousand guesses at five options earn a fifth; days and figures guessed earn next to nothing."""
    options = tuple(Option(name, name, ALL if name == "c" else ALL * 0) for name in "abcde")
    quiz = replace(NOTED, items=tuple(Item(id=f"q{n}", prompt="?", key=Choice(options)) for n in range(2_000)))
    lot = random.Random(7)  # noqa: S311 - guesses, not secrets
    assert mark(quiz, random_answers(quiz, lot)).percent == pytest.approx(20, abs=2)
    scores = [float(mark(EVERY["calendar"], random_answers(EVERY["calendar"], lot)).percent) for _ in range(50)]
    assert 0 < sum(scores) / len(scores) < 10


def test_the_debrief_says_first_what_was_right() -> None:
    """The first heading is what was right, beside much that was not; what is wrong has answer, key and reason."""
    made = replace(NOTED, debrief=("Day 45 never moves.",))
    result = marked(
        made, {"days.lenalidomide": Answer("1-10", 80, hints=1), "days.etoposide": "4-14", "left.mec": "38"}
    )
    parts = debrief(result)
    heads = [part.text for part in parts if isinstance(part, Heading)]
    assert heads == [
        "What was right", "What was partly right", "What was not answered", "Score", "Certainty",
        "Remarks on the answers", "What to take away",
    ]  # fmt: skip
    right, partly, *_ = (part.entries for part in parts if isinstance(part, Listing))
    assert right[0].text == "On which study days is lenalidomide planned? days 1-10"
    assert right[0].details[0] == "hints cost 25 % of it"
    assert partly[0].details[:4] == ("answered: days 4-14", "too many: days 9-14", "worth 45 %", "right: days 4-8")
