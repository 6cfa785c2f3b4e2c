"""Figures: every question of the table gets the engine's answer, and names it needs or does not know."""

import pytest
from training_cases import LABS, case, recorded

from regimen.training.build import CaseRefused, exercise_of
from regimen.training.exercise import Item
from regimen.training.figures.registry import FIGURES

HOME = {
    "day-set": ({"of": "MEC"}, "days 4-8"),
    "first-day": ({"of": "MEC"}, "Day 4, Fri 04 Dec 2026"),
    "last-day": ({"of": "lenalidomide"}, "Day 10, Thu 10 Dec 2026"),
    "date-of": ({"of": "day-60"}, "Fri 29 Jan 2027"),
    "date-on": ({"on": "45"}, "Thu 14 Jan 2027"),
    "days-left": ({"of": "LEN"}, "35 days"),
    "window-closes": ({}, "Day 45, Thu 14 Jan 2027"),
    "drugs-on": ({"on": "2026-12-10"}, "lenalidomide"),
    "bsa": ({}, "1.882 m²†"),
    "clearance": ({}, "77.72 mL/min†"),
    "before-rounding": ({"of": "cytarabine"}, "1,881.93 mg†"),
    "dose": ({"of": "LEN"}, "50 mg"),
    "variance": ({"of": "mitoxantrone"}, "−0.37 %†"),
    "total": ({"of": "cytarabine"}, "9,410 mg†"),
    "units": ({"of": "LEN"}, "2 × 25 mg capsules"),
    "volume": ({"of": "etoposide"}, "7.5 mL†"),
    "bag": ({"of": "etoposide"}, "500 mL†"),
    "concentration": ({"of": "etoposide"}, "0.296 mg/mL†"),
    "rate": ({"of": "mitoxantrone"}, "115 mL/h†"),
    "verdict": ({"on": "46"}, "recovered: recovery is documented in time"),
    "letter": ({"on": "Day 42"}, "P: pending: the level waits for it"),
    "recovery-day": ({"on": "2027-01-15"}, "Day 43, Tue 12 Jan 2027"),
    "deviations": ({"on": "46"}, "3"),
    "important-deviations": ({"on": "46"}, "3"),
}


def asked(figure: str, **more: str) -> Item:
    """A question of the home case, with every dose given and recovery on Day 43."""
    question = {"figure": figure, **more}
    made = exercise_of(case("calendar", recorded(LABS), calendar={"ask": ["totals"]}, questions={"mine": question}))
    return made.by_id["mine"]


def test_every_figure_is_asked_for_here() -> None:
    """The table of this test holds every figure there is."""
    assert set(HOME) <= set(FIGURES)


@pytest.mark.parametrize("figure", HOME)
def test_what_the_engine_says(figure: str) -> None:
    """Each figure of the home case is the engine's, with a question and a reason in words."""
    more, words = HOME[figure]
    item = asked(figure, **more)
    assert item.key.words == words
    assert item.key.judge(item.key.answer).share == 1
    assert item.prompt
    assert item.why


@pytest.mark.parametrize(("answer", "told"), [("46", "from Day 46 it is delayed"), ("44", "Day 45 counts too")])
def test_a_day_off_the_window_is_explained(answer: str, told: str) -> None:
    """Day 46 is late and Day 44 is not yet the end: both are wrong, and why is said."""
    judged = asked("window-closes").key.judge(answer)
    assert (judged.share, judged.told) == (0, told)


REFUSED = [
    pytest.param({"figure": "clearance"}, "the protocol does not ask for clearance", id="clearance"),
    pytest.param({"figure": "dose", "of": "MEC"}, "'MEC' stands for 3 dose lines", id="several-lines"),
    pytest.param(
        {"figure": "dose", "of": "vincristine"}, "nothing that can be asked about is called 'vincristine'", id="drug"
    ),
    pytest.param({"figure": "bag", "of": "LEN"}, "the second check of lenalidomide has no line 'bag'", id="line"),
    pytest.param({"figure": "day-set", "of": "mec-strat"}, "did you mean mec-start?", id="milestone"),
    pytest.param({"figure": "date-on", "on": "0"}, "there is no Day 0 here", id="day-0"),
    pytest.param({"figure": "date-on", "on": "2027-02-30"}, "is not in the calendar", id="date"),
    pytest.param({"figure": "date-on", "on": "soon"}, "'soon' is not a whole number", id="no-day"),
]


@pytest.mark.parametrize(("question", "told"), REFUSED)
def test_what_cannot_be_asked_is_refused(question: dict[str, str], told: str) -> None:
    """A question about what the protocol does not have is refused with what there is."""
    with pytest.raises(CaseRefused, match=told):
        exercise_of(case("calendar", {"subject": {}}, calendar={"ask": ["days"]}, questions={"mine": question}))


@pytest.mark.parametrize("figure", ["verdict", "window-closes", "days-left"])
def test_a_protocol_without_a_window_has_none_of_its_figures(figure: str) -> None:
    """Where a protocol has no count-recovery window, nothing about it can be asked."""
    question = {"figure": figure} | {"verdict": {"on": "46"}, "days-left": {"of": "bleomycin"}}.get(figure, {})
    abvd = {"protocol": "abvd", "level": None, "record": {}}
    with pytest.raises(CaseRefused, match="abvd has no count-recovery window"):
        exercise_of(case("calendar", abvd, questions={"mine": question}))


def test_bleomycin_is_never_converted_silently() -> None:
    """A dose in USP units is no answer where international units are asked for, though 1,000 make one."""
    made = exercise_of(case("calendar", {"protocol": "abvd", "level": None}, calendar={"ask": ["dose"]}))
    key = made.by_id["dose.bleomycin"].key
    asked_for = key.answer.split(" ", 1)[1]
    other = {"international units": "USP units", "USP units": "international units"}[asked_for]
    judged = key.judge(key.answer.replace(asked_for, other))
    assert (judged.share, judged.told) == (0, f"{asked_for} is asked for, and {other} does not turn into it")


def test_options_are_judged_by_the_engine() -> None:
    """Of the options of a question the engine says which one is right; the others say what they are off by."""
    item = asked("days-left", of="MEC", options={"a": "35", "b": "37", "c": "38"})  # type: ignore[arg-type]
    assert item.key.answer == "b"
    assert "not counted" in item.key.judge("c").told
    assert item.key.judge("c").share == 0
