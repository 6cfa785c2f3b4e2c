"""Sheets: doses, a protocol, start days, as text and Markdown."""

import datetime as dt

import pytest
from listing import GOLDEN, fixture, laid

from regimen.chooser import start_options
from regimen.dosing.policy import DosePolicy
from regimen.dosing.subject import SAMPLE_SUBJECT, Subject
from regimen.nomenclature import NOT_IN_SOURCES, NOTICE
from regimen.printouts.dosesheet import dose_sheet
from regimen.printouts.protocolsheet import protocol_sheet
from regimen.printouts.sheet import Sheet, as_markdown, as_text
from regimen.printouts.startdays import start_sheet
from regimen.protocol.resolve import resolve
from regimen.protocol.shelf import load


def doses(name: str | None = None, *, subject: Subject = SAMPLE_SUBJECT, hide: bool = False) -> Sheet:
    """The dose sheet of a regimen."""
    schedule = laid(fixture(name) if name else None, subject=subject).schedule
    return dose_sheet(schedule, subject, DosePolicy(), schedule.findings, hide=hide)


SHEETS = {
    "doses": doses(),
    "protocol": protocol_sheet(resolve(load())),
    "startdays": start_sheet(resolve(load()), start_options(laid().schedule, dt.date(2026, 12, 1))),
}


@pytest.mark.parametrize("name", SHEETS)
def test_golden(name: str) -> None:
    """Each sheet of the home case prints exactly as in tests/golden/printouts."""
    assert as_text(SHEETS[name]) == (GOLDEN / f"sheet-{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["hypercvad", "beam", "mfolfox6", "two-periods", "azacitidine-venetoclax"])
@pytest.mark.parametrize("hide", [False, True], ids=["shown", "hidden"])
def test_sheets_fit_and_carry_the_notice(name: str, hide: bool) -> None:
    """Every sheet of every regimen fits 100 columns and begins and ends with the notice."""
    for sheet in (doses(name, hide=hide), protocol_sheet(resolve(fixture(name)))):
        lines = as_text(sheet).splitlines()
        assert max(map(len, lines)) <= 100
        assert (lines[0], lines[-1]) == (NOTICE, NOTICE)
        assert as_markdown(sheet).count(NOTICE) == 2


def test_hidden_amounts_leave_no_working() -> None:
    """Hidden, a MEC line tells neither amount nor working; lenalidomide, from the article, stays whole."""
    text = as_text(doses(hide=True))
    assert "1.881932" not in text
    assert "160 mg/m²" not in text
    assert f"dose {NOT_IN_SOURCES}" in text
    assert "50 mg × 10 days = 500 mg course total" in text


def test_amounts_from_a_published_dose_go_too_when_hidden() -> None:
    """Formula and rounding are ours, so a published dose by body size keeps its dose and loses its amount."""
    text = as_text(doses("azacitidine-venetoclax", hide=True))
    assert "azaCITIDine" in text
    assert "75 mg/m²" in text
    assert "141.14 mg" not in text


def test_working_over_several_cycles_is_told_per_cycle() -> None:
    """A line given in four cycles never calls one cycle's product the course total."""
    text = as_text(doses("azacitidine-venetoclax"))
    assert "400 mg × 28 days × 3 cycles† = 33,600 mg† course total" in text
    assert "11,200 mg course total" not in text


def test_missing_data_are_named() -> None:
    """Without body data each line by body size says what is missing."""
    assert "no amount; missing: height, weight" in as_text(doses(subject=Subject()))


def test_a_protocol_sheet_marks_what_is_assumed() -> None:
    """Doses of MEC, thresholds and chosen visit days carry †; published facts do not."""
    text = as_text(SHEETS["protocol"])
    assert "8 mg/m²† on days 4-8" in text
    assert "50 mg on days 1-10" in text
    assert "ANC ≥ 0.5† and platelets ≥ 20†" in text
    assert "days 15-43/7†" in text
