"""Layout: where the lanes, lines and marks of a scene are drawn. Rows go downwards in time, lanes side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flake8_cb.flow.story import Lane
from flake8_cb.pictures.steps import Step, lane_names

#: Heights of rows and widths of lanes, in pixels.
HEAD = 34
ROW = 46
FINDING_ROW = 66
FOOT = 10
LEAST_LANE = 62
AXIS = 16
TRACK = 17

#: The width of a letter of a lane's name.
LETTER = 6.6

#: The least distance of a lane's last line from its right edge.
EDGE = 13

#: How far above the end of its row a branch has reached its lane.
BEND = 4

#: The distance between lanes, and the width from which on each row begins where its own lanes end.
GAP = 6
WIDE = 260

#: When a lane ends that nobody waits for.
NEVER = (1_000_000, 0)

#: Kinds of steps after which a connection is no longer.
ENDS = ("closes", "drops")


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class Band:
    """The background of a lane, with its name at the top."""

    lane: int
    kind: str
    name: str
    x: float
    width: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """A line downwards or a branch. ``style`` is "axis", "life", "inherited", "perhaps" (open on some paths only),
    "gone" (closed, and yet used), "fork" or "join"; ``life`` colours it."""

    style: str
    start: Point
    end: Point
    life: int | None = None


@dataclass(frozen=True)
class Mark:
    """A sign on a line, for a step."""

    kind: str
    at: Point
    life: int | None = None
    is_risky: bool = False


@dataclass(frozen=True)
class Layout:
    """All that is drawn of a scene. Its rows have ``heights``, and their text begins behind ``indents``."""

    width: float
    height: float
    heights: tuple[int, ...]
    indents: tuple[int, ...]
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


@dataclass
class Span:
    """The rows in which a connection is drawn in a lane: from ``first`` (-1: the top) to ``last``.

    ``begun`` is the row that brings it from another lane; ``until`` is the row up to which there is a use of what is
    closed; ``goes_on``: it is open at the bottom.
    """

    lane: int
    life: int
    first: int
    last: int
    goes_on: bool = False
    is_left: bool = False
    until: int | None = None
    begun: int | None = None
    inherited: bool = False
    track: int = 0


def layout(lanes: Sequence[Lane], steps: Sequence[Step]) -> Layout:
    """Return where everything is drawn of a scene with these lanes and rows."""
    return _Scene(lanes, steps).layout()


class _Scene:
    def __init__(self, lanes: Sequence[Lane], steps: Sequence[Step]) -> None:
        self.lanes, self.steps = lanes, steps
        self.heights = tuple(FINDING_ROW if each.kind == "finding" else ROW for each in steps)
        self.begins = {0: -1}  # the row in which a lane begins
        self.ends: dict[int, tuple[int, int]] = {}  # the row in which, and the lane that, waits for it
        for row, step in enumerate(steps):
            if step.other is not None and step.kind == "waits":
                self.ends[step.other] = (row, step.lane)
            elif step.other is not None:
                self.begins.setdefault(step.other, row)
            self.begins.setdefault(step.lane, row)  # what starts it is not drawn
        self.order = [number for number in range(len(lanes)) if number in self.begins]
        self.spans: dict[tuple[int, int], Span] = {}
        self.find_spans()
        self.tracks = self.set_tracks()
        self.names = lane_names(lanes)
        self.widths = {
            lane: max(LEAST_LANE, len(self.names[lane]) * LETTER + EDGE, AXIS + self.tracks[lane] * TRACK + EDGE)
            for lane in self.order
        }
        self.x = self.set_columns()
        self.width = max(self.x[lane] + self.widths[lane] + GAP for lane in self.order)
        self.bottom = float(HEAD + sum(self.heights))

    def set_columns(self) -> dict[int, float]:
        """Set lanes side by side, in columns that one lane may take after another; return their left edges."""
        columns: list[list[int]] = []
        for lane in self.order:
            free = (column for column in columns if self.ends.get(column[-1], NEVER)[0] < self.begins[lane])
            column = next(free, None)
            if column is None:
                columns.append([lane])
            else:
                column.append(lane)
        found: dict[int, float] = {}
        x = 0.0
        for column in columns:
            found.update(dict.fromkeys(column, x))
            x += max(self.widths[lane] for lane in column) + GAP
        return found

    def indents(self) -> tuple[int, ...]:
        """Return where the text of each row begins: behind all lanes, or, of many, behind those that run then."""
        if self.width <= WIDE:
            return (round(self.width),) * len(self.steps)
        found = []
        for row in range(len(self.steps)):
            running = (
                self.x[lane] + self.widths[lane] + GAP
                for lane in self.order
                if self.begins[lane] <= row <= self.ends.get(lane, (len(self.steps), 0))[0]
            )
            found.append(round(max(running)))
        return tuple(found)

    # rows

    def top(self, row: int) -> float:
        return HEAD + sum(self.heights[:row])

    def middle(self, row: int) -> float:
        """Return the middle of a row; that of -1 is the top of the picture."""
        return HEAD - 8.0 if row < 0 else self.top(row) + self.heights[row] / 2

    # connections

    def find_spans(self) -> None:
        """Find out from which row to which each connection is drawn in each lane."""
        homes: dict[int, int] = {}
        for row, step in enumerate(self.steps):
            for life in step.crossing:
                if step.other is not None and life in homes:
                    span = self.span(step.other, life, row)
                    span.inherited, span.begun = True, row
            if step.life is None or step.lane not in self.begins or step.kind == "finding":
                continue
            lane, life = step.lane, step.life
            if step.kind == "left":
                self.span(homes.get(life, 0), life, -1).is_left = True
                continue
            home = homes.setdefault(life, lane)
            span = self.span(lane, life, row if lane == home and step.kind != "already" else self.begins[lane])
            if lane != home and span.begun is None:
                span.begun = self.begins[lane]
            if step.kind == "uses" and "after the close" in step.notes:
                span.until = row
            elif step.kind in ENDS:
                span.last, span.goes_on = row, False
                own = self.spans.get((home, life))
                if own is not None and not span.inherited and own is not span:
                    own.last, own.goes_on = row, False
            else:
                span.last = max(span.last, row)
        # A child's copy of what it never touches lasts as long as something is shown of the child.
        for span in self.spans.values():
            if span.inherited:
                rows = [row for row, step in enumerate(self.steps) if step.lane == span.lane]
                span.last = max([span.last, *rows])

    def span(self, lane: int, life: int, row: int) -> Span:
        if (lane, life) not in self.spans:
            opened = not any(key[1] == life for key in self.spans)
            self.spans[lane, life] = Span(lane, life, row, row, goes_on=opened)
        return self.spans[lane, life]

    def last_row(self, span: Span) -> int:
        return len(self.steps) if span.goes_on or span.is_left else max(span.last, span.until or 0)

    def set_tracks(self) -> dict[int, int]:
        """Give each span a track of its lane that is free; return how many tracks each lane has."""
        counts: dict[int, int] = {}
        for lane in self.order:
            free: list[int] = []  # the row up to which a track is taken
            for span in sorted(
                (each for each in self.spans.values() if each.lane == lane), key=lambda each: each.first
            ):
                track = next((number for number, taken in enumerate(free) if taken < span.first), len(free))
                free[track : track + 1] = [self.last_row(span)]
                span.track = track
            counts[lane] = len(free)
        return counts

    def track_x(self, span: Span) -> float:
        return self.x[span.lane] + AXIS + (span.track + 1) * TRACK - 2

    def axis_x(self, lane: int) -> float:
        return self.x[lane] + AXIS

    # what is drawn

    def layout(self) -> Layout:
        lines = [
            *self.axes(),
            *self.branches(),
            *(line for span in self.spans.values() for line in self.life_lines(span)),
        ]
        return Layout(
            self.width,
            self.bottom + FOOT,
            self.heights,
            self.indents(),
            tuple(self.bands()),
            tuple(lines),
            tuple(self.marks()),
        )

    def bands(self) -> list[Band]:
        found = []
        for lane in self.order:
            begin = self.begins[lane]
            top = 2.0 if begin < 0 else self.top(begin) + 2
            found.append(
                Band(
                    lane,
                    self.lanes[lane].kind,
                    self.names[lane],
                    self.x[lane],
                    self.widths[lane],
                    top,
                    self.lane_end(lane),
                )
            )
        return found

    def lane_end(self, lane: int) -> float:
        if lane in self.ends:
            return self.middle(self.ends[lane][0])
        return self.bottom + FOOT - 2

    def begin_of(self, lane: int) -> float:
        """Return the height at which a branch has reached its lane."""
        row = self.begins[lane]
        return self.middle(row) if row < 0 else self.top(row) + self.heights[row] - BEND

    def axes(self) -> list[Line]:
        found = []
        for lane in self.order:
            x, begin = self.axis_x(lane), self.begin_of(lane)
            end = self.lane_end(lane) - (self.heights[self.ends[lane][0]] / 2 if lane in self.ends else FOOT)
            found.append(Line("axis", Point(x, begin), Point(x, max(begin, end))))
        return found

    def branches(self) -> list[Line]:
        found = []
        for lane in self.order[1:]:
            row = self.begins[lane]
            parent = self.steps[row].lane
            if self.steps[row].other != lane:
                continue
            found.append(
                Line(
                    "fork", Point(self.axis_x(parent), self.middle(row)), Point(self.axis_x(lane), self.begin_of(lane))
                )
            )
        for lane, (row, waiting) in self.ends.items():
            if lane in self.begins and waiting in self.begins and lane != waiting:
                start = Point(self.axis_x(lane), max(self.begin_of(lane), self.top(row)))
                found.append(Line("join", start, Point(self.axis_x(waiting), self.middle(row))))
        return found

    def life_lines(self, span: Span) -> list[Line]:
        x = self.track_x(span)
        style = "inherited" if span.inherited else "life"
        found = []
        start = self.middle(span.first)
        if span.begun is not None and span.begun >= 0:
            origin = self.spans.get((self.steps[span.begun].lane, span.life)) or next(
                (each for each in self.spans.values() if each.life == span.life and each is not span), None
            )
            start = self.top(span.begun) + self.heights[span.begun] - BEND
            if origin is not None:
                found.append(
                    Line(style, Point(self.track_x(origin), self.middle(span.begun)), Point(x, start), span.life)
                )
        end = self.bottom if span.goes_on else max(start, self.middle(span.last))
        found.append(Line(style, Point(x, start), Point(x, end), span.life))
        if span.is_left and not span.goes_on:
            found.append(Line("perhaps", Point(x, end), Point(x, self.bottom), span.life))
        elif span.until is not None and self.middle(span.until) > end:
            found.append(Line("gone", Point(x, end), Point(x, self.middle(span.until)), span.life))
        return found

    def marks(self) -> list[Mark]:
        found = []
        for row, step in enumerate(self.steps):
            span = self.spans.get((step.lane, step.life)) if step.life is not None else None
            if step.kind == "left" and step.life is not None:
                span = next((each for each in self.spans.values() if each.life == step.life and each.is_left), None)
            if step.lane not in self.begins:
                continue
            x = self.track_x(span) if span is not None else self.axis_x(step.lane)
            found.append(Mark(step.kind, Point(x, self.middle(row)), step.life, step.is_risky))
        return found
