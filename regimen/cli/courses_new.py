"""`regimen courses new`: write a course file."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import BodyOptions, ProtocolOptions

_OPTIONS = ProtocolOptions()
_BODY = BodyOptions()


def courses_new(
    file: Annotated[str | None, Words("FILE", "course file to write, ending in .yaml")] = None,
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    day1: Annotated[str | None, Words("DATE", "date of Day 1, as YYYY-MM-DD")] = None,
    day0: Annotated[str | None, Words("DATE", "date of Day 0, for protocols that have one")] = None,
    blackout: Annotated[list[str] | None, Words("DATE", "date on which nothing can be given; repeatable")] = None,
    chosen: ProtocolOptions = _OPTIONS,
    body: BodyOptions = _BODY,
    overwrite: Annotated[bool, Words("", "replace the file if it exists")] = False,
) -> int:
    """Write a course file: protocol, version, level, assumptions, Day 1, subject.

    The version in force is written down, so that a later amendment does not change the course by itself.

    Examples:
      regimen courses new course.yaml --day1 2026-12-01 --sample
      regimen courses new course.yaml --day1 2026-12-18 --level d10-25 --blackout 2026-12-25
    """
    from pathlib import Path

    from regimen.cli.inputs import course_of, inputs, reading
    from regimen.cli.output import emit
    from regimen.coursefile import portable, save_course
    from regimen.dates import parse_reference_date
    from regimen.errors import RegimenError

    if file is None:
        raise RegimenError("which file is to be written?", hint="regimen courses new FILE --day1 DATE")
    if chosen.line is not None:
        hint = "regimen protocols new PROTOCOL.yaml --line … makes one of it, for --protocol-file"
        raise RegimenError("--line: a course file follows a protocol that stands in a file", hint=hint)
    made = inputs(protocol, chosen, body)
    blackouts = [reading("--blackout", parse_reference_date, text) for text in blackout or []]
    course = course_of(made, day1, day0).model_copy(
        update={"version": made.resolved.protocol.version, "blackouts": blackouts}
    )
    save_course(portable(course, Path.cwd(), Path(file).parent), Path(file), overwrite=overwrite)
    emit(f"{file}: written\n")
    return 0
