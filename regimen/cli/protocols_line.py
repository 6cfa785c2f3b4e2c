"""`regimen protocols line`: a protocol's doses in the one-line notation."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption, ProtocolOptions

_OPTIONS = ProtocolOptions()
_JSON = JsonOption()


def protocols_line(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    chosen: ProtocolOptions = _OPTIONS,
    form: JsonOption = _JSON,
) -> int:
    """Print the doses of a protocol at one level as one line, ready for --line.

    What a line cannot say (assessments, the DLT window, sources, …) is named on stderr. With --line it prints what was
    typed in its fixed form: full names, shortest days.

    Examples:
      regimen protocols line nct01681537 --level d14-10
      regimen protocols line --line 'LEN 50 mg PO d1,2,3; q28 x4'
      regimen protocols line --protocol-file mine.yaml --json
    """
    import sys

    from regimen.cli.inputs import inputs
    from regimen.cli.output import document, emit
    from regimen.cli.shown import head
    from regimen.nomenclature import NOTICE
    from regimen.notation.write import write_line

    resolved = inputs(protocol, chosen).resolved
    written = write_line(resolved)
    if form.json:
        emit(document(**head(resolved), line=written.line, left_out=list(written.left_out)))
        return 0
    emit(f"{written.line}\n")
    if written.left_out:
        sys.stderr.write(f"left out: {', '.join(written.left_out)}\n")
    sys.stderr.write(f"{NOTICE}\n")
    return 0
