"""From the words of a command line to the command, and from whatever happens to an exit status.

The contract (docs/contract.md): 0 done, 1 only from checking commands, 2 bad input or usage, 130 interrupted.
No traceback ever; REGIMEN_DEBUG=1 shows it to whoever mends the program.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module

from regimen.cli.binding import bind
from regimen.errors import RegimenError, nearest
from regimen.start import lighten

COMMANDS = {
    "calendar": "regimen.cli.calendar:calendar",
    "dose": "regimen.cli.dose:dose",
    "day1": "regimen.cli.day1:day1",
    "check": "regimen.cli.check:check",
    "dlt": "regimen.cli.dlt:dlt",
    "print": "regimen.cli.print:print_sheets",
    "escalate": "regimen.cli.escalate:escalate",
    "designs": "regimen.cli.designs:designs",
    "replay": "regimen.cli.replay:replay",
    "oc": "regimen.cli.oc:oc",
    "cohorts": "regimen.cli.cohorts:cohorts",
    "duration": "regimen.cli.duration:duration",
    "courses new": "regimen.cli.courses_new:courses_new",
    "courses list": "regimen.cli.courses_list:courses_list",
    "courses week": "regimen.cli.courses_week:courses_week",
    "courses show": "regimen.cli.courses_show:courses_show",
    "courses act": "regimen.cli.courses_act:courses_act",
    "courses undo": "regimen.cli.courses_undo:courses_undo",
    "courses redo": "regimen.cli.courses_redo:courses_redo",
    "courses keep": "regimen.cli.courses_keep:courses_keep",
    "courses archive": "regimen.cli.courses_archive:courses_archive",
    "courses restore": "regimen.cli.courses_restore:courses_restore",
    "record show": "regimen.cli.record_show:record_show",
    "record check": "regimen.cli.record_check:record_check",
    "record import": "regimen.cli.record_import:record_import",
    "record add": "regimen.cli.record_add:record_add",
    "record given": "regimen.cli.record_given:record_given",
    "record correct": "regimen.cli.record_correct:record_correct",
    "record void": "regimen.cli.record_void:record_void",
    "record follow-up": "regimen.cli.record_follow_up:record_follow_up",
    "ledger check": "regimen.cli.ledger_check:ledger_check",
    "ledger backup": "regimen.cli.ledger_backup:ledger_backup",
    "ledger export": "regimen.cli.ledger_export:ledger_export",
    "ledger import": "regimen.cli.ledger_import:ledger_import",
    "ledger log": "regimen.cli.ledger_log:ledger_log",
    "ledger protocol": "regimen.cli.ledger_protocol:ledger_protocol",
    "train list": "regimen.cli.train_list:train_list",
    "train show": "regimen.cli.train_show:train_show",
    "train run": "regimen.cli.train_run:train_run",
    "train new": "regimen.cli.train_new:train_new",
    "train check": "regimen.cli.train_check:train_check",
    "train generate": "regimen.cli.train_generate:train_generate",
    "train mark": "regimen.cli.train_mark:train_mark",
    "protocols list": "regimen.cli.protocols_list:protocols_list",
    "protocols show": "regimen.cli.protocols_show:protocols_show",
    "protocols check": "regimen.cli.protocols_check:protocols_check",
    "protocols lint": "regimen.cli.protocols_lint:protocols_lint",
    "protocols diff": "regimen.cli.protocols_diff:protocols_diff",
    "protocols schema": "regimen.cli.protocols_schema:protocols_schema",
    "protocols format": "regimen.cli.protocols_format:protocols_format",
    "protocols line": "regimen.cli.protocols_line:protocols_line",
    "protocols new": "regimen.cli.protocols_new:protocols_new",
}
"""Command to the function that does it; imported when asked for."""
BAD_INPUT = 2
INTERRUPTED = 130


def run(argv: list[str] | None = None) -> int:
    """Run the command that `argv` names."""
    words = sys.argv[1:] if argv is None else argv
    return guarded(lambda: _dispatch(words))


def guarded(work: Callable[[], int]) -> int:
    """Do the work; turn every failure into words on stderr and an exit status."""
    lighten()
    try:
        return work()
    except RegimenError as error:
        _say(_told(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has read enough; the interpreter must not fail again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("REGIMEN_DEBUG"):
            raise
        _say([_of_the_system(error) or _of_ours(error)])
        return BAD_INPUT


def _of_the_system(error: Exception) -> str | None:
    """What the system has refused to do with a file, such as one whose name is too long."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"regimen: cannot use {error.filename}: {error.strerror}; name another file, or mend this one's place"
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):
        return f"regimen: {error}; name a file that is one"
    return None


def _of_ours(error: Exception) -> str:
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return f"regimen: internal error ({what}); please report it with the command; REGIMEN_DEBUG=1 tells more"


def _told(error: RegimenError) -> list[str]:
    """The error line by line; findings about a file stand as `file:line:column: message`, ready for an editor."""
    findings = getattr(error, "findings", None)
    if findings is not None:
        return [str(finding) for finding in findings]
    return [f"regimen: {line}" for line in error.message.splitlines()]


def _say(lines: list[str]) -> None:
    if sys.stderr is not None:
        for line in lines:
            sys.stderr.write(line + "\n")


def _dispatch(words: list[str]) -> int:
    options = words[: words.index("--")] if "--" in words else words
    if "--help" in options or "-h" in options:
        from regimen.cli.helptext import print_help

        return print_help([word for word in options if not word.startswith("-")])
    if words == ["--version"]:
        from regimen import __version__
        from regimen.cli.output import emit

        emit(f"regimen {__version__}\n")
        return 0
    if not words:
        from regimen.cli.home import home

        return home()
    name = command_name(words)
    return _call(name, words[len(name.split()) :])


def command_name(words: list[str]) -> str:
    """The command that the first words name; refuses what is none, with the nearest name."""
    first = words[0]
    if first.startswith("-"):
        close = nearest(first, ("--version", "--help")) if first.startswith(("--v", "--h")) else ""
        raise RegimenError(f"unknown option {first}{close}", hint="the command comes first")
    firsts = list(dict.fromkeys(name.split()[0] for name in COMMANDS))
    if first in COMMANDS:
        return first
    if first not in firsts:
        raise RegimenError(f"unknown command '{first[:40]}'{nearest(first, firsts)}", allowed=", ".join(firsts))
    seconds = [name.split()[1] for name in COMMANDS if name.startswith(f"{first} ")]
    if len(words) == 1 or words[1].startswith("-"):
        raise RegimenError(f"'{first}' needs to know what to do", allowed=", ".join(seconds))
    if words[1] not in seconds:
        unknown = f"unknown command '{first} {words[1][:40]}'"
        raise RegimenError(f"{unknown}{nearest(words[1], seconds)}", allowed=", ".join(seconds))
    return f"{first} {words[1]}"


def function_of(name: str) -> Callable[..., int]:
    """The function behind a command."""
    module, _, attribute = COMMANDS[name].partition(":")
    found: Callable[..., int] = getattr(import_module(module), attribute)
    return found


def _call(name: str, words: list[str]) -> int:
    """Bind the words to the function's parameters and call it."""
    function = function_of(name)
    try:
        arguments, keywords = bind(function, words)
    except RegimenError as error:
        more = f"regimen {name} --help lists the options"
        raise RegimenError(error.what, hint=f"{error.hint}; {more}" if error.hint else more) from error
    return function(*arguments, **keywords)
