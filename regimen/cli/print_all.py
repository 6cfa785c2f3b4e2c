"""`regimen print --all`: a file for every course on the board of the ledger."""

from regimen.cli.print_class import folder_of, write_class
from regimen.cli.print_options import Asked
from regimen.cli.print_task import request_of
from regimen.cli.progress import followed
from regimen.cli.reviewing import judged_on
from regimen.errors import RegimenError
from regimen.exchange.kept import kept_tasks
from regimen.ledger.ledger import Ledger
from regimen.ledger.place import ledger_path


def print_all(asked: Asked, subjects: str | None) -> str:
    """A file for every course as it is kept; nothing is written while one of them cannot be printed."""
    _check_alone(asked, subjects)
    folder, request, as_of = folder_of(asked), request_of(asked), judged_on(asked.as_of, asked.today)
    with Ledger.open(ledger_path(asked.chosen.ledger)) as ledger:
        names = ledger.ids()
        if not names:
            what = f"no course is on the board of {ledger.path}"
            raise RegimenError(what, hint="regimen courses keep FILE enrols one")
        tasks = kept_tasks(ledger, followed(names, "courses laid out"), request, as_of)
    return write_class(asked, request, tasks, folder)


def _check_alone(asked: Asked, subjects: str | None) -> None:
    """Refuse options that would make other courses of those that are kept."""
    chosen = asked.chosen._replace(ledger=None)._asdict() | asked.body._asdict()
    given = {"subjects": subjects, "protocol": asked.protocol, "day1": asked.day1, "day0": asked.day0, **chosen}
    for name, value in given.items():
        if value not in (None, False):
            what = f"--all and --{name.replace('_', '-')} exclude each other"
            raise RegimenError(what, hint="courses of the ledger are printed as they are kept")
