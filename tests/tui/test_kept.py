"""A course that is kept in the ledger while it is open: every change is written, undo goes through the ledger."""

import pytest
from kept_courses import NURSE, enrolled, told
from looking import settled, shown
from sessions import CEASE, DEFER
from textual.widgets import Input

from regimen.courseacts import read_act
from regimen.errors import RegimenError
from regimen.ledger.ledger import Ledger
from regimen.recording import read_correction, read_entry
from tui.app import RegimenApp
from tui.keeping import Keeper
from tui.screens.acts import ActsScreen
from tui.screens.keep import KeepScreen
from tui.screens.planner import PlannerScreen
from tui.session import Session

SMALL = (80, 24)


@pytest.fixture
def keeper(place):
    """The app's ledger; nothing is kept yet."""
    with_path = Keeper(place)
    yield with_path
    with_path.close()


@pytest.fixture
def kept(session, keeper) -> Session:
    """The home case, kept as T-07."""
    session.keep(keeper, "T-07", "data manager", "cohort 2")
    return session


def log(path) -> list[tuple[str, str, bool]]:
    """Actor, kind and whether it was undone, of every event of T-07."""
    with Ledger.open(path) as ledger:
        return [(one.actor, one.kind, one.undone) for one in ledger.history("T-07")]


def others(path, act: dict[str, object] | None = None, *, undo: bool = False) -> None:
    """Somebody else changes T-07."""
    with Ledger.open(path) as ledger:
        held = ledger.held("T-07")
        if undo:
            ledger.undo("T-07", held.seq, who="somebody else")
            return
        from regimen.changes import acted

        ledger.commit("T-07", [acted(read_act(act or CEASE))], held.seq, who="somebody else")


def test_no_file_is_made_before_something_is_kept(session, keeper, place) -> None:
    """Asking for the ledger makes none; keeping does, with who and why."""
    assert not keeper.exists
    with pytest.raises(RegimenError, match="does not exist"):
        keeper.ledger()
    assert not place.exists()
    session.keep(keeper, "T-07", "data manager", "cohort 2")
    with Ledger.open(place) as ledger:
        first = ledger.history("T-07")[0]
        assert (first.actor, first.reason) == ("data manager", "cohort 2")
        assert ledger.held("T-07").course == session.course


def test_every_change_is_written_at_once(kept, place) -> None:
    """Values and acts are actions in the ledger; nothing is left unsaved."""
    kept.change("level", "d10-25")
    kept.act(read_act(DEFER))
    assert log(place) == [("data manager", kind, False) for kind in ("enrolled", "revised", "acted")]
    with Ledger.open(place) as ledger:
        assert ledger.held("T-07").course == kept.course
    assert not kept.modified


def test_the_record_is_written_entry_by_entry(kept, place) -> None:
    """The first entry of a course without a record is one change, and so is each that follows."""
    dose = {"date": "2026-12-01", "agent": "lenalidomide", "amount": "50 mg"}
    kept.record("administrations", [read_entry("administrations", dose)])
    kept.record("death", [read_entry("death", {"date": "2026-12-09", "attribution": "disease"})])
    kept.correct(read_correction({"of": "death", "date": "2026-12-09", "reason": "another subject", "void": "yes"}))
    assert [kind for _, kind, _ in log(place)] == ["enrolled", "recorded", "recorded", "corrected"]
    with Ledger.open(place) as ledger:
        assert ledger.held("T-07").course == kept.course
        assert "dose of Tue 01 Dec 2026: lenalidomide" in ledger.history("T-07")[1].words


def test_a_refused_change_writes_nothing(kept, place) -> None:
    """Another id, or an act that cannot be: told, and neither ledger nor course is touched."""
    before = kept.course
    with pytest.raises(RegimenError, match="keeps its id"):
        kept.change("subject.id", "T-08")
    with pytest.raises(RegimenError, match="LEN comes first"):
        kept.act(read_act({"act": "defer", "day": "1", "by": "5", "what": ["LEN"], "why": "x"}))
    assert (kept.course, len(log(place))) == (before, 1)


def test_undo_and_redo_go_through_the_ledger(kept, place) -> None:
    """They append, say what they were about, and end at the beginning of the course; then undo leaves it."""
    kept.change("level", "d10-25")
    kept.act(read_act(DEFER))
    after = kept.course
    assert kept.undo()
    assert (kept.course.acts, "MEC deferred by 2 days" in kept.told, "data manager" in kept.told) == ([], True, True)
    assert kept.undo()
    assert kept.course.level is None
    assert kept.redo()
    assert kept.redo()
    assert kept.course == after
    assert [kind for _, kind, _ in log(place)][3:] == ["undone", "undone", "redone", "redone"]
    for _ in range(2):
        assert kept.undo()
    assert (kept.undo(), kept.kept_id, kept.told) == (True, None, "")
    assert (kept.redo(), kept.kept_id) == (True, "T-07")
    assert kept.redo()
    assert kept.course.level == "d10-25"


def test_what_somebody_else_did_can_be_undone_too(kept, place) -> None:
    """Undo takes back the last action of the course, whoever did it; so it says who."""
    others(place)
    assert kept.follow()
    assert kept.undo()
    assert (kept.course.acts, "somebody else" in kept.told) == ([], True)


@pytest.mark.parametrize("step", ["change", "undo"])
def test_a_conflict_writes_nothing_and_shows_the_newer_state(kept, place, step) -> None:
    """Who was slower is told what happened meanwhile, sees it, and can do the change again."""
    kept.change("level", "d10-25")
    others(place)
    with pytest.raises(RegimenError, match=r"somebody else: LEN ceased.*nothing of yours was written"):
        kept.change("region", "EU") if step == "change" else kept.undo()
    assert [act.act for act in kept.course.acts] == ["cease"]
    assert len(log(place)) == 3
    kept.change("region", "EU")
    assert (kept.course.region, len(log(place))) == ("EU", 4)


def test_a_look_follows_what_others_wrote(kept, place) -> None:
    """The newer state is taken over once; without news nothing happens."""
    assert not kept.follow()
    others(place)
    assert (kept.follow(), kept.follow()) == (True, False)
    assert [act.act for act in kept.course.acts] == ["cease"]


def test_the_last_act_is_taken_back_in_turn(kept) -> None:
    """As long as it was the last action; after another one undo has to take that back first."""
    kept.act(read_act(DEFER))
    assert kept.take_back().act == "defer"
    kept.act(read_act(DEFER))
    kept.change("level", "d10-25")
    with pytest.raises(RegimenError, match="taken back in turn, and the last one was: changed level"):
        kept.take_back()
    assert len(kept.course.acts) == 1


def test_a_kept_course_follows_the_protocol_as_it_was_kept(kept, monkeypatch) -> None:
    """Another version comes from the ledger's own text, not from the library."""
    from tui import session as module

    monkeypatch.setattr(module, "read_protocol", None)
    assert kept.protocol_at("1").version == "1"
    kept.change("version", "1")
    assert kept.plan.resolved.protocol.version == "1"


@pytest.mark.parametrize("size", [SMALL, (120, 40)], ids=["80x24", "120x40"])
async def test_the_planner_keeps_its_course(session, place, size) -> None:
    """K asks for id, role and reason; what cannot be kept is told in the dialog; then the bar names the course."""
    enrolled(place, {"T-01": {}})
    async with RegimenApp(session).run_test(size=size) as pilot:
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeepScreen)
        fields = {field.id: field for field in pilot.app.screen.query(Input)}
        assert (fields["name"].value, fields["who"].value) == ("sample", NURSE)
        fields["name"].value = "T-01"
        await pilot.press("enter")
        await pilot.pause()
        assert "T-01 is in the ledger already" in " ".join(shown(pilot.app).split())
        fields["name"].value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert "the subject id cannot be used" in " ".join(shown(pilot.app).split())
        fields["name"].value, fields["who"].value, fields["why"].value = "T-07", "pharmacist", "cohort 2"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)
        assert "kept: T-07" in shown(pilot.app)
        await pilot.press("k")
        assert "T-07 is kept in" in told(pilot.app)
        await pilot.press("s")
        assert "T-07 is saved with every change" in told(pilot.app)
    with Ledger.open(place) as ledger:
        assert [(one.actor, one.reason) for one in ledger.history("T-07")] == [("pharmacist", "cohort 2")]


async def test_the_planner_tells_what_undo_took_back(session, place, keeper) -> None:
    """U and U name the action, its time and whoever did it."""
    session.keep(keeper, "T-07", NURSE, None)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        session.change("level", "d10-25")
        await pilot.press("u")
        assert f"taken back: {log_time(place)}, {NURSE}: changed level" in told(pilot.app)
        await pilot.press("U")
        assert "done again:" in told(pilot.app)
        assert session.course.level == "d10-25"
        await pilot.press("u", "u")
        assert "this is the course that was open before; T-07 stays in the ledger" in told(pilot.app)


def log_time(path) -> str:
    """When T-07 was changed first, as it is told."""
    with Ledger.open(path) as ledger:
        return f"{ledger.history('T-07')[1].at:%Y-%m-%d %H:%M} UTC"


async def test_the_planner_follows_and_tells_conflicts(session, place, keeper) -> None:
    """A change made elsewhere is shown and told; one's own change that came too late is told and not written."""
    session.keep(keeper, "T-07", NURSE, None)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        pilot.app.keeper = keeper
        others(place)
        pilot.app._poll()
        await pilot.pause()
        assert "T-07 was changed by another program" in told(pilot.app)
        assert len(pilot.app.screen.plan.course.acts) == 1
        others(place, undo=True)
        pilot.app.screen.change("region", "EU")
        await pilot.pause()
        assert "nothing of yours was written" in told(pilot.app)
        assert pilot.app.screen.plan.course.acts == []
        session.act(read_act(DEFER))
        session.change("region", "EU")
        await pilot.press("E")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ActsScreen)
        await pilot.press("x")
        await pilot.pause()
        assert "taken back in turn" in told(pilot.app)


async def test_a_dialog_leaves_the_news_for_the_planner(session, place, keeper) -> None:
    """What comes while a dialog is open is told once it is closed."""
    session.keep(keeper, "T-07", NURSE, None)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        pilot.app.keeper = keeper
        await pilot.press("g")
        await pilot.pause()
        others(place)
        pilot.app._poll()
        await pilot.pause()
        assert "changed" not in told(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        pilot.app._poll()
        await pilot.pause()
        assert "T-07 was changed by another program" in told(pilot.app)


async def test_a_read_only_ledger_is_told(session, ward, monkeypatch) -> None:
    """Where nothing can be written the courses are shown, and a change says why it was not made."""
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    async with RegimenApp(session).run_test(size=SMALL) as pilot:
        session.open_kept(pilot.app.keeper, "T-01")
        pilot.app.screen.change("region", "EU")
        await pilot.pause()
        assert "is read-only where it lies" in told(pilot.app)
        assert session.course.region == "US"


def test_a_start_needs_no_database(loaded_by) -> None:
    """Neither sqlite3 nor the board is loaded before it is asked for."""
    loaded = loaded_by("import tui.app")
    late = {
        "sqlite3",
        "regimen.ledger.ledger",
        "regimen.board.standing",
        "tui.boarding",
        "tui.keeping",
        "tui.screens.board",
    }
    assert loaded & late == set()
