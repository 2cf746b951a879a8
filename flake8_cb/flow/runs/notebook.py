"""The notebook: a machine that can write down what happens, where, in which lane, and under which conditions.

The machine goes along all paths at once, statement by statement: what it does first comes first. Each thing is kept
once, however many paths pass it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Trace
from flake8_cb.flow.language.statements import Statements
from flake8_cb.flow.machine.frames import Frame
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.flow.story import Lane, Life, Moment, Place
from flake8_cb.settings import Settings
from flake8_cb.trees import children, walk

#: Moments and lives of one scene that are kept.
MOST_MOMENTS = 400
MOST_LIVES = 60

#: What tells lanes apart: where the processes around it were forked, and what started the thread.
LaneKey = tuple[tuple[ast.AST, ...], ast.AST | None]

MAIN: LaneKey = ((), None)

#: Stands for a condition that is not to be decided: whether something raises, which case matches.
PERHAPS = ast.Constant(None)


@dataclass
class Draft:
    """A scene while it is being written. ``tests`` gives for a moment the conditions under which it stands."""

    kind: str
    title: str
    lanes: dict[LaneKey, Lane] = field(default_factory=dict)
    moments: dict[tuple[object, ...], Moment] = field(default_factory=dict)
    tests: dict[tuple[object, ...], tuple[ast.expr, ...]] = field(default_factory=dict)
    lives: set[int] = field(default_factory=set)
    left_open: set[int] = field(default_factory=set)
    left_out: int = 0

    def lane(self, key: LaneKey) -> int:
        """Return the number of a lane."""
        if key not in self.lanes:
            kind = "thread" if key[1] is not None else "process" if key[0] else "main"
            self.lanes[key] = Lane(kind, "")
        return list(self.lanes).index(key)


class Notebook(Statements):
    """Executes a module and keeps in scenes what it is told to write down."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        super().__init__(linted, modules, settings, trace)
        self.told_in = trace  # what happens in another trace is only tried out
        self.drafts: dict[FunctionNode | None, Draft] = {}
        self.is_script = False
        self.scene: FunctionNode | None = None  # the entry point that runs
        self.titles: dict[FunctionNode, str] = {}
        self.lives: list[Life] = []
        self.outcomes: dict[tuple[ast.expr, LaneKey], set[bool]] = {}  # a child decides for itself
        self.at: ast.stmt | None = None  # the statement that is being executed
        self.ending = ""  # the function that has just ended, while its variables are let go
        self.parents: dict[ast.AST, ast.AST] = {}
        self.mapped: set[ast.AST] = set()

    # scenes

    def draft(self) -> Draft:
        if self.scene not in self.drafts:
            if self.scene is not None:
                made = Draft("call", self.titles[self.scene])
            else:
                made = Draft("script" if self.is_script else "module", "")
            made.lane(MAIN)
            self.drafts[self.scene] = made
        return self.drafts[self.scene]

    @contextmanager
    def pushed(self, frame: Frame) -> Iterator[None]:
        """An entry point is what stands directly on the module, and no call of the module leads to it."""
        if not self.stack:
            self.is_script = not self.importing_itself
        if len(self.stack) == 1 and frame.function is not None and frame.call is None:
            owner = getattr(getattr(frame.owner, "site", None), "name", "")
            name = getattr(frame.function, "name", "lambda")
            self.titles[frame.function] = (
                f"{owner}()" if name == "__init__" else f"{owner}.{name}()" if owner else f"{name}()"
            )
            self.scene = frame.function
        with super().pushed(frame):
            yield

    def scenes(self) -> list[Draft]:
        return [each for each in self.drafts.values() if each.lives]

    # what is written down

    def note(
        self,
        kind: str,
        state: State,
        node: ast.AST | None,
        label: str = "",
        *,
        life: int | None = None,
        other: LaneKey | None = None,
        crossing: tuple[int, ...] = (),
        late: bool = False,
        inherited: bool = False,
    ) -> None:
        """Write down that something happens at ``node``, in the lane of the state."""
        if self.trace is not self.told_in:
            return
        draft = self.draft()
        lane = lane_of(state)
        calls = self.calls()
        key = (kind, lane, life, node, calls, other, late)
        if key in draft.moments:
            return
        if len(draft.moments) >= MOST_MOMENTS or (life is not None and len(draft.lives | {life}) > MOST_LIVES):
            draft.left_out += 1
            return
        places = (self.place_of(each, None) for each in calls)
        place = self.place_of(node, self.frame) if node is not None else None
        if kind == "drops" and place is not None:
            place = replace(place, line=place.end_line, column=0)  # where the statement is over
        draft.moments[key] = Moment(
            kind,
            label,
            draft.lane(lane),
            place,
            life,
            draft.lane(other) if other is not None else None,
            tuple(each for each in places if each is not None),
            self.ending or self.function_name(),
            crossing,
            repeats=any(frame.loops for frame in self.frames_of_lane()),
            inherited=inherited,
            late=late,
        )
        draft.tests[key] = tuple(self.conditions(node))
        draft.lives.update(crossing if life is None else (life, *crossing))

    def frames_of_lane(self) -> list[Frame]:
        """Return the frames that run in this lane, the innermost last; the first may stand for what began it."""
        begins = [place for place, frame in enumerate(self.stack) if place and frame.call is None]
        return self.stack[begins[-1] if begins else 0 :]

    def calls(self) -> tuple[ast.AST, ...]:
        """Return the calls of the linted file that lead here within the lane."""
        frames = self.frames_of_lane()
        # What begins a lane is a copy of the frame that started it, and the call of what it runs is no call.
        is_begun = len(frames) < len(self.stack) and frames[0].scope is self.stack[-len(frames) - 1].scope
        called = (frame.call for frame in frames[2 if is_begun else 1 :])
        return tuple(each for each in called if each is not None and each in self.linted.nodes)

    def function_name(self) -> str:
        functions = (frame.function for frame in reversed(self.stack) if frame.module is self.linted)
        return next((getattr(each, "name", "lambda") for each in functions if each is not None), "")

    def place_of(self, node: ast.AST, frame: Frame | None) -> Place | None:
        elsewhere = ""
        if node not in self.linted.nodes:
            if frame is None:
                return None
            module = self.trace.module_of(node) or frame.module
            elsewhere = f"{module.source.shown} line {getattr(node, 'lineno', 0)}"
            node = self.place(node)
        line = getattr(node, "lineno", 0)
        if not line:
            return None
        return Place(line, getattr(node, "col_offset", 0), getattr(node, "end_lineno", None) or line, elsewhere)

    def conditions(self, node: ast.AST | None) -> Iterator[ast.expr]:
        """Yield the conditions under which code of this lane gets to ``node``."""
        frames = self.frames_of_lane()
        inner: list[ast.AST | None] = [*(frame.call for frame in frames[1:]), node]
        for frame, within in zip(frames, inner, strict=True):
            if frame.module.tree not in self.mapped:
                self.mapped.add(frame.module.tree)
                for parent in walk(frame.module.tree):
                    self.parents.update((child, parent) for child in children(parent))
            child = within
            while child is not None and not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                parent_of_child = self.parents.get(child)
                if isinstance(parent_of_child, (ast.If, ast.IfExp, ast.While)) and child is not parent_of_child.test:
                    yield parent_of_child.test
                elif isinstance(parent_of_child, (ast.ExceptHandler, ast.match_case)):
                    yield PERHAPS
                child = parent_of_child

    def branch(self, test: ast.expr, state: State) -> list[tuple[State, bool]]:
        found = super().branch(test, state)
        for after, truth in found:
            self.outcomes.setdefault((test, lane_of(after)), set()).add(truth)
        return found

    def execute(self, body: list[ast.stmt], states: list[State]) -> list[State]:
        before = self.at
        try:
            for self.at in body:
                states = super().execute([self.at], states)
        finally:
            self.at = before
        return states


def lane_of(state: State) -> LaneKey:
    """Return the lane in which a path runs."""
    return tuple(fork.spot.node for fork in state.forks), state.thread
