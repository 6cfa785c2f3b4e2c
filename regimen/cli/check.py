"""`regimen check`: a record held against its schedule."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from regimen.deviations.deviation import Deviation

_JSON = JsonOption()


def check(
    file: Annotated[str | None, Words("COURSE", "course file with a record")] = None,
    /,
    *,
    as_of: Annotated[str | None, Words("DATE", "judge as of this date; default: today")] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: JsonOption = _JSON,
) -> int:
    """Hold the record of a course against its schedule and tell every deviation, with class, reason and category.

    Ideal days are compared; an act explains a deviation and does not excuse it. Exit status 1 when an important
    deviation is open, 0 otherwise.

    Examples:
      regimen check course.yaml
      regimen check course.yaml --as-of 2027-01-20 --json
    """
    from regimen.cli.output import document, emit
    from regimen.cli.reviewing import reviewed
    from regimen.cli.shown import head
    from regimen.deviations.delivered import delivered
    from regimen.deviations.words import FOOTER

    made = reviewed(file, as_of, today, "regimen check COURSE")
    report = made.report
    if form.json:
        rows = [
            {"agent": one.agent, "planned": one.planned, "given": one.given, "relative": one.relative}
            for one in delivered(made.standard, made.timeline.facts)
        ]
        facts = [_facts(deviation) for deviation in report.deviations]
        emit(document(facts, **head(made.plan.resolved), as_of_day=made.as_of, delivered=rows, not_checked=FOOTER))
    else:
        from regimen.printouts.deviations import deviation_sheet
        from regimen.printouts.sheet import as_text

        emit(as_text(deviation_sheet(made)))
    return 1 if any(deviation.important for deviation in report.deviations) else 0


def _facts(deviation: "Deviation") -> dict[str, Any]:
    from regimen.cli.output import as_mapping

    return as_mapping(deviation.finding) | {
        "class": deviation.code,
        "key": deviation.key,
        "days": list(deviation.days),
        "planned": deviation.planned,
        "actual": deviation.actual,
        "agents": list(deviation.agents),
        "explains": deviation.explains,
        "outcome": str(deviation.outcome),
        "category": str(deviation.category),
        "major_minor": deviation.major_minor,
        "dvcat": deviation.dvcat,
        "dvdecod": deviation.dvdecod,
        "why": deviation.why,
        "would_clear": deviation.would_clear,
        "explained_by": deviation.explained_by,
    }
