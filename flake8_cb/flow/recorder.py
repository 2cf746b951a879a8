"""The recorder: a machine that also writes down what it does, so that it can be told and drawn.

Rules need hazards, of all paths; a picture needs the life of each connection, in one order in which it may happen. The
machine goes along all paths at once, statement by statement: what it does first comes first. Each thing is kept once,
however many paths pass it. Nothing of this costs an ordinary run anything, as that has another machine.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from flake8_cb.flow.events import Trace
from flake8_cb.flow.frames import Arguments, Frame, Results
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.flow.run import trace_of
from flake8_cb.flow.state import Pending, State, Use
from flake8_cb.flow.statements import Statements
from flake8_cb.flow.story import Lane, Life, Moment, Place, Scene, Story
from flake8_cb.flow.stub_call import StubCall
from flake8_cb.flow.target import Target
from flake8_cb.flow.values import Const, FunctionNode, Partial, Value, definition_of
from flake8_cb.sdk.event_loops import schedules
from flake8_cb.sdk.reader import Effect, StubFunction
from flake8_cb.settings import Settings

#: Moments and lives of one scene that are kept.
MOST_MOMENTS = 400
MOST_LIVES = 60

#: The slot of a connection that says which life it is: the same object may live again when it was dropped.
LIFE = "(life)"

#: What tells lanes apart: where the processes around it were forked, and what started the thread.
LaneKey = tuple[tuple[ast.AST, ...], ast.AST | None]

MAIN: LaneKey = ((), None)

#: How code beside the path is run, by the word of `Processes.explore`; what is not here has its own word.
KINDS = {"thread": "thread", "task": "task", "mapped": "task", "handed": "callback"}


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


class Recorder(Statements):
    """Executes a module and keeps what happens in scenes."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        super().__init__(linted, modules, settings, trace)
        self.told_in = trace  # what happens in another trace is only tried out
        self.drafts: dict[FunctionNode | None, Draft] = {}
        self.is_script = False
        self.scene: FunctionNode | None = None  # the entry point that runs
        self.titles: dict[FunctionNode, str] = {}
        self.lives: list[Life] = []
        self.known_lives: dict[tuple[object, ...], int] = {}
        self.from_outside_as: dict[Value, int] = {}
        self.started: dict[Value, LaneKey] = {}  # the lanes of the objects that stand for processes and threads
        self.outcomes: dict[tuple[ast.expr, LaneKey], set[bool]] = {}  # a child decides for itself
        self.at: ast.stmt | None = None
        self.left: Frame | None = None  # the function that has just ended
        self.ending = ""  # its name, while its variables are let go
        self.calling = ""
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
        """Yield the conditions under which code of this lane gets to ``node``; an empty set stands for "perhaps"."""
        frames = self.frames_of_lane()
        inner: list[ast.AST | None] = [*(frame.call for frame in frames[1:]), node]
        for frame, within in zip(frames, inner, strict=True):
            if frame.module.tree not in self.mapped:
                self.mapped.add(frame.module.tree)
                for parent in ast.walk(frame.module.tree):
                    self.parents.update((child, parent) for child in ast.iter_child_nodes(parent))
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

    # connections

    def life_of(self, state: State, key: Value) -> int:
        """Return which life a connection of the state is."""
        known = state.heap[key].slots.get(LIFE)
        if isinstance(known, Const) and isinstance(known.value, int):
            return known.value
        connection = state.connection(key)
        assert connection
        if key not in self.from_outside_as:
            self.from_outside_as[key] = len(self.lives)
            self.lives.append(Life(connection.name, connection.target.label, None))
        return self.from_outside_as[key]

    def open(self, state: State, key: Value, name: str, target: Target, node: ast.AST) -> None:
        super().open(state, key, name, target, node)
        calls = self.calls()
        # What the turns of a loop open is drawn as one.
        number = 0 if any(frame.loops for frame in self.frames_of_lane()) else getattr(key, "number", 0)
        known = (self.scene, node, calls, number)
        if known not in self.known_lives:
            self.known_lives[known] = len(self.lives)
            way = tuple(each for call in calls if (each := self.place_of(call, None)) is not None)
            self.lives.append(Life(name, target.label, self.place_of(node, self.frame), way, number))
        life = self.known_lives[known]
        state.edit(key).slots[LIFE] = Const.of(life)
        self.note("opens", state, node, self.lives[life].label, life=life)

    def use(self, state: State, value: Value, node: ast.AST, label: str, *, sends: bool = True) -> bool:
        chain = state.chain(value)
        connection = state.connection(chain[-1]) if chain else None
        if connection is not None:
            late = connection.closed is not None or state.heap[chain[0]].closed is not None
            if sends or late:
                life, inherited = self.life_of(state, chain[-1]), self.is_inherited(state, connection)
                self.note("uses", state, node, label, life=life, late=late, inherited=inherited)
        return super().use(state, value, node, label, sends=sends)

    def effect_closes(self, call: StubCall, effect: Effect) -> None:
        self.note_end(call, whole=True)
        super().effect_closes(call, effect)

    def effect_disconnects(self, call: StubCall, effect: Effect) -> None:
        self.note_end(call, whole=False)
        super().effect_disconnects(call, effect)

    def note_end(self, call: StubCall, *, whole: bool) -> None:
        """A connection is closed, or (not ``whole``) only the object that the call is made of."""
        state, subject = call.state, call.subject
        chain = state.chain(subject) if subject is not None else []
        connection = state.connection(chain[-1]) if chain else None
        if subject is None or connection is None:
            return
        whole = whole and (subject == chain[-1] or state.heap[subject].kind != "handle")
        self.note(
            "closes" if whole else "detaches",
            state,
            call.node,
            call.label,
            life=self.life_of(state, chain[-1]),
            inherited=self.is_inherited(state, connection),
        )

    def retire(self, state: State, key: Value, *, dropped: bool = False) -> None:
        connection = state.connection(key)
        if dropped and connection and not connection.closed and not self.is_inherited(state, connection):
            life = self.life_of(state, key)
            if not connection.outside:
                self.note("drops", state, self.at, self.lives[life].label, life=life)
        super().retire(state, key, dropped=dropped)

    def settle(self, state: State, frame: Frame, result: Value | None) -> None:
        self.left = frame
        super().settle(state, frame, result)

    def collect(self, state: State, *more: Value) -> None:
        """With the result of a function its variables are let go: that is where it ends."""
        left = self.left.function if more and self.left is not None and self.left.module is self.linted else None
        if left is None or isinstance(left, ast.Lambda):
            super().collect(state, *more)
            return
        before, self.at, self.ending = self.at, left.body[-1], left.name
        super().collect(state, *more)
        self.at, self.ending = before, ""

    def finish(self, state: State, *, shared: Container[Value] = ()) -> None:
        # Outside of all statements the run itself has come to its end, and no error has ended it.
        if self.at is None and not shared and self.trace is self.told_in and self.scene in self.drafts:
            for key, connection in state.connections():
                if not connection.closed and not self.is_inherited(state, connection):
                    self.drafts[self.scene].left_open.add(self.life_of(state, key))
        super().finish(state, shared=shared)

    # lanes

    def call_stub(
        self, stub: StubFunction, subject: Value | None, arguments: Arguments, node: ast.AST, state: State
    ) -> Results:
        before, self.calling = self.calling, StubCall(stub, subject, arguments, {}, node, state).label
        try:
            if stub.name == "join" and subject in self.started and stub.effect("joins") is None:
                self.note("waits", state, node, self.calling, other=self.started[subject])
            return super().call_stub(stub, subject, arguments, node, state)
        finally:
            self.calling = before

    def open_lives(self, state: State) -> tuple[int, ...]:
        """Return the connections that this process has open."""
        return tuple(self.life_of(state, key) for key, _ in state.connections() if self.is_open(state, key))

    def effect_forks(self, call: StubCall, effect: Effect) -> None:
        method = self.start_method(call)
        if method is not None:
            if method == "fork":
                self.open_now(call.state)  # what nothing leads to any more is dropped before
            self.note_process(call.state, call.node, call.label, call.node, inherits=method == "fork")
            if call.subject is not None:
                self.started[call.subject] = child_lane(call.state, call.node)
        super().effect_forks(call, effect)

    def effect_detaches(self, call: StubCall, effect: Effect) -> None:
        before = call.state.copy()
        super().effect_detaches(call, effect)
        if call.state.forks != before.forks:
            self.note_process(before, call.node, call.label, call.node, inherits=True)

    def effect_splits(self, call: StubCall, effect: Effect) -> list[StubCall]:
        self.open_now(call.state)
        self.note_process(call.state, call.node, call.label, call.node, inherits=True)
        return super().effect_splits(call, effect)

    def note_process(self, state: State, node: ast.AST, label: str, forked: ast.AST, *, inherits: bool) -> None:
        """A process starts at ``forked``, or (elsewhere) is given work."""
        if self.trace is not self.told_in:
            return
        key = child_lane(state, forked)
        self.begin_lane(key, "process", state)
        crossing = self.open_lives(state) if inherits and forked is node else ()
        kind = "gives" if forked is not node else "forks" if inherits else "spawns"
        self.note(kind, state, node, label, other=key, crossing=crossing)

    def begin_lane(self, key: LaneKey, kind: str, state: State, title: str = "") -> None:
        draft = self.draft()
        known = draft.lanes.get(key)
        parent = draft.lane(lane_of(state))
        if known is None:
            draft.lanes[key] = Lane(kind, title, parent)
        elif title and title not in known.title.split(", "):
            draft.lanes[key] = replace(known, title=f"{known.title}, {title}" if known.title else title)

    def explore(
        self, child: Value, arguments: Arguments, node: ast.AST, state: State, how: str, **more: Any
    ) -> frozenset[Use]:
        self.note_branch("", child, node, state, how, **more)
        return super().explore(child, arguments, node, state, how, **more)

    def explore_as(
        self, kind: str, child: Value, arguments: Arguments, node: ast.AST, state: State, how: str, **more: Any
    ) -> set[Value]:
        self.note_branch(kind, child, node, state, how, **more)
        return super().explore_as(kind, child, arguments, node, state, how, **more)

    def note_branch(self, kind: str, child: Value, node: ast.AST, state: State, how: str, **more: Any) -> None:
        """Code is about to run beside this path."""
        if self.trace is not self.told_in:
            return
        label, fork, title = more.get("label") or self.calling, more.get("fork"), title_of(child)
        if fork is not None:
            self.note_process(state, node, label, fork.spot.node, inherits=fork.inherits)
            self.begin_lane(child_lane(state, fork.spot.node), "process", state, title)
        elif not (how == "callback" or (how == "handed" and schedules(label))):
            key = (lane_of(state)[0], node)
            if not kind:
                kind = "greenlet" if self.thread_kind(state) == "greenlet" and how == "thread" else KINDS.get(how, how)
            self.begin_lane(key, kind, state, title)
            self.note("starts", state, node, label, other=key)

    def fire(self, deferred: Value, state: State) -> None:
        links = self.links_of(deferred, state)
        if links and self.trace is self.told_in:
            spot = state.pending[deferred].spot
            key = (lane_of(state)[0], spot.node)
            callbacks = [each for link in links for each in link.positional]
            for title in dict.fromkeys(filter(None, map(title_of, callbacks))):
                self.begin_lane(key, "reactor", state, title)
            if key in self.draft().lanes:
                self.note("starts", state, spot.node, "the answer", other=key)
        super().fire(deferred, state)

    def effect_starts_thread(self, call: StubCall, effect: Effect) -> None:
        if call.subject is not None:
            self.started[call.subject] = (lane_of(call.state)[0], call.node)
        super().effect_starts_thread(call, effect)

    def effect_joins(self, call: StubCall, effect: Effect) -> list[StubCall]:
        before, lane = dict(call.state.pending), self.started.get(call.subject) if call.subject is not None else None
        found = super().effect_joins(call, effect)
        self.note_waits(call, before.items() - call.state.pending.items(), [lane] if lane is not None else [])
        return found

    def effect_shuts_down(self, call: StubCall, effect: Effect) -> None:
        before = dict(call.state.pending)
        super().effect_shuts_down(call, effect)
        self.note_waits(call, before.items() - call.state.pending.items(), [])

    def note_waits(self, call: StubCall, ended: Iterable[tuple[Value, Pending]], lanes: list[LaneKey]) -> None:
        if self.trace is not self.told_in:
            return
        for _, pending in ended:
            lanes.append((lane_of(call.state)[0], pending.spot.node))
        for lane in dict.fromkeys(lanes):
            if lane in self.draft().lanes:
                self.note("waits", call.state, call.node, call.label, other=lane)


#: Stands for a condition that is not to be decided: whether something raises, which case matches.
PERHAPS = ast.Constant(None)


def lane_of(state: State) -> LaneKey:
    """Return the lane in which a path runs."""
    return tuple(fork.spot.node for fork in state.forks), state.thread


def child_lane(state: State, forked: ast.AST) -> LaneKey:
    """Return the lane of a process that was started at ``forked``."""
    return (*lane_of(state)[0], forked), None


def title_of(child: Value) -> str:
    """Return what code that is run beside other code is called."""
    while isinstance(child, Partial):
        child = child.function
    name = getattr(definition_of(child), "name", "")
    return f"{name}()" if name else ""


def story_of(linted: Module, modules: Modules, settings: Settings) -> Story:
    """Execute the linted module as `trace_of` does; return the life of its connections."""
    recorders: list[Recorder] = []

    def recorder(linted: Module, modules: Modules, settings: Settings, trace: Trace) -> Recorder:
        recorders.append(Recorder(linted, modules, settings, trace))
        return recorders[-1]

    trace = trace_of(linted, modules, settings, recorder)
    numbers: dict[Life, int] = {}
    scenes: list[Scene] = []
    for each in recorders:
        lives = [numbers.setdefault(life, len(numbers)) for life in each.lives]
        for draft in each.scenes():
            scene = finished(draft, lives, each.outcomes)
            scenes.append(scene)
    script = next((each for each in scenes if each.kind == "script"), None)
    # A script does what its import does, and then more.
    told = [
        each
        for each in scenes
        if script is None or each.kind != "module" or not set(script.moments) >= set(each.moments)
    ]
    return Story(tuple(told), tuple(numbers), trace.given_up)


def finished(draft: Draft, lives: list[int], outcomes: dict[tuple[ast.expr, LaneKey], set[bool]]) -> Scene:
    """Return the scene of a draft; ``lives`` are the numbers that its lives have in the story."""
    opened = {each.life for each in draft.moments.values() if each.kind == "opens"}
    keys = list(draft.lanes)
    # What a loop drops in each turn is gone when it is dropped for the last time.
    last = {(each.kind, each.life, each.lane): key for key, each in draft.moments.items()}
    moments = tuple(
        replace(
            each,
            life=None if each.life is None else lives[each.life],
            crossing=tuple(lives[life] for life in each.crossing),
            sometimes=any(
                test is PERHAPS or len(outcomes.get((test, keys[each.lane]), ())) > 1 for test in draft.tests[key]
            ),
        )
        for key, each in draft.moments.items()
        if each.kind != "drops" or not each.repeats or last[each.kind, each.life, each.lane] is key
    )
    already = tuple(lives[each] for each in sorted(draft.lives - opened))
    left_open = frozenset(lives[each] for each in draft.left_open & draft.lives)
    return Scene(draft.kind, draft.title, tuple(draft.lanes.values()), moments, already, left_open, draft.left_out)
