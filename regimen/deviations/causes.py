"""What the course itself says about an edit: an act that moved or left out the doses, a hold that covered their day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from regimen.deviations.classes import MOVED, NOT_GIVEN, Code
from regimen.deviations.departures import ENOUGH, moved
from regimen.deviations.edits import Edit, line_of
from regimen.deviations.standard import Standard
from regimen.record.facts import Hold
from regimen.schedule.items import Item


@dataclass(frozen=True)
class Causes:
    """Acts and holds, ready to be asked about planned doses."""

    standard: Standard
    holds: tuple[Hold, ...]
    left_out: Mapping[str, int]
    """Id of a planned dose to the act that left it out."""
    moved: Mapping[str, tuple[int, int]]
    """Id of a planned dose to the last act that moved it, and the offset it is planned on."""

    @classmethod
    def of(cls, standard: Standard, holds: tuple[Hold, ...]) -> "Causes":
        """From the planned schedule's own notes."""
        planned, offset = standard.planned, standard.numbering.offset
        if planned is None or not planned.touched:
            return cls(standard, holds, {}, {})
        touched = ((item, planned.touched.get(item.id)) for item in planned.items)
        return cls(
            standard,
            holds,
            {left.item.id: left.act for left in planned.left_out},
            {
                item.id: (acts[-1], offset(item.day) - standard.reference_shift)
                for item, acts in touched
                if acts and item.day != item.ideal_day
            },
        )

    def explained(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """The edits with the acts and holds behind them; doses not given are told apart by their cause."""
        if not (self.holds or self.left_out or self.moved):
            yield from edits
            return
        acted: dict[tuple[str, int, int, str | None], Edit] = {}
        for edit in edits:
            if edit.code in MOVED:
                yield self._moved(edit)
            elif edit.code not in NOT_GIVEN:
                yield edit
            else:
                for part in self._parts(edit):
                    if part.act is None:
                        yield part
                        continue
                    key = (line_of(part.items[0]).id, part.act, part.shift, part.hold)
                    acted[key] = _together(acted[key], part) if key in acted else part
        yield from map(self._by_act, acted.values())

    def _moved(self, edit: Edit) -> Edit:
        """A shift is covered by an act if every dose was given on the day the act put it on."""
        acts = {self._act_of(item, edit.shift) for item in edit.items}
        act = acts.pop() if len(acts) == 1 else None
        hold = self._hold_of(edit.items[0])
        code = edit.code
        if act is not None and code is Code.LATE and self._days_moved(act, edit.items[0]) >= ENOUGH:
            code = Code.DEFERRED_SERIES
        return replace(edit, code=code, act=act, hold=hold)

    def _act_of(self, item: Item, shift: int) -> int | None:
        act, day = self.moved.get(item.id, (None, None))
        return act if day == self.standard.numbering.offset(item.day) + shift else None

    def _days_moved(self, act: int, item: Item) -> int:
        """On how many days of an item's line an act moved the doses."""
        line, items = line_of(item), self.standard.ideal.items
        return len({one.day for one in items if one.entry.line is line and self._mover(one) == act})

    def _mover(self, item: Item) -> int | None:
        return self.moved.get(item.id, (None, 0))[0]

    def _parts(self, edit: Edit) -> Iterator[Edit]:
        """Doses that an act put off, those it left out, those held, and the rest; `shift` is how far it put them."""
        groups: dict[tuple[int | None, int, str | None], list[Item]] = {}
        for item in edit.items:
            act, shift = self._to_come(item)
            if act is None:
                act = self.left_out.get(item.id)
            groups.setdefault((act, shift, self._hold_of(item)), []).append(item)
        for number, ((act, shift, hold), found) in enumerate(groups.items()):
            code = Code.MISSED if len(found) < ENOUGH and edit.code is Code.CEASED else edit.code
            cost = 0 if number else edit.cost
            items = tuple(found)
            yield replace(edit, code=code, items=items, shift=shift, act=act, hold=hold, explains=len(items), cost=cost)

    def _by_act(self, edit: Edit) -> Edit:
        """Doses not given because of an act: put off to a day still to come, ceased, or omitted."""
        assert edit.act is not None
        assert self.standard.planned is not None
        if edit.shift:
            return replace(moved(edit.items, (), edit.shift), act=edit.act, hold=edit.hold, cost=edit.cost)
        ceased = self.standard.planned.acts[edit.act - 1].act == "cease" and len(edit.items) >= ENOUGH
        return replace(edit, code=Code.CEASED if ceased and edit.code is not Code.OMITTED else Code.OMITTED)

    def _to_come(self, item: Item) -> tuple[int | None, int]:
        """The act that moved a dose to today or later, and by how many days."""
        act, day = self.moved.get(item.id, (None, 0))
        today = self.standard.today
        if act is None or today is None or day < today:
            return None, 0
        return act, day - self.standard.numbering.offset(item.day)

    def _hold_of(self, item: Item) -> str | None:
        """Reason of the first hold that covers the day of a planned dose."""
        return next((hold.reason for hold in self.holds if covers(hold, item.entry.name, item.day)), None)


def _together(one: Edit, other: Edit) -> Edit:
    """Two edits of one line under one act as one."""
    items = one.items + other.items
    return replace(one, items=items, explains=len(items), cost=one.cost + other.cost)


def covers(hold: Hold, agent: str, day: int) -> bool:
    """Whether a drug was held on a day."""
    named = not hold.agents or agent in hold.agents
    return named and hold.first_day <= day and (hold.last_day is None or day <= hold.last_day)
