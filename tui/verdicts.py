"""The verdict as the app shows it: state, reason, what would change it, and every definition in one small table."""

from regimen.dlt.matrix import Matrix, verdict_matrix
from regimen.dlt.verdict import Verdict, judge
from regimen.dlt.words import anc_words, day_words, platelet_words
from regimen.nomenclature import MARK
from regimen.printouts.sheet import Block, Entry, Table, as_text
from regimen.printouts.verdict import verdict_sheet
from regimen.review import Review

_EVERY = "Under every definition"
_TWO = f"two letters: it hangs on whether a subject with leukaemia is counted as evaluable{MARK}"


def verdict_text(made: Review, width: int, *, hide: bool) -> str:
    """The whole verdict, folded to a width; the notice stands on the screen already."""
    if made.verdict is None:
        return f"{made.plan.resolved.protocol.id} has no count-recovery window"
    definition = made.definition(hide=hide)
    table = verdict_matrix(made.case, definition)
    sheet = verdict_sheet(made, judge(made.case, definition), table)
    blocks = tuple(_short(block, table) if block.heading == _EVERY else block for block in sheet.blocks)
    return as_text(sheet._replace(blocks=blocks), width).split("\n\n", 1)[1].rsplit("\n\n", 1)[0]


def _short(block: Block, table: Matrix) -> Block:
    """The block with a table in place of its long lists."""
    drawn = matrix_table(table)
    notes = [Entry("in brackets: the definition in force")]
    notes += [Entry(_TWO)] if any("/" in cell for row in drawn.rows for cell in row[2:]) else []
    return block._replace(entries=(*block.entries[:1], *notes), table=drawn)


def matrix_table(table: Matrix) -> Table:
    """Thresholds and days free of platelets down, last days across; in each cell how the subject would count."""
    base = table.verdicts[0]
    cells: dict[tuple[str, str], dict[str, list[Verdict]]] = {}
    for verdict in table.verdicts:
        one = verdict.definition
        free = f"{one.platelet_free_days}{one.mark('platelet_free_days')}"
        last = f"{day_words(one.last_day)}{one.mark('last_day')}"
        row = cells.setdefault((f"{anc_words(one)}/{platelet_words(one)}", free), {})
        row.setdefault(last, []).append(verdict)
    days = list(dict.fromkeys(last for row in cells.values() for last in row))
    rows = tuple((*name, *(_cell(row[last], base) for last in days)) for name, row in cells.items())
    return Table(("ANC/platelets", "Days free", *days), rows, frozenset(range(len(days) + 2)))


def _cell(verdicts: list[Verdict], base: Verdict) -> str:
    """`N`; `N/X` where it hangs on how leukaemia is counted; `[N]` for the definition in force."""
    told = "/".join(dict.fromkeys(one.letter for one in verdicts))
    return f"[{told}]" if base in verdicts else told
