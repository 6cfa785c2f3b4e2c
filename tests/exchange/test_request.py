"""What is asked for of a course: names of files, what has an effect on what, and the writing of many."""

import datetime as dt
import threading
from pathlib import Path

import pytest

from regimen.course import Course
from regimen.coursefile import finder, open_course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.exchange.batch import write_all
from regimen.exchange.request import Request, Task, source_of, task_of
from regimen.printouts.formats.registry import FORMATS, PAPERS
from regimen.printouts.formats.rendered import Rendered
from regimen.printouts.kinds.registry import KINDS
from regimen.printouts.kinds.source import VARIANTS, WEEK_STARTS, Options
from regimen.protocol.shelf import load

RECORD = Path(__file__).parents[1] / "cli" / "reviewed.yaml"
TODAY = dt.date(2026, 12, 20)


def task(request: Request) -> Task:
    """The task for the made-up record."""
    course, protocol = open_course(RECORD)
    return task_of(request, source_of(request, course, protocol, finder(RECORD.parent), TODAY))


def data(request: Request) -> bytes:
    """What the file holds."""
    return task(request).make().data


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_named_for_the_sheet_in_it(kind: str, variant: str) -> None:
    """The name is known without the sheet, and is the one the sheet gives itself."""
    request = Request(kind, "text", options=Options(variant=variant))
    sheet = task(request).sheet
    assert sheet is not None
    assert (request.name, request.file_of("T-07")) == (sheet.kind, f"T-07-{sheet.kind}.txt")


def test_a_calendar_is_named_for_what_it_is() -> None:
    """Whatever the kind of sheet, and no sheet is made."""
    request = Request("deviations", "ics")
    assert (request.name, request.file_of("T-07"), request.sheet) == ("calendar", "T-07-calendar.ics", None)
    assert task(request).sheet is None
    assert data(request) == data(Request("month", "ics"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_kinds_says_what_each_heeds(kind: str) -> None:
    """First day of the week and variant change the sheets that are said to heed them, and no others."""
    weeks = {data(Request(kind, "text", options=Options(week_starts=day))) for day in WEEK_STARTS}
    assert (len(weeks) > 1) is KINDS[kind].by_week
    variants = {data(Request(kind, "text", options=Options(variant=name))) for name in VARIANTS}
    assert (len(variants) > 1) is (KINDS[kind].key is not None)


@pytest.mark.parametrize("form", FORMATS)
def test_the_table_of_formats_says_which_have_paper(form: str) -> None:
    """A4 and Letter differ where there are pages, and nowhere else."""
    papers = {data(Request("month", form, paper)) for paper in PAPERS}
    assert (len(papers) > 1) is FORMATS[form].paper


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_record_is_judged(kind: str) -> None:
    """A course with a record is judged for kinds about it; one without only where a record is needed."""
    recorded, protocol = open_course(RECORD)
    plain = Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT)
    request, shape = Request(kind, "pdf"), KINDS[kind]
    found = source_of(request, recorded, protocol, finder(RECORD.parent), TODAY)
    assert (found.review is not None) is (shape.needs_record or shape.fills_in)
    assert (source_of(request, plain, load(), finder(Path()), TODAY).review is not None) is shape.needs_record


def tasks(number: int, make=lambda: Rendered(b"whole")) -> list[Task]:
    """So many tasks without a sheet."""
    laid = task(Request("month", "ics")).plan
    return [Task(laid, make, None)] * number


def test_many_files_are_told_one_by_one(tmp_path: Path) -> None:
    """Each is told when it is done, in order, and answered for."""
    paths, told = [tmp_path / f"{number}.txt" for number in range(5)], list[int]()
    found = write_all(tasks(5), paths, overwrite=False, tell=lambda number: not told.append(number))
    assert (told, [one.path for one in found]) == ([1, 2, 3, 4, 5], paths)


def test_whoever_has_enough_stops_the_rest(tmp_path: Path) -> None:
    """What was begun is finished and answered for; what waited is never begun."""
    paths, gate = [tmp_path / f"{number:02}.txt" for number in range(40)], threading.Event()

    def slow() -> Rendered:
        gate.wait(5)
        return Rendered(b"whole")

    def enough(_: int) -> bool:
        gate.set()
        return False

    first, *rest = tasks(40, slow)
    ready = first._replace(make=lambda: Rendered(b"whole"))
    found = write_all([ready, *rest], paths, overwrite=False, tell=enough)
    assert {one.path for one in found} == set(tmp_path.iterdir())
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"whole"}
    assert 1 <= len(found) < 40


def test_a_fault_stops_the_rest_and_is_told(tmp_path: Path) -> None:
    """One file that appeared meanwhile is kept, and how many were written is said."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    paths[1].write_bytes(b"old")
    with pytest.raises(RegimenError, match=r"b\.txt exists and was kept; .*; 1 of 2 sheets written"):
        write_all(tasks(2), paths, overwrite=False, tell=lambda _: True)
    assert (paths[0].read_bytes(), paths[1].read_bytes()) == (b"whole", b"old")
