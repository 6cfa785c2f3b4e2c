"""A resolved protocol for scripts: every fact with its reference and whether it is assumed."""

from collections.abc import Mapping
from typing import Any

from regimen.cli.shown import head
from regimen.protocol.resolved import Mark, ResolvedAssessment, ResolvedLine, ResolvedProtocol


def protocol_facts(resolved: ResolvedProtocol) -> dict[str, Any]:
    """The keys of `regimen protocols show --json`."""
    protocol = resolved.protocol
    return {
        **head(resolved),
        "title": protocol.title,
        "short": protocol.short,
        "phase": protocol.phase,
        "condition": protocol.condition,
        "identifiers": protocol.identifiers,
        "reference_day": {
            "number": resolved.numbering.reference,
            "event": resolved.event,
            "assumed": resolved.event_mark.assumed,
        },
        "cycle": {"length": protocol.cycle.length, "count": protocol.cycle.count} if protocol.cycle else None,
        "agents": {name: _agent(resolved, name) for name in protocol.agents},
        "levels": {key: level.name for key, level in protocol.ladder.levels.items()} if protocol.ladder else {},
        "default_level": protocol.ladder.default if protocol.ladder else None,
        "doses": [_line(line) for line in resolved.lines],
        "assessments": [_assessment(part) for part in resolved.assessments],
        "dlt": _dlt(resolved),
        "milestones": [
            {"id": part.id, "name": part.name, "at": part.at, "block": part.block, "day": part.day,
             "marks": _marks(part.marks)}
            for part in resolved.milestones
        ],
        "constraints": [{"id": rule.id, "first": rule.first, "then": rule.then} for rule in protocol.constraints],
        "overlays": {key: part.model_dump() for key, part in protocol.overlays.items()},
        "lookalikes": dict(protocol.lookalikes),
        "amendments": [
            {"version": part.version, "date": part.date, "reason": part.reason, "source": part.source}
            for part in protocol.amendments
        ],
        "assumption_groups": {key: group.model_dump() for key, group in protocol.assumptions.items()},
        "notes": protocol.notes,
    }  # fmt: skip


def _marks(marks: Mapping[str, Mark]) -> dict[str, Any]:
    return {field: {"source": mark.reference, "assumed": mark.assumed} for field, mark in marks.items()}


def _agent(resolved: ResolvedProtocol, name: str) -> dict[str, Any]:
    agent = resolved.agent(name)
    return {
        "abbreviation": agent.abbreviation,
        "rxnorm": agent.rxnorm,
        "products": [
            {"form": product.form, "strength": str(product.strength), "rxnorm": product.rxnorm}
            for product in agent.products
        ],
        "label_maximum": None if agent.label_maximum is None else str(agent.label_maximum),
        "source": agent.source,
    }


def _line(line: ResolvedLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "agent": line.agent,
        "block": line.block,
        "steps": [{"dose": str(step.dose), "days": str(step.days), "marks": _marks(step.marks)} for step in line.steps],
        "route": line.route,
        "slots": line.slots.a_day,
        "duration_min": line.duration_min,
        "cap": None if line.cap is None else str(line.cap),
        "ages": None if line.ages is None else list(line.ages),
        "weight_kg": line.weight and line.weight.text,
        "lvef": line.lvef and line.lvef.text,
        "provided": line.provided,
        "purpose": line.purpose,
        "other_routes": list(line.other_routes),
        "site": line.site,
        "carries": {drug: str(dose) for drug, dose in line.carries.items()},
        "first_slot": line.first_slot,
        "last_slot": line.last_slot,
        "cycles": None if line.cycles is None else str(line.cycles),
        "period": line.period,
        "until": line.until,
        "order": line.order,
        "after": line.after,
        "before": line.before,
        "lag_min": line.lag_min,
        "lag_from": line.lag_from,
        "marks": _marks(line.marks),
    }


def _assessment(part: ResolvedAssessment) -> dict[str, Any]:
    return {
        "id": part.id,
        "name": part.name,
        "days": str(part.days),
        "before": part.before,
        "after": part.after,
        "anchor": part.anchor,
        "until": part.until,
        "caution": part.caution,
        "marks": _marks(part.marks),
    }


def _dlt(resolved: ResolvedProtocol) -> dict[str, Any] | None:
    dlt = resolved.dlt
    if dlt is None:
        return None
    return {
        "last_day": dlt.last_day,
        "after": dlt.after,
        "anc": dlt.anc,
        "platelets": dlt.platelets,
        "marks": _marks(dlt.marks),
    }
