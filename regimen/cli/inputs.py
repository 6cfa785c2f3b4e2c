"""From options to what the library works on: protocol, level, assumptions, subject, policy, dates.

An option beats the course file. Each error names the option it is about; all faults of a subject are told at once.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from regimen.cli.options import BodyOptions, ProtocolOptions
from regimen.course import Course
from regimen.coursefile import open_course
from regimen.dates import parse_reference_date, today
from regimen.dosing.body import BSA_FORMULAS, DEFAULT_BSA_FORMULA
from regimen.dosing.policy import DosePolicy
from regimen.dosing.rounding import DEFAULT_ROUNDING, Rounding, parse_rounding
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.errors import RegimenError, nearest
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import ResolvedProtocol, resolve
from regimen.protocol.shelf import HOME, load

T = TypeVar("T")


class Inputs(NamedTuple):
    """What the options add up to, less the date."""

    resolved: ResolvedProtocol
    subject: Subject
    policy: DosePolicy
    file: Course | None
    """The course file's content, where one was named."""
    protocol_file: str | None


def inputs(
    name: str | None, chosen: ProtocolOptions, body: BodyOptions | None = None, renal_weight: str | None = None
) -> Inputs:
    """Read files and options; refuses options that exclude each other."""
    file, protocol = _files(name, chosen)
    choices = {**(file.assumptions if file else {}), **parse_choices(chosen.assume or [])}
    resolved = resolve(protocol, chosen.level or (file.level if file else None), choices)
    body = body or BodyOptions()
    base = SAMPLE_SUBJECT if body.sample else file.subject if file else Subject()
    protocol_file = chosen.protocol_file or (file.protocol_file if file else None)
    return Inputs(resolved, subject_of(body, base), _policy(body, file, renal_weight), file, protocol_file)


def reading(option: str, parse: Callable[[str], T], text: str) -> T:
    """Parse an option's value; the error begins with the option."""
    try:
        return parse(text)
    except RegimenError as error:
        raise RegimenError(f"{option}: {error.what}", allowed=error.allowed, hint=error.hint) from error


def _files(name: str | None, chosen: ProtocolOptions) -> tuple[Course | None, Protocol]:
    """The course file, if one is given, and the protocol; only one of the three may name it."""
    if name is not None and chosen.protocol_file is not None:
        raise RegimenError(f"PROTOCOL '{name[:40]}' and --protocol-file exclude each other", hint="give one of them")
    if chosen.course is not None:
        if name is not None or chosen.protocol_file is not None:
            other = "PROTOCOL" if name is not None else "--protocol-file"
            raise RegimenError(f"--course and {other} exclude each other", hint="the course file names its protocol")
        return open_course(Path(chosen.course))
    if chosen.protocol_file is not None:
        return None, read_protocol(Path(chosen.protocol_file))
    return None, load(HOME if name is None else name)


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
    formula = body.bsa_formula or (file.bsa_formula if file else DEFAULT_BSA_FORMULA)
    if formula not in BSA_FORMULAS:
        unknown = f"--bsa-formula: unknown formula '{formula[:40]}'{nearest(formula, BSA_FORMULAS)}"
        raise RegimenError(unknown, allowed=", ".join(BSA_FORMULAS))
    rounding: Rounding = file.rounding if file else DEFAULT_ROUNDING
    if body.rounding is not None:
        rounding = reading("--rounding", parse_rounding, body.rounding)
    weight = renal_weight or (file.renal_weight if file else DosePolicy().renal_weight)
    return reading("--renal-weight", lambda text: DosePolicy(formula, rounding, text), weight)


def course_of(made: Inputs, day1: str | None, day0: str | None) -> Course:
    """The course, with its reference date from --day1, --day0 or the course file."""
    protocol = made.resolved.protocol
    # Every value has been read by its own parser above, so nothing is left to validate.
    return Course.model_construct(
        protocol=protocol.id,
        protocol_file=made.protocol_file,
        level=made.resolved.level,
        assumptions=dict(made.resolved.choices),
        reference_date=_reference(made, day1, day0),
        subject=made.subject,
        bsa_formula=made.policy.bsa_formula,
        rounding=made.policy.rounding,
        renal_weight=made.policy.renal_weight,
    )


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
