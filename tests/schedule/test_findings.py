"""What a schedule remarks on: order between blocks, age gaps, labelled maxima, cumulative anthracyclines."""

from decimal import Decimal

import pytest

from regimen.dosing.subject import Subject
from regimen.findings import Finding
from regimen.protocol.reader import UnusableFile, parse_protocol, read_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import LIBRARY, load
from regimen.schedule.build import build_schedule

HEAD = """
format: 1
id: case
version: 1
title: Case
short: Case
references: {t: {kind: assumption, citation: invented for a test}}
reference_day: {event: first dose, source: t}
"""
BODY = Subject(height_cm=Decimal(180), weight_kg=Decimal(80), prior_anthracycline=Decimal(0))  # BSA 2.0 m²


def found(rest: str, subject: Subject | None = BODY) -> dict[str, Finding]:
    """The findings of a small protocol by code."""
    schedule = build_schedule(resolve(parse_protocol(HEAD + rest)), subject)
    return {finding.code: finding for finding in schedule.findings}


def anthracycline(dose: str, more: str = "") -> str:
    """Five days of mitoxantrone at a dose."""
    return (
        "agents: {mitoxantrone: {letter: M, anthracycline: 4, source: t}}\n"
        f"doses: [{{agent: mitoxantrone, dose: {dose}, route: IV, days: 1-5, source: t{more}}}]\n"
    )


@pytest.mark.parametrize(
    ("dose", "more", "words"),
    [
        ("8 mg/m2", "", "40 mg/m² × 4† = 160 mg/m²†"),
        ("0.008 g/m2", "", "40 mg/m² × 4† = 160 mg/m²†"),
        ("16 mg", "", "40 mg/m² × 4† = 160 mg/m²†"),
        ("8 mg/m2", ", cap: 4 mg", "10 mg/m² × 4† = 40 mg/m²†"),
        ("0.2 mg/kg", "", "40 mg/m² × 4† = 160 mg/m²†"),
    ],
    ids=["mg-per-m2", "g-per-m2", "flat", "capped", "per-kg"],
)
def test_anthracyclines_add_up_in_one_unit(dose, more, words) -> None:
    """Grams, flat, capped and per-kg doses count as the mg/m² they come to at BSA 2.0 m²."""
    assert words in found(anthracycline(dose, more))["anthracycline-cumulative"].message


def test_a_flat_anthracycline_without_a_body_cannot_be_assessed() -> None:
    """Without height and weight a flat dose has no mg/m²."""
    message = found(anthracycline("16 mg"), Subject(prior_anthracycline=Decimal(0)))[
        "anthracycline-cannot-assess"
    ].message
    assert "height and weight are unknown" in message


def test_two_lines_of_a_drug_reach_the_label_together() -> None:
    """25 mg in the morning line and 25 mg in the evening line are 50 mg against a maximum of 25 mg."""
    text = (
        "agents: {lenalidomide: {letter: L, label_maximum: 25 mg, source: t}}\n"
        "doses:\n"
        "  - {id: one, agent: lenalidomide, dose: 25 mg, route: PO, days: 1-3, source: t}\n"
        "  - {id: two, agent: lenalidomide, dose: 25 mg, route: PO, days: DAYS, source: t}\n"
    )
    assert "50 mg a day is above" in found(text.replace("DAYS", "3-5"))["label-maximum"].message
    assert "label-maximum" not in found(text.replace("DAYS", "4-5"))


@pytest.mark.parametrize(("level", "told"), [("d10-25", False), ("d10-50", True), ("d14-10", False)])
def test_only_50_mg_is_above_the_label(level, told) -> None:
    """Of the home case's levels only 50 mg a day is above the labelled 25 mg."""
    codes = {finding.code for finding in build_schedule(resolve(load(), level)).findings}
    assert ("label-maximum" in codes) is told


@pytest.mark.parametrize(("age", "drawn", "code"), [(17, 0, "no-line-for-age"), (18, 1, None), (59, 1, None),
                                                    (60, 0, "no-line-for-age"), (None, 1, "age-needed")])  # fmt: skip
def test_a_gap_between_age_bands_is_told(age, drawn, code) -> None:
    """An age that no line is for never looks like an empty plan; an unknown age keeps the line and says so."""
    text = (
        "agents: {cytarabine: {letter: C, source: t}}\n"
        "doses: [{agent: cytarabine, dose: 1 g/m2, route: IV, days: 1, when: {age: 18-59}, source: t}]\n"
    )
    schedule = build_schedule(resolve(parse_protocol(HEAD + text)), Subject(age=age))
    assert sum(item.entry.line is not None for item in schedule.items) == drawn
    assert (code is None) or code in {finding.code for finding in schedule.findings}


def order(first: str, then: str) -> str:
    """Two blocks of which A must start first."""
    return (
        "agents: {one: {letter: O, source: t}, two: {letter: T, source: t}}\n"
        "doses:\n"
        f"  - {{agent: one, block: A, dose: 1 mg, route: PO, days: {first}, source: t}}\n"
        f"  - {{agent: two, block: B, dose: 1 mg, route: IV, days: {then}, source: t}}\n"
        "constraints: [{id: a-first, first: A, then: B, source: t}]\n"
    )


@pytest.mark.parametrize(("first", "then", "broken"), [("1", "2", False), ("2", "2", False), ("3", "2", True)])
def test_order_is_by_day(first, then, broken) -> None:
    """B before the first day of A breaks the order; on the same day it does not."""
    assert ("order-broken" in found(order(first, then))) is broken


def test_steps_that_share_a_day_are_refused() -> None:
    """A ramp that gives two doses on Day 3 is refused at reading."""
    text = (
        "agents: {one: {letter: O, source: t}}\n"
        "doses: [{agent: one, route: PO, source: t, steps: [{dose: 1 mg, days: 1-3}, {dose: 2 mg, days: 3-5}]}]\n"
    )
    with pytest.raises(UnusableFile, match="Day 3 stands in step 1 and in step 2"):
        parse_protocol(HEAD + text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("dose: 10 international units/m2, cap: 5 mg", "its cap in mg"),
        ("dose: 5 mg, over: 46 h, slots: q6h", "longer than the 360 min"),
    ],
)
def test_limits_that_cannot_be_held_are_refused(line, words) -> None:
    """A cap in another kind of unit and infusions that overlap themselves are told at reading."""
    text = (
        f"agents: {{one: {{letter: O, source: t}}}}\ndoses: [{{agent: one, route: IV, days: 1, source: t, {line}}}]\n"
    )
    with pytest.raises(UnusableFile, match=words):
        parse_protocol(HEAD + text)


def test_each_step_of_a_ramp_has_its_own_mark() -> None:
    """A published first step and an assumed second one are marked apart."""
    text = (
        "assumptions: {g: {title: t, reason: r, default: a, sets: {a: {hi: 400 mg}}}}\n"
        "agents: {one: {letter: O, source: p}}\n"
        "doses: [{agent: one, route: PO, source: p, steps: [{dose: 100 mg, days: 1}, {dose: $g.hi, days: 2-5}]}]\n"
    )
    head = HEAD.replace("{t: {", "{p: {kind: published, citation: p}, t: {")
    entries = list(build_schedule(resolve(parse_protocol(head + text))).doses)
    assert [entry.marks["dose"].assumed for entry in entries] == [False, True]


def oral(first: str, then: str) -> str:
    """Two oral lines of one drug."""
    return (
        "agents: {prednisone: {letter: P, source: t}}\n"
        "doses:\n"
        f"  - {{id: one, agent: prednisone, dose: 40 mg, source: t, {first}}}\n"
        f"  - {{id: two, agent: prednisone, dose: 100 mg, source: t, {then}}}\n"
    )


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("route: PO, days: 1-5", "route: PO, days: 5-9", True),
        ("route: PO, days: 1-5", "route: PO, days: 6-9", False),
        ("route: PO, days: 1-5", "route: IV, days: 1-5", False),
        ("route: PO, days: 1-5, slots: BID", "route: PO, days: 1-5", False),
        ('route: PO, days: 1-5, when: {age: "<60"}', 'route: PO, days: 1-5, when: {age: ">=60"}', False),
        ('route: PO, days: 1-5, when: {age: "<=60"}', 'route: PO, days: 1-5, when: {age: ">=60"}', True),
        ('route: PO, days: 1-5, when: {weight: "<60"}', 'route: PO, days: 1-5, when: {weight: ">=60"}', False),
        ('route: PO, days: 1-5, when: {weight: "<=60"}', 'route: PO, days: 1-5, when: {weight: ">=60"}', True),
        ("route: PO, days: 1-5, when: {provided: well}", "route: PO, days: 1-5, when: {provided: unwell}", False),
        ("route: PO, days: 1-5", 'route: PO, days: 1-5, when: {age: ">=60"}', True),
    ],
    ids=["shared", "apart", "other-route", "twice-daily", "age-apart", "age-touching", "weight-apart",
         "weight-touching", "judged-apart", "one-for-some"],
)  # fmt: skip
def test_one_drug_twice_on_a_day_is_told(first, then, told) -> None:
    """Two once-daily oral lines that share a day, unless no subject gets both."""
    finding = found(oral(first, then), None).get("same-agent-twice")
    assert (finding is not None) is told
    assert finding is None or "lines one and two both give it on Day" in finding.message


def test_the_steps_of_one_line_are_not_two_lines() -> None:
    """A ramp has several entries and gives each day once."""
    text = (
        "agents: {one: {letter: O, source: t}}\n"
        "doses: [{agent: one, route: PO, source: t, steps: [{dose: 1 mg, days: 1-3}, {dose: 2 mg, days: 4-5}]}]\n"
    )
    assert "same-agent-twice" not in found(text)


INFUSION = """
agents:
  etoposide:
    letter: E
    source: t
    products: [{form: concentrate, strength: 20 mg/mL}]
    dilution: {diluent: saline, lowest: 0.2 mg/mL, highest: 0.4 mg/mL, bags: [250, 500, 1000], source: t}
    adjustments: [{crcl: 15-50, percent: 75, note: label, source: t}]
    pregnancy: two tests
doses: [{agent: etoposide, dose: DOSE, route: ROUTE, days: 1-3, source: t}]
"""


@pytest.mark.parametrize(
    ("dose", "route", "told"),
    [("80 mg/m2", "IV", False), ("250 mg/m2", "IV", True), ("250 mg/m2", "PO", False), ("10 mg", "IV", True)],
)
def test_a_dose_that_no_bag_holds_is_told(dose, route, told) -> None:
    """At 2 m² 500 mg needs more than a litre, 10 mg less than 250 mL; what is swallowed needs no bag."""
    codes = found(INFUSION.replace("DOSE", dose).replace("ROUTE", route))
    assert ("no-bag-fits" in codes) is told


def test_a_dilution_in_another_kind_of_unit_is_left_alone() -> None:
    """mg/mL say nothing about a dose in international units."""
    codes = found(INFUSION.replace("DOSE", "500 international units/m2").replace("ROUTE", "IV"))
    assert "no-bag-fits" not in codes


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"creatinine": "3"}, {"dose-adjustment"}),
        ({"creatinine": "1"}, set()),
        ({}, {"adjustment-cannot-assess"}),
        ({"creatinine": "1", "childbearing_potential": "yes"}, {"pregnancy"}),
    ],
)
def test_what_labels_say_is_told_and_the_dose_left(fields, codes) -> None:
    """Label rules of the protocol speak about the subject, and no amount changes."""
    body = {"height_cm": 180, "weight_kg": 80, "sex": "M", "age": 50} | fields
    schedule = build_schedule(
        resolve(parse_protocol(HEAD + INFUSION.replace("DOSE", "80 mg/m2").replace("ROUTE", "IV"))),
        Subject.model_validate(body),
    )
    labels = {"dose-adjustment", "adjustment-cannot-assess", "pregnancy"}
    assert {finding.code for finding in schedule.findings} & labels == codes
    assert [entry.result.amount.value for entry in schedule.doses if entry.result and entry.result.amount] == [160]


def test_rounding_to_a_product_comes_from_the_protocol() -> None:
    """A line that its source rounds to a product names that source in the remark."""
    text = (
        "agents: {filgrastim: {letter: F, source: t, products: [{form: syringe, strength: 300 ug}, "
        "{form: syringe, strength: 480 ug}]}}\n"
        "doses: [{agent: filgrastim, dose: 5 ug/kg, route: SC, days: 1-3, rounding: product, source: t}]\n"
    )
    finding = found(text)["product-variance"]
    assert finding.source == "invented for a test"
    assert "rounded to 480 mcg" in finding.message
    assert "+20 %" in finding.message


@pytest.mark.parametrize(
    ("version", "level", "closed"),
    [(None, "d14-10", True), ("1", "d14-10", False), (None, "d10-10", False), ("2", "d14-5", True)],
)
def test_a_level_that_an_amendment_closed_is_told(version, level, closed) -> None:
    """Whoever plans on it learns so at once, not only when cohorts are counted; under the version before it is open."""
    resolved = resolve(read_protocol(LIBRARY / "nct01681537.yaml", version), level)
    codes = [one.code for one in build_schedule(resolved).findings]
    assert ("level-closed" in codes) == closed
