"""Steps: the rows of a picture, one for each moment of a scene and one for each finding, in words."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flake8_cb.findings import Finding
from flake8_cb.flow.story import Lane, Life, Moment, Place, Scene, Story

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

#: How well a moment fits a finding from which on the finding is shown in each scene that has such a one.
EXACT = 2


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


def steps_of(story: Story, findings: list[Finding], tree: ast.Module) -> tuple[list[list[Step]], list[Finding]]:
    """Return the steps of each scene, and the findings that stand in none of them."""
    placed = [[moments_at(scene, finding) for finding in findings] for scene in story.scenes]
    rows: list[list[Step]] = []
    shown: set[Finding] = set()
    for scene, found in zip(story.scenes, placed, strict=True):
        behind: dict[int, list[Finding]] = {}
        for finding, (score, place) in zip(findings, found, strict=True):
            if place is not None and (score >= EXACT or finding not in shown):
                behind.setdefault(place, []).append(finding)
                shown.add(finding)
        for finding in findings:
            if finding not in shown and (near := moment_before(scene, finding, tree)) is not None:
                behind.setdefault(near, []).append(finding)
                shown.add(finding)
        rows.append(list(_rows(scene, story.lives, behind)))
    return rows, [each for each in findings if each not in shown]


def moments_at(scene: Scene, finding: Finding) -> tuple[int, int | None]:
    """Return how well the best moment fits the finding, and which it is (None if none does)."""
    best: tuple[int, int, int] = (0, 0, 0)
    preferred = next((kinds for code, kinds in PREFERRED.items() if finding.code.startswith(code)), ())
    for number, moment in enumerate(scene.moments):
        place = moment.place
        if place is not None and (place.line, place.column) == (finding.line, finding.column):
            score = 4
        elif any((each.line, each.column) == (finding.line, finding.column) for each in moment.way):
            score = 3 if moment.kind in preferred else EXACT
        elif place is not None and place.line <= finding.line <= place.end_line:
            score = 1
        else:
            continue
        best = max(best, (score, moment.kind in preferred, -number))
    return best[0], -best[2] if best[0] else None


def moment_before(scene: Scene, finding: Finding, tree: ast.Module) -> int | None:
    """Return the moment of the function around a finding after which the finding is met, or None."""
    function = function_at(tree, finding.line)
    own = [
        (each.place.line, number)
        for number, each in enumerate(scene.moments)
        if each.place is not None and not each.place.elsewhere and each.function == function
    ]
    before = [each for each in own if each[0] <= finding.line]
    return max(before)[1] if before else min(own)[1] if own else None


def function_at(tree: ast.Module, line: int) -> str:
    """Return the name of the innermost function around a line, or "" outside of all functions."""
    around = [
        each
        for each in ast.walk(tree)
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
        and each.lineno <= line <= (each.end_lineno or each.lineno)
    ]
    return max(around, key=lambda each: each.lineno).name if around else ""


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
