"""Whether plain data is a course that can be used: everything is tried before anything is written."""

from collections.abc import Mapping
from typing import Any

from regimen.course import Course, changed
from regimen.coursefile import Finder
from regimen.errors import RegimenError
from regimen.protocol.model import Protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shape import shaped
from regimen.protocol.tree import Tree
from regimen.schedule.build import build_schedule
from regimen.schedule.moves import planned


def usable_course(data: Mapping[str, Any], find: Finder, name: str) -> tuple[Course, Protocol]:
    """The course that plain data holds, laid out once to see that it can be; raises with all that is wrong."""
    course = read_course(data, name)
    if course.record is not None:
        from regimen.record.corrections import misfits

        if faults := misfits(course.record):
            raise RegimenError("\n".join(fault.message for fault in faults))
    protocol = find(course)
    planned(build_schedule(resolve(protocol, *course.choices)), course.acts)
    return course, protocol


def renamed(course: Course, name: str) -> Course:
    """The course with another id of its subject."""
    return changed(course, "subject.id", name)


def read_course(data: Mapping[str, Any], name: str) -> Course:
    """The course that plain data holds, as far as its models can tell."""
    course, findings = shaped(Tree(name, dict(data)), Course)
    if course is None:
        raise RegimenError("\n".join(finding.message for finding in findings))
    return course
