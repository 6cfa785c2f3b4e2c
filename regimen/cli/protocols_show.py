"""`regimen protocols show`: one protocol in words."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import FormOptions

_FORM = FormOptions()


def protocols_show(
    protocol: Annotated[str | None, Words("PROTOCOL", "id of a protocol; default nct01681537")] = None,
    /,
    *,
    level: Annotated[str | None, Words("ID", "dose level; default: the protocol's own")] = None,
    protocol_file: Annotated[str | None, Words("FILE", "a protocol file of your own instead of PROTOCOL")] = None,
    assume: Annotated[list[str] | None, Words("GROUP=SET", "choose a set of assumptions †; repeatable")] = None,
    form: FormOptions = _FORM,
) -> int:
    """Show a protocol: references, agents, levels, dose lines, assessments, DLT window, assumptions.

    † marks what the sources do not give. Forms: text, markdown, json.

    Examples:
      regimen protocols show nct01681537
      regimen protocols show nct01681537 --level d14-10 --assume recovery=0.5-50
      regimen protocols show --protocol-file mine.yaml --json
    """
    from regimen.cli.inputs import inputs
    from regimen.cli.options import ProtocolOptions
    from regimen.cli.output import document, emit

    written = form.chosen(("text", "markdown", "json"))
    made = inputs(protocol, ProtocolOptions(level=level, protocol_file=protocol_file, assume=assume))
    if written == "json":
        from regimen.cli.protocol_facts import protocol_facts

        emit(document(**protocol_facts(made.resolved)))
        return 0
    from regimen.printouts.protocolsheet import protocol_sheet
    from regimen.printouts.sheet import as_markdown, as_text

    sheet = protocol_sheet(made.resolved)
    emit(as_markdown(sheet) if written == "markdown" else as_text(sheet))
    return 0
