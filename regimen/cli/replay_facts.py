"""A replay for scripts."""

from collections.abc import Sequence
from typing import Any

from regimen.escalation.intervals import Interval
from regimen.escalation.outcomes import write_outcomes
from regimen.escalation.published.followed import Followed, Leaving, Ruling
from regimen.escalation.published.replay import Replay
from regimen.escalation.published.results import comparisons, dlt_rates, rates
from regimen.escalation.published.stages import StageReplay
from regimen.escalation.published.steps import Step, steps


def replay_facts(told: Replay, shown: Sequence[Followed]) -> dict[str, Any]:
    """Histories, steps of those shown, results."""
    trial = told.published.trial
    return {
        "protocol": trial.protocol,
        "title": trial.title,
        "design": {"id": told.design.id, "name": told.design.name},
        "references": {name: {"kind": one.kind, "citation": one.citation} for name, one in told.references.items()},
        "histories": told.total,
        "stages": [_stage(stage) for stage in told.stages],
        "shown": [one.id for one in shown],
        "steps": [_step(told, step) for step in steps(told, shown)],
        **_results(told),
    }


def _stage(stage: StageReplay) -> dict[str, Any]:
    return {
        "version": stage.version,
        "ladder": [{"level": level, "name": name} for level, name in zip(stage.ladder, stage.names, strict=True)],
        "histories": [
            {"id": one.id, "outcomes": write_outcomes(one.history), "leaves": [_leaving(left) for left in one.leavings]}
            for one in stage.histories
        ],
        "answers": [{"question": facet.question, "answers": dict(facet.answers)} for facet in stage.facets],
        "groups": [{"says": group.says, "histories": list(group.ids)} for group in stage.groups],
    }


def _leaving(left: Leaving) -> dict[str, Any]:
    return {**left._asdict(), "only_if": None if left.only_if is None else str(left.only_if)}


def _step(told: Replay, step: Step) -> dict[str, Any]:
    ladder = next(stage.ladder for stage in told.stages if stage.version == step.version)
    return {
        "number": step.number,
        "kind": step.kind,
        "version": step.version,
        "level": None if step.level is None else ladder[step.level - 1],
        "outcomes": step.outcomes,
        "state": [
            {"level": level, "enrolled": tally.enrolled, **tally._asdict()}
            for level, tally in zip(ladder, step.state.tallies, strict=True)
        ],
        "rules": [_ruling(ruling, ladder) for ruling in step.rulings],
        "leaves": [_leaving(left) for left in step.leavings],
        "known": [one._asdict() for one in step.known],
        "not_known": list(step.not_known),
        "alike": None if step.alike is None else list(step.alike),
    }


def _ruling(ruling: Ruling, ladder: Sequence[str]) -> dict[str, Any]:
    said = ruling.decision
    on_ladder = said.level is not None and said.level <= len(ladder)
    return {
        "if": None if ruling.reading is None else str(ruling.reading),
        "action": str(said.action),
        "level": ladder[said.level - 1] if said.level is not None and on_ladder else None,
        "enrol": said.enrol,
        "says": ruling.words,
        "rule": {"id": said.row, "words": said.words, "source": said.source, "silent": said.silent},
    }


def _results(told: Replay) -> dict[str, Any]:
    trial = told.published.trial
    return {
        "dlts": [
            {
                "level": rate.level,
                "treated": rate.treated,
                "readings": [_counted(intervals) for intervals in rate.readings],
                "source": rate.source,
            }
            for rate in dlt_rates(told)
        ],
        "results": [
            {
                "id": rate.id,
                "what": rate.what,
                "among": rate.among,
                "published": rate.published,
                **_counted(rate.intervals),
                "source": rate.source,
            }
            for rate in rates(trial)
        ],
        "comparisons": [
            {**one._asdict(), "higher": one.higher._asdict(), "lower": one.lower._asdict()}
            for one in comparisons(trial)
        ],
        "quoted": [
            {"what": one.what, "figures": one.figures, "caution": one.caution, "source": one.source}
            for one in trial.quoted
        ],
        "successor": trial.successor
        and {
            "id": trial.successor.id,
            "what": trial.successor.what,
            "told": trial.successor.told,
            "source": trial.successor.source,
        },
    }


def _counted(intervals: Sequence[Interval]) -> dict[str, Any]:
    """A count of a count with its intervals, unrounded."""
    return {
        "events": intervals[0].events,
        "of": intervals[0].of,
        "intervals": [{"confidence": one.confidence, "low": one.low, "high": one.high} for one in intervals],
    }
