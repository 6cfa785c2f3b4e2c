"""The words of a command line bound to a command's parameters.

A command is a function; its parameters, annotated with `Words`, are its arguments and options, and the help is
written from the same annotations. Every value stays text, for our own parsers to read; argparse does the rest.
"""

import argparse
import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple, NoReturn, get_args, get_origin, get_type_hints

from regimen.errors import RegimenError, nearest


class Words(NamedTuple):
    """What the help says about an argument or option."""

    value: str
    """Name of the value; empty for a switch."""
    text: str
    short: str = ""
    """One-letter spelling, such as `-o`, if there is one."""


class Option(NamedTuple):
    """One option of a command."""

    words: Words
    kind: type
    """`bool` for a switch, `list` where it may be repeated, `str` otherwise."""
    group: str | None
    """Parameter that takes a bundle of options, if this one belongs to a bundle."""
    field: str
    """Parameter, or field of the bundle."""


class Signature(NamedTuple):
    """What a command takes."""

    arguments: dict[str, Words]
    """By parameter, in order."""
    options: dict[str, Option]
    """By name as typed: `--height-cm`."""
    bundles: dict[str, Any]
    """By parameter: the class that holds a bundle of options."""
    more: bool
    """Whether the last argument may be repeated."""


def signature(function: Callable[..., Any]) -> Signature:
    """Read a command's parameters: positional-only ones are arguments, and `*names` takes all the rest."""
    hints = get_type_hints(function, include_extras=True)
    code = function.__code__
    arguments: dict[str, Words] = {}
    options: dict[str, Option] = {}
    bundles: dict[str, Any] = {}
    more = bool(code.co_flags & inspect.CO_VARARGS)
    rest = code.co_varnames[code.co_argcount + code.co_kwonlyargcount :][: int(more)]
    for name, hint in hints.items():
        if name in (*code.co_varnames[: code.co_posonlyargcount], *rest):
            arguments[name] = get_args(hint)[1]
        elif hasattr(hint, "_fields"):
            bundles[name] = hint
            options |= dict(_options(get_type_hints(hint, include_extras=True), name))
        else:
            options |= dict(_options({name: hint}, None))
    return Signature(arguments, options, bundles, more)


def _options(hints: dict[str, Any], group: str | None) -> Iterator[tuple[str, Option]]:
    for field, hint in hints.items():
        if get_origin(hint) is Annotated:
            held, words = get_args(hint)
            kind = bool if held is bool else list if list in {get_origin(part) for part in get_args(held)} else str
            yield f"--{field.strip('_').replace('_', '-')}", Option(words, kind, group, field)


def bind(function: Callable[..., Any], words: list[str]) -> tuple[list[str], dict[str, Any]]:
    """The arguments and keywords to call a command with; refuses what it does not take."""
    takes = signature(function)
    before, literal = (words[: words.index("--")], words[words.index("--") + 1 :]) if "--" in words else (words, [])
    given, rest = _parser(takes).parse_known_args(before)
    for word in rest:
        if word.startswith("-") and len(word) > 1:
            name = word.partition("=")[0]
            raise RegimenError(f"unknown option {name[:40]}{nearest(name, [*takes.options, '--help'])}")
    arguments = [*rest, *literal]
    if (extra := arguments[len(takes.arguments) :]) and not takes.more:
        raise RegimenError("cannot use " + ", ".join(f"'{word[:40]}'" for word in extra) + " here")
    return arguments, _keywords(takes, vars(given))


class _Parser(argparse.ArgumentParser):
    """argparse with our errors: raised, in our words."""

    def __init__(self, takes: Signature) -> None:
        super().__init__(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
        self.takes = takes

    def error(self, message: str) -> NoReturn:
        """The two things that can go wrong with an option of ours: a value too few or too many."""
        name = message.removeprefix("argument ").partition(":")[0].rpartition("/")[2]
        option = self.takes.options[name]
        if option.kind is bool:
            raise RegimenError(f"{name} takes no value")
        raise RegimenError(f"{name} needs a value", hint=f"write {name} {option.words.value}")


class _Once(argparse.Action):
    """Keeps a value; a second one is refused, since nobody can tell which was meant."""

    def __call__(self, _parser: Any, namespace: Any, values: Any, option_string: str | None = None) -> None:
        """Keep the value under the option's name as typed."""
        if self.dest in vars(namespace):
            raise RegimenError(f"{option_string} is given more than once", hint="give it once")
        setattr(namespace, self.dest, True if self.nargs == 0 else values)


def _parser(takes: Signature) -> _Parser:
    """The parser of a command's options; what is not given stays out of the result."""
    parser = _Parser(takes)
    for name, option in takes.options.items():
        spellings = [*([option.words.short] if option.words.short else []), name]
        if option.kind is list:
            parser.add_argument(*spellings, dest=name, action="append")
        else:
            parser.add_argument(*spellings, dest=name, action=_Once, nargs=0 if option.kind is bool else None)
    return parser


def _keywords(takes: Signature, given: dict[str, Any]) -> dict[str, Any]:
    """Options by parameter, those of a bundle inside their bundle."""
    keywords: dict[str, Any] = {}
    bundles: dict[str, dict[str, Any]] = {}
    for name, value in given.items():
        option = takes.options[name]
        (keywords if option.group is None else bundles.setdefault(option.group, {}))[option.field] = value
    return keywords | {group: takes.bundles[group](**fields) for group, fields in bundles.items()}
