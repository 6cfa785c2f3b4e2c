"""A protocol at one level under chosen assumptions: every value looked up, every fact with what it rests on."""

from decimal import Decimal
from itertools import product

import pytest
from texts import FIXTURES

from regimen.days import DAY_ONE, DAY_ZERO, DaySet
from regimen.protocol.reader import read_protocol
from regimen.protocol.resolve import UnknownChoice, resolve
from regimen.protocol.resolved import Mark, ResolvedLine, ResolvedProtocol
from regimen.protocol.shelf import load
from regimen.quantity import parse_dose

HOME = load()
LEVELS = [
    ("d14-10", "10 mg", "1-14"),
    ("d14-5", "5 mg", "1-14"),
    ("d10-5", "5 mg", "1-10"),
    ("d10-10", "10 mg", "1-10"),
    ("d10-25", "25 mg", "1-10"),
    ("d10-50", "50 mg", "1-10"),
]


def line(resolved: ResolvedProtocol, name: str) -> ResolvedLine:
    """A line by its id."""
    return next(line for line in resolved.lines if line.id == name)


def doses(resolved: ResolvedProtocol) -> dict[str, str]:
    """Line id to the doses of its steps."""
    return {line.id: ",".join(str(step.dose) for step in line.steps) for line in resolved.lines}


@pytest.mark.parametrize(("level", "dose", "days"), LEVELS)
def test_each_level_sets_dose_and_days_of_lenalidomide(level, dose, days) -> None:
    """A rung is dose and schedule together, and it changes lenalidomide only."""
    resolved = resolve(HOME, level)
    [step] = line(resolved, "lenalidomide").steps
    assert (resolved.level, step.dose, step.days) == (level, parse_dose(dose), DaySet.parse(days))
    others = {"mitoxantrone": "8 mg/m2", "etoposide": "80 mg/m2", "cytarabine": "1000 mg/m2"}
    assert doses(resolved) == {"lenalidomide": dose} | others


def test_levels_listed_here_are_the_ladder() -> None:
    """The published rungs are all there, and no other."""
    assert list(HOME.ladder.levels) == [level for level, _, _ in LEVELS]


def test_default_is_the_highest_rung_and_the_default_sets() -> None:
    """Without a choice: 50 mg on days 1-10, and each group's own default."""
    resolved = resolve(HOME)
    assert resolved.level == "d10-50"
    assert resolved.choices == {name: group.default for name, group in HOME.assumptions.items()}


@pytest.mark.parametrize(
    ("choice", "mitoxantrone", "etoposide", "cytarabine"),
    [("8-80-1000", 8, 80, 1000), ("8-100-1000", 8, 100, 1000), ("6-80-1000", 6, 80, 1000)],
)
def test_each_mec_set(choice, mitoxantrone, etoposide, cytarabine) -> None:
    """The MEC doses are those of the chosen set, marked as assumed with group and set."""
    resolved = resolve(HOME, choices={"mec": choice})
    assert doses(resolved) == {
        "lenalidomide": "50 mg",
        "mitoxantrone": f"{mitoxantrone} mg/m2",
        "etoposide": f"{etoposide} mg/m2",
        "cytarabine": f"{cytarabine} mg/m2",
    }
    for name in ("mitoxantrone", "etoposide", "cytarabine"):
        mark = line(resolved, name).steps[0].marks["dose"]
        assert (mark.assumed, mark.group, mark.choice) == (True, "mec", choice)


@pytest.mark.parametrize(
    ("choice", "anc", "platelets"), [("0.5-20", "0.5", 20), ("0.5-50", "0.5", 50), ("1.0-100", "1.0", 100)]
)
def test_each_recovery_set(choice, anc, platelets) -> None:
    """The thresholds are those of the chosen set, exact, and marked; Day 45 is published and is not."""
    dlt = resolve(HOME, choices={"recovery": choice}).dlt
    assert (dlt.last_day, dlt.anc, dlt.platelets) == (45, Decimal(anc), Decimal(platelets))
    assert (dlt.marks["anc"].assumed, dlt.marks["anc"].group, dlt.marks["anc"].choice) == (True, "recovery", choice)
    assert dlt.marks["platelets"].assumed
    assert dlt.marks["last_day"] == Mark("article", False)
    assert (dlt.after, dlt.marks["after"]) == ("MEC", Mark("teaching", True))


@pytest.mark.parametrize(("choice", "day"), [("day-60", 60), ("60-days-elapsed", 61)])
def test_each_reading_of_60_days(choice, day) -> None:
    """The 60-day landmark is Day 60 or Day 61, and says which by its mark."""
    stone = next(stone for stone in resolve(HOME, choices={"landmark": choice}).milestones if stone.id == "day-60")
    assert stone.day == day
    assert (stone.marks["day"].assumed, stone.marks["day"].choice) == (True, choice)


@pytest.mark.parametrize(("choice", "factor"), [("cog-4", "4"), ("feijen-10.5", "10.5")])
def test_each_equivalence_set(choice, factor) -> None:
    """The anthracycline factor is that of the chosen set."""
    assert resolve(HOME, choices={"equivalence": choice}).anthracyclines == {"mitoxantrone": Decimal(factor)}


@pytest.mark.parametrize(
    ("choice", "exam", "bloods"),
    [
        ("weekly-bloods", (15, 18, 22, 25, 29, 32, 36, 39, 43), (15, 22, 29, 36, 43)),
        (
            "three-a-week",
            (15, 18, 22, 25, 29, 32, 36, 39, 43),
            (15, 17, 19, 22, 24, 26, 29, 31, 33, 36, 38, 40, 43, 45),
        ),
    ],
)
def test_each_visit_set(choice, exam, bloods) -> None:
    """Exams come twice a week and bloods once or three times, on the days of the chosen set."""
    parts = {part.id: part.days.days() for part in resolve(HOME, choices={"visits": choice}).assessments}
    assert (parts["exam"], parts["bloods"], parts["deciding-sample"]) == (exam, bloods, (45,))


EVERY = list(product(HOME.ladder.levels, *(group.sets for group in HOME.assumptions.values())))


def test_every_combination_of_level_and_sets_resolves() -> None:
    """No rung and no choice of sets leaves anything to look up."""
    for level, *sets in EVERY:
        choices = dict(zip(HOME.assumptions, sets, strict=True))
        resolved = resolve(HOME, level, choices)
        assert (resolved.level, resolved.choices) == (level, choices)
        assert "$" not in "".join(doses(resolved).values())
    assert len(EVERY) == 6 * 3 * 3 * 1 * 2 * 2 * 2


@pytest.mark.parametrize(
    ("field", "mark"),
    [
        ("dose", Mark("article", False)),
        ("days", Mark("article", False)),
        ("route", Mark("article", False)),
    ],
)
def test_published_facts_carry_their_reference(field, mark) -> None:
    """Dose, days and route of lenalidomide rest on the article; none is assumed."""
    found = line(resolve(HOME), "lenalidomide")
    assert {**found.marks, **found.steps[0].marks}[field] == mark


def test_reference_day_event_is_an_assumption() -> None:
    """That Day 45 counts from the first dose is marked as assumed."""
    resolved = resolve(HOME)
    assert resolved.event == "first lenalidomide dose"
    assert (resolved.event_mark.assumed, resolved.event_mark.group) == (True, "anchor")
    assert resolved.protocol.references[resolved.event_mark.reference].kind == "assumption"


@pytest.mark.parametrize(
    ("level", "choices", "path", "words"),
    [
        pytest.param(
            *("d10-500", {}, ("level",)), "unknown level 'd10-500' in nct01681537; did you mean d10-50?", id="level"
        ),
        pytest.param(
            *("50", {}, ("level",)), "allowed: d14-10, d14-5, d10-5, d10-10, d10-25, d10-50", id="level-far-off"
        ),
        pytest.param(
            *(None, {"mek": "8-80-1000"}, ("assumptions", "mek")),
            "unknown assumption group 'mek' in nct01681537; did you mean mec?; allowed: mec, recovery",
            id="group",
        ),
        pytest.param(
            *(None, {"mec": "8-80-100"}, ("assumptions", "mec")),
            "unknown set '8-80-100' of assumption group 'mec'; did you mean 8-80-1000?; allowed: 8-80-1000, 8-100-1000",
            id="set",
        ),
        pytest.param(
            *(None, {"recovery": "none"}, ("assumptions", "recovery")),
            "allowed: 0.5-20, 0.5-50, 1.0-100",
            id="set-far-off",
        ),
    ],
)
def test_unknown_choice_names_the_nearest(level, choices, path, words) -> None:
    """A level, group or set that does not exist is refused with the nearest name, what is allowed, and its place."""
    with pytest.raises(UnknownChoice) as caught:
        resolve(HOME, level, choices)
    assert words in caught.value.message
    assert caught.value.path == path


def test_protocol_without_a_ladder_takes_no_level() -> None:
    """Where nothing escalates, a level is refused and none is needed."""
    beam = read_protocol(FIXTURES / "beam.yaml")
    assert resolve(beam).level is None
    with pytest.raises(UnknownChoice, match=r"beam has no dose levels, .* leave the level out"):
        resolve(beam, "d10-50")
    with pytest.raises(UnknownChoice, match=r"unknown assumption group 'mec' in beam; allowed: none"):
        resolve(beam, choices={"mec": "8-80-1000"})


def test_numbering_and_cycles_come_from_the_file() -> None:
    """A transplant protocol counts from Day 0 and has no cycles; the home case counts from Day 1 in one cycle."""
    beam, home = resolve(read_protocol(FIXTURES / "beam.yaml")), resolve(HOME)
    assert (beam.numbering, beam.cycle_length, beam.cycle_count) == (DAY_ZERO, None, 1)
    assert (home.numbering, home.cycle_length, home.cycle_count) == (DAY_ONE, 28, 1)


def test_ramp_has_one_step_a_dose() -> None:
    """A ramp keeps its steps in order, each with its own days."""
    resolved = resolve(read_protocol(FIXTURES / "azacitidine-venetoclax.yaml"))
    steps = [(str(step.dose), str(step.days)) for step in line(resolved, "venetoclax").steps]
    assert steps == [("100 mg", "1"), ("200 mg", "2"), ("400 mg", "3-28")]


def test_assumed_days_of_a_fixture_follow_the_choice() -> None:
    """Days that rest on an assumption move with the chosen set and carry its mark."""
    protocol = read_protocol(FIXTURES / "hypercvad.yaml")
    for choice, days in (("ten-days", "5-14"), ("seven-days", "5-11")):
        filgrastim = line(resolve(protocol, choices={"growth-factor": choice}), "filgrastim")
        assert str(filgrastim.steps[0].days) == days
        mark = filgrastim.steps[0].marks["days"]
        assert (mark.assumed, mark.group, mark.choice) == (True, "growth-factor", choice)


def test_choosing_does_not_change_the_protocol() -> None:
    """The protocol is read-only: resolving it one way leaves no trace for the next."""
    before = resolve(HOME)
    resolve(HOME, "d14-5", {"mec": "6-80-1000"})
    assert resolve(HOME) == before
