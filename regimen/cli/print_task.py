"""What `regimen print` asks for of a course, read from its options."""

from functools import partial
from typing import TYPE_CHECKING

from regimen.cli.held import opened
from regimen.cli.inputs import reading
from regimen.cli.print_options import Asked, CalendarOptions
from regimen.errors import RegimenError, ValueSyntaxError
from regimen.exchange.request import Request
from regimen.printouts.formats.registry import CALENDAR
from regimen.protocol.values import parse_int

if TYPE_CHECKING:
    from regimen.exchange.ics import Wishes
    from regimen.exchange.revisions import Revisions

MAX_ALARM_MINUTES = 4 * 7 * 24 * 60
MAX_SEQUENCE = 999_999


def request_of(asked: Asked) -> Request:
    """What is asked for; refuses wishes for a calendar where none is."""
    if asked.form == CALENDAR:
        return Request(asked.kind, CALENDAR, asked.paper, asked.options, _wishes(asked.calendar))
    for option, value in asked.calendar._asdict().items():
        if value not in (None, False):
            raise RegimenError(f"--{option} is for calendars", hint=f"give --format {CALENDAR} as well")
    return Request(asked.kind, asked.form, asked.paper, asked.options)


def revisions_of(asked: Asked) -> "Revisions | None":
    """What the ledger knows of a calendar's events, where the course stands in it."""
    if asked.form != CALENDAR or asked.chosen.course is None:
        return None
    found = opened(asked.chosen.course, asked.chosen.ledger)
    if found.seq is None:
        return None
    from regimen.exchange.kept import kept_revisions
    from regimen.ledger.ledger import Ledger

    with Ledger.open(found.path) as ledger:
        return kept_revisions(ledger, found.ref, found.find)


def _wishes(options: CalendarOptions) -> "Wishes":
    """The options read."""
    from regimen.exchange.ics import Wishes

    alarm, sequence = options.alarm, options.sequence
    return Wishes(
        timed=options.timed,
        alarm=None if alarm is None else reading("--alarm", partial(_up_to, MAX_ALARM_MINUTES), alarm),
        sequence=None if sequence is None else reading("--sequence", partial(_up_to, MAX_SEQUENCE), sequence),
    )


def _up_to(most: int, text: str) -> int:
    number = parse_int(text)
    if not 0 <= number <= most:
        raise ValueSyntaxError(f"{text} is out of range", allowed=f"0 to {most:,}")
    return number
