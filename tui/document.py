"""What the app has open: a course, its protocol, and where both belong; paths as a person types them. No Textual."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from regimen.course import Course
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.yamltext import is_yaml
from tui.kept import Kept


@dataclass
class Document:
    """What was opened, as one thing through all its changes; undoing an opening leads back to the document before."""

    saved: str
    """The course as it stands in the file, or as it was when there was none."""
    file: Path | None = None
    """Where the course was opened from or last saved to."""
    was: str | None = None
    """What the file held then, in short; another program may have written to it since."""
    folder: Path | None = None
    """Folder that the course's relative paths start from."""
    kept: Kept | None = None
    """Where the course stands in the ledger, if it is kept there: every change is written at once."""


class State(NamedTuple):
    """What a step of undo leads back to."""

    course: Course
    protocol: Protocol
    document: Document


def typed_path(text: str) -> Path:
    """The path a person typed, `~` spelled out."""
    if not text:
        raise RegimenError("no path was given", hint="type one, such as course.yaml")
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise RegimenError(f"there is no home folder for '{text.partition('/')[0]}'") from error
    try:
        path.resolve()
    except RuntimeError as error:
        raise RegimenError(f"'{text}' is a link that leads to itself", hint="name a file") from error
    return path


def yaml_path(path: Path) -> Path:
    """A path to write to; refuses one that nobody would look for YAML in."""
    if not is_yaml(path):
        raise RegimenError(f"'{path.name}' does not end in .yaml", hint=f"write {path.name}.yaml")
    return path
