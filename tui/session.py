"""What the app is working on: one course, its plan, its past and future. Knows nothing of Textual.

Every change of a value makes a new course and a new plan; undo and redo walk over courses.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from regimen.course import Course, Plan, changed, plan
from regimen.coursefile import course_text, open_course, save_course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import read_tree


@dataclass
class Document:
    """What was opened, as one thing through all its changes; undoing an opening leads back to the document before."""

    saved: str
    """The course as it stands in the file, or as it was when there was none."""
    file: Path | None = None
    """Where the course was opened from or last saved to."""
    folder: Path | None = None
    """Folder that the course's relative paths start from."""


class _State(NamedTuple):
    course: Course
    protocol: Protocol
    document: Document


class Session:
    """One course being planned."""

    def __init__(self, course: Course, protocol: Protocol, today: dt.date) -> None:
        self.today = today
        self._past: list[_State] = []
        self._future: list[_State] = []
        self._set(_State(course, protocol, Document(course_text(course))))

    @classmethod
    def home(cls, today: dt.date) -> "Session":
        """The home case at its default level: Day 1 today, the sample subject."""
        return cls(Course(protocol=HOME, reference_date=today, subject=SAMPLE_SUBJECT), load(HOME), today)

    def _set(self, state: _State) -> None:
        self.plan: Plan = plan(state.course, state.protocol, self.today)
        self._state = state

    @property
    def course(self) -> Course:
        """The course in force."""
        return self._state.course

    @property
    def protocol(self) -> Protocol:
        """The protocol it follows."""
        return self._state.protocol

    @property
    def file(self) -> Path | None:
        """Where the course was opened from or last saved to."""
        return self._state.document.file

    @property
    def modified(self) -> bool:
        """Whether the course differs from its file."""
        return course_text(self.course) != self._state.document.saved

    def change(self, field: str, text: str | None) -> None:
        """Set one value; one undo step. A value that cannot be used raises and changes nothing."""
        course = self._changed(field, text)
        if course != self.course:
            self._become(self._state._replace(course=course))

    def _become(self, state: _State) -> None:
        before = self._state
        self._set(state)
        self._past.append(before)
        self._future.clear()

    def preview(self, field: str, text: str | None) -> Plan:
        """The plan as it would be with one value changed; changes nothing."""
        return plan(self._changed(field, text), self.protocol, self.today)

    def _changed(self, field: str, text: str | None) -> Course:
        if text is None and field == "reference_date":
            raise RegimenError("a course needs its date", allowed="YYYY-MM-DD, for example 2026-12-01")
        return changed(self.course, field, text)

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Make the last undone change again; False when there is none."""
        return self._step(self._future, self._past)

    def _step(self, source: list[_State], target: list[_State]) -> bool:
        if not source:
            return False
        target.append(self._state)
        self._set(source.pop())
        return True

    def open(self, path: Path) -> None:
        """Open a course file, or a protocol file as a new course; one undo step. Raises before anything changes."""
        if "doses" in read_tree(path).data:
            protocol = read_protocol(path)
            course = Course(
                protocol=protocol.id,
                protocol_file=str(path.resolve()),
                reference_date=self.course.reference_date,
                subject=self.course.subject,
            )
            self._become(_State(course, protocol, Document(course_text(course))))
            return
        course, protocol = open_course(path)
        self._become(_State(course, protocol, Document(course_text(course), path, path.parent.resolve())))

    def save(self, path: Path, *, overwrite: bool) -> None:
        """Write the course; the file it came from may be written again without asking."""
        if path.suffix not in (".yaml", ".yml"):
            raise RegimenError(f"'{path.name}' does not end in .yaml", hint=f"write {path.name}.yaml")
        document = self._state.document
        try:
            save_course(self._portable(path.parent), path, overwrite=overwrite or path == document.file)
        except OSError as error:
            raise RegimenError(f"cannot write {path}: {error.strerror}") from error
        document.file, document.saved = path, course_text(self.course)

    def _portable(self, target: Path) -> Course:
        """The course as it must be written in another folder: its protocol file found from there too."""
        name, folder = self.course.protocol_file, self._state.document.folder
        if name is None or folder is None or folder == target.resolve():
            return self.course
        return self.course.model_copy(update={"protocol_file": str(folder / name)})


def typed_path(text: str) -> Path:
    """The path a person typed, `~` spelled out."""
    if not text:
        raise RegimenError("no path was given", hint="type one, such as course.yaml")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise RegimenError(f"there is no home folder for '{text.partition('/')[0]}'") from error
