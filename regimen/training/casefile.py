"""Case files: read with every problem and its place, opened as exercises, written as text."""

from collections.abc import Collection, Iterable
from pathlib import Path

from regimen.coursefile import as_text, course_in
from regimen.findings import Finding, Severity
from regimen.nomenclature import NOTICE
from regimen.protocol.parts import FORMAT
from regimen.protocol.ranges import Misfit
from regimen.protocol.reader import UnusableFile, usable
from regimen.protocol.shape import placed, shaped
from regimen.protocol.tree import Tree, read_tree
from regimen.protocol.yamltext import yaml_text
from regimen.training.build import CaseRefused, exercise_of
from regimen.training.case import Case
from regimen.training.exercise import Exercise
from regimen.training.lint import remarks

_COURSE = "course"


def read_case(path: Path) -> Case:
    """Read a case file; raises UnusableFile with every problem and its place. What the engine says is not asked."""
    return usable(*_case_in(read_tree(path), path.parent))


def open_case(path: Path) -> Exercise:
    """Read a case file and make its exercise; raises UnusableFile, also where the engine contradicts the case."""
    tree = read_tree(path)
    return _exercise_in(tree, usable(*_case_in(tree, path.parent)), path.parent)


def check_case(path: Path, taken: Collection[str] = ()) -> list[Finding]:
    """Everything wrong or questionable in a case file, in its order; what cannot be used has the severity error.

    `taken` are ids of other cases, with whose progress that of this one would be mixed.
    """
    tree = read_tree(path)
    try:
        case = usable(*_case_in(tree, path.parent))
        found = list(_remarks(tree, case, _exercise_in(tree, case, path.parent)))
        if case.id in taken:
            what = f"'{case.id}' is the id of another case, and what is done of one counts for both"
            found.append(_remark(tree, Severity.OTHER, Misfit("case-id-taken", f"{what}; choose another id", ("id",))))
    except UnusableFile as refused:
        found = refused.findings
    return sorted(found, key=lambda finding: finding.place[1:] if finding.place else (0, 0))


def _case_in(tree: Tree, folder: Path) -> tuple[Case | None, list[Finding]]:
    """The case that a tree holds, with everything wrong in it and in its course."""
    if tree.findings or not tree.data:
        empty = Finding("not-a-mapping", Severity.ERROR, "the file holds no case", "file", None, tree.place(()))
        return None, tree.findings or [empty]
    case, findings = shaped(tree, Case)
    if case is None or case.course is None:
        return case, findings
    return case, _course_findings(tree, folder)


def _course_findings(tree: Tree, folder: Path) -> list[Finding]:
    """What is wrong with the course beyond its shape: protocol, level, acts, corrections."""
    course = Tree(tree.file, tree.data[_COURSE], [], tree.spots)
    try:
        course_in(course, folder)
    except UnusableFile as refused:
        return [
            one._replace(subject=f"{_COURSE}.{one.subject}", message=f"{_COURSE}.{one.message}")
            if one.place and one.place.file == tree.file
            else one
            for one in refused.findings
        ]
    return []


def _exercise_in(tree: Tree, case: Case, folder: Path) -> Exercise:
    try:
        return exercise_of(case, folder)
    except CaseRefused as refused:
        faults = (placed(tree, one.code, one.message, one.path, of_key=one.of_key) for one in refused.faults)
        raise UnusableFile(list(faults)) from refused


def _remarks(tree: Tree, case: Case, exercise: Exercise) -> Iterable[Finding]:
    for severity, fault in remarks(case, exercise):
        yield _remark(tree, severity, fault)


def _remark(tree: Tree, severity: Severity, fault: Misfit) -> Finding:
    return placed(tree, fault.code, fault.message, fault.path, of_key=fault.of_key)._replace(severity=severity)


def case_text(case: Case) -> str:
    """The case as a YAML file that reads back the same; what stands at its default is left out."""
    data = case.model_dump(mode="json", exclude_defaults=True)
    return f"# {NOTICE}\n" + yaml_text(as_text({"format": str(FORMAT), **data}), compact=True)
