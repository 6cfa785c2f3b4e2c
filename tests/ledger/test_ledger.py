"""The ledger kept and read: enrolment, actions, undo and redo, conflicts, and what is refused before it is written."""

import pytest
from ledgers import FIND, NURSE, begun, course, days_given, given, omission, sample, voided

from regimen import changes
from regimen.errors import RegimenError
from regimen.ledger.faults import Conflict
from regimen.ledger.ledger import Ledger
from regimen.record.entries import Death

DEATH = Death.model_validate({"date": "2026-12-30", "attribution": "disease"})
LOST = {"of": "x", "date": "2026-12-02", "reason": "y", "void": "yes"}
OTHER = "pharmacist"


def test_an_enrolled_course_comes_back(ledger) -> None:
    """Course, protocol in force and number; the version is written down, and nothing points to a file."""
    held = ledger.held("T-07")
    assert (held.course, held.seq, held.protocol.version) == (course(), 1, "2")
    undated = ledger.enrol(course("T-08", version=None), FIND, who=NURSE)
    assert undated.course.version == "2"
    assert ledger.ids() == ["T-07", "T-08"]
    assert [one.id for one in ledger.all()] == ["T-07", "T-08"]
    assert next(ledger.all()).course == held.course


def test_many_entries_are_one_step(ledger) -> None:
    """A week given as planned is one action: written at once, undone at once, done again at once."""
    held = ledger.commit("T-07", [given(1, 2, 3), given(4), omission(9)], 1, who=NURSE)
    assert (days_given(held), len(held.course.acts), held.seq) == ([1, 2, 3, 4], 1, 4)
    held = ledger.undo("T-07", held.seq, who=NURSE)
    assert (held.course, held.seq) == (course(), 5)
    held = ledger.redo("T-07", held.seq, who=NURSE)
    assert (days_given(held), len(held.course.acts)) == ([1, 2, 3, 4], 1)


def test_another_action_ends_redo(ledger) -> None:
    """What was undone can be done again until something else is done."""
    held = ledger.undo("T-07", ledger.commit("T-07", [given(1)], 1, who=NURSE).seq, who=NURSE)
    assert ledger.can_redo("T-07").words.startswith("recorded dose of Tue 01 Dec 2026")
    held = ledger.commit("T-07", [given(2)], held.seq, who=NURSE)
    assert (days_given(held), ledger.can_redo("T-07")) == ([2], None)
    with pytest.raises(RegimenError, match="nothing to redo"):
        ledger.redo("T-07", held.seq, who=NURSE)


def test_enrolment_is_not_undone(ledger) -> None:
    """There is nothing to undo in a course that was only enrolled."""
    assert ledger.can_undo("T-07") is None
    with pytest.raises(RegimenError, match=r"nothing to undo: T-07 was enrolled.*courses archive"):
        ledger.undo("T-07", 1, who=NURSE)


def test_off_the_board_and_back(ledger) -> None:
    """An archived course is in no list, takes no entry, keeps its id, and comes back whole, by undo too."""
    held = ledger.archive("T-07", ledger.commit("T-07", [given(1)], 1, who=NURSE).seq, who=NURSE, why="entered twice")
    assert (held.archived, ledger.ids(), ledger.ids(archived=True), list(ledger.all())) == (True, [], ["T-07"], [])
    for refused in (
        lambda: ledger.commit("T-07", [given(2)], held.seq, who=NURSE),
        lambda: ledger.archive("T-07", held.seq, who=NURSE),
        lambda: ledger.enrol(course(), FIND, who=NURSE),
    ):
        with pytest.raises(RegimenError, match=r"taken off the board|in the ledger already"):
            refused()
    held = ledger.undo("T-07", held.seq, who=NURSE)
    held = ledger.restore("T-07", ledger.archive("T-07", held.seq, who=NURSE).seq, who=NURSE)
    assert (held.archived, ledger.ids(), days_given(held)) == (False, ["T-07"], [1])


def test_a_conflict_tells_what_happened_and_writes_nothing(path) -> None:
    """Two programs on one course: the second is told who did what meanwhile; on its word nothing is lost."""
    with Ledger.open(path) as mine, Ledger.open(path) as theirs:
        read = mine.held("T-07")
        theirs.commit("T-07", [given(1)], read.seq, who=OTHER, why="given at noon")
        for act in (
            lambda: mine.commit("T-07", [given(2)], read.seq, who=NURSE),
            lambda: mine.undo("T-07", read.seq, who=NURSE),
            lambda: mine.redo("T-07", read.seq, who=NURSE),
            lambda: mine.archive("T-07", read.seq, who=NURSE),
        ):
            with pytest.raises(Conflict) as told:
                act()
            assert "pharmacist: recorded dose of Tue 01 Dec 2026" in told.value.message
            assert "given at noon" in told.value.message
        assert (days_given(mine.held("T-07")), len(mine.history("T-07"))) == ([1], 2)
        with pytest.raises(Conflict, match="replaced by an older one"):
            mine.commit("T-07", [given(2)], 9, who=NURSE)


def test_the_version_differs_after_any_change(path) -> None:
    """Also after one by another program; it stays while nothing is done."""
    with Ledger.open(path) as mine, Ledger.open(path) as theirs:
        seen = [mine.version(), mine.version()]
        theirs.commit("T-07", [given(1)], 1, who=OTHER)
        seen.append(mine.version())
        mine.commit("T-07", [given(2)], 2, who=NURSE)
        seen.append(mine.version())
        assert (seen[0], len(set(seen))) == (seen[1], 3)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ([given(1), voided("administrations[7]")], "there is no entry 'administrations[7]'"),
        ([omission(5), omission(5)], "no dose"),
        ([changes.revised(course(level="d99"))], "unknown level 'd99'"),
        ([changes.revised(course(version="7"))], "no version '7' of nct01681537 is kept in the ledger; allowed: 1, 2"),
        ([changes.revised(course(protocol="beam"))], "the course follows nct01681537, and not 'beam'"),
        ([changes.revised(course("T-08"))], "T-07 keeps its id"),
        ([changes.enrolled(course())], "a course begins there a second time"),
        ([changes.Change("recorded", {"section": "counts", "entries": [{"date": "2026-12-01"}]})], "has no value"),
        ([changes.Change("recorded", {"section": "countz", "entries": []})], "unknown key 'countz'"),
        ([changes.Change("acted", {})], "its body lacks what 'acted' needs"),
        ([changes.Change("dreamt", {})], "its kind 'dreamt' is not known"),
        ([], "nothing is to be changed"),
    ],
    ids=[
        "correction", "act", "level", "version", "protocol", "id", "enrolled twice", "entry", "section", "body", "kind",
        "nothing",
    ],
)  # fmt: skip
def test_nothing_unusable_gets_in(ledger, made, told) -> None:
    """The whole action is refused with what is wrong; the ledger is what it was."""
    before = ledger.store.events(), ledger.version()
    with pytest.raises(RegimenError) as refused:
        ledger.commit("T-07", made, 1, who=NURSE)
    assert told in refused.value.message
    assert (ledger.store.events(), ledger.version()) == before


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (course(None), "needs the subject's id"),
        (course(), "T-07 is in the ledger already"),
        (course("T-08", level="d99"), "unknown level 'd99'"),
        (course("T-08", record={"corrections": [LOST]}), "no entry 'x'"),
        (course("T-08", acts=[{"act": "omit", "day": "55", "why": "x"}]), "no dose"),
    ],
    ids=["no id", "twice", "level", "correction", "act"],
)  # fmt: skip
def test_no_unusable_course_is_enrolled(ledger, wrong, told) -> None:
    """Refused whole: neither the course nor its protocol is kept."""
    with pytest.raises(RegimenError) as refused:
        ledger.enrol(wrong, FIND, who=NURSE)
    assert told in refused.value.message
    assert ledger.ids() == ["T-07"]


def test_an_unknown_id_is_answered_with_the_nearest(ledger) -> None:
    """Slips of the keyboard are told."""
    with pytest.raises(RegimenError, match=r"no course 'T-7' in .*; did you mean T-07"):
        ledger.held("T-7")


def test_who_and_why_are_one_line_each(ledger) -> None:
    """Nothing that could draw on a terminal gets into the audit."""
    for who, why in ((f"{NURSE}\n", None), (NURSE, "a\x1b[2Jb")):
        with pytest.raises(RegimenError, match="one line of printable characters"):
            ledger.commit("T-07", [given(1)], 1, who=who, why=why)


def test_every_kind_of_change_in_one_ledger(tmp_path) -> None:
    """All kinds, read back through another connection."""
    path = tmp_path / "deep" / "folder" / "ward?.sqlite"
    begun(path)
    with Ledger.open(path) as ledger:
        made = [given(1), changes.recorded("counts", [sample()]), changes.recorded("death", [DEATH]), omission()]
        held = ledger.commit("T-07", [*made, voided(), changes.revised(course(level="d10-25"))], 1, who=NURSE)
    with Ledger.open(path) as again:
        assert again.held("T-07").course == held.course
    assert (held.course.record.death, held.course.level, len(held.course.record.corrections)) == (DEATH, "d10-25", 1)
