"""Help, written from each command's own docstring, signature and `Words`: it cannot differ from what is read."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from regimen.cli.binding import Words, signature
from regimen.cli.entry import COMMANDS, command_name, function_of
from regimen.cli.output import emit
from regimen.nomenclature import NOTICE
from regimen.printouts.wrap import wrapped

_COLUMN = 28

OVERVIEW = """\
regimen: clinical-trial drug regimens for education

Usage: regimen                    open the app (on a terminal), or print the home case's day list
       regimen COMMAND [OPTIONS]  run one command
       regimen COMMAND --help     explain a command, with examples
       regimen --version          print the version
"""
EXAMPLES = """\
Examples:
  regimen calendar --day1 2026-12-01 --sample
  regimen dose --height-cm 170 --weight-kg 75 --json
  regimen protocols show nct01681537
"""


def print_help(words: list[str]) -> int:
    """Print the help of the command that `words` name, or of all."""
    known = {part for name in COMMANDS for part in name.split()}
    if not words:
        emit(overview())
    elif len(words) == 1 and words[0] in {name.split()[0] for name in COMMANDS if " " in name}:
        emit(overview(words[0]))
    else:
        emit(command_help(command_name(words[:2] if words[0] in known else words)))
    return 0


def overview(group: str = "") -> str:
    """Every command with its first line."""
    names = [name for name in COMMANDS if name.startswith(group)]
    lines = list(_rows({name: Words("", _summary(function_of(name))) for name in names}))
    return "\n".join((OVERVIEW, "Commands:", *lines, "", EXAMPLES, *wrapped(NOTICE))) + "\n"


def command_help(name: str) -> str:
    """Usage, purpose, arguments, options and examples of one command."""
    function = function_of(name)
    takes = signature(function)
    arguments = {words.value: words for words in takes.arguments.values()}
    options = {name: option.words for name, option in takes.options.items()}
    text, _, examples = inspect.getdoc(function).partition("Examples:")  # type: ignore[union-attr]
    shown = [f"[{argument}]" for argument in arguments]
    if takes.more:
        shown[-1] = f"[{list(arguments)[-1]} …]"
    usage = " ".join((f"Usage: regimen {name}", *shown, "[OPTIONS]"))
    lines = [usage]
    for paragraph in text.strip().split("\n\n"):
        lines += ["", *wrapped(paragraph)]
    if arguments:
        lines += ["", "Arguments:", *_rows(arguments)]
    lines += ["", "Options:", *_rows({**options, "--help": Words("", "print this help")})]
    lines += ["", "Examples:", *(f"  {line.strip()}" for line in examples.strip().splitlines())]
    return "\n".join((*lines, "", *wrapped(NOTICE))) + "\n"


def _rows(entries: dict[str, Words]) -> Iterator[str]:
    for name, words in entries.items():
        left = f"  {name} {words.value}" if name.startswith("--") and words.value else f"  {name}"
        text = f"{words.text}; short: {words.short}" if words.short else words.text
        yield from wrapped(text, first=f"{left.ljust(_COLUMN)}  ", then=" " * (_COLUMN + 2))


def _summary(function: Callable[..., Any]) -> str:
    return (inspect.getdoc(function) or "").splitlines()[0]
