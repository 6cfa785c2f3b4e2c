"""A decision table of one's own: read from a file, used, or refused with every fault at its line and column."""

import os
from pathlib import Path

import pytest

from regimen.escalation.designs.registry import design_of
from regimen.escalation.designs.tabled import TableDesign
from regimen.escalation.follow import follow
from regimen.escalation.outcomes import parse_outcomes
from regimen.escalation.showing import HEADS, next_words, shown_table
from regimen.protocol.reader import UnusableFile

HEAD = "id,evaluable,dlts,above,below,action,to\n"
WHOLE = """\
down,any,2+,any,short/full,de-escalate,
out,any,2+,any,none,stop-below,
fill,0-2,any,any,any,stay,3
up,3+,any,open,any,escalate,
end,any,any,any,any,stop,
"""


def written(tmp_path: Path, text: str) -> str:
    """A file with the text, as a design's id."""
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return f"table:{path}"


def test_a_small_table(tmp_path: Path) -> None:
    """Five rows make a design."""
    design = design_of(written(tmp_path, HEAD + WHOLE))
    said = [follow(design, parse_outcomes(text, 2), 2).decision for text in ("", "1NNN", "1NNT", "1NNN 2NNN", "1TT")]
    assert [next_words(one) for one in said] == [
        "stay: treat 3 at level 1",
        "escalate: treat 3 at level 2",
        "escalate: treat 3 at level 2",
        "stop: level 2 is recommended",
        "stop: no level is recommended",
    ]
    assert (said[0].words, said[0].source) == ("stay, by row fill", str(tmp_path / "own.csv"))
    assert shown_table(design).heads == HEADS


def test_the_table_of_the_manual() -> None:
    """The example in docs/escalation.md is a table that can be used; the contract of every design holds of it."""
    docs = Path(__file__).parents[2] / "docs" / "escalation.md"
    example = docs.read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    assert example == Path(__file__).with_name("own.csv").read_text(encoding="utf-8")


def test_more_subjects_than_the_table_has_rows_for(tmp_path: Path) -> None:
    """Only departures lead there: hold, and the gap is told; no rule is invented."""
    text = HEAD + WHOLE.replace("up,3+", "up,3").replace("end,any", "end,0-3")
    said = follow(design_of(written(tmp_path, text)), parse_outcomes("1NNNN", 2), 2).decision
    assert (said.action, said.level, said.row, said.silent) == ("hold", None, "gap", True)
    assert said.words == "the table has no row for 0 DLTs in 4 evaluable subjects"


@pytest.mark.parametrize(
    "text",
    [
        (HEAD + WHOLE).replace(",", ";"),
        (HEAD + WHOLE).replace("0-2", " 0 to 2 ").replace("any", "ANY"),
        (HEAD + WHOLE).replace("any", ""),
        "\ufeff" + (HEAD + WHOLE).replace("\n", "\r\n"),
    ],
    ids=["semicolons", "words and capitals", "blank is any", "as a spreadsheet saves it"],
)
def test_spellings(text: str, tmp_path: Path) -> None:
    """The same table however a spreadsheet saved it."""
    plain, other = (design_of(written(tmp_path, one)) for one in (HEAD + WHOLE, text))
    assert isinstance(plain, TableDesign)
    assert isinstance(other, TableDesign)
    assert [row[:4] for row in other.rows] == [row[:4] for row in plain.rows]


FAULTS = [
    ("id,evaluable,dlts,above,below\nx,1,1,any,any\n", "1:1: there is no column 'action'"),
    (HEAD.replace("to", "until") + WHOLE, "1:7: unknown column 'until'"),
    (HEAD + WHOLE.replace("end,", "end,3+,0,top,any,stop,\nlast,0-2,").replace("last,0-2,any", "last,0-2"),
     "1:1: incomplete: no row for DLTs of evaluable 0 of 3 above closed; 1 of 3 above top; 1 of 3 above closed"),
    (HEAD + WHOLE.replace("out,any,2+,any,none", "out,any,2,any,none").replace("end,any,any", "end,any,0-1"),
     "1:1: incomplete: no row for DLTs of evaluable 3 of 3 above top below none; 3 of 3 above closed below none"),
    (HEAD + "fill,0-2,any,any,any,stay,3\n", "no row for DLTs of evaluable 0 of 3; 1 of 3; 2 of 3; 3 of 3"),
    (HEAD + WHOLE.replace("any,escalate", "any,climb"), "5:6: action: unknown 'climb'"),
    (HEAD + WHOLE.replace("up,3+,any,open", "up,3+,any,any"), "5:1: row up escalates where no level above is open"),
    (HEAD + WHOLE.replace("short/full", "any"), "2:1: row down de-escalates where there may be no level below"),
    (HEAD + WHOLE.replace("stay,3", "stay,2"), "4:1: row fill treats up to 2 where 2 are evaluable already"),
    (HEAD + WHOLE.replace("0-2", "0+"), "4:1: row fill treats up to 3 where 3 are evaluable already"),
    (HEAD + "end,any,any,any,any,stop,\n", "2:1: row end says stop where nobody is evaluable yet; allowed: stay"),
    (HEAD + WHOLE.replace("stay,3", "stay,x"), "4:7: to: 'x'; a stay treats up to a number; allowed: 1 to 30"),
    (HEAD + WHOLE.replace("stay,3", "stay,"), "4:7: to: ''; a stay treats up to a number; allowed: 1 to 30"),
    (HEAD + WHOLE.replace("any,escalate,", "any,escalate,3"), "5:7: to: '3'; only a stay treats up to a number"),
    (HEAD + WHOLE.replace("0-2", "2-0"), "4:2: evaluable: cannot read '2-0'"),
    (HEAD + WHOLE.replace("0-2", "0-99"), "4:2: evaluable: cannot read '0-99'"),
    (HEAD + WHOLE.replace("0-2", "04-Jun"), "up to 30; a spreadsheet may have made it a date: write 4 to 6"),
    (HEAD + WHOLE.replace("any,none", "under,none"), "3:4: above: unknown 'under'"),
    (HEAD + WHOLE.replace("fill,", ",", 1), "4:1: id: the cell is blank"),
    (HEAD.replace("to", "to,enrolled") + WHOLE.replace("\n", ",\n").replace("stay,3,", "stay,3,2"),
     "4:8: enrolled: '2'; a table of your own counts the evaluable only"),
    (HEAD + WHOLE.replace("up,3+", "end,3+"), "6:1: two rows are called end"),
    (HEAD + WHOLE + "late,3,0,any,any,stop,\n", "7:1: row late never decides"),
    (HEAD + WHOLE + "odd,3,4+,any,any,stop,\n", "7:1: row odd never decides"),
    (HEAD + "keep,3,2+,open,any,hold,\n" + WHOLE,
     "2:1: incoherent: with 2 of 3 row out gives the level up, row keep does not (hold)"),
    (HEAD + "bold,1-3,1,open,any,escalate,\n" + WHOLE,
     "2:1: not monotone: with 0 of 1 row fill says stay, with one DLT more row bold says escalate"),
    (HEAD + WHOLE.replace("stay,3\n", "stay,3\nwhat,1\n"), "5:1: this row has 2 cells, the header has 7"),
    (HEAD + "x,any,any,any,any,stop,\n" * 501, "502:1: 501 rows; allowed: at most 500"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_table_that_cannot_be_used(text: str, told: str, tmp_path: Path) -> None:
    """Every fault is told with file, line and column."""
    name = written(tmp_path, text)
    with pytest.raises(UnusableFile) as caught:
        design_of(name)
    assert f"{name.removeprefix('table:')}:{told}" in str(caught.value) or f" {told}" in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """One reading is enough to mend a table."""
    text = HEAD + WHOLE.replace("0-2", "2-0").replace("any,escalate", "any,climb")
    with pytest.raises(UnusableFile) as caught:
        design_of(written(tmp_path, text))
    assert [finding.place.line for finding in caught.value.findings if finding.place] == [4, 5]
    assert {finding.code for finding in caught.value.findings} == {"decision-table"}


@pytest.mark.parametrize("name", ["none.csv", "x" * 300, ""], ids=["missing", "too long a name", "a folder"])
def test_a_table_that_is_not_there(name: str, tmp_path: Path) -> None:
    """What is no file is told, not a traceback."""
    with pytest.raises(UnusableFile, match="cannot read the file"):
        design_of(f"table:{tmp_path / name}")


def test_a_table_that_changed_is_read_again(tmp_path: Path) -> None:
    """What was read before does not stand in for the file."""
    name = written(tmp_path, HEAD + WHOLE)
    assert design_of(name) is design_of(name)
    os.utime(name.removeprefix("table:"), ns=(1, 1))
    written(tmp_path, HEAD + WHOLE.replace("0-2", "0-4").replace("stay,3", "stay,5"))
    assert design_of(name).cohort == 5
