"""What every test shares: no settings of the person who runs them, a clock-free Hypothesis, fresh interpreters."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import settings

SNAPSHOT_PYTHON = (3, 11)
"""Snapshots are made on one Python, so that a difference is ours."""

MOST_GARBAGE = 1_000_000
"""Objects after which the garbage of tests is collected."""

gc.disable()  # between tests hardly anything lives; within one, collecting costs a seventh of the time

settings.register_profile("suite", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("campaign", max_examples=1000, deadline=None, database=None)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite snapshots on any Python but the one they are made on."""
    if config.getoption("--snapshot-update", default=False) and sys.version_info[:2] != SNAPSHOT_PYTHON:
        wanted = ".".join(map(str, SNAPSHOT_PYTHON))
        raise pytest.UsageError(f"snapshots are made with Python {wanted}, not {sys.version.split()[0]}")


def pytest_collection_finish() -> None:
    """Spare the garbage collector the 10,000 tests themselves: they live as long as the run does."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Collect between tests."""
    if gc.get_count()[0] > MOST_GARBAGE:
        gc.collect(1)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Tell what is never closed once; pytest looks five times through all that caches still hold, without this."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the configuration, data or colour wishes of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("REGIMEN_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TEXTUAL", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def loaded_by() -> Callable[[str], set[str]]:
    """Run a statement in a fresh interpreter; the names of the packages and modules it loaded."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # coverage loads its own

    def run(statement: str) -> set[str]:
        probe = [sys.executable, "-c", f"import sys\n{statement}\nprint('\\n'.join(sys.modules), file=sys.stderr)"]
        done = subprocess.run(probe, capture_output=True, text=True, check=False, timeout=60, env=plain)
        assert done.returncode == 0, done.stderr
        return set(done.stderr.split("\n"))

    return run
