"""What the app is working on: one course, its plan, its past and future. Knows nothing of Textual.

Every change of a value makes a new course and a new plan; undo and redo walk over courses.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from regimen.course import Course, Plan, changed, plan
from regimen.courseacts import acted, undone
from regimen.coursefile import Finder, course_text, finder, open_course, portable, save_course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.protocol import shelf
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import HOME, load
from regimen.protocol.tree import read_tree
from regimen.protocol.yamltext import seen
from regimen.schedule.acts import Act
from tui.document import Document, State, yaml_path
from tui.history import History
from tui.kept import Kept
from tui.revise import fitting, followed, revised
from tui.widgets.marks import NOTHING, Recorded

if TYPE_CHECKING:
    from regimen.ledger.reading import Held
    from regimen.record.entries import Entry
    from regimen.record.model import Correction
    from regimen.review import Review
    from tui.keeping import Keeper


class Session(History):
    """One course being planned."""

    def __init__(self, course: Course, protocol: Protocol, today: dt.date) -> None:
        super().__init__(State(course, protocol, Document(course_text(course))), today)
        self._judged: tuple[State, Review] | None = None

    @classmethod
    def home(cls, today: dt.date) -> "Session":
        """The home case at its default level: Day 1 today, the sample subject."""
        return cls(Course(protocol=HOME, reference_date=today, subject=SAMPLE_SUBJECT), load(HOME), today)

    @property
    def folder(self) -> Path:
        """Folder that the course's relative paths start from."""
        return self._state.document.folder or Path()

    @property
    def find(self) -> Finder:
        """Finds the protocols of courses like this one."""
        kept = self._state.document.kept
        return kept.find if kept else finder(self.folder)

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
        """Whether the course differs from its file; the ledger has every change."""
        return self.kept_id is None and course_text(self.course) != self._state.document.saved

    @property
    def worth_saving(self) -> bool:
        """Whether something is in no file that takes a person more than a key or two to make again."""
        course = self.course
        laborious = self.file or course.acts or course.record or course.subject != SAMPLE_SUBJECT
        return self.modified and bool(laborious)

    @property
    def kept_id(self) -> str | None:
        """Id of the course in the ledger, if it is kept there."""
        kept = self._state.document.kept
        return kept.id if kept else None

    @property
    def told(self) -> str:
        """What the last undo or redo in the ledger was about; empty where none was."""
        kept = self._state.document.kept
        return kept.told if kept else ""

    def change(self, field: str, text: str | None) -> tuple[str, ...]:
        """Set one value; one undo step. What else had to change with it is told; a refused value changes nothing."""
        state, notes = self._changed(field, text)
        if state.course != self.course:
            self._become(state)
        return notes

    def preview(self, field: str, text: str | None) -> Plan:
        """The plan as it would be with one value changed; changes nothing."""
        return self._plan(self._changed(field, text)[0])

    def _changed(self, field: str, text: str | None) -> tuple[State, tuple[str, ...]]:
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

    def _acted(self, act: Act) -> State:
        course, protocol = acted(self.course, act, self.find)
        return self._state._replace(course=course, protocol=protocol)

    def record(self, section: str, entries: "Sequence[Entry]", *, again: bool = False) -> None:
        """Record entries; one undo step. What cannot be recorded raises and changes nothing."""
        from regimen.recording import recorded

        course = recorded(self.course, section, entries, again=again)
        self._become(self._state._replace(course=course))

    def correct(self, correction: "Correction") -> None:
        """Correct an entry of the record by a later one; one undo step."""
        from regimen.recording import corrected

        self._become(self._state._replace(course=corrected(self.course, correction)))

    @property
    def review(self) -> "Review":
        """The course with its record as of today, judged once a change."""
        from regimen.review import review

        if self._judged is None or self._judged[0] is not self._state:
            self._judged = (self._state, review(self.course, self.protocol, self.find, self.today))
        return self._judged[1]

    @property
    def recorded(self) -> Recorded:
        """What the planner shows of the record."""
        if self.course.record is None:
            return NOTHING
        from tui.recordbook import seen

        return seen(self.review, self.course.record)

    def take_back(self) -> Act:
        """Take the last act back, which is one undo step too; that act."""
        if kept := self._state.document.kept:
            last = kept.last_act(self.course)
            self.undo()
            return last
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
        if self.kept_id is not None:
            return self.find(self.course.model_copy(update={"version": version, "acts": []}))
        return read_protocol(self.protocol_path, version)

    def _protocol_of(self, course: Course) -> Protocol:
        """The protocol of a course like this one; read again only where it is in another version."""
        same = course.version_in_force == self.course.version_in_force
        return self.protocol if same else self.find(course)

    def open_kept(self, keeper: "Keeper", name: str) -> None:
        """Open a course of the ledger; one undo step."""
        self._hold(keeper, keeper.held(name))

    def keep(self, keeper: "Keeper", name: str, who: str, why: str | None) -> None:
        """Keep the course in the ledger under a subject's id; from then on every change is written there."""
        course = changed(self.course, "subject.id", name)
        self._hold(keeper, keeper.keep(course, self.find, who=who, why=why))

    def begin_kept(self, keeper: "Keeper", name: str) -> "Held":
        """Keep a course like this one for another subject, without acts and record; it is not opened."""
        course = self.course.model_copy(update={"acts": [], "record": None})
        return keeper.keep(changed(course, "subject.id", name), self.find, who=keeper.who, why=None)

    def _hold(self, keeper: "Keeper", held: "Held") -> None:
        document = Document(course_text(held.course), kept=Kept(keeper, held))
        self._become(State(held.course, held.protocol, document))

    def open(self, path: Path) -> None:
        """Open a course file, or a protocol file as a new course; one undo step. Raises before anything changes."""
        if "doses" in read_tree(path).data:
            self.begin(read_protocol(path).id, path)
            return
        was = seen(path)
        course, protocol = open_course(path)
        self._become(State(course, protocol, Document(course_text(course), path, was, path.parent.resolve())))

    def begin(self, protocol: str, file: Path | None = None, version: str | None = None) -> None:
        """Begin a new course of a bundled protocol, or of a file; Day 1 and subject stay; one undo step."""
        course = Course(
            protocol=protocol,
            protocol_file=None if file is None else str(file.resolve()),
            version=version,
            reference_date=self.course.reference_date,
            subject=self.course.subject,
        )
        self._become(State(course, finder(Path())(course), Document(course_text(course))))

    def save(self, path: Path) -> None:
        """Write the course; the file it came from may be written again, unless another program did so since."""
        path, document = yaml_path(path), self._state.document
        course, own = self._enrolled(), path == document.file
        try:
            written = portable(course, self.folder, path.parent)
            save_course(written, path, overwrite=own, was=document.was if own else None)
        except OSError as error:
            raise RegimenError(f"cannot write {path}: {error.strerror}") from error
        document.file, document.saved, document.was = path, course_text(course), seen(path)
        self._set(self._state._replace(course=course))

    def _enrolled(self) -> Course:
        """The course with the version of enrolment named, so that a later amendment does not change it by itself."""
        if self.course.version is not None:
            return self.course
        first = self._protocol_of(self.course.model_copy(update={"acts": []}))
        return self.course.model_copy(update={"version": first.version})
