"""`regimen dlt`: the count-recovery verdict of one subject."""

from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import HIDE, LEDGER, JsonOption

if TYPE_CHECKING:
    from regimen.dlt.verdict import Verdict

_JSON = JsonOption()


def dlt(
    course: Annotated[str | None, Words("FILE|ID", "course file with a record, or an id in the ledger")] = None,
    /,
    *,
    as_of: Annotated[str | None, Words("DATE", "judge as of this date; default: today")] = None,
    matrix: Annotated[bool, Words("", "the verdict under every definition, side by side")] = False,
    assume: Annotated[
        list[str] | None, Words("GROUP=SET", "choose a set, of protocol or definition; repeatable")
    ] = None,
    hide_assumptions: Annotated[bool, HIDE] = False,
    today: Annotated[str | None, Words("DATE", "take this date as today; default: the clock")] = None,
    ledger: Annotated[str | None, LEDGER] = None,
    form: JsonOption = _JSON,
) -> int:
    """Say whether counts recovered in time: verdict, reason, deciding samples, what would change it.

    Only the count-recovery rule is judged; other DLT criteria are not in the sources. Nothing after --as-of counts.

    Examples:
      regimen dlt course.yaml --as-of 2027-01-20
      regimen dlt course.yaml --as-of 2027-01-20 --matrix
      regimen dlt course.yaml --assume recovery=0.5-50 --json
    """
    from regimen.cli.inputs import parse_choices
    from regimen.cli.output import document, emit
    from regimen.cli.reviewing import reviewed
    from regimen.cli.shown import head
    from regimen.dlt.matrix import verdict_matrix
    from regimen.dlt.questions import questions
    from regimen.dlt.verdict import LETTER_MEANS, judge

    made = reviewed(course, as_of, today, "regimen dlt FILE|ID --as-of DATE", parse_choices(assume or []), ledger)
    definition = made.definition(hide=hide_assumptions)
    verdict = judge(made.case, definition)
    table = verdict_matrix(made.case, definition) if matrix else None
    if form.json:
        keys = _facts(verdict) | {"as_of_day": made.as_of}
        if table is not None:
            keys |= {
                "matrix": [_row(one) for one in table.verdicts],
                "letters": {letter: LETTER_MEANS[letter] for letter in table.letters},
                "flips": table.flips,
                "hinges": list(table.hinges),
            }
        emit(document(questions(verdict), **head(made.plan.resolved, hide=hide_assumptions), **keys))
        return 0
    from regimen.printouts.sheet import as_text
    from regimen.printouts.verdict import verdict_sheet

    emit(as_text(verdict_sheet(made, verdict, table)))
    return 0


def _facts(verdict: "Verdict") -> dict[str, Any]:
    from regimen.dlt.changes import would_change
    from regimen.dlt.reasons import reason
    from regimen.dlt.verdict import OTHER_CRITERIA
    from regimen.dlt.words import described, sample_words

    return {
        "verdict": verdict.state,
        "letter": verdict.letter,
        "day": verdict.day,
        "interval": None if verdict.interval is None else list(verdict.interval),
        "reason": reason(verdict),
        "rule": verdict.rule,
        "deciding": [
            {"day": sample.day, "words": sample_words(sample, verdict.definition)} for sample in verdict.deciding
        ],
        "would_change": [change.words for change in would_change(verdict)],
        "definition": described(verdict.definition),
        "other_criteria": OTHER_CRITERIA,
    }


def _row(verdict: "Verdict") -> dict[str, Any]:
    from regimen.dlt.words import label

    return {
        "definition": label(verdict.definition),
        "verdict": verdict.state,
        "letter": verdict.letter,
        "day": verdict.day,
    }
