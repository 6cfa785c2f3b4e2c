"""YAML files: which they are, plain data as text that our reader takes back, text written whole or not at all."""

import hashlib
import os
import secrets
import stat
from pathlib import Path
from typing import Any

import yaml
from yaml._yaml import CEmitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver

from regimen.errors import RegimenError

_SUFFIXES = (".yaml", ".yml")
_WIDTH = 120
_SHORT = 108
"""Longest mapping, in characters of its keys and values, that is written in one line."""


class _Dumper(CEmitter, SafeRepresenter, BaseResolver):
    """Writes every scalar plain where that is readable back; our reader takes all of them as text.

    The emitter in C takes a fifth of the time of the one in Python and writes the same, but for signs beyond U+FFFF:
    those it writes as their numbers.
    """

    def __init__(self, stream: Any, **_: Any) -> None:
        CEmitter.__init__(self, stream, allow_unicode=True, width=_WIDTH)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)


class _CompactDumper(_Dumper):
    """Writes a short mapping of plain values in one line, as people write dose lines."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """A mapping in one line if it holds only values and is short."""
        node: yaml.MappingNode = super().represent_mapping(tag, mapping, flow_style)
        scalars = [part for pair in node.value for part in pair if isinstance(part, yaml.ScalarNode)]
        length = sum(len(part.value) + 2 for part in scalars)
        node.flow_style = len(scalars) == 2 * len(node.value) and length <= _SHORT
        return node


def is_yaml(path: Path) -> bool:
    """Whether a file's name says that it is YAML."""
    return path.suffix.lower() in _SUFFIXES


def yaml_files(folder: Path, *, below: bool = False) -> list[Path]:
    """The YAML files of a folder in order, with `below` those of its folders too; raises OSError for no folder."""
    found = folder.rglob("*") if below else folder.iterdir()
    return sorted(path for path in found if is_yaml(path) and path.is_file())


def yaml_text(data: Any, *, compact: bool = False) -> str:
    """Text, lists and mappings of text as YAML; `compact` writes short mappings in one line each."""
    written: str = yaml.dump(data, Dumper=_CompactDumper if compact else _Dumper)
    return written


def seen(path: Path) -> str | None:
    """What a file holds now, in short, to tell later whether somebody else wrote to it; None where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def save_text(text: str, path: Path, *, overwrite: bool = False, was: str | None = None) -> None:
    """Write a file whole or not at all; an existing file is kept unless `overwrite`, or if it is not what it `was`."""
    now = None if was is None else seen(path)
    if now is not None and now != was:
        what = f"{path} was changed by another program since it was opened, and was kept"
        raise RegimenError(what, hint="save under another name, or open it again")
    save_bytes(text.encode("utf-8"), path, overwrite=overwrite)


def save_bytes(data: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all; an existing one is kept unless `overwrite`.

    A link is followed to where it leads, and a file keeps the rights it had.
    """
    try:
        target = Path(os.path.realpath(path))  # which, unlike resolve, leaves a link to itself to be refused below
        rights = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if rights is not None and not overwrite:
            raise RegimenError(f"{path} exists and was kept", hint="choose another name or allow overwriting")
        _replace(target, data, rights)
    except OSError as error:
        raise RegimenError(f"cannot write {path}: {error.strerror}", hint="choose a folder you can write to") from error


def _replace(path: Path, data: bytes, rights: int | None) -> None:
    """Put a file that is written whole in the place of another one, or of none."""
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as stream:
            if rights is not None:
                temporary.chmod(rights)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
