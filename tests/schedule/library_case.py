"""What a golden calendar of a library protocol is made under, and the day lists worked out by hand for all of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "golden" / "library"


class Case(NamedTuple):
    """One day list worked out by hand from the source that the protocol names."""

    name: str
    """Name of the golden file."""
    protocol: str
    """Id in the library."""
    text: str
    """The day list, in the form of by_hand.py."""
    level: str | None = None
    choices: Mapping[str, str] = {}
    overlays: tuple[str, ...] = ()
    cycles: int | None = None
    subject: Mapping[str, str] = {}
    """Fields of the subject, where lines are for some subjects only."""


def cases() -> list[Case]:
    """Every case of every by_hand module."""
    import by_hand_acute
    import by_hand_aml
    import by_hand_mec
    import by_hand_others

    return [*by_hand_mec.cases(), *by_hand_aml.cases(), *by_hand_acute.cases(), *by_hand_others.cases()]


if __name__ == "__main__":
    for case in cases():
        (FOLDER / f"{case.name}.txt").write_text(case.text, encoding="utf-8")
