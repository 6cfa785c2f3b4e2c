"""Deviations that can be planted, each by what it does to a record: only those that alignment gives back as planted.

Two plants never touch the same part of a record, and never does one leave doses lacking where another leaves some spare:
those could be taken for each other. Within these bounds the engine must find exactly what was planted, always.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from regimen.training.generate.lot import Difficulty
from regimen.training.generate.room import DRUGS, LEN, MEC, PLANNED, Lack, Planted, Room

_MOST_LATER, _MOST_MOVED = 3, 5
_HOLD_REASONS = ("rash", "fever", "raised bilirubin", "raised creatinine")
_WHY = ("fever, cultures pending", "pneumonia", "raised bilirubin", "typhlitis")
_STRANGERS = {"mitoxantrone": "daunorubicin", "etoposide": "teniposide", "cytarabine": "fludarabine"}
"""Drug of the plan to one that is none of it."""


class Plant(NamedTuple):
    """One kind of deviation in one part of a record."""

    code: str
    """Class that the engine gives it."""
    parts: frozenset[str]
    """Parts of the record that it has to itself."""
    put: Callable[[Room], Planted]
    difficulty: Difficulty
    lack: Lack = ""
    recovers: bool | None = None
    """Whether it needs counts that recover by Day 45, or that do not."""


def _missed(room: Room, block: str) -> Planted:
    """All drugs of one day."""
    day = room.lot.choice(PLANNED[block][1:])
    room.remove(DRUGS[block], (day,))
    return Planted("missed", block, (day,))


def _missed_drug(room: Room, block: str) -> Planted:
    """One drug of one day."""
    drug, day = room.lot.choice(DRUGS[block]), room.lot.choice(PLANNED[block])
    room.remove((drug,), (day,))
    return Planted("missed", drug, (day,))


def _omitted(room: Room, block: str) -> Planted:
    """One drug throughout."""
    drug = room.lot.choice(DRUGS[block])
    room.remove((drug,), PLANNED[block])
    return Planted("omitted", drug, PLANNED[block])


def _ceased(room: Room, block: str) -> Planted:
    gone = PLANNED[block][room.lot.randrange(2, len(PLANNED[block]) - 1) :]
    room.remove(DRUGS[block], gone)
    return Planted("ceased", block, gone)


def _duplicate(room: Room, block: str) -> Planted:
    """One drug twice on a day."""
    drug, day = room.lot.choice(DRUGS[block]), room.lot.choice(PLANNED[block][1:])
    room.doses.append(room.dose(drug, day))
    _touch(room, (drug,), (day,))
    return Planted("duplicate", drug if block == MEC else block, given=(day,))


def _beyond(room: Room, block: str) -> Planted:
    last = PLANNED[block][-1]
    days = tuple(range(last + 1, last + 1 + room.lot.randint(1, _MOST_LATER)))
    room.doses += [room.dose(drug, day, as_planned=False) for day in days for drug in DRUGS[block]]
    return Planted("beyond-plan", block, given=days)


def _extra(room: Room, block: str) -> Planted:
    """One drug before the block begins."""
    drug, day = room.lot.choice(DRUGS[block]), PLANNED[block][0] - 1
    room.doses.append(room.dose(drug, day, as_planned=False))
    return Planted("extra", drug, given=(day,))


def _deferred(room: Room, block: str) -> Planted:
    at, by = room.lot.randrange(1, len(PLANNED[block]) - 1), room.lot.randint(1, _MOST_MOVED)
    return _moved(room, "deferred-series", block, PLANNED[block][at:], by)


def _advanced(room: Room, block: str) -> Planted:
    """The whole block a day early; before it, nothing of it stands in the way."""
    return _moved(room, "advanced-series", block, PLANNED[block], -1)


def _late(room: Room, block: str) -> Planted:
    """The last day later."""
    return _moved(room, "late", block, PLANNED[block][-1:], room.lot.randint(1, _MOST_MOVED))


def _deferred_by_act(room: Room, block: str) -> Planted:
    """An act says why; it excuses nothing."""
    planted = _deferred(room, block)
    by = str(planted.given[0] - planted.planned[0])
    why = room.lot.choice(_WHY)
    room.acts.append({"act": "defer", "day": str(planted.planned[0]), "what": [block], "by": by, "why": why})
    return planted


def _ceased_by_act(room: Room, block: str) -> Planted:
    planted = _ceased(room, block)
    room.acts.append(
        {"act": "cease", "day": str(planted.planned[0]), "what": [block], "why": room.lot.choice(_WHY)}
    )  # fmt: skip
    return planted


def _omitted_by_act(room: Room, block: str) -> Planted:
    day = _missed(room, block).planned
    room.acts.append({"act": "omit", "day": str(day[0]), "what": [block], "why": room.lot.choice(_WHY)})
    return Planted("omitted", block, day)


def _moved(room: Room, code: str, block: str, days: tuple[int, ...], by: int) -> Planted:
    for one in list(room.of_block(block, days)):
        one.day, one.as_planned = one.day + by, False
    return Planted(code, block, days, tuple(day + by for day in days))


def _touch(room: Room, drugs: tuple[str, ...], days: tuple[int, ...]) -> None:
    """Nothing else is done to these doses."""
    for one in room.doses:
        if one.agent in drugs and one.day in days:
            one.as_planned = False


def _superseded(room: Room, block: str) -> Planted:
    """LEN on the days of the first version."""
    days = (11, 12, 13, 14)
    room.doses += [room.dose("lenalidomide", day, as_planned=False) for day in days]
    return Planted("superseded-schedule", block, given=days)


def _wrong_agent(room: Room, block: str) -> Planted:
    drug, day = room.lot.choice(DRUGS[block]), room.lot.choice(PLANNED[block])
    for one in room.of_block(block, (day,)):
        if one.agent == drug:
            one.agent, one.as_planned = _STRANGERS[drug], False
    return Planted("wrong-agent", drug, (day,), (day,))


def _wrong_route(room: Room, block: str) -> Planted:
    day = room.lot.choice(PLANNED[block])
    for one in room.of_block(block, (day,)):
        if one.agent == "cytarabine":
            one.route, one.as_planned = "SC", False
    return Planted("wrong-route", "cytarabine", (day,), (day,), "important")


def _held_and_missed(room: Room, block: str) -> Planted:
    planted = _missed(room, block)
    _hold(room, block, planted.planned[0])
    return planted._replace(category="unclassifiable")


def _given_in_hold(room: Room, block: str) -> Planted:
    day = room.lot.choice(PLANNED[block][1:])
    _touch(room, DRUGS[block], (day,))
    _hold(room, block, day)
    return Planted("dose-during-hold", block, given=(day,), category="unclassifiable")


def _hold(room: Room, block: str, day: int) -> None:
    on = room.setting.date(day)
    room.holds.append({"date": on, "end": on, "agents": [block], "reason": room.lot.choice(_HOLD_REASONS)})


def _over(room: Room, block: str) -> Planted:
    return _amount(room, "over-dose", block, room.lot.choice(("1.2", "1.5", "2", "10")))


def _under(room: Room, block: str) -> Planted:
    return _amount(room, "under-dose", block, room.lot.choice(("0.1", "0.5", "0.8")))


def _amount(room: Room, code: str, block: str, part: str) -> Planted:
    """Too much or too little of one drug on one day."""
    one = room.lot.choice([dose for dose in room.of_block(block, PLANNED[block]) if dose.as_planned])
    value, unit = one.amount.split()
    one.amount, one.as_planned = f"{(Decimal(value) * Decimal(part)).normalize():f} {unit}", False
    return Planted(code, block if block == LEN else one.agent, (one.day,), (one.day,), "important")


def _daily_missed(room: Room, _: str) -> Planted:
    first, days = room.lot.randint(2, 12), room.lot.randint(1, 2)
    gone = tuple(range(first, first + days))
    room.samples -= set(gone)
    return Planted("assessment-missed", "bloods-daily", gone, (), "important" if len(gone) > 1 else "other")


def _weekly_missed(room: Room, _: str) -> Planted:
    room.samples -= {22}
    return Planted("assessment-missed", "bloods", (22,), (), "other")


def _weekly_moved(room: Room, _: str) -> Planted:
    """Taken two or three days late, which is more than the day that is allowed."""
    to = room.lot.choice((24, 25))
    room.samples = room.samples - {22} | {to}
    return Planted("assessment-out-of-window", "bloods", (22,), (to,), "other")


def _deciding_missing(room: Room, _: str) -> Planted:
    """The last weekly sample a day early, which is in time for that one, and none on the days that decide."""
    room.samples = room.samples - {43, 45} | {42}
    return Planted("counts-missing", "deciding-sample", (45,), (), "important")


def _no_marrow(room: Room, _: str) -> Planted:
    room.marrow = "none"
    return Planted("assessment-missed", "marrow", (20,), (), "important")


def _marrow_late(room: Room, _: str) -> Planted:
    room.marrow = room.lot.randint(46, 51)
    return Planted("assessment-out-of-window", "marrow", (20,), (room.marrow,), "other")


def _reference(room: Room, _: str) -> Planted:
    room.late_by = room.lot.choice((-2, -1, 1, 2, 3))
    return Planted("reference-day-differs", "reference day", (1,), (1,), "other")


_Put = Callable[[Room, str], Planted]


def _plant(code: str, block: str, part: str, put: _Put, difficulty: Difficulty, lack: Lack = "") -> Plant:
    """A plant in the doses of a block: their days or their amounts; a move may leave no room for an act elsewhere."""
    return Plant(code, frozenset({f"{block} {part}"}), lambda room: put(room, block), difficulty, lack)


def _beside(
    code: str, part: str, put: _Put, difficulty: Difficulty, recovers: bool | None = None, more: str = ""
) -> Plant:
    """A plant in the assessments, or in the course as a whole."""
    parts = frozenset({part, more} - {""})
    return Plant(code, parts, lambda room: put(room, ""), difficulty, recovers=recovers)


def _acted(code: str, block: str, put: _Put, lack: Lack = "") -> Plant:
    """A plant with an act behind it."""
    return Plant(code, frozenset({f"{block} days", "acts"}), lambda room: put(room, block), "hard", lack)


_SHARED: Mapping[str, tuple[_Put, Difficulty, Lack]] = {
    "missed": (_missed, "easy", "lacks"),
    "ceased": (_ceased, "easy", "lacks"),
    "duplicate": (_duplicate, "easy", "spare"),
    "beyond-plan": (_beyond, "moderate", "spare"),
    "deferred-series": (_deferred, "moderate", ""),
    "late": (_late, "moderate", ""),
}
"""What may be done to the days of either block."""
PLANTS: tuple[Plant, ...] = (
    *(_plant(code, block, "days", *how) for code, how in _SHARED.items() for block in (LEN, MEC)),
    _plant("missed", MEC, "days", _missed_drug, "moderate", "lacks"),
    _plant("omitted", MEC, "days", _omitted, "easy", "lacks"),
    _plant("extra", MEC, "days", _extra, "moderate", "spare"),
    Plant("advanced-series", frozenset({"MEC days", "MEC amounts"}), lambda room: _advanced(room, MEC), "moderate"),
    _plant("wrong-agent", MEC, "days", _wrong_agent, "easy", "both"),
    _plant("wrong-route", MEC, "days", _wrong_route, "moderate"),
    _plant("dose-during-hold", LEN, "days", _given_in_hold, "hard"),
    _plant("missed", LEN, "days", _held_and_missed, "hard", "lacks"),
    Plant("superseded-schedule", frozenset({"LEN days", "LEN amounts"}), lambda room: _superseded(room, LEN), "moderate",
          "spare"),
    *(_plant("over-dose", block, "amounts", _over, "easy") for block in (LEN, MEC)),
    *(_plant("under-dose", block, "amounts", _under, "easy") for block in (LEN, MEC)),
    *(_acted("deferred-series", block, _deferred_by_act) for block in (LEN, MEC)),
    *(_acted("ceased", block, _ceased_by_act, "lacks") for block in (LEN, MEC)),
    *(_acted("omitted", block, _omitted_by_act, "lacks") for block in (LEN, MEC)),
    _beside("assessment-missed", "daily counts", _daily_missed, "easy"),
    _beside("assessment-missed", "weekly counts", _weekly_missed, "moderate"),
    _beside("assessment-out-of-window", "weekly counts", _weekly_moved, "moderate"),
    _beside("counts-missing", "deciding counts", _deciding_missing, "hard", recovers=False, more="MEC days"),
    _beside("assessment-missed", "marrow", _no_marrow, "moderate", recovers=True),
    _beside("assessment-out-of-window", "marrow", _marrow_late, "hard", recovers=True),
    _beside("reference-day-differs", "reference day", _reference, "hard", more="acts"),
)  # fmt: skip
"""Every plant there is, in a fixed order."""
