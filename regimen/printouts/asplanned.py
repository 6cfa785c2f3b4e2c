"""What came of recording some days as planned: the doses recorded, and those left out with the reason."""

from collections.abc import Collection, Iterator, Sequence

from regimen.dates import day_of
from regimen.days import DaySet
from regimen.nomenclature import days_words, drug_name, safe_amount
from regimen.record.entries import Administration
from regimen.recording import AsPlanned
from regimen.review import Review


def recorded_words(made: Review, doses: Sequence[Administration]) -> Iterator[str]:
    """`lenalidomide 50 mg PO, days 1-3: recorded as planned`, each drug and amount once."""
    found: dict[str, list[int]] = {}
    for dose in doses:
        amount = f" {safe_amount(dose.amount)}" if dose.amount else ", amount not known,"
        found.setdefault(f"{drug_name(dose.agent)}{amount} {dose.route}", []).append(given_day(made, dose))
    for what, on in found.items():
        number = f", {len(on)} doses" if len(on) > 1 else ""
        yield f"{what}, {days_words(DaySet.of(on, made.numbering))}{number}: recorded as planned"


def noted_words(made: Review, doses: AsPlanned, asked: Collection[int]) -> Iterator[str]:
    """`etoposide, day 6: not recorded: held: fever`; conditions that nothing proves; days without planned doses."""
    for notes, told in ((doses.left_out, "not recorded"), (doses.provided, "recorded, though given only if")):
        reasons: dict[tuple[str, str], list[int]] = {}
        for one in notes:
            reasons.setdefault((one.agent, one.why), []).append(one.day)
        for (agent, why), on in reasons.items():
            yield f"{drug_name(agent)}, {days_words(DaySet.of(on, made.numbering))}: {told}: {why}"
    touched = {given_day(made, dose) for dose in doses.doses} | {one.day for one in doses.left_out}
    if empty := [day for day in asked if day not in touched]:
        yield f"{days_words(DaySet.of(empty, made.numbering))}: nothing is planned"


def given_day(made: Review, dose: Administration) -> int:
    """The study day of a dose."""
    return day_of(dose.date, made.timeline.reference.date, made.numbering)
