"""What each way in loads. The import contracts see the text of the code; these see what really happens.

Every statement runs in a fresh interpreter. Modules are what a start costs, and they are the same on every
machine, so this blocks where milliseconds could not.
"""

from collections.abc import Callable

import pytest

LoadedBy = Callable[[str], set[str]]

SCREEN = {"textual", "rich", "tui"}
EDGE = {"pydantic", "pendulum", "yaml", "argparse", "platformdirs"}
RUN = """
import os
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
sys.argv = ["regimen", *{arguments!r}]
from tui.launch import main
try:
    status = main()
except SystemExit as end:
    status = end.code
assert not status, status
"""
"""A whole command, by the same door as the console script."""


def test_the_package_itself_loads_nothing(loaded_by: LoadedBy) -> None:
    """`import regimen` loads no third-party package and no module of its own."""
    loaded = loaded_by("import regimen")
    assert loaded & (SCREEN | EDGE) == set()
    assert not {name for name in loaded if name.startswith("regimen.")}


@pytest.mark.parametrize("module", ["errors", "days", "quantity", "findings", "nomenclature"])
def test_the_ground_floor_is_light(loaded_by: LoadedBy, module: str) -> None:
    """Days, quantities, names and findings load no third-party package."""
    assert loaded_by(f"import regimen.{module}") & (SCREEN | EDGE) == set()


def test_reading_a_protocol_needs_no_screen_and_no_dates(loaded_by: LoadedBy) -> None:
    """Reading a protocol loads neither the command line's parser, nor a screen, nor a date library."""
    loaded = loaded_by("from regimen.protocol.shelf import load; load()")
    assert loaded & (SCREEN | {"argparse", "pendulum", "platformdirs"}) == set()


def test_building_a_schedule_needs_no_dates(loaded_by: LoadedBy) -> None:
    """A schedule is made of study days alone: no pendulum up to and including `build_schedule`."""
    statement = (
        "from regimen.protocol.resolve import resolve\n"
        "from regimen.protocol.shelf import load\n"
        "from regimen.schedule.build import build_schedule\n"
        "assert build_schedule(resolve(load())).items"
    )
    assert loaded_by(statement) & (SCREEN | {"argparse", "pendulum"}) == set()


def test_no_library_module_loads_a_screen(loaded_by: LoadedBy) -> None:
    """All of regimen but its command line, imported at once, loads neither textual nor rich nor argparse."""
    statement = (
        "import importlib, pkgutil, regimen\n"
        "for module in pkgutil.walk_packages(regimen.__path__, 'regimen.'):\n"
        "    if not module.name.startswith('regimen.cli'):\n"
        "        importlib.import_module(module.name)"
    )
    assert loaded_by(statement) & (SCREEN | {"argparse"}) == set()


def test_no_command_module_loads_a_screen(loaded_by: LoadedBy) -> None:
    """Every module of the command line, imported at once, loads neither textual nor rich."""
    statement = (
        "import importlib, pkgutil, regimen.cli\n"
        "for module in pkgutil.walk_packages(regimen.cli.__path__, 'regimen.cli.'):\n"
        "    importlib.import_module(module.name)"
    )
    assert loaded_by(statement) & SCREEN == set()


@pytest.mark.parametrize(
    "arguments",
    [["calendar", "--day1", "2026-12-01", "--json"], ["protocols", "list"]],
    ids=["calendar", "protocols-list"],
)
def test_a_command_runs_without_a_screen(loaded_by: LoadedBy, arguments: list[str]) -> None:
    """A whole command, run by the console script's own door, loads neither textual nor rich."""
    assert loaded_by(RUN.format(arguments=arguments)) & {"textual", "rich", "tui.app"} == set()


def test_the_day_list_for_scripts_runs_without_a_screen(loaded_by: LoadedBy) -> None:
    """`regimen` without arguments and without a terminal prints its day list without textual or rich."""
    assert loaded_by(RUN.format(arguments=[])) & {"textual", "rich", "tui.app"} == set()


def test_the_launcher_is_light(loaded_by: LoadedBy) -> None:
    """`import tui.launch` loads no textual and nothing else that only one of its ways needs."""
    assert loaded_by("import tui.launch") & {"textual", "rich", "regimen.cli", *EDGE} == set()


def test_the_app_starts_without_the_command_line(loaded_by: LoadedBy) -> None:
    """The app's modules load no argparse and no printout of a file format that the first screen does not show."""
    assert loaded_by("import tui.app") & {"argparse", "regimen.cli", "typst", "sqlite3"} == set()
