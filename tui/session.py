"""What the app is working on: one course, its plan, its past and future. Knows nothing of Textual.

Every change of a value makes a new course and a new plan; undo and redo walk over courses.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from regimen.course import Course, Plan, plan
from regimen.courseacts import acted, undone
from regimen.coursefile import Finder, course_text, finder, open_course, portable, save_course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.protocol import shelf
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import read_tree
from regimen.schedule.acts import Act
from tui.revise import fitting, followed, revised


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
        self.plan: Plan = self._plan(state)
        self._state = state

    def _plan(self, state: _State) -> Plan:
        return plan(state.course, state.protocol, self.today)

    @property
    def course(self) -> Course:
        """The course in force."""
        return self._state.course

    @property
    def protocol(self) -> Protocol:
        """The protocol it follows."""
        return self._state.protocol

    @property
    def folder(self) -> Path:
        """Folder that the course's relative paths start from."""
        return self._state.document.folder or Path()

    @property
    def find(self) -> Finder:
        """Finds the protocols of courses like this one."""
        return finder(self.folder)

    @property
    def protocol_path(self) -> Path:
        """The file of the protocol: in the library, or the one the course names."""
        name = self.course.protocol_file
        return shelf.LIBRARY / f"{self.protocol.id}.yaml" if name is None else self.folder / name

    @property
    def file(self) -> Path | None:
        """Where the course was opened from or last saved to."""
        return self._state.document.file

    @property
    def modified(self) -> bool:
        """Whether the course differs from its file."""
        return course_text(self.course) != self._state.document.saved

    def change(self, field: str, text: str | None) -> tuple[str, ...]:
        """Set one value; one undo step. What else had to change with it is told; a refused value changes nothing."""
        state, notes = self._changed(field, text)
        if state.course != self.course:
            self._become(state)
        return notes

    def preview(self, field: str, text: str | None) -> Plan:
        """The plan as it would be with one value changed; changes nothing."""
        return self._plan(self._changed(field, text)[0])

    def _changed(self, field: str, text: str | None) -> tuple[_State, tuple[str, ...]]:
        """The state with one value changed; where another version comes into force, the protocol is read again."""
        course, protocol = revised(self.course, field, text), self.protocol
        notes: tuple[str, ...] = ()
        if protocol.amendments and followed(course) != followed(self.course):
            protocol = self.find(course)
            course, notes = fitting(course, protocol)
        return self._state._replace(course=course, protocol=protocol), notes

    def act(self, act: Act) -> None:
        """Carry out an act; one undo step. One that cannot be carried out raises and changes nothing."""
        self._become(self._acted(act))

    def with_act(self, act: Act) -> Plan:
        """The plan as it would be after an act; changes nothing."""
        return self._plan(self._acted(act))

    def _acted(self, act: Act) -> _State:
        course, protocol = acted(self.course, act, self.find)
        return self._state._replace(course=course, protocol=protocol)

    def take_back(self) -> Act:
        """Take the last act back, which is one undo step too; that act."""
        course = undone(self.course)
        last = self.course.acts[-1]
        self._become(self._state._replace(course=course, protocol=self._protocol_of(course)))
        return last

    def act_steps(self) -> list[tuple[Plan, Plan]]:
        """For each act the plan before and after it."""
        acts = self.course.acts
        courses = [self.course.model_copy(update={"acts": acts[:count]}) for count in range(len(acts) + 1)]
        plans = [plan(course, self._protocol_of(course), self.today) for course in courses]
        return list(pairwise(plans))

    def protocol_at(self, version: str) -> Protocol:
        """The course's protocol in another version."""
        return read_protocol(self.protocol_path, version)

    def _protocol_of(self, course: Course) -> Protocol:
        """The protocol of a course like this one; read again only where it is in another version."""
        same = course.version_in_force == self.course.version_in_force
        return self.protocol if same else self.find(course)

    def _become(self, state: _State) -> None:
        before = self._state
        self._set(state)
        self._past.append(before)
        self._future.clear()

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
            self.begin(read_protocol(path).id, path)
            return
        course, protocol = open_course(path)
        self._become(_State(course, protocol, Document(course_text(course), path, path.parent.resolve())))

    def begin(self, protocol: str, file: Path | None = None, version: str | None = None) -> None:
        """Begin a new course of a bundled protocol, or of a file; Day 1 and subject stay; one undo step."""
        course = Course(
            protocol=protocol,
            protocol_file=None if file is None else str(file.resolve()),
            version=version,
            reference_date=self.course.reference_date,
            subject=self.course.subject,
        )
        self._become(_State(course, finder(Path())(course), Document(course_text(course))))

    def save(self, path: Path, *, overwrite: bool) -> None:
        """Write the course; the file it came from may be written again without asking."""
        path, document = yaml_path(path), self._state.document
        course = self._enrolled()
        try:
            written = portable(course, self.folder, path.parent)
            save_course(written, path, overwrite=overwrite or path == document.file)
        except OSError as error:
            raise RegimenError(f"cannot write {path}: {error.strerror}") from error
        document.file, document.saved = path, course_text(course)
        self._set(self._state._replace(course=course))

    def _enrolled(self) -> Course:
        """The course with the version of enrolment named, so that a later amendment does not change it by itself."""
        if self.course.version is not None:
            return self.course
        first = self._protocol_of(self.course.model_copy(update={"acts": []}))
        return self.course.model_copy(update={"version": first.version})


def typed_path(text: str) -> Path:
    """The path a person typed, `~` spelled out."""
    if not text:
        raise RegimenError("no path was given", hint="type one, such as course.yaml")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise RegimenError(f"there is no home folder for '{text.partition('/')[0]}'") from error


def yaml_path(path: Path) -> Path:
    """A path to write to; refuses one that nobody would look for YAML in."""
    if path.suffix not in (".yaml", ".yml"):
        raise RegimenError(f"'{path.name}' does not end in .yaml", hint=f"write {path.name}.yaml")
    return path
