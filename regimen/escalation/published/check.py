"""Whether the figures of a published trial fit together and fit the protocol: levels, versions, sums, sources."""

from collections.abc import Iterator, Sequence

from regimen.errors import nearest
from regimen.escalation.outcomes import DLT, EXCLUDED, MOST_LEVELS, MOST_SUBJECTS, NONE
from regimen.escalation.published.model import LevelTotals, PublishedTrial, Stage
from regimen.protocol.check import source_misfits
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Entity
from regimen.protocol.ranges import Misfit
from regimen.protocol.shape import KeyPath

LETTERS = (NONE, DLT, EXCLUDED)
"""How a treated subject may count in the end."""


def misfits(trial: PublishedTrial, protocols: Sequence[Protocol]) -> Iterator[Misfit]:
    """Everything in a well-shaped file that does not fit."""
    for path, entity in entities(trial):
        yield from source_misfits(trial.references, path, entity)
    if protocols and protocols[0].id != trial.protocol:
        message = (
            f"the trial follows '{trial.protocol}', but the protocol file holds '{protocols[0].id}'; name one of them"
        )
        yield Misfit("unknown-protocol", message, ("protocol",))
    if not trial.stages:
        yield Misfit("missing-key", "at least one stage is needed", ("stages",))
    for number, (stage, protocol) in enumerate(zip(trial.stages, protocols, strict=True)):
        if any(earlier.version == stage.version for earlier in trial.stages[:number]):
            message = f"two stages have version '{stage.version}'; a stage is a version, so make them one"
            yield Misfit("duplicate-id", message, ("stages", number, "version"))
        yield from _stage(("stages", number), stage, protocol)
    yield from _sizes(trial)
    yield from _recommended(trial)
    yield from _sums(trial)


def entities(trial: PublishedTrial) -> Iterator[tuple[KeyPath, Entity]]:
    """Every part that states figures, with its path in the file."""
    for name in ("enrolled", "design", "expansion", "mtd", "successor"):
        if (part := getattr(trial, name)) is not None:
            yield (name,), part
    for name in ("stages", "results", "comparisons", "quoted"):
        for i, part in enumerate(getattr(trial, name)):
            yield (name, i), part
    for i, stage in enumerate(trial.stages):
        for j, level in enumerate(stage.levels):
            yield ("stages", i, "levels", j), level


def _stage(path: KeyPath, stage: Stage, protocol: Protocol) -> Iterator[Misfit]:
    """The ladder is made of the version's levels, and every level treated is a rung of it, once."""
    known = list(protocol.ladder.levels) if protocol.ladder else []
    # One level fewer than a design can follow, so that the level above can be presumed.
    yield from _within((*path, "ladder"), len(stage.ladder), 1, MOST_LEVELS - 1)
    for i, level in enumerate(stage.ladder):
        yield from _named((*path, "ladder", i), level, known)
    if not stage.levels:
        yield Misfit("missing-key", "at least one level is needed", (*path, "levels"))
    seen: set[str] = set()
    for i, totals in enumerate(stage.levels):
        at = (*path, "levels", i)
        yield from _named((*at, "level"), totals.level, stage.ladder)
        if totals.level in seen:
            yield Misfit("duplicate-id", f"the level '{totals.level}' stands here twice", (*at, "level"))
        seen.add(totals.level)
        yield from _totals(at, totals)


def _named(path: KeyPath, level: str, known: Sequence[str]) -> Iterator[Misfit]:
    if level not in known:
        message = f"unknown level '{level}'{nearest(level, known)}; known: {', '.join(known) or 'none'}"
        yield Misfit("unknown-level", message, path)


def _totals(path: KeyPath, totals: LevelTotals) -> Iterator[Misfit]:
    yield from _within((*path, "treated"), totals.treated, 1, MOST_SUBJECTS)
    yield from _within((*path, "dlts"), totals.dlts, 0, totals.treated)
    if totals.cohorts is None:
        return
    letters = "".join(totals.cohorts)
    if bad := sorted(set(letters) - set(LETTERS)):
        message = f"'{bad[0]}' is no letter of a treated subject; allowed: {', '.join(LETTERS)}"
        yield Misfit("value-refused", message, (*path, "cohorts"))
    elif (len(letters), letters.count(DLT)) != (totals.treated, totals.dlts):
        message = f"the cohorts hold {len(letters)} subjects and {letters.count(DLT)} DLTs"
        wanted = f"treated says {totals.treated} and dlts {totals.dlts}; correct one of them"
        yield Misfit("totals-differ", f"{message}, {wanted}", (*path, "cohorts"))


def _within(path: KeyPath, value: int, low: int, high: int) -> Iterator[Misfit]:
    if not low <= value <= high:
        yield Misfit("out-of-range", f"{value} is out of range; allowed: {low} to {high}", path)


def _sizes(trial: PublishedTrial) -> Iterator[Misfit]:
    yield from _within(("design", "cohort"), trial.design.cohort, 1, MOST_SUBJECTS)
    for i, result in enumerate(trial.results):
        yield from _within(("results", i, "of"), result.of, 1, MOST_SUBJECTS)
        yield from _within(("results", i, "events"), result.events, 0, result.of)


def _recommended(trial: PublishedTrial) -> Iterator[Misfit]:
    """Expansion and MTD are on the last stage's ladder; what is compared was treated."""
    last = trial.stages[-1].ladder if trial.stages else []
    for name in ("expansion", "mtd"):
        if (part := getattr(trial, name)) is not None:
            yield from _named((name, "level"), part.level, last)
    treated = [totals.level for stage in trial.stages for totals in stage.levels]
    for i, contrast in enumerate(trial.comparisons):
        for name in ("lower", "higher"):
            yield from _named(("comparisons", i, name), getattr(contrast, name), treated)


def _sums(trial: PublishedTrial) -> Iterator[Misfit]:
    """The cohorts close: all of them are the trial, those at the MTD are its subjects."""
    groups = [(totals.level, totals.treated) for stage in trial.stages for totals in stage.levels]
    if trial.expansion:
        groups.append((trial.expansion.level, trial.expansion.treated))
    total = sum(treated for _, treated in groups)
    if total != trial.enrolled.count:
        message = f"levels and expansion add up to {total}, not to {trial.enrolled.count}; correct one of them"
        yield Misfit("totals-differ", message, ("enrolled", "count"))
    if trial.mtd:
        at_mtd = sum(treated for level, treated in groups if level == trial.mtd.level)
        if at_mtd != trial.mtd.treated:
            message = f"{at_mtd} subjects were treated at {trial.mtd.level}, not {trial.mtd.treated}"
            yield Misfit("totals-differ", f"{message}; correct one of them", ("mtd", "treated"))
