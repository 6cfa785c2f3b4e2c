"""`regimen train mark`: answer files marked, a row each."""

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from pathlib import Path

    from regimen.training.papers import Paper

_JSON = JsonOption()
_STDOUT = "-"


def train_mark(
    *names: Annotated[str, Words("FOLDER", "folder of answer files, or answer files; repeatable")],
    cases: Annotated[list[str] | None, Words("FOLDER", "case files besides those of the program; repeatable")] = None,
    output: Annotated[str | None, Words("FILE", "file to write the rows to; default: stdout", "-o")] = None,
    debriefs: Annotated[str | None, Words("FOLDER", "write the debrief of each answer file to this folder")] = None,
    format_: Annotated[str | None, Words("FORM", "of the debriefs: pdf (default), html, text or markdown")] = None,
    paper: Annotated[str | None, Words("SIZE", "of the debriefs: a4 (default) or letter")] = None,
    overwrite: Annotated[bool, Words("", "replace files that exist")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Mark answer files: a row of CSV each, with score, precision and recall, certainty and time.

    An answer file names its case. Cases are looked for in the folders of --cases, in a folder `cases` within or beside
    FOLDER, and among those of the program. What is missing, extra or cannot be read is named on stderr, and the rest is
    marked; --json has every item with the reason. Exit status 2 if none can be marked.

    Examples:
      regimen train mark training-7/answers
      regimen train mark answers --cases mycases -o marks.csv --debriefs debriefs
      regimen train mark mia.yaml --json
    """
    from pathlib import Path

    from regimen.cli.output import emit
    from regimen.cli.progress import followed
    from regimen.errors import RegimenError
    from regimen.training.kit import check_form
    from regimen.training.papers import answer_files, marked_paper, shelf_for

    if not names:
        hint = "regimen train mark FOLDER; regimen train show CASE --blank makes a file to fill in"
        raise RegimenError("which answers?", hint=hint)
    shape, size = format_ or "pdf", paper or "a4"
    check_form(shape, size)
    shelf, files = shelf_for(names, cases or ()), answer_files(names)
    target = None if output in (None, _STDOUT) else _target(Path(str(output)), files, overwrite=overwrite)
    papers = [marked_paper(path, shelf) for path in followed(files, "answer files marked")]
    if all(one.result is None for one in papers):
        _tell(papers, [])
        raise RegimenError("no answer file could be marked", hint="mend what is named above")
    written = [] if debriefs is None else _debriefs(papers, Path(debriefs), shape, size, overwrite=overwrite)
    text = _json(papers) if form.json else _csv(papers)
    if target is None:
        emit(text)
    else:
        from regimen.protocol.yamltext import save_text

        save_text(text, target, overwrite=overwrite)
    _tell(papers, [*written, *([str(target)] if target else [])])
    return 0


def _target(path: "Path", files: "Sequence[Path]", *, overwrite: bool) -> "Path":
    """The file to write to; none that is in the way, and no answer file."""
    from regimen.errors import RegimenError
    from regimen.printouts.write import check_targets

    check_targets([path], overwrite=overwrite)
    if path.exists() and any(path.samefile(file) for file in files if file.exists()):
        raise RegimenError(f"{path} is one of the answer files", hint="name another file with -o")
    return path


def _csv(papers: "Sequence[Paper]") -> str:
    from regimen.cli.output import to_csv
    from regimen.cli.train_cases import ROW

    return to_csv(("file", *ROW), map(_row, papers))


def _row(one: "Paper") -> dict[str, Any]:
    from regimen.cli.train_cases import result_row

    told = {} if one.result is None else result_row(one.result)
    return {"file": str(one.path), **told, "remarks": len(one.findings)}


def _json(papers: "Sequence[Paper]") -> str:
    from regimen.cli.output import as_mapping, document
    from regimen.cli.train_cases import ROW, marked_facts

    nothing = dict.fromkeys(("file", *ROW))
    rows = [
        {**nothing, **_row(one), "marked": [] if one.result is None else marked_facts(one.result)} for one in papers
    ]
    findings = [as_mapping(finding) | {"path": str(one.path)} for one in papers for finding in one.findings]
    return document(findings, files=rows)


def _debriefs(papers: "Sequence[Paper]", folder: Any, form: str, paper: str, *, overwrite: bool) -> list[str]:
    """A sheet of debrief for each answer file that was marked; nothing is written where one exists."""
    from functools import partial

    from regimen.cli.progress import counting
    from regimen.printouts.formats.registry import format_of
    from regimen.printouts.write import check_targets
    from regimen.training.kit import Filed, sheet, write_filed
    from regimen.training.sheets import debrief_sheet

    done = [(one.path, one.result) for one in papers if one.result is not None]
    names, suffix = _names([path for path, _ in done]), format_of(form).suffix
    files = [
        Filed(folder.joinpath(f"{name}{suffix}"), partial(sheet, partial(debrief_sheet, result), form, paper))
        for name, (_, result) in zip(names, done, strict=True)
    ]
    check_targets((one.path for one in files if one.path.exists()), overwrite=overwrite)
    return [one.words for one in write_filed(files, overwrite=overwrite, tell=counting(len(files), "debriefs"))]


def _names(paths: "Sequence[Path]") -> list[str]:
    """A name for each debrief: that of its file, with its folder and then a number where others are called the same."""
    stems = Counter(path.stem for path in paths)
    wanted = [path.stem if stems[path.stem] == 1 else f"{path.resolve().parent.name}-{path.stem}" for path in paths]
    names = dict[str, None]()
    for name in wanted:
        numbered = (f"{name}-{number}" for number in count(2))
        names[name if name not in names else next(one for one in numbered if one not in names)] = None
    return list(names)


def _tell(papers: "Sequence[Paper]", written: Sequence[str]) -> None:
    """What was wrong with the files, and what was written, on stderr."""
    from regimen.cli.train_cases import named

    if sys.stderr is None:
        return
    for one in papers:
        sys.stderr.writelines(f"{line}\n" for line in named(one.path, one.findings))
    sys.stderr.writelines(f"{line} written\n" for line in written)
