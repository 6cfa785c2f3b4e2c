"""From a course file and a date to its review, for the commands that judge."""

from pathlib import Path

from regimen.cli.inputs import reading, today_of
from regimen.coursefile import finder, open_course
from regimen.dates import parse_date
from regimen.errors import RegimenError
from regimen.review import Review, review, split_choices


def reviewed(
    file: str | None, as_of: str | None, today: str | None, usage: str, choices: dict[str, str] | None = None
) -> Review:
    """Open a course and judge it; `choices` may name the protocol's groups and those of the recovery definition."""
    if file is None:
        raise RegimenError("which course?", hint=usage)
    path = Path(file)
    course, protocol = open_course(path)
    date = today_of(today) if as_of is None else reading("--as-of", parse_date, as_of)
    own, settings = split_choices(choices or {})
    if own:
        course = course.model_copy(update={"assumptions": {**course.assumptions, **own}})
    return review(course, protocol, finder(path.parent), date, settings)
