"""`regimen ledger export`: a course with its whole history as one file."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, JsonOption

_JSON = JsonOption()


def ledger_export(
    course: Annotated[str | None, Words("ID", "id of a course in the ledger")] = None,
    /,
    *,
    output: Annotated[str | None, Words("FILE", "file to write; default: standard output", "-o")] = None,
    shift_dates: Annotated[str | None, Words("DAYS", "move every date by DAYS, those of the audit too")] = None,
    overwrite: Annotated[bool, Words("", "replace the file if it exists")] = False,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Write a course with all its events and its protocol; regimen ledger import takes it into another ledger.

    Names must not be in it: free text is passed on as it is. --shift-dates finds dates written YYYY-MM-DD, also in
    free text; "around Christmas" stays.

    Examples:
      regimen ledger export T-07 -o T-07.json
      regimen ledger export T-07 -o T-07.json --shift-dates -93
    """
    from pathlib import Path

    from regimen.cli.inputs import reading
    from regimen.cli.output import document, emit
    from regimen.cli.record_taken import PRIVACY
    from regimen.errors import RegimenError
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path
    from regimen.ledger.transfer import export_text
    from regimen.protocol.values import parse_int
    from regimen.protocol.yamltext import save_text

    if course is None:
        raise RegimenError("which course?", hint="regimen ledger export ID -o FILE")
    if form.json and output is None:
        raise RegimenError("the export itself is a JSON document", hint="leave --json out, or name a file with -o")
    days = reading("--shift-dates", parse_int, shift_dates) if shift_dates else 0
    with Ledger.open(ledger_path(ledger)) as kept:
        text = export_text(kept, course, days)
    if output is None:
        emit(text)
        return 0
    save_text(text, Path(output), overwrite=overwrite)
    if form.json:
        emit(document(course=course, file=output, shifted_days=days, privacy=PRIVACY))
    else:
        emit(f"{output}: {course} with its whole history{f', dates moved by {days} days' if days else ''}\n{PRIVACY}\n")
    return 0
