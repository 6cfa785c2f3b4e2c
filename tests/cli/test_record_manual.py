"""docs/record.md does what it says: its files are written, its commands run in turn, its numbers hold."""

import re
from pathlib import Path

import pytest

from regimen.coursefile import open_course
from regimen.protocol.resolve import resolve
from regimen.record.timeline import timeline

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """The blocks of one kind on the page."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with the two files of the page."""
    (tmp_path / "course.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    (tmp_path / "counts.csv").write_text(blocks("csv")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_print_what_the_page_shows(folder, run) -> None:
    """Each command, run on the files as those before it left them, prints exactly what stands below it."""
    for block in blocks("console"):
        command, _, output = block.partition("\n")
        ran = run(*command.removeprefix("$ regimen ").split())
        assert ran.out + ran.err == output, command
    again = run("record", "import", "course.yaml", "counts.csv", "--as", "counts", "--drop", "MRN")
    assert "course.yaml: 0 samples added" in again.out


def test_the_days_the_page_speaks_of(folder) -> None:
    """8 January is Day 38, Day 45 is 15 January, and the corrected platelet count is 7."""
    course, protocol = open_course(folder / "course.yaml")
    line = timeline(course.record, resolve(protocol, *course.choices), course.reference_date)
    assert [(sample.day, str(sample.platelets and sample.platelets.value)) for sample in line.facts.samples] == [
        (-2, "48"), (13, "7"), (38, "31"),
    ]  # fmt: skip
    assert line.reference.date.add(days=44).isoformat() == "2027-01-15"
