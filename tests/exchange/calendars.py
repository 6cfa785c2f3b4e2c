"""Calendars for the tests of the ICS export: plans, and files read back by programs that did not write them.

By hand: `python tests/exchange/calendars.py` writes the golden events again.
"""

import datetime as dt
import json
import locale
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.testing import CliRunner
from icalendar import Calendar

from regimen.course import Course, Plan, plan
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.exchange.ics import calendar_text
from regimen.protocol.model import Protocol
from regimen.protocol.reader import read_protocol
from regimen.protocol.shelf import LIBRARY, load

TESTS = Path(__file__).parent.parent
GOLDEN = TESTS / "golden" / "exchange" / "events.ics"
BUNDLED = sorted(path.stem for path in LIBRARY.glob("*.yaml"))
AWKWARD = sorted(path.stem for path in (TESTS / "fixtures" / "protocols").glob("*.yaml"))
DEFER = {"act": "defer", "day": "4", "what": ["MEC"], "by": "2", "why": "infection"}
OMIT = {"act": "omit", "day": "8", "what": ["etoposide"], "why": "rash"}


def laid(
    protocol: Protocol | None = None, day: str = "2026-12-01", *, subject: Subject = SAMPLE_SUBJECT, **course: Any
) -> Plan:
    """A plan from a reference date."""
    return plan(Course(reference_date=day, subject=subject, **course), protocol or load(), dt.date(2026, 12, 1))


def awkward(name: str) -> Protocol:
    """One of the awkward regimens."""
    return read_protocol(TESTS / "fixtures" / "protocols" / f"{name}.yaml")


class Read(NamedTuple):
    """An event as another program reads it."""

    uid: str
    title: str
    text: str
    begins: dt.date
    ends: dt.date | None
    sequence: int
    status: str
    kind: str
    """The category that is not `Training`."""

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The dates of an event that fills whole days."""
        assert self.ends is not None
        return tuple(
            self.begins + dt.timedelta(days=number) for number in range(self.ends.toordinal() - self.begins.toordinal())
        )


def read(text: str) -> list[Read]:
    """The events of a file, in its order, as `icalendar` reads them."""
    return [
        Read(
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
            event.decoded("DTSTART"),
            event.decoded("DTEND") if "DTEND" in event else None,
            event["SEQUENCE"],
            str(event["STATUS"]),
            event["CATEGORIES"].cats[1],
        )
        for event in Calendar.from_ical(text).walk("VEVENT")
    ]


def exported(laid: Plan, **wishes: Any) -> list[Read]:
    """The events of a plan, written and read back."""
    from regimen.exchange.ics import Wishes

    return read(calendar_text(laid, Wishes(**wishes)))


def planned_days(laid: Plan) -> Counter[tuple[str, tuple[dt.date, ...]]]:
    """What a calendar must show: kind and dates of every item, and of the window, counted from the reference date."""
    numbering, reference = laid.resolved.numbering, laid.course.reference_date.toordinal()

    def dates(first: int, last: int) -> tuple[dt.date, ...]:
        offsets = range(numbering.offset(first), numbering.offset(last) + 1)
        return tuple(dt.date.fromordinal(reference + offset) for offset in offsets)

    found = Counter((item.entry.kind.word, dates(item.day, item.end_day)) for item in laid.schedule.items)
    if laid.schedule.window:
        found["dlt window", dates(*laid.schedule.window)] += 1
    return found


def shown_days(found: list[Read]) -> Counter[tuple[str, tuple[dt.date, ...]]]:
    """Kind and dates of every event that was not cancelled."""
    return Counter((event.kind.lower(), event.days) for event in found if event.status != "CANCELLED")


def physical(text: str) -> list[bytes]:
    """The lines of a file as they lie in it, octet for octet, without their ends."""
    *lines, rest = text.encode("utf-8").split(b"\r\n")
    assert rest == b""
    return lines


@cache
def khal_program() -> click.Command:
    """What the command `khal` calls; loading it sets the locale of the whole process, which is put back."""
    before = locale.setlocale(locale.LC_ALL)
    from khal.cli import main_khal

    locale.setlocale(locale.LC_ALL, before)
    return main_khal


class Khal:
    """A calendar of its own in the terminal program khal."""

    CONFIG = """
[calendars]
[[course]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = course
"""

    def __init__(self, folder: Path, zone: str = "Europe/Berlin") -> None:
        self.folder = folder
        (folder / "calendar").mkdir()
        (folder / "khal.conf").write_text(self.CONFIG.format(folder=folder, zone=zone), encoding="utf-8")

    def take(self, text: str) -> None:
        """Import a file; khal must take it without a word."""
        path = self.folder / "course.ics"
        path.write_bytes(text.encode("utf-8"))
        assert self._run("import", "--batch", "-a", "course", str(path)) == ""

    def days(self, first: dt.date, last: dt.date) -> set[tuple[str, str, str]]:
        """What it lists: date, UID and title, once for every day an event touches."""
        after = last + dt.timedelta(days=1)
        out = self._run("list", "--day-format", "{date}", "--format", "{uid}\t{title}", str(first), str(after))
        found, date = set(), ""
        for line in out.splitlines():
            uid, tab, title = line.partition("\t")
            if tab:
                found.add((date, uid, title))
            else:
                date = uid
        return {one for one in found if one[0] <= str(last)}

    def _run(self, *words: str) -> str:
        command = ["-c", str(self.folder / "khal.conf"), *words]
        done = CliRunner(env={"HOME": str(self.folder)}).invoke(khal_program(), command)
        assert (done.exit_code, done.stderr) == (0, ""), done.exception
        return done.stdout


ICAL_JS = """
const loaded = require('ical.js'), ICAL = loaded.default || loaded;
const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(0, 'utf8')));
console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  return [event.uid, event.summary, event.description, event.startDate.toString(), event.endDate.toString(),
          event.startDate.isDate, event.startDate.zone.tzid];
})));
"""


def ical_js(text: str) -> list[list[Any]] | None:
    """UID, title, text, first and next date, whether whole days, zone, as ical.js reads them; None where it is not."""
    try:
        subprocess.run(["node", "-e", "require('ical.js')"], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.CalledProcessError):
        return None
    done = subprocess.run(["node", "-e", ICAL_JS], input=text.encode(), capture_output=True, check=True, timeout=60)
    found: list[list[Any]] = json.loads(done.stdout)
    return found


def golden_events() -> Iterator[str]:
    """The window and Day 4 of the home case, and what two acts make of the last etoposide dose, as written."""
    home = calendar_text(laid()).split("BEGIN:VEVENT\r\n")[1:]
    yield home[0]
    yield from (event for event in home if "DTSTART;VALUE=DATE:20261204" in event)
    yield from (event for event in home if "Day 45: count-recovery" in event)
    acted = calendar_text(laid(acts=[DEFER, OMIT])).split("BEGIN:VEVENT\r\n")
    yield from (event for event in acted if "CANCELLED" in event)


if __name__ == "__main__":
    GOLDEN.write_bytes("".join(golden_events()).encode("utf-8"))
