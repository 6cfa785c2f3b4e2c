"""One line read: what each clause becomes, and what the protocol around it holds."""

from typing import Any

import pytest

from regimen.notation.labels import letters_of, line_ids
from regimen.notation.read import Origin, read_line
from regimen.protocol.canonical import canonical

DRUG = "cytarabine 100 mg/m2 IV d1"


def lines(text: str) -> list[dict[str, Any]]:
    """The dose lines as a file would hold them, less what every line of a typed protocol has."""
    doses = canonical(read_line(text))["doses"]
    return [{key: value for key, value in data.items() if key not in ("agent", "source")} for data in doses]


[BASE] = lines(DRUG)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("d8,1-3,2,9", "1-3,8-9"),
        ("days 1 to 5", "1-5"),
        ("day 3", "3"),
        ("D1,d8, d15", "1,8,15"),
        ("d1,3,5,7,9", "1-9/2"),
        ("d-3--1", "-3--1"),
        ("d−3 to −1", "-3--1"),
    ],
)
def test_days_are_kept_in_their_shortest_form(typed: str, days: str) -> None:
    """However a set of days is typed, the protocol holds it one way."""
    assert lines(f"cytarabine 100 mg/m2 IV {typed}") == [BASE | {"days": days}]


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("50mg", "50 mg"),
        ("0.5 mg/kg", "0.5 mg/kg"),
        ("8 mg / m²", "8 mg/m2"),
        ("8 mg per m2", "8 mg/m2"),
        ("5 ug/kg", "5 ug/kg"),
        ("5 mcg/kg", "5 ug/kg"),
        ("AUC5", "AUC 5"),
        ("auc 4.5", "AUC 4.5"),
        ("10000 International Units/m2", None),
        ("10000 international units/m2", "10000 [IU]/m2"),
        ("10 USP units", "10 [USP'U]"),
        ("2 drops", "2 [drp]"),
    ],
)
def test_doses_are_those_of_the_file_format(typed: str, dose: str | None) -> None:
    """A typed dose becomes the dose expression that a file would hold; units keep their capitals."""
    if dose is None:
        with pytest.raises(ValueError, match="unknown unit"):
            read_line(f"bleomycin {typed} IV d1")
    else:
        assert lines(f"bleomycin {typed} IV d1") == [BASE | {"dose": dose}]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("daily", {}),
        ("bid", {"slots": "BID"}),
        ("bid to slot 2", {"slots": "BID"}),
        ("Q12H from slot 2 to slot 1", {"slots": "q12h", "first_slot": "2", "last_slot": "1"}),
        ("over 90 min", {"over": "1 h 30 min"}),
        ("over 1h 30min", {"over": "1 h 30 min"}),
        ("over 3 hours", {"over": "3 h"}),
        ("cap 2 g", {"cap": "2 g"}),
        ("rounded to product", {"rounding": "product"}),
        ("total 1000 mg/m2", {"course_total": "1000 mg/m2"}),
        ("age ≥ 60", {"when": {"age": ">=60"}}),
        ("age <=59", {"when": {"age": "<60"}}),
        ("weight 40-90 lvef < 50", {"when": {"weight": "40-90", "lvef": "<50"}}),
        ("order 2", {"order": "2"}),
        ("with daunorubicin 44 mg/m2 with LEN 5 mg", {"carries": {"daunorubicin": "44 mg/m2", "lenalidomide": "5 mg"}}),
        ("premedication", {"purpose": "premedication"}),
        ("block MEC", {"block": "MEC"}),
        ('block "part A"', {"block": "part A"}),
        ('site "each ""good"" eye"', {"site": 'each "good" eye'}),
        ("provided white cells at most 30", {"when": {"provided": "white cells at most 30"}}),
        ("until count recovery – or death", {"until": "count recovery – or death"}),
        ('until "count recovery; then stop" q12h', {"until": "count recovery; then stop", "slots": "q12h"}),
    ],
)
def test_each_clause_fills_its_key(typed: str, expected: dict[str, Any]) -> None:
    """A clause becomes one key of the dose line, as a file would hold it."""
    assert lines(f"{DRUG} {typed}") == [BASE | expected]


def test_routes_joined_by_or_are_the_route_and_the_others_allowed() -> None:
    """The first route is drawn; the others are kept beside it."""
    assert lines("azacitidine 75 mg/m2 SC or iv d1-7")[0] | {"dose": "100 mg/m2", "days": "1"} == BASE | {
        "route": "SC",
        "other_routes": ["IV"],
    }


def test_a_ramp_becomes_steps_and_shares_its_clauses() -> None:
    """Each step has its dose and days; the route and all else are the line's."""
    [ramp] = lines("venetoclax 100 mg d1 PO > 200 mg d2 > 400 mg d3-28 c1; q28 x2")
    steps = [{"dose": "100 mg", "days": "1"}, {"dose": "200 mg", "days": "2"}, {"dose": "400 mg", "days": "3-28"}]
    assert ramp == {"steps": steps, "route": "PO", "cycles": "1"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("after fludarabine", {"after": "fludarabine"}),
        ("after fludarabine 4 h", {"after": "fludarabine", "lag": "4 h"}),
        ("before fludarabine 30min from start", {"before": "fludarabine", "lag": "30 min", "lag_from": "start"}),
        ("after fludarabine#1", {"after": "fludarabine"}),
        ("after mesna #2 1 h", {"after": "mesna-2", "lag": "1 h"}),
        ("after mesna", "several items; allowed: mesna#1 or mesna#2"),
        ("after idarubicin", "no other item gives idarubicin; allowed: fludarabine, mesna"),
        ("after mesna#3", "no other item gives mesna#3"),
        ("after cytarabine", "no other item gives cytarabine"),
    ],
)
def test_links_name_an_item_by_its_drug(typed: str, expected: dict[str, str] | str) -> None:
    """A link needs one item to lead to; a number tells which of several."""
    others = "fludarabine 30 mg/m2 IV d1; mesna 1 g IV d1; mesna 2 g IV d1"
    if isinstance(expected, str):
        with pytest.raises(ValueError, match=expected.replace("#", ".")):
            read_line(f"{others}; {DRUG} {typed}")
    else:
        assert lines(f"{others}; {DRUG} {typed}")[3] == BASE | expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("x1", None),
        ("q21", {"length": "21", "count": "1"}),
        ("q21d x6", {"length": "21", "count": "6"}),
        ("X6 Q21 days", {"length": "21", "count": "6"}),
        ("×6 q3w", {"length": "21", "count": "6"}),
    ],
)
def test_the_cycle_is_length_and_count(typed: str, expected: dict[str, str] | None) -> None:
    """Either order, days or weeks; `x1` alone is one course without cycles."""
    cycle = canonical(read_line(f"{DRUG}; {typed}")).get("cycle")
    assert cycle == (None if expected is None else expected | {"source": "entry"})


@pytest.mark.parametrize(
    ("typed", "number", "event"),
    [
        ("", "1", "Day 1 as typed"),
        ("day1;", "1", "Day 1 as typed"),
        ("DAY0;", "0", "Day 0 as typed"),
        ("day0 is stem-cell infusion, not boost;", "0", "stem-cell infusion, not boost"),
        ('day1 is "first dose; any drug";', "1", "first dose; any drug"),
    ],
)
def test_the_numbering_and_its_event(typed: str, number: str, event: str) -> None:
    """A line counts from Day 1 unless it says otherwise."""
    day = read_line(f"{typed} {DRUG}").reference_day
    assert (day.number, day.event) == (number, event)


def test_everything_rests_on_what_was_typed() -> None:
    """A typed protocol has one reference, of the kind `entered`, and no products, so nothing in it carries †."""
    protocol = read_line("LEN 50 mg PO d1-10; mitoxantrone 8 mg/m2 IV d4-8; x1")
    assert {key: reference.kind for key, reference in protocol.references.items()} == {"entry": "entered"}
    assert protocol.references["entry"].citation == "typed on the command line"
    assert (protocol.id, protocol.short) == ("line", "lenalidomide + mitoXANTRONE")
    assert [agent.products for agent in protocol.agents.values()] == [[], []]
    assert {line.source for line in protocol.doses} == {"entry"}


def test_a_named_source_stands_behind_doses_but_not_behind_our_letters() -> None:
    """With a citation of another kind, doses and cycle rest on it; letters and the day's name do not."""
    protocol = read_line(f"{DRUG}; q21 x2", Origin("own", "Own title", "published", "Smith 2020"))
    assert (protocol.id, protocol.title) == ("own", "Own title")
    assert protocol.references[protocol.doses[0].source].citation == "Smith 2020"
    assert protocol.references[protocol.cycle.source].kind == "published"
    assert protocol.references[protocol.agents["cytarabine"].source].kind == "entered"
    assert protocol.references[protocol.reference_day.source].kind == "entered"


@pytest.mark.parametrize(
    ("typed", "notes"),
    [("cytarabine", 1), ("cytarabin", 2), ("LEN", 1), ("prednisolon", 2), ("blinatumomab", 1)],
)
def test_a_name_that_is_nearly_a_known_one_is_asked_about(typed: str, notes: int) -> None:
    """A slip of the keyboard is taken as typed, and the notes say so; an unknown name is no slip."""
    assert len(read_line(f"{typed} 1 mg IV d1").notes) == notes


@pytest.mark.parametrize(
    ("drugs", "ids"),
    [
        (["mesna", "mesna", "mesna"], ["mesna", "mesna-2", "mesna-3"]),
        (["mesna-2", "mesna", "mesna"], ["mesna-2", "mesna", "mesna-3"]),
        (["mesna", "mesna", "mesna-2"], ["mesna", "mesna-3", "mesna-2"]),
    ],
    ids=["numbered", "taken-before", "taken-after"],
)
def test_lines_have_ids_of_their_own(drugs: list[str], ids: list[str]) -> None:
    """A drug's further items are numbered around names that are taken."""
    assert line_ids(drugs) == ids


def test_letters_do_not_clash() -> None:
    """Drugs of one initial take another letter of their name, then any that is free."""
    assert letters_of(["cytarabine", "cisplatin", "cccc", "cccc-d"]) == {
        "cytarabine": "C",
        "cisplatin": "I",
        "cccc": "A",
        "cccc-d": "D",
    }
    assert len(set(letters_of([f"drug{number}" for number in range(62)]).values())) == 62
    assert letters_of([f"drug{number}" for number in range(63)]) is None
