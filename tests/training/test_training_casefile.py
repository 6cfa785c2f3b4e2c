"""Case files: every fault with its place, no case against the engine, and back to text unchanged."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from training_cases import CASE_FILE, EVERY, HEAD, LABS, case, recorded, written

from regimen.findings import Severity
from regimen.protocol.reader import UnusableFile
from regimen.protocol.shape import shaped
from regimen.protocol.tree import parse_tree
from regimen.training.build import CaseRefused, exercise_of
from regimen.training.case import Case
from regimen.training.casefile import case_text, check_case, open_case, read_case
from regimen.training.keys.key import ALL
from regimen.training.kinds.registry import KINDS
from regimen.training.marking import mark, perfect

SHELF = Path(__file__).parents[2] / "regimen" / "protocol" / "library"


def test_a_sound_case_has_no_remark(tmp_path: Path) -> None:
    """The example is read, agrees with the engine, and nothing is questionable about it."""
    assert check_case(written(tmp_path)) == []


FAULTS = [
    pytest.param(
        "kind: calendar",
        "kind: calender",
        "value-refused",
        "kind: no kind of exercise 'calender'; did you mean calendar?",
        id="kind",
    ),
    pytest.param("minutes: 10", "minuten: 10", "unknown-key", "did you mean minutes?", id="key"),
    pytest.param(
        "goals: [lay out LEN and MEC in study days and dates]", "goals: []", "value-refused", "goals", id="goals"
    ),
    pytest.param("cost: 20", "cost: 120", "value-refused", "'120' is no share; allowed: 0 to 100", id="hint-cost"),
    pytest.param(
        "weight: 2", "weight: 0", "value-refused", "the weight 0 is not possible; allowed: 1 to 100", id="weight"
    ),
    pytest.param("ask: [days, days-left]", "ask: [days, hours]", "value-refused", "'hours' is not allowed", id="ask"),
    pytest.param("level: d10-50", "level: d10-60", "unknown-choice", "course.level", id="level"),
    pytest.param("protocol: nct01681537", "protocol: nct0168153", "unknown-protocol", "course.protocol", id="protocol"),
    pytest.param("sex: F", "sex: W", "value-refused", "course.subject.sex", id="subject"),
    pytest.param(
        "left.mec:",
        "left.mek:",
        "item-unknown",
        "items.left.mek: no item 'left.mek'; did you mean left.mec?",
        id="item",
    ),
    pytest.param("figure: window-closes", "figure: window", "case-refused", "no figure 'window'", id="figure"),
    pytest.param(
        "figure: window-closes", "{figure: window-closes, of: LEN", "yaml-syntax", "not valid YAML", id="yaml"
    ),
    pytest.param(
        "figure: window-closes",
        "figure: last-day",
        "case-refused",
        "the figure last-day (last day on which something is planned) needs 'of'; add it",
        id="figure-of",
    ),
    pytest.param(
        "figure: window-closes",
        "figure: window-closes\n    on: 45",
        "case-refused",
        "takes no 'on'; remove it",
        id="figure-on",
    ),
    pytest.param(
        "c: 2027-01-15",
        "c: 2027-01-14",
        "case-refused",
        "of the options b, c are right: the engine says Day 45, Thu 14 Jan 2027",
        id="two-right",
    ),
    pytest.param("b: Day 45", "b: Day 43", "case-refused", "of the options none is right", id="none-right"),
    pytest.param("  closes:", "  left.mec:", "duplicate-id", "'left.mec' is the id of two items", id="same-id"),
    pytest.param(
        "calendar:\n  ask: [days, days-left]",
        "worksheet: {}",
        "case-refused",
        "the section belongs to the kind worksheet, this is calendar",
        id="section",
    ),
    pytest.param(
        "calendar:\n  ask:",
        "settings: {platelet-free: 5-days}\ncalendar:\n  ask:",
        "unknown-choice",
        "no set of platelet-free '5-days'",
        id="setting",
    ),
    pytest.param(
        "calendar:\n  ask:",
        "wrong_cell: {number: 0}\ncalendar:\n  ask:",
        "value-refused",
        "a calendar with 0 errors is no exercise",
        id="no-errors",
    ),
    pytest.param(
        "calendar:\n  ask:",
        "wrong_cell: {planted: [{error: moved, drug: LEN, day: 1}]}\ncalendar:\n  ask:",
        "value-refused",
        "'moved' without a day to go to",
        id="moved-nowhere",
    ),
    pytest.param("kind: calendar", "kind: verdict", "case-refused", "needs a course with a record", id="record"),
]


@pytest.mark.parametrize(("old", "new", "code", "told"), FAULTS)
def test_faults_are_told_with_their_place(tmp_path: Path, old: str, new: str, code: str, told: str) -> None:
    """What cannot be used is an error with its code, its words and its line; opening the file raises the same."""
    path = written(tmp_path, (old, new))
    found = check_case(path)
    assert [one.severity for one in found] == [Severity.ERROR] * len(found)
    assert [one for one in found if one.code == code and told in one.message]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert all(one.place is not None and 1 <= one.place.line <= len(lines) for one in found)
    with pytest.raises(UnusableFile) as refused:
        open_case(path)
    assert refused.value.findings == found


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (
            "answer: 1-10",
            "answer: 1-14",
            "    answer: 1-14",
            "but the engine says days 1-10; why: lenalidomide is given on days 1-10",
        ),
        (
            "answer: 37 days",
            "answer: 38 days",
            "  left.mec: {answer: 38 days, weight: 2}",
            "stated is 38 days, but the engine says 37 days; why: Day 8, Tue 08 Dec 2026 to Day 45",
        ),
        ("answer: b", "answer: c", "    answer: c", "stated is 2027-01-15, but the engine says Day 45"),
        (
            "answer: b",
            "answer: Thursday",
            "    answer: Thursday",
            "the stated answer cannot be read: no option 'Thursday'",
        ),
    ],
    ids=["days", "number", "choice", "unreadable"],
)
def test_no_case_stands_against_the_engine(tmp_path: Path, old: str, new: str, line: str, told: str) -> None:
    """A stated answer that the engine contradicts refuses the case, at its line, with both answers and the reason."""
    path = written(tmp_path, (old, new))
    with pytest.raises(UnusableFile) as refused:
        open_case(path)
    (found,) = refused.value.findings
    assert (found.code, told in found.message) == ("answer-contradicted", True)
    assert found.place is not None
    assert path.read_text(encoding="utf-8").splitlines()[found.place.line - 1] == line


def test_every_contradiction_is_told_at_once(tmp_path: Path) -> None:
    """Two wrong answers, a strange item and a wrong question are four findings in the order of the file."""
    path = written(
        tmp_path, ("answer: 1-10", "answer: 2-10"), ("left.mec: {answer: 37", "left.mec: {answer: 36"),
        ("questions:", "  left.x: {}\nquestions:\n  other: {figure: dose, of: MEC}"),
    )  # fmt: skip
    codes = [one.code for one in check_case(path)]
    assert codes == ["answer-contradicted", "answer-contradicted", "item-unknown", "case-refused"]


REMARKS = [
    pytest.param(("debrief: [Day 45 is fixed by Day 1.]\n", ""), "case-no-debrief", "other", id="debrief"),
    pytest.param(("pointers:", "# pointers:"), "case-no-pointer", "other", id="pointer"),
    pytest.param(("minutes: 10", "minutes: 500"), "case-minutes", "other", id="minutes"),
    pytest.param(("cost: 20", "cost: 100"), "hints-cost-all", "other", id="cost"),
    pytest.param(("The amendment shortened it.", "It is days 1-10."), "hint-gives-away", "other", id="give-away"),
]


@pytest.mark.parametrize(("change", "code", "severity"), REMARKS)
def test_what_is_questionable_is_told(tmp_path: Path, change: tuple[str, str], code: str, severity: str) -> None:
    """Lint finds what a case lacks or gives away; the case can be used all the same."""
    path = written(tmp_path, change)
    assert [(one.code, one.severity) for one in check_case(path)] == [(code, severity)]
    assert open_case(path).items


def test_the_id_of_another_case_is_told(tmp_path: Path) -> None:
    """What is done of one would count for the other."""
    path = written(tmp_path)
    (told,) = check_case(path, taken=[read_case(path).id])
    assert (told.code, told.place and told.place.line) == ("case-id-taken", 2)
    assert check_case(path, taken=["another"]) == []


def test_a_case_that_states_nothing_is_told(tmp_path: Path) -> None:
    """Without a stated answer nothing holds the case to what its author meant; a generated one states none."""
    path = written(tmp_path, ("    answer: 1-10\n", ""), ("answer: 37 days, ", ""), ("    answer: b\n", ""))
    assert [one.code for one in check_case(path)] == ["case-states-nothing"]
    path = written(tmp_path, ("goals:", "generated: by a test\ngoals:"), text=path.read_text(encoding="utf-8"))
    assert check_case(path) == []


@pytest.mark.parametrize("text", ["", "- a list", "no mapping"], ids=["empty", "list", "text"])
def test_what_is_no_case_is_refused(tmp_path: Path, text: str) -> None:
    """A file without a mapping is no case, and says so."""
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert [one.code for one in check_case(path)] == ["not-a-mapping"]


def test_notes_reach_their_items(tmp_path: Path) -> None:
    """Hints, weight, prompt and reason of the file stand on the item; the engine's reason stays first."""
    path = written(tmp_path, ("answer: 37 days", "answer: 37 days, prompt: How long?, why: Day 45 never moves."))
    made = open_case(path)
    item = made.by_id["left.mec"]
    assert (item.prompt, item.weight, item.why[-1]) == ("How long?", 2, "Day 45 never moves.")
    assert item.why[0].startswith("Day 8, Tue 08 Dec 2026 to Day 45")
    assert [(hint.text, str(hint.cost)) for hint in made.by_id["days.lenalidomide"].hints] == [
        ("The amendment shortened it.", "0.2")
    ]


def test_a_protocol_file_beside_the_case_is_found(tmp_path: Path) -> None:
    """A course in a case may follow a protocol file, named from where the case lies; elsewhere it is missed."""
    (tmp_path / "own.yaml").write_text((SHELF / "abvd.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    bundled, own = (
        case("calendar", {"protocol": "abvd", "level": None, **more}) for more in ({}, {"protocol_file": "own.yaml"})
    )
    items = [(item.id, item.prompt, item.key) for item in exercise_of(bundled).items]
    assert [(item.id, item.prompt, item.key) for item in exercise_of(own, tmp_path).items] == items
    with pytest.raises(UnusableFile, match=r"own\.yaml"):
        exercise_of(own, tmp_path / "elsewhere")


ROUND = {
    "calendar": case("calendar", items={"left.mec": {"answer": "37", "hints": [{"text": "t", "cost": "15"}]}}),
    "worksheet": case("worksheet", worksheet={"lines": ["dose", "bag"], "drugs": ["MEC"], "body": "no"}),
    "wrong-cell": case("wrong-cell", wrong_cell={"planted": [
        {"error": "moved", "drug": "LEN", "day": "1", "to": "-1"},
    ]}),
    "verdict": case("verdict", recorded(LABS), verdict={"days": "36,43"}, settings={"platelet-free": "0-days"},
                    items={"state.d36": {"answer": ["pending"]}}),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROUND)
def test_a_case_as_text_reads_back_the_same(kind: str) -> None:
    """What is written is what was read: case to text to case, and the same text again."""
    text = case_text(ROUND[kind])
    back, findings = shaped(parse_tree(text.encode(), "case.yaml"), Case)
    assert (back, findings) == (ROUND[kind], [])
    assert case_text(ROUND[kind]) == text


def test_a_case_file_reads_as_its_case(tmp_path: Path) -> None:
    """A file read, written and read again is the same case."""
    first = read_case(written(tmp_path))
    assert read_case(written(tmp_path, text=case_text(first))) == first


JUNK = [
    "",
    "0",
    "-1",
    "99999",
    "none",
    "x",
    "[]",
    "{}",
    "[a]",
    "{a: b}",
    "2026-02-30",
    "1-",
    "MEC",
    "nct00927498",
    "!a",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(range(4, len(CASE_FILE.splitlines()))), st.sampled_from(JUNK), st.booleans())
def test_whatever_is_done_to_a_case_file_is_told(tmp_path: Path, line: int, junk: str, gone: bool) -> None:
    """A line lost, or a value exchanged for junk: the file is opened, or every problem is a finding with its place."""
    lines = CASE_FILE.splitlines()
    lines[line : line + 1] = [] if gone else [f"{lines[line].partition(': ')[0]}: {junk}"]
    path = written(tmp_path, text="\n".join(lines))
    found = check_case(path)
    assert all(one.place for one in found)
    if all(one.severity is not Severity.ERROR for one in found):
        assert open_case(path).items


def test_every_kind_made_here_is_known() -> None:
    """The tests have an exercise of each kind that needs no further file."""
    assert set(EVERY) <= set(KINDS)


def test_a_calendar_needs_a_course() -> None:
    """A case without a course is refused where its kind needs one."""
    with pytest.raises(CaseRefused, match="a case of kind calendar needs a course; add the section 'course'"):
        exercise_of(Case.model_validate({**HEAD, "kind": "calendar"}))


def test_a_case_refused_names_its_reasons() -> None:
    """A case made without a file is refused with the same words."""
    with pytest.raises(CaseRefused, match="the engine says 37 days") as refused:
        exercise_of(case("calendar", items={"left.mec": {"answer": "36"}}))
    assert [fault.path for fault in refused.value.faults] == [("items", "left.mec", "answer")]


def test_the_example_is_solved_by_its_own_key(tmp_path: Path) -> None:
    """The example's own key earns 100 %."""
    made = open_case(written(tmp_path))
    assert mark(made, perfect(made)).percent == 100 * ALL
    assert "answer: 1-10" in CASE_FILE
