"""Course files: a course as YAML, opened with every problem and its place, saved whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from regimen.course import Course
from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE
from regimen.protocol.model import Protocol
from regimen.protocol.parts import FORMAT
from regimen.protocol.reader import UnusableFile, read_protocol, usable
from regimen.protocol.resolve import UnknownChoice, resolve
from regimen.protocol.shape import placed, shaped
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import read_tree


def open_course(path: Path) -> tuple[Course, Protocol]:
    """Read a course file and the protocol it follows; raises UnusableFile with every problem and its place."""
    tree = read_tree(path)
    if tree.findings or not tree.data:
        return usable(None, tree.findings)
    course = usable(*shaped(tree, Course))
    try:
        protocol = protocol_of(course, path.parent)
        resolve(protocol, course.level, course.assumptions)
    except UnusableFile:
        raise
    except UnknownChoice as error:
        raise UnusableFile([placed(tree, "unknown-choice", error.message, error.path)]) from error
    except RegimenError as error:
        raise UnusableFile([placed(tree, "unknown-protocol", error.message, ("protocol",))]) from error
    return course, protocol


def protocol_of(course: Course, folder: Path) -> Protocol:
    """The protocol a course follows; a file path is relative to `folder`, where the course file lies."""
    if course.protocol_file is None:
        return load(course.protocol)
    protocol = read_protocol(folder / course.protocol_file)
    if course.protocol not in (protocol.id, HOME):
        raise RegimenError(
            f"the course follows '{course.protocol}', but {course.protocol_file} holds '{protocol.id}'",
            hint="name one of them",
        )
    return protocol


class _Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar plain where that is readable back; our reader takes all of them as text."""

    def __init__(self, stream: Any, **_: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=120)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)


def course_text(course: Course) -> str:
    """The course as a YAML file; what stands at its default is left out, except what a reader looks for."""
    data = course.model_dump(mode="json", exclude_defaults=True)
    head: dict[str, Any] = {"format": str(FORMAT)}
    if course.protocol_file is None:
        head["protocol"] = course.protocol
    return f"# {NOTICE}\n" + yaml.dump(_as_text({**head, **data}), Dumper=_Dumper)


def _as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def save_course(course: Course, path: Path, *, overwrite: bool = False) -> None:
    """Write a course file whole or not at all; an existing file is kept unless `overwrite`."""
    try:
        if path.exists() and not overwrite:
            raise RegimenError(f"{path} exists and was kept", hint="choose another name or allow overwriting")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp", text=True)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(course_text(course))
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RegimenError(f"cannot write {path}: {error.strerror}", hint="choose a folder you can write to") from error
