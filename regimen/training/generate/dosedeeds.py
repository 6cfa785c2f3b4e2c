"""What may be done to the doses of a block: each deed changes the record and says what it planted."""

from decimal import Decimal

from regimen.training.generate.lot import AZA_VEN
from regimen.training.generate.room import (
    AZA,
    DRUGS,
    IMPORTANT,
    LEN,
    MEC,
    ORAL,
    OTHER,
    PLANNED,
    UNCLASSIFIABLE,
    Planted,
    Room,
)

_MOST_LATER, _MOST_MOVED = 3, 5
_HOLD_REASONS = ("rash", "fever", "raised bilirubin", "raised creatinine")
_WHY = ("fever, cultures pending", "pneumonia", "raised bilirubin", "typhlitis")
_STRANGERS = {
    "mitoxantrone": "daunorubicin", "etoposide": "teniposide", "cytarabine": "fludarabine", AZA: "decitabine",
}  # fmt: skip
"""Drug of the plan to one that is none of it."""
_OTHER_ROUTES = {"cytarabine": "SC", AZA: "PO"}
"""Drug to a route that the protocol does not have for it."""
_TWO_DAYS = 2


def _lost(room: Room, block: str, days: int) -> str:
    """Category of doses not given: one oral dose of many changes little, more of them or of any other kind a lot.

    The first cycle of AZA + VEN is given on a condition that no record holds, so nobody can say.
    """
    if room.setting.protocol == AZA_VEN:
        return UNCLASSIFIABLE
    return OTHER if block in ORAL and days == 1 else IMPORTANT


def _weight_moved(by: int) -> str:
    return IMPORTANT if abs(by) >= _TWO_DAYS else OTHER


def missed(room: Room, block: str) -> Planted:
    """All drugs of one day."""
    day = room.lot.choice(PLANNED[block][1:])
    room.remove(DRUGS[block], (day,))
    return Planted("missed", block, (day,), (), _lost(room, block, 1))


def missed_drug(room: Room, block: str) -> Planted:
    """One drug of one day."""
    drug, day = room.lot.choice(DRUGS[block]), room.lot.choice(PLANNED[block])
    room.remove((drug,), (day,))
    return Planted("missed", drug, (day,), (), IMPORTANT)


def omitted(room: Room, block: str) -> Planted:
    """One drug throughout."""
    drug = room.lot.choice(DRUGS[block])
    room.remove((drug,), PLANNED[block])
    return Planted("omitted", drug, PLANNED[block], (), _lost(room, block, len(PLANNED[block])))


def ceased(room: Room, block: str) -> Planted:
    """A tail of two or more days, after at least two that were given."""
    gone = PLANNED[block][room.lot.randrange(2, len(PLANNED[block]) - 1) :]
    room.remove(DRUGS[block], gone)
    return Planted("ceased", block, gone, (), _lost(room, block, len(gone)))


def duplicate(room: Room, block: str) -> Planted:
    """One drug twice on a day."""
    drug, day = room.lot.choice(DRUGS[block]), room.lot.choice(PLANNED[block][1:])
    room.doses.append(room.dose(drug, day))
    _touch(room, (drug,), (day,))
    return Planted("duplicate", drug if block == MEC else block, (), (day,), IMPORTANT)


def beyond(room: Room, block: str) -> Planted:
    """A few days more than planned."""
    last = PLANNED[block][-1]
    days = tuple(range(last + 1, last + 1 + room.lot.randint(1, _MOST_LATER)))
    room.doses += [room.dose(drug, day, as_planned=False) for day in days for drug in DRUGS[block]]
    return Planted("beyond-plan", block, (), days, IMPORTANT)


def extra(room: Room, block: str) -> Planted:
    """One drug before the block begins."""
    drug, day = room.lot.choice(DRUGS[block]), PLANNED[block][0] - 1
    room.doses.append(room.dose(drug, day, as_planned=False))
    return Planted("extra", drug, (), (day,), IMPORTANT)


def deferred(room: Room, block: str) -> Planted:
    """Everything from some day on, put off by the same number of days."""
    at, by = room.lot.randrange(1, len(PLANNED[block]) - 1), room.lot.randint(1, _MOST_MOVED)
    return _moved(room, "deferred-series", block, PLANNED[block][at:], by)


def advanced(room: Room, block: str) -> Planted:
    """The whole block a day early; before it, nothing of it stands in the way."""
    return _moved(room, "advanced-series", block, PLANNED[block], -1)


def late(room: Room, block: str) -> Planted:
    """The last day later."""
    return _moved(room, "late", block, PLANNED[block][-1:], room.lot.randint(1, _MOST_MOVED))


def deferred_by_act(room: Room, block: str) -> Planted:
    """An act says why; it excuses nothing."""
    planted = deferred(room, block)
    by = str(planted.given[0] - planted.planned[0])
    why = room.lot.choice(_WHY)
    room.acts.append({"act": "defer", "day": str(planted.planned[0]), "what": [block], "by": by, "why": why})
    return planted


def ceased_by_act(room: Room, block: str) -> Planted:
    """A tail that an act left out."""
    planted = ceased(room, block)
    room.acts.append(
        {"act": "cease", "day": str(planted.planned[0]), "what": [block], "why": room.lot.choice(_WHY)}
    )  # fmt: skip
    return planted


def omitted_by_act(room: Room, block: str) -> Planted:
    """One day that an act left out."""
    planted = missed(room, block)
    day = str(planted.planned[0])
    room.acts.append({"act": "omit", "day": day, "what": [block], "why": room.lot.choice(_WHY)})
    return planted._replace(deviation="omitted")


def _moved(room: Room, code: str, block: str, days: tuple[int, ...], by: int) -> Planted:
    for one in list(room.of_block(block, days)):
        one.day, one.as_planned = one.day + by, False
    return Planted(code, block, days, tuple(day + by for day in days), _weight_moved(by))


def _touch(room: Room, drugs: tuple[str, ...], days: tuple[int, ...]) -> None:
    """Nothing else is done to these doses."""
    for one in room.doses:
        if one.agent in drugs and one.day in days:
            one.as_planned = False


def superseded(room: Room, block: str) -> Planted:
    """LEN on the days of the first version."""
    days = (11, 12, 13, 14)
    room.doses += [room.dose("lenalidomide", day, as_planned=False) for day in days]
    return Planted("superseded-schedule", block, (), days, IMPORTANT)


def wrong_agent(room: Room, block: str) -> Planted:
    """One drug on one day exchanged for one that the plan does not have."""
    drug, day = room.lot.choice(DRUGS[block]), room.lot.choice(PLANNED[block])
    for one in room.of_block(block, (day,)):
        if one.agent == drug:
            one.agent, one.as_planned = _STRANGERS[drug], False
    return Planted("wrong-agent", drug, (day,), (day,), IMPORTANT)


def wrong_route(room: Room, block: str) -> Planted:
    """The last drug of a block on one day by a route that its line does not have."""
    day, drug = room.lot.choice(PLANNED[block]), DRUGS[block][-1]
    for one in room.of_block(block, (day,)):
        if one.agent == drug:
            one.route, one.as_planned = _OTHER_ROUTES[drug], False
    return Planted("wrong-route", drug, (day,), (day,), IMPORTANT)


def held_and_missed(room: Room, block: str) -> Planted:
    """A day without a dose under a hold: no source says when to hold."""
    planted = missed(room, block)
    _hold(room, block, planted.planned[0])
    return planted._replace(category=UNCLASSIFIABLE)


def given_in_hold(room: Room, block: str) -> Planted:
    """A dose on a day on which it was held."""
    day = room.lot.choice(PLANNED[block][1:])
    _touch(room, DRUGS[block], (day,))
    _hold(room, block, day)
    return Planted("dose-during-hold", block, (), (day,), UNCLASSIFIABLE)


def _hold(room: Room, block: str, day: int) -> None:
    on = room.setting.date(day)
    room.holds.append({"date": on, "end": on, "agents": [block], "reason": room.lot.choice(_HOLD_REASONS)})


def over(room: Room, block: str) -> Planted:
    """Too much of one drug on one day."""
    return _amount(room, "over-dose", block, ("1.2", "1.5", "2", "10"))


def under(room: Room, block: str) -> Planted:
    """Too little of one drug on one day."""
    return _amount(room, "under-dose", block, ("0.1", "0.5", "0.8"))


def _amount(room: Room, code: str, block: str, shares: tuple[str, ...]) -> Planted:
    one = room.lot.choice([dose for dose in room.of_block(block, PLANNED[block]) if dose.as_planned])
    made = [part for share in shares if (part := room.part(one, Decimal(share))) is not None]
    one.amount, one.as_planned = room.lot.choice(made), False
    return Planted(code, block if block == LEN else one.agent, (one.day,), (one.day,), IMPORTANT)
