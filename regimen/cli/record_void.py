"""`regimen record void`: an entry of a record that should not be there."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import LEDGER, WHO, JsonOption

_JSON = JsonOption()


def record_void(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    place: Annotated[str | None, Words("ENTRY", "its id, or its place: 'counts[3]', death")] = None,
    /,
    *,
    why: Annotated[str | None, Words("TEXT", "why it should not be there; needed")] = None,
    on: Annotated[str | None, Words("DATE", "date of the correction; default: today")] = None,
    who: Annotated[str | None, WHO] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Strike out an entry; it stays in the file with the reason, and no rule reads it any more.

    Examples:
      regimen record void course.yaml "administrations[4]" --why "given to another subject"
      regimen record void T-07 c4 --why "sample mixed up" --who "data manager"
    """
    from regimen import changes
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.record_written import Action, answer, places, reference_change, written
    from regimen.errors import RegimenError
    from regimen.record.words import entry_words
    from regimen.recording import corrected, read_correction, reading_of

    if course is None or place is None:
        raise RegimenError("which entry of which course?", hint="regimen record void FILE|ID ENTRY --why TEXT")
    if why is None:
        raise RegimenError("whoever voids an entry says why", hint="give --why TEXT")
    found, date = opened(course, ledger), today_of(today)
    section, before = reading_of(found.course, place)
    if before is None:
        raise RegimenError(f"'{place}' was voided already")
    said = {"of": place, "date": on or str(date), "reason": why, "who": who, "void": "yes"}
    correction = read_correction(said)
    corrected(found.course, correction)
    key = places(found, "corrections", 1)
    after, findings = written(found, Action(changes.corrected(correction), who, why), (), date)
    lines = [f"{place} voided by {key[0]}", f"it read: {entry_words(before)}", *reference_change(found, after)]
    facts = {"entry": place, "section": section, "correction": key[0]}
    return answer(course, lines, findings, json=form.json, **facts)
