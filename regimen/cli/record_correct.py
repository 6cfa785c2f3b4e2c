"""`regimen record correct`: an entry of a record as it should read."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.entry_options import EntryOptions
from regimen.cli.options import LEDGER, WHO, JsonOption

_JSON = JsonOption()
_ENTRY = EntryOptions()


def record_correct(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    place: Annotated[str | None, Words("ENTRY", "its id, or its place: 'counts[3]', death")] = None,
    /,
    *,
    entry: EntryOptions = _ENTRY,
    clear: Annotated[list[str] | None, Words("FIELD", "take a value out: platelets; repeatable")] = None,
    why: Annotated[str | None, Words("TEXT", "what was wrong; needed")] = None,
    on: Annotated[str | None, Words("DATE", "date of the correction; default: today")] = None,
    who: Annotated[str | None, WHO] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Correct an entry: give what is to read otherwise; the rest of it stays, and the file keeps what it read before.

    Examples:
      regimen record correct course.yaml "counts[2]" --platelets "7 K/uL" --why misread
      regimen record correct course.yaml c3 --clear anc --why "differential was of another sample"
      regimen record correct T-07 death --attribution disease --why adjudicated --who "data manager"
    """
    from regimen import changes
    from regimen.cli.entry_options import needed, typed, untouched
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.record_written import Action, answer, as_protocol_says, places, reference_change, written
    from regimen.errors import RegimenError
    from regimen.record.model import REPLACEMENTS
    from regimen.record.words import entry_words
    from regimen.recording import corrected, read_correction, read_entry, reading_of

    if course is None or place is None:
        raise RegimenError("which entry of which course?", hint="regimen record correct FILE|ID ENTRY --why TEXT")
    if why is None:
        raise RegimenError("a correction says what was wrong", hint="give --why TEXT")
    found, date = opened(course, ledger), today_of(today)
    section, before = reading_of(found.course, place)
    fields, told = typed(section, entry)
    kept = {**untouched(before, clear or []), **as_protocol_says(found, fields)}
    needed(section, kept)
    made = read_entry(section, kept)
    said = {"of": place, "date": on or str(date), "reason": why, "who": who, REPLACEMENTS[section]: made}
    correction = read_correction(said)
    corrected(found.course, correction)
    key = places(found, "corrections", 1)
    after, findings = written(found, Action(changes.corrected(correction), who, why), key, date)
    read = entry_words(before) if before else "nothing, it was voided"
    lines = [f"{place} corrected by {key[0]}", f"it read: {read}", f"it reads: {entry_words(made)}"]
    facts = {"entry": place, "section": section, "correction": key[0], "read": told}
    return answer(course, [*lines, *told, *reference_change(found, after)], findings, json=form.json, **facts)
