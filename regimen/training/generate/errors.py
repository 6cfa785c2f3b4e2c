"""A room of errors from a seed: a record with planted deviations, look-alikes, and counts by the model of a marrow."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from regimen.errors import RegimenError
from regimen.printouts.words import plural
from regimen.training.generate.counts import Counted, sampled
from regimen.training.generate.laid import laid
from regimen.training.generate.lookalikes import COUNTS, LOOK_ALIKES, LookAlike
from regimen.training.generate.lot import AZA_VEN, DIFFICULTIES, HOME, Difficulty, Wishes, setting
from regimen.training.generate.patterns import BLASTS, PATTERNS, curves
from regimen.training.generate.plants import PLANTS, Plant
from regimen.training.generate.room import LEN, MARROW_DAYS, MEC, Dose, Planted, Room
from regimen.training.kinds.errors import MARKS

AS_OF = 60
"""Study day of the judgement."""
MOST = 6
"""Deviations that one record may hold."""
_PLANTED = {"easy": (1, 2), "moderate": (2, 3), "hard": (3, 5)}
_ALIKE = {"easy": 1, "moderate": 2, "hard": 4}
"""Difficulty to how many deviations, and how many look-alikes."""
_RECOVERS = 2 / 3
_OTHER_PROTOCOL, _MOST_THERE = 1 / 4, 4


def errors(lot: Random, wishes: Wishes, difficulty: Difficulty) -> dict[str, Any]:
    """What of a case is this kind's own."""
    number = lot.randint(*_PLANTED[difficulty]) if wishes.planted is None else wishes.planted
    who = setting(lot)._replace(protocol=_protocol(lot, number, wishes))
    plants = _chosen(lot, _pool(who.protocol, difficulty, number, wishes.among), number)
    if len(plants) < number and wishes.planted is not None:
        raise RegimenError(f"a record has no room for {number} such deviations", allowed=f"at most {len(plants)}")
    recovers = next((one.recovers for one in plants if one.recovers is not None), lot.random() < _RECOVERS)
    room = Room.of(lot, who, laid(who))
    room.planted += [plant.put(room, plant.block) for plant in plants]
    for look_alike in _alike(room, plants, _ALIKE[difficulty], recovers):
        look_alike.put(room)
    counted = _counted(room, recovers) if who.protocol == HOME else Counted((), ())
    # Once recovery is documented no more samples are taken, so what would have been one looks like nothing.
    taken = {day for day in range(1, AS_OF) if not counted.samples or day <= counted.samples[-1].day}
    room.look_alikes = [one for one in room.look_alikes if one["what"] not in COUNTS or int(one["days"]) in taken]
    return {"course": _course(room, counted), **_asked(room)}


def _protocol(lot: Random, number: int, wishes: Wishes) -> str:
    """Mostly the home protocol, which has room for more deviations and for more kinds of them."""
    other = lot.random() < _OTHER_PROTOCOL
    return AZA_VEN if other and number <= _MOST_THERE and not wishes.among else HOME


def _pool(protocol: str, difficulty: Difficulty, number: int, among: Sequence[str]) -> list[Plant]:
    """Plants to draw from: those asked for, else those not too hard, else all where more are wanted than is usual."""
    there = [one for one in PLANTS if one.fits(protocol)]
    if among:
        return [one for one in there if one.code in among]
    hardest = len(DIFFICULTIES) if number > _PLANTED[difficulty][1] else DIFFICULTIES.index(difficulty)
    return [one for one in there if DIFFICULTIES.index(one.difficulty) <= hardest]


def _chosen(lot: Random, pool: Sequence[Plant], number: int) -> list[Plant]:
    """Plants that leave each other alone, as many as there is room for; the class comes first, to crowd none out."""
    found, free = list[Plant](), list(pool)
    while free and len(found) < number:
        code = lot.choice(list(dict.fromkeys(one.code for one in free)))
        found.append(lot.choice([one for one in free if one.code == code]))
        free = [one for one in free if one.apart(found[-1])]
    # The days come first, so that amounts are changed only of doses that stand where they were planned.
    return sorted(found, key=lambda one: ("days" not in one.parts, PLANTS.index(one)))


def _alike(room: Room, plants: Sequence[Plant], number: int, recovers: bool) -> list[LookAlike]:
    """Look-alikes where no plant lies, and not in each other's way."""
    taken = frozenset[str]().union(*(one.taken for one in plants))
    found = list[LookAlike]()
    drawn = room.lot.sample(LOOK_ALIKES, len(LOOK_ALIKES))
    # What only one protocol has comes first: else the others, which all have, would crowd it.
    for one in sorted(drawn, key=lambda one: len(one.protocols)):
        parts = one.taken(room.blocks)
        fits = room.setting.protocol in one.protocols and one.recovers in (None, recovers)
        if len(found) < number and fits and not parts & taken:
            found.append(one)
            taken |= parts
    return sorted(found, key=LOOK_ALIKES.index)


def _counted(room: Room, recovers: bool) -> Counted:
    """Counts by the doses that were given, until recovery is documented."""
    given = {block: room.given(block) for block in (LEN, MEC)}
    pattern = "on-time" if recovers else room.lot.choice(("late", "failed"))
    if PATTERNS[pattern].blasts:
        room.blasts = room.lot.randint(*BLASTS)
    counted = sampled(room.lot, curves(room.lot, pattern, given), sorted(room.samples))
    return counted.until(counted.recovered(given[MEC][-1]))


def _course(room: Room, counted: Counted) -> dict[str, Any]:
    who = room.setting
    exam = [{"date": who.date(day), "adequate": "yes", "blasts": str(room.blasts)} for day in _marrow(room, counted)]
    doses = [
        _administration(room, one)
        for one in sorted(room.doses, key=lambda one: (one.day, one.time or "12:00", one.agent))
    ]
    record = {"administrations": doses, **counted.record(who), "marrow": exam, "holds": room.holds}
    planned = {"reference_date": str(who.start - timedelta(days=room.late_by))}
    return {**who.course(acts=room.acts, record=record), **planned}


def _administration(room: Room, one: Dose) -> dict[str, str]:
    """A dose as a course file holds it."""
    time = {"time": one.time} if one.time else {}
    return {"date": room.setting.date(one.day), **time, "agent": one.agent, "amount": one.amount, "route": one.route}


def _marrow(room: Room, counted: Counted) -> list[int]:
    """Study days of marrows: soon after recovery, where nothing else is said."""
    if room.marrow == "none":
        return []
    first, last = MARROW_DAYS[room.setting.protocol]
    recovered = counted.recovered(room.given(room.blocks[1])[-1]) if counted.samples else first
    return [min(last, (recovered or last) + 2) if room.marrow == "usual" else room.marrow]


def _asked(room: Room) -> dict[str, Any]:
    planted = [one.data for one in sorted(room.planted, key=_place)]
    hint = f"The record holds {plural(len(planted), 'deviation')}."
    return {
        "as_of": room.setting.date(AS_OF),
        "errors": {"planted": planted, "look_alikes": room.look_alikes},
        "items": {MARKS: {"hints": [{"text": hint, "cost": "20"}]}},
    }


def _place(one: Planted) -> tuple[int, str]:
    return min((*one.planned, *one.given)), one.deviation
