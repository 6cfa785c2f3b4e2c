"""The pictures in the manual: one of every kind, of today's pages, and light enough to load."""

import re
from pathlib import Path

import pytest
from pictures import FOLDER, NAMES, picture, pixels

from regimen.printouts.kinds.registry import KINDS

MANUAL = Path(__file__).parents[2] / "docs" / "printouts.md"
SHOWN = dict(re.findall(r"!\[([^\]]+)\]\(pictures/([^)]+)\.png\)", MANUAL.read_text(encoding="utf-8")))
MOST_BYTES = 150_000


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_the_page_as_it_is_today(name: str) -> None:
    """Pixel by pixel; `python tests/printouts/pictures.py` draws them again."""
    assert pixels((FOLDER / f"{name}.png").read_bytes()) == pixels(picture(name))


def test_the_manual_shows_every_picture_with_words_for_those_who_do_not_see_it() -> None:
    """None is missing, none lies about unused, and no two have the same words."""
    assert sorted(SHOWN.values()) == sorted(NAMES) == sorted(path.stem for path in FOLDER.iterdir())


def test_every_kind_has_a_picture() -> None:
    """A kind is seen before it is printed."""
    assert set(KINDS) - set(NAMES) == set()


def test_the_pictures_are_light() -> None:
    """Each loads at once."""
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > MOST_BYTES] == []
