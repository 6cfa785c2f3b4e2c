"""The board of courses on a sheet, and the weekly list for the cohort call."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from regimen.board.rows import Row, Unreadable, by_urgency
from regimen.board.standing import DAYS_AHEAD, Standing, Urgency
from regimen.board.week import Week
from regimen.dates import safe_date
from regimen.dlt.reasons import reason
from regimen.dlt.verdict import LETTER_MEANS, OTHER_CRITERIA
from regimen.printouts.findings import finding_line
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Entry, Sheet, Table, block
from regimen.printouts.tasks import coming, counts_short, counts_words, happened, left_behind, said
from regimen.printouts.words import day_words, plural

IDENTITY = "Training subjects by their codes (do not write a real person's name)"
NO_WINDOW = "not in this protocol"
URGENCY: Mapping[Urgency, str] = {
    Urgency.SETTLE: "to be settled by a person",
    Urgency.OVERDUE: "overdue",
    Urgency.TODAY: "due today",
    Urgency.CLOSING: f"window closes within {DAYS_AHEAD} days",
    Urgency.OPEN: "important deviation open",
    Urgency.SOON: f"due within {DAYS_AHEAD} days",
    Urgency.WAITING: "waiting",
    Urgency.OVER: "over",
}
"""Why a course stands where it stands."""
ORDER = f"Order: cannot be read; {'; '.join(URGENCY.values())}. Then fewest days left, then id."
"""The rule by which the board is sorted."""
_HEAD = ("Subject", "Level", "Day", "Left", "Verdict", "Late", "Due", "Open", "Counts")
_WORDS = frozenset({0, 1, 3, 4, 8})
_LETTERS = "; ".join(f"{letter}: {means}" for letter, means in LETTER_MEANS.items())


def board_sheet(rows: Iterable[Row], today: dt.date, *, hide: bool = False) -> Sheet:
    """Every course by urgency, then what each has due and overdue."""
    listed = by_urgency(rows)
    standing = [row for row in listed if isinstance(row, Standing)]
    return Sheet(
        f"Courses on {safe_date(today)}",
        (IDENTITY, f"{plural(len(listed), 'course')}; {counted(listed)}", ORDER),
        (
            Block("Cannot be read", tuple(map(_unread, unread(listed)))),
            *(_table(urgency, [row for row in standing if row.urgency is urgency]) for urgency in Urgency),
            Block("One by one", tuple(_one(row, hide=hide) for row in standing)),
            block("Notes", *_notes()),
        ),
    )


def _table(urgency: Urgency, rows: Sequence[Standing]) -> Block:
    """The courses that stand on the board for one reason."""
    heading = f"{URGENCY[urgency].capitalize()}: {len(rows)}"
    return Block(heading, (), Table(_HEAD, tuple(map(_cells, rows)), _WORDS) if rows else None)


def counted(rows: Sequence[Row]) -> str:
    """`2 overdue, 1 due today`: how many for each reason, and how many that cannot be read."""
    reasons = [URGENCY[row.urgency] for row in rows if isinstance(row, Standing)]
    told = [f"{reasons.count(words)} {words}" for words in URGENCY.values() if words in reasons]
    lost = len(unread(rows))
    return ", ".join([*([f"{lost} cannot be read"] if lost else []), *told]) or "none is kept"


def unread(rows: Iterable[object]) -> list[Unreadable]:
    """The courses that cannot be read."""
    return [row for row in rows if isinstance(row, Unreadable)]


def by_course(weeks: Iterable[Week | Unreadable]) -> list[Week]:
    """The weekly list in the order of the board."""
    return sorted((one for one in weeks if isinstance(one, Week)), key=lambda one: one.standing.order)


def _unread(row: Unreadable) -> Entry:
    return Entry(row.id, tuple(map(str, row.findings)))


def _notes() -> Iterator[str]:
    yield f"Verdicts are those of the count-recovery rule; {OTHER_CRITERIA}."
    yield f"Letters: {_LETTERS}"
    yield f"Due: today or within {DAYS_AHEAD} days, and still in time. Overdue, late: past its time and not recorded."
    yield "What a record never names, such as an examination, is due and is not called overdue."
    yield "Counts: neutrophils and platelets of the last blood sample in ×10⁹/L, and its study day."
    yield MARK_MEANS


def _cells(row: Standing) -> tuple[str, ...]:
    numbers = (str(len(found)) if found else "–" for found in (row.overdue, row.due, row.open))
    day, left = day_words(row.day).removeprefix("Day "), ended_words(row) or left_words(row)
    return row.id, row.level or "–", day, left, verdict_words(row), *numbers, counts_short(row)


def left_words(row: Standing) -> str:
    """`36 to Day 45`, `Day 45 over`, or that the protocol has no window."""
    if row.verdict is None or row.days_left is None:
        return NO_WINDOW
    last = f"{day_words(row.verdict.definition.last_day)}{row.verdict.definition.mark('last_day')}"
    return f"{row.days_left} to {last}" if row.days_left >= 0 else f"{last} over"


def verdict_words(row: Standing) -> str:
    """`pending (P)`."""
    return f"{row.state} ({row.letter})" if row.state else NO_WINDOW


def ended_words(row: Standing) -> str:
    """`death on Day 20`; empty while the course goes on."""
    return f"{row.ending.kind.replace('-', ' ')} on {day_words(row.ending.day)}" if row.ending else ""


def _one(row: Standing, *, hide: bool) -> Entry:
    late = (f"overdue: {line}" for line in left_behind(row, hide=hide))
    still = (f"open: {said(one, hide=hide)}" for one in row.open)
    return Entry(f"{row.id}: {where_words(row)}", (*late, *coming(row, hide=hide), *still))


def where_words(row: Standing) -> str:
    """`Day 17; Day 1: Tue 01 Dec 2026 (planned); 28 to Day 45, Thu 14 Jan 2027`, and what ended it."""
    started = f"{day_words(row.numbering.reference)}: {safe_date(row.reference)}{'' if row.actual else ' (planned)'}"
    closes = f"{left_words(row)}{f', {safe_date(row.closes)}' if row.closes else ''}"
    return "; ".join(filter(None, (day_words(row.day), started, closes, ended_words(row))))


def week_sheet(weeks: Iterable[Week | Unreadable], call: dt.date, *, hide: bool = False) -> Sheet:
    """One block a course, in the order of the board: where it is, what happened, what comes, what is asked."""
    found = list(weeks)
    ordered = by_course(found)
    before, after = call - dt.timedelta(days=DAYS_AHEAD), call + dt.timedelta(days=DAYS_AHEAD - 1)
    return Sheet(
        f"Weekly list for the cohort call on {safe_date(call)}",
        (
            IDENTITY,
            f"Past week: from {safe_date(before)}. Coming week: to {safe_date(after)}.",
            f"{plural(len(found), 'course')}; {counted([*unread(found), *(week.standing for week in ordered)])}",
            ORDER,
        ),
        (
            Block("Cannot be read", tuple(map(_unread, unread(found)))),
            *(week_block(week, hide=hide) for week in ordered),
            block("Notes", *_notes()),
        ),
    )


def week_block(week: Week, *, hide: bool = False) -> Block:
    """One course in the weekly list."""
    row = week.standing
    verdict = f"Verdict: {verdict_words(row)}" + (f"; {reason(row.verdict)}" if row.verdict else "")
    entries = [
        Entry(where_words(row)),
        Entry("; ".join(filter(None, (row.level, URGENCY[row.urgency])))),
        Entry(verdict),
        Entry(f"Last counts: {counts_words(row)}"),
        _listed("Past week", happened(week, hide=hide)),
        _listed("Overdue", left_behind(row, hide=hide)),
        _listed("Due", coming(row, hide=hide)),
        _listed(
            "Questions", (*map(finding_line, week.questions), *(f"open: {said(one, hide=hide)}" for one in row.open))
        ),
    ]
    return Block(f"{row.id} ({row.protocol}, version {row.version})", tuple(entries))


def _listed(heading: str, lines: Iterable[str]) -> Entry:
    details = tuple(lines)
    return Entry(f"{heading}:" if details else f"{heading}: none", details)
