"""Make the README's picture and examples, the library's page and the schemas again.

By hand: `python tests/update_pages.py`.

test_examples.py fails when an example is stale; this mends it, so that nobody types output into a page.
"""

import asyncio
import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

from case_page import case_schema_page
from protocol_page import page
from record_page import schema_page

from regimen.course import Course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.protocol.shelf import load
from tui.app import RegimenApp
from tui.session import Session

ROOT = Path(__file__).parent.parent


async def picture() -> str:
    """The planner at 120x40 as SVG, without fonts from elsewhere."""
    today = dt.date(2026, 12, 9)
    course = Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT)
    app = RegimenApp(Session(course, load(), today))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("right", "right", "right")
        await pilot.pause()
        svg = app.export_screenshot(title="regimen")
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "DejaVu Sans Mono")


def examples(page: str) -> str:
    """The page with the output of each console block as it is today."""

    def again(block: re.Match[str]) -> str:
        command = block[1].replace("regimen", f"{sys.executable} -m tui.launch", 1)
        out = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S602
        return f"```console\n$ {block[1]}\n{out}```"

    return re.sub(r"^```console\n\$ ([^\n]+)\n.*?^```$", again, page, flags=re.DOTALL | re.MULTILINE)


if __name__ == "__main__":
    (ROOT / "docs" / "planner.svg").write_text(asyncio.run(picture()), encoding="utf-8")
    (ROOT / "docs" / "protocols.md").write_text(page(), encoding="utf-8")
    (ROOT / "docs" / "record.schema.json").write_text(schema_page(), encoding="utf-8")
    (ROOT / "docs" / "training.schema.json").write_text(case_schema_page(), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(examples(readme.read_text(encoding="utf-8")), encoding="utf-8")
