"""Whatever is in a protocol file, it is read or refused with findings that point into it."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st
from texts import FILE, HOME_TEXT

from regimen.protocol.reader import UnusableFile, parse_protocol
from regimen.protocol.resolve import resolve
from regimen.schedule.build import build_schedule


@given(st.text(max_size=300))
def test_any_text_is_unusable_at_worst(text) -> None:
    """Random text never raises anything but UnusableFile."""
    with contextlib.suppress(UnusableFile):
        parse_protocol(text)


SCRAPS = [
    "", " ", "\n", "  - ", "- ", ": ", "{}", "[]", "{a: b}", "~", '""', "'", '"', "*a", "&a ", "!t ", "#", "|",
    ">", "?", "---\n", "0", "-1", "1", "99999", "8-4", "-5--2", "1-21/2", "8 mg", "8", "q12h", "IV", "<60", "x", "🙂",
    "\x85", "\u2028", "$mec.etoposide", "$level.dose", "$level", "d10-5", "teaching", "lenalidomide",
    "LEN", "count recovery",
]  # fmt: skip


@st.composite
def mutations(draw) -> str:
    """The home file with a few passages cut out, doubled, moved or replaced by scraps."""
    text = HOME_TEXT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        scrap = draw(st.sampled_from(SCRAPS) | st.text(max_size=5))
        match draw(st.integers(0, 2)):
            case 0:
                text = text[:start] + scrap + text[end:]
            case 1:
                text = text[:end] + text[start:]
            case _:
                text = text[:start] + text[end:] + text[start:end]
    return text


@given(mutations())
def test_any_damage_to_the_home_file_is_unusable_at_worst(text) -> None:
    """A damaged file is read or refused with findings that point into it, from top to bottom."""
    try:
        parse_protocol(text, FILE)
    except UnusableFile as error:
        places = [finding.place for finding in error.findings]
        assert places
        assert places[0].line >= 1
        assert max(place.line for place in places) <= len(text.splitlines()) + 1


@st.composite
def value_swaps(draw) -> str:
    """The home file with one word replaced by another of its words, so that it often stays valid."""
    words = sorted({word for line in HOME_TEXT.splitlines() for word in line.split() if word.endswith((",", "}"))})
    old, new = draw(st.sampled_from(words)), draw(st.sampled_from(words)).rstrip(",}")
    at = draw(st.integers(0, HOME_TEXT.count(old) - 1))
    parts = HOME_TEXT.split(old)
    return old.join(parts[: at + 1]) + new + old[len(old.rstrip(",}")) :] + old.join(parts[at + 1 :])


@given(value_swaps())
def test_what_is_read_can_be_drawn(text) -> None:
    """A file that is accepted gives a schedule at every level, whatever its values."""
    with contextlib.suppress(UnusableFile):
        protocol = parse_protocol(text)
        for level in protocol.ladder.levels:
            assert build_schedule(resolve(protocol, level)).items
