"""`regimen calendar`: the contract's keys, what the issue is shown by, every form."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from regimen.nomenclature import NOTICE

FIXTURES = Path(__file__).parent.parent / "fixtures" / "protocols"
SAMPLE = ("--sample",)
HEAD = {
    "notice": str, "findings": list, "protocol": str, "version": str, "level": str, "day1": str, "assumptions": dict,
    "references": dict, "events": list,
}  # fmt: skip
EVERY_EVENT = {
    "id", "kind", "label", "day", "date", "ideal_day", "ideal_date", "cycle", "cycle_day", "window", "anchor",
    "assumed", "source", "why",
}  # fmt: skip
DOSES_ADD = {
    "agent", "abbreviation", "dose", "amount", "amount_unrounded", "unit", "route", "slot", "slots", "duration_min",
    "end_day", "purpose", "until", "conditions", "carries",
}  # fmt: skip


def dates(document, agent: str) -> list[str]:
    """The dates on which an agent is given."""
    return [event["date"] for event in document["events"] if event.get("agent") == agent]


@pytest.mark.parametrize("key", HEAD)
def test_the_document_has_its_keys(calendar, key: str) -> None:
    """Every key of the contract stands at the top, with its type."""
    assert isinstance(calendar()[key], HEAD[key])


def test_every_event_has_its_keys(calendar) -> None:
    """Every event has the common keys, doses add theirs, and nothing else has a dose's keys."""
    for event in calendar(*SAMPLE)["events"]:
        assert set(event) >= EVERY_EVENT
        assert (set(event) >= DOSES_ADD) is (event["kind"] == "dose")
        assert event["kind"] in ("dose", "assessment", "milestone")


def test_types_of_an_event(calendar) -> None:
    """Days are integers and never null, dates ISO text, windows two days or null, sources known references."""
    document = calendar(*SAMPLE)
    for event in document["events"]:
        assert isinstance(event["day"], int)
        assert len(event["date"]) == 10
        assert event["window"] is None or [type(day) for day in event["window"]] == [int, int]
        assert isinstance(event["assumed"], bool)
        assert set(event["source"].split(", ")) <= set(document["references"])
        assert event["why"]


def test_findings_have_their_keys(calendar) -> None:
    """A finding has code, severity, message, subject and source."""
    (finding, *_) = calendar(*SAMPLE)["findings"]
    assert set(finding) == {"code", "severity", "message", "subject", "source"}
    assert finding["severity"] in ("info", "other", "important", "error")


def test_events_are_sorted(calendar) -> None:
    """Events come by day, then doses, assessments, milestones, then slot."""
    kinds = ["dose", "assessment", "milestone"]
    order = [(event["day"], kinds.index(event["kind"]), event.get("slot", 0)) for event in calendar()["events"]]
    assert order == sorted(order)


def test_ids_are_unique(calendar) -> None:
    """No two events share an id."""
    ids = [event["id"] for event in calendar()["events"]]
    assert len(ids) == len(set(ids))


def test_shown_by_the_home_case(calendar) -> None:
    """Day 1 = 2026-12-01: LEN 1–10 December, MEC 4–8 December, the window closes on Thu 14 January 2027."""
    document = calendar()
    assert dates(document, "lenalidomide") == [f"2026-12-{day:02d}" for day in range(1, 11)]
    for agent in ("mitoxantrone", "etoposide", "cytarabine"):
        assert dates(document, agent) == [f"2026-12-{day:02d}" for day in range(4, 9)]
    (closes,) = [event for event in document["events"] if event["id"].startswith("dlt-window-closes")]
    assert (closes["day"], closes["date"], closes["kind"]) == (45, "2027-01-14", "milestone")


def test_shown_by_level_d14_10(calendar) -> None:
    """Level d14-10 gives LEN 10 mg to 14 December."""
    document = calendar("--level", "d14-10")
    assert dates(document, "lenalidomide") == [f"2026-12-{day:02d}" for day in range(1, 15)]
    assert {event["dose"] for event in document["events"] if event.get("agent") == "lenalidomide"} == {"10 mg"}


def test_shown_by_an_assumption(calendar) -> None:
    """`--assume mec=8-100-1000` changes etoposide, and is told."""
    document = calendar("--assume", "mec=8-100-1000")
    doses = {event["agent"]: event["dose"] for event in document["events"] if event["kind"] == "dose"}
    assert doses == {
        "lenalidomide": "50 mg", "mitoxantrone": "8 mg/m2", "etoposide": "100 mg/m2", "cytarabine": "1000 mg/m2",
    }  # fmt: skip
    assert document["assumptions"]["mec"] == "8-100-1000"


def test_several_assumptions_at_once(calendar) -> None:
    """`--assume` may be repeated, one set a group."""
    chosen = calendar("--assume", "mec=6-80-1000", "--assume", "recovery=0.5-50")["assumptions"]
    assert (chosen["mec"], chosen["recovery"]) == ("6-80-1000", "0.5-50")


def test_shown_by_a_new_weight(calendar) -> None:
    """Another weight changes every MEC amount and leaves lenalidomide."""

    def amounts(*words: str) -> dict[str, float]:
        events = calendar(*SAMPLE, *words)["events"]
        return {event["agent"]: event["amount"] for event in events if event["kind"] == "dose"}

    before, after = amounts(), amounts("--weight-kg", "92")
    assert before == {"lenalidomide": 50, "mitoxantrone": 15, "etoposide": 150, "cytarabine": 1882}
    assert {agent for agent in before if before[agent] != after[agent]} == {"mitoxantrone", "etoposide", "cytarabine"}


def test_without_body_data_the_dose_stays(calendar) -> None:
    """By body size the amount is null and the dose stays; a flat dose keeps its amount."""
    first = {event["agent"]: event for event in calendar()["events"] if event["kind"] == "dose"}
    assert (first["mitoxantrone"]["amount"], first["mitoxantrone"]["amount_unrounded"]) == (None, None)
    assert (first["mitoxantrone"]["dose"], first["mitoxantrone"]["unit"]) == ("8 mg/m2", "mg")
    assert (first["lenalidomide"]["amount"], first["lenalidomide"]["unit"]) == (50, "mg")


def test_amounts_are_exact_numbers(run) -> None:
    """Amounts are JSON numbers with the calculation's own digits: no text, no float noise."""
    out = run("calendar", "--day1", "2026-12-01", "--json", *SAMPLE, "--rounding", "none").out
    (event,) = [
        event
        for event in json.loads(out, parse_float=Decimal, parse_int=Decimal)["events"]
        if event["id"] == "cytarabine:d4"
    ]
    assert event["amount"] == event["amount_unrounded"] == Decimal("1881.9316317727024")


def test_labels_and_reasons_are_for_people(calendar) -> None:
    """A label names drug, amount with its mark, route and duration; the reason tells rule and offset."""
    (event,) = [event for event in calendar(*SAMPLE)["events"] if event["id"] == "mitoxantrone:d4"]
    assert event["label"] == "mitoXANTRONE 15 mg† IV over 30 min"
    assert event["why"].startswith("mitoXANTRONE is given on days 4-8; Day 4 is 3 days after Day 1")
    assert (event["assumed"], event["duration_min"], event["route"]) == (True, 30, "IV")


def test_marrow_sits_on_the_first_day_of_its_window(calendar) -> None:
    """An event-anchored assessment stands on Day 20 with its window to Day 45."""
    (marrow,) = [event for event in calendar()["events"] if event["id"].startswith("marrow")]
    assert (marrow["day"], marrow["window"], marrow["anchor"]) == (20, [20, 45], "count recovery")


@pytest.mark.parametrize(("option", "date"), [("--day0", "2026-12-01"), ("--day1", "2026-12-02")])
def test_a_protocol_with_a_day_0(run, option: str, date: str) -> None:
    """Day 0 may be given as itself or by Day 1; both are told, and only here."""
    document = run("calendar", "--protocol-file", str(FIXTURES / "beam.yaml"), option, date, "--json").json
    assert (document["day0"], document["day1"], document["level"]) == ("2026-12-01", "2026-12-02", None)
    first = document["events"][0]
    assert (first["day"], first["date"]) == (-6, "2026-11-25")


def test_day0_is_told_only_where_there_is_one(calendar) -> None:
    """The home case has no `day0`."""
    assert "day0" not in calendar()


def test_a_46_hour_infusion_is_one_event(run) -> None:
    """It has one entry a cycle and ends two days later."""
    words = ("--protocol-file", str(FIXTURES / "mfolfox6.yaml"), "--day1", "2026-12-01", "--json")
    events = [event for event in run("calendar", *words).json["events"] if event.get("duration_min") == 46 * 60]
    assert len(events) == 12
    assert {event["end_day"] - event["day"] for event in events} == {2}


def test_slots_are_numbered(run) -> None:
    """A q12h drug has two events a day, told apart by slot, id and label."""
    words = ("--protocol-file", str(FIXTURES / "hypercvad.yaml"), "--day1", "2026-12-01", "--json")
    events = [event for event in run("calendar", *words).json["events"] if event["day"] == 1]
    twice = [event for event in events if event.get("agent") == "cyclophosphamide"]
    assert [(event["slot"], event["slots"]) for event in twice] == [(1, 2), (2, 2)]
    assert [event["label"][-8:] for event in twice] == ["(1 of 2)", "(2 of 2)"]


def test_hidden_assumptions_are_null(calendar) -> None:
    """Hidden, assumed doses and amounts are null, labels say why, choices are null, published facts stay."""
    document = calendar(*SAMPLE, "--hide-assumptions")
    doses = {event["agent"]: event for event in document["events"] if event["kind"] == "dose"}
    for agent in ("mitoxantrone", "etoposide", "cytarabine"):
        assert (doses[agent]["dose"], doses[agent]["amount"], doses[agent]["amount_unrounded"]) == (None, None, None)
        assert "not in the sources" in doses[agent]["label"]
    assert (doses["lenalidomide"]["dose"], doses["lenalidomide"]["amount"]) == ("50 mg", 50)
    assert set(document["assumptions"].values()) == {None}


def test_hidden_days_are_left_out_and_named(calendar) -> None:
    """Hidden, an event on an assumed day is not among the events, whose day is never null, but named apart."""
    shown, hidden = calendar(), calendar("--hide-assumptions")
    gone = {event["id"].split(":")[0] for event in shown["events"]} - {
        event["id"].split(":")[0] for event in hidden["events"]
    }
    assert (
        gone == {entry["id"] for entry in hidden["not_in_sources"]} == {"exam", "bloods", "deciding-sample", "day-60"}
    )


@pytest.mark.parametrize("value", ["8 mg/m", "80 mg/m", "1000 mg", "1,000 mg", "160 mg/m", "1882", "8-80-1000"])
@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
def test_no_form_tells_a_hidden_value(run, form: str, value: str) -> None:
    """With --hide-assumptions no form of the answer holds an assumed value; without, the forms do."""
    words = ("calendar", "--day1", "2026-12-01", *SAMPLE, "--format", form)
    assert value not in run(*words, "--hide-assumptions").out
    forms = "".join(run(*words[:-1], each).out for each in ("text", "json"))
    assert value in forms


def test_csv_is_one_row_an_event(run, calendar) -> None:
    """The CSV has the events in order, the keys as header and the notice in every row."""
    rows = list(csv.DictReader(io.StringIO(run("calendar", "--day1", "2026-12-01", "--format", "csv").out)))
    events = calendar()["events"]
    assert [row["id"] for row in rows] == [event["id"] for event in events]
    assert set(rows[0]) == EVERY_EVENT | DOSES_ADD | {"amount_assumed", "notice"}
    assert {row["notice"] for row in rows} == {NOTICE}
    assert next(row["window"] for row in rows if row["id"].startswith("marrow")) == "Day 20 to Day 45"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_text_forms_carry_the_notice(run, form: str) -> None:
    """Text and Markdown begin and end with the notice."""
    lines = run("calendar", "--day1", "2026-12-01", "--format", form).out.splitlines()
    assert NOTICE in lines[0]
    assert NOTICE in lines[-1]


def test_text_shows_the_last_day(run) -> None:
    """The text says in words on which date the window closes."""
    assert "Day 45, Thu 14 Jan 2027: count-recovery window closes" in run("calendar", "--day1", "2026-12-01").out


def test_questionable_values_are_findings(run) -> None:
    """Unusual values and dates are kept, exit 0, and questioned."""
    ran = run("calendar", "--day1", "2026-12-01", "--today", "2010-01-01", *SAMPLE, "--weight-kg", "20", "--json")
    assert ran.status == 0
    codes = {finding["code"] for finding in ran.json["findings"]}
    assert {"subject-questionable", "date-questionable"} <= codes


def test_today_decides_what_is_far_ahead(run) -> None:
    """A Day 1 far from today is questioned; the same Day 1 near today is not."""

    def codes(today: str) -> set[str]:
        ran = run("calendar", "--day1", "2026-12-01", "--today", today, "--json")
        return {finding["code"] for finding in ran.json["findings"]}

    assert "date-questionable" in codes("2015-01-01")
    assert "date-questionable" not in codes("2026-12-01")


COURSE = """format: 1
protocol: nct01681537
level: d14-10
assumptions: {mec: 8-100-1000}
reference_date: 2026-12-01
subject: {id: S-01, height_cm: 170, weight_kg: 75}
"""


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A course file."""
    path = tmp_path / "course.yaml"
    path.write_text(COURSE, encoding="utf-8")
    return str(path)


def test_a_course_file_gives_everything(run, course: str) -> None:
    """Level, assumptions, date and subject come from the file."""
    document = run("calendar", "--course", course, "--json").json
    assert (document["level"], document["day1"], document["assumptions"]["mec"]) == (
        "d14-10", "2026-12-01", "8-100-1000",
    )  # fmt: skip
    assert {event["amount"] for event in document["events"] if event.get("agent") == "etoposide"} == {188}


def test_an_option_beats_the_course_file(run, course: str) -> None:
    """Level, date, assumption and weight given as options win."""
    words = ("--level", "d10-25", "--day1", "2027-01-04", "--assume", "mec=6-80-1000", "--weight-kg", "92")
    document = run("calendar", "--course", course, "--json", *words).json
    assert (document["level"], document["day1"], document["assumptions"]["mec"]) == (
        "d10-25", "2027-01-04", "6-80-1000",
    )  # fmt: skip
    assert {event["amount"] for event in document["events"] if event.get("agent") == "mitoxantrone"} == {12.6}
    assert "S-01" in run("calendar", "--course", course).out
