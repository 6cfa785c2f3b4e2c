"""What training in the app rests on, without a screen: work and its ledger, the list, marks, rooms, the aftermath."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from regimen.errors import RegimenError, ValueSyntaxError
from regimen.training.answers import Answer, Answers
from regimen.training.marking import mark, perfect
from regimen.training.places import exercise_at
from regimen.training.progress import Progress
from regimen.training.shelf import case_ids, load_case
from tui.aftermath import aftermath, calendar_of
from tui.cases import BACK, GOING, LEVELS, Done, Sieve, done, elsewhere, listed, rows
from tui.exercising import Work
from tui.itemwords import asked
from tui.keeping import Keeper
from tui.learned import learned
from tui.lots import another, fresh, lot_words, place_of
from tui.markbook import MarkBook
from tui.notebook import Notebook
from tui.pictures import Counts
from tui.rooms import RecordRoom, room_of

TODAY = dt.date(2026, 12, 9)
LATER = dt.date(2099, 1, 1)


@pytest.mark.parametrize(
    "name", ["len-mec-50", "second-check", "moved-and-tenfold", "labs-on-36-43-50", "fever-on-day-4"]
)
def test_an_exercise_solved_by_its_key(name: str) -> None:
    """Given as its key states them, the answers earn everything, item after item."""
    work = Work(load_case(name))
    for item, answer in perfect(work.exercise).by_item.items():
        assert work.item.id == item
        work.write(answer.raw)
        work.onward()
    assert (work.open, work.result.percent) == (0, 100)


def test_what_cannot_be_read_stays_open() -> None:
    """It is kept as it was typed and is no answer: what is open counts it, and the way onward stops at it."""
    work = Work(load_case("len-mec-50"))
    for raw in ("1-10", "nonsense", "4-8"):
        work.write(raw)
        work.step(1)
    assert (work.open, work.unanswered) == (18, "17 of 20 items have no answer, and 1 answer cannot be read.")
    assert work.misread == ""
    work.at = 0
    work.onward()
    assert (work.at, work.answer.raw) == (1, "nonsense")
    assert "cannot read 'nonsense'" in work.misread
    work.give_up()
    assert (work.open, work.unanswered) == (17, "17 of 20 items have no answer.")


def test_a_hint_costs_and_certainty_moves_in_steps() -> None:
    """A hint taken lowers the score; from even chances certainty goes up and down by ten, and never beyond."""
    work = Work(load_case("course-total-as-dose"))
    work.write(work.item.key.answer)
    assert work.hint() is not None
    assert work.result.percent < 100
    assert work.hint() is None
    for step, certain in (1, 60), (-1, 50), *((1, 60 + 10 * n) for n in range(5)), (1, 100):
        work.sure(step)
        assert work.answer.certainty == certain
    for _ in range(12):
        work.sure(-1)
    assert work.answer.certainty == 0


def test_what_follows_shows_only_after_the_answer() -> None:
    """Where counts come in day by day the next item waits, and an answer given stands, with its certainty."""
    work = Work(load_case("recovery-on-day-45"))
    assert len(work.asked) == 1
    work.step(1)
    work.sure(3)
    work.write("pending")
    assert len(work.asked) == 2
    work.write("recovered")
    work.sure(-3)
    assert (work.locked, work.answer.raw, work.answer.certainty) == (True, "pending", 80)
    assert not Work(load_case("len-mec-50")).stepwise


def test_the_reason_costs_the_item() -> None:
    """An item given up is told, earns nothing whatever was answered, stays so, and lets the next one come."""
    work = Work(load_case("recovery-on-day-45"))
    work.give_up()
    assert any(text.startswith("\nRight: pending") for text, _ in asked(work))
    work.write("pending")
    assert work.answer.raw == ""
    assert len(work.asked) == 2
    marked = work.result.marked[0]
    assert (marked.earned, marked.answer.hints if marked.answer else None) == (0, len(marked.item.hints))


def test_answers_outlast_the_program(tmp_path: Path) -> None:
    """Another notebook on the same ledger goes on where the first was left, and keeps what came of it."""
    ledger, exercise = tmp_path / "l.sqlite", load_case("recovery-on-day-45")
    first = Notebook(ledger).sit(exercise, exercise.id)
    assert not ledger.exists()
    first.work.write("pending", 7)
    first.work.onward()
    first.work.sure(1)
    again = Notebook(ledger)
    sitting = again.sit(exercise, exercise.id)
    assert sitting.work.answers == {"state.d42": Answer("pending", None, 7), "state.d45": Answer("", 60)}
    assert sitting.work.at == 1
    sitting.work.give_up()
    sitting.end()
    assert again.unfinished(exercise) is None
    kept = Progress(ledger).attempts()
    assert [(one.percent, one.items["state.d45"].share) for one in kept] == [(again.attempts[0].percent, 0)]
    assert [(one.number, one.items, one.sure) for one in kept] == [
        (one.number, one.items, one.sure) for one in again.attempts
    ]
    assert not again.problem


def test_only_what_came_back_is_asked(tmp_path: Path) -> None:
    """Of a case that is due, only the items that came back; that attempt is no score of the whole case."""
    book, exercise = Notebook(tmp_path / "l.sqlite"), load_case("second-check")
    ids = [item.id for item in exercise.items]
    book.sit(exercise, exercise.id).end()
    one = next(one for one in listed() if one.id == exercise.id)
    state = done(one, book.attempts, LATER)
    assert (state.best, state.due) == (0, tuple(sorted(ids)))
    sitting = book.sit(exercise, exercise.id, state.due[:2])
    assert {item.id for item in sitting.work.asked} == set(state.due[:2])
    for item in sitting.work.asked:
        sitting.work.write(item.key.answer)
        sitting.work.onward()
    assert sitting.end().percent == 100
    book.read()
    assert done(one, book.attempts, LATER)[:2] == (1, Decimal(0))


@pytest.mark.parametrize("when", ["before", "amid"])
def test_a_ledger_that_fails_is_told_once(tmp_path: Path, when: str) -> None:
    """Work goes on and its score lasts until the program is left."""
    ledger, exercise = tmp_path / "l.sqlite", load_case("moved-and-tenfold")
    if when == "before":
        ledger.write_text("no ledger")
    book = Notebook(ledger)
    sitting = book.sit(exercise, exercise.id)
    sitting.work.write("none")
    if when == "amid":
        assert not book.problem
        ledger.write_text("no ledger")
    sitting.work.write(exercise.items[0].key.answer)
    assert "is not kept" in book.problem
    assert not book.problem
    sitting.end()
    book.read()
    assert done(listed()[-1], book.attempts, TODAY).best == 100


def test_a_ledger_that_no_file_can_be_is_told(tmp_path: Path) -> None:
    """A name too long stops neither training nor the planner."""
    ledger = tmp_path / ("x" * 300)
    assert "File name too long; name another file" in Notebook(ledger).problem
    with pytest.raises(RegimenError, match="File name too long"):
        _ = Keeper(ledger).exists


def test_every_case_is_listed_by_level_and_by_goal() -> None:
    """All of the shelf, the easy ones first; under their goals each one as often as it has some."""
    found = listed()
    assert sorted(one.id for one in found) == case_ids()
    assert all(one.goals and one.introduction and one.minutes and one.on_shelf for one in found)
    known = [(one, Done()) for one in found]
    by_level = [row.group for row in rows(known, Sieve())]
    assert list(dict.fromkeys(by_level)) == [level.capitalize() for level in LEVELS]
    by_goal = [(row.group.lower(), row.one) for row in rows(known, Sieve(by_goal=True))]
    assert sorted(by_goal) == sorted((goal.lower(), one) for one in found for goal in one.goals)


@pytest.mark.parametrize(
    ("sieve", "found"),
    [
        (Sieve("day 45"), {"recovery-on-day-45"}),
        (Sieve("DAY verdict", "hard"), {"death-on-day-22", "salvage-on-day-30"}),
        (Sieve(kind="story"), {"fever-on-day-4"}),
        (Sieve("no such words"), set()),
    ],
)
def test_the_list_is_sifted(sieve: Sieve, found: set[str]) -> None:
    """Words of title, kind and goals, a level, a kind: all must hold."""
    assert {row.one.id for row in rows([(one, Done()) for one in listed()], sieve)} == found


def test_work_under_way_and_what_came_back_stand_on_top(tmp_path: Path) -> None:
    """Also of cases drawn by lot; the progress counts them, and says how certain answers went."""
    book, shelf = Notebook(tmp_path / "l.sqlite"), listed()
    assert list(learned([], book.attempts, TODAY)) == ["Nothing is done yet: Enter begins the case in focus."]
    lot = "lot:verdict:7:1:easy:-"
    sitting = book.sit(exercise_at(lot), lot)
    sitting.work.sure(1)
    sitting.work.write(next(one.id for one in sitting.work.item.key.options if not one.share))
    sitting.end()
    book.sit(load_case("second-check"), "second-check").work.write("1.9")
    cases = [*elsewhere(book.attempts, shelf), *shelf]
    known = [(one, done(one, book.attempts, LATER)) for one in cases]
    top = [(row.group, row.one.place) for row in rows(known, Sieve())][:2]
    assert top == [(GOING, "second-check"), (BACK, lot)]
    text = "\n".join(learned(known, book.attempts, LATER))
    assert "done: 0 of 26 cases, and 1 by lot; 1 attempt" in text
    assert " 60 to  80 %  ░░░░░░░░░░   0 % right of 1" in text
    assert "60 points more certain than right" in text
    assert "next due:" in "\n".join(learned(known, book.attempts, TODAY - dt.timedelta(days=9999)))


def test_a_lot_is_found_again_and_drawn_anew() -> None:
    """The form as it opens begins a case; its place gives the same case, another like it keeps the wishes."""
    place = place_of(fresh() | {"difficulty": "easy", "planted": "1", "seed": "7"})
    assert place == "lot:errors:7:1:easy:1"
    exercise = exercise_at(place)
    assert len(exercise.items[0].key.targets) == 1
    other = another(exercise, place).split(":")
    assert (other[:2], other[3:]) == (["lot", "errors"], ["1", "easy", "1"])
    assert another(load_case("second-check"), "second-check").startswith("lot:worksheet:")
    assert "Seed 7 " in lot_words(fresh() | {"seed": "007"})
    with pytest.raises(RegimenError, match="no case of kind story is drawn"):
        another(load_case("fever-on-day-4"), "fever-on-day-4")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"seed": "seven"}, "'seven' is no seed"),
        ({"seed": "-1"}, "is no seed"),
        ({"kind": "verdict", "planted": "2"}, "nothing is planted in a case of kind verdict"),
        ({"kind": "wrong-cell", "planted": "0"}, "0 errors are no exercise"),
    ],
)
def test_a_lot_that_cannot_be_drawn_says_why(values: dict[str, str], words: str) -> None:
    """Nothing is begun that would be refused."""
    with pytest.raises(RegimenError, match=words):
        lot_words(fresh() | values)


def test_marks_are_set_changed_removed_and_taken_back() -> None:
    """What is kept is what the key reads; each change is one step back; a line says the same as the form."""
    key = load_case("old-sheet-on-the-ward").items[0].key
    book = MarkBook(key)
    assert book.raw == ""
    form = {"what": "lenalidomide", "day": "11", "class": "beyond-plan", "category": "", "certainty": "80"}
    book.put(form)
    typed = MarkBook(key)
    typed.typed("lenalidomide d11 beyond-plan 80%")
    assert book.raw == typed.raw == [{"what": "lenalidomide", "day": "11", "class": "beyond-plan", "certainty": "80"}]
    assert (book.words(0), book.days, book.on([11])) == ("lenalidomide on Day 11, beyond-plan, 80 %", {11}, [0])
    book.put(form | {"category": "other"}, 0)
    assert "any other deviation" in book.told(form | {"category": "other"})
    book.remove(0)
    book.nothing()
    assert (book.raw, MarkBook(key, book.raw).none, key.judge(book.raw).share) == ("none", "none", 0)
    book.typed("none 90%")
    assert (book.raw, key.judge(MarkBook(key, book.raw).raw).sure) == ("none 90%", ((90, False),))
    assert book.undo()
    with pytest.raises(ValueSyntaxError, match="'150' is no certainty"):
        book.typed("etoposide d6 150%")
    assert book.raw == "none"
    taken_back = [(book.undo(), book.raw) for _ in range(5)]
    assert [(done, len(raw)) for done, raw in taken_back] == [(True, 0), (True, 1), (True, 1), (True, 0), (False, 0)]
    with pytest.raises(RegimenError, match="nothing here is called"):
        book.typed("aspirin d4")
    assert MarkBook(key, "LEN d11; nonsense").on([11]) == [0]


def test_the_form_offers_what_stands_on_the_day_first() -> None:
    """Then everything else that can be marked, each once; class and category only where they are asked for."""
    exercise = load_case("old-sheet-on-the-ward")
    room = room_of(exercise)
    assert room is not None
    what, *others = MarkBook(exercise.items[0].key).rows(room.names(6))
    names = [name for name, _ in what.choices]
    assert names[:3] == ["lenalidomide", "mitoxantrone", "etoposide"]
    assert len(set(names)) == len(names)
    assert [row.name for row in others] == ["class", "category", "certainty"]
    plain = MarkBook(load_case("superseded-schedule").items[0].key)
    assert "category" not in [row.name for row in plain.rows([])]


@pytest.mark.parametrize(
    "name", ["old-sheet-on-the-ward", "much-ado", "lot:errors:3:1:hard:-", "lot:errors:12:1:hard:-"]
)
def test_a_record_to_check_judges_nothing(name: str) -> None:
    """Day by day planned beside given; no class, no outcome and no reason of a deviation is told anywhere."""
    exercise = exercise_at(name)
    room = room_of(exercise)
    assert isinstance(room, RecordRoom)
    assert exercise.review is not None
    told = "".join(text for offset in range(-10, 70) for text, _ in room.words(offset))
    assert "planned" in told
    assert "given" in told
    for one in exercise.review.report.deviations:
        assert one.message not in told
        assert one.why not in told
    given = {(dose.day, dose.agent) for dose in exercise.review.timeline.facts.given}
    drawn = {
        (exercise.review.numbering.day(offset), sign.drug) for offset, signs in room.signs.items() for sign in signs
    }
    assert {one for one in drawn if one[1]} == given


def test_a_calendar_to_check_shows_what_stands_on_it() -> None:
    """The wrong cells as they are, and no word on what they should be."""
    exercise = load_case("course-total-as-dose")
    room = room_of(exercise)
    assert room is not None
    assert room.signs is None
    day = "".join(text for text, _ in room.words(0))
    assert "500 mg" in day
    assert not [target for target in exercise.items[0].key.targets if target.words in day]
    assert "no dose stands" in "".join(text for text, _ in room.words(30))


@pytest.mark.parametrize("name", ["recovery-on-day-45", "labs-on-36-43-50", "lot:verdict:5:1:hard:-"])
def test_counts_end_on_the_day_of_the_item(name: str) -> None:
    """Nothing recorded later is drawn."""
    from regimen.flowsheet.sheet import flowsheet

    exercise = exercise_at(name)
    counts = Counts(exercise)
    for item in exercise.items:
        made = counts.until(item)
        assert made is not None
        assert item.as_of is not None
        assert made.date(made.as_of) == item.as_of
        assert all(one.day <= made.as_of for one in flowsheet(made).columns)
    assert Counts(load_case("len-mec-50")).until(load_case("len-mec-50").items[0]) is None


def test_the_debrief_counts_days_as_the_record_does() -> None:
    """Where Day 1 was given later than planned, its mark stands on the Day 1 that was given."""
    exercise = exercise_at("lot:errors:3:1:hard:-")
    made, plan = exercise.review, calendar_of(exercise)
    assert made is not None
    assert plan is not None
    assert made.reference_shift == 3
    flags = aftermath(mark(exercise, Answers({"marks": Answer("reference day d1")})), plan)
    assert "reference day on Day 1" in flags.words[0][0]
    assert plan.date(1) == made.timeline.reference.date
    room = room_of(exercise)
    assert room is not None
    assert any("planned for" in text for text, _ in room.words(0))


def test_the_calendar_of_the_debrief_tells_every_cell() -> None:
    """Found, partly, missed and without cause, each by its sign and in words; of sets of days each day."""
    exercise = load_case("moved-and-tenfold")
    key, plan = exercise.items[0].key, exercise.solution
    assert plan is not None
    found, *missed = key.targets
    cell = min(found.cells)
    raw = [{"what": cell.what, "day": str(cell.day), "class": found.cls}, {"what": "lenalidomide", "day": "2"}]
    work = Work(exercise)
    work.write(raw)
    flags, offset = aftermath(work.result, plan), plan.resolved.numbering.offset
    assert flags.beside[offset(cell.day)][0] == "✓"
    assert flags.beside[offset(2)] == "!"
    assert {offset(one.day) for target in missed for one in target.cells} <= {
        day for day, signs in flags.beside.items() if "✗" in signs
    }
    assert any("without cause" in line for line in flags.words[offset(2)])
    assert flags.meanings == ("✓ right", "✗ missed or wrong", "! marked without cause")
    calendar = load_case("len-mec-50")
    answers = perfect(calendar)
    answers.by_item["days.lenalidomide"] = Answer("2-11")
    result = mark(calendar, answers)
    assert calendar.solution is not None
    beside = aftermath(result, calendar.solution).beside
    assert ["✗" in beside[0], "✓" in beside[1], "!" in beside[10]] == [True, True, True]
    assert "✓" in beside[44]
