"""`regimen record add`: one thing that happened, into the record of a course."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.entry_options import EntryOptions
from regimen.cli.options import LEDGER, WHO, JsonOption

_JSON = JsonOption()
_ENTRY = EntryOptions()


def record_add(
    course: Annotated[str | None, Words("FILE|ID", "course file, or an id in the ledger")] = None,
    kind: Annotated[str | None, Words("KIND", "dose, count, transfusion, marrow, toxicity, hold, death, …")] = None,
    /,
    *,
    entry: EntryOptions = _ENTRY,
    again: Annotated[bool, Words("", "record it although an equal entry is there: it happened twice")] = False,
    why: Annotated[str | None, Words("TEXT", "the reason, for the ledger")] = None,
    who: Annotated[str | None, WHO] = None,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Add one entry to the record of a course, and say what is questionable about it.

    What cannot be is refused and nothing is written: a negative count, an ambiguous date, a second death. What is only
    unusual is written and told: a date to come, neutrophils above the white cells, a drug that the protocol does not
    have. A number without a unit is taken only where no other unit would make it usual; the answer says how. No names
    of people, please.

    KIND is dose, count, transfusion, growth-factor, marrow, toxicity, infection, hold, assessment, next-therapy,
    transplant, relapse, withdrawal, death or note.

    Examples:
      regimen record add course.yaml count --date 2027-01-12 --anc "0.4 10^9/L" --platelets 22
      regimen record add course.yaml dose --date 2026-12-04 --agent etoposide --amount "150 mg"
      regimen record add course.yaml marrow --date 2027-01-11 --adequate yes --blasts 3
      regimen record add course.yaml hold --date 2026-12-07 --end 2026-12-08 --agent MEC --reason fever
      regimen record add course.yaml death --date 2027-01-12 --attribution unknown
    """
    from regimen import changes
    from regimen.cli.entry_options import needed, section_of, typed
    from regimen.cli.held import opened
    from regimen.cli.inputs import today_of
    from regimen.cli.record_written import Action, answer, as_protocol_says, dated, places, reference_change, written
    from regimen.errors import RegimenError
    from regimen.record.words import entry_words
    from regimen.recording import noun, read_entry, recorded

    if course is None or kind is None:
        raise RegimenError("what happened, in which course?", hint="regimen record add FILE|ID KIND --date DATE")
    section = section_of(kind)
    fields, told = typed(section, entry)
    needed(section, fields)
    found, date = opened(course, ledger), today_of(today)
    made = read_entry(section, as_protocol_says(found, fields))
    recorded(found.course, section, [made], again=again)
    keys = places(found, section, 1)
    after, findings = written(found, Action(changes.recorded(section, [made]), who, why), keys, date)
    day = dated(after)
    lines = [f"{keys[0]}: {noun(section)} recorded, {day.words(made.date)}, {entry_words(made)}", *told]
    facts = {"entry": keys[0], "section": section, "day": day.day(made.date), "date": str(made.date), "read": told}
    return answer(course, [*lines, *reference_change(found, after)], findings, json=form.json, **facts)
