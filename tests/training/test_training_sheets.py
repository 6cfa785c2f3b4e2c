"""Exercises on paper: what a learner gets holds no key, the key every answer, and each page says what it is for."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from training_cases import ESCALATION, EVERY, STORY, exercise, marked
from training_sheets import ALL, FORMS, NAMES, flat, golden, named, pages, path_of, sheet, sheet_text

from regimen.nomenclature import NOTICE
from regimen.printouts.document import SPECIMEN, PageBreak, Table
from regimen.training.exercise import Exercise, Hint, Item
from regimen.training.keys.choice import Choice, Choices, Option
from regimen.training.keys.decision import ACTIONS, Decision
from regimen.training.keys.key import ALL as WHOLE
from regimen.training.keys.key import NONE, NOTHING, Key
from regimen.training.keys.marks import Marks
from regimen.training.keys.number import Number
from regimen.training.keys.when import Days, When
from regimen.training.kit import blank_answers
from regimen.training.marking import mark, perfect
from regimen.training.sheets import debrief_sheet, digest_of, key_sheet, learner_sheet, offered

CASES = pytest.mark.parametrize("name", ALL)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, form: str) -> None:
    """Each sheet is as in tests/golden/training, in text and in HTML."""
    assert golden(sheet(name), form) == path_of(name, form).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["errors", "story", "key", "debrief"])
def test_every_page_says_what_it_is_for(name: str) -> None:
    """Read back by another engine: notice, specimen, the line for the learner, the digest and the page's number."""
    document = sheet(name)
    found = pages(document)
    for number, text in enumerate(found, 1):
        for said in (
            NOTICE,
            SPECIMEN,
            flat(document.subject),
            document.identity.stamp,
            f"page {number} of {len(found)}",
        ):
            assert said in text
    assert len(found) >= 1 + sum(isinstance(part, PageBreak) for part in document.parts)


def test_a_pdf_says_what_the_text_says() -> None:
    """Every question and every option of it stands on some page, and what comes later on a later one."""
    found = pages(sheet("story"))
    for item in EVERY["story"].items:
        assert any(flat(item.prompt) in text for text in found)
        assert any(all(words in text for _, words in offered(item.key)) for text in found)
    page = {said: next(n for n, text in enumerate(found) if said in text) for said in ("It begins.", "A window.")}
    endings = next(n for n, text in enumerate(found) if "Endings" in text)
    assert page["It begins."] < page["A window."] < endings


GIVEN_TOO = ("at least 50 mL of diluent",)
"""Reasons that are rules of a label, which the learner is given to work with."""


def secrets(made: Exercise) -> Iterator[str]:
    """What only the key says: reasons, planted words, consequences, slips, hints, what to take away."""
    yield from made.debrief
    for item in made.items:
        yield from item.why
        yield from (hint.text for hint in item.hints)
        match item.key:
            case Choice(options) | Choices(options):
                yield from (one.why for one in options if one.why)
            case Marks(targets, decoys):
                yield from (one.words for one in targets)
                yield from (one.why for one in decoys)
            case Number(slips=slips) | When(slips=slips):
                yield from (one.why for one in slips)


@CASES
def test_a_learner_sheet_holds_nothing_of_the_key(name: str) -> None:
    """No reason, no planted word, no look-alike's, no hint: neither on the sheet nor in the blank answer file."""
    made = named(name)
    given = flat(sheet_text(learner_sheet(made))), flat(blank_answers(made).replace("  # ", " "))
    told = [one for one in secrets(made) if one not in GIVEN_TOO and any(flat(one) in text for text in given)]
    assert told == []


def other(key: Key) -> Key:  # noqa: PLR0911 - a line a key
    """A key that is answered the same way and has another right answer."""
    match key:
        case Choice(options):
            return Choice(tuple(_turned(one, worst=one == key.best) for one in options))
        case Choices(options):
            return Choices(tuple(_turned(one, worst=one.share == WHOLE) for one in options))
        case Number(value=value):
            return replace(key, value=(value or Decimal(1)) * 3, shown="elsewhere", slips=())
        case When(date=date):
            return replace(key, date=None if date else key.reference, slips=())
        case Days(days):
            return replace(key, days=frozenset({1}) if days != {1} else frozenset())
        case Decision():
            return replace(key, action=next(one for one in ACTIONS if one != key.action), level=None, date=None)
        case Marks():
            return replace(key, targets=key.targets[1:], decoys=())
    raise AssertionError(key)


def _turned(option: Option, *, worst: bool) -> Option:
    return option._replace(share=NOTHING if worst else WHOLE, why="because")


def rekeyed(made: Exercise) -> Exercise:
    """The exercise with other keys, reasons and hints; what is asked is the same."""
    turned = (
        replace(item, key=other(item.key), why=("otherwise",), hints=tuple(Hint("no", one.cost) for one in item.hints))
        for item in made.items
    )
    return replace(made, items=tuple(turned), debrief=("Remember.",), pointers=())


@CASES
def test_a_learner_sheet_does_not_follow_from_the_key(name: str) -> None:
    """With another key, another reason and other hints it is the same to the last letter, but for its digest."""
    made = named(name)
    changed = rekeyed(made)
    before, after = (learner_sheet(one) for one in (made, changed))
    assert digest_of(made) != digest_of(changed)
    assert sheet_text(after).replace(after.identity.digest, before.identity.digest) == sheet_text(before)
    assert blank_answers(changed) == blank_answers(made)


@CASES
def test_the_key_holds_every_answer(name: str) -> None:
    """Each question with its id, its right answer as it is written, its reasons, its hints; then what to take away."""
    made = named(name)
    text = flat(sheet_text(key_sheet([made], "Key")))
    for item in made.items:
        answers = [item.id, flat(item.prompt), *map(flat, item.why), *(flat(one.text) for one in item.hints)]
        match item.key:
            case Marks(targets):
                answers += [flat(one.words).removesuffix(".") for one in targets]
                answers += [f"({', '.join(filter(None, (one.cls, one.category)))})" for one in targets if one.cls]
                answers += [flat(one.why) for one in item.key.decoys]
            case Choice():
                answers.append(item.key.answer)
            case _:
                answers.append(flat(item.key.words))
        assert [one for one in answers if one not in text] == []
    assert all(flat(one) in text for one in made.debrief)
    assert all(flat(one.source) in text for one in made.pointers)


def test_what_is_right_stands_in_the_key_as_it_is_answered() -> None:
    """Options by their ids, of several too; `none` where nothing is right or nothing is to be found."""
    options = (Option("a", "a: the first", WHOLE), Option("b", "the second", WHOLE), Option("c", "c"))
    keys: dict[str, Key] = {
        "a: the first": Choice(options),
        "a: the first; b: the second": Choices(options),
        "c": Choice((Option("c", "c", WHOLE),)),
        NONE: Choices((Option("c", "c"),)),
        "none": Marks(()),
        "4 mg": Number(Decimal(4), "mg"),
    }
    for right, key in keys.items():
        item = Item(id="i", prompt="What?", key=key)
        made = replace(EVERY["calendar"], items=(item,))
        (table,) = (part for part in key_sheet([made], "Key").parts if isinstance(part, Table))
        assert [line.text for line in table.rows[0][1].lines] == [right]


def test_a_debrief_says_first_what_was_right() -> None:
    """Of every shelf case and every generated one; with nothing right, nothing is said to be."""
    for made in map(named, ALL):
        text = sheet_text(debrief_sheet(mark(made, perfect(made))))
        assert "Score 100 %" in text
        assert not any(words in text for words in ("What was not right", "not answered", "could not be read"))
        empty = sheet_text(debrief_sheet(marked(made, {})))
        assert ("Score 0 %" in empty, "What was right" in empty) == (True, False)


CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another prompt": (
        {"calendar": {"ask": ["days"]}},
        {"calendar": {"ask": ["days"]}, "items": {"days.etoposide": {"prompt": "When?"}}},
    ),
    "fewer items": ({"calendar": {"ask": ["days", "dose"]}}, {"calendar": {"ask": ["days"]}}),
    "another level": ({}, {"course": {"level": "d10-25"}}),
    "another introduction": ({}, {"introduction": "It was otherwise."}),
    "another id": ({}, {"id": "case-2"}),
}  # fmt: skip


@pytest.mark.parametrize(("one", "two"), CHANGES.values(), ids=CHANGES)
def test_another_question_or_answer_has_another_digest(one: dict[str, Any], two: dict[str, Any]) -> None:
    """What an earlier answer could mean something else by; the same case has the same digest."""
    assert digest_of(exercise("calendar", **one)) != digest_of(exercise("calendar", **two))
    assert digest_of(exercise("calendar", **one)) == digest_of(exercise("calendar", **one))


def test_options_and_texts_of_a_story_count_in_its_digest() -> None:
    """Words of an option, what it earns, and the text before a question; not what comes of it."""

    def told(**changes: Any) -> str:
        start = {**STORY["steps"]["start"], **changes}
        return digest_of(exercise("story", story={**STORY, "steps": {**STORY["steps"], "start": start}}))

    options = STORY["steps"]["start"]["options"]
    right = options["right"]
    changed = [
        {"text": "It begins otherwise."},
        {"options": {**options, "right": {**right, "words": "to the far right"}}},
        {"options": {**options, "right": {**right, "earns": "40"}}},
    ]
    assert len({told(), *(told(**one) for one in changed)}) == 4
    assert told(options={**options, "right": {**right, "consequence": "It is light."}}) == told()


def test_a_cohort_without_material_of_a_course_has_no_course_heading() -> None:
    """What is given of an escalation names itself; no protocol stands at the foot."""
    text = sheet_text(learner_sheet(exercise("next-cohort", next_cohort=ESCALATION)))
    assert "The course\n" not in text
    assert "no protocol" in text


def test_a_key_of_several_protocols_names_them_all() -> None:
    """Cases of one protocol share its identity; of two, both stand at the foot, and no level does."""
    two = [one for one in map(named, ALL) if one.shown or one.solution]
    names = {plan.resolved.protocol.id for one in two if (plan := one.shown or one.solution)}
    assert len(names) > 1
    identity = key_sheet(two, "Key").identity
    assert (identity.protocol, identity.level, identity.of) == (" and ".join(sorted(names)), None, "cases")
    assert key_sheet(two[:1], "Key").identity.of == "case"
