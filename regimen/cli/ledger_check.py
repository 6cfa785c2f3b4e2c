"""`regimen ledger check`: whether the ledger is whole."""

from typing import Annotated

from regimen.cli.options import LEDGER, JsonOption

_JSON = JsonOption()


def ledger_check(*, ledger: Annotated[str | None, LEDGER] = None, form: JsonOption = _JSON) -> int:
    """Read the ledger to its last event and tell everything that is wrong with it, with its place.

    The file is never repaired, overwritten or deleted; the last backup that can be read back is named. Exit status 1
    when something is wrong, 0 otherwise.

    Examples:
      regimen ledger check
      regimen ledger check --ledger ward.sqlite --json
    """
    from regimen.cli.output import document, emit
    from regimen.ledger.check import check_ledger
    from regimen.ledger.place import ledger_path
    from regimen.training.attempts import Attempts

    path = ledger_path(ledger)
    checked = check_ledger(path, Attempts().take)
    facts = checked._asdict()
    findings = facts.pop("findings")
    if form.json:
        emit(document(findings, ledger=str(path), **facts))
    else:
        read_only = "; read-only where it lies" if checked.read_only else ""
        counted = f"courses {checked.courses}, events {checked.events}, protocols {checked.protocols}{read_only}"
        told = [f"{finding.severity}: {finding.message}" for finding in findings] or ["nothing is wrong"]
        emit("".join(f"{path}: {line}\n" for line in (counted, *told)))
    return 1 if findings else 0
