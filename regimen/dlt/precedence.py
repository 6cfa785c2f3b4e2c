"""What decides before counts do: adjudicated toxicity, deaths, and whatever ends the observation.

An adjudicated DLT or a death from treatment by the last day comes first. What only a person can settle is never
settled here.
"""

from typing import Literal, NamedTuple

from regimen.dlt.case import Case
from regimen.dlt.definition import Definition
from regimen.record.facts import Ending, Toxicity


class Event(NamedTuple):
    """Something other than counts that a verdict rests on."""

    rule: str
    what: Toxicity | Ending


def dose_limiting(case: Case, definition: Definition) -> Event | None:
    """The first event in the window that is a DLT whatever the counts say."""
    found = [Event("adjudicated", one) for one in _flagged(case) if not _doubt(one, case, definition)]
    found += [Event("treatment-death", one) for one in _deaths(case, definition) if one.attribution == "treatment"]
    return min(found, key=lambda event: event.what.day, default=None)


def open_question(case: Case, definition: Definition) -> Event | None:
    """The first event that a person must settle before the subject counts."""
    found = [
        Event("death-unattributed", one) for one in _deaths(case, definition) if one.attribution in (None, "unknown")
    ]
    found += [Event(doubt, one) for one in _flagged(case) if (doubt := _doubt(one, case, definition))]
    return min(found, key=lambda event: event.what.day, default=None)


def ended(case: Case, definition: Definition) -> Event | None:
    """What ended the observation in the window; the last day belongs to it."""
    ending = case.ending
    if ending is None or ending.day > definition.last_day:
        return None
    rule = {"death": f"{ending.attribution}-death", "withdrawal": "withdrawal"}.get(ending.kind, "censoring")
    return Event(rule, ending)


def _flagged(case: Case) -> list[Toxicity]:
    return [one for one in case.facts.toxicities if one.dlt and one.day <= case.as_of]


def _doubt(
    toxicity: Toxicity, case: Case, definition: Definition
) -> Literal["flag-outside-window", "flag-attribution"] | None:
    """Why an adjudicated DLT cannot be taken as it stands."""
    if not case.numbering.reference <= toxicity.day <= definition.last_day:
        return "flag-outside-window"
    return None if toxicity.attribution == "treatment" else "flag-attribution"


def _deaths(case: Case, definition: Definition) -> list[Ending]:
    until = min(case.as_of, definition.last_day)
    return [one for one in case.facts.endings if one.kind == "death" and one.day <= until]
