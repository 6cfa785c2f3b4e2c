"""Answer files: read as far as they go, every misfit named with its place, and back to text unchanged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.findings import Severity
from regimen.protocol.tree import parse_tree
from regimen.training.answers import Answer, Answers, answers_of, answers_text, read_answers

SHEET = """\
format: 1
case: len-mec-50
learner: s-07
seconds: 540
answers:
  days.lenalidomide: 1-10
  bsa: {answer: 1.88 m², certainty: 80 %, seconds: 60, hints: 1}
  next: {action: hold, level: none}
  marks:
    answer:
    - {what: mitoxantrone, day: 4, class: late, category: other, certainty: 90}
    - LEN d5 missed
    certainty: 70
"""


def read(text: str) -> Answers:
    """The answers of a text."""
    return answers_of(parse_tree(text.encode(), "answers.yaml"))


def test_every_form_of_an_answer() -> None:
    """An answer by itself, with certainty, time and hints, as parts of a decision, as marks."""
    answers = read(SHEET)
    assert (answers.case, answers.learner, answers.seconds, answers.findings) == ("len-mec-50", "s-07", 540, ())
    assert answers.by_item == {
        "days.lenalidomide": Answer("1-10"),
        "bsa": Answer("1.88 m²", 80, 60, 1),
        "next": Answer({"action": "hold", "level": "none"}),
        "marks": Answer(
            [
                {"what": "mitoxantrone", "day": "4", "class": "late", "category": "other", "certainty": "90"},
                "LEN d5 missed",
            ],
            70,
        ),
    }


MISFITS = [
    pytest.param("format: 1", "format: 2", "format", "format 2 is not known; allowed: 1", 4, id="format"),
    pytest.param("learner:", "learnr:", "unknown-key", "did you mean learner?", 4, id="key"),
    pytest.param("certainty: 80 %", "certainty: very", "value-refused", "'very' is no certainty", 4, id="certainty"),
    pytest.param("certainty: 80 %", "certainty: 101", "value-refused", "allowed: 0 to 100 percent", 4, id="over-100"),
    pytest.param("seconds: 60", "seconds: 1 min", "value-refused", "'1 min' is no whole number", 4, id="seconds"),
    pytest.param("hints: 1", "hints: all", "value-refused", "'all' is no whole number", 4, id="hints"),
    pytest.param("seconds: 60", "second: 60", "unknown-key", "did you mean seconds?", 4, id="inner-key"),
    pytest.param("case: len-mec-50", "case: [a]", "value-refused", "the code cannot be used", 4, id="case"),
    pytest.param(
        "answers:\n", "answers: none\nx:\n", "wrong-shape", "a mapping of 'item: answer' lines", 0, id="answers"
    ),
    pytest.param("  bsa: {", "  days.lenalidomide: 1-14\n  bsa: {", "duplicate-key", "stands twice", 4, id="twice"),
    pytest.param("seconds: 540", "seconds: [", "yaml-syntax", "not valid YAML", 0, id="yaml"),
]


@pytest.mark.parametrize(("old", "new", "code", "told", "kept"), MISFITS)
def test_misfits_are_named_and_the_rest_is_read(old: str, new: str, code: str, told: str, kept: int) -> None:
    """What cannot be read is a finding with its place; every other answer stays."""
    assert old in SHEET
    answers = read(SHEET.replace(old, new, 1))
    (found,) = [one for one in answers.findings if one.code == code]
    assert told in found.message
    assert found.place is not None
    assert len(answers.by_item) == kept


def test_misfits_do_not_make_a_file_unusable() -> None:
    """What our reader finds in a file that it can read is no error: the file is marked as far as it goes."""
    answers = read("answers: {a: {answer: 1, certainty: x}}\nlearner: [x]\nq: 1\n")
    assert [one.severity for one in answers.findings] == [Severity.OTHER] * 3
    assert answers.by_item == {"a": Answer("1")}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file gives no answers and says so."""
    answers = read_answers(tmp_path / "none.yaml")
    assert ([one.code for one in answers.findings], answers.by_item) == (["file-unreadable"], {})


@pytest.mark.parametrize("blank", ["~", "null", "''", "[]", "", "{certainty: 50}", "{answer: ~, certainty: 50}"])
def test_a_blank_is_no_answer(blank: str) -> None:
    """What YAML writes for nothing, an empty list and a certainty alone were left blank."""
    assert read(f"answers: {{a: {blank}, b: 1}}\n").by_item["a"].raw == ""


def test_the_first_of_two_answers_counts() -> None:
    """Where an item is answered twice, the first answer stands, as the finding says."""
    assert read("answers: {a: 1, a: 2}\n").by_item == {"a": Answer("1")}


LINE = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1
)
MAPPING = st.dictionaries(st.sampled_from(["what", "day"]), LINE)
RAW = (
    LINE.filter(lambda text: text.lower() not in ("~", "null"))
    | st.lists(LINE, min_size=1, max_size=3)
    | st.lists(MAPPING, min_size=1, max_size=2)
)
WHOLE = st.none() | st.integers(0, 100)
ANSWER = st.builds(Answer, RAW, WHOLE, WHOLE, st.integers(0, 5))
CODES = st.none() | st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)


NAMED = st.dictionaries(st.from_regex(r"[a-z][a-z0-9.-]{0,10}", fullmatch=True), ANSWER)


@given(st.builds(Answers, NAMED, CODES, CODES, WHOLE, st.just(())))
def test_answers_as_text_read_back_the_same(answers: Answers) -> None:
    """Whatever was answered is written and read again unchanged."""
    assert read(answers_text(answers)) == answers
