"""The day in focus, in words: what happens, how much and why, and how far it is to the end of the window."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from regimen.course import Plan
from regimen.dates import safe_date
from regimen.nomenclature import drug_name
from regimen.printouts.facts import recovery
from regimen.printouts.words import (
    amount_assumed,
    dated,
    day_assumed,
    day_words,
    giving,
    label,
    marked,
    one_dose,
    plural,
    span,
)
from regimen.schedule.intervals import cycle_label
from regimen.schedule.items import DLT_CLOSES, Item, Kind
from regimen.schedule.why import why_here
from tui.widgets.days import assumed_day
from tui.widgets.marks import BLACKOUT, GONE, LEFT_OUT, NOTHING, Recorded


class Line(NamedTuple):
    """One line of the day's text, before it is wrapped."""

    text: str
    style: str = ""
    indent: int = 0


class Detail(VerticalScroll, can_focus=True):
    """Scrollable text about one day."""

    DEFAULT_CSS = """
    Detail { padding: 0 1; background: $surface; scrollbar-size: 1 1; scrollbar-gutter: stable; }
    Detail > Static { width: 1fr; height: auto; }
    """

    plan: reactive[Plan | None] = reactive(None, layout=False)
    """The plan the day belongs to."""
    cursor: reactive[int] = reactive(0)
    """The day, as days elapsed from the reference day."""
    hide: reactive[bool] = reactive(False)
    """Whether assumed values are blanked."""

    def __init__(self, today: dt.date, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(Static(id="day-text"), id=id)
        self.today = today

    recorded: reactive[Recorded] = reactive(NOTHING)
    """What became of the days."""

    def watch_plan(self) -> None:
        """Write the text anew."""
        self._write()

    def watch_recorded(self) -> None:
        """Write the text anew."""
        self._write()

    def watch_cursor(self) -> None:
        """Write the text anew, from its top."""
        self._write()
        self.scroll_home(animate=False)

    def watch_hide(self) -> None:
        """Write the text anew."""
        self._write()

    def _write(self) -> None:
        if self.plan is not None and self.is_mounted:
            day = self.plan.resolved.numbering.day(self.cursor)
            lines = day_text(self.plan, day, self.recorded, hide=self.hide)
            self.query_one(Static).update(Content("\n").join(wrapped(lines, self.scrollable_content_region.width)))

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self._write()


def wrapped(lines: Iterable[Line], width: int) -> Iterator[Content]:
    """Each line broken to the width, with a hanging indent."""
    for line in lines:
        space = " " * line.indent
        parts = textwrap.wrap(line.text, max(width, 12), initial_indent=space, subsequent_indent=space + "  ")
        yield Content.styled("\n".join(parts), line.style) if line.style else Content("\n".join(parts))


def day_text(plan: Plan, day: int, recorded: Recorded = NOTHING, *, hide: bool) -> Iterator[Line]:
    """The text of one day, line by line."""
    items = tuple(item for item in plan.schedule.by_day.get(day, ()) if not (hide and assumed_day(item)))
    cycle_day = cycle_label(plan.schedule, day).replace("-", "−") if items else ""
    yield Line(f"{day_words(day)} · {safe_date(plan.date(day))}", "bold $text-accent")
    if place := " · ".join(part for part in (cycle_day, to_close(plan, day)) if part):
        yield Line(place)
    if plan.date(day) in plan.course.blackouts:
        yield Line(f"{BLACKOUT} blackout date: nothing can be given", "bold $text-warning")
    yield from _recorded_lines(plan, day, recorded)
    yield from _act_lines(plan, day, hide=hide)
    if not items:
        alone = " by what the sources say" if hide and plan.schedule.by_day.get(day) else ""
        yield Line(f"Nothing is planned on this day{alone}.", "$foreground-muted")
    seen: set[str] = set()
    for item in items:
        if item.entry.id not in seen:
            seen.add(item.entry.id)
            yield Line("")
            yield from _item_text(plan, item, hide=hide)
    if len({item.entry.name for item in items if item.entry.kind is Kind.DOSE}) > 1:
        yield Line("")
        yield Line("The order of the drugs within the day is not stated in the sources.", "$foreground-muted")
    yield from _sources(plan, items)


def _recorded_lines(plan: Plan, day: int, recorded: Recorded) -> Iterator[Line]:
    """What the record says of a day, and which day it is by the record, where Day 1 was given on another date."""
    numbering, shift = plan.resolved.numbering, recorded.shift
    offset = numbering.offset(day)
    if shift:
        first, moved = day_words(numbering.reference), plural(abs(shift), "day")
        told = f"{first} was given {moved} {'later' if shift > 0 else 'earlier'} than planned"
        yield Line(f"{day_words(numbering.day(offset - shift))} by the record: {told}", "bold $text-warning")
    if words := recorded.words.get(offset):
        yield Line("")
        yield Line(recorded.heading, "bold $text-accent")
        yield from (Line(text, indent=2) for text in words)


def _act_lines(plan: Plan, day: int, *, hide: bool) -> Iterator[Line]:
    """Doses that the protocol has on this day and acts have put off or left out, with the acts."""
    schedule = plan.schedule
    gone = [
        (f"{GONE} {{}}: ideal day; planned {dated(plan, item.day)}", item, schedule.touched[item.id])
        for item in schedule.items
        if item.kind == Kind.DOSE and item.ideal_day == day != item.day
    ]
    for item, act in schedule.left_out:
        if item.kind == Kind.DOSE and item.day == day:
            gone.append((f"{LEFT_OUT} {{}}: left out", item, (act,)))
        elif item.kind == Kind.DOSE and item.ideal_day == day:
            text = f"{GONE} {{}}: ideal day; put off to {dated(plan, item.day)}, and left out there"
            gone.append((text, item, schedule.touched[item.id]))
    told: dict[tuple[str, tuple[int, ...]], dict[str, None]] = {}
    for text, item, numbers in gone:
        if not (hide and day_assumed(item.entry)):
            told.setdefault((text, numbers), {})[drug_name(item.entry.name)] = None
    for (text, numbers), names in told.items():
        yield Line("")
        yield Line(text.format(", ".join(names)), "bold")
        for number in numbers:
            yield Line(f"act {number}: {schedule.acts[number - 1].words}", "$foreground-muted", 2)


def _sources(plan: Plan, items: tuple[Item, ...]) -> Iterator[Line]:
    """The references of the day, spelled out once."""
    keys = dict.fromkeys(mark.reference for item in items for mark in item.entry.marks.values())
    if keys:
        yield Line("")
        yield Line("Sources", "bold $text-accent")
    for key in keys:
        yield Line(f"[{key}] {plan.resolved.protocol.references[key].citation}", "$foreground-muted", 2)


def to_close(plan: Plan, day: int) -> str:
    """`41 days to Day 45`, where there is a window."""
    window = plan.schedule.window
    if window is None:
        return ""
    left = plan.resolved.numbering.elapsed(day, window[1])
    if left == 0:
        return f"Day {window[1]}: the window closes today"
    days = plural(abs(left), "day")
    return f"{days} to Day {window[1]}" if left > 0 else f"{days} after Day {window[1]}"


def since_last(plan: Plan, day: int, *, hide: bool) -> Iterator[str]:
    """`37 days after the last MEC day (Day 8)`, for each block; what rests on assumed days is blanked or marked."""
    last: dict[str, Item] = {}
    for item in plan.schedule.items:
        if item.entry.line is not None and item.day <= day:
            last[item.entry.line.block or drug_name(item.entry.name)] = item
    for block, item in last.items():
        assumed = day_assumed(item.entry)
        days = marked(plural(plan.resolved.numbering.elapsed(item.day, day), "day"), assumed)
        if not (hide and assumed):
            yield f"{days} after the last {block} day ({marked(day_words(item.day), assumed)})"


def _item_text(plan: Plan, item: Item, *, hide: bool) -> Iterator[Line]:
    entry = item.entry
    if entry.kind is Kind.DOSE:
        yield from _dose_text(plan, item, hide=hide)
        yield from _moved_here(plan, item)
    else:
        yield Line(f"{entry.letter} {label(item)}", "bold")
        if window := plan.schedule.window_of(item):
            yield Line(span(plan, *window), indent=2)
        if entry.id == DLT_CLOSES:
            yield from (Line(text, indent=2) for text in since_last(plan, item.day, hide=hide))
            yield Line(recovery(plan.resolved, hide=hide), indent=2)
            yield Line("other DLT criteria: not in the sources", indent=2)
    why = why_here(plan.schedule, item, hide=hide)
    yield Line(f"why here? {why} [{entry.source}]", "$foreground-muted", 2)


def _moved_here(plan: Plan, item: Item) -> Iterator[Line]:
    if item.day != item.ideal_day:
        yield Line(f"planned {day_words(item.day)}, ideal {dated(plan, item.ideal_day)}", "bold $text-accent", 2)


def _dose_text(plan: Plan, item: Item, *, hide: bool) -> Iterator[Line]:
    entry = item.entry
    assert entry.line is not None
    assert entry.result is not None
    slots = f", {entry.line.slots.name}" if entry.line.slots.a_day > 1 else ""
    abbreviation = plan.resolved.agent(entry.name).abbreviation
    short = f" ({abbreviation})" if abbreviation else ""
    yield Line(f"{entry.letter} {drug_name(entry.name)}{short}", "bold")
    yield Line(f"{one_dose(entry, hide=hide)}, {giving(entry.line, hide=hide)}{slots}", "bold $text-success", 2)
    if item.end_day != item.day and not slots:
        yield Line(f"runs until {dated(plan, item.end_day)}", indent=2)
    if hide and amount_assumed(entry):
        return
    if entry.result.product and not any(entry.result.product in step for step in entry.result.working):
        yield Line(marked(entry.result.product, amount_assumed(entry)), indent=2)
    for step in entry.result.working:
        yield Line(f"{step}", indent=2)
    if entry.result.missing:
        names = ", ".join(name.replace("_", " ") for name in entry.result.missing)
        yield Line(f"for an amount, give: {names}", "$text-warning", 2)
