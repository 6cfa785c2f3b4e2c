"""What tests of the ledger share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledgers import begun

from regimen.cli import main
from regimen.ledger.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one course, T-07."""
    begun(tmp_path / "ward.sqlite")
    return tmp_path / "ward.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """The same, open."""
    with Ledger.open(path) as opened:
        yield opened


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command line given as words: exit status, stdout, stderr."""

    def ran(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return ran
