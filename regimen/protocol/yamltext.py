"""Plain data as YAML text that our reader takes back unchanged, and text written to a file whole or not at all."""

import os
import secrets
from pathlib import Path
from typing import Any

import yaml
from yaml._yaml import CEmitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver

from regimen.errors import RegimenError

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


def yaml_text(data: Any, *, compact: bool = False) -> str:
    """Text, lists and mappings of text as YAML; `compact` writes short mappings in one line each."""
    written: str = yaml.dump(data, Dumper=_CompactDumper if compact else _Dumper)
    return written


def save_text(text: str, path: Path, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all; an existing file is kept unless `overwrite`."""
    save_bytes(text.encode("utf-8"), path, overwrite=overwrite)


def save_bytes(data: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all, readable by whom the folder's owner lets read; kept unless `overwrite`."""
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        if path.exists() and not overwrite:
            raise RegimenError(f"{path} exists and was kept", hint="choose another name or allow overwriting")
        try:
            with temporary.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RegimenError(f"cannot write {path}: {error.strerror}", hint="choose a folder you can write to") from error
