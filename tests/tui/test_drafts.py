"""A protocol being written: what its text says at each state, what is kept, what is refused."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import FIXTURES, TODAY
from textual.document._document import Document

from regimen.course import Course
from regimen.dosing.subject import SAMPLE_SUBJECT
from regimen.errors import RegimenError
from regimen.protocol import shelf
from regimen.protocol.reader import parse_protocol, read_protocol
from tui.drafts import MAX_EDITED, Draft, evened, own_id, text_of, with_own_id

HOME = shelf.LIBRARY / "nct01681537.yaml"
HOME_TEXT = HOME.read_text(encoding="utf-8")
BEAM = (FIXTURES / "beam.yaml").read_text(encoding="utf-8")
COURSE = Course(reference_date="2026-12-01", subject=SAMPLE_SUBJECT)


def draft(text: str = HOME_TEXT, file: Path | None = None) -> Draft:
    """A draft of a text."""
    return Draft(text, COURSE, TODAY, file)


@pytest.mark.parametrize("path", [HOME, *sorted(FIXTURES.glob("*.yaml"))], ids=lambda path: path.stem)
def test_a_copy_is_the_file_under_another_id(path) -> None:
    """A copy differs in its id alone, remarks and all, and reads as the same protocol."""
    text = path.read_text(encoding="utf-8")
    made = Draft.copy_of(path, {path.stem}, COURSE, TODAY)
    differing = [(old, new) for old, new in zip(text.splitlines(), made.text.splitlines(), strict=True) if old != new]
    assert differing == [(f"id: {path.stem}", f"id: {path.stem}-copy")]
    assert made.protocol == read_protocol(path).model_copy(update={"id": f"{path.stem}-copy"})
    assert (made.file, made.modified, made.suggested) == (None, False, Path(f"{path.stem}-copy.yaml"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("id: a\nversion: '1'\n", "id: a-copy\nversion: '1'\n", id="plain"),
        pytest.param("version: '1'\nid:   'a'  # mine\n", "version: '1'\nid:   a-copy  # mine\n", id="quoted"),
        pytest.param("{id: a, version: '1'}", "{id: a-copy, version: '1'}", id="in-one-line"),
        pytest.param("id:\n  a\n", "id:\n  a-copy\n", id="on-the-next-line"),
        pytest.param("title: no id\n", "title: no id\n", id="none"),
        pytest.param("id: [a]\n", "id: [a]\n", id="a-list"),
        pytest.param("id: a\nb: [\n", "id: a\nb: [\n", id="unreadable"),
    ],
)
def test_where_the_id_stands(text, expected) -> None:
    """The id is replaced at its own place; a text without a readable one stays as it is."""
    assert with_own_id(text, {"a"}) == expected


def test_ids_are_never_taken() -> None:
    """A second copy has a number; a long id is cut so that it stays an id."""
    assert own_id("beam", {"beam", "beam-copy"}) == "beam-copy-2"
    assert own_id("beam", {"beam-copy", "beam-copy-2"}) == "beam-copy-3"
    assert own_id("x" * 64, set()) == "x" * 59 + "-copy"


REFUSED = {
    "newer-format": ("format: 1", "format: 2", "format", ["format '2'", "update the program"]),
    "thousand-cycles": ("count: 1,", "count: 1000,", "out-of-range", ["1000 is out of range", "1 to 130"]),
    "million-days": ("days: 20,", "days: 1-1000000,", "value-refused", ["1-1000000"]),
    "yaml": ("phase: I", "phase: [I", "yaml-syntax", ["not valid YAML"]),
    "unknown-key": ("phase: I", "fase: I", "unknown-key", ["did you mean phase?"]),
    "escape": ("phase: I", "phase: \x1b[31mI", "control-character", ["U+001B"]),
    "half-a-letter": ("phase: I", "phase: \ud800", "not-utf8", []),
}


@pytest.mark.parametrize(("old", "new", "code", "words"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_told_and_nothing_is_lost(old, new, code, words) -> None:
    """What cannot be used is a finding with its place; the text stays, and the plan is that of the last good text."""
    made = draft()
    before = made.plan
    text = HOME_TEXT.replace(old, new, 1)
    made.change(text)
    assert (made.text, made.plan, made.current) == (text, before, False)
    finding = next(finding for finding in made.misfits if finding.code == code)
    assert finding.place is not None
    assert [word for word in words if word not in finding.message] == []
    made.change(HOME_TEXT)
    assert (made.misfits, made.current, made.modified) == ([], True, False)


def test_a_text_that_can_be_used_has_its_remarks() -> None:
    """Lint speaks when nothing keeps the text from being used; what the file suppresses is not said."""
    made = draft(BEAM)
    assert [(finding.code, made.sign(finding)) for finding in made.findings][:1] == [("no-product", "?")]
    made.change(BEAM.replace("format: 1", "format: 2"))
    assert [(finding.code, made.sign(finding)) for finding in made.findings] == [("format", "✗")]
    made.change(BEAM + "suppress:\n  - {rule: no-product, reason: not needed here}\n")
    assert "no-product" not in [finding.code for finding in made.findings]


def test_what_has_harmed_people_stands_out() -> None:
    """A remark of the highest weight has a sign of its own, and does not keep the text from being used."""
    made = draft(
        HOME_TEXT.replace("over: 30 min, days: 4-8", "days: 4-8").replace(
            "MEC, dose: $mec.mitoxantrone, route: IV", "MEC, dose: $mec.mitoxantrone, route: intrathecal"
        )
    )
    assert made.current
    assert ("intrathecal-fatal", "▲") in [(finding.code, made.sign(finding)) for finding in made.findings]


def test_findings_of_every_version_come_in_file_order() -> None:
    """An error that only an older version has is told too, and what stands first in the text is told first."""
    text = HOME_TEXT.replace("at: ladder.default, to: d10-50", "at: ladder.default, to: x")
    text = text.replace("default: d14-10", "default: d14-11").replace("letter: L\n", "letter: LL\n")
    made = draft(text)
    places = [finding.place and finding.place.line for finding in made.misfits]
    assert places == sorted(places)
    messages = " ".join(finding.message for finding in made.misfits)
    assert [word for word in ("d14-11", "'x'", "'LL'") if word not in messages] == []


def test_the_plan_is_the_first_cycle_at_the_default_level() -> None:
    """Of eight cycles one is laid out, at the default level, with the Day 1 and subject of the course given."""
    made = draft((FIXTURES / "hypercvad.yaml").read_text(encoding="utf-8"))
    assert made.plan is not None
    assert made.plan.resolved.cycle_count == 1
    assert (made.plan.course.reference_date, made.plan.course.subject) == (dt.date(2026, 12, 1), SAMPLE_SUBJECT)
    home = draft().plan
    assert home is not None
    assert home.resolved.level == "d10-50"


def test_no_fewer_cycles_than_the_source_allows() -> None:
    """Where the source gives a least number of cycles, so many are laid out."""
    text = (FIXTURES / "hypercvad.yaml").read_text(encoding="utf-8")
    made = draft(text.replace("count: 8,", "count: 8, fewest: 2,"))
    assert made.misfits == []
    assert made.plan is not None
    assert made.plan.resolved.cycle_count == 2


def test_a_protocol_without_cycles_has_its_plan() -> None:
    """BEAM has no cycles and is laid out whole."""
    made = draft(BEAM)
    assert made.plan is not None
    assert made.plan.schedule.first_day == -6


@given(
    st.integers(0, len(HOME_TEXT) - 1),
    st.integers(0, 40),
    st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["1-3660", "$level.days", "AUC 5", "-", ": "]),
)
def test_no_text_stops_the_editor(at: int, gone: int, put: str) -> None:
    """Whatever is typed or deleted anywhere, the draft follows: findings, or a plan of that very text."""
    made = draft(BEAM)
    text = HOME_TEXT[:at] + put + HOME_TEXT[at + gone :]
    made.change(text)
    assert made.text == text
    assert made.current == (made.misfits == [])
    if made.current:
        assert made.protocol == parse_protocol(text)


@given(st.text(st.sampled_from("ab \n\r\t\x0b\x0c\x1c\x85\u2028")))
def test_line_ends_are_those_of_the_editor(text: str) -> None:
    """The evened text is what a text area gives back unchanged."""
    even = evened(text)
    assert Document(even).text == even
    assert "".join(even.split()) == "".join(text.split())


def test_saving_writes_what_was_typed(tmp_path) -> None:
    """A saved draft is no longer modified, and the file holds its text to the letter."""
    made = draft()
    made.change(HOME_TEXT + "# more\n")
    assert made.modified
    made.save(tmp_path / "mine.yaml")
    assert (made.modified, made.name) == (False, "mine.yaml")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == HOME_TEXT + "# more\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_text_with_errors_is_saved_too(tmp_path) -> None:
    """Half a protocol can be saved and opened again."""
    made = draft("id: a\ndoses: [\n")
    made.save(tmp_path / "half.yaml")
    assert Draft.of_file(tmp_path / "half.yaml", COURSE, TODAY).text == "id: a\ndoses: [\n"


def test_line_ends_of_a_file_are_kept(tmp_path) -> None:
    """A file with the line ends of Windows keeps them, and opening it changes nothing."""
    path = tmp_path / "dos.yaml"
    path.write_bytes(BEAM.replace("\n", "\r\n").encode())
    made = Draft.of_file(path, COURSE, TODAY)
    assert (made.modified, made.misfits) == (False, [])
    made.change(made.text + "# more\n")
    made.save(path, overwrite=True)
    assert path.read_bytes() == (BEAM + "# more\n").replace("\n", "\r\n").encode()


def test_a_file_changed_by_someone_else_is_noticed(tmp_path) -> None:
    """What another program wrote since is seen; what was written here is not taken for it."""
    path = tmp_path / "mine.yaml"
    path.write_text(BEAM, encoding="utf-8")
    made = Draft.of_file(path, COURSE, TODAY)
    made.change(BEAM + "# here\n")
    assert not made.changed_elsewhere
    made.save(path, overwrite=True)
    assert not made.changed_elsewhere
    path.write_text(BEAM + "# there\n", encoding="utf-8")
    assert made.changed_elsewhere
    path.unlink()
    assert not made.changed_elsewhere


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("mine.txt", ["does not end in .yaml", "write mine.txt.yaml"], id="suffix"),
        pytest.param("there.yaml", ["exists and was kept", "another name"], id="existing"),
        pytest.param("no/where.yaml", ["cannot write", "choose a folder"], id="no-folder"),
    ],
)
def test_where_nothing_is_written(tmp_path, name, words) -> None:
    """A path that will not do is refused with what to do, and the draft stays as it was."""
    (tmp_path / "there.yaml").write_text("theirs")
    made = draft()
    made.change("changed")
    with pytest.raises(RegimenError) as caught:
        made.save(tmp_path / name)
    assert [word for word in words if word not in caught.value.message] == []
    assert (made.modified, made.file) == (True, None)
    assert (tmp_path / "there.yaml").read_text() == "theirs"


@pytest.mark.parametrize("name", ["nct01681537.yaml", "own.yaml"])
def test_the_library_is_never_written_to(monkeypatch, tmp_path, name) -> None:
    """Nothing bundled is overwritten or joined, even where it is asked for."""
    monkeypatch.setattr(shelf, "LIBRARY", tmp_path)
    (tmp_path / "nct01681537.yaml").write_text(HOME_TEXT, encoding="utf-8")
    with pytest.raises(RegimenError, match="bundled protocols stay as they are"):
        draft("changed").save(tmp_path / name, overwrite=True)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == [HOME_TEXT]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(b"a: 1\nb: \xe9\n", ["not UTF-8", "0xe9 in line 2", "save it as UTF-8"], id="latin-1"),
        pytest.param(b"#" * (MAX_EDITED + 1), ["too large", "200,000 bytes", "protocols check"], id="large"),
        pytest.param(None, ["cannot read", "No such file"], id="missing"),
    ],
)
def test_what_cannot_be_shown_as_text_is_refused(tmp_path, raw, words) -> None:
    """A file that no text area could give back unchanged is not opened, and the message says what to do."""
    path = tmp_path / "file.yaml"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(RegimenError) as caught:
        text_of(path)
    assert [word for word in words if word not in caught.value.message] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("id: ../../etc\n", "mine.yaml"), ("id: beam-2\n", "beam-2.yaml"), ("", "mine.yaml"), ("id: {}\n", "mine.yaml")],
)
def test_the_suggested_name_is_a_name(text, name) -> None:
    """The file suggested lies in the current folder whatever the id says."""
    assert draft(text).suggested == Path(name)
