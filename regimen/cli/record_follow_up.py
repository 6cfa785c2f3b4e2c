"""`regimen record follow-up`: what was done about a deviation."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO, JsonOption

_JSON = JsonOption()


def record_follow_up(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    key: Annotated[str | None, Words("KEY", "the deviation, as regimen check names it")] = None,
    /,
    *,
    cause: Annotated[str | None, Words("TEXT", "why it happened")] = None,
    impact: Annotated[str | None, Words("TEXT", "what it means for the subject and for the data")] = None,
    corrective_action: Annotated[str | None, Words("TEXT", "what was done about it; closes it")] = None,
    approved_on: Annotated[str | None, Words("DATE", "date of an approval; it excuses nothing")] = None,
    approved_by: Annotated[str | None, Words("ROLE", "role of whoever approved, never a name")] = None,
    date: Annotated[str | None, Words("DATE", "date of the follow-up; default: today")] = None,
    who: Annotated[str | None, WHO] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Record cause, impact, corrective action or an approval of one deviation; a later one adds to an earlier one.

    An important deviation is open until a corrective action is recorded. Nobody can waive one: an act or an approval
    closes nothing, and the deviation stays in every report.

    Examples:
      regimen record follow-up course.yaml deferred-series:MEC:d4 --cause "fever on Day 4"
      regimen record follow-up course.yaml deferred-series:MEC:d4 --corrective-action "two check days"
    """
    from regimen import changes
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.record_written import Action, answer, places, written
    from regimen.errors import RegimenError, nearest
    from regimen.recording import read_entry, recorded
    from regimen.review import review

    if course is None or key is None:
        raise RegimenError("which deviation of which course?", hint="regimen record follow-up FILE|ID KEY --cause TEXT")
    found, now = opened(course, ledger), today_of(today)
    before = review(found.course, found.protocol, found.find, now).report
    known = [one.key for one in before.deviations]
    if key not in known:
        what = f"there is no deviation '{key[:80]}'{nearest(key, known)}"
        raise RegimenError(what, hint="regimen check lists each with its key")
    said = {"cause": cause, "impact": impact, "corrective_action": corrective_action}
    approval = {"approved_on": approved_on, "approved_by": approved_by}
    made = read_entry("follow_ups", {"deviation": key, "date": date or str(now), "who": who, **said, **approval})
    recorded(found.course, "follow_ups", [made])
    keys = places(found, "follow_ups", 1)
    after, findings = written(found, Action(changes.recorded("follow_ups", [made]), who), keys, now)
    report = review(after.course, after.protocol, after.find, now).report
    one = next(one for one in report.deviations if one.key == key)
    findings += [asked for asked in report.doubtful if asked.subject in keys]
    state = "open" if one.open else "closed" if one.important else "not important, so never open"
    lines = [f"{keys[0]}: follow-up of {key} recorded; the deviation is {state}"]
    lines.append(f"important deviations still open: {report.open}")
    facts = {"entry": keys[0], "key": key, "open": one.open, "still_open": report.open}
    return answer(course, lines, findings, json=form.json, **facts)
