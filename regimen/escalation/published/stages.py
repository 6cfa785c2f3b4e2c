"""A stage with all its histories beside a design: what they say, in how many of them, and which keep to the design."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regimen.escalation.decision import Design
from regimen.escalation.outcomes import DLT, EXCLUDED
from regimen.escalation.published.followed import Ending, Followed, Reading, followed, readings
from regimen.escalation.published.histories import History, stage_histories
from regimen.escalation.published.model import Stage
from regimen.protocol.model import Protocol

LEAVES = {
    "level": "subjects were enrolled at another level",
    "size": "more subjects were enrolled together",
    "hold": "subjects were enrolled while the design waits",
    "stopped": "subjects were enrolled after the design had stopped",
    "expansion": "subjects were enrolled at the recommended level after the design had stopped",
}
"""Kind of departure to what it says."""


class Facet(NamedTuple):
    """A question that the totals leave open, and in how many histories each answer holds."""

    question: str
    answers: tuple[tuple[str, int], ...]
    """Most frequent first."""


class Group(NamedTuple):
    """Histories that say the same of the conduct."""

    says: str
    ids: tuple[str, ...]


class StageReplay(NamedTuple):
    """A stage with all its histories."""

    version: str
    ladder: tuple[str, ...]
    names: tuple[str, ...]
    """The levels in words, lowest first."""
    histories: tuple[Followed, ...]
    facets: tuple[Facet, ...]
    groups: tuple[Group, ...]

    @property
    def closest(self) -> Followed:
        """The first of those that leave the design least."""
        return min(self.histories, key=lambda one: sum(1 if left.only_if else 2 for left in one.leavings))


def stage_replay(design: Design, stage: Stage, protocol: Protocol, cohort: int, end: Ending) -> StageReplay:
    """Every history of a stage followed by a design."""
    assert protocol.ladder is not None
    names = tuple(protocol.ladder.levels[level].name for level in stage.ladder)
    histories = stage_histories(stage, cohort)
    told = tuple(
        followed(design, f"{stage.version}.{number}", history, stage, names, end)
        for number, history in enumerate(histories, 1)
    )
    facets = tuple(_facets(histories, names))
    return StageReplay(stage.version, tuple(stage.ladder), names, told, facets, _groups(told, readings(stage)))


def _facets(histories: Sequence[History], names: Sequence[str]) -> Iterator[Facet]:
    """The order of the levels, the cohorts of each, and how many of them are evaluable: what histories differ in."""
    orders = Counter(", then ".join(names[one.level - 1] for one in _turns(history)) for history in histories)
    yield from _facet("In which order were the levels opened?", orders)
    for rung, name in enumerate(names, 1):
        own = [tuple(one.letters for one in history if one.level == rung) for history in histories]
        splits = Counter(
            ", then ".join(f"{letters.count(DLT)} of {len(letters)}" for letters in cohorts) for cohorts in own
        )
        yield from _facet(f"How did the DLTs at {name} fall into cohorts?", splits)
        evaluable = Counter(str(sum(len(letters) - letters.count(EXCLUDED) for letters in cohorts)) for cohorts in own)
        yield from _facet(f"How many were evaluable at {name}?", evaluable)


def _turns(history: History) -> History:
    """The history without cohorts at the level of the one before."""
    return tuple(one for number, one in enumerate(history) if number == 0 or history[number - 1].level != one.level)


def _facet(question: str, answers: Counter[str]) -> Iterator[Facet]:
    if len(answers) > 1:
        yield Facet(question, tuple(answers.most_common()))


def _groups(histories: Sequence[Followed], presumed: Sequence[Reading]) -> tuple[Group, ...]:
    """Those that keep to the design first."""
    found: dict[tuple[int, str], list[str]] = {}
    for one in histories:
        found.setdefault(_says(one, presumed), []).append(one.id)
    return tuple(Group(says, tuple(found[weight, says])) for weight, says in sorted(found))


def _says(one: Followed, presumed: Sequence[Reading]) -> tuple[int, str]:
    keeps = [reading for reading in presumed if one.keeps(reading)]
    if len(keeps) == len(presumed):
        return 0, "keeps to the design until the stage ends"
    if keeps:
        return 1, f"keeps to the design if {keeps[0]}"
    kinds = dict.fromkeys(left.kind for left in one.leavings if left.kind != "ended")
    return 2, "leaves the design: " + "; ".join(LEAVES[kind] for kind in kinds)
