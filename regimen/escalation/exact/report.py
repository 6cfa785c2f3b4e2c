"""All that can be asked of designs and chances at once, for a screen, a sheet and a script alike."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regimen.escalation.exact.abreast import Abreast, abreast
from regimen.escalation.exact.course import Conduct
from regimen.escalation.exact.given import falling
from regimen.escalation.exact.oc import Characteristics, characteristics
from regimen.escalation.exact.paths import Path, paths
from regimen.escalation.exact.simulate import Simulated, simulate
from regimen.escalation.follow import Course
from regimen.findings import Finding, Severity

SEED = 1


class Side(NamedTuple):
    """One design, and what it is likely to do."""

    conduct: Conduct
    found: Characteristics


class Wanted(NamedTuple):
    """What is asked for besides exact chances."""

    paths: bool = False
    trials: int = 0
    """Simulated ones; 0 for none."""
    seed: int = SEED


class Report(NamedTuple):
    """What was asked, and every answer."""

    chances: tuple[float, ...]
    course: Course
    """The trial up to here."""
    sides: tuple[Side, ...]
    """The design first, those beside it after it."""
    paths: tuple[Path, ...]
    """Of the first design, if asked for."""
    simulated: Simulated | None
    """Of the first design alone."""
    abreast: Abreast | None
    """Of all designs, where there are several."""
    findings: tuple[Finding, ...]


def report(conducts: Sequence[Conduct], chances: Sequence[float], course: Course, wanted: Wanted) -> Report:
    """Work out what is wanted, from where the trial stands."""
    first, state = conducts[0], course.state
    several = wanted.trials and len(conducts) > 1
    sides = tuple(Side(conduct, characteristics(conduct, chances, state)) for conduct in conducts)
    return Report(
        tuple(chances),
        course,
        sides,
        tuple(paths(first, chances, state)) if wanted.paths else (),
        simulate(first, chances, state, wanted.trials, wanted.seed) if wanted.trials and not several else None,
        abreast(conducts, chances, state, wanted.trials, wanted.seed) if several else None,
        (*falling(chances), *(finding for side in sides for finding in _untried(side))),
    )


def _untried(side: Side) -> Iterator[Finding]:
    """Levels that may be recommended although nobody is ever treated there."""
    expected = side.found.expected
    for level, (chance, subjects) in enumerate(zip(expected.p_select, expected.expected_n_per_level, strict=True), 1):
        if chance and not subjects:
            said = f"{side.conduct.design.id} may recommend level {level} for lying below one that is too toxic"
            message = f"{said}, although nobody is treated at it"
            yield Finding("recommended-untried", Severity.OTHER, message, f"level {level}")
