"""Every figure in one table; a figure's module is imported when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from regimen.errors import RegimenError
from regimen.training.figures.figure import Asked, Figure, Found
from regimen.training.figures.named import chosen

if TYPE_CHECKING:
    from regimen.training.material import Material

_DAYS, _RECORD, _AMOUNTS = (f"regimen.training.figures.{name}" for name in ("days", "record", "amounts"))
_OF, _ON = ("of",), ("on",)

FIGURES = {
    "day-set": Figure("study days on which something is planned", f"{_DAYS}:day_set", _OF),
    "first-day": Figure("first day on which something is planned", f"{_DAYS}:first_day", _OF),
    "last-day": Figure("last day on which something is planned", f"{_DAYS}:last_day", _OF),
    "date-of": Figure("date of a milestone, or first date of something planned", f"{_DAYS}:date_of", _OF),
    "date-on": Figure("date of a study day", f"{_DAYS}:date_on", _ON),
    "days-left": Figure("days from a last dose to the end of the window", f"{_DAYS}:days_left", _OF),
    "window-closes": Figure("last day on which recovery is in time", f"{_DAYS}:window_closes"),
    "drugs-on": Figure("drugs planned on a study day", f"{_DAYS}:drugs_on", _ON),
    "bsa": Figure("body surface area", f"{_AMOUNTS}:body"),
    "clearance": Figure("creatinine clearance", f"{_AMOUNTS}:body"),
    "before-rounding": Figure("one dose before rounding", f"{_AMOUNTS}:amount", _OF),
    "dose": Figure("one dose", f"{_AMOUNTS}:amount", _OF),
    "variance": Figure("what rounding changed, in percent", f"{_AMOUNTS}:amount", _OF),
    "total": Figure("course total", f"{_AMOUNTS}:amount", _OF),
    "units": Figure("capsules or tablets for one dose", f"{_AMOUNTS}:amount", _OF),
    "volume": Figure("volume to draw up", f"{_AMOUNTS}:amount", _OF),
    "bag": Figure("smallest bag that fits", f"{_AMOUNTS}:amount", _OF),
    "concentration": Figure("final concentration", f"{_AMOUNTS}:amount", _OF),
    "rate": Figure("rate of the infusion", f"{_AMOUNTS}:amount", _OF),
    "verdict": Figure("state of count recovery as of a day", f"{_RECORD}:verdict", _ON),
    "letter": Figure("the subject's letter in the escalation as of a day", f"{_RECORD}:letter", _ON),
    "recovery-day": Figure("first documented day of recovery as of a day", f"{_RECORD}:recovery_day", _ON),
    "deviations": Figure("number of deviations as of a day", f"{_RECORD}:deviations", _ON),
    "important-deviations": Figure("number of open important deviations as of a day", f"{_RECORD}:important", _ON),
}
"""Name to figure, in the order of the documentation."""


def found(material: "Material", asked: Asked) -> Found:
    """What the engine says of a figure; refuses an unknown one, and names that it needs and lacks."""
    figure = chosen(FIGURES, asked.figure, "figure")
    for part in ("of", "on"):
        given = getattr(asked, part) is not None
        if given != (part in figure.needs):
            does, mend = ("takes no", "remove it") if given else ("needs", "add it")
            raise RegimenError(f"the figure {asked.figure} ({figure.words}) {does} '{part}'", hint=mend)
    module, _, function = figure.finder.partition(":")
    result: Found = getattr(import_module(module), function)(material, asked)
    return result
