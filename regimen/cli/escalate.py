"""`regimen escalate`: what a design says comes next."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from regimen.escalation.decision import Design
    from regimen.escalation.follow import Course

_JSON = JsonOption()
LEVELS = Words("N", "rungs of the ladder, 1 to 40")
DESIGN = Words("ID", "design, see regimen designs list; default: no-deescalation")
START = Words("LEVEL", "level at which the trial starts; default: 1")


def escalate(
    outcomes: Annotated[str | None, Words("OUTCOMES", "such as '1NNN 2NNT'; '' is the trial before its first")] = None,
    /,
    *,
    levels: Annotated[str | None, LEVELS] = None,
    design: Annotated[str | None, DESIGN] = None,
    start: Annotated[str | None, START] = None,
    strict: Annotated[bool, Words("", "refuse outcomes that leave the design, instead of following them")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Decide the next cohort: action, level, and the row of the decision table that says so.

    Letters: N no DLT, T DLT, P pending, X not evaluable. Level 1 is the lowest; a level -1 is a level below --start.
    Nothing is presumed of a pending subject: where it matters, the answer is hold.

    Examples:
      regimen escalate '1NNN 2NNT' --levels 4
      regimen escalate '1NNN 2NNP' --levels 4 --design deescalate-six
      regimen escalate '2NTT' --levels 4 --start 2 --design boin:0.25 --json
    """
    from regimen.cli.output import document, emit
    from regimen.errors import RegimenError
    from regimen.escalation.designs.registry import USUAL, design_of
    from regimen.escalation.follow import follow
    from regimen.escalation.outcomes import parse_outcomes

    if outcomes is None:
        raise RegimenError("which outcomes?", hint="regimen escalate '1NNN 2NNT' --levels 4; '' is the empty trial")
    count, first = ladder(levels, start)
    found = design_of(design or USUAL)
    course = follow(found, parse_outcomes(outcomes, count), count, first, strict=strict)
    if form.json:
        emit(document(**_facts(found, course)))
    else:
        emit(_text(found, course))
    return 0


def ladder(levels: str | None, start: str | None) -> tuple[int, int]:
    """Number of levels and start level, read."""
    from regimen.cli.inputs import reading
    from regimen.errors import RegimenError
    from regimen.escalation.outcomes import check_levels
    from regimen.protocol.values import parse_int

    if levels is None:
        raise RegimenError("--levels N is needed", hint="how many rungs the ladder has")
    count = reading("--levels", parse_int, levels)
    first = 1 if start is None else reading("--start", parse_int, start)
    check_levels(count, first)
    return count, first


def _facts(design: "Design", course: "Course") -> dict[str, Any]:
    from regimen.cli.decision_facts import decision_facts
    from regimen.escalation.showing import letters_of

    state = [
        {"level": level, "letters": letters, "enrolled": tally.enrolled, **tally._asdict()}
        for level, (tally, letters) in enumerate(zip(course.state.tallies, letters_of(course), strict=True), 1)
    ]
    return {
        "design": design.id,
        **decision_facts(course.decision),
        "state": state,
        "departures": [one._asdict() for one in course.departures],
    }


def _text(design: "Design", course: "Course") -> str:
    from regimen.escalation.showing import letters_of, next_words, rule_words, tally_words
    from regimen.nomenclature import NOTICE

    letters = letters_of(course)
    lines = [NOTICE, "", f"{design.name} ({design.id})"]
    for level in range(course.state.levels, 0, -1):
        here = "→" if level == course.state.level else " "
        lines.append(f"{here} level {level:<3} {tally_words(course.state.at(level))}  {letters[level - 1]}".rstrip())
    lines += ["", f"Next: {next_words(course.decision)}", f"Rule: {rule_words(course.decision)}"]
    lines += [f"Departure: {one.words}" for one in course.departures]
    return "\n".join((*lines, ""))
