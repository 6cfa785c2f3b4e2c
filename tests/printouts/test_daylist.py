"""Day lists: golden texts, marks, hiding, and the rules for printed dose lines."""

import re

import pytest
from listing import GOLDEN, fixture, laid
from pydantic import BaseModel

from regimen.dosing.subject import Subject
from regimen.nomenclature import MARK, NOT_IN_SOURCES, NOTICE
from regimen.printouts import markdown, text
from regimen.printouts.daylist import DayList, day_list

GOLDENS = [
    ("home-d10-50", {}, {"products": True}),
    ("home-d14-10-no-body", {"level": "d14-10", "subject": Subject()}, {}),
    ("home-hidden", {}, {"hide": True}),
]
FIXTURES = ["hypercvad", "beam", "mfolfox6", "two-periods", "azacitidine-venetoclax"]


def everything(content: DayList) -> str:
    """All text of a day list."""
    return text.render(content)


@pytest.mark.parametrize(("name", "course", "form"), GOLDENS, ids=[name for name, _, _ in GOLDENS])
@pytest.mark.parametrize(
    ("suffix", "render"), [("txt", text.render), ("md", markdown.render)], ids=["text", "markdown"]
)
def test_golden(name: str, course: dict, form: dict, suffix: str, render) -> None:
    """The home case prints exactly as in tests/golden/printouts."""
    written = render(day_list(laid(**course), **form))
    assert written == (GOLDEN / f"{name}.{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*FIXTURES, None], ids=[*FIXTURES, "home"])
@pytest.mark.parametrize("hide", [False, True], ids=["shown", "hidden"])
def test_no_line_is_wider_than_100_columns(name: str | None, hide: bool) -> None:
    """Every regimen fits 100 columns."""
    content = day_list(laid(fixture(name) if name else None), hide=hide, products=True)
    assert max(map(len, text.render(content).splitlines())) <= 100


@pytest.mark.parametrize("width", [40, 60, 80])
def test_narrow_widths_hold(width: int) -> None:
    """The renderer keeps to a narrower width too."""
    assert max(map(len, text.render(day_list(laid()), width).splitlines())) <= width


@pytest.mark.parametrize("render", [text.render, markdown.render], ids=["text", "markdown"])
@pytest.mark.parametrize("name", [*FIXTURES, None], ids=[*FIXTURES, "home"])
def test_the_notice_stands_at_top_and_bottom(name: str | None, render) -> None:
    """First and last line carry the training notice."""
    lines = render(day_list(laid(fixture(name) if name else None))).splitlines()
    assert NOTICE in lines[0].replace("\\", "")
    assert NOTICE in lines[-1].replace("\\", "")


def test_the_subject_is_a_code_and_never_a_name() -> None:
    """The identity line asks for no real name; without a code there is a blank."""
    assert day_list(laid()).identity == "Training subject sample (do not write a real person's name)"
    assert day_list(laid(subject=Subject())).identity == "Training subject ____ (do not write a real person's name)"


@pytest.mark.parametrize(
    ("level", "total"),
    [("d10-50", 500), ("d10-25", 250), ("d10-10", 100), ("d10-5", 50), ("d14-10", 140), ("d14-5", 70)],
)
def test_every_level_spells_out_its_course_total(level: str, total: int) -> None:
    """Per day × days = course total for lenalidomide (RULES: 50, 70, 100, 140, 250, 500 mg)."""
    dose, days = int(level.split("-")[1]), int(level[1:3])
    expected = f"lenalidomide: {dose} mg × {days} days = {total} mg course total"
    assert expected in day_list(laid(level=level)).totals


def test_totals_of_a_regimen_with_cycles_and_slots() -> None:
    """A q12h line over cycles multiplies out, and lines of one drug are told apart by how they are given."""
    totals = day_list(laid(fixture("hypercvad"), subject=Subject(bsa=2))).totals
    older = "2,000 mg† × 2 a day × 2 days × 4 cycles = 32,000 mg† course total"
    assert f"cytarabine IV over 2 h, only for age 60 or over: {older}" in totals
    assert "methotrexate intrathecal: 12 mg × 1 day × 4 cycles = 48 mg course total" in totals


def test_totals_without_body_data_stay_by_body_size() -> None:
    """Without an amount the course total is told per m²."""
    assert "mitoXANTRONE: 8 mg/m²† × 5 days = 40 mg/m²† course total" in day_list(laid(subject=Subject())).totals


@pytest.mark.parametrize("name", ["hypercvad", "mfolfox6", "azacitidine-venetoclax", "two-periods"])
def test_each_cycle_has_its_heading(name: str) -> None:
    """Regimens with several cycles are cut by cycle, each with its days and dates."""
    protocol = fixture(name)
    sections = day_list(laid(protocol)).sections
    assert protocol.cycle is not None
    headings = [section.heading or "" for section in sections]
    numbers = range(1, protocol.cycle.count + 1)
    assert [heading.split(":")[0].rstrip("†") for heading in headings] == [f"Cycle {n}" for n in numbers]
    last = protocol.cycle.length * protocol.cycle.count
    assert f"to Day {last}," in headings[-1]


def test_a_long_infusion_says_when_it_ends() -> None:
    """The 46 h infusion is one line that ends two days later."""
    first = day_list(laid(fixture("mfolfox6"))).sections[0].days[0]
    ends = [line.text for line in first.lines if "46 h" in line.text]
    assert len(ends) == 1
    assert ends[0].endswith("ends on Day 3, Thu 03 Dec 2026")


def test_negative_days_carry_a_real_minus_sign() -> None:
    """Days before Day 0 are written with a minus sign, and Day 0 is there."""
    headings = [day.heading for day in day_list(laid(fixture("beam"))).sections[0].days]
    assert headings[0] == "Day −6 · Wed 25 Nov 2026"
    assert headings[-1] == "Day 0 · Tue 01 Dec 2026"


def test_weekends_are_told_in_words() -> None:
    """Exactly the Saturdays and Sundays say so."""
    headings = [day.heading for section in day_list(laid()).sections for day in section.days]
    assert {heading for heading in headings if "weekend" in heading} == {
        heading for heading in headings if "Sat " in heading or "Sun " in heading
    }


def test_products_only_on_demand() -> None:
    """What to take or draw up is printed when asked for."""
    assert "2 × 25 mg capsules" not in everything(day_list(laid()))
    assert "lenalidomide 50 mg PO: 2 × 25 mg capsules" in everything(day_list(laid(), products=True))


def test_every_assumed_dose_carries_its_mark() -> None:
    """No MEC dose or amount stands without †, no lenalidomide dose carries one."""
    lines = [line.text for section in day_list(laid()).sections for day in section.days for line in day.lines]
    for line in lines:
        for value in re.findall(r"[0-9,]+ mg(?:/m²)?.?", line):
            assert value.endswith(MARK) is not line.startswith("lenalidomide")


HIDDEN_VALUES = ["8 mg/m²", "80 mg/m²", "1,000 mg/m²", "8-80-1000", "15 mg", "150 mg", "1,882 mg", "ANC ≥", "160 mg/m²"]


@pytest.mark.parametrize("value", HIDDEN_VALUES)
def test_hiding_leaves_no_assumed_value(value: str) -> None:
    """Hidden, neither doses nor amounts, thresholds, set names or sums of them are told; shown, all are."""
    hidden = text.render(day_list(laid(), hide=True, products=True))
    assert value not in hidden
    assert NOT_IN_SOURCES in hidden
    assert value in text.render(day_list(laid(), products=True))


def test_hiding_takes_days_that_are_assumed_off_the_list() -> None:
    """Visits after Day 14, whose days are chosen here, go and are named below; Day 45 stays."""
    hidden = day_list(laid(), hide=True)
    headings = [day.heading.split(" ·")[0] for section in hidden.sections for day in section.days]
    assert headings == [f"Day {n}" for n in [*range(1, 15), 20, 45]]
    assert any("60-day landmark" in note for note in hidden.notes)


def test_the_order_within_a_day_is_not_claimed() -> None:
    """Where several drugs share a day and no source orders them, the list says so; a day's order given, it does not."""
    note = "The order of the drugs within the day is not stated in the sources."
    assert note in day_list(laid()).notes
    assert note not in day_list(laid(fixture("mfolfox6"))).notes


def test_abbreviations_have_their_key() -> None:
    """LEN and MEC never stand without a key."""
    key = dict(day_list(laid()).key)
    assert key["LEN"] == "lenalidomide"
    assert key["MEC"] == "mitoXANTRONE, etoposide, cytarabine"


def test_a_changed_assumption_is_in_force() -> None:
    """The block of assumptions tells the set chosen, with its values marked."""
    lines = day_list(laid(assumptions={"mec": "8-100-1000"})).assumptions
    assert any("(mec): 8-100-1000 (" in line and "etoposide 100 mg/m²†" in line for line in lines)


def test_models_are_not_printed() -> None:
    """A day list holds light values only, so that any renderer can write it."""
    assert not any(isinstance(part, BaseModel) for part in day_list(laid()))
