"""The recorder: a machine that also writes down the life of connections, so that it can be told and drawn.

Rules need hazards, of all paths; a picture needs what happens, in one order in which it may happen. Nothing of this
costs an ordinary run anything, as that has another machine.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.typestate import Pending, Use
from flake8_cb.flow.domain.values import Const, Partial, Value, definition_of
from flake8_cb.flow.events import Trace
from flake8_cb.flow.machine.frames import Arguments, Frame, Results
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.flow.runs.notebook import PERHAPS, Draft, LaneKey, Notebook, lane_of
from flake8_cb.flow.runs.run import trace_of
from flake8_cb.flow.story import Lane, Life, Scene, Story
from flake8_cb.sdk.event_loops import schedules
from flake8_cb.sdk.reader import Effect, StubFunction
from flake8_cb.settings import Settings

#: The slot of a connection that says which life it is: the same object may live again when it was dropped.
LIFE = "(life)"

#: How code beside the path is run, by the word of `Processes.explore`; what is not here has its own word.
KINDS = {"thread": "thread", "task": "task", "mapped": "task", "handed": "callback"}


class Recorder(Notebook):
    """Writes down what becomes of connections, processes and threads."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        super().__init__(linted, modules, settings, trace)
        self.known_lives: dict[tuple[object, ...], int] = {}
        self.from_outside_as: dict[Value, int] = {}
        self.started: dict[Value, LaneKey] = {}  # the lanes of the objects that stand for processes and threads
        self.left: Frame | None = None  # the function that has just ended
        self.calling = ""  # the call of a stub that is under way

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

    def finish(self, state: State) -> None:
        # Outside of all statements the run itself has come to its end, and no error has ended it.
        if self.at is None and not self.shared and self.trace is self.told_in and self.scene in self.drafts:
            for key, connection in state.connections():
                if not connection.closed and not self.is_inherited(state, connection):
                    self.drafts[self.scene].left_open.add(self.life_of(state, key))
        super().finish(state)

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

    def start_child(self, call: StubCall, effect: Effect, *, inherits: bool) -> None:
        if inherits:
            self.open_now(call.state)  # what nothing leads to any more is dropped before
        self.note_process(call.state, call.node, call.label, call.node, inherits=inherits)
        if call.subject is not None:
            self.started[call.subject] = child_lane(call.state, call.node)
        super().start_child(call, effect, inherits=inherits)

    def effect_detaches(self, call: StubCall, effect: Effect) -> None:
        before = call.state.copy()
        super().effect_detaches(call, effect)
        if call.state.forks != before.forks:
            self.note_process(before, call.node, call.label, call.node, inherits=True)

    def split(self, parent: StubCall, effect: Effect) -> list[StubCall]:
        self.open_now(parent.state)
        self.note_process(parent.state, parent.node, parent.label, parent.node, inherits=True)
        return super().split(parent, effect)

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
        drafts = each.scenes()
        told = sorted(set().union(*(draft.lives for draft in drafts)))  # others were opened in what was only tried out
        lives = {number: numbers.setdefault(each.lives[number], len(numbers)) for number in told}
        scenes += [finished(draft, lives, each.outcomes) for draft in drafts]
    script = next((each for each in scenes if each.kind == "script"), None)
    # A script does what its import does, and then more.
    kept = [
        each
        for each in scenes
        if script is None or each.kind != "module" or not set(script.moments) >= set(each.moments)
    ]
    return Story(tuple(kept), tuple(numbers), trace.given_up)


def finished(draft: Draft, lives: dict[int, int], outcomes: dict[tuple[ast.expr, LaneKey], set[bool]]) -> Scene:
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
