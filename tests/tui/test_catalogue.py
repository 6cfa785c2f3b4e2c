"""What can be opened: found without being read, searched by its words, listed even where it cannot be used."""

from pathlib import Path

import pytest
from sessions import FIXTURES

from regimen.nomenclature import NOTICE
from regimen.protocol.shelf import library_ids
from tui import recent
from tui.catalogue import LIBRARY_PLACE, MOST_FILES, Book, books
from tui.recent import MOST, recent_files, recent_list, remember

BEAM = FIXTURES / "beam.yaml"


def book(name: str = "beam") -> Book:
    """A fixture protocol as a book of the current folder."""
    return Book(FIXTURES / f"{name}.yaml", "this folder")


def test_a_list_reads_nothing() -> None:
    """To list library and folder no protocol is read."""
    listed = books(FIXTURES, [])
    assert len(listed) > len(library_ids())
    assert not [one.name for one in listed if one.is_read]


def test_the_library_comes_first() -> None:
    """Bundled protocols under their ids, the home case first; then files by name; then those opened before."""
    listed = books(FIXTURES, [])
    bundled = [one.name for one in listed if one.bundled]
    assert [one.name for one in listed][: len(bundled)] == bundled == library_ids()
    assert [one.name for one in listed][len(bundled) :] == sorted(path.name for path in FIXTURES.glob("*.yaml"))


def test_only_what_looks_like_a_protocol_is_listed(tmp_path) -> None:
    """Courses, other YAML, other files and folders are left out; a protocol that is broken is not."""
    (tmp_path / "course.yaml").write_text("format: 1\nprotocol: beam\nreference_date: 2026-12-01\n")
    (tmp_path / "compose.yml").write_text("services: {}\n")
    (tmp_path / "notes.txt").write_text("doses:\n")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken.yaml").write_text("id: x\nagents: [\n")
    (tmp_path / "mine.yml").write_text("id: x\n'doses' : []\n")
    assert [one.name for one in books(tmp_path, []) if not one.bundled] == ["broken.yaml", "mine.yml"]


def test_no_more_files_than_can_be_looked_through(tmp_path) -> None:
    """Of a folder of very many files the first are looked at."""
    for number in range(MOST_FILES + 5):
        (tmp_path / f"p{number:03}.yaml").write_text("doses:\n")
    assert len([one for one in books(tmp_path, []) if not one.bundled]) == MOST_FILES


def test_a_folder_that_is_gone_has_no_files(tmp_path) -> None:
    """The library can be browsed from anywhere."""
    assert {one.place for one in books(tmp_path / "gone", [])} == {LIBRARY_PLACE}


def test_files_opened_before_are_listed_once(tmp_path) -> None:
    """A file in the folder or the library is not repeated as one opened before."""
    other = tmp_path / "other.yaml"
    other.write_text("doses:\n")
    listed = books(FIXTURES, [BEAM, other])
    assert [(one.name, one.place) for one in listed if one.place == "opened before"] == [
        ("other.yaml", "opened before")
    ]
    assert sum(one.path.name == "beam.yaml" and not one.bundled for one in listed) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", True),
        ("beam", True),
        ("BEAM", True),
        ("melphalan", True),
        ("lymph", True),
        ("mel lymphoma", True),
        ("mitoxantrone", False),
        ("melphalan leukaemia", False),
    ],
)
def test_every_word_of_a_search_counts(text, found) -> None:
    """A search finds id, title, drugs and condition, in any case and order; every word must stand there."""
    assert book().holds(text) == found


def test_a_row_says_what_it_is() -> None:
    """Name, id, version and place; short name and condition."""
    assert (book().head, book().words) == ("beam.yaml · beam · version 1 · this folder", "BEAM: lymphoma")
    home = books(FIXTURES, [])[0]
    assert home.head == "nct01681537 · version 2"
    assert home.words == "LEN + MEC: relapsed or refractory acute myeloid leukaemia"
    assert home.reading.versions == ["1", "2"]


def test_the_sheet_is_the_protocol_in_words() -> None:
    """The sheet carries the notice and is folded to the width it is given."""
    sheet = book().sheet(40)
    assert NOTICE in " ".join(sheet.split())
    assert "melphalan" in sheet
    assert max(map(len, sheet.splitlines())) <= 40


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(b"format: 2\ndoses: []\n", "update the program", id="newer-format"),
        pytest.param(b"id: \xff\ndoses: []\n", "not UTF-8", id="not-utf8"),
        pytest.param(b"doses: [\n", "not valid YAML", id="not-yaml"),
        pytest.param(b"doses:\n  - &a {agent: b}\n", "anchors", id="anchor"),
        pytest.param(b"doses: []\n" + b"#" * 1_000_001, "larger than 1,000,000 bytes", id="too-large"),
    ],
)
def test_what_cannot_be_used_says_why(tmp_path, raw, words) -> None:
    """A broken file is listed with a sign and its first problem; its sheet has every problem with its place."""
    path = tmp_path / "broken.yaml"
    path.write_bytes(raw)
    (one,) = (one for one in books(tmp_path, []) if not one.bundled)
    assert one.words.startswith("✗ ")
    assert words in one.words
    assert f"✗ {path}:" in one.sheet(80)
    assert one.holds("broken")


def test_a_name_cannot_steer_the_terminal(tmp_path) -> None:
    """An escape in a file's name is shown as a box, in the list and in its problems."""
    (tmp_path / "a\x1b[31m.yaml").write_text("doses: [\n")
    (one,) = (one for one in books(tmp_path, []) if not one.bundled)
    assert "\x1b" not in one.head + one.words + one.sheet(80)
    assert one.name == "a▯[31m.yaml"


def test_the_last_files_are_remembered(tmp_path) -> None:
    """The last opened stands first, each once, no more than a few, and those that are gone are left out."""
    paths = [tmp_path / f"{number}.yaml" for number in range(MOST + 2)]
    for path in paths:
        path.write_text("doses:\n")
        remember(path)
    remember(paths[5])
    expected = [paths[5], *(path for path in reversed(paths) if path != paths[5])][:MOST]
    assert recent_files()[: len(expected)] == [path.resolve() for path in expected]
    paths[5].unlink()
    assert paths[5].resolve() not in recent_files()


def test_a_list_that_cannot_be_kept_is_no_problem(monkeypatch, tmp_path) -> None:
    """A state folder that is a file, or a list that is no text, leaves the program as it is."""
    monkeypatch.setattr(recent, "recent_list", lambda: tmp_path / "file" / "recent.txt")
    (tmp_path / "file").write_text("")
    remember(BEAM)
    assert recent_files() == []
    monkeypatch.setattr(recent, "recent_list", lambda: tmp_path / "file")
    (tmp_path / "file").write_bytes(b"\xff\n")
    assert recent_files() == []


def test_the_list_lies_in_the_users_state_folder() -> None:
    """It is not mixed with the configuration, which a person may keep in version control."""
    assert recent_list().name == "recent.txt"
    assert "regimen" in str(recent_list())


def test_paths_of_the_list_are_absolute(monkeypatch, tmp_path) -> None:
    """A file opened by a relative path is found again from another folder."""
    monkeypatch.chdir(tmp_path)
    Path("here.yaml").write_text("doses:\n")
    remember(Path("here.yaml"))
    monkeypatch.chdir("/")
    assert recent_files()[0] == (tmp_path / "here.yaml").resolve()
