"""`regimen designs`: the escalation designs and their decision tables."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import FormOptions

if TYPE_CHECKING:
    from regimen.escalation.showing import Shown

_FORM = FormOptions()


def designs(
    what: Annotated[str | None, Words("list|ID", "the designs, or the decision table of one; default: list")] = None,
    /,
    *,
    form: FormOptions = _FORM,
) -> int:
    """List the escalation designs, or print the decision table of one, a row a rule with its source.

    A table of your own is a CSV file with the same columns: regimen designs table:FILE checks and prints it.

    Examples:
      regimen designs list
      regimen designs deescalate-six
      regimen designs boin:0.25 --format markdown
      regimen designs no-deescalation --format csv > table.csv
      regimen designs table:table.csv
    """
    from regimen.cli.output import document, emit
    from regimen.escalation.designs.registry import FORMS, NAMED, design_of
    from regimen.escalation.showing import Shown, shown_table

    written = form.chosen()
    if what in (None, "list"):
        found = [design_of(name) for name in NAMED]
        table = Shown(("id", "name", "about"), tuple((one.id, one.name, one.about) for one in found))
        if written == "json":
            listed = [{"id": one.id, "name": one.name, "about": one.about, "cohort": one.cohort} for one in found]
            emit(document(designs=listed, forms=list(FORMS)))
        else:
            emit(_lines(table) if written == "text" else _written("Designs", table, written))
        return 0
    assert what is not None
    design = design_of(what)
    table = shown_table(design)
    if written == "json":
        rows = [dict(zip(table.heads, row, strict=True)) for row in table.rows]
        emit(document(design=design.id, name=design.name, about=design.about, rows=rows))
    else:
        title = f"{design.name} ({design.id})"
        emit(_blocks(title, table) if written == "text" else _written(title, table, written))
    return 0


def _lines(table: "Shown") -> str:
    """The list as text: a line a design."""
    from regimen.nomenclature import NOTICE

    wide = max(len(row[0]) for row in table.rows)
    return "\n".join((NOTICE, "", *(f"{row[0]:<{wide}}  {row[1]}: {row[2]}" for row in table.rows), ""))


def _blocks(title: str, table: "Shown") -> str:
    """A decision table as text: a block a row, for its words are long."""
    from regimen.nomenclature import NOTICE

    lines = [NOTICE, "", title]
    for row in table.rows:
        said = dict(zip(table.heads, row, strict=True))
        words, source = said.pop("words", ""), said.pop("source")
        lines += ["", "  ".join(f"{name} {value}" for name, value in said.items() if value)]
        lines += [f"  {line}" for line in (words, f"[{source}]") if line]
    return "\n".join((*lines, ""))


def _written(title: str, table: "Shown", form: str) -> str:
    """A table as Markdown or CSV."""
    from regimen.cli.output import to_csv
    from regimen.nomenclature import NOTICE
    from regimen.printouts.markdown import escaped

    if form == "csv":
        return to_csv(table.heads, (dict(zip(table.heads, row, strict=True)) for row in table.rows))
    lines = [f"| {' | '.join(table.heads)} |", "|---" * len(table.heads) + "|"]
    lines += [f"| {' | '.join(map(escaped, row))} |" for row in table.rows]
    return "\n".join((NOTICE, "", f"## {escaped(title)}", "", *lines, ""))
