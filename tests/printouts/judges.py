"""Judges of HTML that others wrote, where Node finds them: the Nu HTML checker (vnu-jar) and axe-core (with jsdom).

By hand: `npm install vnu-jar axe-core jsdom` in a folder of its own, and NODE_PATH=that/node_modules.
"""

import json
import subprocess
from pathlib import Path

Told = dict[str, list[str]]
"""Name of a page to what a judge says against it."""
_AXE = """
const { JSDOM } = require('jsdom'), fs = require('fs');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const told = {};
(async () => {
  for (const path of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    const seen = { runScripts: 'outside-only', pretendToBeVisual: true };
    const { window } = new JSDOM(fs.readFileSync(path, 'utf8'), seen);
    window.eval(axe);
    const options = { rules: { 'color-contrast': { enabled: false } } };  // nothing is drawn, so none is seen
    const { violations } = await window.axe.run(window.document, options);
    told[path] = violations.map(one => `${one.id}: ${one.nodes[0].html}`);
  }
  console.log(JSON.stringify(told));
})();
"""


def nu_checker(pages: dict[str, str], folder: Path) -> Told | None:
    """What the Nu HTML checker says of each page; None where Node does not find it, or Java is not there."""
    jar = _node("String(require('vnu-jar'))")
    if jar is None or not _runs("java", "-version"):
        return None
    paths = _written(pages, folder)
    done = subprocess.run(
        ["java", "-jar", jar, "--no-langdetect", "--format", "json", "--exit-zero-always", *paths],
        capture_output=True,
        check=True,
    )
    told: Told = {name: [] for name in pages}
    for message in json.loads(done.stderr)["messages"]:
        told[Path(message["url"]).stem].append(f"{message.get('subType', message['type'])}: {message['message']}")
    return told


def axe(pages: dict[str, str], folder: Path) -> Told | None:
    """What axe-core says of each page; None where Node does not find it."""
    if _node("require.resolve('axe-core') && require.resolve('jsdom')") is None:
        return None
    paths = json.dumps(_written(pages, folder))
    done = subprocess.run(["node", "-e", _AXE], input=paths.encode(), capture_output=True, check=True)
    return {Path(path).stem: told for path, told in json.loads(done.stdout).items()}


def _node(expression: str) -> str | None:
    """What an expression comes to in Node; None where it cannot be worked out."""
    if not _runs("node", "-p", expression):
        return None
    return subprocess.run(["node", "-p", expression], capture_output=True, text=True, check=True).stdout.strip()


def _runs(*command: str) -> bool:
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _written(pages: dict[str, str], folder: Path) -> list[str]:
    paths = {folder / f"{name}.html": page for name, page in pages.items()}
    for path, page in paths.items():
        path.write_text(page, encoding="utf-8")
    return list(map(str, paths))
