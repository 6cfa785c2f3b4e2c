"""Calendars to build, worksheets to work out and wrong cells to spot, from a seed."""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from regimen.days import DaySet
from regimen.printouts.words import plural
from regimen.training.generate.laid import laid
from regimen.training.generate.lot import LEVELS, Difficulty, Wishes, setting
from regimen.training.generate.room import LEN, MEC, PLANNED
from regimen.training.kinds.wrong_cell import MARKS
from regimen.training.lots import drawn

_LAST_DAY = 45
_MOST_DEFERRED = 5
_WRONG = {"easy": 1, "moderate": 2, "hard": 4}
"""Difficulty to how many cells are wrong."""
_WHY = ("fever, cultures pending", "pneumonia", "raised bilirubin", "at the subject's wish")


def calendars(lot: Random, _wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """A calendar; from moderate on, a decision has moved doses or left some out."""
    who = setting(lot)
    days = {block: list(PLANNED[block]) for block in (LEN, MEC)}
    acts = [] if difficulty == "easy" else [_act(lot, days)]
    left = {block: _LAST_DAY - given[-1] for block, given in days.items()}
    answers = {"days.lenalidomide": _days(days[LEN]), "left.len": f"{left[LEN]} days", "left.mec": f"{left[MEC]} days"}
    answers |= {f"days.{drug}": _days(days[MEC]) for drug in ("mitoxantrone", "etoposide", "cytarabine")}
    ask = ["days", "milestones", "days-left"]
    starts = {"first-dose": days[LEN][0], "mec-start": days[MEC][0], "mec-end": days[MEC][-1], "len-end": days[LEN][-1]}
    answers |= {f"date.{name}": str(who.start + timedelta(days=day - 1)) for name, day in starts.items()}
    if difficulty == "hard" and all(len(given) == len(PLANNED[block]) for block, given in days.items()):
        ask.append("totals")
        answers["total.lenalidomide"] = f"{LEVELS[who.level] * len(days[LEN])} mg"
    return {
        "course": who.course(acts=acts),
        "calendar": {"ask": ask},
        "items": {name: {"answer": answer} for name, answer in answers.items()},
    }


def _act(lot: Random, days: dict[str, list[int]]) -> dict[str, Any]:
    """A decision, made to the days too."""
    block = lot.choice((LEN, MEC))
    given, kind = days[block], lot.choice(("defer", "omit", "cease"))
    at = lot.randrange(1, len(given) - 1)
    act = {"act": kind, "day": str(given[at]), "what": [block], "why": lot.choice(_WHY)}
    if kind == "omit":
        del given[at]
    elif kind == "cease":
        del given[at:]
    else:
        by = lot.randint(1, _MOST_DEFERRED)
        given[at:] = [day + by for day in given[at:]]
        act["by"] = str(by)
    return act


def _days(given: list[int]) -> str:
    return str(DaySet.of(given))


def worksheets(lot: Random, _wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """A second check; the harder, the more lines of it, and for hard a subject with weak kidneys or great weight."""
    who = setting(lot, unusual=difficulty == "hard")
    lines = {"easy": ["dose", "total"], "moderate": ["before-rounding", "dose", "variance", "total"], "hard": []}
    height, weight, age = (int(who.subject[name]) for name in ("height_cm", "weight_kg", "age"))
    creatinine = Decimal(who.subject["creatinine"].split()[0])
    surface = (Decimal(height) * weight / 3600).sqrt()
    cleared = Decimal((140 - age) * weight) / (72 * creatinine) * (1 if who.subject["sex"] == "M" else Decimal("0.85"))
    amount = LEVELS[who.level]
    answers = {
        "bsa": f"{surface:.2f}",
        "clearance": f"{cleared:.1f}",
        "dose.lenalidomide": f"{amount} mg",
        "total.lenalidomide": f"{amount * len(PLANNED[LEN])} mg",
    }
    return {
        "course": who.course(),
        "worksheet": {"lines": lines[difficulty]},
        "items": {name: {"answer": answer} for name, answer in answers.items()},
    }


def wrong_cells(lot: Random, wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """A calendar with wrong cells; from hard on, each mark must say what is wrong."""
    who = setting(lot)
    number = _WRONG[difficulty] if wishes.planted is None else wishes.planted
    errors = drawn(laid(who), number, lot.randrange(1 << 30), wishes.among)
    named = difficulty == "hard"
    marks = [
        {"what": one.drug, "day": str(one.day), **({"class": one.error} if named else {})} for one in errors
    ]  # fmt: skip
    planted = [
        {"error": one.error, "drug": one.drug, "day": str(one.day), **({} if one.to is None else {"to": str(one.to)})}
        for one in errors
    ]
    task = {"planted": planted, **({"name_it": "yes"} if named else {})}
    hint = {"text": f"The calendar holds {plural(number, 'error')}.", "cost": "20"}
    return {"course": who.course(), "wrong_cell": task, "items": {MARKS: {"answer": marks, "hints": [hint]}}}
