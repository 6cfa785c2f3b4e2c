"""A protocol's drug as the dose calculator takes it: products, dilution, adjustments, each with its citation."""

from regimen.dosing.adjustments import Adjustment
from regimen.dosing.dilution import Dilution
from regimen.dosing.products import Product
from regimen.protocol.agents import Agent
from regimen.protocol.parts import Entity
from regimen.protocol.resolved import ResolvedProtocol
from regimen.quantity import Amount, Strength


def products_of(resolved: ResolvedProtocol, name: str, region: str) -> tuple[Product, ...]:
    """The products of a drug, with the vials sold in a region."""
    return tuple(
        Product(
            product.form,
            product.strength,
            product.rxnorm,
            vials=tuple(size for sold, sizes in product.vials.items() if sold == region for size in sizes),
        )
        for product in resolved.products(name)
    )


def dilution_of(resolved: ResolvedProtocol, agent: Agent, amount: Amount) -> Dilution | None:
    """How a drug is made up; None where its concentrations measure something else than the amount."""
    made = agent.dilution
    if made is None or not all(_same(end, amount) for end in (made.lowest, made.highest)):
        return None
    return Dilution(
        made.diluent,
        made.lowest,
        made.highest,
        made.smallest_ml,
        tuple(made.bags),
        made.near_limit,
        made.caution,
        citation(resolved, made),
    )


def _same(end: Strength | None, amount: Amount) -> bool:
    return end is None or end.amount.unit.kind is amount.unit.kind


def adjustments_of(resolved: ResolvedProtocol, agent: Agent) -> list[Adjustment]:
    """What sources say of a drug for impaired organs or age."""
    return [
        Adjustment(
            rule.note,
            rule.crcl,
            rule.bilirubin,
            rule.age,
            rule.from_dose,
            rule.percent,
            citation(resolved, rule),
            resolved.protocol.references[rule.source].kind == "assumption",
        )
        for rule in agent.adjustments
    ]


def citation(resolved: ResolvedProtocol, entity: Entity, field: str = "") -> str:
    """The citation behind a field of an entity, or behind the entity."""
    return resolved.protocol.references[entity.sources.get(field, entity.source)].citation
