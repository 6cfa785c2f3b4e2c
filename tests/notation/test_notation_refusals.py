"""What a line may not say: each refusal points at its column and says what to write."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimen.errors import ValueSyntaxError
from regimen.notation.read import read_line
from regimen.notation.text import MAX_CHARACTERS, LineError


def refusal(text: str) -> LineError | None:
    """The refusal of a line, if it is refused."""
    try:
        read_line(text)
    except LineError as error:
        return error
    return None


def refused(text: str) -> LineError:
    """The refusal of a line, which must be refused."""
    error = refusal(text)
    assert error is not None
    return error


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("LEN 50 mg «d1-10", "route of lenalidomide is missing; allowed: PO, IV, SC"),
        ("LEN 50 mg PO«", "days are missing"),
        ("LEN «PO d1-10", "dose is missing before 'PO'"),
        ("LEN«", "dose is missing"),
        ("«50 mg PO d1", "no drug"),
        ("«5-FU 400 mg/m2 IV d1", "not a safe name"),
        ("LEN 50 mg PO d1; «MTX 12 mg IV d1", "write in full: methotrexate"),
        ("LEN 50 mg PO d1; «aza 75 mg/m2 SC d1", "azacitidine or azathioprine"),
        ("«ara-c 1 g IV d1", "write in full: cytarabine"),
        ("«VCR 1 mg IV d1", "write in full: vincristine"),
        ("LEN 5 mg PO d1 with «MTX 5 mg", "write in full: methotrexate"),
        ("«" + "very " * 20 + "long 5 mg PO d1", "the drug's name has 104 letters; allowed: at most 64"),
        ("«" + "; ".join(f"drug-{n} 1 mg PO d1 with more-{n} 1 mg" for n in range(40)), "too many drugs"),
        ("«XYZ 1 mg IV d1", "abbreviation that is not known"),
        ("«naïve 1 mg IV d1", "no drug"),
        ("LEN «50 PO d1", "has no unit"),
        ("LEN «50 mgs PO d1", "unknown unit"),
        ("LEN «50 MG PO d1", "did you mean mg?"),
        ("bleomycin «10 U IV d1", "does not say which units"),
        ("bleomycin «10 IU/m2 IV d1", "IU has been read as IV"),
        ("LEN «50 mg/day PO d1", "is that of a day"),
        ("cytarabine «200 mg/m2/d IV d1 q12h", "is that of a day; write one administration"),
        ("cytarabine «200 mg/m2 per day IV d1", "is that of a day"),
        ("cytarabine «1,000 mg IV d1", "has a comma"),
        ("LEN «.5 mg PO d1", "write 0.5"),
        ("LEN «5.0 mg PO d1", "write 5; 5.0 has been read"),
        ("LEN «0 mg PO d1", "is zero"),
        ("LEN 5 mg PO «d0-3", "no Day 0 here: the day before Day 1 is Day -1; write -1 or 1, or make day0"),
        ("LEN 5 mg PO d1,«5-3", "runs backwards; write 3-5"),
        ("LEN 5 mg PO d1-3, «9999", "too far"),
        ("LEN 5 mg PO d1, d«1-1000000", "is too far"),
        ("LEN 5 mg PO d«1x", "cannot read '1x'"),
        ("LEN 5 mg PO d1 «d2", "days are given twice"),
        ("LEN 5 mg PO d1 «IV", "second time"),
        ("LEN 5 mg PO or «PO d1", "stands here twice"),
        ("LEN 5 mg PO or «XX d1", "is not a route; allowed: PO"),
        ("LEN 5 mg PO d1 «QD", "write daily"),
        ("LEN 5 mg PO d1 «q12h.", "is not a spread of doses; allowed: daily, BID"),
        ("LEN 5 mg PO d1 «rescue!", "is not a purpose; allowed: premedication"),
        ("LEN 5 mg PO d1 «qod", "d1-21/2"),
        ("methotrexate 12 mg «IT d1", "write intrathecal"),
        ("LEN 5 mg PO d1 «mitoxantrone 8 mg/m2 IV d1", "write ; before it"),
        ("LEN 5 mg PO «1-10", "days are written d1-10"),
        ("LEN 5 mg PO d1 «q21 x3", "item of its own"),
        ("LEN 5 mg PO d1 «unitl recovery", "did you mean until?"),
        ("LEN 5 mg PO d1 over «x", "cannot read the duration"),
        ("LEN 5 mg PO d1 cap «2 mg/m2", "is a dose by body size"),
        ("vincristine «1 mg/m2 IV d1 cap 2 mL", "in mg, its cap in mL; write both alike"),
        ("LEN 5 mg PO d1 age «old", "cannot read the age band"),
        ("LEN 5 mg PO d1 «every 14 d", "the line has none; for cycles of 14 days write q14 x6"),
        ("LEN 5 mg PO d1 every «q; q28", "number of days"),
        ("LEN 5 mg PO d1 with «5 mg", "a drug and its dose"),
        ("LEN 5 mg PO d1 with mesna 1 g «with mesna 1 g", "carried twice"),
        ("LEN 5 mg PO d1 after «4 h", "a drug of this line is meant"),
        ("LEN 5 mg PO d1 until«", "words are missing"),
        ('LEN 5 mg PO d1 until «""', "words are missing"),
        ('LEN 5 mg PO d1 until «"recovery', "not closed"),
        ("LEN 5 mg PO d1 until recovery «over 1 h", "means something of its own; put the words in double quotes"),
        ("LEN 5 mg PO d1 until recovery «> 10 mg d2", "means something of its own"),
        ("LEN 5 mg PO d1 > «PO", "dose is missing"),
        ("LEN 5 mg PO d1 > 10 mg«", "days are missing"),
        ("LEN 5 mg PO d1; «x6", "how long is each of the 6 cycles"),
        ("LEN 5 mg PO d1; q21 «x1000", "out of range; allowed: 1 to 130"),
        ("LEN 5 mg PO d1; «q400", "out of range; allowed: 1 to 366"),
        ("LEN 5 mg PO d1; «q99999", "too many"),
        ("LEN 5 mg PO d1; q21; «q28", "second time"),
        ("LEN 5 mg PO d1; q21 «weekly", "not understood"),
        ("LEN 5 mg PO d1 «c4; q21 x3", "cycle 4 is not drawn; allowed: 1 to 3"),
        ("LEN 5 mg PO «d1-22; q21 x3", "fall on one day in successive cycles"),
        ("LEN 5 mg PO d1 > 10 mg «d1-3", "stands in step 1 and in step 2"),
        ("LEN 5 mg PO d1 q12h «over 13 h", "longer than"),
        ("LEN 5 mg PO d1 BID «from slot 3", "out of range; allowed: 1 to 2"),
        ("day0 «stem cells; LEN 5 mg PO d1", "day0 is an item of its own"),
        ("day0; «day1; LEN 5 mg PO d1", "second time"),
        ("«day0", "no dose"),
        ("« ; ", "the line is empty"),
        ("«", "the line is empty"),
        ("LEN 5 mg «\x00PO d1", "U\\+0000 cannot be shown"),
        ("LEN 5 mg PO d1 «\u202e", "U\\+202E cannot be shown"),
        ("; ".join(["LEN 1 mg PO d1"] * 60) + "; «LEN 1 mg PO d1", "at most 60"),
        ("x" * MAX_CHARACTERS + "«" + "x" * 990_000, "1,000,000 characters; allowed: at most 10,000"),
        ("LEN 1 mg PO d«" + ",".join(["1"] * 500), "500 parts; allowed: 400"),
    ],
    ids=lambda value: value[:40],
)
def test_each_refusal_points_and_tells(marked: str, words: str) -> None:
    """The column is that of the mark, and the words say what is wrong and what to do."""
    error = refused(marked.replace("«", ""))
    assert words.replace("\\", "") in error.message
    assert error.column == marked.index("«") + 1


def test_a_refusal_shows_the_line_and_a_caret() -> None:
    """Under the words stand the line and a caret under the column; both are part of the message."""
    error = refused("LEN 50 mg d1-10")
    assert isinstance(error, ValueSyntaxError)
    assert error.message.splitlines()[1:] == ["  LEN 50 mg d1-10", "            ^"]
    assert str(error) == error.message


def test_a_long_line_is_shown_around_the_column() -> None:
    """Of a long line the part around the column is shown, and the caret still stands under it."""
    text = "; ".join(["lenalidomide 50 mg PO d1-10"] * 20) + "; mitoxantrone 8 mg/m2 ?"
    *_, shown, caret = refused(text).message.splitlines()
    assert len(shown) < 110
    assert shown[caret.index("^")] == "?"
    assert shown.startswith("  …")


def test_white_space_of_any_kind_is_a_space() -> None:
    """Tabs, line ends and no-break spaces separate words; the caret line stays one line."""
    assert read_line("LEN\t50 mg\nPO\u00a0d1-10") == read_line("LEN 50 mg PO d1-10")
    assert len(refused("LEN 50 mg\nd1").message.splitlines()) == 3


WORDS = """
LEN cytarabine MTX 50 8 mg mg/m2 mg/day PO IV d1 d1-10 d0 d-6--2 c2 q12h q21 x6 day0 is over cap age <60 after before
with until " ; ; , > # from slot to every 3 h AUC 5 total block
"""


@given(st.one_of(st.text(), st.text(string.printable), st.lists(st.sampled_from(WORDS.split())).map(" ".join)))
def test_any_text_is_read_or_refused_with_a_column(text: str) -> None:
    """Whatever is typed: a protocol, or a refusal that points into the line; never another error."""
    error = refusal(text)
    assert error is None or (1 <= error.column <= len(text) + 1 and f"column {error.column}: " in error.message)


@given(st.data())
def test_a_damaged_line_is_read_or_refused(data: st.DataObject) -> None:
    """A line with one sign changed, taken out or put in is read or refused, with no other error."""
    text = (
        'day0 is it; LEN 5 mg PO d-3--1,2 q12h cap 9 mg > 6 mg d4 c1 until "no"; mesna 1 g IV d1 after LEN 1 h; q9 x2'
    )
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(["", " ", *string.printable]))
    refusal(text[:at] + sign + text[at + data.draw(st.integers(0, 2)) :])
