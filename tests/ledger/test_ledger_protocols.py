"""Kept protocols: a course stays as it was when the library or a file changes, and no version gets another content."""

from pathlib import Path

import pytest
from ledgers import FIND, NURSE, course, days_given, given

from regimen import changes
from regimen.coursefile import finder
from regimen.errors import RegimenError
from regimen.ledger.ledger import Ledger
from regimen.ledger.protocols import KeptProtocol, kept_protocol
from regimen.protocol.shelf import LIBRARY, library_ids, load
from regimen.schedule.acts import Act

HOME = (LIBRARY / "nct01681537.yaml").read_text(encoding="utf-8")
AMENDMENT = """
  - version: "3"
    date: 2027-01-01
    reason: invented
    source: article
    changes:
      - {change: set, at: short, to: LEN + MEC once more}
"""
MOVE = {"act": "amend", "day": "1", "version": "3", "why": "amendment 3"}


def written(folder: Path, *replacements: tuple[str, str], more: str = "") -> Path:
    """The home protocol as a file of one's own, changed."""
    text = HOME
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = folder / "mine.yaml"
    path.write_text(text.rstrip() + more, encoding="utf-8")
    return path


def enrolled(ledger: Ledger, name: str, path: Path, **more):
    """A course that follows a file."""
    followed = course(name, protocol="nct01681537", protocol_file=path.name)
    return ledger.enrol(followed, finder(path.parent), who=NURSE, **more)


@pytest.mark.parametrize("name", library_ids())
def test_every_protocol_is_kept_whole(name) -> None:
    """Each version of each protocol of the library is read back as it is."""
    latest = load(name)
    kept = kept_protocol(latest, lambda version: load(name, version))
    for version in latest.versions:
        assert kept.version(version) == load(name, version)
    assert (
        KeptProtocol(kept.text).digest == kept_protocol(load(name, latest.versions[0]), lambda v: load(name, v)).digest
    )


def test_a_course_stays_when_its_file_changes_or_goes(ledger, tmp_path) -> None:
    """The protocol is found in the ledger, in every version, and not at its old place."""
    path = written(tmp_path, ("id: nct01681537", "id: mine"))
    follows = course("T-08", protocol="mine", protocol_file=path.name)
    held = ledger.enrol(follows, finder(tmp_path), who=NURSE)
    path.unlink()
    with Ledger.open(ledger.path) as again:
        found = again.held("T-08")
        assert (found.protocol, found.course.protocol_file) == (held.protocol, None)
        old = found.find(found.course.model_copy(update={"version": "1"}))
        assert (old.version, old.id) == ("1", "mine")
        assert days_given(again.commit("T-08", [given(1)], 1, who=NURSE)) == [1]


def test_layout_and_comments_do_not_count(ledger, tmp_path) -> None:
    """The same protocol laid out otherwise is the one that is kept."""
    path = written(tmp_path, ("\nid: nct01681537", "\n# a comment\nid:   'nct01681537'"))
    enrolled(ledger, "T-08", path)
    assert len(ledger.store.protocols()) == 1


def test_a_kept_version_never_gets_another_content(ledger, tmp_path) -> None:
    """Refused with what to do; by wish the course follows the protocol as it is kept."""
    path = written(tmp_path, ("short: LEN + MEC", "short: LEN and MEC"))
    with pytest.raises(RegimenError, match=r"version 1 of nct01681537 with another content.*a version of its own"):
        enrolled(ledger, "T-08", path)
    assert ledger.ids() == ["T-07"]
    held = enrolled(ledger, "T-08", path, as_kept=True)
    assert held.protocol == ledger.held("T-07").protocol
    assert len(ledger.store.protocols()) == 1


def test_a_course_under_way_is_moved_to_a_later_amendment(ledger, tmp_path) -> None:
    """Once a protocol with the version is kept; before, the act is refused."""
    move = changes.acted(Act.model_validate(MOVE))
    with pytest.raises(RegimenError, match=r"no version '3' .* allowed: 1, 2; regimen ledger protocol keeps"):
        ledger.commit("T-07", [move], 1, who=NURSE)
    find = finder(tmp_path)
    path = written(tmp_path, more=AMENDMENT)
    follows = course(protocol_file=path.name)

    def version(number: str):
        return find(follows.model_copy(update={"version": number}))

    made = kept_protocol(version("3"), version)
    assert (ledger.keep_protocol(made, who=NURSE), ledger.keep_protocol(made, who=NURSE)) == (True, False)
    held = ledger.commit("T-07", [move], 1, who=NURSE)
    assert (held.protocol.version, held.protocol.short, held.course.version) == ("3", "LEN + MEC once more", "2")
    with Ledger.open(ledger.path) as again:
        assert again.held("T-07").protocol == held.protocol
        assert [one.protocol.version for one in again.all()] == ["3"]
    assert ledger.undo("T-07", held.seq, who=NURSE).protocol == load("nct01681537", "2")


def test_the_library_is_not_asked_once_a_course_is_kept(ledger, monkeypatch) -> None:
    """A program whose library lost the protocol still shows the course."""
    before = ledger.held("T-07").protocol
    monkeypatch.setattr("regimen.protocol.shelf.LIBRARY", Path("nowhere"))
    with pytest.raises(RegimenError):
        FIND(course())
    with Ledger.open(ledger.path) as again:
        assert again.held("T-07").protocol == before
