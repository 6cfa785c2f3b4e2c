"""`regimen designs`: the escalation designs and their decision tables."""

from typing import Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

_JSON = JsonOption()
FORMATS = ("text", "markdown", "csv")


def designs(
    what: Annotated[str | None, Words("list|ID", "the designs, or the decision table of one; default: list")] = None,
    /,
    *,
    format_: Annotated[str | None, Words("FORM", "of a table: text (default), markdown or csv")] = None,
    form: JsonOption = _JSON,
) -> int:
    """List the escalation designs, or print the decision table of one, a row a rule with its source.

    A table of your own is a CSV file with the same columns: regimen designs table:FILE checks and prints it.

    Examples:
      regimen designs list
      regimen designs deescalate-six
      regimen designs boin:0.25 --format markdown
      regimen designs no-deescalation --format csv > table.csv
    """
    from regimen.cli.output import document, emit
    from regimen.errors import RegimenError
    from regimen.escalation.designs.registry import FORMS, NAMED, design_of
    from regimen.escalation.showing import shown_table

    if format_ is not None and format_ not in FORMATS:
        raise RegimenError(f"--format: unknown '{format_[:40]}'", allowed=", ".join(FORMATS))
    if what in (None, "list"):
        found = [design_of(name) for name in NAMED]
        if form.json:
            listed = [{"id": one.id, "name": one.name, "about": one.about, "cohort": one.cohort} for one in found]
            emit(document(designs=listed, forms=list(FORMS)))
        else:
            wide = max(len(one.id) for one in found)
            emit("".join(f"{one.id:<{wide}}  {one.name}: {one.about}\n" for one in found))
        return 0
    assert what is not None
    design = design_of(what)
    table = shown_table(design)
    if form.json:
        rows = [dict(zip(table.heads, row, strict=True)) for row in table.rows]
        emit(document(design=design.id, name=design.name, about=design.about, rows=rows))
    else:
        emit(_written(f"{design.name} ({design.id})", table.heads, table.rows, format_ or "text"))
    return 0


def _written(title: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], form: str) -> str:
    """A table in one of the formats."""
    from regimen.cli.output import to_csv
    from regimen.nomenclature import NOTICE
    from regimen.printouts.markdown import escaped

    if form == "csv":
        return to_csv(heads, (dict(zip(heads, row, strict=True)) for row in rows))
    if form == "markdown":
        lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
        lines += [f"| {' | '.join(map(escaped, row))} |" for row in rows]
        return "\n".join((NOTICE, "", f"## {title}", "", *lines, ""))
    lines = [NOTICE, "", title]
    for row in rows:
        said = dict(zip(heads, row, strict=True))
        words, source = said.pop("words", ""), said.pop("source")
        lines += ["", "  ".join(f"{name} {value}" for name, value in said.items() if value)]
        lines += [f"  {line}" for line in (words, f"[{source}]") if line]
    return "\n".join((*lines, ""))
