"""Steps: the rows of a picture, one for each moment of a scene and one for each finding, in words."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flake8_cb.findings import Finding
from flake8_cb.flow.story import Lane, Life, Moment, Place, Scene
from flake8_cb.trees import walk

#: What the lanes of a kind are called, each with its number.
LANE_NAMES = {
    "main": "main",
    "process": "child",
    "thread": "thread",
    "task": "task",
    "greenlet": "greenlet",
    "reactor": "reactor",
    "callback": "callback",
}

#: How a call begins a lane, where it does not start what that runs.
BEGINNINGS = {"reactor": "fires", "callback": "may call"}

#: Calls that Python's own syntax makes, as people write them.
SPECIAL = {
    "__iter__": "reads",
    "__next__": "reads",
    "__aiter__": "reads",
    "__anext__": "reads",
    "__enter__": "enters",
    "__aenter__": "enters",
    "__exit__": "leaves",
    "__aexit__": "leaves",
    "__await__": "awaits",
}

#: With which moments a finding goes best, by how its code begins; all else goes with what stands at its place.
PREFERRED = {
    "CB10": ("forks", "spawns", "gives", "opens"),
    "CB2": ("opens",),
    "CB4": ("opens",),
    "CB301": ("closes", "detaches"),
    "CB502": ("starts",),
}


@dataclass(frozen=True)
class Step:
    """A row of the picture. ``kind`` is that of a moment, "already", "left" (open at the end) or "finding".

    ``text`` says what happens and ``where`` in which code; ``lines`` are its first and last line, ``way`` those of the
    calls that led there. ``lane`` and ``life`` are numbers of the scene's lanes and the story's connections.
    """

    kind: str
    text: str
    where: str
    lane: int
    life: int | None
    lines: tuple[int, int] | None = None
    way: tuple[int, ...] = ()
    other: int | None = None
    crossing: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    is_risky: bool = False
    code: str = ""


def steps_of(
    scenes: Iterable[Scene], lives: tuple[Life, ...], findings: list[Finding], tree: ast.Module
) -> tuple[list[list[Step]], list[Finding]]:
    """Return the steps of each scene, and the findings that stand in none of them."""
    functions = functions_in(tree)
    rows: list[list[Step]] = []
    shown: set[Finding] = set()
    for scene in scenes:
        places = Places(scene)
        behind: dict[int, list[Finding]] = {}
        for finding in findings:
            moment, fits = places.moment_at(finding)
            if not fits and finding not in shown:
                moment = moment if moment is not None else places.moment_before(finding, functions)
            elif not fits:
                continue
            if moment is not None:
                behind.setdefault(moment, []).append(finding)
                shown.add(finding)
        rows.append(list(_rows(scene, lives, behind)))
    return rows, [each for each in findings if each not in shown]


class Places:
    """Where the moments of a scene stand, by number, so that findings find theirs."""

    def __init__(self, scene: Scene) -> None:
        self.moments = scene.moments
        self.exact: dict[tuple[int, int], list[int]] = {}
        self.led_by: dict[tuple[int, int], list[int]] = {}
        self.on_line: dict[int, list[int]] = {}
        self.in_function: dict[str, list[tuple[int, int]]] = {}
        for number, moment in enumerate(scene.moments):
            for call in moment.way:
                self.led_by.setdefault((call.line, call.column), []).append(number)
            place = moment.place
            if place is not None:
                self.exact.setdefault((place.line, place.column), []).append(number)
                self.on_line.setdefault(place.line, []).append(number)
                if not place.elsewhere:
                    self.in_function.setdefault(moment.function, []).append((place.line, number))

    def moment_at(self, finding: Finding) -> tuple[int | None, bool]:
        """Return the moment that fits the finding best, if one does, and whether its place says so."""
        place = (finding.line, finding.column)
        preferred = next((kinds for code, kinds in PREFERRED.items() if finding.code.startswith(code)), ())
        for found, fits in (
            (self.exact.get(place), True),
            (self.led_by.get(place), True),
            (self.on_line.get(finding.line), False),
        ):
            if found:
                return min(found, key=lambda number: self.moments[number].kind not in preferred), fits
        return None, False

    def moment_before(self, finding: Finding, functions: list[tuple[int, int, str]]) -> int | None:
        """Return the moment of the function around a finding after which the finding is met, or None."""
        around = [name for first, last, name in functions if first <= finding.line <= last]
        own = self.in_function.get(around[-1] if around else "", [])
        before = [each for each in own if each[0] <= finding.line]
        return max(before)[1] if before else min(own)[1] if own else None


def functions_in(tree: ast.Module) -> list[tuple[int, int, str]]:
    """Return the first and last line and the name of each function, inner ones behind those around them."""
    return sorted(
        (each.lineno, each.end_lineno or each.lineno, each.name)
        for each in walk(tree)
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
    )


def lane_names(lanes: Iterable[Lane]) -> list[str]:
    """Return what the lanes are called: the kind, with a number where there are several."""
    counts: Counter[str] = Counter()
    names = []
    for lane in lanes:
        counts[lane.kind] += 1
        names.append("main" if lane.kind == "main" else f"{LANE_NAMES.get(lane.kind, lane.kind)} {counts[lane.kind]}")
    return names


def _rows(scene: Scene, lives: tuple[Life, ...], behind: dict[int, list[Finding]]) -> Iterator[Step]:
    names = lane_names(scene.lanes)
    for life in scene.already:
        opened = lives[life].opened
        where = f"opened on {_place(opened)}" if opened is not None else "who opened it is not known"
        yield Step("already", f"{lives[life].label} is open", where, 0, life, _lines(opened), _way(lives[life].way))
    for number, moment in enumerate(scene.moments):
        yield _step(moment, scene, lives, names)
        for finding in behind.get(number, ()):
            lines = (finding.line, finding.line)
            yield Step(
                "finding", finding.message, f"line {finding.line}", moment.lane, moment.life, lines, code=finding.code
            )
    for life in sorted(scene.left_open):
        ended = any(each.life == life and each.kind in ("closes", "drops") for each in scene.moments)
        where = "at the end, on some paths" if ended else "at the end"
        yield Step("left", f"{lives[life].label} is still open", where, 0, life)


def _step(moment: Moment, scene: Scene, lives: tuple[Life, ...], names: list[str]) -> Step:
    parts = [_place(moment.place)] if moment.place is not None else []
    runs = scene.lanes[moment.other].title if moment.other is not None and moment.kind != "waits" else ""
    if moment.function or runs:
        parts.append(" → ".join(each for each in (moment.function and f"{moment.function}()", runs) if each))
    if moment.lane:
        parts.append(names[moment.lane])
    notes = [
        word
        for word, holds in (
            ("in a loop", moment.repeats),
            ("on some paths", moment.sometimes),
            ("inherited", moment.inherited),
            ("after the close", moment.late),
        )
        if holds
    ]
    return Step(
        moment.kind,
        _words(moment, scene, lives, names),
        " · ".join(parts),
        moment.lane,
        moment.life,
        _lines(moment.place),
        _way(moment.way),
        moment.other,
        moment.crossing,
        tuple(notes),
        moment.late or (moment.inherited and moment.kind == "uses"),
    )


def _words(moment: Moment, scene: Scene, lives: tuple[Life, ...], names: list[str]) -> str:
    call = spoken(moment.label)
    if moment.kind == "opens" and moment.life is not None:
        return f"opens {lives[moment.life].label}"
    if moment.kind == "closes" and moment.life is not None:
        return f"{call} closes {lives[moment.life].label}"
    if moment.kind == "drops":
        return f"nothing holds {moment.label} any more"
    if moment.kind == "detaches":
        return f"{call}; the connection stays open"
    if moment.other is None:
        return call
    verbs = {"waits": "waits for", "gives": "gives work to", "forks": "forks", "spawns": "starts a new process,"}
    verb = verbs.get(moment.kind) or BEGINNINGS.get(scene.lanes[moment.other].kind, "starts")
    return f"{call or 'unknown code'} {verb} {names[moment.other]}"


def spoken(label: str) -> str:
    """Return a call as people write it: ``Rows.__iter__()`` is "reads Rows"."""
    owner, _, name = label.removesuffix("()").rpartition(".")
    return f"{SPECIAL[name]} {owner}" if name in SPECIAL else label


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    return f"{place.elsewhere}, from line {place.line}" if place.elsewhere else f"line {place.line}"


def _lines(place: Place | None) -> tuple[int, int] | None:
    return None if place is None else (place.line, place.end_line)


def _way(way: Iterable[Place]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.line for each in way))
