"""`regimen check`: a record held against its schedule."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, JsonOption

if TYPE_CHECKING:
    from regimen.cli.entry_places import Finds
    from regimen.review import Review

_JSON = JsonOption()


def check(
    *courses: Annotated[str, Words("FILE|ID", "course file with a record, folder, or id in the ledger; repeatable")],
    all_: Annotated[bool, Words("", "every course on the board of the ledger, one line each")] = False,
    as_of: Annotated[str | None, Words("DATE", "judge as of this date; default: today")] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Hold the record of a course against its schedule and tell every deviation, with class, reason and category.

    Ideal days are compared; an act explains a deviation and does not excuse it. An important deviation is open until
    a corrective action is recorded for it: regimen record follow-up. Exit status 1 while one is open, 0 otherwise.
    Several courses, or --all of the ledger, are told in one line each; 2 if one of them cannot be read.

    Examples:
      regimen check course.yaml
      regimen check course.yaml --as-of 2027-01-20 --json
      regimen check T-07 --ledger ward.sqlite
      regimen check --all
    """
    from regimen.cli.many import are_many
    from regimen.errors import RegimenError

    if all_ and courses:
        raise RegimenError(f"--all and '{courses[0][:40]}' exclude each other", hint="give one of them")
    if all_ or are_many(courses):
        from regimen.cli.check_many import check_many

        return check_many(courses, ledger, as_of, today, as_json=form.json)
    from regimen.cli.entry_places import entry_places
    from regimen.cli.reviewing import reviewed

    course = courses[0] if courses else None
    made = reviewed(course, as_of, today, "regimen check FILE|ID", ledger=ledger)
    return _checked(made, entry_places(course or ""), as_json=form.json)


def _checked(made: "Review", place: "Finds", *, as_json: bool) -> int:
    """Tell everything about one course."""
    from regimen.cli.deviation_facts import finding_facts
    from regimen.cli.output import document, emit
    from regimen.cli.shown import head
    from regimen.deviations.delivered import delivered
    from regimen.deviations.words import FOOTER

    report = made.report
    if as_json:
        rows = [
            {"agent": one.agent, "planned": one.planned, "given": one.given, "relative": one.relative}
            for one in delivered(made.standard, made.timeline.facts)
        ]
        about = {
            "as_of_day": made.as_of,
            "open": [one.key for one in report.deviations if one.open],
            "delivered": rows,
            "not_checked": FOOTER,
        }
        emit(document(finding_facts(made, place), **head(made.plan.resolved), **about))
    else:
        from regimen.printouts.deviations import deviation_sheet
        from regimen.printouts.sheet import as_text

        emit(as_text(deviation_sheet(made, place)))
    return 1 if report.open else 0
