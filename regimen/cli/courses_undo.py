"""`regimen courses undo`: take the last act of a course back."""

from typing import Annotated

from regimen.cli.binding import Words


def courses_undo(file: Annotated[str | None, Words("FILE", "course file")] = None, /) -> int:
    """Take the last act back; the plan is then exactly what it was before.

    Examples:
      regimen courses undo course.yaml
    """
    from pathlib import Path

    from regimen.cli.output import emit
    from regimen.courseacts import undone
    from regimen.coursefile import open_course, save_course
    from regimen.errors import RegimenError

    if file is None:
        raise RegimenError("the last act of which course?", hint="regimen courses undo FILE")
    path = Path(file)
    course, _ = open_course(path)
    save_course(undone(course), path, overwrite=True)
    emit(f"{file}: taken back: {course.acts[-1].words}\n")
    return 0
