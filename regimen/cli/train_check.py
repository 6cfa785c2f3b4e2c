"""`regimen train check`: whether cases can be used, and what is questionable in them."""

from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_JSON = JsonOption()
_CONTRADICTED = "answer-contradicted"


def train_check(
    *names: Annotated[str, Words("CASE", "file, folder or id; default: the cases of the program; repeatable")],
    at: Annotated[str | None, Words("WEIGHT", "show from info, other (default), important or error on")] = None,
    figures: Annotated[bool, Words("", "list the figures that questions may ask for instead")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Read cases, hold every stated answer against the engine, and remark on what is questionable.

    Each line reads FILE:LINE:COLUMN: weight: what is wrong and what to do [rule]; the last line counts. Exit status 0
    without findings at or above --at, 1 with some, among them answers that the engine contradicts, 2 when a file cannot
    be used for another reason.

    Examples:
      regimen train check mycase.yaml
      regimen train check mycases --at info
      regimen train check --figures
    """
    from regimen.cli.output import document, emit
    from regimen.cli.remarks import counted, remark_facts, remark_line, threshold_of
    from regimen.cli.train_cases import files_of
    from regimen.findings import Severity
    from regimen.training.casefile import check_case

    threshold = threshold_of(at)
    if figures:
        emit(_figures(as_json=form.json))
        return 0
    paths = files_of(names)
    found = [finding for path, taken in _with_taken(paths) for finding in check_case(path, taken)]
    shown = [finding for finding in found if finding.severity.weight >= threshold.weight]
    hidden = [finding for finding in found if finding.severity.weight < threshold.weight]
    if form.json:
        files = [str(path) for path in paths]
        emit(document([remark_facts(finding, finding.code) for finding in shown], files=files))
    else:
        lines = [*map(remark_line, shown), counted(len(paths), shown, hidden)]
        emit("".join(f"{line}\n" for line in lines))
    unusable = any(one.severity is Severity.ERROR and one.code != _CONTRADICTED for one in found)
    return 2 if unusable else 1 if shown else 0


def _with_taken(paths: "Sequence[Path]") -> "Iterator[tuple[Path, set[str]]]":
    """Each file with the ids that it should not have: those of the program, and of the files before it."""
    from regimen.protocol.tree import read_tree
    from regimen.training.shelf import CASES, case_ids

    before = set[str]()
    for path in paths:
        own = path.resolve().parent != CASES.resolve()
        yield path, before | set(case_ids()) if own else set()
        before.add(str(read_tree(path).data.get("id")))


def _figures(*, as_json: bool) -> str:
    """Every figure with what it is and what it needs."""
    from regimen.cli.output import document
    from regimen.training.figures.registry import FIGURES

    if as_json:
        rows = [{"figure": name, "words": one.words, "needs": one.needs} for name, one in FIGURES.items()]
        return document(figures=rows)
    return "".join(
        f"{name}: {one.words}{' (needs ' + ', '.join(one.needs) + ')' if one.needs else ''}\n"
        for name, one in FIGURES.items()
    )
