"""What a stub says of a call to the SDK, done to the state: each effect of the vocabulary is one method."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard

from flake8_cb.flow.domain.changes import as_changed
from flake8_cb.flow.domain.record import RESULT
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target, hosts_of, user_in
from flake8_cb.flow.domain.texts import without_defaults
from flake8_cb.flow.domain.typestate import ROWS, Pending
from flake8_cb.flow.domain.values import NONE, Const, Partial, Symbol, Tuple, Value, symbol
from flake8_cb.flow.effects.access import Access
from flake8_cb.flow.events import Closed, ClosedWhilePending
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect, StubClass, StubConstant, StubFunction


class Effects(Access):
    """Applies the effects of stubs: those on connections, handles and rows."""

    def call_stub(
        self, stub: StubFunction, subject: Value | None, arguments: Arguments, node: ast.AST, state: State
    ) -> Results:
        """Call a stub function with its first argument already bound."""
        bound = self.bind_stub(stub, arguments, node)
        calls = [StubCall(stub, subject, arguments, bound, node, state)]
        if stub.configures:
            self.note_given(calls[0])
        for effect in stub.effects:
            method: Callable[[StubCall, Effect], list[StubCall] | None] | None = getattr(
                self, f"effect_{effect.verb}", None
            )
            if method is None:
                continue
            following = []
            for each in calls:
                following += method(each, effect) or [each]
            calls = [each for each in following if not each.over]
        return [(each.state, self.result_of(each)) for each in calls]

    def bind_stub(self, stub: StubFunction, arguments: Arguments, node: ast.AST) -> dict[str, Value]:
        """Return what each parameter of the stub is given; those that are not known are left out.

        ``*`` is then all that is given by position, collections whose items are not known among it.
        """
        spec = stub.node.args
        names = [argument.arg for argument in (*spec.posonlyargs, *spec.args)]
        if stub.kind in ("method", "classmethod", "property") and stub.owner:
            names = names[1:]
        bound: dict[str, Value] = {}
        defaults = [*spec.defaults]
        for name, default in zip(reversed(names), reversed(defaults), strict=False):
            bound[name] = self.stub_constant(stub, default)
        for argument, keyword_default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
            if keyword_default is not None:
                bound[argument.arg] = self.stub_constant(stub, keyword_default)
        bound.update(zip(names, arguments.positional, strict=False))
        if spec.vararg:
            bound[spec.vararg.arg] = Tuple(arguments.positional[len(names) :])
        known = {*names, *(argument.arg for argument in spec.kwonlyargs)}
        rest = []
        for name, value in arguments.keywords:
            if name in known:
                bound[name] = value
            else:
                rest.append((name, value))
        if spec.kwarg:
            bound[spec.kwarg.arg] = Partial(NONE, (), tuple(rest))
        if arguments.exact and not all(name in bound for name in names):
            self.trace.misfits.add(node)  # no call of this generation
        if not arguments.exact:
            given = {name for name, _ in arguments.keywords} | set(names[: len(arguments.positional)])
            bound = {name: value for name, value in bound.items() if name in given}
            bound["*"] = Tuple((*arguments.positional, *arguments.hidden))
        return bound

    def stub_constant(self, stub: StubFunction, node: ast.expr) -> Value:
        if isinstance(node, ast.Constant):
            return Const.of(node.value)
        named = stub.module.lookup(node.id) if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            holder = stub.module.lookup(node.value.id)
            named = holder.find(node.attr) if isinstance(holder, StubClass) else None
        if isinstance(named, StubConstant) and named.value is not ...:
            return Const.of(named.value)
        if isinstance(node, ast.Tuple) and not node.elts:
            return Tuple(())
        return Symbol("default", node)

    def result_of(self, call: StubCall) -> Value:
        if call.result is not None:
            return call.result
        returned = call.stub.returned()
        if returned is None:
            return symbol(call.node, "call", call.stub, call.node, *self.here())
        if call.subject is not None and call.stub.name in ("__enter__", "__aenter__"):
            return call.subject
        return self.make(call.state, returned, call.node)

    def argument(self, call: StubCall, role: str | None) -> Value | None:
        """Return what plays the role: a parameter of the call, or (``self.x``) what its object remembers."""
        if role is None:
            return None
        if role.startswith("self."):
            record = call.subject is not None and call.state.record(call.subject)
            return record.slots.get(role[5:]) if record else None
        return call.bound.get(role)

    def effect_remembers(self, call: StubCall, effect: Effect) -> None:
        if call.subject is None or call.stub.name != "__init__":
            returned = call.stub.returned()
            if returned is not None:
                call.result = self.make(call.state, returned, call.node)
        owner = call.result or call.subject
        if owner is None:
            return
        if effect.role("cluster"):
            self.note_string(call, effect, owner)
        if not call.is_exact:
            call.state.edit(owner).exact = False
        for name, value in call.bound.items():
            if is_rest(value):
                for keyword, item in value.keywords:
                    call.state.put(owner, keyword, item)
            elif value != NONE:
                call.state.put(owner, name, value)
        for name, role in effect.roles.items():
            value_of_role = self.argument(call, str(role))
            if value_of_role is not None:
                call.state.put(owner, name, value_of_role)

    def effect_opens(self, call: StubCall, effect: Effect) -> None:
        state = call.state
        if call.subject is not None and state.connection(call.subject) and call.stub.name != "__init__":
            # A 3.x cluster that is closed or disconnected opens no bucket.
            call.over = not self.use(state, call.subject, call.node, call.label, sends=False)
            if call.over:
                return
        if call.stub.name == "__init__" and call.subject is not None:
            key = call.subject
            self.effect_remembers(call, Effect("remembers"))
            call.result = None
        else:
            returned = call.stub.returned()
            if returned is None:
                return
            key = call.result = self.make(state, returned, call.node)
            for name in (effect.role("cluster"), effect.role("auth")):
                if name in call.bound:
                    state.put(key, name, call.bound[name])
        record = state.heap[key]
        family = call.stub.module.name.partition(".")[0]
        string = self.string_of(call, effect)
        if string is None or string == NONE:
            string = self.argument(call, effect.role("hosts")) if effect.role("hosts") else string
        hosts, path = hosts_of(self.as_strings(state, string))
        bucket: Value | None = None
        if effect.role("bucket"):
            bucket = self.argument(call, effect.role("bucket")) or Symbol("unknown bucket", call.node, *self.here())
        elif effect.role("connstr") and not effect.role("hosts"):
            bucket = path or (Const.of("default") if isinstance(hosts, frozenset) else None)
        bucket = path if bucket == NONE else bucket and without_defaults(bucket)
        user = self.user_of(call, effect) or user_in(string)
        user = user and without_defaults(user)
        target = as_changed(Target(family, hosts, bucket, user), state.changes)
        self.note_string(call, effect, key, target)
        self.note_opening_of(call, effect)
        self.open(state, key, self.class_name(record.cls), target, call.node)
        if call.subject != key and call.subject is not None and state.connection(call.subject) is not None:
            state.update_connection(key, source=call.subject)
        if waits(effect):
            self.block(state, key, call.node, call.label)

    def as_strings(self, state: State, value: Value | None) -> Value | None:
        """Return a list of constant hosts as a tuple."""
        if value is not None and not isinstance(value, (Const, Symbol)):
            items = self.items(value, state)
            return Tuple(tuple(items)) if items is not None else None
        return value

    def user_of(self, call: StubCall, effect: Effect) -> Value | None:
        """Return the user name that the call or its authenticator names, if that is known."""
        user = self.argument(call, effect.role("user")) if effect.role("user") else None
        if user is not None and user != NONE:
            return user
        if not effect.role("auth"):
            return None
        further = next((dict(each.keywords) for each in call.bound.values() if is_rest(each)), {})
        holder = further.get("authenticator") or self.argument(call, "self.authenticator")
        holder = holder or self.argument(call, effect.role("auth"))
        for _ in range(3):  # options hold an authenticator, which holds a name
            if isinstance(holder, Tuple) and holder.items:
                holder = holder.items[0]
            record = call.state.record(holder) if holder is not None else None
            if record is None:
                return None
            found = record.slots.get("username") or record.slots.get("cert_path")
            if found is not None:
                return found
            holder = record.slots.get("authenticator")
        return None

    def handle(self, call: StubCall, kind: str) -> None:
        returned = call.stub.returned()
        if returned is not None and call.subject is not None and call.state.root(call.subject) is not None:
            call.result = self.make(call.state, returned, call.node, kind, via=call.subject)

    def effect_derives(self, call: StubCall, effect: Effect) -> None:
        if call.stub.name == "__init__":
            via = self.argument(call, effect.role("via"))
            if via is not None and call.subject is not None and call.state.root(via) is not None:
                record = call.state.edit(call.subject)
                record.via, record.kind = via, "handle"
            return
        if call.subject is not None and self.disconnected(call):
            return
        self.handle(call, "handle")

    def disconnected(self, call: StubCall) -> bool:
        """A 3.x cluster that was disconnected refuses its own calls, also those that send nothing."""
        record = call.state.record(call.subject) if call.subject is not None else None
        if record and record.connection and record.closed and not record.connection.closed:
            call.over = not self.use(call.state, call.subject, call.node, call.label, sends=False)  # type: ignore[arg-type]
        return call.over

    def effect_tells_closed(self, call: StubCall, effect: Effect) -> None:
        connection = call.state.connection(call.subject) if call.subject is not None else None
        if connection is not None:
            self.note_use(connection)
            call.result = Const.of((connection.closed is None) == (effect.verb == "tells_open"))

    effect_tells_open = effect_tells_closed

    def effect_operates(self, call: StubCall, effect: Effect) -> None:
        is_held = self.operate(call)
        if call.subject is not None and not (call.over or is_held) and waits(effect):
            self.block(call.state, call.subject, call.node, call.label)

    def operate(self, call: StubCall) -> bool:
        """Do what an operation does to its connection; return whether a pipeline holds it until its end."""
        if call.subject is None:
            return False
        call.over = not self.use(call.state, call.subject, call.node, call.label)
        key = call.state.root(call.subject)
        if call.over or key is None:
            return False
        held = [each for each in call.state.pending.items() if each[1].what == "pipeline" and each[1].owner == key]
        for holder, pending in held:
            call.state.pending[holder] = replace(pending, connections=frozenset({key}), spot=self.spot(call.node))
        return bool(held)

    def effect_reaches(self, call: StubCall, effect: Effect) -> None:
        """A handle that is made by way of the server, as a 4.x ``bucket()`` that opens the bucket."""
        self.effect_operates(call, effect)
        if not call.over:
            self.handle(call, "handle")

    def effect_sends(self, call: StubCall, effect: Effect) -> None:
        self.operate(call)

    def effect_lazy(self, call: StubCall, effect: Effect) -> None:
        via = self.argument(call, effect.role("via"))
        if via is not None and call.subject is not None and call.state.root(via) is not None:
            record = call.state.edit(call.subject)
            record.via, record.kind = via, RESULT
        elif call.subject is not None and not self.disconnected(call):
            self.handle(call, RESULT)

    def effect_starts(self, call: StubCall, effect: Effect) -> None:
        self.operate(call)
        if call.subject is not None and not call.over:
            if waits(effect):
                self.block(call.state, call.subject, call.node, call.label)
            self.handle(call, RESULT)

    def effect_itself(self, call: StubCall, effect: Effect) -> None:
        call.result = call.subject

    def effect_reads(self, call: StubCall, effect: Effect) -> None:
        if call.subject is not None:
            call.over = not self.read(call.state, call.subject, call.node, call.label)
            call.result = call.subject

    def read(self, state: State, rows: Value, node: ast.AST, label: str) -> bool:
        """Rows begin to be read. Return whether the path goes on."""
        key = state.root(rows)
        if not self.use(state, rows, node, label):
            return False
        record = state.record(rows)
        if key is not None and record is not None and "drained" not in record.slots:
            state.pending[rows] = Pending(frozenset({key}), ROWS, self.spot(node))
            self.block(state, rows, node, label)
        return True

    def drain(self, state: State, rows: Value) -> None:
        """Rows were read to the end."""
        if state.record(rows) is not None:
            state.edit(rows).slots["drained"] = NONE
        state.pending.pop(rows, None)
        state.dirty = True

    def effect_drains(self, call: StubCall, effect: Effect) -> None:
        if call.subject is None:
            return
        record = call.state.record(call.subject)
        if record is None or "drained" not in record.slots:
            call.over = not self.use(call.state, call.subject, call.node, call.label)
            if not call.over:
                self.block(call.state, call.subject, call.node, call.label)
        self.drain(call.state, call.subject)

    def effect_holds(self, call: StubCall, effect: Effect) -> None:
        self.operate(call)
        if not call.over:
            self.handle(call, "holder")

    def effect_closes(self, call: StubCall, effect: Effect) -> None:
        state, subject = call.state, call.subject
        chain = state.chain(subject) if subject is not None else []
        if not chain or subject is None:
            return
        key = chain[-1]
        connection = state.connection(key)
        assert connection
        spot = self.spot(call.node)
        # What another file both opens and closes is told there.
        if not spot.is_elsewhere or not connection.opened.is_elsewhere:
            self.trace.add(Closed(spot.place, call.label, call.stub.name, connection, spot=spot))
        if self.is_inherited(state, connection):
            return
        self.note_shared_close(state, key, call.node, call.label)
        if connection.closed is None:
            for pending in state.pending.values():
                if key in pending.connections and self.is_told_of(connection, pending.spot, spot):
                    self.trace.add(ClosedWhilePending(spot.place, call.label, connection, pending, spot=spot))
        for holder in [holder for holder, pending in state.pending.items() if key in pending.connections]:
            del state.pending[holder]
        self.forget_instance(state, key)
        if connection.closed is None and waits(effect):
            self.block(state, subject, call.node, call.label)
        if subject == key or state.heap[subject].kind != "handle":
            state.update_connection(key, closed=connection.closed or spot)
        elif state.heap[subject].closed is None:
            state.edit(subject).closed = spot

    def effect_disconnects(self, call: StubCall, effect: Effect) -> None:
        if (
            call.subject is not None
            and call.state.connection(call.subject)
            and not call.state.heap[call.subject].closed
        ):
            self.note_shared_close(call.state, call.subject, call.node, call.label)
            call.state.edit(call.subject).closed = self.spot(call.node)


def waits(effect: Effect) -> bool:
    """Report whether the thread waits for a server until the call is over."""
    return bool(effect.roles.get("waits", effect.verb != "starts"))


def is_rest(value: Value) -> TypeGuard[Partial]:
    """Report whether the value is what a parameter of two stars is given."""
    return isinstance(value, Partial) and value.function == NONE
