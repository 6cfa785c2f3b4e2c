"""A drawing as SVG, on one line: for the browser as it is, for the typesetter as a picture."""

from collections.abc import Callable, Iterable
from html import escape

from regimen.printouts.drawing import SIGN, Area, Drawing, Fill, Label, Point, Shape, Sign, Stroke

_INK, _GREY = "#222", "#aaa"
_PENS = {
    "hair": f'stroke="{_GREY}" stroke-width="0.4"',
    "fine": f'stroke="{_INK}" stroke-width="0.8"',
    "bold": f'stroke="{_INK}" stroke-width="1.7"',
    "dashed": f'stroke="{_INK}" stroke-width="0.9" stroke-dasharray="4 2.4"',
}
_FILLS = {
    Fill.TINT: 'fill="#000" fill-opacity="0.06"',
    Fill.DARK: f'fill="{_INK}"',
    Fill.OPEN: f'fill="#fff" stroke="{_INK}" stroke-width="0.7"',
}
_FONT = 'font-family="Libertinus Serif, Georgia, serif" font-size="8.5"'


def svg(drawing: Drawing, inside: str = "") -> str:
    """The drawing with its own measures; `inside` stands first in it, such as a title."""
    size = f"{_figure(drawing.width)} {_figure(drawing.height)}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" {_FONT} fill="{_INK}">'
    return f"{head}{inside}{''.join(map(_shape, drawing.shapes))}</svg>"


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _shape(shape: Shape) -> str:
    match shape:
        case Stroke(points, pen):
            return f'<polyline points="{_points(points)}" fill="none" {_PENS[pen]}/>'
        case Area(left, top, right, bottom, fill):
            place = f'x="{_figure(left)}" y="{_figure(top)}"'
            size = f'width="{_figure(right - left)}" height="{_figure(bottom - top)}"'
            return f"<rect {place} {size} {_FILLS[fill]}/>"
        case Sign(middle, sign):
            return _SIGNS[sign](middle)
        case Label((x, y), text, anchor, strong):
            weight = ' font-weight="700"' if strong else ""
            place = f'x="{_figure(x)}" y="{_figure(y)}" text-anchor="{anchor}"'
            return f"<text {place}{weight}>{escape(text)}</text>"


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_figure(x)},{_figure(y)}" for x, y in points)


def _closed(fill: Fill, *corners: Point) -> Callable[[Point], str]:
    """A closed shape; its corners lie in halves of a sign's height around its middle."""

    def drawn(middle: Point) -> str:
        around = ((middle[0] + SIGN * x, middle[1] + SIGN * y) for x, y in corners)
        return f'<polygon points="{_points(around)}" {_FILLS[fill]}/>'

    return drawn


def _circle(fill: Fill) -> Callable[[Point], str]:
    return lambda at: f'<circle cx="{_figure(at[0])}" cy="{_figure(at[1])}" r="{_figure(SIGN * 0.9)}" {_FILLS[fill]}/>'


_TRIANGLE: tuple[Point, ...] = ((0, -1), (1.05, 0.9), (-1.05, 0.9))
_DIAMOND: tuple[Point, ...] = ((0, -1.2), (1.1, 0), (0, 1.2), (-1.1, 0))
_ARROW: tuple[Point, ...] = ((0, -1.2), (0.9, 0), (0.3, 0), (0.3, 1.2), (-0.3, 1.2), (-0.3, 0), (-0.9, 0))
_SIGNS: dict[str, Callable[[Point], str]] = {
    "●": _circle(Fill.DARK), "○": _circle(Fill.OPEN),
    "▲": _closed(Fill.DARK, *_TRIANGLE), "△": _closed(Fill.OPEN, *_TRIANGLE),
    "◆": _closed(Fill.DARK, *_DIAMOND), "◇": _closed(Fill.OPEN, *_DIAMOND),
    "↑": _closed(Fill.DARK, *_ARROW),
}  # fmt: skip
"""Sign to what draws it about a point."""
