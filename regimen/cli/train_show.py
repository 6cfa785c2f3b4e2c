"""`regimen train show`: a case as its learner sees it, or its key."""

import sys
from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from collections.abc import Callable

    from regimen.printouts.document import Document
    from regimen.printouts.formats.rendered import Rendered
    from regimen.training.exercise import Exercise

_JSON = JsonOption()
_STDOUT = "-"


def train_show(
    case: Annotated[str | None, Words("CASE", "id of a case, or its file")] = None,
    /,
    *,
    key: Annotated[bool, Words("", "the right answers with their reasons instead")] = False,
    blank: Annotated[bool, Words("", "an answer file to fill in instead, for train mark")] = False,
    format_: Annotated[str | None, Words("FORM", "text (default), markdown, html or pdf")] = None,
    paper: Annotated[str | None, Words("SIZE", "a4 (default) or letter")] = None,
    output: Annotated[str | None, Words("FILE", "file to write; default: stdout", "-o")] = None,
    overwrite: Annotated[bool, Words("", "replace FILE if it exists")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Show a case as its learner sees it: what is given, what is asked, how to answer.

    With --key the right answers, each with the reason of the engine, the hints, and what to take away.

    Examples:
      regimen train show len-mec-50
      regimen train show len-mec-50 --key
      regimen train show much-ado --format pdf -o much-ado.pdf
      regimen train show much-ado --blank -o mia.yaml
      regimen train show mycase.yaml --json
    """
    from functools import partial

    from regimen.cli.output import document, emit
    from regimen.cli.train_cases import exercise_facts, opened
    from regimen.errors import RegimenError
    from regimen.printouts.formats.registry import format_of
    from regimen.training.kit import blank_rendered, check_form, sheet

    exercise = opened(case, "regimen train show CASE").exercise
    if form.json:
        sheets = {"--blank": blank, "--format": format_, "--paper": paper, "-o": output}
        if other := next((option for option, given in sheets.items() if given), None):
            raise RegimenError(f"--json and {other} exclude each other", hint="--json prints the exercise for scripts")
        emit(document(**exercise_facts(exercise, key=key)))
        return 0
    if blank and key:
        raise RegimenError("--blank and --key exclude each other", hint="give one of them")
    shape, size = format_ or "text", paper or "a4"
    check_form(shape, size)
    if blank:
        make, text = partial(blank_rendered, exercise), True
    else:
        make = partial(sheet, partial(_sheet, exercise, key=key), shape, size)
        text = format_of(shape).text
    emit(_written(make, output or _STDOUT, text=text, overwrite=overwrite))
    return 0


def _sheet(exercise: "Exercise", *, key: bool) -> "Document":
    from regimen.training.sheets import key_sheet, learner_sheet

    return key_sheet([exercise], f"{exercise.title}: key") if key else learner_sheet(exercise)


def _written(make: "Callable[[], Rendered]", output: str, *, text: bool, overwrite: bool) -> str:
    """The sheet itself, or the file it went to."""
    from pathlib import Path

    from regimen.errors import RegimenError
    from regimen.printouts.write import check_targets, write

    if output == _STDOUT:
        if not text:
            raise RegimenError("this format does not go to stdout", hint="name a file with -o")
        return make().data.decode("utf-8")
    check_targets([Path(output)], overwrite=overwrite)
    done = write(make(), Path(output), overwrite=overwrite)
    for finding in done.findings:
        sys.stderr.write(f"{output}: {finding.message}\n")
    return f"{done.words}\n"
