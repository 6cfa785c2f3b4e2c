"""docs/authoring.md: its protocol is one that the program takes, and its limits are the program's."""

import re
from pathlib import Path

from regimen.days import MAX_DAY
from regimen.findings import Severity
from regimen.lint.run import lint
from regimen.protocol.ranges import MAX_CYCLES
from regimen.protocol.reader import parse_protocol
from regimen.protocol.resolve import resolve
from regimen.protocol.tree import MAX_BYTES, MAX_DEPTH, parse_tree
from regimen.schedule.build import build_schedule

PAGE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_example_can_be_used() -> None:
    """The protocol on the page is read without an error, and lint has nothing of weight to ask."""
    report = lint(parse_tree(EXAMPLE.encode(), "authoring.md"))
    assert report.misfits == ()
    assert [finding for finding in report.findings if finding.severity.weight >= Severity.OTHER.weight] == []


def test_the_example_is_what_it_says() -> None:
    """Cytarabine is given twice a day on five days of four cycles, at a dose that is assumed."""
    schedule = build_schedule(resolve(parse_protocol(EXAMPLE)))
    given = [item for item in schedule.items if item.entry.name == "cytarabine"]
    assert len(given) == 2 * 5 * 4
    assert given[0].entry.marks["dose"].assumed


def test_the_limits_are_the_programs() -> None:
    """The numbers of the last paragraph are the constants of the reader."""
    limits = PAGE.partition("**Limits.**")[2]
    told = [f"{MAX_BYTES:,} bytes", f"{MAX_DEPTH} deep", f"{MAX_CYCLES} cycles", f"{MAX_DAY:,} either"]
    assert [text for text in told if text not in " ".join(limits.split())] == []
