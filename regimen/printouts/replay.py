"""A published trial on a sheet: the steps of a history that fits it, or all histories, and the results beside it."""

from collections.abc import Iterator, Sequence

from regimen.errors import RegimenError
from regimen.escalation.outcomes import DLT, EXCLUDED, LETTERS, NONE, write_outcomes
from regimen.escalation.published.followed import Followed, Leaving, Reading, Ruling
from regimen.escalation.published.replay import Replay
from regimen.escalation.published.stages import StageReplay
from regimen.escalation.published.steps import Step, Told, steps
from regimen.escalation.showing import rule_words, tally_words
from regimen.nomenclature import MARK
from regimen.printouts.notes import key
from regimen.printouts.results import result_blocks
from regimen.printouts.sheet import Block, Entry, Sheet, block
from regimen.protocol.resolve import resolve

MTD_MEANS = "MTD = maximum tolerated dose"


def replay_sheet(told: Replay, histories: Sequence[Followed], number: int | None = None) -> Sheet:
    """Every step and the results; or the one step asked for."""
    found = steps(told, histories)
    if number is None:
        shown: Sequence[Step] = found
    elif 1 <= number <= len(found):
        shown = found[number - 1 : number]
    else:
        raise RegimenError(f"no step {number}", allowed=f"1 to {len(found)}")
    lead = [*_lead(told), _shown(told, histories)]
    told_steps = [_step_block(told, step, len(found)) for step in shown]
    rest = result_blocks(told) if number is None else ()
    return Sheet(told.published.trial.title, tuple(lead), (*told_steps, *rest, *_end(told)))


def histories_sheet(told: Replay) -> Sheet:
    """What the histories say, in how many of them, and each with where it leaves the design."""
    blocks = [made for stage in told.stages for made in _stage_blocks(stage)]
    return Sheet(told.published.trial.title, tuple(_lead(told)), (*blocks, *_end(told)))


def _lead(told: Replay) -> Iterator[str]:
    trial, design = told.published.trial, told.design
    versions = ", ".join(stage.version for stage in trial.stages)
    yield f"Protocol {trial.protocol}, versions {versions}; published as a {trial.design.words}"
    yield f"Held against: {design.name} ({design.id})"
    parts = " × ".join(f"{len(stage.histories)} under version {stage.version}" for stage in told.stages)
    yield f"Histories that fit the published totals: {told.total} ({parts}; each version begins a ladder of its own)"
    kept = f"Of these keep to the design until each stage ends: {told.keeping(*Reading)}"
    if any(stage.above == "unknown" for stage in trial.stages):
        kept += " in any case, " + ", ".join(f"{told.keeping(one)} if {one}" for one in Reading)
    yield kept


def _shown(told: Replay, histories: Sequence[Followed]) -> str:
    closest = tuple(stage.closest for stage in told.stages)
    which = ", of those that leave the design least" if closest == tuple(histories) else ""
    return f"Shown: {' and '.join(one.id for one in histories)}{which}; no source says which one happened"


def _step_block(told: Replay, step: Step, of: int) -> Block:
    return block(f"Step {step.number} of {of}: {_heading(told, step)}", *_step_lines(told, step))


def _heading(told: Replay, step: Step) -> str:
    stage = _stage(told, step)
    name = stage.names[step.level - 1] if step.level else ""
    others = {
        "amendment": "the protocol was amended",
        "mtd": "the MTD",
        "end": "the end of the escalation",
        "expansion": f"expansion at {name}",
    }
    return others.get(step.kind) or f"version {step.version}, {name}: {step.outcomes}"


def _stage(told: Replay, step: Step) -> StageReplay:
    return next(stage for stage in told.stages if stage.version == step.version)


def _step_lines(told: Replay, step: Step) -> Iterator[Entry]:
    stage = _stage(told, step)
    standing = [
        f"level {rung}, {name}: {tally_words(tally)}"
        for rung, (name, tally) in enumerate(zip(stage.names, step.state.tallies, strict=True), 1)
        if tally.enrolled
    ]
    yield Entry("State:", tuple(standing)) if standing else Entry("State: nobody treated under this version yet")
    if step.rulings:
        yield from map(_ruling_entry, step.rulings)
    else:
        yield Entry("Design: says nothing of it")
    yield from (Entry(f"Known: {_told_words(one)}") for one in step.known)
    yield from (Entry(f"Leaves the design{_condition(left)}: {_leaving_words(left)}") for left in step.leavings)
    if step.not_known:
        yield Entry("Not known:", step.not_known)
    if step.alike:
        same, of = step.alike
        yield Entry(f"Begins like this: {same} of the {of} histories under version {step.version}")


def _ruling_entry(ruling: Ruling) -> Entry:
    condition = f" if {ruling.reading}" if ruling.reading else ""
    return Entry(f"Design{condition}: {ruling.words}", (rule_words(ruling.decision),))


def _told_words(told: Told) -> str:
    return f"{told.words} [{told.source}]"


def _condition(left: Leaving) -> str:
    return f" if {left.only_if}" if left.only_if else ""


def _stage_blocks(stage: StageReplay) -> Iterator[Block]:
    asked = [
        Entry(facet.question, tuple(f"{answer}: {count} of {len(stage.histories)}" for answer, count in facet.answers))
        for facet in stage.facets
    ]
    yield Block(f"Version {stage.version}: what its {len(stage.histories)} histories say", tuple(asked))
    by_id = {one.id: one for one in stage.histories}
    for group in stage.groups:
        told = [by_id[name] for name in group.ids]
        heading = f"Version {stage.version}, {len(told)} of {len(by_id)}: {group.says}"
        yield Block(heading, tuple(_history_entry(one) for one in told))


def _history_entry(one: Followed) -> Entry:
    left = (f"{_condition(each).strip()}: {_leaving_words(each)}".removeprefix(": ") for each in one.leavings)
    return Entry(f"{one.id}  {write_outcomes(one.history)}", tuple(left))


def _leaving_words(left: Leaving) -> str:
    return f"{left.done}, where the design says: {left.said}"


def _end(told: Replay) -> Iterator[Block]:
    """Sources, what is presumed, the key."""
    trial = told.published.trial
    yield block("Sources", *(f"[{name}] {reference.citation}" for name, reference in told.references.items()))
    yield block("Notes", *_notes(trial.design.cohort))
    shown = " ".join((trial.title, "DLT", *(name for stage in told.stages for name in stage.names)))
    meanings = [(short, meaning) for short, meaning in key(resolve(told.published.protocols[-1])) if short in shown]
    yield block("Key", *(f"{short} = {meaning}" for short, meaning in meanings), *([MTD_MEANS] if trial.mtd else []))


def _notes(cohort: int) -> Iterator[str]:
    letters = ", ".join(f"{letter} {LETTERS[letter]}" for letter in (NONE, DLT, EXCLUDED))
    yield f"Outcomes: a level's number on its ladder, the lowest 1, and a letter a subject: {letters}."
    yield f"Cohorts of {cohort} or more, subjects in any order; who was replaced stands in a cohort of the level."
    presumed = f"Of a level's subjects only those beyond {2 * cohort} may be not evaluable"
    yield f"{MARK} {presumed}; a ladder begins at the level of its first cohort."
