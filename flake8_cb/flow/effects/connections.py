"""The life of a connection: opened, handed on, used, dropped."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import cast

from flake8_cb.flow.domain.earlier import ForInstance, Gone, InCall, InTurn
from flake8_cb.flow.domain.record import AT_EXIT, AT_FORK, HANDED, RESULT
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target, is_said_otherwise, is_same
from flake8_cb.flow.domain.typestate import ROWS, Conflict, Connection, Opening, Spot
from flake8_cb.flow.domain.values import NONE, Builtin, Function, FunctionNode, Obj, Symbol, Value, parts
from flake8_cb.flow.events import AttributeMissing, Misused, Opened, Repeated, UsedAcrossFork, UsedAfterClose
from flake8_cb.flow.machine.frames import Frame
from flake8_cb.flow.machine.machine import Machine
from flake8_cb.sdk.reader import StubClass
from flake8_cb.trees import walk


class Connections(Machine):
    """Keeps account of connections."""

    def outermost(self) -> FunctionNode | None:
        """Return the outermost function that runs, or None in the body of the module.

        A function that unknown code was handed is called from there.
        """
        found = latest = None
        for frame in self.stack:
            if frame.gives_away:
                found = None
            elif found is None or (found is latest and (found, frame.function) in self.trace.wrappers):
                found = frame.function  # what a decorator has put in its place is a part of the function
            latest = frame.function
        return found

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
        opening = Opening(node, self.place(node), frame.function, frame.depth, self.turns())
        conflicts = tuple(self.conflicts(state, target, opening, node))
        # One that was dropped had the same key perhaps; whoever closes this one does not close that of an instance.
        state.openings = frozenset(
            each._replace(connection=None) if isinstance(each, ForInstance) and each.connection == key else each
            for each in state.openings
        )
        state.dirty = True
        entry = self.outermost()
        state.edit(key).connection = Connection(
            name, target, self.spot(node), opening, entry=entry,
            process=state.process, thread=state.thread, conflicts=conflicts,
            at_import=self.importing_itself, handler=self.handling[-1].depth if self.handling else None,
        )  # fmt: skip
        asks_for_more = state.asks_session_for_more()
        self.trace.missed[entry, node] = self.trace.missed.get((entry, node), True) and asks_for_more
        self.note_turns(state, key)

    def conflicts(self, state: State, target: Target, opening: Opening, node: ast.AST) -> Iterator[Conflict]:
        for key, other in state.connections():
            if not self.is_open(state, key) or other.thread != state.thread or other.in_handler or other.outside:
                continue
            if other.given_up and other.opening.function is opening.function:
                continue  # an attempt of this function that has failed: this is another one
            if other.kept_outside and other.opened.node is node:
                continue  # unknown code was given it, and is perhaps asked for it before another is opened
            if is_same(other.target, target):
                # The one case in which a single expression counts is a recursion (RULES.md, "Multiples"). Where its
                # function hands this one on, the call stands for it, and no longer shows that it is the same.
                alike = other.opening.site is opening.site
                nested = alike and other.opening.depth < opening.depth and not other.settled
                if nested or not alike:
                    yield Conflict(key, other.opening, other.opened, nested)

    def note_turns(self, state: State, key: Value) -> None:
        """Remember in which turns of which loops the opening expression ran, and see whether it repeats itself."""
        connection = state.connection(key)
        assert connection
        opening = connection.opening
        if connection.handler is not None and opening.depth < connection.handler:
            return  # further up a new turn is a new attempt
        for loop, turn in opening.loops:
            known = False
            for each in state.openings:
                if isinstance(each, InTurn) and each.site is opening.site and each.loop is loop:
                    known |= each.target == connection.target
                    if each.turn < turn and is_same(each.target, connection.target):
                        state.update_connection(key, repeated_in=loop)
            if not known:  # the first turn tells all
                state.openings |= {InTurn(opening.site, loop, turn, connection.target)}

    def note_call(self, state: State, key: Value) -> None:
        """Remember that the function of the opening expression ran, and see whether it did before on this path."""
        connection = state.connection(key)
        assert connection
        opening = connection.opening
        way = tuple(
            (each.call, tuple(each.loops) if each.depth < opening.depth else ())
            for each in dict.fromkeys(self.stack)  # that in which a generator is read stands there twice
            if each.depth <= opening.depth
        )
        earlier = [each for each in state.openings if isinstance(each, InCall) and each.site is opening.site]
        again = any(each.way != way and not is_said_otherwise(each.target, connection.target) for each in earlier)
        state.update_connection(key, reopened=connection.reopened or again)
        if not any(each.target == connection.target for each in earlier):  # the first call tells all
            state.openings |= {InCall(opening.site, way, connection.target)}

    def note_instance(self, state: State, key: Value, instance: Obj) -> None:
        """Remember that an instance opened the connection, and see whether an earlier one of its class did.

        Instances that one and the same expression makes in another file are that file's affair.
        """
        cls = state.heap[instance].cls
        connection = state.connection(key)
        assert isinstance(cls, Obj)
        assert connection
        site = connection.opening.site
        making = [place for place, frame in enumerate(self.stack) if frame.constructs]
        making = making[: 1 + next(i for i, place in enumerate(making) if self.stack[place].subject is instance)]
        way = tuple(self.stack[place].subject for place in making)
        earlier = [
            each
            for each in state.openings
            if isinstance(each, ForInstance) and each.site is site and each.thread is state.thread
            if is_same(each.target, connection.target)
        ]
        # What repeats is the outermost instance that does not hold both.
        held = state.held_connections(way[0] or instance)
        shared = max((count_shared(way, each.way) for each in earlier if each.connection in held), default=0)
        made_at = self.instantiation(making[min(shared, len(making) - 1)])
        remade = any(not (made_at.is_elsewhere and each.place is made_at.place) for each in earlier)
        if remade or key not in state.reachable([cls], stop={instance}):  # else the others find it there
            state.update_connection(key, made_for=cls.site, made_at=made_at, remade=remade)
        state.openings |= {ForInstance(site, state.thread, made_at.place, way, connection.target, key)}

    def instantiation(self, place: int) -> Spot:
        """Return the expression that makes the instance whose initialiser stands at a place of the stack."""
        caller, node = self.stack[max(place - 1, 0)], self.stack[place].call or self.tree
        return Spot(node, node if caller.lead is None else caller.lead)

    def forget_instance(self, state: State, key: Value) -> None:
        """The connection of an instance is closed: another instance may open it again."""
        state.openings = frozenset(
            Gone(each.site, None) if isinstance(each, ForInstance) and each.connection == key else each
            for each in state.openings
        )

    def note_past(self, state: State, key: Value, connection: Connection) -> None:
        """A connection is gone that was opened by an expression of which the path may know nothing yet."""
        site = connection.opening.site
        known = any(isinstance(each, (InCall, ForInstance)) and each.site is site for each in state.openings)
        if not (connection.abandoned or known):
            state.openings |= {Gone(site, key)}

    def use(self, state: State, value: Value, node: ast.AST, label: str, *, sends: bool = True) -> bool:
        """An operation works through ``value``. Return whether the path goes on.

        ``sends``: it does so now, and is no call that only needs the connection to be open.
        """
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
        inherited = self.is_inherited(state, connection)
        if sends and not (inherited or closed):  # a child of its own thread is no thread
            uses = self.uses_of(state, key)
            for observer in self.observers:
                observer.update(uses)
            self.note_own_use(state, uses, node)
        self.trace.uses.add((connection.opened.node, self.outermost()))
        self.note_use(connection)
        if inherited:
            fork = next(fork for fork in state.forks[connection.process :] if fork.inherits)
            known = not fork.by_server and (fork.known is None or key in fork.known)
            if known and not connection.closed:
                if self.is_told(connection.opening.place, fork.spot):
                    used = self.spot(node)
                    self.trace.add(UsedAcrossFork(fork.spot.place, fork.label, connection, spot=fork.spot, used=used))
            return True
        if closed and self.expecting:
            self.throw(state, Builtin("Exception"))
            return False
        if closed:
            spot = self.spot(node)
            if self.is_told_of(connection, closed, spot):
                name = f"{connection.name}{connection.target.label}"
                self.trace.add(UsedAfterClose(spot.place, label, name, closed.node, spot=spot, connection=connection))
            self.finish(state)
            return False
        return True

    def note_use(self, connection: Connection) -> None:
        """Something is done with the connection."""
        self.trace.used.add((connection.opened.node, connection.opening.site))

    def note_missing(self, state: State, value: Value, node: ast.AST) -> None:
        """A connection, or a handle of it, is asked for an attribute that it lacks."""
        key = state.root(value)
        connection = state.connection(key) if key is not None else None
        if connection is not None:
            self.note_use(connection)
            if self.place(node) is node and key == value:
                self.trace.add(AttributeMissing(node, getattr(node, "attr", ""), connection))

    def note_misuse(self, node: ast.AST, label: str, how: str) -> None:
        """A call of the linted file cannot mean what it says."""
        if self.place(node) is node:
            self.trace.add(Misused(node, label, how))

    def keep_outside(self, state: State, values: Iterable[Value]) -> None:
        """Unknown code is handed these values and may keep them."""
        for value in shown_by_functions(values, state):
            if state.heap.get(value) is None and not parts(value):
                continue
            for each in state.reachable([value], scopes=False):
                record = state.heap[each]
                if record.connection is None and isinstance(record.cls, StubClass) and record.cls.is_a("joins"):
                    state.pending.pop(each, None)  # whoever has the thread may wait for it
                    state.edit(each).grown = True
                if record.connection is None and isinstance(record.cls, StubClass) and record.cls.is_a("authenticates"):
                    state.put(each, "authenticator", Symbol("outside"))  # whoever has the cluster may authenticate it
            for key in state.held_connections(value):
                state.update_connection(key, kept_outside=True)

    def pool(self, state: State, container: Value, value: Value) -> None:
        """The container is given the value: connections that it outlives the turn with are a pool.

        So are those that it was made for, one for each of several workers, though only these have them by now.
        """
        loops = self.turns()
        if loops and loops[-1] in state.heap[container].born:
            return
        by = container if not loops and len(state.chain(value)) > 1 else None
        record = state.record(value)
        handed = record.slots.get(HANDED) if record is not None else None
        given = cast("tuple[Value, ...]", handed.key[1]) if isinstance(handed, Symbol) else ()
        for key in (*state.held_connections(value), *given):
            connection = state.connection(key)
            if connection and not (connection.pooled and connection.pooled_by is None):
                state.update_connection(key, pooled=True, pooled_by=by)

    def retire(self, state: State, key: Value, *, dropped: bool = False) -> None:
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
        conflicts = tuple(self.lasting_conflicts(state, connection))
        connection = replace(connection, conflicts=conflicts, dropped=dropped)
        if connection.closed:
            self.forget_instance(state, key)
        if dropped:
            self.detach_conflicts(state, key, connection)
            self.note_past(state, key, connection)
        self.trace.add(Opened(connection))

    def detach_conflicts(self, state: State, key: Value, dropped: Connection) -> None:
        """The key of a dropped connection may become that of another: who met it remembers it without.

        One that an error handler has opened in its place does not: it could not but meet what has failed.
        """
        for other, connection in state.connections():
            if any(each.key == key for each in connection.conflicts):
                is_replaced = connection.handler is not None and self.handling and key in self.handling[-1].failed
                detached = (
                    replace(each, key=NONE, opening=dropped.opening) if each.key == key else each
                    for each in connection.conflicts
                    if each.key != key or not is_replaced
                )
                state.update_connection(other, conflicts=tuple(detached))

    def lasting_conflicts(self, state: State, connection: Connection) -> Iterator[Conflict]:
        """Yield the conflicts that are no pool, each with the opening expression as it turned out to be."""
        for conflict in connection.conflicts:
            other = state.connection(conflict.key)
            if other is not None and other.pooled and connection.pooled:
                continue
            if other is not None and other.opened == conflict.opened:
                conflict = replace(conflict, opening=other.opening)
            yield replace(conflict, key=NONE)

    def settle(self, state: State, frame: Frame, result: Value | None) -> None:
        """A function ends: its connections go to its caller, or stay with what keeps them, or are gone."""
        mine = [key for key, each in state.connections() if not each.settled and each.opening.depth == frame.depth]
        if not mine:
            return
        self.note_clashes(state, mine)
        handed = self.handed(state, result)
        parent = state.heap[frame.scope].parent
        # What an unknown object was given stays with it.
        outside = [each for each in state.heap if isinstance(each, Symbol) and each not in (AT_EXIT, AT_FORK)]
        waiting = [key for key, pending in state.pending.items() if pending.what != ROWS]
        keepers = [*self.roots(without=frame), *waiting, *([parent] if parent else []), *outside]
        elsewhere = state.alive(keepers)  # what lasts was there before
        # What was opened only to open what lasts is no connection of the function's own.
        sources = {each.source for key, each in state.connections() if key in elsewhere or key in handed}
        caller = self.stack[max(self.stack.index(frame) - 1, 0)]
        for key in mine:
            connection = state.connection(key)
            assert connection
            # What was closed is of no use to whoever has it.
            spent = connection.closed is not None and not any(each.constructs for each in self.stack)
            if (key in elsewhere or key in handed) and not (spent or self.is_inherited(state, connection)):
                self.trace.lasting.add(connection.opening.site)
            by = connection.pooled_by
            if by is not None and key not in handed and key not in elsewhere - state.reachable(keepers, stop={by}):
                state.update_connection(key, pooled=False)  # a collection of handles is no pool beside their owner
            is_made = frame.constructs and key == frame.subject  # an object of a subclass of the SDK's own
            if is_made and frame.call is not None and not caller.gives_away:
                self.hand_over(state, key, frame.call, caller)
            elif key in elsewhere and not spent:
                state.update_connection(key, settled=True, outcome="kept")
                instance = self.instance_under_construction(state, key)
                if instance is not None:
                    self.note_instance(state, key, instance)
            elif key in handed and frame.call is not None and not caller.gives_away:
                self.hand_over(state, key, frame.call, caller)
            elif (key in handed or key in sources) and not spent:
                state.update_connection(key, settled=True, outcome="kept")
            else:
                state.update_connection(key, settled=True, outcome="local")
                if not connection.failed:
                    self.note_call(state, key)

    def abandon(self, state: State, known: Container[Value], *, failed: bool = False) -> None:
        """An exception leaves the code that opened connections: they are gone, or are being replaced."""
        for key, connection in state.connections():
            if key not in known and not (connection.abandoned and (connection.failed or not failed)):
                state.update_connection(key, abandoned=True, failed=connection.failed or failed)

    def note_clashes(self, state: State, keys: list[Value]) -> None:
        """A function that opened two connections to one target is where they clash, whoever gets them."""
        for key in keys:
            connection = state.connection(key)
            assert connection
            for conflict in connection.conflicts:
                other = state.connection(conflict.key)
                if other and conflict.key in keys and other.opening.site is not connection.opening.site:
                    state.update_connection(key, clash=connection.clash or connection.opening)

    def hand_over(self, state: State, key: Value, site: ast.AST, receiver: Frame) -> None:
        """The function of ``receiver`` is given a connection by the expression ``site``: it owns it now."""
        connection = state.connection(key)
        assert connection
        self.trace.lasting.add(connection.opening.site)
        if connection.repeated_in is not None:  # by what the loop of the receiver does not answer for
            self.trace.add(Repeated(connection))
            state.update_connection(key, repeated_in=None)
        place = site if receiver.lead is None else receiver.lead
        opening = Opening(site, place, receiver.function, receiver.depth, tuple(receiver.loops))
        state.update_connection(key, opening=opening)
        self.note_turns(state, key)

    def handed(self, state: State, result: Value | None) -> set[Value]:
        """Return the connections that a result gives access to; rows of a query are no such access."""
        if result is None:
            return set()
        results = frozenset(key for key, record in state.heap.items() if record.kind == RESULT)
        return {key for key in state.reachable([result], stop=results, scopes=False) if state.heap[key].connection}

    def instance_under_construction(self, state: State, key: Value) -> Obj | None:
        """Return the instance that holds the connection and whose ``__init__`` is running, or None."""
        for frame in self.stack:
            subject = frame.subject
            if frame.constructs and isinstance(subject, Obj):
                record = state.heap.get(subject)
                if record and "__dict__" in record.slots:
                    return None  # its attributes are those of all instances
                if record and isinstance(record.cls, Obj) and key in state.reachable([subject], scopes=False):
                    return subject
        return None


def count_shared(one: Iterable[Value | None], other: Iterable[Value | None]) -> int:
    """Return how many objects two rows have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(one, other, strict=False)))


def shown_by_functions(values: Iterable[Value], state: State) -> list[Value]:
    """Return what unknown code gets with values: of a function what its body reads of the scopes around it, not all."""
    found: list[Value] = []
    seen: set[Value] = set()
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if not isinstance(value, Function):
            found.append(value)
            continue
        if value in seen:
            continue
        seen.add(value)
        waiting += [default for _, default in value.defaults]
        read = {each.id for each in walk(value.node) if isinstance(each, ast.Name)}
        scope: Obj | None = value.scope
        while scope is not None and (record := state.heap[scope]).kind == "function":
            waiting += [record.links[name] for name in record.links if name in read]
            scope = record.parent
    return found
