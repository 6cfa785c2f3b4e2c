"""The cohort meeting on a sheet: who and Day n, what the design says, when the next cohort may open, what if."""

from collections.abc import Iterable, Iterator, Sequence

from regimen.board.rows import Unreadable
from regimen.dates import safe_date
from regimen.dlt.verdict import OTHER_CRITERIA
from regimen.escalation.decision import Action
from regimen.escalation.designs.boin import Boin
from regimen.escalation.outcomes import LETTERS, write_outcomes
from regimen.escalation.showing import next_words, rule_words, tally_words
from regimen.escalation.timing.cohorts import Group
from regimen.escalation.timing.gantt import Gantt
from regimen.escalation.timing.meeting import Meeting, View
from regimen.escalation.timing.members import Member
from regimen.escalation.timing.opening import MOST_LACKING, Opening
from regimen.escalation.timing.planning import COMPLETE, NO_WAITING, REASONS, Planning
from regimen.escalation.timing.roster import Case
from regimen.nomenclature import MARK
from regimen.printouts.board import IDENTITY
from regimen.printouts.chances import NO_TARGET
from regimen.printouts.findings import finding_line
from regimen.printouts.gantt import gantt_lines
from regimen.printouts.notes import MARK_MEANS
from regimen.printouts.sheet import Block, Entry, Sheet, Table, block
from regimen.printouts.words import day_words, plural
from regimen.printouts.wrap import WIDTH

CASES = {Case.BEST: "best case", Case.PLANNED: "as planned", Case.WORST: "worst case"}
CASES_MEAN = (
    f"Best case: every pending subject recovers on the first day on which good counts would complete it; a bound, no "
    f"forecast. As planned: at the last day of the window. Worst case: on the last day on which a sample or marrow "
    f"may still decide{MARK}. No pending subject is taken to have a DLT, except where a what-if says so."
)
NEXT = "subjects who are yet to come are called next 1, next 2"


def meeting_sheet(made: Meeting, gantt: Gantt, lost: Iterable[Unreadable] = (), width: int = WIDTH) -> Sheet:
    """The whole meeting; its calendar is drawn in lines of a width."""
    found = made.rungs
    levels = ", ".join(f"{number} {name}" for number, name in enumerate(found.ids, 1) if name)
    lead = [IDENTITY, f"Protocol {found.protocol}, version {found.version}"]
    lead += [f"Ladder: {levels}"] if levels else []
    lead += [f"Outcomes: {write_outcomes(made.trial) or 'nobody on this ladder yet'}"]
    return Sheet(
        f"Cohort meeting on {safe_date(made.roster.as_of)}",
        tuple(lead),
        (
            Block("Cannot be used", tuple(Entry(one.id, tuple(map(str, one.findings))) for one in lost)),
            *(_cohort(group, number) for number, group in enumerate(made.cohorts, 1)),
            block("Levels", *_levels(made)),
            Block("What the designs say today", tuple(_today(view) for view in made.views)),
            Block("When the next cohort may open", (), _openings(made.views)),
            Block("What if: one pending subject, the others without a DLT", (), _what_ifs(made)),
            Block("Calendar", (), drawn=gantt_lines(gantt, width)),
            block("Questions", *map(finding_line, made.findings)),
            block("Notes", *_notes(made, gantt)),
        ),
    )


def _cohort(group: Group, number: int) -> Block:
    level = "a closed level" if group.number is None else f"level {group.number}"
    heading = f"Cohort {number}: {level}{f', {group.level}' if group.level else ''}: {group.letters or 'nobody yet'}"
    heads = ("Subject", "Day 1", "Day", "Left", "Verdict", f"Complete{MARK}")
    return Block(heading, (), Table(heads, tuple(map(_subject, group.members)), frozenset({0, 1, 4, 5})))


def _subject(one: Member) -> tuple[str, ...]:
    begun = f"{safe_date(one.day1)}{'' if one.actual else ' (planned)'}"
    left = str(one.days_left) if one.days_left >= 0 else "over"
    verdict = f"{one.state} ({one.letter})"
    return one.id, begun, day_words(one.day).removeprefix("Day "), left, verdict, complete_words(one)


def complete_words(one: Member) -> str:
    """When a subject was complete, or may be: `Tue 05 Jan 2027`; `Mon 22 Feb, as planned Fri 26 Mar, at latest …`."""
    if one.done is not None:
        return safe_date(one.done)
    assert one.ahead is not None
    best, planned, worst = map(safe_date, one.ahead)
    return f"any day from {best}" if best == worst else f"from {best}; as planned {planned}; at latest {worst}"


def _levels(made: Meeting) -> Iterator[str]:
    for number, (name, tally) in enumerate(zip(made.rungs.ids, made.state.tallies, strict=True), 1):
        yield f"Level {number}{f', {name}' if name else ''}: {tally_words(tally)}"


def _today(view: View) -> Entry:
    said, place = view.today, view.place
    there = "nobody more" if place is None else f"at level {place.level} from {safe_date(place.date)}"
    details = rule_words(said), f"next subject, if no pending one has a DLT: {there}"
    return Entry(f"{view.design.name} ({view.design.id}): {next_words(said)}", details)


def _openings(views: Sequence[View]) -> Table:
    rows = ((words, *(opening_words(view.openings[case]) for view in views)) for case, words in CASES.items())
    return Table(("", *(view.design.id for view in views)), tuple(rows), frozenset(range(len(views) + 1)))


def opening_words(found: Opening | None) -> str:
    """`escalate to 3 from Sat 27 Mar 2027 (T-06)`: what may be done, from when, and whose verdict decides."""
    if found is None:
        return f"no opening with up to {MOST_LACKING} more subjects"
    said = found.decision
    what = {
        Action.ESCALATE: f"escalate to {said.level}",
        Action.DE_ESCALATE: f"de-escalate to {said.level}",
        Action.STAY: f"{said.enrol} more at {said.level}",
        Action.STOP: f"stop, level {said.level}" if said.level else "stop, no level",
        Action.HOLD: "hold",
    }[said.action]
    who = f" ({', '.join(found.deciding)})" if found.deciding else ""
    return f"{what} from {safe_date(found.date)}{who}"


def _what_ifs(made: Meeting) -> Table | None:
    """A row for each pending subject and each way it may end, the designs side by side."""
    every = list(zip(*(view.what_ifs for view in made.views), strict=True))
    if not every:
        return None
    rows = [(f"{ones[0].subject}: {ones[0].letter}", *(opening_words(one.opening) for one in ones)) for ones in every]
    heads = ("If", *(view.design.id for view in made.views))
    return Table(heads, tuple(rows), frozenset(range(len(heads))))


def _notes(made: Meeting, gantt: Gantt) -> Iterator[str]:
    yield CASES_MEAN
    if any(found and found.lacking for view in made.views for found in view.openings.values()):
        yield f"The cohort lacks subjects for a decision; {NEXT}."
    if gantt.ends is not None:
        coming = plural(gantt.ends.lacking, "subject")
        yield f"Laid out as if nobody had a DLT: {coming} yet to come, last decision on {safe_date(gantt.ends.date)}."
    yield f"{COMPLETE}{MARK}; the next cohort may open the day after, plus the review lag."
    yield f"Letters: {', '.join(f'{letter} {words}' for letter, words in LETTERS.items())}."
    yield from planning_words(made.roster.planning, dates=len(made.roster.dates))
    yield "Verdicts are those of the count-recovery rule; " + OTHER_CRITERIA + "."
    if not all(isinstance(view.design, Boin) for view in made.views):
        yield NO_TARGET
    yield MARK_MEANS


def planning_words(planning: Planning, *, dates: int = 0, drawn: bool = False) -> Iterator[str]:
    """Each value of the planning with its mark and why it has to be assumed."""
    yield f"Review lag {plural(planning.review_lag, 'day')}{MARK}: {REASONS['review_lag']}."
    yield f"Stagger {plural(planning.stagger, 'day')}{MARK}: {REASONS['stagger']}."
    if dates:
        yield f"Further subjects come on {plural(dates, 'date')} given{MARK}; {NO_WAITING}."
    else:
        every = "on average every" if drawn else "every"
        yield f"A subject comes {every} {plural(planning.accrual, 'day')}{MARK}: {REASONS['accrual']}; {NO_WAITING}."
