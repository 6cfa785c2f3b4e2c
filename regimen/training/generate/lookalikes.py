"""What looks like a deviation and is none: each is put where no plant lies, and says why it is none."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from regimen.training.generate.room import LEN, MEC, PLANNED, Dose, Room

COUNTS = ("bloods", "deciding-sample")
"""Assessments that are blood counts."""
_TENTH, _HALF_CAPSULE = Decimal("0.1"), Decimal("2.5")
_NEARLY = (Decimal("0.92"), Decimal("0.95"), Decimal("1.05"), Decimal("1.08"))
_HUNDREDTH = Decimal("0.01")
_DOSES = ("days", "amounts")


class LookAlike(NamedTuple):
    """One kind of thing that is no deviation."""

    name: str
    parts: frozenset[str]
    """Parts of the record that it has to itself."""
    put: Callable[[Room], None]
    recovers: bool | None = None
    """Whether it needs counts that recover by Day 45, or that do not."""


def _noted(room: Room, what: str, day: int, why: str) -> None:
    room.look_alikes.append({"what": what, "days": str(day), "why": why})


def _free(room: Room, block: str) -> Dose:
    """A dose to which nothing was done."""
    found = room.lot.choice([one for one in room.of_block(block, PLANNED[block]) if one.as_planned])
    found.as_planned = False
    return found


def _ten_percent(room: Room) -> None:
    """Exactly the tenth that is still rounding, where capsules can make it."""
    one, planned = _free(room, LEN), Decimal(room.len_amount)
    if planned * _TENTH % _HALF_CAPSULE:
        one.time = "21:30"
        _noted(room, one.agent, one.day, "the protocol names no hour")
        return
    given = planned + planned * _TENTH * room.lot.choice((-1, 1))
    one.amount = f"{given.normalize():f} mg"
    _noted(room, one.agent, one.day, "10 % off the planned amount is still within the tolerance, which includes it")


def _within(room: Room) -> None:
    one = _free(room, MEC)
    unrounded = room.results[one.agent].amount_unrounded
    assert unrounded is not None
    given = (unrounded.value * room.lot.choice(_NEARLY)).quantize(_HUNDREDTH)
    one.amount = f"{given.normalize():f} {unrounded.unit.ucum}"
    _noted(room, one.agent, one.day, "less than 10 % off the planned amount is rounding")


def _overnight(room: Room) -> None:
    """A dose after midnight is that of the evening before."""
    one = room.lot.choice([dose for dose in room.of_block(MEC, PLANNED[MEC]) if dose.as_planned])
    one.day, one.time, one.as_planned = one.day + 1, "00:40", False
    why = f"given 40 minutes after midnight: it is the dose of Day {one.day - 1}"
    _noted(room, one.agent, one.day, why)


def _weekly_near(room: Room) -> None:
    to = room.lot.choice((28, 30))
    room.samples = room.samples - {29} | {to}
    _noted(room, "bloods", to, "a weekly sample may be taken a day early or late")


def _not_on_45(room: Room) -> None:
    room.samples -= {45}
    _noted(room, "deciding-sample", 45, "the sample of Day 43 decides: it was due on Days 43 to 45")


def _marrow_in_window(room: Room) -> None:
    room.marrow = 45
    _noted(room, "marrow", 45, "the marrow is in time until Day 45")


def _more_counts(room: Room) -> None:
    day = room.lot.choice((17, 19, 33))
    room.samples |= {day}
    _noted(room, "bloods", day, "a sample more than planned is no deviation")


def _act_not_followed(room: Room) -> None:
    """The plan was moved, and the doses were given as the protocol has them."""
    what = room.lot.choice((LEN, MEC))
    day = PLANNED[what][-1]
    room.acts.append({"act": "defer", "day": str(day), "what": [what], "by": "1", "why": "raised bilirubin"})
    for one in room.of_block(what, (day,)):
        _noted(room, one.agent, day, "given as the protocol has it; an act that was not followed is no deviation")


LOOK_ALIKES = (
    LookAlike("ten-percent", frozenset({"LEN amounts"}), _ten_percent),
    LookAlike("within", frozenset({"MEC amounts"}), _within),
    LookAlike("overnight", frozenset({"MEC days", "MEC amounts"}), _overnight),
    LookAlike("weekly-near", frozenset({"weekly counts"}), _weekly_near),
    LookAlike("not-on-45", frozenset({"deciding counts", "MEC days"}), _not_on_45, recovers=False),
    LookAlike("marrow-in-window", frozenset({"marrow"}), _marrow_in_window, recovers=True),
    LookAlike("more-counts", frozenset({"weekly counts"}), _more_counts),
    LookAlike(
        "act-not-followed", frozenset({"acts", "LEN days", "MEC days", "LEN amounts", "MEC amounts"}), _act_not_followed
    ),
)  # fmt: skip
"""Every look-alike there is, in a fixed order."""
