"""The options of `regimen print`, and one call of it."""

from collections.abc import Iterable, Sequence
from typing import Annotated, NamedTuple

from regimen.cli.binding import Words
from regimen.cli.options import BodyOptions, ProtocolOptions
from regimen.errors import RegimenError, nearest
from regimen.printouts.formats.registry import FORMATS, PAPERS, format_of
from regimen.printouts.kinds.source import VARIANTS, WEEK_STARTS, Options


def _choices(names: Iterable[str]) -> str:
    """`pdf (default), html or text`."""
    first, *others, last = names
    return f"{', '.join([f'{first} (default)', *others])} or {last}"


class SheetOptions(NamedTuple):
    """How sheets are made and where they go."""

    paper: Annotated[str | None, Words("SIZE", _choices(PAPERS))] = None
    week_starts: Annotated[str | None, Words("DAY", f"{_choices(WEEK_STARTS)}, in calendars")] = None
    variant: Annotated[str | None, Words("WHOM", f"{_choices(VARIANTS)}, for sheets with a key")] = None
    format: Annotated[str | None, Words("FORM", _choices(FORMATS))] = None
    output: Annotated[str | None, Words("FILE", "file to write, - for stdout; of a class the folder", "-o")] = None
    design: Annotated[str | None, Words("ID", "escalation design of a decision-table; see regimen designs")] = None
    overwrite: Annotated[bool, Words("", "replace files that exist")] = False


class CalendarOptions(NamedTuple):
    """What only a calendar file has."""

    timed: Annotated[bool, Words("", "ics: doses at nominal hours †, not over whole days")] = False
    alarm: Annotated[str | None, Words("MINUTES", "ics: remind so long before each event; default: no reminder")] = None
    sequence: Annotated[
        str | None, Words("N", "ics: SEQUENCE of all events; default: how often the ledger moved each")
    ] = None


class Asked(NamedTuple):
    """The options of one call."""

    kind: str
    protocol: str | None
    chosen: ProtocolOptions
    body: BodyOptions
    day1: str | None
    day0: str | None
    as_of: str | None
    today: str | None
    sheet: SheetOptions
    calendar: CalendarOptions
    json: bool

    @property
    def form(self) -> str:
        """Format asked for."""
        name = self.sheet.format or next(iter(FORMATS))
        format_of(name)
        return name

    @property
    def paper(self) -> str:
        """Paper asked for."""
        return _one_of("--paper", self.sheet.paper, PAPERS)

    @property
    def options(self) -> Options:
        """Wishes that concern what stands on the sheet."""
        return Options(
            week_starts=_one_of("--week-starts", self.sheet.week_starts, tuple(WEEK_STARTS)),
            variant=_one_of("--variant", self.sheet.variant, VARIANTS),
            design=self.sheet.design,
        )


def _one_of(option: str, name: str | None, allowed: Sequence[str]) -> str:
    if name is not None and name not in allowed:
        raise RegimenError(f"{option}: unknown '{name[:40]}'{nearest(name, allowed)}", allowed=", ".join(allowed))
    return name or allowed[0]
