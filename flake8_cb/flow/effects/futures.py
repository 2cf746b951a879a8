"""Futures and tasks of asyncio: what runs beside the code that made it, until somebody waits for it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from flake8_cb.flow.domain.record import RESULT, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import OPERATION, QUERY, TASK, Pending, Use
from flake8_cb.flow.domain.values import NONE, TRUE, Bound, Const, Partial, Symbol, Tuple, Value, symbol, unbound
from flake8_cb.flow.effects.coroutines import Coroutines
from flake8_cb.flow.machine.frames import INTERRUPTS_ALONE, Arguments, Results
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.sdk.reader import Effect, StubClass, StubFunction

#: What a future holds that the program itself resolves.
PROMISE = "promise"

#: The package whose queries start when they are asked for, unless they are coroutines.
EAGER = "acouchbase"


class Futures(Coroutines):
    """Applies the effects that schedule coroutines and wait for them.

    A task runs where somebody waits for it. When it starts, it is tried out to learn which connections it uses.
    """

    def schedule(self, value: Value, cls: StubClass, node: ast.AST, state: State, group: Value | None = None) -> Value:
        """Make a task of a coroutine; whatever else can be waited for stays what it is."""
        record = state.record(value)
        body = record.slots.get("call") if record is not None and record.kind == "coroutine" else None
        self.use_coroutines([value], state)
        if record is None or not isinstance(body, Partial):
            return value
        task = self.make(state, cls, node, "task")
        state.put(task, "call", body)
        state.put(task, "made", record.slots["made"])
        state.drop(value, "call")
        if group is not None:
            state.put(group, len(state.heap[group].slots), task)
        used = set() if node in self.awaited_at_once else self.run_aside(body, node, state)[1]
        if used:
            state.pending[task] = Pending(frozenset(used), TASK, self.spot(node), owner=group)
        return task

    def task_class(self, call: StubCall) -> StubClass | None:
        found = call.stub.module.lookup("Task")
        return found if isinstance(found, StubClass) else None

    def coroutines_of(self, call: StubCall, effect: Effect) -> Results:
        """Return the coroutine that a call is given, or that the function makes which it is given."""
        function = call.bound.get(effect.role("function") or "")
        if function is not None:
            return self.call(function, self.child_of(call, effect)[1], call.node, call.state)
        value = call.bound.get(effect.role("coroutine") or "")
        return [(call.state, value)] if value is not None else []

    def effect_schedules(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``create_task`` and its like: a coroutine, or a function that makes one, runs from now on."""
        cls = self.task_class(call)
        group = call.subject if effect.role("group") else None
        if cls is None:
            return [call]
        return [
            replace(call, state=after, result=self.schedule(value, cls, call.node, after, group))
            for after, value in self.coroutines_of(call, effect)
        ]

    def effect_gathers(self, call: StubCall, effect: Effect) -> None:
        """``gather``: a future that ends when all that it is given has ended."""
        cls = self.task_class(call)
        given = call.bound.get("*") or call.bound.get(effect.role("awaitables") or "", Tuple(()))
        if cls is None:
            return
        call.result = self.make(call.state, cls, call.node, "task")
        call.state.put(call.result, "waits for", Tuple(tuple(self.scheduled(given, cls, call))))

    def scheduled(self, values: Value, cls: StubClass, call: StubCall) -> list[Value]:
        """Return the awaitables in a collection, coroutines as tasks; a collection that is not known stands for all."""
        items = self.items(values, call.state)
        return [values] if items is None else [self.schedule(each, cls, call.node, call.state) for each in items]

    def effect_shields(self, call: StubCall, effect: Effect) -> None:
        """``shield``: who waits for it waits for what it is given, but may be told to stop before."""
        cls = self.task_class(call)
        value = call.bound.get(effect.role("awaitable") or "")
        if cls is not None and value is not None:
            call.result = self.make(call.state, cls, call.node, "task")
            call.state.put(call.result, "shields", self.schedule(value, cls, call.node, call.state))

    def effect_completes(self, call: StubCall, effect: Effect) -> None:
        """``as_completed`` of asyncio makes tasks of coroutines."""
        role, cls = effect.role("all") or "", self.task_class(call)
        if cls is not None and role in call.bound:
            tasks = self.scheduled(call.bound[role], cls, call)
            call.bound[role] = self.container(call.state, "list", enumerate(tasks), call.node)
        super().effect_completes(call, effect)

    def effect_runs(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """A coroutine, or a function that makes one, runs to its end; with it a loop may end, and all its tasks."""
        found = [
            replace(call, state=after, result=result)
            for before, value in self.coroutines_of(call, effect)
            for after, result in self.wait_for(value, call.node, before)
        ]
        for each in found if effect.role("ends") else ():
            self.effect_ends_tasks(each, effect)
        return found or [replace(call, over=True)]

    def effect_ends_tasks(self, call: StubCall, effect: Effect) -> None:
        """The loop ends: it has cancelled its tasks and waited for them. What was stopped may have ended before."""
        kinds = (TASK, OPERATION, QUERY) if effect.role("what") == "all" else (TASK,)
        for key in [key for key, pending in call.state.pending.items() if pending.what in kinds]:
            del call.state.pending[key]
        call.state.dirty = True

    def effect_awaits(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``wait_for``: when the time is over, the awaitable is cancelled and waited for."""
        value = call.bound.get(effect.role("awaitable") or "")
        if value is None:
            return [call]
        if (record := call.state.record(value)) is None or "shields" not in record.slots:
            self.release([value], call.state)
        ended = self.in_try(call.state, lambda: self.wait_for(value, call.node, call.state))
        found = [replace(call, state=after, result=result) for after, result in ended]
        return found or [replace(call, over=True)]

    def effect_awaits_some(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``wait``: with a timeout, or for the first that ends, some may be left."""
        cls = self.task_class(call)
        given = call.bound.get(effect.role("awaitables") or "")
        if cls is None or given is None:
            return [call]
        tasks = self.scheduled(given, cls, call)
        found = []
        until = call.bound.get(effect.role("until") or "")
        is_sure = call.bound.get(effect.role("timeout") or "", NONE) == NONE
        if not is_sure or until not in (None, Const.of("ALL_COMPLETED")):
            left = replace(call, state=call.state.copy())
            if not (is_sure and len(tasks) == 1):
                rest = self.container(left.state, "set", enumerate(tasks), call.node)
                left.result = Tuple((Symbol("done", call.node, *self.here()), rest))
                found.append(left)
        for after, _ in self.wait_for_all(tasks, call.node, call.state):
            done = self.container(after, "set", enumerate(tasks), call.node)
            rest = self.container(after, "set", (), call.node)
            found.append(replace(call, state=after, result=Tuple((done, rest))))
        return found or [replace(call, over=True)]

    def effect_ends_group(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """The block of a ``TaskGroup`` ends when its tasks have ended; those that never do were cancelled."""
        record = call.state.record(call.subject) if call.subject is not None else None
        tasks = [value for name, value in record.slots.items() if isinstance(name, int)] if record is not None else []
        self.release(tasks, call.state)
        states = [call.state]
        for task in tasks:
            following = []
            for before in states:
                cancelled = before.copy()
                following += [after for after, _ in self.wait_for(task, call.node, before)] or [cancelled]
            states = self.thin(following)
        return [replace(call, state=after, result=NONE) for after in states]

    def effect_cancels(self, call: StubCall, effect: Effect) -> None:
        """A task that is cancelled goes on until somebody has waited for it."""
        if call.subject is not None and call.state.record(call.subject) is not None:
            call.state.put(call.subject, "cancelled", TRUE)

    def effect_lists_tasks(self, call: StubCall, effect: Effect) -> None:
        running = [key for key, pending in call.state.pending.items() if pending.what == TASK]
        call.result = self.container(call.state, "list", enumerate(running), call.node)

    def effect_calls_back(self, call: StubCall, effect: Effect) -> None:
        """A function is called when a future has ended."""
        function = call.bound.get(effect.role("callback") or "")
        if function is not None:
            self.hand_away(function, call.stub, call.node, call.state)

    def effect_joins(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``result()`` of a task or future: it has run by then."""
        record = call.state.record(call.subject) if call.subject is not None else None
        if call.subject is None or record is None or record.kind != "task":
            self.keep_promise(record, call.state)
            return super().effect_joins(call, effect)
        found = self.wait_for(call.subject, call.node, call.state)
        return [replace(call, state=after, result=result) for after, result in found] or [replace(call, over=True)]

    def effect_closes(self, call: StubCall, effect: Effect) -> None:
        """What was pending when the connection was closed fails, and is told of there."""
        pending = set(call.state.pending)
        super().effect_closes(call, effect)
        for key in pending.difference(call.state.pending):
            record = call.state.record(key)
            if record is not None and record.kind == "task" and "call" in record.slots:
                call.state.drop(key, "call")

    # what the SDK sends

    def effect_sends(self, call: StubCall, effect: Effect) -> None:
        super().effect_sends(call, effect)
        root = call.state.root(call.subject) if call.subject is not None else None
        cls = call.stub.returned()
        if call.over or root is None or cls is None or not gives_future(call.stub):
            return
        if cls.is_a("reads"):
            self.handle(call, RESULT)
        else:
            call.result = self.make(call.state, cls, call.node, "task")
        if call.result is not None:
            call.state.pending[call.result] = Pending(frozenset({root}), OPERATION, self.spot(call.node))

    def effect_starts(self, call: StubCall, effect: Effect) -> None:
        super().effect_starts(call, effect)
        root = call.state.root(call.subject) if call.subject is not None else None
        is_eager = call.stub.module.name.partition(".")[0] == EAGER and not call.stub.is_async
        if is_eager and root is not None and not call.over and call.result is not None:
            call.state.pending[call.result] = Pending(frozenset({root}), QUERY, self.spot(call.node))

    # waiting

    def wait_for(self, value: Value, node: ast.AST, state: State) -> Results:
        record = state.record(value)
        if record is None or record.kind != "task":
            state.pending.pop(value, None)
            self.keep_promise(record, state)
            return super().wait_for(value, node, state)
        if (shielded := record.slots.get("shields")) is not None:
            past = INTERRUPTS_ALONE  # what the task raises comes behind it; before that it can be interrupted
            return self.in_try(state, lambda: self.wait_for(shielded, node, state), past=past)
        if "waits for" in record.slots:
            return self.wait_for_all(self.items(record.slots["waits for"], state) or [], node, state)
        self.release([value], state)
        if "cancelled" in record.slots or "call" not in record.slots:
            self.may_raise(state)
            return [(state, record.slots.get("result") or symbol(node, "awaited", value, node, *self.here()))]
        found = self.in_try(state, lambda: self.run_coroutine(value, node, state))
        for after, result in found:
            if value in after.heap:
                after.put(value, "result", result)
        return found

    def effect_promises(self, call: StubCall, effect: Effect) -> None:
        """A future that the program itself resolves, perhaps in another thread."""
        cls = call.stub.returned()
        if cls is not None:
            call.result = self.make(call.state, cls, call.node)
        owner = call.result or call.subject
        if owner is not None:
            call.state.put(owner, PROMISE, TRUE)

    def keep_promise(self, record: Record | None, state: State) -> None:
        """Whoever has waited for such a future has waited for what resolves it."""
        if record is not None and PROMISE in record.slots:
            self.forget_uses(state)

    def wait_for_all(self, values: list[Value], node: ast.AST, state: State) -> Results:
        """Wait for several awaitables; return the list of their results."""
        self.release(values, state)
        return self.in_try(state, lambda: self.gathered(values, node, state))

    def gathered(self, values: list[Value], node: ast.AST, state: State) -> Results:
        results = self.container(state, "list", (), node)
        states = [state]
        others: set[Use] = set()
        with self.holding([*values, results]):
            for turn, each in enumerate(values):
                self.frame.loops.append((node, turn))
                following = []
                with self.observing() as uses:
                    for before in states:
                        for after, result in self.wait_for(each, node, before):
                            after.put(results, turn, result)
                            following.append(after)
                states = self.thin(following)
                self.frame.loops.pop()
                self.note_gathered(node, state, uses, others)
                others |= uses
        return [(after, results) for after in states]

    def hand_on(self, values: Sequence[Value], state: State) -> None:
        super().hand_on(values, state)
        self.release(values, state)

    def release(self, values: Sequence[Value], state: State) -> None:
        """Somebody waits for what the values lead to, or may."""
        if state.pending:
            reached = state.reachable(values, scopes=False)
            for key in [key for key in reached if key in state.pending]:
                if state.pending[key].what in (TASK, OPERATION, QUERY):
                    del state.pending[key]
                    state.dirty = True


def joining(function: Value) -> Effect | None:
    """Return the effect of a call that waits for threads or tasks."""
    stub = unbound(function)
    return (stub.effect("joins") or stub.effect("shuts_down")) if isinstance(stub, StubFunction) else None


def waits_for_good(function: Value, arguments: Arguments) -> bool:
    """Report whether what a call raises is what a task has raised, which is over then."""
    stub = unbound(function)
    effect = joining(function)
    if effect is None or not effect.role("passes_on") or not isinstance(stub, StubFunction):
        return False
    names = [each.arg for each in arguments_of(stub.node.args)][isinstance(function, Bound) :]
    given = dict(zip(names, arguments.positional, strict=False)) | dict(arguments.keywords)
    return arguments.exact and given.get("timeout", NONE) == NONE


def gives_future(stub: StubFunction) -> bool:
    """Report whether a stub says that it returns a future of asyncio."""
    note = stub.node.returns
    if isinstance(note, ast.Constant) and isinstance(note.value, str):
        note = ast.parse(note.value, mode="eval").body
    name = note.value if isinstance(note, ast.Subscript) else note
    return isinstance(name, ast.Name) and name.id == "Future"
