"""What the app is working on: one course, its plan, its past and future. Knows nothing of Textual.

Every change of a value makes a new course and a new plan; undo and redo walk over courses.
"""

import datetime as dt
from pathlib import Path

from regimen.course import Course, Plan, changed, plan
from regimen.coursefile import course_text, open_course, save_course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import read_tree


class Session:
    """One course being planned."""

    def __init__(self, course: Course, protocol: Protocol, today: dt.date, folder: Path | None = None) -> None:
        self.today = today
        self.folder = folder or Path.cwd()
        self.file: Path | None = None
        """Where the course was opened from or last saved to."""
        self._saved = course_text(course)
        self._past: list[tuple[Course, Protocol]] = []
        self._future: list[tuple[Course, Protocol]] = []
        self._set(course, protocol)

    @classmethod
    def home(cls, today: dt.date) -> "Session":
        """The home case at its default level: Day 1 today, the sample subject."""
        return cls(Course(protocol=HOME, reference_date=today, subject=SAMPLE_SUBJECT), load(HOME), today)

    def _set(self, course: Course, protocol: Protocol) -> None:
        self.plan: Plan = plan(course, protocol, self.today)
        self.course, self.protocol = course, protocol

    @property
    def modified(self) -> bool:
        """Whether the course differs from its file."""
        return course_text(self.course) != self._saved

    def change(self, field: str, text: str | None) -> None:
        """Set one value; one undo step. A value that cannot be used raises and changes nothing."""
        self.become(changed(self.course, field, text), self.protocol)

    def become(self, course: Course, protocol: Protocol) -> None:
        """Go on with another course; one undo step."""
        before = (self.course, self.protocol)
        if course == self.course and protocol is self.protocol:
            return
        self._set(course, protocol)
        self._past.append(before)
        self._future.clear()

    def preview(self, field: str, text: str | None) -> Plan:
        """The plan as it would be with one value changed; changes nothing."""
        return plan(changed(self.course, field, text), self.protocol, self.today)

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Make the last undone change again; False when there is none."""
        return self._step(self._future, self._past)

    def _step(self, source: list[tuple[Course, Protocol]], target: list[tuple[Course, Protocol]]) -> bool:
        if not source:
            return False
        target.append((self.course, self.protocol))
        self._set(*source.pop())
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
            self.become(course, protocol)
            return
        course, protocol = open_course(path)
        self.become(course, protocol)
        self.file, self.folder, self._saved = path, path.parent, course_text(course)

    def save(self, path: Path, *, overwrite: bool) -> None:
        """Write the course; the file it came from may be written again without asking."""
        if path.suffix not in (".yaml", ".yml"):
            raise RegimenError(f"'{path.name}' does not end in .yaml", hint=f"write {path.name}.yaml")
        save_course(self.course, path, overwrite=overwrite or path == self.file)
        self.file, self._saved = path, course_text(self.course)
