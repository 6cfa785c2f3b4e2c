"""Courses that move, without a screen: acts, versions and dates are undo steps, kept in files, refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import acts_of, dated_amendment, session_of

from regimen.course import Course
from regimen.courseacts import read_act
from regimen.coursefile import open_course
from regimen.errors import RegimenError
from tui.acting import effect, kinds, past_words, scopes, whats
from tui.fields import fields
from tui.session import Session

DEFER = {"act": "defer", "day": "4", "by": "2", "what": ["MEC"], "why": "fever"}
OMIT = {"act": "omit", "day": "6", "what": ["etoposide"], "why": "bilirubin"}
CEASE = {"act": "cease", "day": "9", "what": ["LEN"], "why": "rash"}
AMEND = {"act": "amend", "day": "6", "version": "1", "level": "d14-10", "why": "site still on version 1"}
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
    session.save(tmp_path / "course.yaml", overwrite=False)
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
    session.save(tmp_path / "course.yaml", overwrite=False)
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


@pytest.mark.parametrize(
    ("move", "lines"),
    [
        (
            DEFER,
            (
                "mitoXANTRONE, etoposide, cytarabine: days 4-8 → days 6-10",
                "  Fri 04 Dec 2026 to Tue 08 Dec 2026",
                "  → Sun 06 Dec 2026 to Thu 10 Dec 2026",
                "The window closes on Day 45, Thu 14 Jan 2027, as before.",
                "LEN: 35 days from the last dose (Day 10) to Day 45; as before",
                "MEC: 35 days from the last dose (Day 10) to Day 45; before: 37",
            ),
        ),
        (OMIT, ("etoposide: day 6 left out", "  Sun 06 Dec 2026", "doses still planned: etoposide: 4 of 5 doses")),
        (
            CEASE,
            (
                "lenalidomide: days 9-10 left out",
                "LEN: 37 days from the last dose (Day 8) to Day 45; before: 35",
            ),
        ),
        (
            AMEND,
            (
                "lenalidomide: days 11-14 added",
                "lenalidomide: 50 mg → 10 mg",
                "LEN: 31 days from the last dose (Day 14) to Day 45; before: 35",
            ),
        ),
        ({**CEASE, "day": "4", "what": ["MEC"]}, ("MEC: no dose is left",)),
        (
            {**DEFER, "by": "40"},
            ("MEC: the last dose (Day 48) comes 3 days after Day 45; before: 37",),
        ),
        ({**OMIT, "day": "4", "scope": "following"}, ("doses still planned: etoposide: 0 of 5 doses",)),
    ],
    ids=["defer", "omit", "cease", "amend", "none-left", "past-the-window", "omit-all"],
)
def test_what_an_act_will_do_is_told(session, move, lines) -> None:
    """Days and dates before and after, and the days left from the last LEN and MEC to Day 45."""
    told = list(effect(session.plan, session.with_act(read_act(move))))
    assert [line for line in lines if line not in told] == []


def test_a_dose_on_a_blackout_date_is_told_before_the_act(session) -> None:
    """Deferring MEC onto a date on which nothing can be given says so."""
    session.change("blackouts", "2026-12-10")
    session.act(read_act(CEASE))  # no LEN on that date either
    told = list(effect(session.plan, session.with_act(read_act(DEFER))))
    assert [line for line in told if line.startswith("to remark: Thu 10 Dec 2026 (Day 10) is a blackout date")]


def test_hidden_assumptions_stay_hidden_in_the_words(session) -> None:
    """A drug whose days are assumed moves by days that are not in the sources, and its dose too."""
    session.begin("nct01904643")
    move = read_act({"act": "defer", "day": "1", "by": "3", "why": "x"})
    shown, hidden = (list(effect(session.plan, session.with_act(move), hide=hide)) for hide in (False, True))
    assert not [line for line in shown if "not in the sources" in line]
    assert [line for line in hidden if line == "lenalidomide: days not in the sources"]
    assert not [line for line in hidden if line.startswith("lenalidomide: days ") and line.endswith("-")]


def test_what_can_be_acted_on(session) -> None:
    """All doses of the day, its blocks, the drugs of MEC; on a day without doses only another version."""
    assert [offer.key for offer in whats(session.plan, 4)] == [
        "",
        "LEN",
        "MEC",
        "mitoxantrone",
        "etoposide",
        "cytarabine",
    ]
    assert [offer.key for offer in whats(session.plan, 2)] == ["", "LEN"]
    assert [offer.key for offer in kinds(session.plan, 4)] == ["defer", "omit", "cease", "amend"]
    assert [offer.key for offer in kinds(session.plan, 20)] == ["amend"]


def test_lines_of_one_drug_can_be_acted_on_by_themselves() -> None:
    """Where a drug has several lines on a day, each can be named; an act on one leaves the other."""
    session = session_of("mfolfox6")
    assert [offer.key for offer in whats(session.plan, 1) if "fluorouracil" in offer.key] == [
        "fluorouracil",
        "fluorouracil-bolus",
        "fluorouracil-46h",
    ]
    session.act(read_act({"act": "omit", "day": "1", "what": ["fluorouracil-bolus"], "why": "x"}))
    assert [left.item.id for left in session.plan.schedule.left_out] == ["fluorouracil-bolus:d1"]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("defer", ["following", "day", "cycle"]),
        ("omit", ["day", "cycle", "following"]),
        ("cease", ["following", "cycle"]),
    ],
)
def test_the_usual_scope_comes_first(session, act, expected) -> None:
    """A deferral and a stop hold for all that follows, an omission for its day; a stop for one day is an omission."""
    assert [offer.key for offer in scopes(act, session.plan)] == expected


def test_no_scope_of_a_cycle_without_cycles() -> None:
    """A transplant protocol without cycles has no act for a cycle."""
    assert "cycle" not in [offer.key for offer in scopes("omit", session_of("beam").plan)]


def test_what_was_given_under_the_other_version_stays_given(session) -> None:
    """A move to another level says on which days before it the two differ."""
    assert list(past_words(session.course, read_act(AMEND), session.folder)) == [
        "The versions differ before Day 6, on days 1, 2, 3, 4, 5; what was given there stays given."
    ]


def test_each_act_has_its_own_effect(session) -> None:
    """The list of acts shows what each did to the plan as it stood then, across versions."""
    acts_of(session, DEFER, AMEND, OMIT | {"day": "7"})
    steps = session.act_steps()
    told = [next(effect(before, after)) for before, after in steps]
    assert told == [
        "mitoXANTRONE, etoposide, cytarabine: days 4-8 → days 6-10",
        "lenalidomide: days 11-14 added",
        "etoposide: day 7 left out",
    ]
    assert [after.resolved.protocol.version for _, after in steps] == ["2", "1", "1"]


def test_a_protocol_file_that_is_gone_leaves_the_course_as_it_is(session, tmp_path) -> None:
    """Without its file the course goes on in the version it has; another one is refused."""
    path = dated_amendment(tmp_path)
    session.open(path)
    path.unlink()
    session.change("level", "d14-5")
    with pytest.raises(RegimenError, match="no version '2'"):
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
