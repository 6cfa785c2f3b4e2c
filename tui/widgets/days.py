"""What calendar and lanes have in common: a plan, a day in focus, and keys that move it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from regimen.course import Plan
from regimen.nomenclature import MARK
from regimen.schedule.items import DLT_CLOSES, Item, Kind
from tui.widgets.marks import GONE, LEFT_OUT, NOTHING, STATES, Marks, Recorded

OPEN = "─"
"""Sign of a day inside the window of an assessment that waits for an event."""
AGENT_COLOURS = 6
"""Agents take these in turn; the letter, not the colour, tells them apart."""


class DayGrid(ScrollView, can_focus=True):
    """Base of the line-rendered grids: one cursor day, moved by arrows, announced by a message."""

    COMPONENT_CLASSES = {
        *("grid--head", "grid--month", "grid--number", "grid--date", "grid--today"),
        *("grid--weekend", "grid--out", "grid--window", "grid--window-weekend", "grid--closes", "grid--cursor"),
        *("grid--assessment", "grid--milestone", "grid--act"),
        *(f"grid--agent-{n}" for n in range(AGENT_COLOURS)),
    }

    DEFAULT_CSS = """
    DayGrid { background: $background; color: $foreground; scrollbar-size: 1 1; }
    DayGrid > .grid--head { color: $foreground-muted; text-style: bold; }
    DayGrid > .grid--month { color: $text-accent; text-style: bold; }
    DayGrid > .grid--weekend { background: $surface; }
    DayGrid > .grid--out { color: $foreground-muted; text-style: dim; }
    DayGrid > .grid--window { background: $primary-muted; }
    DayGrid > .grid--window-weekend { background: $panel; }
    DayGrid > .grid--closes { background: $error; color: $background; text-style: bold; }
    DayGrid > .grid--cursor { background: $accent; color: $background; text-style: bold; }
    DayGrid > .grid--today { color: $text-warning; text-style: bold underline; }
    DayGrid > .grid--number { text-style: bold; }
    DayGrid > .grid--date { color: $foreground-muted; }
    DayGrid > .grid--assessment { color: $foreground-muted; }
    DayGrid > .grid--milestone { color: $text-warning; }
    DayGrid > .grid--act { color: $text-accent; text-style: bold; }
    DayGrid > .grid--agent-0 { color: $text-primary; text-style: bold; }
    DayGrid > .grid--agent-1 { color: $text-success; text-style: bold; }
    DayGrid > .grid--agent-2 { color: $text-warning; text-style: bold; }
    DayGrid > .grid--agent-3 { color: $text-error; text-style: bold; }
    DayGrid > .grid--agent-4 { color: $text-accent; text-style: bold; }
    DayGrid > .grid--agent-5 { color: $text-secondary; text-style: bold; }
    DayGrid:ansi > .grid--window, DayGrid:ansi > .grid--window-weekend { background: ansi_default; }
    DayGrid:ansi > .grid--cursor, DayGrid:ansi > .grid--closes { background: ansi_default; text-style: bold reverse; }
    DayGrid:ansi > .grid--cursor { color: ansi_default; }
    DayGrid:ansi > .grid--closes { color: ansi_red; }
    """

    BINDINGS = [
        Binding("left", "move(-1)", "Day back", show=False),
        Binding("right", "move(1)", "Day on", show=False),
        Binding("up", "move(-7)", "Week back", show=False),
        Binding("down", "move(7)", "Week on", show=False),
        Binding("home", "edge(0)", "First day", show=False),
        Binding("end", "edge(1)", "Last day", show=False),
        Binding("pageup", "move(-28)", "Four weeks back", show=False),
        Binding("pagedown", "move(28)", "Four weeks on", show=False),
    ]

    plan: reactive[Plan | None] = reactive(None, layout=False)
    """The plan drawn."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """Cursor as days elapsed from the reference day."""
    hide: reactive[bool] = reactive(False)
    """Whether assumed days are blanked."""
    recorded: reactive[Recorded] = reactive(NOTHING)
    """What became of the days."""

    class Moved(Message):
        """The person moved to another day."""

        def __init__(self, offset: int) -> None:
            self.offset = offset
            """Days elapsed from the reference day."""
            super().__init__()

    def __init__(self, today: dt.date, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.today = today
        self.ground = Style()
        """The widget's own colours, as of the last drawing."""
        self.first = self.last = 0
        """First and last offset that can be reached."""

    def watch_plan(self, plan: Plan | None) -> None:
        """Measure again and draw."""
        if plan is None:
            return
        schedule, numbering = plan.schedule, plan.resolved.numbering
        last = max(schedule.last_day, schedule.window[1] if schedule.window else schedule.last_day)
        self.marks = Marks(plan)
        self.first = min([0, numbering.offset(schedule.first_day), *self.marks.days])
        self.last = max([numbering.offset(last), *self.marks.days])
        self.letters = self._letters(plan)
        self.spans = tuple(self._spans(plan))
        self.lay_out()
        self.refresh()

    def _spans(self, plan: Plan) -> Iterator[tuple[Item, range]]:
        """The windows of assessments that wait for an event, as offsets: drawn as a line behind their letter."""
        schedule, offset = plan.schedule, plan.resolved.numbering.offset
        for item in schedule.items:
            if item.entry.event_anchored and (window := schedule.window_of(item)):
                yield item, range(offset(window[0]), offset(window[1]) + 1)

    def open_windows(self, offset: int) -> set[str]:
        """Names of the assessments whose window a day lies in, without assumed ones when they are hidden."""
        return {
            item.entry.name for item, days in self.spans if offset in days and not (self.hide and assumed_day(item))
        }

    def _letters(self, plan: Plan) -> dict[str, int]:
        """Agent to colour number, in protocol order."""
        agents = dict.fromkeys(entry.name for entry in plan.schedule.doses)
        return {name: n % AGENT_COLOURS for n, name in enumerate(agents)}

    def watch_cursor(self, before: int, now: int) -> None:
        """Keep the day in focus in sight, and draw the lines of it and of the one before again."""
        if self.plan is not None:
            self.reveal()
            self.refresh(*map(self.around, (before, now)))

    def watch_hide(self) -> None:
        """Draw again without, or with, assumed days."""
        self.refresh()

    def watch_recorded(self) -> None:
        """Draw again; the legend may differ."""
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the cells to the room there is."""
        if self.plan is not None:
            self.lay_out()
            self.reveal()
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the widget's own style is worked out once, not for each cell."""
        self.ground = self.rich_style
        return super().render_lines(crop)

    def lay_out(self) -> None:
        """Work out cell sizes and the virtual size; each grid its own."""
        raise AssertionError

    def reveal(self) -> None:
        """Scroll the day in focus into sight; each grid its own."""
        raise AssertionError

    def around(self, _offset: int) -> Region:
        """The lines in which a day is drawn; all, unless a grid knows better."""
        return self.size.region

    def action_move(self, days: int) -> None:
        """Move by days, staying inside the drawn weeks."""
        self.post_message(self.Moved(min(max(self.cursor + days, self.first_shown), self.last_shown)))

    def action_edge(self, last: int) -> None:
        """Go to the first or last day of the plan."""
        self.post_message(self.Moved(self.last if last else self.first))

    @property
    def first_shown(self) -> int:
        """First offset drawn."""
        return self.first

    @property
    def last_shown(self) -> int:
        """Last offset drawn."""
        return self.last

    def part(self, name: str) -> Style:
        """The style of one kind of text, foreground only where it names no background."""
        return self.get_component_rich_style(f"grid--{name}", partial=True)

    def items(self, offset: int) -> tuple[Item, ...]:
        """What happens on a day, without assumed days when they are hidden."""
        assert self.plan is not None
        items = self.plan.schedule.by_day.get(self.plan.resolved.numbering.day(offset), ())
        if not self.hide:
            return items
        return tuple(item for item in items if not assumed_day(item))

    def drugs(self, items: Iterable[Item]) -> set[str]:
        """Names of the drugs among some doses, without those on assumed days when they are hidden."""
        return {item.entry.name for item in items if not (self.hide and assumed_day(item))}

    def act_signs(self, offset: int) -> list[str]:
        """What acts have left on a day: doses put off from it, doses left out on it."""
        marks = ((GONE, self.marks.gone), (LEFT_OUT, self.marks.left_out))
        return [sign for sign, days in marks if self.drugs(days.get(offset, ()))]

    def day_style(self, offset: int, *, weekend: bool) -> Style:
        """Background of a day: cursor, closing day, window, weekend, in this order."""
        assert self.plan is not None
        window = self.plan.schedule.window
        last = self.plan.resolved.numbering.offset(window[1]) if window else None
        if last is None or not 0 <= offset <= last:
            style = self.part("weekend") if weekend else Style()
        elif offset == last:
            style = self.part("closes")
        else:
            style = self.part("window-weekend" if weekend else "window")
        if offset == self.cursor:
            style += self.part("cursor")
        return style

    def loud(self, offset: int) -> bool:
        """Whether a day's own colours win over those of its signs: the day in focus and the closing day."""
        assert self.plan is not None
        window = self.plan.schedule.window
        return offset == self.cursor or bool(window and offset == self.plan.resolved.numbering.offset(window[1]))

    def signs(self, offset: int) -> list[tuple[str, Style]]:
        """Letters of a day: agents with what became of them, ◆ milestones, acts, other entries, assessments, ─."""
        found: dict[str, tuple[str, Style]] = {}
        later: dict[str, tuple[str, Style]] = {}
        for item in self.items(offset):
            entry, mark = item.entry, MARK if assumed_day(item) else ""
            if entry.kind is Kind.DOSE:
                count = f"{_SUPERSCRIPT[item.slot]}" if item.slot > 1 else ""
                text = entry.letter + count + mark + self.recorded.sign(offset, entry.name)
                found[entry.name] = (text, self.part(f"agent-{self.letters[entry.name]}"))
            elif entry.kind is Kind.ASSESSMENT:
                later.setdefault(entry.letter, (entry.letter + mark, self.part("assessment")))
            else:
                found["◆"] = (f"◆{mark}", self.part("milestone"))
        if self.open_windows(offset) - {item.entry.name for item in self.items(offset)}:
            later[OPEN] = (OPEN, self.part("assessment"))
        acts = [(sign, self.part("act")) for sign in self.act_signs(offset)]
        acts += [(text, self.part("act")) for text in self.recorded.strays(offset, found)]
        acts += [(sign, self.part("act")) for sign in self.recorded.beside.get(offset, "")]
        return [*found.values(), *acts, *later.values()]


_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def assumed_day(item: Item) -> bool:
    """Whether the sources leave the day open; Day 45 itself they give."""
    marks: Any = item.entry.marks
    return item.entry.id != DLT_CLOSES and any(marks[name].assumed for name in ("days", "day") if name in marks)


def packed(signs: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """`LMC✓E✗`: drugs that share what became of them side by side, its sign behind the last."""
    groups: dict[str, list[tuple[str, Style]]] = {}
    rest = []
    for text, style in signs:
        if len(text) > 1 and text[-1] in STATES.values():
            groups.setdefault(text[-1], []).append((text[:-1], style))
        else:
            rest.append((text, style))
    found = []
    for sign, drugs in groups.items():
        *most, (text, style) = drugs
        found += [*most, (text + sign, style)]
    return [*found, *rest]


def side_by_side(names: Iterable[str], width: int) -> list[str]:
    """Names in as few lines of a width as hold them, for a legend."""
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) + 2 <= width:
            lines[-1] += f"  {name}"
        else:
            lines.append(f" {name}")
    return lines
