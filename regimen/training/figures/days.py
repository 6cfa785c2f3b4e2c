"""Figures about days: when things are planned, and how far they are from the end of the window."""

from dataclasses import replace
from decimal import Decimal

from regimen.errors import RegimenError
from regimen.nomenclature import drug_name
from regimen.printouts.words import dated, day_words, plural
from regimen.schedule.items import Item, Kind
from regimen.schedule.why import why_here
from regimen.training.figures.figure import Asked, Found
from regimen.training.figures.named import day_named, doses_of, items_of, spoken
from regimen.training.keys.choice import Choices, Option
from regimen.training.keys.key import ALL, HALF, NOTHING, Slip
from regimen.training.keys.number import Number
from regimen.training.keys.when import Days, When
from regimen.training.material import Material


def day_set(material: Material, asked: Asked) -> Found:
    """On which study days something is planned."""
    name = asked.of or ""
    items = items_of(material, name)
    key = Days(frozenset(item.day for item in items), material.plan.resolved.numbering)
    return Found(f"On which study days is {spoken(material, name)} planned?", key, _why(material, items))


def first_day(material: Material, asked: Asked) -> Found:
    """The first day on which something is planned."""
    item = items_of(material, asked.of or "")[0]
    return Found(
        f"When is {spoken(material, asked.of or '')} planned first?", _when(material, item.day), _why(material, [item])
    )


def last_day(material: Material, asked: Asked) -> Found:
    """The last day on which something is planned."""
    item = items_of(material, asked.of or "")[-1]
    return Found(
        f"When is {spoken(material, asked.of or '')} planned last?", _when(material, item.day), _why(material, [item])
    )


def date_of(material: Material, asked: Asked) -> Found:
    """The date of a milestone, or the first date on which something is planned."""
    item = items_of(material, asked.of or "")[0]
    label = item.entry.name if item.kind == Kind.MILESTONE else f"{spoken(material, asked.of or '')}, first day"
    return Found(f"On which date: {label}?", When(material.plan.date(item.day)), _why(material, [item]))


def date_on(material: Material, asked: Asked) -> Found:
    """The date of a study day."""
    plan, day = material.plan, day_named(material, asked.on or "")
    why = (dated(plan, plan.resolved.numbering.reference), dated(plan, day))
    return Found(f"On which date does {day_words(day)} fall?", When(plan.date(day)), why)


def days_left(material: Material, asked: Asked) -> Found:
    """Days elapsed from the last planned dose to the last day of the window."""
    plan, last = material.plan, _window_end(material)
    item = doses_of(material, asked.of or "")[-1]
    elapsed = plan.resolved.numbering.elapsed(item.day, last)
    counted = Slip(Decimal(elapsed + 1), HALF, "the day of the dose itself is not counted: days elapsed are asked for")
    prompt = (
        f"How many days elapse from the last planned dose of {spoken(material, asked.of or '')} to {day_words(last)}?"
    )
    why = (f"{dated(plan, item.day)} to {dated(plan, last)}: {plural(elapsed, 'day')} elapsed", *_why(material, [item]))
    return Found(prompt, Number(Decimal(elapsed), "days", slips=(counted,)), why)


def window_closes(material: Material, _asked: Asked) -> Found:
    """The last day on which recovery is in time."""
    last = _window_end(material)
    date, late = material.plan.date(last), f"from {day_words(last + 1)} it is delayed"
    slips = (
        Slip(date.add(days=1), NOTHING, late),
        Slip(date.subtract(days=1), NOTHING, f"{day_words(last)} counts too"),
    )
    key = replace(_when(material, last), slips=slips)
    why = f"recovery on {day_words(last)} is in time, {late}; no moved dose moves it"
    return Found("What is the last day on which count recovery is in time?", key, (why,))


def drugs_on(material: Material, asked: Asked) -> Found:
    """The drugs planned on a study day."""
    day = day_named(material, asked.on or "")
    items = [item for item in material.plan.schedule.by_day.get(day, ()) if item.kind == Kind.DOSE]
    given = {item.entry.name for item in items}
    names = dict.fromkeys(entry.name for entry in material.plan.schedule.doses)
    options = tuple(Option(name, drug_name(name), ALL if name in given else NOTHING) for name in names)
    return Found(f"Which drugs are planned on {day_words(day)}?", Choices(options), _why(material, items))


def _when(material: Material, day: int) -> When:
    plan = material.plan
    return When(plan.date(day), plan.course.reference_date, plan.resolved.numbering)


def _window_end(material: Material) -> int:
    """The last day of the window; raises where the protocol has none."""
    window = material.plan.schedule.window
    if window is None:
        raise RegimenError(f"{material.protocol.id} has no count-recovery window", hint="ask for another figure")
    return window[1]


def _why(material: Material, items: list[Item]) -> tuple[str, ...]:
    """Why items stand where they stand: what an act moved first, each sentence once, with where it comes from."""
    schedule = material.plan.schedule
    told = {item.entry: item for item in reversed(items)} | {
        item.entry: item for item in reversed(items) if item.day != item.ideal_day
    }
    return tuple(f"{why_here(schedule, item)} (source: {item.entry.source})" for item in reversed(told.values()))
