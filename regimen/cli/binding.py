"""The words of a command line bound to a command's parameters.

A command is a function; its parameters, annotated with `Words`, are its arguments and options, and the help is
written from the same annotations. Every value stays text, for our own parsers to read. Written here because the
parser libraries tried took a quarter of the whole run of `regimen calendar --json` (docs/cli.md).
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from regimen.errors import RegimenError, nearest


class Words(NamedTuple):
    """What the help says about an argument or option."""

    value: str
    """Name of the value; empty for a switch."""
    text: str


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


def signature(function: Callable[..., Any]) -> Signature:
    """Read a command's parameters: positional-only ones are arguments."""
    hints = get_type_hints(function, include_extras=True)
    code = function.__code__
    arguments: dict[str, Words] = {}
    options: dict[str, Option] = {}
    bundles: dict[str, Any] = {}
    for name, hint in hints.items():
        if name in code.co_varnames[: code.co_posonlyargcount]:
            arguments[name] = get_args(hint)[1]
        elif hasattr(hint, "_fields"):
            bundles[name] = hint
            options |= dict(_options(get_type_hints(hint, include_extras=True), name))
        else:
            options |= dict(_options({name: hint}, None))
    return Signature(arguments, options, bundles)


def _options(hints: dict[str, Any], group: str | None) -> Iterator[tuple[str, Option]]:
    for field, hint in hints.items():
        if get_origin(hint) is Annotated:
            held, words = get_args(hint)
            kind = bool if held is bool else list if list in {get_origin(part) for part in get_args(held)} else str
            yield f"--{field.strip('_').replace('_', '-')}", Option(words, kind, group, field)


def bind(function: Callable[..., Any], words: list[str]) -> tuple[list[str], dict[str, Any]]:
    """The arguments and keywords to call a command with; refuses what it does not take."""
    takes = signature(function)
    given: dict[str, Any] = {}
    arguments: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            arguments += rest
        elif word.startswith("-") and len(word) > 1:
            _take(takes, word, rest, given)
        else:
            arguments.append(word)
    if extra := arguments[len(takes.arguments) :]:
        raise RegimenError("cannot use " + ", ".join(f"'{word[:40]}'" for word in extra) + " here")
    return arguments, _keywords(takes, given)


def _take(takes: Signature, word: str, rest: Iterator[str], given: dict[str, Any]) -> None:
    """Read one option and its value, which may begin with one hyphen but not with two."""
    name, equals, value = word.partition("=")
    if name not in takes.options:
        raise RegimenError(f"unknown option {name[:40]}{nearest(name, [*takes.options, '--help'])}")
    option = takes.options[name]
    if name in given and option.kind is not list:
        raise RegimenError(f"{name} is given more than once", hint="give it once")
    if option.kind is bool:
        if equals:
            raise RegimenError(f"{name} takes no value")
        given[name] = True
        return
    if not equals:
        value = next(rest, "--")
        if value.startswith("--"):
            raise RegimenError(f"{name} needs a value", hint=f"write {name} {option.words.value}")
    if option.kind is list:
        given.setdefault(name, []).append(value)
    else:
        given[name] = value


def _keywords(takes: Signature, given: dict[str, Any]) -> dict[str, Any]:
    keywords: dict[str, Any] = {}
    bundles: dict[str, dict[str, Any]] = {}
    for name, value in given.items():
        option = takes.options[name]
        (keywords if option.group is None else bundles.setdefault(option.group, {}))[option.field] = value
    return keywords | {group: takes.bundles[group](**fields) for group, fields in bundles.items()}
