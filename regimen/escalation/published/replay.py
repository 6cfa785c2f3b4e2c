"""A published trial beside a design: every history that fits, the one that is shown, its steps."""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from regimen.errors import RegimenError
from regimen.escalation.decision import Design
from regimen.escalation.published.followed import Ending, Followed, Reading
from regimen.escalation.published.reader import Published
from regimen.escalation.published.stages import StageReplay, stage_replay
from regimen.protocol.parts import Reference

DESIGN = "deescalate-six"
"""The design shown unless another is asked for: the textbook's, which treats six at the level that it recommends."""


class Replay(NamedTuple):
    """A trial beside a design."""

    published: Published
    design: Design
    stages: tuple[StageReplay, ...]

    @property
    def total(self) -> int:
        """Histories of the whole trial: any of one stage with any of the next, as an amendment begins a new ladder."""
        return prod(len(stage.histories) for stage in self.stages)

    def keeping(self, *presumed: Reading) -> int:
        """Histories of the whole trial that keep to the design in each of these readings until every stage ends."""
        kept = (sum(all(map(one.keeps, presumed)) for one in stage.histories) for stage in self.stages)
        return prod(kept)

    @property
    def references(self) -> dict[str, Reference]:
        """Every source that a figure or an amendment names."""
        last = self.published.protocols[-1]
        return {one.source: last.references[one.source] for one in last.amendments} | self.published.trial.references


def replay(published: Published, design: Design) -> Replay:
    """Every history of every stage, followed by the design."""
    trial = published.trial
    stages = zip(trial.stages, published.protocols, _endings(published), strict=True)
    told = (stage_replay(design, stage, protocol, trial.design.cohort, end) for stage, protocol, end in stages)
    return Replay(published, design, tuple(told))


def _endings(published: Published) -> list[Ending]:
    """Amendments ended all stages but the last, which ended with the published MTD."""
    trial, last = published.trial, published.trial.stages[-1]
    ends = [Ending(f"version {later.version} came into force", None) for later in trial.stages[1:]]
    if trial.mtd is None:
        return [*ends, Ending("the escalation ended", None)]
    rung = last.ladder.index(trial.mtd.level)
    ladder = published.protocols[-1].ladder
    assert ladder is not None
    return [*ends, Ending(f"{ladder.levels[trial.mtd.level].name} was published as MTD", rung + 1)]


def chosen(told: Replay, ids: Sequence[str] = ()) -> tuple[Followed, ...]:
    """One history a stage: those asked for, elsewhere the one that leaves the design least."""
    asked: dict[str, Followed] = {}
    for name in ids:
        stage = next((one for one in told.stages if one.version == name.rpartition(".")[0]), None)
        known = {one.id: one for one in (stage or told.stages[0]).histories}
        if name not in known:
            allowed = ", ".join(f"{one.histories[0].id} to {one.histories[-1].id}" for one in told.stages)
            raise RegimenError(f"no history '{name[:20]}'", allowed=allowed)
        assert stage is not None
        if stage.version in asked:
            raise RegimenError(f"two histories of version {stage.version} exclude each other", hint="choose one")
        asked[stage.version] = known[name]
    return tuple(asked.get(stage.version, stage.closest) for stage in told.stages)
