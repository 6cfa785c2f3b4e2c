"""What happened, put into the record of a course: entries are added and corrected, and none is ever rewritten.

Refused is only what no record can hold, such as a second death; what is merely questionable is taken, and told by
regimen/record/questions.py.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from regimen.abreast import Line, abreast
from regimen.course import Course
from regimen.dates import safe_date
from regimen.deviations.causes import covers
from regimen.dosing.wording import shown
from regimen.errors import RegimenError, nearest
from regimen.nomenclature import drug_name
from regimen.protocol.parts import Part
from regimen.protocol.shape import in_words
from regimen.quantity import Amount
from regimen.record.corrections import Kept, standing
from regimen.record.entries import Administration, Entry
from regimen.record.model import REPLACEMENTS, Correction, Record, holds_many, kind_of
from regimen.review import Review
from regimen.schedule.items import Item

M = TypeVar("M", bound=Part)


def read_entry(section: str, fields: Mapping[str, Any]) -> Entry:
    """An entry from the words of a person; raises with everything that is wrong and what is allowed."""
    if section not in REPLACEMENTS:
        what = f"a record has no '{section[:40]}'{nearest(section, REPLACEMENTS)}"
        raise RegimenError(what, allowed=", ".join(REPLACEMENTS))
    return _read(kind_of(section), noun(section), fields)


def read_correction(fields: Mapping[str, Any]) -> Correction:
    """A correction from the words of a person."""
    return _read(Correction, "correction", fields)


def noun(section: str) -> str:
    """What one entry of a section is called: `dose`, `count`, `growth factor`, `death`."""
    return _NOUNS.get(section) or REPLACEMENTS[section].replace("_", " ")


_NOUNS = {"administrations": "dose", "notes": "note", "follow_ups": "follow-up"}


def _read(model: type[M], called: str, fields: Mapping[str, Any]) -> M:
    try:
        return model.model_validate({name: value for name, value in fields.items() if value not in (None, "", [])})
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raised = problems[0].get("ctx", {}).get("error")
        place = ".".join(map(str, problems[0]["loc"]))
        if len(problems) == 1 and isinstance(raised, RegimenError):
            what = f"{called}{f', {place}' if place else ''}: {raised.what}"
            raise RegimenError(what, allowed=raised.allowed, hint=raised.hint) from error
        told = [f"{called}{_at(problem)}: {in_words(model, problem)[1]}" for problem in problems]
        raise RegimenError("\n".join(told)) from error


def _at(problem: Any) -> str:
    """`, anc`: which field a problem is about, where its words do not say it themselves."""
    path = problem["loc"] if problem["type"] not in ("missing", "extra_forbidden") else problem["loc"][:-1]
    return f", {'.'.join(map(str, path))}" if path else ""


def recorded(course: Course, section: str, entries: Sequence[Entry], *, again: bool = False) -> Course:
    """The course with entries more; raises if one is recorded already, or if there can be only one.

    `again` takes an equal entry too: a drug may be given twice a day, and times of day are often not known.
    """
    record = course.record or Record()
    if not holds_many(section):
        return _updated(course, section, _only(record, section, entries))
    held = [kept for kept in standing(record).in_force if kept.section == section]
    if not again:
        _refuse_repeated(section, held, entries)
    return _updated(course, section, [*getattr(record, section), *entries])


def _only(record: Record, section: str, entries: Sequence[Entry]) -> Entry:
    """The one entry of a section that holds one."""
    first = getattr(record, section)
    if first is not None:
        held = standing(record).named(section)
        state = "voided" if held is None else f"recorded already, {safe_date(held.entry.date)}"
        what = f"the {noun(section)} was {state}; a record holds one"
        raise RegimenError(what, hint=f"correct '{section}' so that it reads as it should")
    if len(entries) != 1:
        raise RegimenError(f"there is one {noun(section)} or none, not {len(entries)}")
    return entries[0]


def _refuse_repeated(section: str, held: Sequence[Kept], entries: Sequence[Entry]) -> None:
    seen = [(kept.entry.content, kept.key) for kept in held]
    for entry in entries:
        for content, key in seen:
            if content == entry.content:
                what = f"the {noun(section)} of {safe_date(entry.date)} is recorded already, as {key}"
                raise RegimenError(what, hint="if it happened twice, give each its time of day")
        seen.append((entry.content, "another of those added"))


def _updated(course: Course, section: str, value: object) -> Course:
    """The course with one section of its record changed; raises if ids or corrections do not fit then."""
    record = (course.record or Record()).model_copy(update={section: value})
    for fault in standing(record).misfits:
        raise RegimenError(fault.message)
    return course.model_copy(update={"record": record})


def corrected(course: Course, correction: Correction) -> Course:
    """The course with one correction more; raises if it fits no entry, or changes nothing."""
    record = course.record or Record()
    after = _updated(course, "corrections", [*record.corrections, correction])
    if correction.replacement is not None:
        before = standing(record).named(correction.of)
        if before is not None and _same(before.entry, correction.replacement[1]):
            raise RegimenError(f"'{correction.of}' reads so already; nothing was corrected")
    return after


def _same(one: Entry, other: Entry) -> bool:
    return one.model_copy(update={"id": None}) == other.model_copy(update={"id": None})


def reading_of(course: Course, name: str) -> tuple[str, Entry | None]:
    """The section of an entry, named by its id or a place, and how it reads; None where it can only be made anew.

    Raises where there is no such entry, or where it was voided and another one takes its place.
    """
    sheet = standing(course.record or Record())
    if name not in sheet.names:
        what = f"there is no entry '{name[:40]}'{nearest(name, sheet.names)}"
        raise RegimenError(what, allowed="an id, or a place such as counts[3] or death")
    kept = sheet.named(name)
    if kept is not None:
        return kept.section, kept.entry
    if name in REPLACEMENTS:
        return name, None
    raise RegimenError(f"'{name}' was voided by an earlier correction", hint="record it anew")


class DoseNote(NamedTuple):
    """Something to know about planned doses of one drug on one day."""

    day: int
    agent: str
    why: str


class AsPlanned(NamedTuple):
    """What "given as planned" comes to on some days."""

    doses: list[Administration]
    left_out: list[DoseNote]
    """Doses that are not recorded, with the reason."""
    provided: list[DoseNote]
    """Doses that are, with the condition on which the protocol gives them; nothing recorded proves it."""


def as_planned(made: Review, days: Collection[int]) -> list[Administration]:
    """Doses planned on some days and not recorded, as given; none that lies ahead, was held, or came after an ending.

    They go to `recorded` with `again`, since a drug's doses of one day may be equal.
    """
    return planned_doses(made, days).doses


def planned_doses(made: Review, days: Collection[int], agents: Collection[str] | None = None) -> AsPlanned:
    """Doses to record as planned, and those left out, each with the reason; of some drugs alone, if they are named."""
    lines, found = abreast(made), AsPlanned([], [], [])
    for line in lines:
        if line.day not in days or not line.planned or (agents is not None and line.agent not in agents):
            continue
        if line.state not in _OPEN:
            found.left_out.append(DoseNote(line.day, line.agent, _why_not(made, line)))
            continue
        found.doses.extend(_administration(line, item) for item in line.missing)
        conditions = dict.fromkeys(told for item in line.missing for told in item.conditions(made.plan.resolved))
        found.provided.extend(DoseNote(line.day, line.agent, condition) for condition in conditions)
    _refuse_late_start(made, lines, days, found.doses)
    return found


_OPEN = ("missing", "due")
"""States of lines on which a dose may have been given and is not recorded."""


def _why_not(made: Review, line: Line) -> str:
    """Why nothing of a line is recorded as planned."""
    if line.state == "held":
        hold = next(hold for hold in made.timeline.facts.holds if covers(hold, line.agent, line.day))
        return f"held: {hold.reason}"
    if line.state == "differs" and line.missing:
        return line.deviations[0].message
    return _REASONS.get(line.state, "recorded already")


_REASONS = {"planned": "still to come", "ended": "not due any more: the course had ended"}


def _administration(line: Line, item: Item) -> Administration:
    assert item.entry.line is not None
    amount = item.entry.result.amount if item.entry.result else None
    if amount is not None:
        # What has no product is not rounded: recorded is the figure that the plan shows.
        amount = Amount(Decimal(shown(amount.value).replace(",", "")), amount.unit)
    fields = {"date": line.date, "agent": line.agent, "amount": amount, "route": item.entry.line.route}
    return Administration.model_validate(fields)


def _refuse_late_start(made: Review, lines: Sequence[Line], days: Collection[int], doses: list[Administration]) -> None:
    """The first dose recorded of the drug that fixes Day 1 becomes Day 1: as planned, it cannot be a later one."""
    reference = made.timeline.reference
    if reference.actual:
        return
    drugs = [line for line in lines if line.agent in reference.agents and line.state in _OPEN]
    if drugs and drugs[0].day not in days and any(dose.agent in reference.agents for dose in doses):
        what = f"the first dose of {drug_name(drugs[0].agent)}, planned on Day {drugs[0].day}, is not recorded"
        hint = f"record Day {drugs[0].day} first: the first dose recorded fixes the day that all days count from"
        raise RegimenError(what, hint=hint)
