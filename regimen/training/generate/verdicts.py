"""Counts that come in day by day, from a seed: on time, late, failed, with what makes a verdict hard to call."""

from random import Random
from typing import Any

from regimen.dlt.verdict import LETTERS
from regimen.training.generate.counts import sampled
from regimen.training.generate.lot import Difficulty, Setting, Wishes, setting
from regimen.training.generate.patterns import BLASTS, PATTERNS, curves
from regimen.training.generate.room import DRUGS, LEN, MEC, PLANNED
from regimen.training.generate.truth import Ending, Story, state

_USUAL = (2, 5, 9, 12, 15, 18, 22, 26, 29, 33, 36, 40, 43, 45, 50, 54, 57, 61)
_NOT_ON_45 = (2, 9, 15, 22, 29, 36, 43, 50, 57)
_WIDE = (2, 9, 15, 22, 29, 36, 41, 54, 61)
"""Study days of samples: often; weekly with none on Day 45; with more than a week around it."""
_ASKED = {"easy": (30, 46, 62), "moderate": (15, 36, 45, 46, 53, 62), "hard": (9, 22, 36, 44, 46, 51, 53, 62)}
_ENDINGS = (
    ("death", "treatment"), ("death", "disease"), ("death", "unrelated"), ("death", "unknown"),
    ("next_therapy", None), ("transplant", None), ("withdrawal", None),
)  # fmt: skip
_ENDING_DAYS = (18, 43)
_AFTER_ENDING = 7
"""Days after an ending up to which the verdict is still asked for."""
_THERAPIES = ("azacitidine with venetoclax", "FLAG-Ida", "gilteritinib")


def verdicts(lot: Random, _wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """What of a case is this kind's own."""
    who, story = setting(lot), _story(lot, difficulty)
    asked = list(_ASKED[difficulty])
    if story.ending is not None:
        asked = sorted({*(day for day in asked if day <= story.ending.day + _AFTER_ENDING), story.ending.day})
    answers: dict[str, str] = {f"state.d{day}": state(story, day) for day in asked}
    answers["letter"] = LETTERS[state(story, asked[-1])]
    if story.ending is None:
        recovered = story.counted.recovered(story.last_dose)
        answers["recovery-day"] = "none" if recovered is None else f"Day {recovered}"
    task = {"days": ",".join(map(str, asked)), "letter": "yes", **({} if story.ending else {"recovery_day": "yes"})}
    items = {name: {"answer": answer} for name, answer in answers.items()}
    return {"course": who.course(record=_record(lot, who, story)), "verdict": task, "items": items}


def _story(lot: Random, difficulty: Difficulty) -> Story:
    """A pattern, samples, a marrow, and what may end it all."""
    pattern = lot.choice(tuple(PATTERNS))
    ending = None
    if difficulty != "easy" and lot.random() < 1 / 3:
        section, attribution = lot.choice(_ENDINGS)
        ending = Ending(section, lot.randint(*_ENDING_DAYS), attribution)
    days = _USUAL if difficulty == "easy" else lot.choice((_USUAL, _NOT_ON_45, _WIDE))
    counted = sampled(lot, curves(lot, pattern, PLANNED), days).until(ending.day if ending else None)
    last_dose = PLANNED[MEC][-1]
    recovered = counted.recovered(last_dose)
    marrow = None
    if ending is None and (difficulty == "easy" or lot.random() < 2 / 3):
        blasts = lot.randint(*BLASTS) if PATTERNS[pattern].blasts else lot.randint(0, 4)
        marrow = (min(recovered + 1, 52) if recovered else lot.randint(41, 50), blasts)
    return Story(counted, last_dose, marrow, ending)


def _record(lot: Random, who: Setting, story: Story) -> dict[str, Any]:
    """The story as a course file holds it, with every dose given."""
    doses = [
        {"date": who.date(day), "agent": agent}
        for block in (LEN, MEC)
        for day in PLANNED[block]
        for agent in DRUGS[block]
    ]
    record: dict[str, Any] = {"administrations": doses, **story.counted.record(who)}
    if story.marrow is not None:
        day, blasts = story.marrow
        record["marrow"] = [{"date": who.date(day), "adequate": "yes", "blasts": str(blasts)}]
    if story.ending is not None:
        section, day, attribution = story.ending
        more = {"attribution": attribution} if attribution else {}
        more |= {"what": lot.choice(_THERAPIES)} if section == "next_therapy" else {}
        record[section] = {"date": who.date(day), **more}
    return record
