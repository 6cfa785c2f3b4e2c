"""Parts put into a text: wherever they go, they fit as they stand."""

from pathlib import Path

import pytest
from sessions import FIXTURES

from regimen.errors import RegimenError
from regimen.protocol.reader import parse_protocol
from regimen.protocol.shelf import LIBRARY
from regimen.protocol.tree import parse_tree
from tui.snippets import SNIPPETS, Snippet, insertion

PATHS = [LIBRARY / "nct01681537.yaml", *sorted(FIXTURES.glob("*.yaml"))]
BY_NAME = {snippet.name: snippet for snippet in SNIPPETS}


def put(snippet: Snippet, text: str) -> tuple[str, str]:
    """A text with a part put in, and the line in which the part is said to begin."""
    made = insertion(snippet, text, parse_tree(text.encode(), ""))
    lines = text.split("\n")
    row, column = made.place
    head, tail = lines[row][:column], lines[row][column:]
    new = "\n".join([*lines[:row], head + made.text + tail, *lines[row + 1 :]])
    return new, new.split("\n")[made.begins]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.name)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("end", ["\n", ""], ids=["whole", "no-last-line-end"])
def test_a_new_part_fits(path: Path, snippet: Snippet, end: str) -> None:
    """Every part goes into every protocol at the end of its section, twice, and the text stays without findings."""
    before = parse_protocol(path.read_text(encoding="utf-8").replace(" # ", " #"))
    text = path.read_text(encoding="utf-8").rstrip("\n") + end
    for _ in range(2):
        text, line = put(snippet, text)
        assert "new-" in line
    after = parse_protocol(text)
    old, new = getattr(before, snippet.section), getattr(after, snippet.section)
    assert len(new) == len(old) + 2
    assert list(new)[: len(old)] == list(old)


def test_the_text_around_stays() -> None:
    """Nothing but the part is added: the lines before and after are those of the text."""
    text = PATHS[0].read_text(encoding="utf-8")
    new, line = put(BY_NAME["dose line"], text)
    assert [one for one in new.split("\n") if one != line] == text.split("\n")
    assert line == "  - {id: new-dose-1, agent: lenalidomide, dose: 1 mg, route: PO, days: 1, source: article}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "doses:\n- {agent: a}\n# end\nnotes: []\n",
            "doses:\n- {agent: a}\n- NEW\n# end\nnotes: []\n",
            id="at-the-margin",
        ),
        pytest.param(
            "doses:\n    # first\n    - agent: a\n\n      route: PO\n\nnotes: []\n",
            "doses:\n    # first\n    - agent: a\n\n      route: PO\n    - NEW\n\nnotes: []\n",
            id="four-blanks-and-gaps",
        ),
        pytest.param("doses:  # none yet\nnotes: []\n", "doses:  # none yet\n  - NEW\nnotes: []\n", id="empty-section"),
        pytest.param("id: a\n", "id: a\n\ndoses:\n  - NEW\n", id="no-section"),
        pytest.param("", "\ndoses:\n  - NEW\n", id="empty-text"),
    ],
)
def test_where_a_part_goes(text: str, expected: str) -> None:
    """Behind the last entry, as far in as the others; a section that is missing is begun at the end."""
    assert put(Snippet("x", "doses", ("- NEW",)), text)[0] == expected


def test_a_half_written_text_takes_a_part_too() -> None:
    """Letters, ids and sections of the wrong shape do not stop a part from being put in."""
    text = "agents:\n  a: {letter: [x]}\n  b: c\nreferences: d\ndoses:\n  - e\n  - {id: {}, agent: []}\n"
    assert "agent: a," in put(BY_NAME["dose line"], text)[1]
    assert "letter: N," in put(BY_NAME["drug"], text)[1]


def test_a_section_in_one_line_is_told() -> None:
    """Where the section is written in braces or brackets nothing is guessed."""
    with pytest.raises(RegimenError, match="'doses' holds its value on one line; write one entry a line below it"):
        put(BY_NAME["dose line"], "doses: [{agent: a}]\n")
