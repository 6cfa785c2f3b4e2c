"""A protocol as plain data and as a file: the one way to write it, so that equal protocols are equal text."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from regimen.nomenclature import NOTICE, safe_duration
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Entity, Part
from regimen.protocol.values import MAX_AGE, Ages, Band, Minutes, Slots
from regimen.protocol.yamltext import yaml_text
from regimen.quantity import plain


def canonical(part: Part) -> dict[str, Any]:
    """A protocol, or one part of it, as text, lists and mappings; what stands at its default is left out.

    The keys stand in the order of the model, with `source`, `sources` and `caution` behind what they speak of.
    """
    data: dict[str, Any] = {}
    minutes = _durations(type(part))
    for name in key_order(type(part)):
        value, field = getattr(part, name), type(part).model_fields[name]
        if field.is_required() or value != field.default:
            data[name] = safe_duration(value) if name in minutes else _plain(value)
    return data


def protocol_text(protocol: Protocol) -> str:
    """The protocol in force as a YAML file of its own, its amendments already in it; reading it gives an equal one."""
    return f"# {NOTICE}\n" + yaml_text(canonical(protocol.own), compact=True)


@cache
def key_order(model: type[Part]) -> tuple[str, ...]:
    """The fields of a model as files list them: its own, then those that every entity has."""
    return tuple(sorted(model.model_fields, key=lambda name: name in Entity.model_fields))


@cache
def _durations(model: type[Part]) -> frozenset[str]:
    """Fields that hold minutes; as a bare number they could not be told from a count."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if Minutes in (hint, *get_args(hint)))


def _plain(value: Any) -> Any:
    """A value as its field's own reader takes it."""
    if isinstance(value, Part):
        return canonical(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return next((write(value) for kind, write in _WRITERS.items() if isinstance(value, kind)), str(value))


def ages_text(ages: Ages) -> str:
    """An age band as files write it: `<60`, `>=60`, `18-59`."""
    if ages.low == 0:
        return f"<{ages.high + 1}"
    return f">={ages.low}" if ages.high == MAX_AGE else f"{ages.low}-{ages.high}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Decimal: plain,
    Ages: ages_text,
    Band: attrgetter("text"),
    Slots: attrgetter("name"),
}
"""How values are written that have a reader but no text of their own."""
