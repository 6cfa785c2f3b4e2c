"""`regimen protocols new`: a protocol file from answers on a terminal, or from one line."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from pathlib import Path

    from regimen.cli.draft import Given
    from regimen.protocol.model import Protocol

_JSON = JsonOption()
_STEM = "my-regimen"


def protocols_new(
    file: Annotated[str | None, Words("FILE", "the file to write; without it the text is printed")] = None,
    /,
    *,
    line: Annotated[str | None, Words("TEXT", "the doses in one line, instead of questions")] = None,
    id_: Annotated[str | None, Words("ID", "id of the protocol")] = None,
    title: Annotated[str | None, Words("TEXT", "full title; default: the drugs")] = None,
    citation: Annotated[str | None, Words("TEXT", "where the doses come from")] = None,
    kind: Annotated[str | None, Words("KIND", "kind of source: published, registry, label or entered")] = None,
    overwrite: Annotated[bool, Words("", "replace FILE if it exists")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Make a protocol file: on a terminal by questions, else from --line and --id.

    Every question shows a default; an answer that cannot be read is asked for again. The days of cycle 1 are shown
    before anything is written. FILE is written whole or not at all, and an existing one is kept.

    Examples:
      regimen protocols new mine.yaml
      regimen protocols new --line 'carboplatin AUC 5 IV d1; q21 x6' --id carbo
      regimen protocols new c.yaml --line 'carboplatin AUC 5 IV d1' --id carbo --citation 'Smith 2020'
    """
    import sys
    from pathlib import Path

    from regimen.cli.draft import Given
    from regimen.cli.output import document, emit
    from regimen.errors import RegimenError
    from regimen.protocol.canonical import canonical, protocol_text
    from regimen.protocol.yamltext import save_text

    path = Path(file) if file else None
    if path is not None and path.exists() and not overwrite:
        raise RegimenError(f"{path} exists and was kept", hint="choose another name or give --overwrite")
    given = Given(id_, title, citation, kind)
    if line is not None:
        protocol = _typed(line, given)
    else:
        protocol, path = _asked(path, given, scripted=form.json)
    if path is not None:
        save_text(protocol_text(protocol), path, overwrite=overwrite)
    if form.json:
        emit(document(file=None if path is None else str(path), protocol=canonical(protocol)))
    elif path is None:
        emit(protocol_text(protocol))
    else:
        sys.stderr.write(f"{path} written\n")
    return 0


def _typed(line: str, given: "Given") -> "Protocol":
    """The protocol of --line and the options beside it."""
    from regimen.cli.draft import origin
    from regimen.errors import RegimenError
    from regimen.notation.read import read_line

    if given.id is None:
        raise RegimenError("the protocol needs an id", hint="give --id, such as --id my-regimen")
    return read_line(line, origin(given))


def _asked(path: "Path | None", given: "Given", *, scripted: bool) -> "tuple[Protocol, Path]":
    """The protocol that the answers make, shown before it is agreed to, and the file it goes to."""
    from pathlib import Path

    from regimen.cli.draft import drafted, preview
    from regimen.cli.questions import ask, on_terminal, say, yes_or_no
    from regimen.errors import RegimenError

    if scripted or not on_terminal():
        raise RegimenError("there is no terminal to ask on", hint="give --line and --id")
    protocol = drafted(path.stem if path else _STEM, given)
    for text in preview(protocol):
        say(text)
    path = path or Path(ask("File to write", str, f"{protocol.id}.yaml"))
    if not ask(f"Write {path}? yes or no", yes_or_no, "yes"):
        raise RegimenError("nothing was written")
    return protocol, path
