"""Files written whole or not at all: through links, with the rights they had, never over what somebody else wrote."""

import stat
import sys
from pathlib import Path

import pytest

from regimen.errors import RegimenError
from regimen.protocol.yamltext import is_yaml, save_text, seen, yaml_files


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_rights(tmp_path: Path, rights: int) -> None:
    """Who must not read a file cannot read it after it was written again."""
    path = tmp_path / "a.yaml"
    save_text("a", path)
    path.chmod(rights)
    save_text("b", path, overwrite=True)
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("b", rights)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_stays_one(tmp_path: Path) -> None:
    """What a link leads to is written, whether it is there yet or not."""
    (tmp_path / "far").mkdir()
    link, real = tmp_path / "a.yaml", tmp_path / "far" / "a.yaml"
    link.symlink_to(real)
    for text in ("a", "b"):
        save_text(text, link, overwrite=True)
        assert (link.is_symlink(), real.read_text(), link.read_text()) == (True, text, text)
    assert sorted(path.name for path in real.parent.iterdir()) == ["a.yaml"]


def test_what_somebody_else_wrote_is_kept(tmp_path: Path) -> None:
    """A file that is no more what it was is refused and kept; one that is gone is written again."""
    path = tmp_path / "a.yaml"
    assert seen(path) is None
    save_text("mine", path)
    was = seen(path)
    save_text("mine too", path, overwrite=True, was=was)
    with pytest.raises(RegimenError, match="changed by another program"):
        save_text("mine again", path, overwrite=True, was=was)
    assert path.read_text() == "mine too"
    path.unlink()
    save_text("mine again", path, was=was)
    assert path.read_text() == "mine again"


def test_files_are_yaml_by_their_names(tmp_path: Path) -> None:
    """Either ending in either case, in order; folders are none, and those below only on demand."""
    (tmp_path / "below.yaml").mkdir()
    for name in ("b.yml", "a.yaml", "C.YAML", "d.txt", "below.yaml/e.yml"):
        (tmp_path / name).write_text("")
    assert [path.name for path in yaml_files(tmp_path)] == ["C.YAML", "a.yaml", "b.yml"]
    assert [path.name for path in yaml_files(tmp_path, below=True)] == ["C.YAML", "a.yaml", "b.yml", "e.yml"]
    assert not is_yaml(tmp_path / "d.txt")
