"""The calendar file: what stands in it, what each event says, and that the same course gives the same bytes."""

import datetime as dt
import os
import re
import subprocess
import sys

import pytest
from calendars import (
    AWKWARD,
    BUNDLED,
    DEFER,
    GOLDEN,
    OMIT,
    Read,
    awkward,
    exported,
    golden_events,
    laid,
    physical,
    planned_days,
    read,
    shown_days,
)
from icalendar import Calendar

from regimen.course import Plan
from regimen.dosing.subject import Subject
from regimen.exchange.ics import DOMAIN, Wishes, calendar_text
from regimen.nomenclature import MARK, NOTICE
from regimen.printouts.notes import MARK_MEANS
from regimen.protocol.shelf import load

LIBRARY = [*((load, name) for name in BUNDLED), *((awkward, name) for name in AWKWARD)]
EVERY = pytest.mark.parametrize(("find", "name"), LIBRARY, ids=[f"{find.__name__}-{name}" for find, name in LIBRARY])
ALWAYS = ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP")


def event(found: list[Read], title: str) -> Read:
    """The first event whose title has these words."""
    return next(one for one in found if title in one.title)


def test_events_of_the_home_case() -> None:
    """The window, Day 4, Day 45 and a dose left out are, octet for octet, those in tests/golden/exchange."""
    assert "".join(golden_events()).encode("utf-8") == GOLDEN.read_bytes()


def test_the_frame_of_the_file() -> None:
    """Version and product first, the notice and a name for the calendar; no method, no time zone, no reminder."""
    lines = physical(calendar_text(laid()))
    assert lines[:4] == [b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//regimen//training calendar//EN",
                         b"CALSCALE:GREGORIAN"]  # fmt: skip
    assert lines[-1] == b"END:VCALENDAR"
    read_as = Calendar.from_ical(calendar_text(laid()))
    assert str(read_as["X-WR-CALNAME"]) == "TRAINING – LEN + MEC (d10-50 · sample)"
    assert str(read_as["X-WR-CALDESC"]).replace("\\,", ",") == NOTICE  # icalendar takes an X- property as it stands
    for absent in (b"METHOD", b"VTIMEZONE", b"TZID", b"VALARM"):
        assert not any(absent in line for line in lines)


@EVERY
def test_every_protocol_reads_back_with_the_same_days(find, name: str) -> None:
    """Each dose, assessment and milestone of a protocol, and its window, is one event over its own dates."""
    plan = laid(find(name))
    found = exported(plan)
    assert shown_days(found) == planned_days(plan)
    assert len({one.uid for one in found}) == len(found)


@EVERY
def test_every_event_says_what_it_must(find, name: str) -> None:
    """Every event has all properties once, TRAINING, the notice, the protocol and, where it has †, what that means."""
    plan = laid(find(name))
    text = calendar_text(plan)
    assert max(map(len, physical(text))) <= 75
    for vevent in Calendar.from_ical(text).walk("VEVENT"):
        assert not {*ALWAYS, "DTEND"} ^ set(vevent.keys())
        assert not any(isinstance(vevent[key], list) for key in vevent)
        assert vevent["TRANSP"] == "TRANSPARENT"
        assert vevent["DTSTAMP"].to_ical() == b"20261201T000000Z"
        assert vevent["UID"].endswith(f"@{DOMAIN}")
    protocol = plan.resolved.protocol
    for one in read(text):
        assert one.title.startswith("TRAINING – ")
        assert one.text.startswith(NOTICE)
        assert f"\nProtocol {protocol.id}, version {protocol.version}" in one.text
        assert (MARK in one.title) <= (MARK in one.text) == (MARK_MEANS in one.text)
        assert re.search(r"Day −?\d+", one.text)


def test_what_a_dose_says() -> None:
    """A dose has amount, dose, route, study day and date; its assumed values carry †, its abbreviations are told."""
    found = event(exported(laid()), "mitoXANTRONE")
    assert found.title == "TRAINING – mitoXANTRONE 15 mg† IV over 30 min"
    assert found.text.splitlines() == [
        NOTICE,
        "mitoXANTRONE 15 mg† (8 mg/m²†) IV over 30 min",
        "C1D4 · Day 4, Fri 04 Dec 2026",
        "The order of the drugs within the day is not stated in the sources.",
        "Protocol nct01681537, version 2, level d10-50 (LEN 50 mg/day, days 1-10)",
        "LEN = lenalidomide",
        "IV = into a vein",
        "C1D4 = cycle 1, day 4 (cycles of 28 days)",
        MARK_MEANS,
    ]


def test_without_a_body_the_dose_stands() -> None:
    """A dose by body surface keeps its dose where no amount can be worked out."""
    found = event(exported(laid(subject=Subject())), "mitoXANTRONE")
    assert found.title == "TRAINING – mitoXANTRONE 8 mg/m²† IV over 30 min"


def test_the_window_and_its_last_day() -> None:
    """The DLT window is one event from Day 1 to Day 45, its last day a milestone of its own; both carry †."""
    found = exported(laid())
    (window,) = [one for one in found if one.kind == "DLT window"]
    assert window.title == "TRAINING – DLT window, Day 1 to Day 45†"
    assert (window.days[0], window.days[-1], len(window.days)) == (dt.date(2026, 12, 1), dt.date(2027, 1, 14), 45)
    assert "Other DLT criteria: not in the sources" in window.text
    last = event(found, "Day 45: count-recovery window closes†")
    assert (last.kind, last.days) == ("Milestone", (dt.date(2027, 1, 14),))


@pytest.mark.parametrize(
    ("title", "kind", "status"),
    [
        ("lenalidomide", "Dose", "CONFIRMED"),
        ("First dose", "Milestone", "CONFIRMED"),
        ("Dosing calendar handed out", "Assessment", "CONFIRMED"),
        ("marrow", "Assessment", "TENTATIVE"),
    ],
    ids=["dose", "milestone", "visit", "at-an-event"],
)
def test_kind_and_certainty(title: str, kind: str, status: str) -> None:
    """The category is the kind of event; what waits for an event is tentative and says so."""
    found = event(exported(laid()), title)
    assert (found.kind, found.status) == (kind, status)
    assert ("first day of its window" in found.text) == (status == "TENTATIVE")


def test_a_condition_makes_it_tentative() -> None:
    """What is given only under a condition is tentative and names the condition."""
    plan = laid(load("7-3-daunorubicin-90"))
    conditions = {word for item in plan.schedule.items for word in item.conditions(plan.resolved)}
    assert conditions
    told = [one for one in exported(plan) if "Only if " in one.text]
    assert {one.status for one in told} == {"TENTATIVE"}
    assert {one.text.split("Only if ")[1].split(".\n")[0] for one in told} == conditions


DATES = {
    "new-year": "2026-12-28",
    "leap-day": "2028-02-27",
    "no-leap-day": "2027-02-26",
    "month-end": "2026-04-29",
    "clocks-forward": "2027-03-26",
    "clocks-back": "2026-10-22",
    "clocks-forward-us": "2027-03-12",
    "earliest": "1980-01-01",
    "latest": "2099-12-31",
}


@pytest.mark.parametrize("date", DATES.values(), ids=DATES)
def test_dates_over_every_edge_of_the_calendar(date: str) -> None:
    """Ends of months and years, leap days and nights in which clocks change neither lose nor add a day."""
    plan = laid(day=date)
    assert shown_days(exported(plan)) == planned_days(plan)


def test_a_long_infusion_is_one_event() -> None:
    """46 h of fluorouracil are one event over the days it runs, not one a day."""
    found = [one for one in exported(laid(load("mfolfox6"), cycles="6")) if "46 h" in one.title]
    assert len(found) == 6
    assert found[0].days == tuple(dt.date(2026, 12, day) for day in (1, 2, 3))


# Hours, reminders, editions


def test_nominal_hours_are_local_and_marked() -> None:
    """Timed, doses stand at nominal hours without a zone, marked †; all else keeps its day."""
    plan = laid(awkward("mfolfox6"), cycles="1")
    text = calendar_text(plan, Wishes(timed=True))
    starts = set(re.findall(r"DTSTART[^\r]*", text))
    assert {line for line in starts if "VALUE=DATE" not in line} == {"DTSTART:20261201T080000"}
    found = read(text)
    first, pump = event(found, "oxaliplatin"), event(found, "46 h")
    assert first.title.endswith(f", at a nominal hour{MARK}")
    assert f"The hour is nominal{MARK}: no source gives a time of day." in first.text
    assert (first.begins, first.ends) == (dt.datetime(2026, 12, 1, 8), dt.datetime(2026, 12, 1, 10))  # noqa: DTZ001
    assert (pump.begins, pump.ends) == (dt.date(2026, 12, 1), dt.date(2026, 12, 4))  # it comes after the bolus
    assert "nominal" not in pump.title + pump.text
    assert {(one.kind == "Dose", type(one.begins)) for one in exported(laid(), timed=True)} == {
        (True, dt.datetime),
        (False, dt.date),
    }


def test_twelve_hours_apart() -> None:
    """A drug given every 12 hours has two events a day, the second twelve hours later, each told which it is."""
    found = [one for one in exported(laid(awkward("hypercvad"), cycles="1"), timed=True) if "cyclophosph" in one.title]
    first, second = found[:2]
    assert second.begins - first.begins == dt.timedelta(hours=12)
    assert ["q12h, dose 1 of 2" in first.text, "q12h, dose 2 of 2" in second.text] == [True, True]


def test_what_has_no_duration_has_no_end() -> None:
    """A capsule at a nominal hour is a moment; nobody states how long it takes."""
    assert event(exported(laid(), timed=True), "lenalidomide").ends is None


def test_hours_stand_on_the_days_of_the_plan() -> None:
    """At nominal hours a dose begins on its own day and is over on the last day the plan counts."""
    for _, name in LIBRARY[: len(BUNDLED)]:
        plan = laid(load(name))
        items = [item for item in plan.schedule.items if item.entry.line]
        timed = [one for one in exported(plan, timed=True) if one.kind == "Dose"]
        for item, one in zip(items, timed, strict=True):
            moment = dt.timedelta(microseconds=1) if isinstance(one.begins, dt.datetime) else dt.timedelta(days=1)
            ends = [one.begins, max(one.begins, (one.ends or one.begins) - moment)]
            days = [at.date() if isinstance(at, dt.datetime) else at for at in ends]
            assert days == [plan.date(item.day), plan.date(item.end_day)]


@pytest.mark.parametrize("minutes", [0, 15, 2880])
def test_reminders_only_if_asked(minutes: int) -> None:
    """Every event reminds as long before as asked, except the window as a whole and what is left out."""
    plan = laid(acts=[OMIT])
    found = Calendar.from_ical(calendar_text(plan, Wishes(alarm=minutes))).walk("VEVENT")
    for vevent in found:
        silent = vevent["STATUS"] == "CANCELLED" or "DLT window" in vevent["SUMMARY"]
        alarms = vevent.walk("VALARM")
        assert len(alarms) == (0 if silent else 1)
        for alarm in alarms:
            assert alarm["ACTION"] == "DISPLAY"
            assert alarm.decoded("TRIGGER") == dt.timedelta(minutes=-minutes)
            assert alarm["DESCRIPTION"] == vevent["SUMMARY"]
    assert len([one for one in found if one["STATUS"] == "CANCELLED"]) == 1


def test_the_number_of_the_edition() -> None:
    """SEQUENCE is 0 unless asked for, and then the same in all events."""
    assert {one.sequence for one in exported(laid(acts=[DEFER]))} == {0}
    assert {one.sequence for one in exported(laid(acts=[DEFER]), sequence=3)} == {3}


# The same event, wherever it stands


def by_uid(plan: Plan) -> dict[str, Read]:
    """The events of a plan by their UIDs."""
    return {one.uid: one for one in exported(plan)}


def test_a_moved_event_keeps_its_uid() -> None:
    """Deferring MEC by two days moves its 15 doses and the milestones that follow them, and nothing else."""
    before, after = by_uid(laid()), by_uid(laid(acts=[DEFER]))
    assert before.keys() == after.keys()
    moved = [uid for uid in before if before[uid].days != after[uid].days]
    assert {after[uid].begins - before[uid].begins for uid in moved} == {dt.timedelta(days=2)}
    doses = [before[uid].title for uid in moved if before[uid].kind == "Dose"]
    assert len(doses) == 15
    assert not any("lenalidomide" in title for title in doses)
    assert all("Act 1: MEC deferred by 2 days" in after[uid].text for uid in moved if after[uid].kind == "Dose")
    assert all("By the protocol on Day " in after[uid].text for uid in moved)


def test_what_is_left_out_is_cancelled() -> None:
    """A dose that an act left out keeps its UID, so that it goes from calendars that have it, and says why."""
    before, after = by_uid(laid()), by_uid(laid(acts=[OMIT]))
    assert before.keys() == after.keys()
    ((uid, gone),) = [(uid, one) for uid, one in after.items() if one.status == "CANCELLED"]
    assert gone.title == before[uid].title.replace("TRAINING – ", "TRAINING – left out: ")
    assert gone.days == before[uid].days
    assert "Act 1: etoposide omitted on Day 8: rash" in gone.text


SAME = {
    "weight": {"subject": Subject(id="sample", bsa="1.5")},
    "assumption": {"assumptions": {"mec": "8-100-1000"}},
    "date": {"day": "2027-02-01"},
    "act": {"acts": [DEFER, OMIT]},
}
OTHER = {"subject": {"subject": Subject(id="S-02")}, "nobody": {"subject": Subject()}}


@pytest.mark.parametrize("change", SAME)
def test_a_changed_course_has_the_same_events(change: str) -> None:
    """Whatever changes about a course, its events stay the same ones."""
    assert by_uid(laid(**SAME[change])).keys() == by_uid(laid()).keys()


@pytest.mark.parametrize("change", OTHER)
def test_another_course_has_other_events(change: str) -> None:
    """Two subjects' calendars never meet in one event."""
    assert not by_uid(laid(**OTHER[change])).keys() & by_uid(laid()).keys()


def test_texts_of_people_come_back_as_written() -> None:
    """Commas, semicolons, backslashes and signs of any script in a reason are read as they were written."""
    why = 'fever; "38,5 °C" \\n\\, Žofie Łukaszewicz, 王, 𝄞'
    moved = [one for one in exported(laid(acts=[{**DEFER, "why": why}])) if "Act 1" in one.text]
    assert moved
    assert all(f"all that follows: {why}\n" in one.text for one in moved)


def test_the_same_course_gives_the_same_bytes() -> None:
    """Neither the clock nor the order in which a process hashes changes an octet."""
    statement = (
        "import datetime as dt, sys\n"
        "from regimen.course import Course, plan\n"
        "from regimen.exchange.ics import calendar_text\n"
        "from regimen.protocol.shelf import load\n"
        "text = calendar_text(plan(Course(reference_date='2026-12-01'), load(), dt.date(int(sys.argv[1]), 1, 1)))\n"
        "sys.stdout.buffer.write(text.encode())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", statement, year],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for year, seed, zone in (("2026", "1", "UTC"), ("2027", "2", "Pacific/Auckland"))
    }
    assert len(made) == 1
