"""`regimen protocols check`: whether a protocol file can be used."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

_JSON = JsonOption()


def protocols_check(
    file: Annotated[str | None, Words("FILE", "the protocol file")] = None, /, *, form: JsonOption = _JSON
) -> int:
    """Read a protocol file in all its versions and print every problem with its line and column.

    Exit status 0 when the file can be used, 2 when it cannot. Each line reads FILE:LINE:COLUMN: what is wrong.

    Examples:
      regimen protocols check mine.yaml
      regimen protocols check mine.yaml --json
    """
    from pathlib import Path

    from regimen.cli.output import document, emit
    from regimen.errors import RegimenError
    from regimen.protocol.reader import every_version
    from regimen.protocol.tree import read_tree

    if file is None:
        raise RegimenError("which file is to be checked?", hint="regimen protocols check FILE")
    protocol, findings = every_version(read_tree(Path(file)))
    usable = protocol is not None and not findings
    if form.json:
        emit(document(findings, file=file, usable=usable, protocol=protocol.id if protocol else None))
    elif usable:
        emit(f"{file}: no findings\n")
    else:
        emit("".join(f"{finding}\n" for finding in findings))
    return 0 if usable else 2
