"""A class's answer files marked: each finds its case, what is wrong with one is told, and the others are marked."""

from pathlib import Path
from typing import Any

import pytest
from training_cases import CASE_FILE, case
from training_sheets import ALL, named

from regimen.errors import RegimenError
from regimen.training import papers
from regimen.training.answers import answers_text, read_answers
from regimen.training.casefile import case_text
from regimen.training.kit import blank_answers
from regimen.training.marking import Standing, mark, perfect
from regimen.training.papers import Paper, Shelf, answer_files, marked_paper, shelf_for
from regimen.training.shelf import load_case

CASES = pytest.mark.parametrize("name", ALL)
ON_SHELF = "recovery-on-day-45"


def marked(path: Path, text: str, *folders: Path) -> Paper:
    """An answer file with a text, marked by the cases of some folders and of the program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return marked_paper(path, Shelf(folders))


def teachers(path: Path, id_: str, title: str = "A case") -> Path:
    """A calendar case of a teacher's own, in a file with any name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(case_text(case("calendar", id=id_, title=title, calendar={"ask": ["days"]})), encoding="utf-8")
    return path


@CASES
def test_a_blank_answer_file_reads_back_and_earns_nothing(name: str, tmp_path: Path) -> None:
    """Every item is in it, and nothing is said of it but that it is not answered."""
    made, path = named(name), tmp_path / "blank.yaml"
    path.write_text(blank_answers(made), encoding="utf-8")
    read = read_answers(path)
    assert (list(read.by_item), read.case, read.learner, read.findings) == ([*made.by_id], made.id, None, ())
    result = mark(made, read)
    assert result.percent == 0
    assert {one.standing for one in result.marked} == {Standing.UNANSWERED}
    allowed = {"item-unanswered", "item-not-reached"} if made.route else {"item-unanswered"}
    assert {one.code for one in result.findings} <= allowed


@CASES
def test_a_perfect_answer_file_earns_everything(name: str, tmp_path: Path) -> None:
    """Through the file: 100 %, every item on the way right, and nothing to remark."""
    made, path = named(name), tmp_path / "perfect.yaml"
    path.write_text(answers_text(perfect(made)), encoding="utf-8")
    result = mark(made, read_answers(path))
    assert (result.percent, result.findings) == (100, ())
    assert {one.standing for one in result.marked} == {Standing.RIGHT}


@CASES
def test_a_blank_file_filled_in_by_hand_earns_everything(name: str, tmp_path: Path) -> None:
    """What a learner writes between the quotes in one line is read as the answer."""
    made, path = named(name), tmp_path / "filled.yaml"
    text = blank_answers(made)
    for item, answer in perfect(made).by_item.items():
        written = _in_one_line(answer.raw).replace("'", "''")
        assert text.count(f"\n  {item}: ''\n") == 1
        text = text.replace(f"\n  {item}: ''\n", f"\n  {item}: '{written}'\n")
    path.write_text(text, encoding="utf-8")
    result = mark(made, read_answers(path))
    assert result.percent == 100
    assert {one.code for one in result.findings} <= {"item-unanswered", "item-not-reached"}


def _in_one_line(raw: Any) -> str:
    """An answer as it is written on paper."""
    if isinstance(raw, dict):
        return " ".join(f"d{one}" if name == "day" else one for name, one in raw.items())
    return raw if isinstance(raw, str) else "; ".join(map(_in_one_line, raw)) or "none"


PERFECT = f"""\
format: 1
case: {ON_SHELF}
learner: m
answers:
  state.d42: pending
  state.d45: recovered
  state.d46: recovered
  recovery-day: 45
  letter: N
"""
WRONG = {
    "an item left out": ("  state.d42: pending\n", "", "item state.d42 is not answered", 4),
    "an item too many": ("  state.d42", "  state.d41: dlt\n  state.d42", "no item 'state.d41'; did you mean", 5),
    "an item left blank": ("state.d42: pending", "state.d42: ''", "item state.d42 is not answered", 4),
    "an option that is none": ("state.d42: pending", "state.d42: perhaps", "no option 'perhaps'", 4),
    "a list for one value": ("state.d42: pending", "state.d42: [a, b]", "several values where one is meant", 4),
    "certainty beyond all": ("state.d42: pending", "state.d42: {answer: pending, certainty: 120}", "certainty", 5),
    "a key that is none": ("state.d42: pending", "state.d42: {answer: pending, sure: 90}", "unknown key 'sure'", 5),
    "an unknown key": ("format: 1\n", "format: 1\nname: Mia\n", "unknown key 'name'", 5),
    "another format": ("format: 1", "format: 7", "format 7 is not known", 5),
    "an item twice": ("  state.d42", "  state.d42: pending\n  state.d42", "stands twice", 5),
    "more hints than there are": ("state.d42: pending", "state.d42: {answer: pending, hints: 9}", "9 hints taken", 5),
    "a name for a code": ("learner: m", f"learner: {'m' * 41}", "the code cannot be used", 5),
}


@pytest.mark.parametrize(("old", "new", "told", "right"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_and_the_rest_is_marked(
    tmp_path: Path, old: str, new: str, told: str, right: int
) -> None:
    """One remark, and every other item keeps what it earned."""
    assert old in PERFECT
    paper = marked(tmp_path / "mia.yaml", PERFECT.replace(old, new, 1))
    assert paper.result is not None
    assert len(paper.result.of(Standing.RIGHT)) == right
    assert [told in one.message for one in paper.findings] == [True]


UNMARKED = {
    "no YAML": (f"case: {ON_SHELF}\nanswers: [\n", "yaml-syntax", "not valid YAML"),
    "a list": ("- a\n", "not-a-mapping", "the file holds a list"),
    "nothing": ("", "not-a-mapping", "the file holds nothing"),
    "no case": ("answers: {a: 1}\n", "case-unknown", "does not say which case it answers; add the line 'case: ID'"),
    "an unknown case": ("case: recovery-on-day-47\nanswers: {}\n", "case-unknown", "did you mean recovery-on-day-4"),
    "a case elsewhere": ("case: ../cases/mine\nanswers: {}\n", "case-unknown", "no case '../cases/mine'"),
}


@pytest.mark.parametrize(("text", "code", "told"), UNMARKED.values(), ids=UNMARKED)
def test_a_file_that_cannot_be_marked_says_why(tmp_path: Path, text: str, code: str, told: str) -> None:
    """With the first thing that is wrong and nothing else."""
    teachers(tmp_path / "cases" / "mine.yaml", "mine")
    paper = marked(tmp_path / "answers" / "mia.yaml", text, tmp_path / "answers")
    assert paper.result is None
    assert [(one.code, told in one.message) for one in paper.findings] == [(code, True)]


def test_an_unreadable_case_is_told_once_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the place in the case file; it is not read again for every learner."""
    read = list[Path]()
    kept = papers.open_case
    monkeypatch.setattr(papers, "open_case", lambda path: read.append(path) or kept(path))  # type: ignore[func-returns-value]
    broken = tmp_path / "cases" / "mine.yaml"
    teachers(broken, "mine").write_text(CASE_FILE.replace("kind: calendar", "kind: calender"), encoding="utf-8")
    shelf, answers = Shelf([broken.parent]), tmp_path / "mia.yaml"
    answers.write_text("case: mine\nanswers: {}\n", encoding="utf-8")
    told = [marked_paper(answers, shelf) for _ in range(3)]
    assert all(one.result is None and f"{broken}:4:7" in one.findings[0].message for one in told)
    assert len(read) == 1


def test_answers_to_another_case_of_the_folder_are_marked_by_it(tmp_path: Path) -> None:
    """Each file by the case that it names, whatever the others name."""
    teachers(tmp_path / "cases" / "mine.yaml", "mine")
    shelf = Shelf([tmp_path / "cases"])
    for name in ("mine", ON_SHELF):
        path = tmp_path / f"{name}.yaml"
        path.write_text(f"case: {name}\nanswers: {{}}\n", encoding="utf-8")
        paper = marked_paper(path, shelf)
        assert paper.result is not None
        assert paper.result.exercise.id == name


PLACES = {
    "by the name of its file": ("mine.yaml", "mine", "mine"),
    "by its id in a file of another name": ("monday.yaml", "mine", "mine"),
    "deeper in the folder": ("week/monday.yaml", "mine", "mine"),
    "under an id of the shelf": (f"{ON_SHELF}.yaml", ON_SHELF, ON_SHELF),
}


@pytest.mark.parametrize(("file", "id_", "asked"), PLACES.values(), ids=PLACES)
def test_a_case_is_found(tmp_path: Path, file: str, id_: str, asked: str) -> None:
    """A teacher's own case comes before the program's."""
    teachers(tmp_path / file, id_, "The teacher's")
    assert Shelf([tmp_path / "none", tmp_path]).exercise(asked).title == "The teacher's"


def test_the_id_counts_and_not_the_name_of_the_file(tmp_path: Path) -> None:
    """A file called after another case is not taken for it, neither for a teacher's nor for one of the shelf."""
    teachers(tmp_path / "mine.yaml", "theirs", "Theirs")
    teachers(tmp_path / "theirs.yaml", "mine", "Mine")
    teachers(tmp_path / f"{ON_SHELF}.yaml", "else", "Else")
    shelf = Shelf([tmp_path])
    assert [shelf.exercise(name).title for name in ("mine", "theirs", "else")] == ["Mine", "Theirs", "Else"]
    assert shelf.exercise(ON_SHELF).title == load_case(ON_SHELF).title


def test_of_two_cases_with_one_id_the_first_folder_counts(tmp_path: Path) -> None:
    """In the order in which the folders are named, and the files in them."""
    for folder, file in (("a", "x"), ("a", "y"), ("b", "a")):
        teachers(tmp_path / folder / f"{file}.yaml", "mine", f"{folder}/{file}")
    found = [Shelf([tmp_path / one, tmp_path / two]).exercise("mine").title for one, two in ("ab", "ba")]
    assert found == ["a/x", "b/a"]


def test_what_is_no_case_beside_the_cases_keeps_none_from_being_found(tmp_path: Path) -> None:
    """Answer files and torn files among them are passed over."""
    (tmp_path / "a.yaml").write_text("[", encoding="utf-8")
    (tmp_path / "b.yaml").mkdir()
    teachers(tmp_path / "z.yaml", "mine")
    shelf = Shelf([tmp_path])
    assert shelf.exercise("mine").id == "mine"
    with pytest.raises(RegimenError, match=rf"no case 'mein' in {tmp_path}; did you mean mine\?; give --cases FOLDER"):
        shelf.exercise("mein")
    with pytest.raises(RegimenError, match="in no folder of cases"):
        Shelf([]).exercise("mein")


def test_a_file_of_answers_is_found_beside_and_within(tmp_path: Path) -> None:
    """A folder of cases in the folder named or beside it is looked through, and its files are no answers."""
    teachers(tmp_path / "cases" / "beside.yaml", "beside")
    teachers(tmp_path / "answers" / "cases" / "within.yaml", "within")
    for name in ("beside", "within"):
        (tmp_path / "answers" / f"{name}.yaml").write_text(f"case: {name}\nanswers: {{}}\n", encoding="utf-8")
    names = [str(tmp_path / "answers")]
    files, shelf = answer_files(names), shelf_for(names, ())
    assert [path.name for path in files] == ["beside.yaml", "within.yaml"]
    assert all(marked_paper(path, shelf).result for path in files)
    assert all(marked_paper(path, shelf_for([str(path)], ())).result for path in files)
    named = shelf_for(names, [str(tmp_path)])
    assert named.folders[0] == tmp_path


def test_each_answer_file_is_marked_once(tmp_path: Path) -> None:
    """Named twice, or by itself and in its folder."""
    file = tmp_path / "mia.yaml"
    file.write_text("case: x\n", encoding="utf-8")
    assert answer_files([str(file), str(tmp_path), str(file)]) == [file]


REFUSED = {
    "a folder without answers": (lambda path: answer_files([str(path)]), "holds no YAML file; name a file"),
    "what is not there": (lambda path: answer_files([str(path / "none")]), "there is no file or folder"),
    "no folder of cases": (lambda path: shelf_for([], [str(path / "none")]), "--cases: there is no folder"),
}


@pytest.mark.parametrize(("act", "told"), REFUSED.values(), ids=REFUSED)
def test_misuse_is_refused(tmp_path: Path, act, told: str) -> None:
    """Before any file is marked."""
    with pytest.raises(RegimenError, match=told):
        act(tmp_path)
