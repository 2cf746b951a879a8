"""Drawing: a layout as SVG. Colours are classes, so that the page decides them for light and dark."""

from __future__ import annotations

import drawsvg

from flake8_cb.pictures.layout import Band, Layout, Line, Mark

#: Colours of connections that the page knows.
COLOURS = 6


def svg_of(layout: Layout, label: str) -> str:
    """Return the picture as an SVG element; ``label`` describes it to who cannot see it."""
    # What the label says is text of a program; drawsvg writes attributes as they are, but escapes titles.
    drawing = drawsvg.Drawing(layout.width, layout.height, class_="lanes", role="img")
    drawing.append_title(label)
    for band in layout.bands:
        _band(drawing, band)
    for line in layout.lines:
        _line(drawing, line)
    for mark in layout.marks:
        _mark(drawing, mark)
    return str(drawing.as_svg(header=""))


def _colour(life: int | None) -> str:
    return "" if life is None else f" hue{life % COLOURS}"


def _band(drawing: drawsvg.Drawing, band: Band) -> None:
    drawing.append(
        drawsvg.Rectangle(
            band.x + 0.5, band.top, band.width - 1, band.bottom - band.top, rx=9, class_=f"band {band.kind}"
        )
    )
    drawing.append(drawsvg.Text(band.name, 11, band.x + 9, band.top + 14, class_="name"))


def _line(drawing: drawsvg.Drawing, line: Line) -> None:
    start, end = line.start, line.end
    path = drawsvg.Path(class_=f"line {line.style}{_colour(line.life)}", fill="none")
    if start.x == end.x:
        path.M(start.x, start.y).L(end.x, end.y)
    else:
        middle = (start.y + end.y) / 2
        path.M(start.x, start.y).C(start.x, middle, end.x, middle, end.x, end.y)
    drawing.append(path)


def _mark(drawing: drawsvg.Drawing, mark: Mark) -> None:
    x, y = mark.at.x, mark.at.y
    kind = f"mark {mark.kind}{' risky' if mark.is_risky else ''}{_colour(mark.life)}"
    if mark.kind == "opens":
        drawing.append(drawsvg.Circle(x, y, 6.5, class_=kind))
    elif mark.kind in ("already", "left"):
        drawing.append(drawsvg.Circle(x, y, 5, class_=kind))
    elif mark.kind == "closes":
        drawing.append(drawsvg.Rectangle(x - 6, y - 6, 12, 12, rx=2, class_=kind))
        drawing.append(_strokes("cross", (x - 3, y - 3, x + 3, y + 3), (x - 3, y + 3, x + 3, y - 3)))
    elif mark.kind == "drops":
        drawing.append(_strokes(kind, (x - 7, y, x + 7, y)))
    elif mark.kind == "finding":
        drawing.append(drawsvg.Lines(x, y - 9, x + 9.5, y + 7.5, x - 9.5, y + 7.5, close=True, class_=kind))
        drawing.append(_strokes("cross", (x, y - 3, x, y + 2), (x, y + 4.6, x, y + 5)))
    elif mark.kind == "uses" and mark.is_risky:
        drawing.append(_strokes(kind, (x - 5, y - 5, x + 5, y + 5), (x - 5, y + 5, x + 5, y - 5)))
    elif mark.kind in ("uses", "detaches"):
        drawing.append(_strokes(kind, (x - 6, y, x + 6, y)))
    else:
        drawing.append(drawsvg.Circle(x, y, 5.5, class_=kind))


def _strokes(kind: str, *strokes: tuple[float, float, float, float]) -> drawsvg.Path:
    path = drawsvg.Path(class_=kind)
    for x, y, to_x, to_y in strokes:
        path.M(x, y).L(to_x, to_y)
    return path
