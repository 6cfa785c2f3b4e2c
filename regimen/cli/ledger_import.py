"""`regimen ledger import`: a course from an export or from a course file."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO, JsonOption

_JSON = JsonOption()


def ledger_import(
    file: Annotated[str | None, Words("FILE", "export of a course, or a course file")] = None,
    /,
    *,
    as_: Annotated[str | None, Words("ID", "give the subject this id")] = None,
    as_kept: Annotated[bool, Words("", "of a course file: follow the protocol as the ledger keeps it")] = False,
    who: Annotated[str | None, WHO] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Take a course into the ledger: an export with its whole history, a course file with its record as one action.

    An id that the ledger has is refused, since one id is one subject; --as gives another. An export whose digest does
    not fit its content is refused. The audit keeps the file's name and its SHA-256.

    Examples:
      regimen ledger import T-07.json
      regimen ledger import course.yaml --as T-11
    """
    from pathlib import Path

    from regimen.cli.output import document, emit
    from regimen.cli.record_taken import PRIVACY
    from regimen.errors import RegimenError
    from regimen.ledger.intake import take_in
    from regimen.ledger.ledger import Ledger
    from regimen.ledger.place import ledger_path, role

    if file is None:
        raise RegimenError("which file is to be imported?", hint="regimen ledger import FILE")
    with Ledger.open(ledger_path(ledger), create=True) as kept:
        held = take_in(kept, Path(file), who=role(who), name=as_, as_kept=as_kept)
        last = kept.history(held.id)[-1]
        path = str(kept.path)
    if form.json:
        emit(document(file=file, course=held.id, ledger=path, events=held.seq, words=last.words, privacy=PRIVACY))
    else:
        emit(f"{held.id}: {last.words}\n{PRIVACY}\n")
    return 0
