"""What may be done to the assessments of a record, and to its reference day."""

from regimen.training.generate.room import IMPORTANT, MARROW_DAYS, OTHER, Planted, Room

_MOST_DAYS_OUT = 6
"""What lies further outside a window is no longer taken for what the window was for."""


def daily_missed(room: Room, _block: str) -> Planted:
    """A daily sample, or two in a row, not taken."""
    first, days = room.lot.randint(2, 12), room.lot.randint(1, 2)
    gone = tuple(range(first, first + days))
    room.samples -= set(gone)
    return Planted("assessment-missed", "bloods-daily", gone, (), IMPORTANT if len(gone) > 1 else OTHER)


def weekly_missed(room: Room, _block: str) -> Planted:
    """A weekly sample not taken."""
    room.samples -= {22}
    return Planted("assessment-missed", "bloods", (22,), (), OTHER)


def weekly_moved(room: Room, _block: str) -> Planted:
    """Taken two or three days late, which is more than the day that is allowed."""
    to = room.lot.choice((24, 25))
    room.samples = room.samples - {22} | {to}
    return Planted("assessment-out-of-window", "bloods", (22,), (to,), OTHER)


def deciding_missing(room: Room, _block: str) -> Planted:
    """The last weekly sample a day early, which is in time for that one, and none on the days that decide."""
    room.samples = room.samples - {43, 45} | {42}
    return Planted("counts-missing", "deciding-sample", (45,), (), IMPORTANT)


def no_marrow(room: Room, _block: str) -> Planted:
    """No marrow, although one was due."""
    room.marrow = "none"
    return Planted("assessment-missed", "marrow", (MARROW_DAYS[room.setting.protocol][0],), (), IMPORTANT)


def marrow_late(room: Room, _block: str) -> Planted:
    """The marrow some days after its window."""
    first, last = MARROW_DAYS[room.setting.protocol]
    room.marrow = last + room.lot.randint(1, _MOST_DAYS_OUT)
    return Planted("assessment-out-of-window", "marrow", (first,), (room.marrow,), OTHER)


def reference(room: Room, _block: str) -> Planted:
    """The first dose on another date than planned; nothing else moves, since all days count from it."""
    room.late_by = room.lot.choice((-2, -1, 1, 2, 3))
    return Planted("reference-day-differs", "reference day", (1,), (1,), OTHER)
