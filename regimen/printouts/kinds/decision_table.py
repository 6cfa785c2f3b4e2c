"""The decision table of an escalation design on paper: a row a rule, with its source, and where that is silent."""

from regimen.escalation.designs.boin import Boin
from regimen.escalation.designs.registry import USUAL, design_of
from regimen.escalation.showing import shown_table
from regimen.printouts.document import Column, Document, Heading, Orientation, Part, Table, cell, headed
from regimen.printouts.facts import identity
from regimen.printouts.identity import identity_of
from regimen.printouts.kinds.source import Options, Source

_WIDTHS = {"id": 4, "enrolled": 2, "evaluable": 2, "dlts": 2, "above": 2, "below": 2, "action": 3, "to": 1, "words": 9,
           "source": 6, "escalate": 3, "de-escalate": 3, "close": 3}  # fmt: skip
_HEADS = {"dlts": "DLTs", "to": "treat up to", "words": "what it says"}
_READING = (
    "The first row that fits decides. Evaluable and DLTs: subjects of the level in force.",
    "Above: a level that is open, the top of the ladder, or a level closed as too toxic.",
    "Below: no level, one with fewer subjects than are needed to recommend it (short), or one with enough (full).",
    "A cohort that was opened is filled. Then nothing is presumed of the pending: hold, unless it comes to the same.",
)
_BOIN = ("DLTs among so many evaluable subjects of the level in force; in between: stay.",)


def decision_table(source: Source, options: Options) -> Document:
    """The table of the design that is asked for, beside the ladder of the protocol."""
    design, plan = design_of(options.design or USUAL), source.plan
    table = shown_table(design)
    used = [place for place, head in enumerate(table.heads) if any(row[place] for row in table.rows)]
    heads = [table.heads[place] for place in used]
    columns = tuple(Column(_HEADS.get(head, head), _WIDTHS[head]) for head in heads)
    rows = tuple(tuple(cell(row[place]) for place in used) for row in table.rows)
    return Document(
        kind="decision-table",
        title=f"Decision table: {design.name}",
        subtitle=f"{design.id}: {design.about}",
        subject=identity(plan.course.subject.id),
        identity=identity_of(plan),
        parts=(
            *headed("How to read it", *(_BOIN if isinstance(design, Boin) else _READING)),
            Heading("Rows"),
            Table(design.name, columns, rows),
            *_ladder(source),
        ),
        orientation=Orientation.LANDSCAPE,
    )


def _ladder(source: Source) -> tuple[Part, ...]:
    """The rungs of the protocol that are open, the highest first."""
    ladder = source.plan.resolved.protocol.ladder
    if ladder is None:
        return ()
    rungs = [f"{name}: {level.name}" for name, level in ladder.levels.items() if level.closed is None]
    numbered = [f"level {number}, {words}" for number, words in enumerate(rungs, 1)]
    return headed(f"Ladder of {source.plan.resolved.protocol.id}", *reversed(numbered))
