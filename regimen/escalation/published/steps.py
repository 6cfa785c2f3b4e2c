"""The steps of a replay: the state, what the design says, what was published, where the two part, what is not known."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from regimen.escalation.outcomes import write_outcomes
from regimen.escalation.published.followed import Followed, Leaving, Ruling
from regimen.escalation.published.model import LevelTotals, Stage
from regimen.escalation.published.replay import Replay
from regimen.escalation.published.stages import StageReplay
from regimen.escalation.state import State


class Told(NamedTuple):
    """A published fact in words."""

    words: str
    source: str
    """Id of the reference."""


Kind = Literal["cohort", "amendment", "mtd", "end", "expansion"]
"""`end` is that of an escalation of which no MTD was published."""


class Step(NamedTuple):
    """One step of a replay."""

    number: int
    kind: Kind
    version: str
    """Version of the protocol in force."""
    level: int | None
    """The rung it is about, 1 the lowest of the stage's ladder."""
    outcomes: str
    """The cohort with its letters, as the escalation is written; empty where there is none."""
    state: State
    """Before the step."""
    rulings: tuple[Ruling, ...]
    """What the design says of that state; empty where it says nothing."""
    leavings: tuple[Leaving, ...]
    known: tuple[Told, ...]
    not_known: tuple[str, ...]
    alike: tuple[int, int] | None = None
    """In how many histories of the stage all is the same up to this step, and of how many."""


def steps(told: Replay, histories: Sequence[Followed]) -> tuple[Step, ...]:
    """Every step of the histories chosen, one a stage."""
    trial, found = told.published.trial, list[Step]()
    for number, (part, history) in enumerate(zip(told.stages, histories, strict=True)):
        stage = trial.stages[number]
        found += (_cohort(told, number, history, place) for place in range(len(history.history)))
        last: Kind = "mtd" if trial.mtd else "end"
        ends = _step("amendment" if stage is not trial.stages[-1] else last, part, history, len(history.history))
        found.append(ends._replace(known=tuple(_ending(told, number, history)), not_known=tuple(_open(stage, part))))
    if trial.expansion:
        found.append(_expansion(told, histories[-1]))
    return tuple(step._replace(number=number) for number, step in enumerate(found, 1))


def _step(kind: Kind, stage: StageReplay, one: Followed, place: int) -> Step:
    leavings = tuple(left for left in one.leavings if left.cohort == place + 1)
    return Step(0, kind, stage.version, None, "", one.states[place], one.rulings[place], leavings, (), ())


def _cohort(told: Replay, number: int, one: Followed, place: int) -> Step:
    part, stage, cohort = told.stages[number], told.published.trial.stages[number], one.history[place]
    totals = next(level for level in stage.levels if level.level == part.ladder[cohort.level - 1])
    name = part.names[cohort.level - 1]
    begun = one.history[: place + 1]
    alike = sum(other.history[: place + 1] == begun for other in part.histories)
    step = _step("cohort", part, one, place)
    return step._replace(
        level=cohort.level,
        outcomes=write_outcomes((cohort,)),
        known=(Told(f"{totals.treated} treated at {name} in all, {totals.dlts} with a DLT", totals.source),),
        not_known=tuple(_unsure(part, stage, one, place, totals, step.leavings)),
        alike=(alike, len(part.histories)),
    )


def _unsure(
    part: StageReplay, stage: Stage, one: Followed, place: int, totals: LevelTotals, leavings: Sequence[Leaving]
) -> Iterator[str]:
    """What the sources leave open at a cohort: each question once, where it first arises."""
    cohort = one.history[place]
    if place == 0 and stage.order == "unknown":
        yield "which level was opened first"
    if all(before.level != cohort.level for before in one.history[:place]):
        if len({_at(other, cohort.level) for other in part.histories}) > 1:
            yield f"how the {totals.treated} subjects and their DLTs fell into cohorts"
        yield from totals.not_known
    if leavings:
        yield "whether it happened so; no source gives a reason for leaving the design here"
        yield "which outcomes were known when these subjects were enrolled"


def _at(one: Followed, level: int) -> tuple[str, ...]:
    """The cohorts of a level, each with its letters."""
    return tuple(cohort.letters for cohort in one.history if cohort.level == level)


def _open(stage: Stage, part: StageReplay) -> Iterator[str]:
    """What the sources leave open at the end of a stage."""
    yield from stage.not_known
    if stage.above == "unknown":
        yield f"whether a level above {part.names[-1]} was planned"


def _ending(told: Replay, number: int, history: Followed) -> Iterator[Told]:
    """Why the next version came, as its amendment says, or what was published as MTD."""
    trial, protocols = told.published.trial, told.published.protocols
    if number + 1 < len(trial.stages):
        protocol = protocols[number + 1]
        yield from (Told(one.reason, one.source) for one in protocol.amendments if one.version == protocol.version)
    elif trial.mtd is not None:
        yield Told(mtd_words(told, history), trial.mtd.source)


def mtd_words(told: Replay, one: Followed) -> str:
    """`LEN 50 mg/day, days 1-10: published as MTD; by the rule: highest dose tested, not exceeded`."""
    mtd, part = told.published.trial.mtd, told.stages[-1]
    assert mtd is not None
    rung, state = part.ladder.index(mtd.level) + 1, one.states[-1]
    words = f"{part.names[rung - 1]}: published as MTD"
    if told.design.closes(state.at(rung)):
        return f"{words}; by the rule: exceeded"
    if any(tally.enrolled for tally in state.tallies[rung:]):
        return f"{words}; by the rule: tolerated, a level above was tested too"
    return f"{words}; by the rule: highest dose tested, not exceeded"


def _expansion(told: Replay, one: Followed) -> Step:
    trial, part = told.published.trial, told.stages[-1]
    expansion = trial.expansion
    assert expansion is not None
    rung = part.ladder.index(expansion.level) + 1
    words = f"{expansion.treated} more treated at {part.names[rung - 1]}"
    if trial.mtd:
        words += f", {trial.mtd.treated} at the MTD and {trial.enrolled.count} in all"
    return Step(
        0, "expansion", part.version, rung, "", one.states[-1], (), (),
        (Told(words, expansion.source),), tuple(expansion.not_known),
    )  # fmt: skip
