"""`regimen day1`: the Day-1 chooser."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption, ProtocolOptions

if TYPE_CHECKING:
    from regimen.chooser import StartOption

_OPTIONS = ProtocolOptions()
_JSON = JsonOption()


def day1(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    from_: Annotated[str | None, Words("DATE", "first of the seven start days; default: today")] = None,
    holiday: Annotated[list[str] | None, Words("DATE", "a holiday, counted like a weekend; repeatable")] = None,
    chosen: ProtocolOptions = _OPTIONS,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    form: JsonOption = _JSON,
) -> int:
    """Compare seven start days: infusions on weekends or holidays, marrow window, end of the DLT window.

    The points are a teaching assumption †: two for each weekend or holiday with an infusion and for a window that
    closes on one, one for a Day 1 or a marrow window that begins on one. Fewer points are better.

    Examples:
      regimen day1 --from 2026-12-01
      regimen day1 --from 2026-12-18 --holiday 2026-12-25 --holiday 2027-01-01
      regimen day1 --level d14-10 --from 2026-12-01 --json
    """
    from regimen.chooser import best, start_options
    from regimen.cli.inputs import inputs, reading, today_of
    from regimen.cli.output import document, emit
    from regimen.cli.shown import head
    from regimen.dates import parse_date, parse_reference_date
    from regimen.printouts.sheet import as_text
    from regimen.printouts.startdays import start_sheet
    from regimen.schedule.build import build_schedule

    first = today_of(today) if from_ is None else reading("--from", parse_reference_date, from_)
    holidays = [reading("--holiday", parse_date, text) for text in holiday or []]
    made = inputs(protocol, chosen)
    resolved = made.resolved
    options = start_options(build_schedule(resolved, made.subject), first, holidays)
    if form.json:
        told = [_option(option) for option in options]
        emit(document(**head(resolved), best=str(best(options).date), options=told))
    else:
        emit(as_text(start_sheet(resolved, options)))
    return 0


def _option(option: "StartOption") -> dict[str, Any]:
    from regimen.chooser import weekday_pattern

    return {
        "date": str(option.date),
        "penalty": option.penalty,
        "pattern": weekday_pattern(option),
        "infusion_days": list(option.free_infusion_days),
        "closes": None if option.closes is None else str(option.closes),
        "windows": [{"name": name, "first": str(first), "last": str(last)} for name, first, last in option.windows],
        "reasons": list(option.reasons),
    }
