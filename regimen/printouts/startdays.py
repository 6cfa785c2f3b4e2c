"""The Day-1 chooser on a sheet: seven start days with their points and reasons."""

from regimen.chooser import StartOption, best
from regimen.dates import safe_date
from regimen.nomenclature import MARK
from regimen.printouts.facts import level_words
from regimen.printouts.keyblock import key_block
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.printouts.words import plural
from regimen.protocol.resolved import ResolvedProtocol


def start_sheet(resolved: ResolvedProtocol, options: list[StartOption]) -> Sheet:
    """Every option in date order; the one with the fewest points is named."""
    number, level, choice = resolved.numbering.reference, level_words(resolved), best(options)
    lead = [f"Protocol {resolved.protocol.id}, version {resolved.protocol.version}"]
    lead += [f"Dose level {level}"] if level else []
    return Sheet(
        f"{resolved.protocol.short}: seven days for Day {number}",
        tuple(lead),
        (
            Block("Start days", tuple(_entry(option, number, chosen=option is choice) for option in options)),
            key_block(resolved),
            block("Notes", f"{MARK} The points are a teaching assumption; fewer are better."),
        ),
    )


def _entry(option: StartOption, number: int, *, chosen: bool) -> Entry:
    points = f"{plural(option.penalty, 'point')}{MARK}"
    text = f"Day {number} = {safe_date(option.date)}: {points}{' (fewest)' if chosen else ''}"
    facts = [] if option.closes is None else [f"the DLT window closes on {safe_date(option.closes)}"]
    facts += [f"{name}: {safe_date(first)} to {safe_date(last)}" for name, first, last in option.windows]
    return Entry(text, (*facts, *option.reasons))
