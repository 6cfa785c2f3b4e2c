"""A protocol written out: reading it back gives the same protocol, whatever it holds."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import HOME_PATH, HOME_TEXT, PATHS, changed

from regimen.protocol.canonical import canonical, protocol_text
from regimen.protocol.model import Protocol
from regimen.protocol.parts import Part
from regimen.protocol.reader import parse_protocol, read_protocol
from regimen.protocol.tree import parse_tree
from regimen.protocol.values import parse_text

EVERYTHING = """
format: 1
id: everything
version: "1.10"
title: Every key that a protocol file may hold
short: Everything
phase: I/II
condition: invented
identifiers: {registry: NCT00000000}
notes: [invented throughout, 'a "quoted" note: with a colon # and a hash']
lookalikes: {nct01681537: another dose}
references:
  book: {kind: published, citation: Invented}
  other: {kind: assumption, citation: "Teaching assumption"}
reference_day: {number: 0, event: infusion, source: book, sources: {event: other}, caution: invented}
cycle:
  {length: 28, count: 4, fewest: 2, most: 6, shortest: 28, longest: 35, provided: {3: blasts 5 % or more}, source: book}
assumptions:
  mec: {title: Dose, reason: none given, default: low, sets: {low: {dose: 8 mg/m2}, high: {dose: 10 mg/m2}}}
overlays:
  drops: {title: Eye drops, reason: by analogy, source: other}
agents:
  cytarabine:
    abbreviation: ARA
    letter: C
    rxnorm: "3041"
    products: [{form: solution, strength: 20 mg/mL, vials: {US: [5, 2.5]}, rxnorm: "240416"}]
    dilution:
      {diluent: saline, lowest: 0.2 mg/mL, highest: 0.4 mg/mL, smallest_ml: 50, bags: [250, 500], near_limit: no fridge,
       source: book}
    adjustments:
      - {crcl: 15-50, bilirubin: "> 2", age: ">=60", from_dose: 1000 mg/m2, percent: 75, note: watch, source: book}
    pregnancy: avoid
    single_maximum: 3000 mg/m2
    lifetime_maximum: 36000 mg/m2
    label_maximum: 2 g
    label_note: label note
    anthracycline: $mec.dose
    source: book
  bleomycin: {letter: B, source: book}
ladder: {default: one, start: one, levels: {one: {name: One, values: {days: 1-3}, closed: by version 2}}, source: book}
doses:
  - id: full
    agent: cytarabine
    purpose: rescue
    overlay: drops
    block: MEC
    dose: 0.5 mg/kg
    days: 1-21/2
    route: IV
    other_routes: [SC, IM]
    site: each eye
    carries: {daunorubicin: "44 mg/m2"}
    slots: q12h
    over: 90 min
    cap: 2 mg
    rounding: product
    course_total: 500 mg
    first_slot: 2
    last_slot: 1
    until: count recovery
    when: {age: 18-59, weight: "<60", lvef: ">=50", provided: white cells at most 30}
    cycles: 1-3/2
    period: 14
    order: 2
    after: ramp
    before: ramp
    lag: 4 h
    lag_from: start
    source: book
  - {id: ramp, agent: bleomycin, steps: [{dose: "10000 [IU]/m2", days: 1}, {dose: AUC 5, days: "-3--1"}], route: IV,
     when: {age: "<18"}, source: book}
  - {id: units, agent: bleomycin, dose: "10 [USP'U]", days: 1, route: IM, when: {age: ">=60"}, source: book}
assessments:
  - {id: marrow, name: Marrow, overlay: drops, letter: m, days: 20, before: 1, after: 25, anchor: recovery, until: x,
     cycles: 1, source: book}
dlt: {kind: count-recovery, last_day: 45, after: MEC, thresholds: {anc: 0.50, platelets: $mec.dose}, source: book}
milestones:
  - {id: first, name: First, at: first, block: MEC, source: book}
  - {id: fixed, name: Fixed, day: -3, source: book}
constraints: [{id: order, first: MEC, then: MEC, source: book}]
amendments:
  - version: "2"
    date: 2015-03-01
    reason: invented
    changes:
      - {change: set, at: doses.full.days, to: 1-10}
      - {change: add, at: notes, to: {a: [b, c: "d\\ne"]}, before: b}
    source: book
suppress: [{rule: some-rule, subject: full, reason: invented}]
"""


def modelled(text: str) -> Protocol:
    """The protocol a text holds, whether or not its parts fit together."""
    tree = parse_tree(text.encode(), "case.yaml")
    assert tree.findings == []
    return Protocol.model_validate(tree.data)


def parts(value: Any) -> Iterator[Part]:
    """A part and every part inside it."""
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from parts(inner)


def every_model(base: type[Part] = Part) -> Iterator[type[Part]]:
    """Every model of a protocol file."""
    for model in base.__subclasses__():
        if model.__module__.startswith("regimen.protocol.") and not model.__subclasses__():
            yield model
        yield from every_model(model)


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_a_file_written_out_reads_as_the_same_protocol(path) -> None:
    """Every protocol there is comes back equal, its amendments made, and is then written the same way."""
    protocol = read_protocol(path).own
    again = parse_protocol(protocol_text(protocol))
    assert again == protocol
    assert protocol_text(again) == protocol_text(protocol)


def test_every_key_survives() -> None:
    """Each field of each model, away from its default, is written so that its own reader gives it back."""
    protocol = modelled(EVERYTHING)
    assert modelled(protocol_text(protocol)) == protocol.own
    written = {
        (type(part), name) for part in parts(protocol) for name in part.model_fields_set if name in canonical(part)
    }
    lacking = [
        f"{model.__name__}.{name}"
        for model in every_model()
        for name in model.model_fields
        if (model, name) not in written and name not in ("source", "sources", "caution", "base_version")
    ]
    assert lacking == []


def test_how_each_kind_of_value_is_written() -> None:
    """Durations with their unit, bands and ages as people write them, numbers without idle zeros."""
    data = canonical(modelled(EVERYTHING))
    full, ramp, units = data["doses"]
    assert (full["over"], full["lag"], full["slots"], full["first_slot"]) == ("1 h 30 min", "4 h", "q12h", "2")
    assert full["when"] == {"age": "18-59", "weight": "<60", "lvef": ">=50", "provided": "white cells at most 30"}
    assert (ramp["when"], units["when"]) == ({"age": "<18"}, {"age": ">=60"})
    assert ramp["steps"] == [{"dose": "10000 [IU]/m2", "days": "1"}, {"dose": "AUC 5", "days": "-3--1"}]
    assert data["dlt"]["thresholds"] == {"anc": "0.5", "platelets": "$mec.dose"}
    assert data["cycle"]["provided"] == {"3": "blasts 5 % or more"}


def test_defaults_are_left_out_and_provenance_stands_last() -> None:
    """A line says what it says and then where from; what it does not say is not written."""
    line = canonical(read_protocol(HOME_PATH))["doses"][1]
    assert list(line) == ["agent", "block", "dose", "days", "route", "over", "source", "sources"]


def test_the_written_form_does_not_depend_on_how_the_file_was_written() -> None:
    """Order of keys, quotes, comments and defaults written out make no difference."""
    old = "reference_day: {number: 1, event: $anchor.event, source: article, sources: {event: teaching}}"
    new = "reference_day:\n  source: 'article'\n  sources: {event: teaching}\n  event: $anchor.event # as read"
    assert protocol_text(parse_protocol(changed(old, new))) == protocol_text(parse_protocol(HOME_TEXT))


@given(st.text(min_size=1).filter(str.strip), st.lists(st.text(min_size=1).filter(str.strip), max_size=3))
def test_any_words_survive(title: str, notes: list[str]) -> None:
    """Whatever a title or a note holds, YAML's own signs included, is read back as it was."""
    words = {"title": parse_text(title), "notes": [parse_text(note) for note in notes]}
    protocol = read_protocol(HOME_PATH).own.model_copy(update=words)
    assert parse_protocol(protocol_text(protocol)) == protocol
