"""Courses that move, without a screen: acts, versions and dates are undo steps, kept in files, refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import AMEND, CEASE, DEFER, OMIT, acts_of, dated_amendment, session_of

from regimen.course import Course
from regimen.courseacts import read_act
from regimen.coursefile import open_course
from regimen.errors import RegimenError
from tui.fields import fields
from tui.session import Session

MOVES = st.sampled_from([DEFER, OMIT, CEASE, AMEND, {**DEFER, "day": "6", "by": "1"}])


def planned(session: Session, name: str) -> list[int]:
    """The planned days of a drug."""
    return [item.day for item in session.plan.schedule.items if item.entry.name == name]


def field(session: Session, path: str):
    """A row of the values."""
    return next((row for row in fields(session.plan) if row.path == path), None)


@given(st.lists(MOVES, max_size=6))
def test_as_many_undos_as_acts_give_the_first_plan_back(moves) -> None:
    """Every act that is not refused is one undo step; a refused one is none, and Day 45 never moves."""
    session = session_of()
    first, done = session.course, 0
    for move in moves:
        before = session.course
        try:
            session.act(read_act(move))
            done += 1
        except RegimenError:
            assert session.course is before
        assert session.plan.schedule.window == (1, 45)
    assert len(session.course.acts) == done
    for _ in range(done):
        assert session.undo()
    assert session.course == first
    assert not session.undo()


def test_a_refused_act_changes_nothing(session) -> None:
    """LEN cannot start after MEC: course, plan, undo and redo are as before."""
    session.change("level", "d10-5")
    session.undo()
    before = session.course, session.plan
    with pytest.raises(RegimenError, match="LEN comes first"):
        session.act(read_act({"act": "defer", "day": "1", "by": "5", "what": ["LEN"], "why": "x"}))
    assert (session.course, session.plan) == before
    assert session.redo()


def test_a_try_changes_nothing(session) -> None:
    """The plan after an act can be looked at before it is made."""
    before = session.plan
    after = session.with_act(read_act(DEFER))
    assert [item.day for item in after.schedule.items if item.entry.name == "mitoxantrone"] == [6, 7, 8, 9, 10]
    assert session.plan is before
    assert not session.course.acts


def test_taking_back_is_a_step_of_its_own(session) -> None:
    """The last act goes even when other values were changed since; undo brings it back."""
    acts_of(session, DEFER, CEASE)
    session.change("subject.weight_kg", "90")
    assert session.take_back().act == "cease"
    assert [act.act for act in session.course.acts] == ["defer"]
    assert session.course.subject.weight_kg == 90
    session.undo()
    assert len(session.course.acts) == 2


def test_taking_back_a_move_gives_the_version_back(session) -> None:
    """After the act of another version is taken back the course follows version 2 at 50 mg again."""
    acts_of(session, AMEND)
    assert (session.protocol.version, session.plan.resolved.level) == ("1", "d14-10")
    session.take_back()
    assert (session.protocol.version, session.plan.resolved.level) == ("2", "d10-50")


def test_taking_back_without_acts_is_told(session) -> None:
    """There is nothing to take back on a course without acts."""
    with pytest.raises(RegimenError, match="no act to take back"):
        session.take_back()


def test_acts_are_saved_and_opened(session, tmp_path) -> None:
    """A file keeps every act in order, the blackout dates and the version of enrolment."""
    acts_of(session, DEFER, OMIT)
    session.change("blackouts", "2026-12-25")
    session.save(tmp_path / "course.yaml")
    assert not session.modified
    course, _ = open_course(tmp_path / "course.yaml")
    assert course == session.course
    assert [act.act for act in course.acts] == ["defer", "omit"]
    assert course.version == "2"
    other = session_of()
    other.open(tmp_path / "course.yaml")
    assert planned(other, "etoposide") == planned(session, "etoposide") == [7, 8, 9, 10]


def test_the_version_saved_is_that_of_enrolment(session, tmp_path) -> None:
    """A course moved to version 1 by an act was enrolled under version 2, and its file says so."""
    acts_of(session, AMEND)
    session.save(tmp_path / "course.yaml")
    assert open_course(tmp_path / "course.yaml")[0].version == "2"


def test_another_version_keeps_what_it_offers(session) -> None:
    """A level that both versions have stays; one that version 1 lacks goes, and that is told."""
    session.change("level", "d14-5")
    assert session.change("version", "1") == ()
    assert (session.protocol.version, session.course.level) == ("1", "d14-5")
    session.undo()
    session.change("level", "d10-25")
    assert session.change("version", "1") == ("version 1 has no level d10-25; its own default holds",)
    assert session.plan.resolved.level == "d14-10"
    session.undo()
    assert (session.protocol.version, session.plan.resolved.level) == ("2", "d10-25")


def test_an_unknown_version_is_refused(session) -> None:
    """A version that the protocol does not have is told with those it has."""
    with pytest.raises(RegimenError, match="1, 2"):
        session.change("version", "3")
    assert session.protocol.version == "2"


@pytest.mark.parametrize("name", ["version", "level"])
def test_what_an_act_has_chosen_is_not_chosen_again(session, name) -> None:
    """The version and level that an act moved the course to cannot be changed behind its back."""
    acts_of(session, AMEND)
    with pytest.raises(RegimenError, match="take that act back"):
        session.change(name, "2" if name == "version" else "d10-5")


def test_day_1_decides_which_version_is_in_force(tmp_path) -> None:
    """With an amendment in force from 15 December, a course that starts before it follows version 1."""
    path = dated_amendment(tmp_path)
    course = Course(reference_date="2026-12-20", protocol_file=str(path), level="d10-5")
    session = session_of()
    session.open(path)
    assert (session.protocol.version, session.protocol.versions) == ("1", ("1", "2"))
    session.change("reference_date", str(course.reference_date))
    assert session.protocol.version == "2"
    session.change("level", "d10-5")
    assert session.preview("reference_date", "2026-12-14").resolved.level == "d14-10"
    assert session.change("reference_date", "2026-12-14") == ("version 1 has no level d10-5; its own default holds",)
    session.undo()
    assert (session.protocol.version, session.course.level) == ("2", "d10-5")


@pytest.mark.parametrize(
    ("text", "words"),
    [("2026-02-30", "not in the calendar"), ("25 Dec", "YYYY-MM-DD"), ("2026-12-25, soon", "soon")],
)
def test_blackout_dates_that_are_none_are_refused(session, text, words) -> None:
    """Each part of the list must be a date; nothing of the list is kept otherwise."""
    with pytest.raises(RegimenError, match=words):
        session.change("blackouts", text)
    assert session.course.blackouts == []


def test_blackout_dates(session) -> None:
    """Dates are read in any order with commas or blanks, each once; a dose on one is a finding; empty clears them."""
    session.change("blackouts", "2026-12-25 2026-12-08, 2026-12-25")
    assert [str(date) for date in session.course.blackouts] == ["2026-12-08", "2026-12-25"]
    assert [finding.subject for finding in session.plan.findings if finding.code == "blackout"] == ["2026-12-08"]
    row = field(session, "blackouts")
    assert (row.value, row.edit) == ("2 dates", "2026-12-08, 2026-12-25")
    session.change("blackouts", None)
    assert field(session, "blackouts").value == "none"


def test_overlays_are_off_until_asked_for(session) -> None:
    """Eye drops are drawn when their row is on, gone when it is off; a protocol without overlays has no such row."""
    assert not [row for row in fields(session.plan) if row.path.startswith("overlays.")]
    session.begin("mec-6-80-1000")
    assert field(session, "overlays.eye-drops").value == "off"
    drawn = len(session.plan.schedule.items)
    session.change("overlays.eye-drops", "on")
    assert field(session, "overlays.eye-drops").value == "on"
    assert len(session.plan.schedule.items) > drawn
    session.change("overlays.eye-drops", "off")
    assert (session.course.overlays, len(session.plan.schedule.items)) == ([], drawn)


def test_cycles_can_be_chosen_where_the_source_gives_several(session) -> None:
    """One cycle or two of a protocol with cycles; three are refused with what is allowed; one cycle has no row."""
    assert field(session, "cycles") is None
    session.begin("nct01246622")
    assert field(session, "cycles").value == "2"
    session.change("cycles", "1")
    assert max(item.cycle for item in session.plan.schedule.items if item.cycle) == 1
    with pytest.raises(RegimenError, match="1 to 2"):
        session.change("cycles", "3")
    session.change("cycles", None)
    assert field(session, "cycles").value == "2"


@pytest.mark.parametrize(
    ("protocol", "hint"),
    [
        ("nct01246622", "cycles to draw, 1 to 2; empty: 2"),
        ("lenalidomide-aml-maintenance", "cycles to draw, 1 to 6; empty: 6"),
        ("da-3-8", None),
    ],
)
def test_the_row_of_cycles_says_what_is_allowed(session, protocol, hint) -> None:
    """The limits are the source's; a protocol of one cycle has no row."""
    session.begin(protocol)
    assert (field(session, "cycles").hint if hint else field(session, "cycles")) == hint


def test_a_source_without_limits_leaves_the_number_of_cycles_open() -> None:
    """Hyper-CVAD of eight cycles names no limit, so that one cycle can be drawn alone."""
    session = session_of("hypercvad")
    assert field(session, "cycles").hint.startswith("cycles to draw, 1 to ")
    session.change("cycles", "1")
    assert session.plan.resolved.cycle_count == 1


def test_versions_have_a_row_where_there_are_several(session) -> None:
    """The home case has versions 1 and 2, MEC alone has one and no row."""
    assert field(session, "version").choices == ("1", "2")
    session.begin("mec-6-80-1000")
    assert field(session, "version") is None


def test_a_protocol_file_that_is_gone_leaves_the_course_as_it_is(session, tmp_path) -> None:
    """Without its file the course goes on in the version it has; another one is refused."""
    path = dated_amendment(tmp_path)
    session.open(path)
    path.unlink()
    session.change("level", "d14-5")
    with pytest.raises(RegimenError, match="cannot read the file"):
        session.change("version", "2")
    assert (session.protocol.version, session.course.level) == ("1", "d14-5")


def test_every_value_can_be_changed_on_a_course_that_has_moved(session) -> None:
    """Acts and the number of cycles stay while other values change."""
    session.begin("nct01246622")
    session.change("cycles", "1")
    acts_of(session, {"act": "omit", "day": "1", "why": "x"})
    session.change("subject.weight_kg", "90")
    session.change("reference_date", "2026-12-07")
    assert (session.course.cycles, len(session.course.acts), session.course.subject.weight_kg) == (1, 1, 90)
