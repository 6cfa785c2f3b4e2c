"""Figures about a record: the verdict as of a day, the day of recovery, deviations."""

from decimal import Decimal

from regimen.dlt.reasons import reason
from regimen.dlt.verdict import LETTER_MEANS, OTHER_CRITERIA, Verdict
from regimen.errors import RegimenError
from regimen.printouts.words import day_words, plural
from regimen.review import Review
from regimen.training.figures.figure import Asked, Found
from regimen.training.figures.named import day_named
from regimen.training.figures.states import letter_choice, state_choice
from regimen.training.keys.number import Number
from regimen.training.keys.when import When
from regimen.training.material import Material


def verdict(material: Material, asked: Asked) -> Found:
    """The state of count recovery as of a day."""
    made, judged = _judged(material, asked)
    prompt = f"As of {day_words(made.as_of)}: what is the state of count recovery?"
    return Found(prompt, state_choice(judged.state), _why(judged))


def letter(material: Material, asked: Asked) -> Found:
    """The subject's letter in the escalation as of a day."""
    made, judged = _judged(material, asked)
    prompt = f"As of {day_words(made.as_of)}: how does the subject count in the escalation?"
    why = (*_why(judged), f"{judged.state} counts as {judged.letter}: {LETTER_MEANS[judged.letter]}")
    return Found(prompt, letter_choice(judged.letter), why)


def recovery_day(material: Material, asked: Asked) -> Found:
    """The first documented day of recovery as of a day, in time or not."""
    made, judged = _judged(material, asked)
    date = None if judged.day is None else made.date(judged.day)
    prompt = f"As of {day_words(made.as_of)}: which is the first documented day of recovery?"
    return Found(prompt, When(date, made.timeline.reference.date, made.numbering), _why(judged))


def deviations(material: Material, asked: Asked) -> Found:
    """How many deviations a record has as of a day, equal ones of a block counted as one."""
    made = _review(material, asked)
    told = tuple(one.message for one in made.report.deviations)
    prompt = f"As of {day_words(made.as_of)}: how many deviations are there?"
    return Found(prompt, Number(Decimal(len(told))), told or ("the record departs from the schedule nowhere",))


def important(material: Material, asked: Asked) -> Found:
    """How many important deviations are open as of a day."""
    made = _review(material, asked)
    told = tuple(f"{one.message}: {one.why}" for one in made.report.deviations if one.open)
    prompt = f"As of {day_words(made.as_of)}: how many important deviations are open?"
    return Found(prompt, Number(Decimal(len(told))), told or (plural(0, "important deviation"),))


def _review(material: Material, asked: Asked) -> Review:
    day = day_named(material, asked.on or "", recorded=True)
    return material.review(material.recorded_date(day))


def _judged(material: Material, asked: Asked) -> tuple[Review, Verdict]:
    made = _review(material, asked)
    if made.verdict is None:
        raise RegimenError(f"{material.protocol.id} has no count-recovery window", hint="ask for another figure")
    return made, made.verdict


def _why(judged: Verdict) -> tuple[str, ...]:
    return reason(judged), OTHER_CRITERIA
