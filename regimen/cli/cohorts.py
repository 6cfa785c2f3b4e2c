"""`regimen cohorts`: the cohort meeting, from recorded courses."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.escalate import DESIGN
from regimen.cli.options import LEDGER, FormOptions
from regimen.cli.planning_options import PlanningOptions

if TYPE_CHECKING:
    import datetime as dt

    from regimen.board.rows import Unreadable
    from regimen.escalation.timing.meeting import Asked, Meeting
    from regimen.escalation.timing.members import Member
    from regimen.review import Review

_FORM, _PLANNING = FormOptions(), PlanningOptions()
BESIDE = ("boin:0.25",)
"""What stands beside the design that is followed, unless something else is asked for."""


def cohorts(
    *courses: Annotated[str, Words("FILE|ID", "course file, folder or id; default: the whole ledger; repeatable")],
    design: Annotated[str | None, DESIGN] = None,
    beside: Annotated[list[str] | None, Words("ID", "a design beside it; repeatable; default: boin:0.25")] = None,
    as_of: Annotated[str | None, Words("DATE", "date of the meeting; default: today")] = None,
    coming: Annotated[
        list[str] | None, Words("DATE", "a date on which somebody comes, instead of --accrual †; repeatable")
    ] = None,
    rest: Annotated[bool, Words("", "lay out the rest of the trial, as if nobody had a DLT")] = False,
    ladder: Annotated[
        str | None, Words("IDS", "levels parted by commas, the lowest first; default: the protocol's open ones")
    ] = None,
    start: Annotated[str | None, Words("LEVEL", "number of the level the trial started at; default: the first")] = None,
    protocol: Annotated[str | None, Words("ID", "only the courses of this protocol")] = None,
    assume: Annotated[
        list[str] | None, Words("GROUP=SET", "judge all under a set, of protocol or definition; repeatable")
    ] = None,
    output: Annotated[str | None, Words("FILE", "write it as a sheet: .pdf, .html, .txt or .md", "-o")] = None,
    planned: PlanningOptions = _PLANNING,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: FormOptions = _FORM,
) -> int:
    """Hold a cohort meeting: who, Day n, verdict, what the design says, when the next cohort may open, what if.

    Subjects are cohorts by level and order of Day 1; outcomes and dates come from their records. Drawn below is every
    window on one calendar. Forms: text, markdown, json.

    Examples:
      regimen cohorts courses/ --as-of 2027-02-20
      regimen cohorts courses/ --design rolling-six --beside deescalate-six --review-lag 5
      regimen cohorts --ledger ward.sqlite --rest --coming 2027-03-01 --coming 2027-03-15
    """
    from regimen.cli.inputs import parse_choices
    from regimen.cli.many import each
    from regimen.cli.output import emit
    from regimen.cli.reviewing import judged_on
    from regimen.escalation.timing.meeting import meeting

    written = form.chosen(("text", "markdown", "json"))
    asked = _asked((design, beside), coming, ladder, start, planned)
    date, choices = judged_on(as_of, today), parse_choices(assume or [])
    found = each(courses, ledger, date, lambda name, made: _member(name, made, date, protocol, choices))
    members, lost = _sorted_out(found)
    held = meeting(members, date, asked)
    emit(_written(held, lost, written, rest=rest) if output is None else _printed(held, output, rest=rest))
    return 0


def _printed(made: "Meeting", output: str, *, rest: bool) -> str:
    """The meeting as a printed sheet, in the format its file's name asks for."""
    from pathlib import Path

    from regimen.errors import RegimenError
    from regimen.escalation.timing.gantt import gantt
    from regimen.printouts.formats.registry import CALENDAR, FORMATS, PAPERS, rendered
    from regimen.printouts.meetingpage import meeting_document
    from regimen.printouts.write import check_targets, write

    path = Path(output)
    forms = {form.suffix: name for name, form in FORMATS.items() if name != CALENDAR}
    if path.suffix not in forms:
        raise RegimenError(f"cannot tell the format of {output[:60]} by its name", allowed=", ".join(forms))
    check_targets([path], overwrite=False)
    document = meeting_document(made, gantt(made, rest=rest))
    done = write(rendered(document, forms[path.suffix], PAPERS[0]), path, overwrite=False)
    return f"{done.path}: {done.pages} pages\n" if done.pages else f"{done.path}\n"


def _asked(
    designs: tuple[str | None, list[str] | None],
    coming: list[str] | None,
    ladder: str | None,
    start: str | None,
    planned: PlanningOptions,
) -> "Asked":
    """The options read; a design is shown once."""
    from regimen.cli.inputs import reading, whole
    from regimen.dates import parse_date
    from regimen.escalation.designs.registry import USUAL, design_of
    from regimen.escalation.timing.meeting import Asked

    first, others = designs
    ids = dict.fromkeys((first or USUAL, *(BESIDE if others is None else others)))
    return Asked(
        tuple(map(design_of, ids)),
        planned.planning(),
        tuple(sorted(reading("--coming", parse_date, text) for text in coming or [])),
        tuple(ladder.split(",")) if ladder is not None else (),
        None if start is None else whole("--start", start, 1),
    )


def _member(
    name: str, made: "Review", as_of: "dt.date", protocol: str | None, choices: Mapping[str, str]
) -> "Member | None":
    """The subject of a course, judged under the sets chosen; None where the course follows another protocol."""
    from regimen.escalation.timing.members import member
    from regimen.review import review, split_choices

    followed = made.plan.resolved.protocol
    if protocol is not None and followed.id != protocol:
        return None
    own, settings = split_choices(choices)
    course = made.plan.course.model_copy(update={"assumptions": {**made.plan.course.assumptions, **own}})
    return member(name, review(course, followed, made.find, as_of, settings) if choices else made)


def _sorted_out(found: "Sequence[Member | Unreadable | None]") -> "tuple[list[Member], list[Unreadable]]":
    """The subjects, and the courses that cannot be used; without a subject those are the error."""
    from regimen.errors import RegimenError
    from regimen.escalation.timing.members import Member
    from regimen.printouts.board import unread

    members, lost = [one for one in found if isinstance(one, Member)], unread(found)
    if lost and not members:
        told = "\n".join(f"{one.id}: {finding}" for one in lost for finding in one.findings)
        raise RegimenError(f"no course can be used\n{told}")
    return members, lost


def _written(made: "Meeting", lost: "list[Unreadable]", form: str, *, rest: bool) -> str:
    from regimen.escalation.timing.gantt import gantt
    from regimen.printouts.meeting import meeting_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    drawn = gantt(made, rest=rest)
    if form == "json":
        from regimen.cli.cohort_facts import meeting_document

        return meeting_document(made, drawn, lost)
    return (as_markdown if form == "markdown" else as_text)(meeting_sheet(made, drawn, lost))
