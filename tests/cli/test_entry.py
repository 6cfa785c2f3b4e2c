"""The way in and out: exit statuses, streams, help, version, no traceback ever."""

import os
import shlex
import subprocess
import sys

import pytest

import regimen
from regimen.cli import entry, home_day_list, main
from regimen.cli.binding import signature
from regimen.cli.entry import COMMANDS, function_of
from regimen.dates import parse_date
from regimen.errors import RegimenError
from regimen.nomenclature import NOTICE

OF_THE_READER = (".yaml", ".csv", "T-07", "regimen ledger", "courses list", "courses week", "regimen cohorts",
                 "--all", ">", "mycases", "train run", "train generate", "train mark")  # fmt: skip
"""Signs of an example that needs a file, a ledger or a terminal of the reader's, or writes a whole lesson."""


def process(*words: str, **options) -> subprocess.CompletedProcess:
    """A real process."""
    command = [sys.executable, "-m", "regimen.cli", *words]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def test_version(run) -> None:
    """`--version` prints name and version."""
    assert run("--version") == (0, f"regimen {regimen.__version__}\n", "")


def test_without_arguments_it_prints_the_home_case(run, capsys, monkeypatch) -> None:
    """Without a command the day list of the home case stands there, Day 1 today, with the sample subject."""
    monkeypatch.setattr("regimen.dates.today", lambda: parse_date("2026-12-01"))
    out = run().out
    assert "Day 1:      Tue 01 Dec 2026" in out
    assert "Protocol:   nct01681537" in out
    assert "Training subject sample" in out
    assert home_day_list() == 0
    assert capsys.readouterr().out == out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(run, name: str) -> None:
    """`--help` explains usage, every option, and gives examples that begin with the command."""
    ran = run(*name.split(), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: regimen {name} ")
    for option, taken in signature(function_of(name)).options.items():
        assert f"  {option} {taken.words.value}".rstrip() in ran.out
    assert f"\nExamples:\n  regimen {name}" in ran.out
    assert NOTICE in ran.out


@pytest.mark.parametrize("words", [("--help",), ("-h",)])
def test_the_overview_names_every_command(run, words: tuple[str, ...]) -> None:
    """The overview lists all commands, with examples."""
    out = run(*words).out
    assert all(f"\n  {name}" in out for name in COMMANDS)
    assert "Examples:" in out


def test_help_of_a_group(run) -> None:
    """`regimen protocols --help` lists what can be done with protocols."""
    out = run("protocols", "--help").out
    assert "protocols show" in out
    assert "\n  calendar" not in out


def test_help_is_no_wider_than_100_columns(run) -> None:
    """All help fits 100 columns."""
    for words in [(), *(name.split() for name in COMMANDS)]:
        assert max(map(len, run(*words, "--help").out.splitlines())) <= 100


def test_examples_in_help_work(run, monkeypatch, tmp_path) -> None:
    """Every example that needs no file of the reader's runs."""
    monkeypatch.chdir(tmp_path)
    ran = 0
    for name in COMMANDS:
        for line in run(*name.split(), "--help").out.partition("Examples:\n")[2].splitlines():
            words = shlex.split(line)[1:]
            if words[:1] and line.startswith("  regimen ") and not any(sign in line for sign in OF_THE_READER):
                assert run(*words).status == 0, line
                ran += 1
    assert ran >= 12


def test_an_internal_fault_is_one_line(run, monkeypatch) -> None:
    """A fault of ours ends with status 2 and one line that asks to report it."""
    monkeypatch.setattr(entry, "_dispatch", lambda words: 1 // 0)
    ran = run("calendar")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("regimen: internal error (ZeroDivisionError")
    assert len(ran.err.splitlines()) == 1


def test_an_internal_fault_shows_its_traceback_on_demand(run, monkeypatch) -> None:
    """With REGIMEN_DEBUG=1 the fault itself comes through."""
    monkeypatch.setattr(entry, "_dispatch", lambda words: 1 // 0)
    monkeypatch.setenv("REGIMEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["calendar"])


@pytest.mark.parametrize(
    "words",
    ["check {long}", "calendar --course {long}", "train check {long}", "train mark {long}", "ledger import {long}",
     "courses list --ledger {long}", "courses week --ledger {long}", "train list --ledger {long}",
     "courses show T-07 --ledger {long}", "cohorts --ledger {long}"],
)  # fmt: skip
def test_a_name_that_no_file_can_have_is_refused(run, words: str) -> None:
    """What the system refuses is told with the name and why; it is no fault of ours."""
    long = f"{'x' * 300}.yaml"
    ran = run(*words.format(long=long).split())
    assert (ran.status, ran.out) == (2, "")
    assert long in ran.err
    assert "File name too long" in ran.err
    assert "internal error" not in ran.err


def test_interrupted(monkeypatch) -> None:
    """Ctrl+C ends with status 130."""

    def interrupted(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_dispatch", interrupted)
    assert main(["calendar"]) == 130


def test_an_error_keeps_its_exit_status(monkeypatch) -> None:
    """The status is the error's own."""

    def refused(words: list[str]) -> int:
        raise RegimenError("no")

    monkeypatch.setattr(entry, "_dispatch", refused)
    assert main(["calendar"]) == RegimenError.exit_code == 2


def test_a_real_process(tmp_path) -> None:
    """`python -m regimen.cli` writes UTF-8 whatever the locale, and nothing on stderr."""
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "NO_COLOR": "1"}
    done = process("calendar", "--day1", "2026-12-01", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert NOTICE in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


def test_a_real_refusal() -> None:
    """A refusal of a real process: status 2, words on stderr only."""
    done = process("calendar", "--day1", "20261201")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"regimen: --day1: '20261201' is not a date")


def test_a_reader_who_has_read_enough() -> None:
    """A closed pipe is no failure and leaves no words."""
    command = [sys.executable, "-m", "regimen.cli", "calendar", "--day1", "2026-12-01"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.stderr.read(), running.wait(60)) == (b"", 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_a_full_disk() -> None:
    """Output that cannot be written is told, with status 2."""
    command = [sys.executable, "-m", "regimen.cli", "calendar", "--day1", "2026-12-01"]
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(b"regimen: cannot write the output")
