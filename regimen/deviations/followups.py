"""What was done about deviations: follow-ups as recorded, each laid to the deviation that its key names.

Nobody can waive a deviation, so a follow-up erases nothing: it only says why, what it means, and what was done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from regimen.days import DayNumbering
from regimen.deviations.deviation import Deviation
from regimen.errors import nearest
from regimen.findings import Finding, Severity
from regimen.record.facts import FollowUp


def followed(found: Sequence[Deviation], follow_ups: Sequence[FollowUp]) -> list[Deviation]:
    """The deviations with what was recorded of each."""
    told = _together(follow_ups)
    return [replace(one, follow_up=told.get(one.key)) for one in found] if told else list(found)


def _together(follow_ups: Sequence[FollowUp]) -> Mapping[str, FollowUp]:
    """One follow-up a deviation: what a later one says takes the place of what earlier ones said of it."""
    told: dict[str, FollowUp] = {}
    for one in follow_ups:
        before = told.get(one.deviation)
        said = {name: value for name, value in one._asdict().items() if value is not None}
        told[one.deviation] = one if before is None else before._replace(**said)
    return told


def doubtful(found: Sequence[Deviation], follow_ups: Sequence[FollowUp], numbering: DayNumbering) -> Iterator[Finding]:
    """Follow-ups whose deviation is not there, and approvals that came when it had happened."""
    deviations = {one.key: one for one in found}
    for one in follow_ups:
        deviation = deviations.get(one.deviation)
        if deviation is None:
            message = f"{one.key}: there is no deviation '{one.deviation[:80]}'{nearest(one.deviation, deviations)}"
            hint = "correct its key, or void it if the record has changed since"
            yield Finding("follow-up-unmatched", Severity.OTHER, f"{message}; {hint}", one.key)
        elif one.approved_day is not None and _late(one.approved_day, deviation, numbering):
            day = str(deviation.days[0]).replace("-", "−")
            message = f"{one.key}: the approval came after Day {day}, on which '{deviation.key}' began"
            yield Finding("approval-not-prospective", Severity.OTHER, f"{message}; check its date", one.key)


def _late(approved: int, deviation: Deviation, numbering: DayNumbering) -> bool:
    return numbering.offset(approved) > numbering.offset(deviation.days[0])
