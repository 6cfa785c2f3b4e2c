"""docs/notation.md is what the notation does: its examples, its tables, its grammar."""

import re
from pathlib import Path

import pytest

from regimen.notation.names import ABBREVIATIONS
from regimen.notation.read import read_line
from regimen.notation.text import LineError
from regimen.notation.words import CLAUSES, PURPOSES, ROUTES, SPREADS
from regimen.notation.write import write_line
from regimen.protocol.resolve import resolve

MANUAL = (Path(__file__).parents[2] / "docs" / "notation.md").read_text(encoding="utf-8")
GRAMMAR = re.search(r"```ebnf\n(.*?)```", MANUAL, re.DOTALL)[1]
REFUSALS = re.findall(r"```refused\n(.*?)\n(.*?)\n```", MANUAL, re.DOTALL)


def rows(header: str) -> list[list[str]]:
    """The rows of the table that begins with a header cell."""
    table = MANUAL.split(f"| {header} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table]


PAIRS = [(typed.strip("`"), printed.strip("`")) for typed, printed in rows("typed | printed back")]


def printed(line: str) -> str:
    """A line as it is printed back."""
    return write_line(resolve(read_line(line))).line


@pytest.mark.parametrize(("typed", "expected"), PAIRS, ids=[typed for typed, _ in PAIRS])
def test_each_example_is_printed_back_as_shown(typed: str, expected: str) -> None:
    """The table's right column is what the left one comes back as, and then stays."""
    if expected == "refused":
        with pytest.raises(LineError):
            read_line(typed)
        return
    assert printed(typed) == expected
    assert printed(expected) == expected


@pytest.mark.parametrize(("typed", "expected"), REFUSALS, ids=[typed for typed, _ in REFUSALS])
def test_each_refusal_reads_as_shown(typed: str, expected: str) -> None:
    """The words, the column and the caret of a refusal are those of the page."""
    with pytest.raises(LineError) as refused:
        read_line(typed)
    assert refused.value.message == expected


def test_the_table_of_clauses_is_the_table_of_the_code() -> None:
    """Every clause has its row, in the order it is printed back in."""
    assert [row[0].strip("`") for row in rows("clause | says")] == [clause.form for clause in CLAUSES]


def test_the_table_of_abbreviations_is_the_table_of_the_code() -> None:
    """Every abbreviation that is read stands on the page, with its drug."""
    told = {typed.strip("`").lower(): drug for typed, drug in rows("typed | drug")}
    assert told == ABBREVIATIONS


def test_the_grammar_defines_what_it_uses() -> None:
    """Every name on the right of a rule has a rule, but for the letters and digits everybody knows."""
    rules = dict(re.findall(r"^(\w[\w ]*?) +=(.*?) ;$", GRAMMAR, re.DOTALL | re.MULTILINE))
    used = {
        name.strip()
        for right in rules.values()
        for name in re.split(r"[,|{}\[\]()\n]", re.sub(r'"[^"]*"|\'"\'', ",", right))
        if name.strip()
    }
    open_ends = {"letter", "digit", "one word without a space", "everything to the end of the item"}
    assert used - rules.keys() - open_ends == {"any signs", "each double quote written twice"}


@pytest.mark.parametrize(
    ("rule", "words"),
    [("route", ROUTES), ("spread", SPREADS), ("purpose", PURPOSES)],
    ids=["route", "spread", "purpose"],
)
def test_the_grammar_lists_the_words_of_the_code(rule: str, words) -> None:
    """The alternatives of a rule are the words that are read."""
    right = re.search(rf"^{rule} +=(.*?) ;$", GRAMMAR, re.DOTALL | re.MULTILINE)[1]
    assert {word.lower() for word in re.findall(r'"([^"]+)"', right)} == set(words)
