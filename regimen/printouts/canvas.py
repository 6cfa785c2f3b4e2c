"""A small canvas of characters: signs with the name of what they belong to, and lines of box-drawing characters.

Box-drawing characters are in every terminal's font, Braille dots and blocks are not. Nothing is said by colour:
whoever draws in colour looks it up by the name.
"""

from itertools import pairwise
from typing import NamedTuple

LIGHT, HEAVY = "─│╮╰╯╭", "━┃┓┗┛┏"
"""Two pens: level, upright, then the corners of a step down and of a step up, each leaving and arriving."""


class Cell(NamedTuple):
    """One character and what it is part of."""

    sign: str = " "
    part: str = ""
    """`anc`, `platelets`, `threshold`, `closes`, `axis`, …; empty for the ground."""


GROUND = Cell()


class Canvas:
    """Rows of cells; what is drawn later covers what was drawn before."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [[GROUND] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, part: str = "") -> None:
        """Text from a cell to the right; what does not fit is cut."""
        for column, sign in enumerate(text, x):
            if 0 <= column < self.width and 0 <= y < self.height:
                self.rows[y][column] = Cell(sign, part)

    def line(self, points: list[tuple[int, int]], part: str, pen: str = LIGHT) -> None:
        """A line through points from left to right, in steps of whole cells."""
        for (x0, y0), (x1, y1) in pairwise(points):
            last = y0
            for x in range(x0 + 1, x1 + 1):
                y = y0 + round((y1 - y0) * (x - x0) / (x1 - x0))
                self._step(x, last, y, part, pen)
                last = y

    def _step(self, x: int, before: int, after: int, part: str, pen: str) -> None:
        if before == after:
            self.put(x, after, pen[0], part)
            return
        corners = pen[2:4] if after > before else pen[4:6]
        self.put(x, before, corners[0], part)
        self.put(x, after, corners[1], part)
        for between in range(min(before, after) + 1, max(before, after)):
            self.put(x, between, pen[1], part)
