"""`regimen replay`: a published trial, step by step beside a design."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import FormOptions

if TYPE_CHECKING:
    from regimen.escalation.published.reader import Published

_FORM = FormOptions()


def replay(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    design: Annotated[str | None, Words("ID", "design to hold it against; default: deescalate-six")] = None,
    history: Annotated[list[str] | None, Words("ID", "show this history of a version, such as 1.6; repeatable")] = None,
    step: Annotated[str | None, Words("N", "one step only, 1 the first (text and Markdown)")] = None,
    histories: Annotated[
        bool, Words("", "every history that fits, grouped by what it says (text and Markdown)")
    ] = False,
    file: Annotated[str | None, Words("FILE", "a published trial of your own instead of PROTOCOL")] = None,
    protocol_file: Annotated[
        str | None, Words("FILE", "the protocol that --file follows, if not in the library")
    ] = None,
    form: FormOptions = _FORM,
) -> int:
    """Replay a published escalation: state, what the design says, where the conduct leaves it, what is not known.

    Totals were published, not every cohort: all histories that fit are enumerated, one is shown, no reason is made up.
    Beside it stand the published results with exact intervals. Forms: text, markdown, json.

    Examples:
      regimen replay
      regimen replay --histories
      regimen replay --history 1.6 --history 2.13 --design no-deescalation
      regimen replay --step 4
      regimen replay --json
    """
    from regimen.cli.output import document, emit
    from regimen.escalation.designs.registry import design_of
    from regimen.escalation.published.replay import DESIGN, chosen
    from regimen.escalation.published.replay import replay as replayed

    written = form.chosen(("text", "markdown", "json"))
    number = _number(step, histories=histories)
    told = replayed(_published(protocol, file, protocol_file), design_of(design or DESIGN))
    shown = chosen(told, history or ())
    if written == "json":
        from regimen.cli.replay_facts import replay_facts

        emit(document(**replay_facts(told, shown)))
        return 0
    from regimen.printouts.replay import histories_sheet, replay_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = histories_sheet(told) if histories else replay_sheet(told, shown, number)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0


def _number(step: str | None, *, histories: bool) -> int | None:
    from regimen.cli.inputs import reading
    from regimen.errors import RegimenError
    from regimen.protocol.values import parse_int

    if step is not None and histories:
        raise RegimenError("--step and --histories exclude each other", hint="give one of them")
    return None if step is None else reading("--step", parse_int, step)


def _published(protocol: str | None, file: str | None, protocol_file: str | None) -> "Published":
    from pathlib import Path

    from regimen.errors import RegimenError
    from regimen.escalation.published.reader import published, read_published
    from regimen.protocol.shelf import HOME

    if file is None:
        if protocol_file is not None:
            raise RegimenError("--protocol-file goes with --file", hint="name the published trial too")
        return published(protocol or HOME)
    if protocol is not None:
        raise RegimenError(
            f"PROTOCOL '{protocol[:40]}' and --file exclude each other", hint="the file names its protocol"
        )
    return read_published(Path(file), None if protocol_file is None else Path(protocol_file))
