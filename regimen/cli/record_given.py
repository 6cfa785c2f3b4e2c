"""`regimen record given`: doses of some days given as planned."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO, JsonOption
from regimen.errors import RegimenError

if TYPE_CHECKING:
    from collections.abc import Collection

    from regimen.recording import AsPlanned
    from regimen.review import Review

_JSON = JsonOption()


def record_given(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    /,
    *,
    days: Annotated[str | None, Words("DAYS", "study days, from the actual Day 1: 3, 1-3 or 1,8")] = None,
    date: Annotated[list[str] | None, Words("DATE", "or a date; repeatable")] = None,
    what: Annotated[list[str] | None, Words("NAME", "these drugs or blocks alone; repeatable")] = None,
    why: Annotated[str | None, Words("TEXT", "the reason, for the ledger")] = None,
    who: Annotated[str | None, WHO] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Record the planned doses of some days as given, and say which are not recorded and why.

    A dose that is recorded already, lies ahead, was held, or came after the end of the course is left out, so a second
    call adds nothing. Days count from the first dose given of the drug that Day 1 stands for. What was given otherwise
    than planned is recorded by regimen record add.

    Examples:
      regimen record given course.yaml --days 1-3
      regimen record given course.yaml --date 2026-12-04 --what MEC
      regimen record given T-07 --days 5 --who "research nurse"
    """
    from regimen import changes
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.record_written import Action, answer, places, reference_change, written
    from regimen.printouts.asplanned import noted_words, recorded_words
    from regimen.recording import planned_doses, recorded
    from regimen.review import review

    if course is None or (days is None) == (not date):
        raise RegimenError(
            "which days of which course?", hint="regimen record given FILE|ID --days DAYS or --date DATE"
        )
    found, now = opened(course, ledger), today_of(today)
    made = review(found.course, found.protocol, found.find, now)
    asked = _days(made, days, date or [])
    doses = planned_doses(made, asked, _agents(made, what))
    lines = [*recorded_words(made, doses.doses), *noted_words(made, doses, asked)]
    if not doses.doses:
        return answer(course, ["nothing was recorded", *lines], [], json=form.json, **_facts(made, doses, []))
    recorded(found.course, "administrations", doses.doses, again=True)
    keys = places(found, "administrations", len(doses.doses))
    change = changes.recorded("administrations", doses.doses)
    after, findings = written(found, Action(change, who, why), keys, now)
    facts = _facts(made, doses, keys)
    return answer(course, [*lines, *reference_change(found, after)], findings, json=form.json, **facts)


def _days(made: "Review", days: str | None, dates: list[str]) -> "Collection[int]":
    from regimen.cli.inputs import reading
    from regimen.dates import day_of
    from regimen.days import DaySet
    from regimen.record.fields import read_day

    if days is not None:
        return reading("--days", lambda text: DaySet.parse(text).days(made.numbering), days)
    reference = made.timeline.reference.date
    return [day_of(reading("--date", read_day, text), reference, made.numbering) for text in dates]


def _agents(made: "Review", what: list[str] | None) -> tuple[str, ...] | None:
    """The drugs that the names stand for; refuses what the protocol does not have."""
    from regimen.errors import nearest
    from regimen.record.names import names_of

    if not what:
        return None
    names = names_of(made.plan.resolved)
    known = [*made.plan.resolved.protocol.agents, *names.blocks]
    for name in what:
        if name not in names.blocks and not names.knows(name):
            raise RegimenError(f"--what: '{name[:40]}' is not planned{nearest(name, known)}", allowed=", ".join(known))
    return names.several(what)


def _facts(made: "Review", doses: "AsPlanned", keys: list[str]) -> dict[str, Any]:
    from regimen.printouts.asplanned import given_day

    return {
        "recorded": [
            {
                "entry": key,
                "agent": dose.agent,
                "day": given_day(made, dose),
                "date": str(dose.date),
                "amount": dose.amount and dose.amount.value,
                "unit": dose.amount and dose.amount.unit.ucum,
            }
            for key, dose in zip(keys, doses.doses, strict=True)
        ],
        "left_out": [one._asdict() for one in doses.left_out],
        "provided": [one._asdict() for one in doses.provided],
    }
