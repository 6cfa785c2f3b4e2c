"""What looks like a deviation and is none: each is put where no plant lies, and says why it is none."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from regimen.training.generate.lot import AZA_VEN, HOME
from regimen.training.generate.room import AZA, MARROW_DAYS, PLANNED, Dose, Room

COUNTS = ("bloods", "deciding-sample")
"""Assessments that are blood counts."""
_TENTH = Decimal("0.1")
_NEARLY = (Decimal("0.92"), Decimal("0.95"), Decimal("1.05"), Decimal("1.08"))
_HUNDREDTH = Decimal("0.01")


class LookAlike(NamedTuple):
    """One kind of thing that is no deviation."""

    put: Callable[[Room], None]
    parts: frozenset[str]
    """Parts of the record that it has to itself; `oral` and `other` are its blocks."""
    protocols: tuple[str, ...] = (HOME, AZA_VEN)
    recovers: bool | None = None
    """Whether it needs counts that recover by Day 45, or that do not."""

    def taken(self, blocks: tuple[str, str]) -> frozenset[str]:
        """Its parts with the names of the blocks, oral one first."""
        return frozenset(part.replace("oral", blocks[0]).replace("other", blocks[1]) for part in self.parts)


def _noted(room: Room, what: str, day: int, why: str) -> None:
    room.look_alikes.append({"what": what, "days": str(day), "why": why})


def _free(room: Room, block: str) -> Dose:
    """A dose to which nothing was done."""
    found = room.lot.choice([one for one in room.of_block(block, PLANNED[block]) if one.as_planned])
    found.as_planned = False
    return found


def _ten_percent(room: Room) -> None:
    """Exactly the tenth that is still rounding, where capsules can make it; else an hour, which no protocol names."""
    one = _free(room, room.blocks[0])
    share = _TENTH * room.lot.choice((-1, 1)) + 1
    if (given := room.part(one, share)) is None:
        one.time = "21:30"
        _noted(room, one.agent, one.day, "the protocol names no hour")
        return
    one.amount = given
    _noted(room, one.agent, one.day, "10 % off the planned amount is still within the tolerance, which includes it")


def _within(room: Room) -> None:
    one = _free(room, room.blocks[1])
    unrounded = room.result(one.agent, one.day).amount_unrounded
    assert unrounded is not None
    given = (unrounded.value * room.lot.choice(_NEARLY)).quantize(_HUNDREDTH)
    one.amount = f"{given.normalize():f} {unrounded.unit.ucum}"
    _noted(room, one.agent, one.day, "less than 10 % off the planned amount is rounding")


def _overnight(room: Room) -> None:
    """A dose after midnight is that of the evening before."""
    one = _free(room, room.blocks[1])
    one.day, one.time = one.day + 1, "00:40"
    _noted(room, one.agent, one.day, f"given 40 minutes after midnight: it is the dose of Day {one.day - 1}")


def _permitted_route(room: Room) -> None:
    """The engine says itself that the protocol permits it, and by which source."""
    _free(room, AZA).route = "IV"


def _weekly_near(room: Room) -> None:
    to = room.lot.choice((28, 30))
    room.samples = room.samples - {29} | {to}
    _noted(room, "bloods", to, "a weekly sample may be taken a day early or late")


def _not_on_45(room: Room) -> None:
    room.samples -= {45}
    _noted(room, "deciding-sample", 45, "the sample of Day 43 decides: it was due on Days 43 to 45")


def _marrow_in_window(room: Room) -> None:
    room.marrow = MARROW_DAYS[room.setting.protocol][1]
    _noted(room, "marrow", room.marrow, f"the marrow is in time until Day {room.marrow}")


def _more_counts(room: Room) -> None:
    day = room.lot.choice((17, 19, 33))
    room.samples |= {day}
    _noted(room, "bloods", day, "a sample more than planned is no deviation")


def _act_not_followed(room: Room) -> None:
    """The plan was moved, and the doses were given as the protocol has them."""
    what = room.lot.choice(room.blocks)
    day = PLANNED[what][-1]
    room.acts.append({"act": "defer", "day": str(day), "what": [what], "by": "1", "why": "raised bilirubin"})
    for one in room.of_block(what, (day,)):
        _noted(room, one.agent, day, "given as the protocol has it; an act that was not followed is no deviation")


_WEEKLY, _BOTH = frozenset({"weekly counts"}), frozenset({"other days", "other amounts"})
LOOK_ALIKES = (
    LookAlike(_ten_percent, frozenset({"oral amounts"})),
    LookAlike(_within, frozenset({"other amounts"})),
    LookAlike(_overnight, _BOTH),
    LookAlike(_permitted_route, frozenset({"other amounts"}), (AZA_VEN,)),
    LookAlike(_weekly_near, _WEEKLY, (HOME,)),
    LookAlike(_not_on_45, frozenset({"deciding counts", "other days"}), (HOME,), recovers=False),
    LookAlike(_marrow_in_window, frozenset({"marrow"}), recovers=True),
    LookAlike(_more_counts, _WEEKLY, (HOME,)),
    LookAlike(_act_not_followed, frozenset({"acts", "oral days", "oral amounts"}) | _BOTH),
)
"""Every look-alike there is, in a fixed order."""
