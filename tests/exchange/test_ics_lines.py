"""Lines of iCalendar files: whatever a text holds, it is folded within 75 octets and read back as it was."""

import pytest
from calendars import physical
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event

from regimen.exchange.icslines import MAX_OCTETS, escaped, text_below, text_line

TEXTS = st.text(max_size=400) | st.text(st.sampled_from("aé†𝄞 \t\\,;:\n\r\x00\x85\u2028"), min_size=60, max_size=400)
HARD = "\\n, ; \\\\ \\; \\, : \" ' \\"


def read_back(line: str) -> str:
    """A description as `icalendar` reads it."""
    return str(Event.from_ical(f"BEGIN:VEVENT\r\n{line}END:VEVENT\r\n")["DESCRIPTION"])


def kept(text: str) -> str:
    """A text as a calendar can keep it: line ends alike, other controls as spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if (sign < " " and sign not in "\t\n") or sign == "\x7f" else sign for sign in text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c", "a\\, b\\; c"),
        ("a\\b", "a\\\\b"),
        ("a\nb", "a\\nb"),
        ("a\r\nb\rc", "a\\nb\\nc"),
        ("a\\nb", "a\\\\nb"),
        ('"a": b', '"a": b'),
        ("a\tb\x0bc\x7fd", "a\tb c d"),
        ("≥ 8 mg/m²†", "≥ 8 mg/m²†"),
    ],
    ids=["comma-semicolon", "backslash", "line-end", "other-line-ends", "written-n", "quotes", "controls", "signs"],
)
def test_escaping(text: str, written: str) -> None:
    """Backslash, semicolon, comma and line end are written out, controls become spaces, all else stays."""
    assert escaped(text) == written


@given(TEXTS, TEXTS)
@example("", "")
@example("†" * 3334, HARD * 500)
def test_every_text_comes_back(text: str, below: str) -> None:
    """Each line of the file has at most 75 octets and whole characters; joined again, it is the text that went in."""
    written = text_line("DESCRIPTION", text) + text_below(below)
    lines = physical(written)
    assert max(map(len, lines)) <= MAX_OCTETS
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert "".join(line.decode("utf-8") for line in lines)
    assert lines[0].startswith(b"DESCRIPTION:")
    assert all(line.startswith(b" ") for line in lines[1:])
    assert read_back(written) == kept(f"{text}\n{below}")


@pytest.mark.parametrize("sign", ["a", "é", "†", "𝄞"], ids=["one", "two", "three", "four"])
@pytest.mark.parametrize("before", range(8))
def test_no_character_is_divided(sign: str, before: int) -> None:
    """Wherever the fold falls among characters of one to four octets, lines are as full as whole characters allow."""
    text = "x" * before + sign * 200
    lines = physical(text_line("DESCRIPTION", text))
    width = len(sign.encode("utf-8"))
    assert all(MAX_OCTETS - width < len(line) <= MAX_OCTETS for line in lines[:-1])
    assert read_back(text_line("DESCRIPTION", text)) == text


@pytest.mark.parametrize("octets", range(MAX_OCTETS - 2, MAX_OCTETS + 3))
def test_a_line_is_folded_only_if_it_must_be(octets: int) -> None:
    """75 octets stay on one line, 76 take two."""
    lines = physical(text_line("SUMMARY", "x" * (octets - len("SUMMARY:"))))
    assert [len(line) for line in lines] == ([octets] if octets <= MAX_OCTETS else [75, octets - 74])


def test_ten_thousand_characters() -> None:
    """A text of 10,000 characters of every kind comes back whole."""
    text = (HARD + "†é𝄞 \n") * 1000
    text = text[:10_000]
    written = text_line("DESCRIPTION", text)
    assert max(map(len, physical(written))) <= MAX_OCTETS
    assert read_back(written) == text
