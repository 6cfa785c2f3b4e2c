"""From a course, kept in a file or in the ledger, and a date to its review, for the commands that judge."""

import datetime as dt

from regimen.cli.held import opened
from regimen.cli.inputs import reading, today_of
from regimen.dates import parse_date
from regimen.errors import RegimenError
from regimen.review import Review, review, split_choices


def reviewed(
    ref: str | None,
    as_of: str | None,
    today: str | None,
    usage: str,
    choices: dict[str, str] | None = None,
    ledger: str | None = None,
) -> Review:
    """Open a course and judge it; `choices` may name the protocol's groups and those of the recovery definition."""
    if ref is None:
        raise RegimenError("which course?", hint=usage)
    found = opened(ref, ledger)
    course = found.course
    date = judged_on(as_of, today)
    own, settings = split_choices(choices or {})
    if own:
        course = course.model_copy(update={"assumptions": {**course.assumptions, **own}})
    return review(course, found.protocol, found.find, date, settings)


def judged_on(as_of: str | None, today: str | None) -> dt.date:
    """The date of a judgement: --as-of, else today."""
    return today_of(today) if as_of is None else reading("--as-of", parse_date, as_of)
