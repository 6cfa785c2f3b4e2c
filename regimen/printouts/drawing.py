"""A drawing as a list of shapes in points, y downwards: what a chart on paper consists of, in every format alike.

All of it is black, white and grey, and no meaning rests on a grey alone.
"""

from enum import StrEnum
from typing import NamedTuple

Point = tuple[float, float]
"""From the left edge, from the top edge."""
SIGN = 2.6
"""Half the height of a sign."""


class Pen(StrEnum):
    """How a line is drawn."""

    HAIR = "hair"
    FINE = "fine"
    BOLD = "bold"
    DASHED = "dashed"


class Stroke(NamedTuple):
    """A line through points."""

    points: tuple[Point, ...]
    pen: Pen = Pen.FINE


class Fill(StrEnum):
    """How an area is filled."""

    TINT = "tint"
    DARK = "dark"
    OPEN = "open"


class Area(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    fill: Fill = Fill.TINT


class Sign(NamedTuple):
    """A sign such as ● or △, drawn about its middle; not set as text, since few fonts have all of them."""

    middle: Point
    sign: str


class Label(NamedTuple):
    """A text on its base line."""

    at: Point
    text: str
    anchor: str = "start"
    """Which end of it, or its middle, stands there: `start`, `middle` or `end`."""
    strong: bool = False


Shape = Stroke | Area | Sign | Label


class Drawing(NamedTuple):
    """Shapes on a ground of so many points; later ones cover earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
