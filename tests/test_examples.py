"""Every example in README and docs is run: console blocks against their output, Python blocks likewise."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONSOLE = [
    pytest.param(command, output, id=f"{path.stem}-{number}")
    for path in [ROOT / "README.md"]
    for number, (command, output) in enumerate(
        re.findall(r"^```console\n\$ ([^\n]+)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
]


@pytest.mark.parametrize(("command", "output"), CONSOLE)
def test_console_example_prints_what_the_page_shows(command: str, output: str) -> None:
    """A command shown on a page prints exactly what stands below it."""
    program = f"{sys.executable} -m tui.launch"
    ran = subprocess.run(  # noqa: S602 - the pages show shell commands
        command.replace("regimen", program, 1), shell=True, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == output


def test_library_example_prints_what_the_page_shows() -> None:
    """The Python example of docs/library.md runs as it stands and prints what stands below it."""
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (output,) = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == output


def test_published_schema_is_the_schema_of_the_models() -> None:
    """docs/protocol.schema.json is what `regimen protocols schema` prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "tui.launch", "protocols", "schema"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == (ROOT / "docs" / "protocol.schema.json").read_text(encoding="utf-8")
