"""The machine: what all parts of the abstract execution share, and the life of a connection in it.

The parts are classes that build on one another, each in a module of its own: `Machine` (here), `Effects` (what
a stub says of a call), `Calls` (functions and classes of the linted code), `Expressions`, `Statements`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from flake8_cb.flow.events import Forked, Opened, Trace, UsedAcrossFork, UsedAfterClose
from flake8_cb.flow.relevance import Relevance
from flake8_cb.flow.state import RESULT, Conflict, Connection, Opening, Record, State
from flake8_cb.flow.target import Target, is_different, is_same
from flake8_cb.flow.values import NONE, FunctionNode, Obj, Symbol, Tuple, Value, parts
from flake8_cb.sdk.reader import Catalogue, StubClass
from flake8_cb.settings import Settings

Results = list[tuple[State, Value]]

#: Statements and calls that one run may execute for each statement of the module, and at least.
STEPS_PER_STATEMENT = 40
LEAST_STEPS = 40_000

#: Calls within one another that are followed.
DEEPEST_CALL = 40

#: Expressions within one another that are followed.
DEEPEST_EXPRESSION = 120

#: States at one point beyond which those that agree about connections are joined, and the most that are kept.
MANY_STATES = 8
MOST_STATES = 16


class ExhaustedError(Exception):
    """The run took more steps than its budget: what was found so far stands, the rest is silent."""


@dataclass
class Raised:
    """A path on which an exception is under way; ``exception`` is None for one that only is possible."""

    state: State
    exception: Value | None


@dataclass
class Exits:
    """The paths that leave a block other than by its end."""

    returned: Results = field(default_factory=list)
    broke: list[State] = field(default_factory=list)
    continued: list[State] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)


@dataclass(eq=False)
class Frame:
    """One activation of a function, of the module (``function`` is None), or of a class body in one of them."""

    function: FunctionNode | None
    scope: Obj
    depth: int
    call: ast.AST | None = None
    subject: Value | None = None  # the first argument: ``self`` of a method
    owner: Obj | None = None  # the class that defines the function
    arguments: tuple[Value, ...] = ()
    loops: list[tuple[ast.AST, int]] = field(default_factory=list)
    consumer: Callable[[State, Value], list[State]] | None = None  # what takes the values that it yields
    constructs: bool = False  # it makes an instance: ``subject``
    activation: int = 0  # activations of the same function further down the stack
    forced: bool = False  # it is handed a connection by a way that names do not show: all of it is executed
    driven: bool = False  # a generator that a decorator drives: what it yields is waited for


@dataclass(frozen=True)
class Arguments:
    """The arguments of a call. ``exact`` is False where a starred argument hides some."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    exact: bool = True

    def values(self) -> list[Value]:
        return [*self.positional, *(value for _, value in self.keywords)]


class Machine:
    """Executes one module for one generation of the SDK and hands what happens to ``trace``."""

    def __init__(self, tree: ast.Module, catalogue: Catalogue, settings: Settings, trace: Trace) -> None:
        self.tree = tree
        self.catalogue = catalogue
        self.settings = settings
        self.trace = trace
        self.stack: list[Frame] = []
        self.exits = Exits()
        self.catching = 0
        self.temporaries: list[Value] = []
        self.observers: list[set[Value]] = []
        self.relevance = Relevance(tree, catalogue, settings.shadowed)
        self.steps = 0
        self.most_steps = LEAST_STEPS
        self.nesting = 0

    # what the further parts provide

    def evaluate(self, node: ast.expr, state: State) -> Results:
        raise NotImplementedError

    def execute(self, body: list[ast.stmt], states: list[State]) -> list[State]:
        raise NotImplementedError

    def call(
        self, function: Value, arguments: Arguments, node: ast.AST, state: State, *, awaited: bool = False
    ) -> Results:
        raise NotImplementedError

    def attribute(self, value: Value, name: str, node: ast.AST, state: State) -> Results:
        raise NotImplementedError

    # the stack

    @property
    def frame(self) -> Frame:
        return self.stack[-1]

    @contextmanager
    def pushed(self, frame: Frame) -> Iterator[None]:
        self.stack.append(frame)
        try:
            yield
        finally:
            self.stack.pop()

    @contextmanager
    def holding(self, values: Iterable[Value]) -> Iterator[None]:
        """Keep values alive that only the machine holds for the moment."""
        count = len(self.temporaries)
        self.temporaries.extend(values)
        try:
            yield
        finally:
            del self.temporaries[count:]

    @contextmanager
    def leaving_by(self, exits: Exits, *, catching: int = 0) -> Iterator[None]:
        """Collect the paths that leave a block in ``exits``."""
        before, self.exits = self.exits, exits
        self.catching += catching
        try:
            yield
        finally:
            self.exits = before
            self.catching -= catching

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > self.most_steps:
            raise ExhaustedError

    def turns(self) -> tuple[tuple[ast.AST, int], ...]:
        return tuple(self.frame.loops)

    def here(self) -> tuple[object, ...]:
        """Return what tells one evaluation of an expression from another: the turns of loops, and the recursion."""
        return (*self.frame.loops, *([self.frame.activation] if self.frame.activation else []))

    # exceptions and the end of a path

    def may_raise(self, state: State) -> None:
        """Any call in a ``try`` body may raise what a handler around it catches."""
        if self.catching:
            known = self.exits.raised
            if not (known and known[-1].exception is None and known[-1].state == state):
                known.append(Raised(state.copy(), None))

    def throw(self, state: State, exception: Value) -> None:
        """The path goes on where the exception is caught, or ends."""
        if self.catching:
            self.exits.raised.append(Raised(state, exception))
        else:
            self.finish(state)

    def finish(self, state: State, *, shared: Container[Value] = ()) -> None:
        """The path is over: report what waited for its end. What is ``shared`` lives on in another path."""
        for fork in state.forks:
            if fork.waiting:
                self.trace.add(Forked(fork.node, fork.label, fork.waiting))
        for key, _ in state.connections():
            if key not in shared:
                self.retire(state, key)

    # objects and references

    def roots(self, *, without: Frame | None = None) -> list[Value]:
        """Return what is alive by itself: the scopes on the stack and what the machine holds."""
        found: list[Value] = list(self.temporaries)
        for frame in self.stack:
            if frame is not without:
                found.append(frame.scope)
            found.extend(frame.arguments)
        return found

    def collect(self, state: State, *more: Value) -> None:
        """Drop what nothing leads to any more, as reference counting does."""
        if not state.dirty:
            return
        state.dirty = False
        roots = [*self.roots(), *state.pending, *state.cached.values(), *more]
        roots += [value for _, value in state.parked if value is not None]
        roots += [key for key in state.heap if isinstance(key, Symbol)]  # unknown objects live elsewhere too
        alive = state.reachable(roots)
        gone = [key for key in state.heap if key not in alive]
        for key in gone:
            if state.heap[key].connection:
                self.retire(state, key)
        for key in gone:
            del state.heap[key]

    # connections

    def is_open(self, state: State, key: Value) -> bool:
        """Report whether the connection is open and was opened by the process of this state."""
        record = state.heap[key]
        found = record.connection
        return bool(found and not found.closed and not record.closed and found.process == state.process)

    def is_inherited(self, state: State, connection: Connection) -> bool:
        return any(fork.inherits for fork in state.forks[connection.process :])

    def open(self, state: State, key: Value, name: str, target: Target, node: ast.AST) -> None:
        """``key`` becomes a connection that is open to ``target``."""
        frame = self.frame
        opening = Opening(node, frame.function, frame.depth, self.turns())
        conflicts = tuple(self.conflicts(state, target, opening, node))
        state.dirty = True
        state.edit(key).connection = Connection(
            name, target, node, opening, entry=next((each.function for each in self.stack if each.function), None),
            process=state.process, thread=state.thread, conflicts=conflicts,
        )  # fmt: skip
        self.note_turns(state, key)

    def conflicts(self, state: State, target: Target, opening: Opening, node: ast.AST) -> Iterator[Conflict]:
        for key, other in state.connections():
            if not self.is_open(state, key) or other.thread != state.thread or other.abandoned or other.outside:
                continue
            if other.kept_outside and other.opened is node:
                continue  # unknown code was given it, and is perhaps asked for it before another is opened
            if is_same(other.target, target):
                # The one case in which a single expression counts is a recursion (RULES.md, "Multiples").
                nested = (
                    other.opening.site is opening.site and other.opening.depth < opening.depth and not other.settled
                )
                yield Conflict(key, other.opening.site, other.line, nested)

    def note_turns(self, state: State, key: Value) -> None:
        """Remember in which turns of which loops the opening expression ran, and see whether it repeats itself."""
        connection = state.connection(key)
        assert connection
        opening = connection.opening
        for loop, turn in opening.loops:
            for kind, site, other_loop, other_turn, target in state.openings:
                if kind == "turn" and site is opening.site and other_loop is loop and other_turn < turn:
                    if is_same(target, connection.target):
                        state.update_connection(key, repeated_in=loop)
            state.openings |= {("turn", opening.site, loop, turn, connection.target)}

    def note_call(self, state: State, key: Value) -> None:
        """Remember that the function of the opening expression ran, and see whether it did before on this path."""
        connection = state.connection(key)
        assert connection
        opening = connection.opening
        way = tuple(
            (each.call, tuple(each.loops) if each.depth < opening.depth else ())
            for each in self.stack
            if each.depth <= opening.depth
        )
        again = any(
            kind == "call" and other is opening.site and earlier != way and not is_different(target, connection.target)
            for kind, other, target, earlier, _ in state.openings
        )
        state.update_connection(key, reopened=connection.reopened or again)
        state.openings |= {("call", opening.site, connection.target, way, None)}

    def note_instance(self, state: State, key: Value, cls: ast.AST) -> None:
        """Remember that an instance of the class opened the connection, and see whether an earlier one did."""
        connection = state.connection(key)
        assert connection
        site = connection.opening.site
        remade = any(
            kind == "instance" and other is site and thread is state.thread and is_same(target, connection.target)
            for kind, other, thread, target, _ in state.openings
        )
        state.update_connection(key, made_for=cls, remade=remade)
        state.openings |= {("instance", site, state.thread, connection.target, key)}

    def use(self, state: State, value: Value, node: ast.AST, label: str) -> bool:
        """An operation works through ``value``. Return whether the path goes on."""
        chain = state.chain(value)
        if not chain:
            return True
        key = chain[-1]
        connection = state.connection(key)
        assert connection
        closed = connection.closed
        for place, each in enumerate(chain):
            record = state.heap[each]
            # A 3.x disconnect() ends the cluster's own calls only, closing a 4.x bucket those of all its handles.
            if record.closed and not closed and (place == 0 or each != key):
                closed = record.closed
        for observer in self.observers:
            observer.add(key)
        if self.is_inherited(state, connection):
            fork = next(fork for fork in state.forks[connection.process :] if fork.inherits)
            if not connection.closed and (fork.known is None or key in fork.known):
                self.trace.add(UsedAcrossFork(fork.node, fork.label, connection))
            return True
        if closed:
            self.trace.add(UsedAfterClose(node, label, connection.name, closed))
            self.finish(state)
            return False
        return True

    def keep_outside(self, state: State, values: Iterable[Value]) -> None:
        """Unknown code is handed these values and may keep them."""
        for value in values:
            if state.heap.get(value) is None and not any(True for _ in parts(value)):
                continue
            for key in state.held_connections(value):
                state.update_connection(key, kept_outside=True)

    def pool(self, state: State, container: Value, value: Value) -> None:
        """The container is given the value: connections that it outlives the turn with are a pool."""
        loops = self.turns()
        if loops and loops[-1] in state.heap[container].born:
            return
        for key in state.held_connections(value):
            connection = state.connection(key)
            if connection and not connection.pooled:
                state.update_connection(key, pooled=True)

    def retire(self, state: State, key: Value) -> None:
        """The connection is dropped, or the run ends: report what became of it."""
        connection = state.connection(key)
        assert connection
        if connection.outside or self.is_inherited(state, connection):
            return
        if not connection.settled:
            outcome = "kept" if connection.opening.depth == 0 and self.frame.depth == 0 else "local"
            state.update_connection(key, settled=True, outcome=outcome)
            if not connection.abandoned:
                self.note_call(state, key)
            connection = state.heap[key].connection
            assert connection
        connection = replace(connection, conflicts=tuple(self.lasting_conflicts(state, connection)))
        if connection.closed:
            state.openings = frozenset(
                each for each in state.openings if not (each[0] == "instance" and each[4] == key)
            )
        self.trace.add(Opened(connection))

    def lasting_conflicts(self, state: State, connection: Connection) -> Iterator[Conflict]:
        """Yield the conflicts that are no pool, each with the opening expression as it turned out to be."""
        for conflict in connection.conflicts:
            other = state.connection(conflict.key)
            if other is not None and other.pooled and connection.pooled:
                continue
            if other is not None and other.line == conflict.line:
                conflict = replace(conflict, site=other.opening.site)
            yield replace(conflict, key=NONE)

    def settle(self, state: State, frame: Frame, result: Value | None) -> None:
        """A function ends: its connections go to its caller, or stay with what keeps them, or are gone."""
        mine = [key for key, each in state.connections() if not each.settled and each.opening.depth == frame.depth]
        if not mine:
            return
        self.note_clashes(state, mine)
        handed = self.handed(state, result)
        parent = state.heap[frame.scope].parent
        keepers = [*self.roots(without=frame), *state.pending, *([parent] if parent else [])]
        elsewhere = state.reachable(keepers)
        for key in mine:
            connection = state.connection(key)
            assert connection
            if key in elsewhere or key in handed:
                self.trace.lasting.add(connection.opening.site)
            if key in elsewhere:
                state.update_connection(key, settled=True, outcome="kept")
                maker = self.instance_under_construction(state, key)
                if maker is not None:
                    self.note_instance(state, key, maker)
            elif key in handed and frame.call is not None and len(self.stack) > 1:
                self.hand_over(state, key, frame.call, self.stack[self.stack.index(frame) - 1])
            elif key in handed:
                state.update_connection(key, settled=True, outcome="kept")
            else:
                state.update_connection(key, settled=True, outcome="local")
                self.note_call(state, key)

    def abandon(self, state: State, known: Container[Value]) -> None:
        """An exception leaves the code that opened connections: they are gone, or are being replaced."""
        for key, connection in state.connections():
            if key not in known and not connection.abandoned:
                state.update_connection(key, abandoned=True)

    def note_clashes(self, state: State, keys: list[Value]) -> None:
        """A function that opened two connections to one target is where they clash, whoever gets them."""
        for key in keys:
            connection = state.connection(key)
            assert connection
            for conflict in connection.conflicts:
                other = state.connection(conflict.key)
                if (
                    other
                    and other.opening.depth == connection.opening.depth
                    and other.opening.site is not connection.opening.site
                ):
                    state.update_connection(key, clash=connection.clash or connection.opening.site)

    def hand_over(self, state: State, key: Value, site: ast.AST, receiver: Frame) -> None:
        """The function of ``receiver`` is given a connection by the expression ``site``: it owns it now."""
        connection = state.connection(key)
        assert connection
        self.trace.lasting.add(connection.opening.site)
        opening = Opening(site, receiver.function, receiver.depth, tuple(receiver.loops))
        state.update_connection(key, opening=opening)
        self.note_turns(state, key)

    def handed(self, state: State, result: Value | None) -> set[Value]:
        """Return the connections that a result gives access to; rows of a query are no such access."""
        if result is None:
            return set()
        results = frozenset(key for key, record in state.heap.items() if record.kind == RESULT)
        return {key for key in state.reachable([result], stop=results | state.scopes()) if state.heap[key].connection}

    def instance_under_construction(self, state: State, key: Value) -> ast.AST | None:
        """Return the class of the instance that holds the connection and whose ``__init__`` is running, or None."""
        for frame in self.stack:
            subject = frame.subject
            if frame.constructs and isinstance(subject, Obj):
                record = state.heap.get(subject)
                if record and "__dict__" in record.slots:
                    return None  # its attributes are those of all instances
                if record and isinstance(record.cls, Obj) and key in state.reachable([subject], stop=state.scopes()):
                    return record.cls.site
        return None

    # objects of stubs

    def make(
        self, state: State, cls: StubClass, node: ast.AST, kind: str = "instance", via: Value | None = None
    ) -> Obj:
        record = Record(kind, cls)
        record.via = via
        return state.allocate(node, record)

    def container(
        self,
        state: State,
        kind: str,
        items: Iterable[tuple[Any, Value]],
        node: ast.AST,
        *,
        exact: bool = True,
    ) -> Obj:
        """Allocate a list, dict or set."""
        record = Record(kind)
        record.exact = exact
        record.born = self.turns()
        made = state.allocate(node, record)
        for name, item in items:
            record.put(name, item)
        return made

    def items(self, value: Value, state: State) -> list[Value] | None:
        """Return the items that iterating over ``value`` gives, or None if they are not known."""
        if isinstance(value, Tuple):
            return list(value.items)
        record = state.heap.get(value)
        if record is not None and record.kind == "completed":
            return self.items(record.slots["tasks"], state)
        if record is None or record.kind not in ("list", "dict", "set") or not record.exact:
            return None
        if record.kind == "dict":
            return list(record.slots)
        return list(record.slots.values())


#: Methods that run while an instance is being made.
CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__", "initialize"})
