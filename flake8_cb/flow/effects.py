"""What a stub says of a call, done to the state: each effect of the vocabulary is one method here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from flake8_cb.flow.events import Called, ClosedWhilePending, Forked, Pickled
from flake8_cb.flow.machine import Arguments, Exits, Frame, Machine, Results
from flake8_cb.flow.state import RESULT, Connection, Fork, Pending, Record, State
from flake8_cb.flow.target import Target, hosts_of
from flake8_cb.flow.values import (
    FALSE,
    NONE,
    Bound,
    Builtin,
    Const,
    Function,
    Obj,
    Partial,
    Symbol,
    Tuple,
    Value,
    symbol,
)
from flake8_cb.sdk.reader import Effect, StubClass, StubConstant, StubFunction

#: Methods by which a class says itself how it is pickled.
PICKLE_METHODS = ("__reduce__", "__reduce_ex__", "__getnewargs__")

#: Processes within processes that are followed.
DEEPEST_FORK = 3


@dataclass
class StubCall:
    """A call of a stub while its effects are applied to ``state``."""

    stub: StubFunction
    subject: Value | None
    bound: dict[str, Value]
    node: ast.AST
    state: State
    result: Value | None = None
    over: bool = False  # the path ends with this call

    @property
    def label(self) -> str:
        """Return the call as a message names it."""
        record = self.state.record(self.subject) if self.subject is not None else None
        cls = record.cls if record else None
        owner = cls.name if isinstance(cls, StubClass) else getattr(getattr(cls, "site", None), "name", self.stub.owner)
        name = f"{owner}.{self.stub.name}" if self.stub.owner else self.stub.name
        if self.stub.name in ("__init__", "__enter__", "__call__"):
            name = owner
        if not self.stub.owner and self.stub.module.name == "os":
            name = f"os.{name}"
        return f"{name}()"


class Effects(Machine):
    """Applies the effects of stubs."""

    def call_stub(
        self, stub: StubFunction, subject: Value | None, arguments: Arguments, node: ast.AST, state: State
    ) -> Results:
        """Call a stub function with its first argument already bound."""
        bound = self.bind_stub(stub, subject, arguments, node)
        calls = [StubCall(stub, subject, bound, node, state)]
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
        return [(each.state, self.result_of(each, arguments)) for each in calls]

    def bind_stub(
        self, stub: StubFunction, subject: Value | None, arguments: Arguments, node: ast.AST
    ) -> dict[str, Value]:
        """Return what each parameter of the stub is given; those that are not known are left out."""
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
        return bound

    def stub_constant(self, stub: StubFunction, node: ast.expr) -> Value:
        if isinstance(node, ast.Constant):
            return Const.of(node.value)
        if isinstance(node, ast.Tuple) and not node.elts:
            return Tuple(())
        return Symbol("default", node)

    def result_of(self, call: StubCall, arguments: Arguments) -> Value:
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

    # connections

    def effect_remembers(self, call: StubCall, effect: Effect) -> None:
        if call.subject is None or call.stub.name != "__init__":
            returned = call.stub.returned()
            if returned is None:
                return
            call.result = self.make(call.state, returned, call.node)
        owner = call.result or call.subject
        assert owner is not None
        for name, value in call.bound.items():
            if value != NONE:
                call.state.put(owner, name, value)
        for name, role in effect.roles.items():
            value_of_role = self.argument(call, str(role))
            if value_of_role is not None:
                call.state.put(owner, name, value_of_role)

    def effect_opens(self, call: StubCall, effect: Effect) -> None:
        state = call.state
        if call.subject is not None and state.connection(call.subject) and call.stub.name != "__init__":
            # A 3.x cluster that is closed or disconnected opens no bucket.
            call.over = not self.use(state, call.subject, call.node, call.label)
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
            for name in ("connection_string", "connstr"):
                if name in call.bound:
                    state.put(key, name, call.bound[name])
        record = state.heap[key]
        family = call.stub.module.name.partition(".")[0]
        string = self.argument(call, effect.role("connstr")) if effect.role("connstr") else None
        if string is None or string == NONE:
            string = self.argument(call, effect.role("hosts")) if effect.role("hosts") else string
        hosts, path = hosts_of(self.as_strings(state, string))
        bucket: Value | None = None
        if effect.role("bucket"):
            bucket = self.argument(call, effect.role("bucket")) or Symbol("unknown bucket", call.node, *self.here())
        elif effect.role("connstr") and not effect.role("hosts") and isinstance(hosts, frozenset):
            bucket = Const.of(path or "default")
        if isinstance(bucket, Const) and bucket.value is None:
            bucket = Const.of(path) if path else None
        user = self.user_of(call, effect)
        name = (
            record.cls.name
            if isinstance(record.cls, StubClass)
            else getattr(getattr(record.cls, "site", None), "name", "")
        )
        self.open(state, key, name, Target(family, hosts, bucket, user), call.node)

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
        holder = self.argument(call, effect.role("auth")) if effect.role("auth") else None
        for _ in range(3):  # options hold an authenticator, which holds a name
            if isinstance(holder, Tuple) and holder.items:
                holder = holder.items[0]
            record = call.state.record(holder) if holder is not None else None
            if record is None:
                return None
            found = record.slots.get("username")
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
            call.over = not self.use(call.state, call.subject, call.node, call.label)  # type: ignore[arg-type]
        return call.over

    def effect_tells_closed(self, call: StubCall, effect: Effect) -> None:
        connection = call.state.connection(call.subject) if call.subject is not None else None
        if connection is not None:
            call.result = Const.of(connection.closed is not None)

    def effect_operates(self, call: StubCall, effect: Effect) -> None:
        if call.subject is None:
            return
        call.over = not self.use(call.state, call.subject, call.node, call.label)
        key = call.state.root(call.subject)
        if not call.over and key is not None:
            for holder, pending in list(call.state.pending.items()):
                if pending.what == "pipeline" and pending.owner == key:
                    call.state.pending[holder] = replace(pending, connections=frozenset({key}), node=call.node)

    def effect_reaches(self, call: StubCall, effect: Effect) -> None:
        """A handle that is made by way of the server, as a 4.x ``bucket()`` that opens the bucket."""
        self.effect_operates(call, effect)
        if not call.over:
            self.handle(call, "handle")

    def effect_sends(self, call: StubCall, effect: Effect) -> None:
        self.effect_operates(call, effect)

    def effect_lazy(self, call: StubCall, effect: Effect) -> None:
        if call.subject is not None and not self.disconnected(call):
            self.handle(call, RESULT)

    def effect_starts(self, call: StubCall, effect: Effect) -> None:
        self.effect_operates(call, effect)
        if not call.over:
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
            state.pending[rows] = Pending(frozenset({key}), "rows read in part", node)
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
        self.drain(call.state, call.subject)

    def effect_holds(self, call: StubCall, effect: Effect) -> None:
        self.effect_operates(call, effect)
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
        if self.is_inherited(state, connection):
            return
        if connection.closed is None:
            for pending in state.pending.values():
                if key in pending.connections:
                    self.trace.add(ClosedWhilePending(call.node, call.label, connection, pending))
        for holder in [holder for holder, pending in state.pending.items() if key in pending.connections]:
            del state.pending[holder]
        state.openings = frozenset(each for each in state.openings if not (each[0] == "instance" and each[4] == key))
        if subject == key or state.heap[subject].kind != "handle":
            state.update_connection(key, closed=connection.closed or call.node)
        elif state.heap[subject].closed is None:
            state.edit(subject).closed = call.node

    def effect_disconnects(self, call: StubCall, effect: Effect) -> None:
        if (
            call.subject is not None
            and call.state.connection(call.subject)
            and not call.state.heap[call.subject].closed
        ):
            call.state.edit(call.subject).closed = call.node

    # processes

    def effect_forks(self, call: StubCall, effect: Effect) -> None:
        state = call.state
        child, arguments = self.child_of(call, effect)
        method = self.start_method(call)
        inherits = method == "fork"
        if method is None:
            return
        if inherits:
            opened = self.open_now(state)
            if opened:
                self.trace.add(Forked(call.node, call.label, tuple(connection for _, connection in opened)))
            if call.subject is not None and call.stub.name == "__init__":
                state.put(
                    call.subject,
                    "forked",
                    Symbol("forked", call.node, call.label, frozenset(key for key, _ in opened)),
                )
        elif call.stub.name == "start" and call.subject is not None:
            self.pickle(call, [call.subject, *arguments.values(), *([child] if child is not None else [])])
        if child is not None and child != NONE:
            fork = Fork(call.node, call.label, inherits)
            how = "process" if call.stub.name == "start" else "initializer"
            self.explore(child, arguments, call.node, state, how, fork=fork)

    def child_of(self, call: StubCall, effect: Effect) -> tuple[Value | None, Arguments]:
        """Return what the child runs and with which arguments."""
        subject = call.subject
        record = call.state.record(subject) if subject is not None else None
        override = effect.role("override")
        if override and record is not None and isinstance(record.cls, Obj) and subject is not None:
            found = self.method(call.state, subject, override)
            if found is not None:
                return found, Arguments()
        slots = dict(call.bound) if not (record and effect.role("override")) else record.slots
        child = slots.get(effect.role("child") or "")
        positional = self.items(slots.get(effect.role("arguments") or "", Tuple(())), call.state)
        keywords: tuple[tuple[str, Value], ...] = ()
        given = slots.get(effect.role("keywords") or "")
        if isinstance(given, Partial):
            keywords = given.keywords
        elif given is not None and (mapping := call.state.record(given)) and mapping.kind == "dict":
            keywords = tuple(
                (str(name.value), value) for name, value in mapping.slots.items() if isinstance(name, Const)
            )
        return child, Arguments(tuple(positional or ()), keywords, positional is not None)

    def method(self, state: State, subject: Value, name: str) -> Value | None:
        """Return the method of an object if the linted code defines it, without running a property."""
        raise NotImplementedError

    def open_now(self, state: State) -> list[tuple[Value, Connection]]:
        """Return the connections that this process has open."""
        state.dirty = True
        self.collect(state)
        return [(key, each) for key, each in state.connections() if self.is_open(state, key)]

    def start_method(self, call: StubCall) -> str | None:
        """Return the start method that the call uses, or None if that cannot be known."""
        state = call.state
        value: Value | None = None
        subject = call.subject
        for _ in range(3):
            record = state.record(subject) if subject is not None else None
            if record is None:
                break
            if isinstance(record.cls, (StubClass, Obj)):
                found = self.class_constant(state, record.cls, "start_method")
                if found is not None:
                    return found
            for name in ("method", "start_method"):
                if record.slots.get(name, NONE) != NONE:
                    value = record.slots[name]
            subject = record.slots.get("context")
            if subject is None and isinstance(record.cls, Obj):
                subject = next(
                    (
                        each.slots["context"]
                        for cls in self.mro(state, record.cls)
                        if (each := state.record(cls)) and "context" in each.slots
                    ),
                    None,
                )
            if subject is not None and state.record(subject) is None and subject != NONE:
                return None
        if value is None:
            value = state.start_method
        if value is None or value == NONE:
            default = self.settings.default_start_methods
            return self.settings.start_method or ("fork" if "fork" in default else min(default))
        return value.value if isinstance(value, Const) and isinstance(value.value, str) else None

    def class_constant(self, state: State, cls: Value, name: str) -> str | None:
        for each in self.mro(state, cls):
            found = each.members.get(name) if isinstance(each, StubClass) else None
            if isinstance(found, StubConstant) and isinstance(found.value, str):
                return found.value
        return None

    def mro(self, state: State, cls: Value) -> list[Value]:
        """Return the class and its ancestors in the order in which attributes are looked up."""
        raise NotImplementedError

    def effect_splits(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``os.fork``: the path goes on twice. What the child does decides what the fork is reported as."""
        parent = call
        opened = tuple(connection for _, connection in self.open_now(call.state))
        number: Value = Symbol("child process", call.node)
        parent.state.facts[number] = True
        child = replace(call, state=call.state.copy())
        if len(child.state.forks) >= DEEPEST_FORK:
            child.over = True
        child.state.forks += (Fork(call.node, call.label, inherits=True, waiting=opened),)
        child.state.pending = {}
        zero: Value = Const.of(0)
        if effect.role("gives") == "pair":
            descriptor = Symbol("terminal", call.node)
            parent.result, child.result = Tuple((number, descriptor)), Tuple((zero, descriptor))
        else:
            parent.result, child.result = number, zero
        return [parent, child]

    def effect_detaches(self, call: StubCall, effect: Effect) -> None:
        """A daemon's context: the parent ends, this path goes on in the child."""
        if self.argument(call, f"self.{effect.role('unless')}") == FALSE:
            return
        opened = tuple(connection for _, connection in self.open_now(call.state))
        if opened:
            self.trace.add(Forked(call.node, call.label, opened))
        call.state.forks += (Fork(call.node, call.label, inherits=True),)

    def effect_ends(self, call: StubCall, effect: Effect) -> None:
        call.over = True
        if effect.role("how") == "process":
            # Neither a destructor nor an at-exit handler runs, so that an inherited connection is left alone.
            call.state.forks = tuple(replace(fork, waiting=()) for fork in call.state.forks)
            self.finish(call.state)
        else:
            self.throw(call.state, Builtin("SystemExit"))

    def effect_sets_start_method(self, call: StubCall, effect: Effect) -> None:
        method = call.bound.get("method", NONE)
        if call.subject is not None and call.state.record(call.subject):
            call.state.put(call.subject, "method", method)
        else:
            call.state.start_method = method
        call.result = NONE

    def effect_makes(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """A context makes a process or pool that starts as the context does."""
        returned = call.stub.returned()
        if returned is None or call.subject is None:
            return [call]
        made = self.make(call.state, returned, call.node)
        call.state.put(made, "context", call.subject)
        constructor = returned.find("__init__")
        if call.stub.name == "Manager":
            call.result = made
            self.effect_forks(replace(call, subject=made), Effect("forks"))
            return [call]
        if not isinstance(constructor, StubFunction):
            return [replace(call, result=made)]
        positional = Arguments((), tuple((name, value) for name, value in call.bound.items()))
        found = self.call_stub(constructor, made, positional, call.node, call.state)
        return [replace(call, state=state, result=made) for state, _ in found]

    # threads, pools and executors

    def effect_starts_thread(self, call: StubCall, effect: Effect) -> None:
        child, arguments = self.child_of(call, effect)
        if child is None or child == NONE:
            return
        used = self.explore(child, arguments, call.node, call.state, "thread")
        if used:
            key = call.subject if call.subject is not None else Symbol("thread", call.node, *self.here())
            call.state.pending[key] = Pending(frozenset(used), "a thread", call.node)

    def effect_joins(self, call: StubCall, effect: Effect) -> None:
        if call.bound.get("return_when") == Const.of("FIRST_COMPLETED"):
            return
        ended: list[Value] = [call.subject] if call.subject is not None else []
        several = call.bound.get(effect.role("all") or "")
        if several is not None:
            ended += self.items(several, call.state) or [several]
        for each in ended:
            call.state.pending.pop(each, None)
        call.state.dirty = True

    def effect_completes(self, call: StubCall, effect: Effect) -> None:
        """``as_completed``: each task ends when it is taken."""
        several = call.bound.get(effect.role("all") or "")
        if several is not None:
            record = Record("completed")
            record.put("tasks", several)
            call.result = call.state.allocate(call.node, record)

    def effect_delegates(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``loop.run_in_executor``: the work goes to the executor that is named."""
        executor = call.bound.get(effect.role("executor") or "")
        record = call.state.record(executor) if executor is not None else None
        function = call.bound.get(effect.role("child") or "")
        given = self.child_of(call, effect)[1]
        if function is None:
            return [call]
        if executor is not None and record is not None and record.cls is not None:
            found: list[StubCall] = []
            for state, method in self.attribute(executor, "submit", call.node, call.state):
                arguments = Arguments((function, *given.positional))
                results = self.call(method, arguments, call.node, state)
                found += [replace(call, state=after, result=value) for after, value in results]
            return found or [replace(call, over=True)]
        used = self.explore(function, given, call.node, call.state, "task")
        if used:
            call.result = Symbol("task", call.node, *self.here())
            call.state.pending[call.result] = Pending(frozenset(used), "an executor's task", call.node)
        return [call]

    def effect_shuts_down(self, call: StubCall, effect: Effect) -> None:
        if self.argument(call, effect.role("wait")) != FALSE and call.subject is not None:
            self.end_tasks(call.state, call.subject)

    def end_tasks(self, state: State, executor: Value) -> None:
        for key in [key for key, pending in state.pending.items() if pending.owner == executor]:
            del state.pending[key]
        state.dirty = True

    def effect_submits(self, call: StubCall, effect: Effect) -> None:
        """A pool or executor is given work, once or for each of several items."""
        where = effect.role("where") or "process"
        tasks = self.tasks_of(call, effect)
        if where == "thread":
            used: set[Value] = set()
            for function, arguments in tasks:
                used |= self.explore(function, arguments, call.node, call.state, self.how(effect))
            if used and not effect.role("waits"):
                returned = call.stub.returned()
                call.result = self.make(call.state, returned, call.node) if returned else None
                key = call.result or Symbol("task", call.node, *self.here())
                call.state.pending[key] = Pending(frozenset(used), "an executor's task", call.node, owner=call.subject)
            return
        if where == "joblib":
            if self.in_this_process(call):
                return
            fork = Fork(call.node, call.label, inherits=False)
        else:
            fork = self.workers_of(call, effect)
        for function, arguments in tasks:
            handed = [*arguments.values(), *([function] if not isinstance(function, Function) else [])]
            pickled = self.pickle(call, handed)
            if not pickled:
                prelude = self.initializer_of(call)
                self.explore(
                    function,
                    arguments,
                    call.node,
                    call.state,
                    self.how(effect),
                    fork=fork,
                    label=call.label,
                    prelude=prelude,
                )

    def initializer_of(self, call: StubCall) -> Value | None:
        """Return what each worker of a pool runs first."""
        record = call.state.record(call.subject) if call.subject is not None else None
        initializer = record.slots.get("initializer") if record else None
        if record is None or initializer is None:
            return None
        return Partial(initializer, tuple(self.items(record.slots.get("initargs", Tuple(())), call.state) or ()), ())

    def how(self, effect: Effect) -> str:
        return "task" if effect.role("arguments") else "mapped"

    def in_this_process(self, call: StubCall) -> bool:
        """joblib starts no process for one job or with threads."""
        jobs = self.argument(call, "self.n_jobs")
        words = {self.argument(call, f"self.{name}") for name in ("backend", "prefer", "require")}
        threads = {Const.of("threading"), Const.of("threads"), Const.of("sharedmem"), Const.of("sequential")}
        return jobs in (None, Const.of(1)) or bool(words & threads)

    def workers_of(self, call: StubCall, effect: Effect) -> Fork:
        """Return the fork that made the workers; an executor of ``concurrent.futures`` forks at its first task."""
        state, executor = call.state, call.subject
        record = state.record(executor) if executor is not None else None
        marked = record.slots.get("forked") if record else None
        if marked is None and effect.role("forks") and executor is not None and record is not None:
            inherits = self.start_method(call) == "fork"
            opened = self.open_now(state) if inherits else []
            if opened:
                self.trace.add(Forked(call.node, call.label, tuple(each for _, each in opened)))
            keys = frozenset(key for key, _ in opened)
            marked = Symbol("forked", call.node, call.label, keys if inherits else None)
            state.put(executor, "forked", marked)
            initializer = record.slots.get("initializer")
            if initializer is not None and initializer != NONE:
                given = self.items(record.slots.get("initargs", Tuple(())), state)
                fork = Fork(call.node, call.label, inherits)
                self.explore(initializer, Arguments(tuple(given or ())), call.node, state, "initializer", fork=fork)
        if isinstance(marked, Symbol) and isinstance(marked.key[3], frozenset):
            node, label = marked.key[1], str(marked.key[2])
            assert isinstance(node, ast.AST)
            return Fork(node, label, inherits=True, known=marked.key[3])
        return Fork(call.node, call.label, inherits=False)

    def tasks_of(self, call: StubCall, effect: Effect) -> list[tuple[Value, Arguments]]:
        """Return the function and arguments of each task, as far as they are known; unknown items stand for one."""
        if effect.role("tasks"):
            items = self.items(call.bound.get(effect.role("tasks") or "", NONE), call.state) or []
            return [
                (item.function, Arguments(item.positional, item.keywords))
                for item in items
                if isinstance(item, Partial)
            ]
        function = call.bound.get(effect.role("child") or "")
        if function is None:
            return []
        if effect.role("arguments"):
            return [(function, self.child_of(call, effect)[1])]
        if effect.role("columns"):
            columns = call.bound.get(effect.role("columns") or "", Tuple(()))
            lists = [
                self.items(each, call.state) or [self.unknown_item(call, each)]
                for each in self.items(columns, call.state) or []
            ]
            return [(function, Arguments(tuple(row))) for row in zip(*lists, strict=False)]
        given = call.bound.get(effect.role("items") or effect.role("rows") or "", NONE)
        known = self.items(given, call.state)
        items = known if known is not None else [self.unknown_item(call, given)]
        if effect.role("items"):
            return [(function, Arguments((item,))) for item in items]
        rows = [self.items(item, call.state) for item in items]
        return [(function, Arguments(tuple(row or ()), exact=row is not None)) for row in rows]

    def unknown_item(self, call: StubCall, values: Value) -> Value:
        return symbol(call.node, "item", values, call.node)

    def effect_delays(self, call: StubCall, effect: Effect) -> None:
        call.result = Bound("delayed", call.bound.get("function", NONE))

    def explore(
        self,
        child: Value,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        how: str,
        *,
        fork: Fork | None = None,
        label: str = "",
        prelude: Value | None = None,
    ) -> set[Value]:
        """Run code that runs beside this path, on a copy of the state; return the connections that it uses."""
        if len(state.forks) >= DEEPEST_FORK:
            return set()
        self.note_target(child, node, how)
        branch = state.copy()
        branch.openings = frozenset()
        branch.dirty = True
        if fork:
            branch.forks += (fork,)
            branch.pending = {}
            branch.thread = None
        else:
            branch.thread = node
        used: set[Value] = set()
        self.observers.append(used)
        catching, self.catching = self.catching, 0
        try:
            frame = replace(self.frame, loops=[], call=None)
            with self.leaving_by(Exits()), self.pushed(frame):
                starts = [branch]
                if prelude is not None:
                    starts = [after for after, _ in self.call(prelude, Arguments(), node, branch)]
                ended = [found for start in starts for found in self.call(child, arguments, node, start, awaited=True)]
                for after, result in ended:
                    if fork and label and not fork.waiting:
                        self.pickle_result(after, result, node, label)
                    self.finish(after, shared=state.heap)
        finally:
            self.catching = catching
            self.observers.pop()
        return used

    def note_target(self, function: Value, node: ast.AST, how: str) -> None:
        while isinstance(function, (Bound, Partial)):
            function = function.function  # type: ignore[assignment]
        if isinstance(function, Function):
            self.trace.add(Called(function.node, node, self.frame.function, bool(self.frame.loops), how))

    # pickling

    def pickle(self, call: StubCall, values: Iterable[Value]) -> bool:
        """Report connections among what must be pickled; return whether there are some."""
        found = self.pickled_connections(call.state, values)
        for connection in found:
            self.trace.add(Pickled(call.node, call.label, connection))
        return bool(found)

    def pickle_result(self, state: State, result: Value, node: ast.AST, label: str) -> None:
        for connection in self.pickled_connections(state, [result]):
            self.trace.add(Pickled(node, label, connection))

    def pickled_connections(self, state: State, values: Iterable[Value]) -> list[Connection]:
        """Return the connections in the data that the values lead to (functions and classes go by name)."""
        seen: set[Value] = set()
        found: list[Connection] = []
        todo = list(values)
        while todo:
            value = todo.pop()
            if isinstance(value, Tuple):
                todo += value.items
            elif isinstance(value, Bound):
                todo.append(value.subject)
            elif isinstance(value, Partial):
                todo += [value.function, *value.positional, *(each for _, each in value.keywords)]
            record = state.heap.get(value)
            if record is None or value in seen or record.kind in ("function", "module", "class"):
                continue
            seen.add(value)
            root = state.root(value)
            if root is not None and (connection := state.connection(root)):
                if connection not in found:
                    found.append(connection)
            elif isinstance(record.cls, Obj) and (own := self.pickled_state(state, value)) is not None:
                todo += own
            else:
                todo += record.links.values()
        return found

    def pickled_state(self, state: State, value: Value) -> list[Value] | None:
        """Return what a class that says itself how it is pickled puts there, or None if it does not say."""
        getter = self.method(state, value, "__getstate__")
        if getter is not None and not any(self.method(state, value, name) for name in PICKLE_METHODS):
            branch = state.copy()
            with self.leaving_by(Exits()):
                results = self.call(getter, Arguments(), self.tree, branch)
            return [each for after, found in results for each in self.handed(after, found)]
        return [] if getter is not None or any(self.method(state, value, name) for name in PICKLE_METHODS) else None

    # coroutines

    def effect_runs(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """A coroutine is handed to what runs it."""
        one = call.bound.get(effect.role("coroutine") or "")
        several = call.bound.get(effect.role("coroutines") or "")
        todo = [one] if one is not None else (self.items(several, call.state) or []) if several is not None else []
        states: Results = [(call.state, NONE)]
        for turn, each in enumerate(todo):
            self.frame.loops.append((call.node, turn))
            states = [found for state, _ in states for found in self.wait_for(each, call.node, state)]
            self.frame.loops.pop()
        return [
            replace(call, state=state, result=value if one is not None else None, over=False) for state, value in states
        ]

    def wait_for(self, value: Value, node: ast.AST, state: State) -> Results:
        """Wait for an awaitable: a coroutine runs now, anything else is its own result."""
        record = state.record(value)
        if record is None or record.kind != "coroutine":
            return [(state, value)]
        body = record.slots.get("call")
        if not isinstance(body, Partial):
            return [(state, symbol(node, "again", value, node))]
        state.drop(value, "call")
        return self.call(body.function, Arguments(body.positional, body.keywords), node, state, awaited=True)

    # Python's own tools for calls and contexts

    def effect_binds(self, call: StubCall, effect: Effect) -> None:
        function = call.bound.get(effect.role("function") or "")
        positional = call.bound.get(effect.role("arguments") or "", Tuple(()))
        keywords = call.bound.get(effect.role("keywords") or "")
        if function is not None and isinstance(positional, Tuple):
            given = keywords.keywords if isinstance(keywords, Partial) else ()
            call.result = Partial(function, positional.items, given)

    def effect_gives(self, call: StubCall, effect: Effect) -> None:
        call.result = self.argument(call, effect.role("value"))

    def effect_closing(self, call: StubCall, effect: Effect) -> None:
        thing = call.bound.get(effect.role("thing") or "")
        if call.subject is not None and thing is not None:
            call.state.edit(call.subject).kind = "closing"
            call.state.put(call.subject, "thing", thing)
            call.state.put(call.subject, "how", Const.of(effect.role("how") or "close"))

    def effect_stacks(self, call: StubCall, effect: Effect) -> None:
        if call.subject is not None:
            call.state.edit(call.subject).kind = "exit stack"

    def effect_defers(self, call: StubCall, effect: Effect) -> None:
        """A callback waits for the end of an ``ExitStack``."""
        callback = call.bound.get(effect.role("callback") or "")
        positional = call.bound.get(effect.role("arguments") or "", Tuple(()))
        keywords = call.bound.get(effect.role("keywords") or "")
        if callback is not None and isinstance(positional, Tuple):
            given = keywords.keywords if isinstance(keywords, Partial) else ()
            self.defer(call, Partial(callback, positional.items, given))
            call.result = callback

    def defer(self, call: StubCall, callback: Value) -> None:
        record = call.state.record(call.subject) if call.subject is not None else None
        if record is not None and call.subject is not None:
            numbers = [name for name in record.slots if isinstance(name, int)]
            call.state.put(call.subject, max(numbers, default=-1) + 1, callback)

    def effect_enters(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``ExitStack.enter_context``: the manager is entered now and left with the stack."""
        manager = call.bound.get(effect.role("manager") or "")
        if manager is None:
            return [call]
        found = []
        for state, value, leave in self.enter_for_stack(manager, call.node, call.state):
            made = replace(call, state=state, result=value)
            if leave is not None:
                self.defer(made, leave)
            found.append(made)
        return found or [replace(call, over=True)]

    def enter_for_stack(self, manager: Value, node: ast.AST, state: State) -> list[tuple[State, Value, Value | None]]:
        """Enter a context manager; return for each path its value and the callable that leaves it."""
        raise NotImplementedError

    def effect_unwinds(self, call: StubCall, effect: Effect) -> list[StubCall]:
        states = self.unwind(call.subject, call.node, call.state) if call.subject is not None else [call.state]
        return [replace(call, state=state) for state in states] or [replace(call, over=True)]

    def unwind(self, stack: Value, node: ast.AST, state: State) -> list[State]:
        raise NotImplementedError

    def effect_samples(self, call: StubCall, effect: Effect) -> None:
        """``itertools.islice``: some rows are read, perhaps not all."""
        rows = call.bound.get(effect.role("of") or "")
        record = call.state.record(rows) if rows is not None else None
        if rows is not None and record is not None and record.kind == RESULT:
            call.over = not self.read(call.state, rows, call.node, call.label)

    def effect_repeats(self, call: StubCall, effect: Effect) -> None:
        value = call.bound.get(effect.role("value") or "")
        call.result = Bound("repeat", value) if value is not None else None

    def effect_reads_environment(self, call: StubCall, effect: Effect) -> None:
        key = call.bound.get("key")
        if isinstance(key, Const):
            call.result = Symbol("item", ENVIRONMENT, key)


ENVIRONMENT = Symbol("attribute", Symbol("module", "os"), "environ")

__all__ = ["ENVIRONMENT", "Effects", "Frame", "Record", "StubCall"]
