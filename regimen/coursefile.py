"""Course files: a course as YAML, opened with every problem and its place, saved whole or not at all."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from regimen.course import Course
from regimen.errors import RegimenError
from regimen.findings import Finding
from regimen.nomenclature import NOTICE
from regimen.protocol.model import Protocol
from regimen.protocol.parts import FORMAT
from regimen.protocol.reader import UnusableFile, usable
from regimen.protocol.resolve import UnknownChoice, resolve
from regimen.protocol.shape import placed, shaped
from regimen.protocol.shelf import HOME, place
from regimen.protocol.tree import Tree, read_tree
from regimen.protocol.versions import version_of
from regimen.protocol.yamltext import save_text, yaml_text
from regimen.schedule.build import build_schedule
from regimen.schedule.moves import ActRefused, planned

Finder = Callable[[Course], Protocol]
"""Finds the protocol that a course follows, in the version in force for it."""


def finder(folder: Path) -> Finder:
    """Finds the protocols of courses whose files lie in a folder."""
    return partial(protocol_of, folder=folder)


def open_course(path: Path) -> tuple[Course, Protocol]:
    """Read a course file and the protocol it follows; raises UnusableFile with every problem and its place."""
    return course_in(read_tree(path), path.parent)


def course_in(tree: Tree, folder: Path) -> tuple[Course, Protocol]:
    """The course that a tree holds and the protocol it follows, its file found from `folder`."""
    if tree.findings or not tree.data:
        return usable(None, tree.findings)
    course = usable(*shaped(tree, Course))
    usable(course, _record_misfits(tree, course))
    try:
        protocol = protocol_of(course, folder)
        planned(build_schedule(resolve(protocol, *course.choices)), course.acts)
    except UnusableFile:
        raise
    except UnknownChoice as error:
        raise UnusableFile([placed(tree, "unknown-choice", error.message, error.path)]) from error
    except ActRefused as error:
        raise UnusableFile([placed(tree, "act-refused", error.message, ("acts", error.number - 1))]) from error
    except RegimenError as error:
        raise UnusableFile([placed(tree, "unknown-protocol", error.message, ("protocol",))]) from error
    return course, protocol


def _record_misfits(tree: Tree, course: Course) -> list[Finding]:
    """Corrections and ids of the record that do not fit; loads what a record needs only where there is one."""
    if course.record is None:
        return []
    from regimen.record.corrections import misfits

    return [placed(tree, fault.code, fault.message, ("record", *fault.path)) for fault in misfits(course.record)]


def protocol_of(course: Course, folder: Path) -> Protocol:
    """The protocol a course follows, in the version that is in force for it; a path is relative to `folder`."""
    version = course.version_in_force
    followed = version, course.reference_date.isoformat() if version is None else None
    if course.protocol_file is None:
        return version_of(place(course.protocol), *followed)
    protocol = version_of(folder / course.protocol_file, *followed)
    if course.protocol not in (protocol.id, HOME):
        raise RegimenError(
            f"the course follows '{course.protocol}', but {course.protocol_file} holds '{protocol.id}'",
            hint="name one of them",
        )
    return protocol


def portable(course: Course, folder: Path, target: Path) -> Course:
    """The course as it must be written in another folder: its protocol file found from there too."""
    name = course.protocol_file
    if name is None or folder.resolve() == target.resolve():
        return course
    return course.model_copy(update={"protocol_file": str((folder / name).resolve())})


def course_text(course: Course) -> str:
    """The course as a YAML file; what stands at its default is left out, except what a reader looks for."""
    data = course.model_dump(mode="json", exclude_defaults=True)
    head: dict[str, Any] = {"format": str(FORMAT)}
    if course.protocol_file is None:
        head["protocol"] = course.protocol
    record = data.pop("record", None)
    text = f"# {NOTICE}\n" + yaml_text(as_text({**head, **data}))
    return text + yaml_text(as_text({"record": record}), compact=True) if record is not None else text


def as_text(value: Any) -> Any:
    """Plain data as files hold it: every value as the text that its field reads, and nothing that is None."""
    if isinstance(value, Mapping):
        return {str(key): as_text(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def save_course(course: Course, path: Path, *, overwrite: bool = False, was: str | None = None) -> None:
    """Write a course file whole or not at all; an existing file is kept unless `overwrite`, or if not what it `was`."""
    save_text(course_text(course), path, overwrite=overwrite, was=was)
