"""`regimen protocols lint`: what an expert would ask about protocols that can be read."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from regimen.cli.binding import Words
from regimen.cli.options import JsonOption

if TYPE_CHECKING:
    from pathlib import Path

    from regimen.findings import Finding, Severity
    from regimen.lint.run import Suppressed

_JSON = JsonOption()


def protocols_lint(
    *names: Annotated[str, Words("NAME", "id, file or folder; default: the whole library; repeatable")],
    at: Annotated[str | None, Words("WEIGHT", "show from info, other (default), important or error on")] = None,
    suppressed: Annotated[bool, Words("", "show what the files suppress, with their reasons")] = False,
    rules: Annotated[bool, Words("", "list the rules with reason and source instead")] = False,
    form: JsonOption = _JSON,
) -> int:
    """Check protocols against the rules of an expert reader: names, figures, days, totals, limits, sources.

    Each line reads FILE:LINE:COLUMN: weight: what is asked and what to do [rule]; the last line counts. The latest
    version of each file is looked at. Exit status 0 without findings at or above --at, 1 with some, 2 when a file
    cannot be read. A file may suppress what is right as it is, with a reason.

    Examples:
      regimen protocols lint
      regimen protocols lint mine.yaml nct01681537 --at info
      regimen protocols lint --rules
    """
    from regimen.cli.output import emit
    from regimen.cli.remarks import threshold_of

    threshold = threshold_of(at)
    if rules:
        emit(_rules(as_json=form.json))
        return 0
    return _linted(_paths(names), threshold, suppressed=suppressed, as_json=form.json)


def _linted(paths: "list[Path]", threshold: "Severity", *, suppressed: bool, as_json: bool) -> int:
    """Lint the files and print what is found; the exit status says how it went."""
    from regimen.cli.output import emit
    from regimen.cli.remarks import counted, remark_line
    from regimen.lint.run import lint
    from regimen.protocol.tree import read_tree

    reports = [lint(read_tree(path)) for path in paths]
    misfits = [misfit for report in reports for misfit in report.misfits]
    found = [finding for report in reports for finding in report.findings]
    shown = [finding for finding in found if finding.severity.weight >= threshold.weight]
    hidden = [finding for finding in found if finding.severity.weight < threshold.weight]
    left_out = [part for report in reports for part in report.suppressed]
    if as_json:
        emit(_json(paths, misfits, shown, left_out))
    else:
        lines = [*map(remark_line, (*misfits, *shown)), *(map(_suppressed, left_out) if suppressed else ())]
        emit("".join(f"{line}\n" for line in (*lines, counted(len(paths), [*misfits, *shown], hidden, len(left_out)))))
    return 2 if misfits else 1 if shown else 0


def _paths(names: Sequence[str]) -> "list[Path]":
    """The files meant: those named, those in a folder named, or all of the library."""
    from pathlib import Path

    from regimen.errors import RegimenError, nearest
    from regimen.protocol.shelf import LIBRARY, library_ids

    known = library_ids()
    found = [LIBRARY / f"{name}.yaml" for name in known if name in names or not names]
    for name in names:
        path = Path(name)
        if path.is_dir():
            files = sorted(path.glob("*.yaml"))
            if not files:
                raise RegimenError(f"the folder {name} holds no protocol file", hint="name a file, or another folder")
            found += files
        elif name not in known:
            if not path.suffix and not path.exists():
                what = f"no protocol '{name[:60]}' in the library{nearest(name, known)}"
                raise RegimenError(what, allowed=", ".join(known), hint="or name a file")
            found.append(path)
    return list(dict.fromkeys(found))


def _suppressed(part: "Suppressed") -> str:
    from regimen.cli.remarks import remark_line

    return f"{remark_line(part.finding)} suppressed: {part.reason}"


def _json(paths: "list[Path]", misfits: "list[Finding]", shown: "list[Finding]", left_out: "list[Suppressed]") -> str:
    from regimen.cli.output import to_json
    from regimen.cli.remarks import remark_facts
    from regimen.nomenclature import NOTICE

    suppressed = [remark_facts(part.finding, part.finding.code) | {"reason": part.reason} for part in left_out]
    findings = [
        *(remark_facts(misfit, None) for misfit in misfits),
        *(remark_facts(finding, finding.code) for finding in shown),
    ]
    files = [str(path) for path in paths]
    return to_json({"notice": NOTICE, "files": files, "suppressed": suppressed, "findings": findings}) + "\n"


def _rules(*, as_json: bool) -> str:
    """Every rule with its reason and source."""
    from regimen.cli.output import document
    from regimen.lint.registry import RULES

    if as_json:
        facts = ("id", "severity", "reason", "source")
        return document(rules=[{key: getattr(rule, key) for key in facts} for rule in RULES])
    return "".join(f"{line}\n" for rule in RULES for line in _told(rule.id, rule.severity, rule.reason, rule.source))


def _told(name: str, weight: str, reason: str, source: str) -> Iterator[str]:
    yield f"{name} ({weight}): {reason}"
    yield f"    source: {source}"
