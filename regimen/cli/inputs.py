"""From options to what the library works on: protocol, level, assumptions, subject, policy, dates.

An option beats the course file. Each error names the option it is about; all faults of a subject are told at once.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from regimen.cli.held import opened
from regimen.cli.options import BodyOptions, ProtocolOptions
from regimen.course import Course
from regimen.dates import parse_reference_date, today
from regimen.dosing.policy import NO_CAP, DosePolicy, parse_gfr_cap
from regimen.dosing.rounding import parse_rounding
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.resolved import ResolvedProtocol
from regimen.protocol.shelf import HOME, load
from regimen.protocol.values import parse_int
from regimen.quantity import plain

T = TypeVar("T")


class Inputs(NamedTuple):
    """What the options add up to, less the date."""

    resolved: ResolvedProtocol
    subject: Subject
    policy: DosePolicy
    file: Course | None
    """The course file's content, where one was named."""
    protocol_file: str | None
    cycles: int | None
    """Cycles asked for, if any."""


def inputs(
    name: str | None, chosen: ProtocolOptions, body: BodyOptions | None = None, renal_weight: str | None = None
) -> Inputs:
    """Read files and options; refuses options that exclude each other."""
    file, protocol = _files(name, chosen)
    choices = {**(file.assumptions if file else {}), **parse_choices(chosen.assume or [])}
    level = chosen.level or (file.level if file else None)
    overlays = [*(file.overlays if file else []), *(chosen.overlay or [])]
    cycles = reading("--cycles", parse_int, chosen.cycles) if chosen.cycles else (file.cycles if file else None)
    resolved = resolve(protocol, level, choices, overlays, cycles)
    body = body or BodyOptions()
    base = SAMPLE_SUBJECT if body.sample else file.subject if file else Subject()
    protocol_file = chosen.protocol_file or (file.protocol_file if file else None)
    return Inputs(resolved, subject_of(body, base), _policy(body, file, renal_weight), file, protocol_file, cycles)


def reading(option: str, parse: Callable[[str], T], text: str) -> T:
    """Parse an option's value; the error begins with the option."""
    try:
        return parse(text)
    except RegimenError as error:
        raise RegimenError(f"{option}: {error.what}", allowed=error.allowed, hint=error.hint) from error


def _files(name: str | None, chosen: ProtocolOptions) -> tuple[Course | None, Protocol]:
    """The course file, if one is given, and the protocol; only one of the four may name it."""
    if chosen.line is not None:
        return None, _line(name, chosen, chosen.line)
    if name is not None and chosen.protocol_file is not None:
        raise RegimenError(f"PROTOCOL '{name[:40]}' and --protocol-file exclude each other", hint="give one of them")
    if chosen.course is not None:
        if name is not None or chosen.protocol_file is not None:
            other = "PROTOCOL" if name is not None else "--protocol-file"
            raise RegimenError(f"--course and {other} exclude each other", hint="the course file names its protocol")
        found = opened(chosen.course, chosen.ledger)
        return found.course, found.protocol
    if chosen.protocol_file is not None:
        return None, read_protocol(Path(chosen.protocol_file))
    name, _, version = (name or HOME).partition("@")
    return None, load(name, version or None)


def _line(name: str | None, chosen: ProtocolOptions, text: str) -> Protocol:
    """The protocol that --line describes; nothing else may name one beside it."""
    from regimen.notation.read import read_line

    others = {"PROTOCOL": name, "--protocol-file": chosen.protocol_file, "--course": chosen.course}
    for other, given in others.items():
        if given is not None:
            raise RegimenError(f"--line and {other} exclude each other", hint="the line is the protocol")
    return read_line(text)


def parse_choices(texts: Sequence[str]) -> dict[str, str]:
    """`GROUP=SET` texts as a mapping; a group may be chosen once."""
    choices: dict[str, str] = {}
    for text in texts:
        group, equals, choice = text.partition("=")
        if not (group and equals and choice):
            raise RegimenError(f"--assume: cannot read '{text[:40]}'", allowed="GROUP=SET, such as mec=8-100-1000")
        if group in choices:
            raise RegimenError(f"--assume: group '{group[:40]}' is chosen twice", hint="choose one set")
        choices[group] = choice
    return choices


def subject_of(body: BodyOptions, base: Subject) -> Subject:
    """The base subject with the values given; refuses all bad ones in one go."""
    texts = body.texts
    try:
        given = Subject.model_validate(texts)
    except ValidationError as error:
        told = []
        for problem in error.errors(include_url=False):
            option = f"--{str(problem['loc'][0]).replace('_', '-')}"
            told.append(f"{option}: {problem['msg'].removeprefix('Value error, ')}")
        raise RegimenError("\n".join(told)) from error
    return base.model_copy(update={field: getattr(given, field) for field in texts})


def _policy(body: BodyOptions, file: Course | None, renal_weight: str | None) -> DosePolicy:
    """The choices of the calculation; what is not given is as the course file has it, or as usual."""
    policy = file.policy if file else DosePolicy()
    if body.rounding is not None:
        policy = replace(policy, rounding=reading("--rounding", parse_rounding, body.rounding))
    if body.gfr_cap is not None:
        policy = replace(policy, gfr_cap=reading("--gfr-cap", parse_gfr_cap, body.gfr_cap))
    named = {"bsa_formula": body.bsa_formula, "renal_weight": renal_weight, "region": body.region}
    for field, name in named.items():
        if name is not None:
            option = f"--{field.replace('_', '-')}"
            policy = reading(option, partial(_with, policy, field), name)
    return policy


def _with(policy: DosePolicy, field: str, name: str) -> DosePolicy:
    changes: dict[str, Any] = {field: name}
    return replace(policy, **changes)


def course_of(made: Inputs, day1: str | None, day0: str | None) -> Course:
    """The course, with its reference date from --day1, --day0 or the course file."""
    protocol = made.resolved.protocol
    reference = _reference(made, day1, day0)
    update: dict[str, Any] = {
        "protocol": protocol.id,
        "protocol_file": made.protocol_file,
        "level": made.resolved.level,
        "assumptions": dict(made.resolved.choices),
        "overlays": list(made.resolved.overlays),
        "cycles": made.cycles,
        "reference_date": reference,
        "subject": made.subject,
        "bsa_formula": made.policy.bsa_formula,
        "rounding": made.policy.rounding,
        "renal_weight": made.policy.renal_weight,
        "gfr_cap": NO_CAP if made.policy.gfr_cap is None else plain(made.policy.gfr_cap),
        "region": made.policy.region,
    }
    # Every value has been read by its own parser above, so nothing is left to validate.
    return (made.file or Course.model_construct(reference_date=reference)).model_copy(update=update)


def _reference(made: Inputs, day1: str | None, day0: str | None) -> dt.date:
    day_zero = made.resolved.numbering.reference == 0
    if day1 is not None and day0 is not None:
        raise RegimenError("--day1 and --day0 exclude each other", hint="give one of them")
    if day0 is not None:
        if not day_zero:
            raise RegimenError(f"{made.resolved.protocol.id} has no Day 0", hint="use --day1 YYYY-MM-DD")
        return reading("--day0", parse_reference_date, day0)
    if day1 is not None:
        date = reading("--day1", parse_reference_date, day1)
        return date.subtract(days=1) if day_zero else date
    if made.file is not None:
        return made.file.reference_date
    needed = "--day0 YYYY-MM-DD (or --day1 YYYY-MM-DD)" if day_zero else "--day1 YYYY-MM-DD"
    raise RegimenError("the date of the first day is missing", hint=f"{needed} is needed")


def today_of(text: str | None) -> dt.date:
    """The date to take as today."""
    return today() if text is None else reading("--today", parse_reference_date, text)


def whole(option: str, text: str | None, default: int, least: int | None = None, most: int | None = None) -> int:
    """The whole number of an option, within what is possible."""
    if text is None:
        return default
    number = reading(option, parse_int, text)
    if (least is not None and number < least) or (most is not None and number > most):
        raise RegimenError(f"{option}: {number} is not possible", allowed=f"{least} to {most}")
    return number
