"""The session: every change makes a new plan, undo walks back, files are opened before anything changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import FIXTURES, TODAY, session_of

from regimen.coursefile import open_course, save_course
from regimen.errors import RegimenError
from regimen.protocol.reader import UnusableFile
from tui.document import typed_path
from tui.session import Session

CHANGES = st.sampled_from(
    [
        ("subject.weight_kg", "90"),
        ("subject.weight_kg", "60"),
        ("level", "d14-10"),
        ("level", "d10-5"),
        ("assumptions.mec", "8-100-1000"),
        ("reference_date", "2027-01-04"),
        ("subject.age", None),
        ("rounding", "none"),
    ]
)


@given(st.lists(CHANGES, max_size=12))
def test_as_many_undos_as_changes_give_the_first_course_back(changes) -> None:
    """Undo takes every change back exactly, redo makes it again."""
    session = session_of()
    first = session.course
    for field, text in changes:
        session.change(field, text)
    last = session.course
    steps = 0
    while session.undo():
        steps += 1
    assert session.course == first
    for _ in range(steps):
        assert session.redo()
    assert session.course == last
    assert not session.redo()


def test_a_change_after_undo_forgets_the_redo(session) -> None:
    """What was undone cannot come back over a newer change."""
    session.change("level", "d10-5")
    session.undo()
    session.change("level", "d10-10")
    assert not session.redo()
    assert session.course.level == "d10-10"


def test_a_refused_value_changes_nothing(session) -> None:
    """After a refusal course, plan and undo are as before."""
    before = session.course, session.plan
    with pytest.raises(RegimenError):
        session.change("subject.height_cm", "1.65")
    assert (session.course, session.plan) == before
    assert not session.undo()


def test_preview_changes_nothing(session) -> None:
    """A preview is a plan of its own."""
    before = session.plan
    assert session.preview("subject.weight_kg", "90") is not before
    assert session.plan is before


def test_home_is_the_home_case_today() -> None:
    """The program opens on 50 mg, Day 1 today, with the sample subject."""
    session = Session.home(TODAY)
    assert (session.plan.resolved.level, session.course.reference_date) == ("d10-50", TODAY)
    assert session.course.subject.id == "sample"


def test_save_and_open(session, tmp_path) -> None:
    """A saved course opens equal, and the session knows whether it is saved."""
    path = tmp_path / "course.yaml"
    session.change("subject.weight_kg", "82")
    session.save(path)
    assert not session.modified
    session.change("subject.weight_kg", "83")
    assert session.modified
    session.save(path)  # its own file needs no leave
    assert open_course(path)[0] == session.course
    other = session_of()
    other.open(path)
    assert other.course == session.course
    assert other.undo()


def test_another_file_is_kept(session, tmp_path) -> None:
    """Somebody else's file is not overwritten."""
    path = tmp_path / "mine.yaml"
    path.write_text("mine")
    with pytest.raises(RegimenError, match="was kept"):
        session.save(path)
    assert path.read_text() == "mine"


def test_a_file_changed_elsewhere_is_kept(session, tmp_path) -> None:
    """What another program wrote is neither replaced nor lost; another name, or opening it again, goes on."""
    path = tmp_path / "course.yaml"
    session.save(path)
    save_course(session.course.model_copy(update={"level": "d10-25"}), path, overwrite=True)
    theirs = path.read_bytes()
    session.change("level", "d10-5")
    with pytest.raises(RegimenError, match="changed by another program"):
        session.save(path)
    assert path.read_bytes() == theirs
    session.save(tmp_path / "mine.yaml")
    session.open(path)
    session.change("level", "d10-5")
    session.save(path)
    path.unlink()
    session.change("level", "d10-10")
    session.save(path)
    assert open_course(path)[0].level == "d10-10"


def test_a_name_without_ending_is_refused(session, tmp_path) -> None:
    """Course files end in .yaml."""
    with pytest.raises(RegimenError, match=r"write course\.yaml"):
        session.save(tmp_path / "course")


def test_a_protocol_file_opens_as_a_new_course(session) -> None:
    """A protocol keeps subject and Day 1 and starts at its own level."""
    session.open(FIXTURES / "hypercvad.yaml")
    assert session.protocol.id == "hypercvad"
    assert session.course.subject.id == "sample"
    assert session.undo()
    assert session.protocol.id == "nct01681537"


def test_a_broken_file_changes_nothing(session, tmp_path) -> None:
    """All problems of the file are told and the course stays."""
    path = tmp_path / "bad.yaml"
    path.write_text("format: 1\ndoses: 3\nagents: x\n")
    before = session.course
    with pytest.raises(UnusableFile) as refused:
        session.open(path)
    assert len(refused.value.findings) > 3
    assert session.course is before


def test_a_protocol_is_not_saved_over_the_course_before(session, tmp_path) -> None:
    """After opening a protocol the session has no file of its own; undo leads back to the course and its file."""
    path = tmp_path / "course.yaml"
    session.save(path)
    session.open(FIXTURES / "beam.yaml")
    assert session.file is None
    with pytest.raises(RegimenError, match="was kept"):
        session.save(path)
    session.undo()
    assert session.file == path
    assert not session.modified


def test_undo_after_opening_another_course_gives_its_own_file_back(session, tmp_path) -> None:
    """What is saved after undo goes to the file of the course in force, never to the other one's."""
    mine, other = tmp_path / "mine.yaml", tmp_path / "other.yaml"
    session.save(other)
    session.change("level", "d10-5")
    session.save(mine)
    session.open(other)
    assert session.file == other
    session.undo()
    assert session.file == mine


def test_a_protocol_file_is_found_from_another_folder(session, tmp_path) -> None:
    """A course saved elsewhere still finds the protocol file that it named relative to its first folder."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    (here / "beam.yaml").write_text((FIXTURES / "beam.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (here / "course.yaml").write_text("format: 1\nprotocol_file: beam.yaml\nreference_date: 2026-12-01\n")
    session.open(here / "course.yaml")
    session.save(there / "copy.yaml")
    assert open_course(there / "copy.yaml")[1].id == "beam"
    session.save(here / "again.yaml")
    assert "protocol_file: beam.yaml" in (here / "again.yaml").read_text()


def test_day_1_cannot_be_cleared(session) -> None:
    """A course needs its date; the refusal says how to write one."""
    with pytest.raises(RegimenError, match="YYYY-MM-DD"):
        session.preview("reference_date", None)


@pytest.mark.parametrize(
    ("text", "words"), [("", "no path was given"), ("~nobody-of-this-name/x.yaml", "there is no home folder")]
)
def test_a_path_that_leads_nowhere_is_told(text, words) -> None:
    """An empty path and an unknown home are told, not raised as accidents."""
    with pytest.raises(RegimenError, match=words):
        typed_path(text)


def test_a_name_too_long_for_the_system_is_told(session, tmp_path) -> None:
    """A file name the system refuses is a problem told."""
    with pytest.raises(RegimenError, match="cannot write"):
        session.save(tmp_path / f"{'x' * 300}.yaml")
