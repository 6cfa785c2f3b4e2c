"""Deviations that can be planted: only those that the alignment of a record gives back as planted.

Each plant has parts of the record to itself, and never does one leave doses lacking where another leaves some spare:
those could be taken for each other. Within these bounds the engine must find exactly what was planted, always.
"""

from collections.abc import Callable
from typing import NamedTuple

from regimen.training.generate import dosedeeds as doses
from regimen.training.generate import otherdeeds as others
from regimen.training.generate.lot import HOME, Difficulty
from regimen.training.generate.room import AZA, BLOCKS, LEN, MEC, VEN, Lack, Planted, Room


class Plant(NamedTuple):
    """One kind of deviation in one part of a record."""

    code: str
    """Class that the engine gives it."""
    block: str
    """Block to whose doses it is done; empty for anything else."""
    put: Callable[[Room, str], Planted]
    difficulty: Difficulty
    lack: Lack = ""
    parts: frozenset[str] = frozenset({"days"})
    """Parts of the block, or of the record, that it has to itself."""
    recovers: bool | None = None
    """Whether it needs counts that recover by Day 45, or that do not."""

    @property
    def taken(self) -> frozenset[str]:
        """The same parts, told apart by block."""
        return frozenset(f"{self.block} {part}" if part in ("days", "amounts") else part for part in self.parts)

    def fits(self, protocol: str) -> bool:
        """Whether a protocol has what it is done to; only the home protocol asks for blood counts."""
        return self.block in BLOCKS[protocol] or (not self.block and (protocol == HOME or not self.parts & _COUNTS))

    def apart(self, other: "Plant") -> bool:
        """Whether two plants cannot be taken for each other, nor for parts of a third."""
        lacks = [one.lack for one in (self, other) if one.lack]
        mixed = len(set(lacks)) > 1 or lacks == ["both", "both"]
        agree = None in (self.recovers, other.recovers) or self.recovers == other.recovers
        return agree and not mixed and not self.taken & other.taken


_DAYS, _AMOUNTS, _WHOLE, _ACTS = map(frozenset, (("days",), ("amounts",), ("days", "amounts"), ("days", "acts")))
_COUNTS = frozenset({"daily counts", "weekly counts", "deciding counts"})
_MARROW, _WEEKLY = frozenset({"marrow"}), frozenset({"weekly counts"})
PLANTS: tuple[Plant, ...] = (
    Plant("missed", LEN, doses.missed, "easy", "lacks"),
    Plant("missed", MEC, doses.missed, "easy", "lacks"),
    Plant("missed", MEC, doses.missed_drug, "moderate", "lacks"),
    Plant("missed", LEN, doses.held_and_missed, "hard", "lacks"),
    Plant("omitted", MEC, doses.omitted, "easy", "lacks"),
    Plant("omitted", LEN, doses.omitted_by_act, "hard", "lacks", _ACTS),
    Plant("omitted", MEC, doses.omitted_by_act, "hard", "lacks", _ACTS),
    Plant("ceased", LEN, doses.ceased, "easy", "lacks"),
    Plant("ceased", MEC, doses.ceased, "easy", "lacks"),
    Plant("ceased", LEN, doses.ceased_by_act, "hard", "lacks", _ACTS),
    Plant("ceased", MEC, doses.ceased_by_act, "hard", "lacks", _ACTS),
    Plant("extra", MEC, doses.extra, "moderate", "spare"),
    Plant("duplicate", LEN, doses.duplicate, "easy", "spare"),
    Plant("duplicate", MEC, doses.duplicate, "easy", "spare"),
    # With other amounts, LEN beyond its plan is explained as well by the longer schedule of the first version.
    Plant("beyond-plan", LEN, doses.beyond, "moderate", "spare", _WHOLE),
    Plant("beyond-plan", MEC, doses.beyond, "moderate", "spare"),
    Plant("superseded-schedule", LEN, doses.superseded, "moderate", "spare", _WHOLE),
    Plant("late", LEN, doses.late, "moderate"),
    Plant("late", MEC, doses.late, "moderate"),
    Plant("advanced-series", MEC, doses.advanced, "moderate", parts=_WHOLE),
    Plant("deferred-series", LEN, doses.deferred, "moderate"),
    Plant("deferred-series", MEC, doses.deferred, "moderate"),
    Plant("deferred-series", LEN, doses.deferred_by_act, "hard", parts=_ACTS),
    Plant("deferred-series", MEC, doses.deferred_by_act, "hard", parts=_ACTS),
    Plant("over-dose", LEN, doses.over, "easy", parts=_AMOUNTS),
    Plant("over-dose", MEC, doses.over, "easy", parts=_AMOUNTS),
    Plant("under-dose", LEN, doses.under, "easy", parts=_AMOUNTS),
    Plant("under-dose", MEC, doses.under, "easy", parts=_AMOUNTS),
    Plant("wrong-agent", MEC, doses.wrong_agent, "easy", "both"),
    Plant("wrong-route", MEC, doses.wrong_route, "moderate"),
    Plant("dose-during-hold", LEN, doses.given_in_hold, "hard"),
    Plant("missed", AZA, doses.missed, "easy", "lacks"),
    Plant("missed", VEN, doses.missed, "easy", "lacks"),
    Plant("missed", VEN, doses.held_and_missed, "hard", "lacks"),
    Plant("omitted", AZA, doses.omitted, "easy", "lacks", _WHOLE),
    Plant("omitted", VEN, doses.omitted_by_act, "hard", "lacks", _ACTS),
    Plant("ceased", AZA, doses.ceased, "easy", "lacks"),
    Plant("ceased", VEN, doses.ceased, "easy", "lacks"),
    Plant("ceased", VEN, doses.ceased_by_act, "hard", "lacks", _ACTS),
    Plant("duplicate", AZA, doses.duplicate, "easy", "spare"),
    Plant("duplicate", VEN, doses.duplicate, "easy", "spare"),
    Plant("beyond-plan", AZA, doses.beyond, "moderate", "spare"),
    Plant("late", AZA, doses.late, "moderate"),
    Plant("deferred-series", AZA, doses.deferred, "moderate"),
    Plant("deferred-series", AZA, doses.deferred_by_act, "hard", parts=_ACTS),
    Plant("over-dose", AZA, doses.over, "easy", parts=_AMOUNTS),
    Plant("over-dose", VEN, doses.over, "easy", parts=_AMOUNTS),
    Plant("under-dose", AZA, doses.under, "easy", parts=_AMOUNTS),
    Plant("under-dose", VEN, doses.under, "easy", parts=_AMOUNTS),
    Plant("wrong-agent", AZA, doses.wrong_agent, "easy", "both"),
    Plant("wrong-route", AZA, doses.wrong_route, "moderate"),
    Plant("dose-during-hold", VEN, doses.given_in_hold, "hard"),
    Plant("assessment-missed", "", others.daily_missed, "easy", parts=frozenset({"daily counts"})),
    Plant("assessment-missed", "", others.weekly_missed, "moderate", parts=_WEEKLY),
    Plant("assessment-out-of-window", "", others.weekly_moved, "moderate", parts=_WEEKLY),
    # With little MEC, counts recover before the days that decide.
    Plant("counts-missing", "", others.deciding_missing, "hard", parts=frozenset({"deciding counts", "MEC days"}),
          recovers=False),
    Plant("assessment-missed", "", others.no_marrow, "moderate", parts=_MARROW, recovers=True),
    Plant("assessment-out-of-window", "", others.marrow_late, "hard", parts=_MARROW, recovers=True),
    Plant("reference-day-differs", "", others.reference, "hard", parts=frozenset({"reference day", "acts"})),
)  # fmt: skip
"""Every plant there is, in a fixed order."""
