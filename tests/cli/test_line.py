"""`--line` and `regimen protocols line`: one line in, the same plan out, and back."""

import re
import shlex
from pathlib import Path

import pytest

from regimen.nomenclature import NOTICE

MANUAL = (Path(__file__).parents[2] / "docs" / "notation.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ ([^\n]+)\n(.*?)```", MANUAL, re.DOTALL)
HOME = "LEN 50 mg PO d1-10; mitoxantrone 8 mg/m2 IV d4-8; etoposide 80 mg/m2 IV d4-8; cytarabine 1000 mg/m2 IV d4-8; x1"


@pytest.mark.parametrize(("command", "expected"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_manuals_examples_print_what_they_say(run, command: str, expected: str) -> None:
    """Every console block of docs/notation.md is what its command prints."""
    ran = run(*shlex.split(command)[1:])
    assert ran.out + ran.err == expected


def test_the_home_case_typed_lays_the_doses_of_the_home_case(calendar) -> None:
    """The regimen as one line puts every dose on the day the bundled protocol puts it."""

    def doses(document) -> list[tuple[object, ...]]:
        keys = ("agent", "day", "slot", "dose", "route", "end_day")
        return [tuple(event[key] for key in keys) for event in document["events"] if event["kind"] == "dose"]

    typed = calendar("--line", HOME)
    assert doses(typed) == doses(calendar())
    assert typed["protocol"] == "line"
    assert {reference["kind"] for reference in typed["references"].values()} == {"entered"}


def test_without_body_data_amounts_stay_null(calendar) -> None:
    """A dose by body size has no amount until the body is known; a flat dose has."""
    typed = calendar("--line", HOME)
    amounts = {(event["agent"], event["amount"]) for event in typed["events"]}
    assert ("lenalidomide", 50) in amounts
    assert ("mitoxantrone", None) in amounts
    assert all(event["amount"] is not None for event in calendar("--line", HOME, "--sample")["events"])


@pytest.mark.parametrize("command", [("dose",), ("day1", "--from", "2026-12-01")], ids=["dose", "day1"])
def test_other_commands_take_a_line(run, command: tuple[str, ...]) -> None:
    """Whatever takes a protocol takes a line."""
    ran = run(*command, "--line", HOME)
    assert (ran.status, ran.err) == (0, "")
    assert "lenalidomide + mitoXANTRONE" in ran.out


@pytest.mark.parametrize(
    ("beside", "other"),
    [
        (("nct01681537",), "PROTOCOL"),
        (("--protocol-file", "mine.yaml"), "--protocol-file"),
        (("--course", "course.yaml"), "--course"),
    ],
    ids=["protocol", "file", "course"],
)
def test_a_line_is_the_only_protocol(run, beside: tuple[str, ...], other: str) -> None:
    """A second protocol beside the line is refused before any file is read."""
    ran = run("calendar", *beside, "--day1", "2026-12-01", "--line", HOME)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"regimen: --line and {other} exclude each other; the line is the protocol\n"


def test_a_course_file_does_not_follow_a_line(run, tmp_path) -> None:
    """A course names a protocol that can be opened again; a line is none."""
    file = tmp_path / "course.yaml"
    ran = run("courses", "new", str(file), "--day1", "2026-12-01", "--line", HOME)
    assert ran.status == 2
    assert "follows a protocol that stands in a file" in ran.err
    assert not file.exists()


def test_a_line_that_cannot_be_read_ends_with_the_caret(run) -> None:
    """Status 2, nothing on stdout, the line and the caret on stderr."""
    ran = run("dose", "--line", "LEN 50 mg d1-10")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[1:] == ["regimen:   LEN 50 mg d1-10", "regimen:             ^"]


def test_the_line_of_a_protocol_stands_alone_on_stdout(run, calendar) -> None:
    """What is printed can be given to --line as it is; everything else goes to stderr."""
    ran = run("protocols", "line", "--level", "d14-5")
    [line] = ran.out.splitlines()
    assert ran.err.splitlines()[-1] == NOTICE
    assert "left out: assessments" in ran.err
    days = [event["day"] for event in calendar("--line", line)["events"] if event["agent"] == "lenalidomide"]
    assert days == list(range(1, 15))


def test_the_line_as_json(run) -> None:
    """One document with the head of every protocol answer, the line, and what it leaves out."""
    document = run("protocols", "line", "--line", f"{HOME}; q28 x2".replace("; x1", ""), "--json").json
    assert document["line"].endswith("cytarabine 1000 mg/m2 IV d4-8; q28 x2")
    assert (document["protocol"], document["left_out"], document["notice"]) == ("line", [], NOTICE)


SPINAL = ("intrathecal-fatal", "vinca-on-intrathecal-day")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("mitoxantrone 8 mg intrathecal d1; x1", ["intrathecal-fatal"]),
        ("vincristine 2 mg intrathecal d1; x1", ["intrathecal-fatal"]),
        ("bortezomib 1 mg intrathecal d1; x1", ["intrathecal-fatal"]),
        ("vincristine 1.4 mg/m2 cap 2 mg IV d1,8; methotrexate 12 mg intrathecal d8; x1", ["vinca-on-intrathecal-day"]),
        ("vincristine 1.4 mg/m2 cap 2 mg IV d1,8; methotrexate 12 mg intrathecal d2; x1", []),
        ("methotrexate 12 mg intrathecal d1; mitoxantrone 8 mg/m2 IV d1; x1", []),
    ],
)
def test_what_must_not_reach_the_spinal_canal(run, line, codes) -> None:
    """Fatal routes are errors; a vinca on the day of an intrathecal dose is important; other days are silent."""
    found = run("calendar", "--day1", "2026-12-01", "--sample", "--line", line, "--json").json["findings"]
    assert [one["code"] for one in found if one["code"] in SPINAL] == codes
