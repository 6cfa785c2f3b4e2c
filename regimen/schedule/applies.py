"""Which dose lines are for a subject: bands of age, weight and ejection fraction."""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from regimen.dosing.subject import Subject
from regimen.findings import Finding, Severity
from regimen.nomenclature import drug_name
from regimen.protocol.resolved import ResolvedLine, ResolvedProtocol


class _Band(NamedTuple):
    """One kind of band a line may have."""

    code: str
    """Finding when the value is unknown."""
    name: str
    """What must be given."""
    value: Callable[[Subject], object]
    words: Callable[[ResolvedLine], str | None]
    """The line's band in words; None when it has none."""
    holds: Callable[[ResolvedLine, object], bool]


_BANDS = (
    _Band(
        "age-needed",
        "age",
        lambda subject: subject.age,
        lambda line: line.ages.words if line.ages else None,
        lambda line, value: line.ages is None or value in line.ages,
    ),
    _Band(
        "weight-needed",
        "weight",
        lambda subject: subject.weight_kg,
        lambda line: f"weight {line.weight.words} kg" if line.weight else None,
        lambda line, value: line.weight is None or value in line.weight,
    ),
    _Band(
        "lvef-needed",
        "ejection fraction",
        lambda subject: subject.lvef,
        lambda line: f"ejection fraction {line.lvef.words} %" if line.lvef else None,
        lambda line, value: line.lvef is None or value in line.lvef,
    ),
)


def whom_for(line: ResolvedLine) -> str:
    """Whom a line is for, in words: `age 60 or over`, `weight under 60 kg`; empty for everyone."""
    return ", ".join(words for band in _BANDS if (words := band.words(line)))


def applies(line: ResolvedLine, subject: Subject | None, findings: list[Finding]) -> bool:
    """Whether a line is for this subject; an unknown value keeps every band, and says so."""
    if line.ages is None and line.weight is None and line.lvef is None:
        return True
    for band in _BANDS:
        words = band.words(line)
        if words is None:
            continue
        value = band.value(subject) if subject else None
        if value is None:
            message = (
                f"{drug_name(line.agent)}: this line is for {words} only; "
                f"give the {band.name} to choose between the lines"
            )
            reference = line.steps[0].marks["dose"].reference
            findings.append(Finding(band.code, Severity.IMPORTANT, message, line.id, reference))
        elif not band.holds(line, value):
            return False
    return True


def left_out(resolved: ResolvedProtocol, kept: Collection[str]) -> Iterator[Finding]:
    """Drugs whose every line is for other subjects: a gap between bands must not look like an empty plan."""
    for line in {line.agent: line for line in resolved.lines if line.agent not in kept}.values():
        lines = [other for other in resolved.lines if other.agent == line.agent]
        code, whom = "no-line-for-subject", "this subject"
        if all(other.ages for other in lines):
            code, whom = "no-line-for-age", "this age"
        bands = ", ".join(whom_for(other) for other in lines)
        message = f"{drug_name(line.agent)}: no line of the protocol is for {whom}; it has lines for {bands}"
        yield Finding(code, Severity.IMPORTANT, message, line.id, line.steps[0].marks["dose"].reference)
