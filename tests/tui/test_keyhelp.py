"""The key under the cursor: which one it is, and that its help fits below the text."""

import textwrap

import pytest

from regimen.protocol.kinds import KINDS, REFERENCE
from regimen.protocol.reference import all_parts, part_words
from regimen.protocol.shelf import LIBRARY
from regimen.protocol.tree import parse_tree
from tui.guides import editor_help
from tui.keyhelp import KeyHelp, help_at, in_a_line, kinds_of, path_at

TEXT = """\
# a remark
id: home
references:
  article: {kind: published, citation: "Smith 2020"}

agents:
  etoposide:
    letter: E
    products: [{form: concentrate, strength: 20 mg/mL}]

doses:
  - {agent: etoposide, dose: 80 mg/m2, route: IV}
  - agent: etoposide
    route: PO
"""


@pytest.mark.parametrize(
    ("row", "column", "path"),
    [
        pytest.param(0, 3, (), id="remark-above-everything"),
        pytest.param(1, 0, ("id",), id="first-letter-of-a-key"),
        pytest.param(1, 7, ("id",), id="in-its-value"),
        pytest.param(3, 0, ("references", "article"), id="blanks-before-a-key"),
        pytest.param(3, 11, ("references", "article"), id="brace"),
        pytest.param(3, 12, ("references", "article", "kind"), id="key-in-braces"),
        pytest.param(3, 40, ("references", "article", "citation"), id="last-key-before"),
        pytest.param(4, 0, (), id="empty-line-at-the-margin"),
        pytest.param(4, 2, ("references",), id="empty-line-further-in"),
        pytest.param(7, 4, ("agents", "etoposide", "letter"), id="deep"),
        pytest.param(8, 36, ("agents", "etoposide", "products", 0, "strength"), id="list-in-a-line"),
        pytest.param(11, 2, ("doses", 0), id="dash"),
        pytest.param(11, 24, ("doses", 0, "dose"), id="line-in-braces"),
        pytest.param(12, 2, ("doses", 1, "agent"), id="dash-before-a-key"),
        pytest.param(13, 20, ("doses", 1, "route"), id="behind-the-end"),
        pytest.param(14, 0, (), id="behind-the-text"),
        pytest.param(14, 4, ("doses", 1), id="going-on-with-a-line"),
    ],
)
def test_the_key_under_the_cursor(row, column, path) -> None:
    """Anywhere on a line its own key is meant; on an empty one the part that would go on at that indentation."""
    line = [*TEXT.splitlines(), ""][row]
    assert path_at(parse_tree(TEXT.encode(), ""), line, row, column) == path


def test_help_of_a_key_and_of_a_part() -> None:
    """On a key: its words, what it holds, examples, whether it is needed; elsewhere: the part."""
    tree = parse_tree(TEXT.encode(), "")
    lines = TEXT.splitlines()
    assert in_a_line(help_at(tree, lines[11], 11, 24)) == (
        "doses[1].dose: Dose of one administration (not of a day or a course). Holds dose or $reference, such as "
        "50 mg or 8 mg/m2 or $mec.etoposide or $level.dose; may be left out."
    )
    assert in_a_line(help_at(tree, lines[13], 13, 4)) == (
        "doses[2].route: How it is given. Holds one of PO, IV, SC, IM, intrathecal, ophthalmic; needed."
    )
    assert in_a_line(help_at(tree, "", 4, 0)).startswith("file (protocol): The written plan of a study. F1 lists")


def test_an_unknown_key_shows_its_part() -> None:
    """On a slip of the pen the part is explained, whose keys F1 lists."""
    found = help_at(parse_tree(b"doses:\n  - {rout: IV}\n", ""), "  - {rout: IV}", 1, 6)
    assert (found.part.name, found.key) == ("dose line", None)


@pytest.mark.parametrize("model", all_parts(), ids=lambda model: model.__name__)
def test_the_help_of_every_key_fits(model) -> None:
    """At 80 columns no key needs more than the three lines there are, at 120 no more than two."""
    part = part_words(model)
    for key in [*part.keys, None]:
        line = in_a_line(KeyHelp("assessments[12]." + (key.name if key else "x"), part, key))
        assert (len(textwrap.wrap(line, 78)) <= 3, len(textwrap.wrap(line, 118)) <= 2) == (True, True), line


def test_every_kind_is_explained_where_it_is_held() -> None:
    """Each kind of value that needs words gets them at every key that holds it, and no other."""
    held = {kind.name for model in all_parts() for key in part_words(model).keys for kind in kinds_of(key)}
    assert held == {kind.name for kind in (*KINDS, REFERENCE)} - {"text", "id"}


def test_f1_lists_every_key_of_the_part() -> None:
    """The long help names each key of the part, marks the needed ones, and explains how a value is written."""
    path = LIBRARY / "nct01681537.yaml"
    text = path.read_text(encoding="utf-8")
    row = next(n for n, line in enumerate(text.splitlines()) if "agent: mitoxantrone" in line)
    line = text.splitlines()[row]
    found = help_at(parse_tree(text.encode(), ""), line, row, line.index("over:"))
    shown = editor_help("source", found, {}).plain
    assert "One administration" not in shown
    assert "duration: Hours and minutes. Examples: 30 min, 1 h 30 min, 46 h" in shown
    names = [row.split()[0] for row in shown.partition("Keys of a part: dose line")[2].splitlines() if row[:2] == "  "]
    keys = [key.name + ("*" if key.required else "") for key in found.part.keys]
    assert names[: len(keys)] == keys
