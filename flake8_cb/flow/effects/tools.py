"""Tools of Python's library for calls and contexts: partial, closing, ExitStack, islice and so on."""

from __future__ import annotations

from dataclasses import replace

from flake8_cb.flow.domain.changes import ENVIRONMENT
from flake8_cb.flow.domain.harmless import is_closing
from flake8_cb.flow.domain.natures import kind_of
from flake8_cb.flow.domain.record import AT_EXIT, FLAG, RESULT, TUPLE, Record
from flake8_cb.flow.domain.texts import with_default
from flake8_cb.flow.domain.values import (
    FALSE,
    NONE,
    TRUE,
    Bound,
    Const,
    Partial,
    Symbol,
    Tuple,
    Value,
    bounded,
    symbol,
    unbound,
)
from flake8_cb.flow.effects.firing import Firing
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect, StubFunction


class Tools(Firing):
    """Applies the effects of Python's own tools."""

    def effect_binds(self, call: StubCall, effect: Effect) -> None:
        partial = self.partial_of(call, effect, "function")
        if partial is not None:
            call.result = bounded(partial, call.node)

    def partial_of(self, call: StubCall, effect: Effect, role: str) -> Partial | None:
        """Return the callable that plays the role, with the arguments that the call gives for it."""
        function = call.bound.get(effect.role(role) or "")
        positional = call.bound.get(effect.role("arguments") or "", Tuple(()))
        keywords = call.bound.get(effect.role("keywords") or "")
        if function is None or not isinstance(positional, Tuple):
            return None
        return Partial(function, positional.items, keywords.keywords if isinstance(keywords, Partial) else ())

    def effect_gives(self, call: StubCall, effect: Effect) -> None:
        call.result = self.argument(call, effect.role("value"))

    def effect_closing(self, call: StubCall, effect: Effect) -> None:
        """``closing``: it awaits nothing, so that a close() which is a coroutine never runs."""
        thing = call.bound.get(effect.role("thing") or "")
        if call.subject is None or thing is None:
            return
        call.state.edit(call.subject).kind = "closing"
        call.state.put(call.subject, "thing", thing)
        how = effect.role("how")
        methods = self.attribute(thing, "close", call.node, call.state) if how is None else []
        if not any(self.make_and_drop(Partial(method, (), ()), call) for _, method in methods):
            call.state.put(call.subject, "how", Const.of(how or "close"))

    def effect_registers(self, call: StubCall, effect: Effect) -> None:
        """``atexit.register``: what cannot be seen calls it, when no loop runs any more."""
        partial = self.partial_of(call, effect, "callback")
        if partial is not None and not self.make_and_drop(partial, call):
            self.hand_on([partial], call.state)
            if isinstance(unbound(partial.function), StubFunction) and not is_closing(partial.function):
                self.keep_outside(call.state, [partial])  # nobody sees it work
            call.state.put(AT_EXIT, Symbol("registered", call.node, *self.here()), bounded(partial, call.node))
            for value in (partial.function, *partial.positional):
                self.hand_away(value, call.stub, call.node, call.state)

    def effect_runs_later(self, call: StubCall, effect: Effect) -> None:
        child, arguments = self.child_of(call, effect)
        partial = Partial(child, arguments.positional, arguments.keywords) if child is not None else None
        if partial is None or not self.make_and_drop(partial, call):
            super().effect_runs_later(call, effect)

    def make_and_drop(self, partial: Partial, call: StubCall) -> bool:
        """Report whether a call makes a coroutine; where nobody awaits it, that is all that it does."""
        if not makes_coroutine(partial):
            return False
        arguments = Arguments(partial.positional, partial.keywords)
        made = self.coroutine(call.state, partial.function, arguments, call.node)
        call.state.put(made, "by", Const.of(call.label))
        call.state.dirty = True
        return True

    def effect_stacks(self, call: StubCall, effect: Effect) -> None:
        if call.subject is not None:
            call.state.edit(call.subject).kind = "exit stack"

    def effect_defers(self, call: StubCall, effect: Effect) -> None:
        """A callback waits for the end of an ``ExitStack``; nobody awaits the coroutine that a plain one makes."""
        partial = self.partial_of(call, effect, "callback")
        if partial is None:
            return
        subject = partial.function
        pushes = effect.role("callback") == "exit"
        if pushes and any(self.method(call.state, subject, name) for name in ("__exit__", "__aexit__")):
            # A context manager of the linted code, which the stack leaves.
            self.defer(call, Bound("leave", subject))
            call.result = subject
            return
        if effect.role("how") == "awaited" or not self.make_and_drop(partial, call):
            self.defer(call, partial)
            call.result = partial.function

    def defer(self, call: StubCall, callback: Value) -> None:
        record = call.state.record(call.subject) if call.subject is not None else None
        if record is not None and call.subject is not None:
            call.state.put(call.subject, record.next_place(), callback)

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

    def effect_makes_list(self, call: StubCall, effect: Effect) -> list[StubCall]:
        made = []
        kind = effect.role("kind") or "list"
        for state, items in self.read_all(call.bound.get(effect.role("items") or "", Tuple(())), call.node, call.state):
            found = self.container(state, kind, enumerate(items or ()), call.node, exact=items is not None)
            made.append(replace(call, state=state, result=found))
        return made or [replace(call, over=True)]

    def effect_makes_dict(self, call: StubCall, effect: Effect) -> None:
        given = call.bound.get(effect.role("items") or "")
        source = call.state.record(given) if given is not None else None
        slots = list(source.slots.items()) if source is not None and source.kind == "dict" else []
        is_known = given is None or (source is not None and source.kind == "dict" and source.exact)
        call.result = self.container(call.state, "dict", slots, call.node, exact=is_known)
        call.state.edit(call.result).default = call.bound.get(effect.role("default") or "")

    def effect_flags(self, call: StubCall, effect: Effect) -> None:
        if call.subject is not None:
            call.state.put(call.subject, FLAG, Const.of(effect.role("value") == "true"))

    def effect_tells_flag(self, call: StubCall, effect: Effect) -> None:
        """What this code has set stays; what it has not set another thread may have, which loops wait for."""
        flag = self.argument(call, f"self.{FLAG}")
        call.result = flag if flag == TRUE or not self.frame.loops else None

    def effect_moves(self, call: StubCall, effect: Effect) -> None:
        """``pop_all``: the callbacks go over to a new stack."""
        returned = call.stub.returned()
        record = call.state.record(call.subject) if call.subject is not None else None
        if returned is None or record is None or call.subject is None:
            return
        call.result = self.make(call.state, returned, call.node, "exit stack")
        for name, callback in list(record.slots.items()):
            call.state.put(call.result, name, callback)
            call.state.drop(call.subject, name)

    def effect_makes_record(self, call: StubCall, effect: Effect) -> None:
        """``namedtuple``: a class whose objects keep what they are made of."""
        given = call.bound.get(effect.role("fields") or "")
        names: list[str] = []
        if isinstance(given, Const) and isinstance(given.value, str):
            names = given.value.replace(",", " ").split()
        elif given is not None:
            names = [str(each.value) for each in self.items(given, call.state) or () if isinstance(each, Const)]
        record = Record("class", parent=self.frame.scope)
        fields = [Tuple((Const.of(name), Symbol("left out", call.node, name))) for name in names]
        record.put("__bases__", Tuple(()))
        record.put("__fields__", Tuple(tuple(fields)))
        record.put(TUPLE, TRUE)
        call.result = call.state.allocate(call.node, record)

    def effect_unwinds(self, call: StubCall, effect: Effect) -> list[StubCall]:
        states = self.unwind(call.subject, call.node, call.state) if call.subject is not None else [call.state]
        return [replace(call, state=state) for state in states] or [replace(call, over=True)]

    def effect_samples(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``itertools.islice``: some rows are read, and others are left; or all were read before."""
        rows = call.bound.get(effect.role("of") or "")
        record = call.state.record(rows) if rows is not None else None
        if rows is None or record is None or record.kind != RESULT:
            return [call]
        limits = call.bound.get("args")
        is_limited = not (isinstance(limits, Tuple) and NONE in limits.items[:2][-1:])
        is_read = "drained" in record.slots
        found = []
        for after, _ in self.read_all(rows, call.node, call.state.copy()):
            items = [] if is_limited or is_read else [symbol(call.node, "item", rows, Symbol("slice"), call.node)]
            found.append(replace(call, state=after, result=self.container(after, "list", enumerate(items), call.node)))
        if is_limited and not is_read and self.read(call.state, rows, call.node, call.label):
            row = symbol(call.node, "item", rows, Symbol("slice"), call.node, *self.here())
            call.result = self.container(call.state, "list", [(0, row)], call.node)
            call.state.heap[call.result].grown = True
            found.append(call)
        return found or [replace(call, over=True)]

    def effect_repeats(self, call: StubCall, effect: Effect) -> None:
        value = call.bound.get(effect.role("value") or "")
        call.result = Bound("repeat", value) if value is not None else None

    def effect_tells_kind(self, call: StubCall, effect: Effect) -> None:
        """``inspect.iscoroutinefunction`` and the like."""
        kind = kind_of(call.bound.get(effect.role("function") or "", NONE))
        if kind is not None:
            call.result = TRUE if kind == effect.role("kind") else FALSE

    def effect_tells_awaitable(self, call: StubCall, effect: Effect) -> None:
        """``asyncio.iscoroutine`` and the like: a call of a coroutine function has made one."""
        value = call.bound.get(effect.role("value") or "")
        record = call.state.record(value) if value is not None else None
        if record is not None and record.kind in (effect.role("kinds") or "").split():
            call.result = TRUE

    def effect_reads_environment(self, call: StubCall, effect: Effect) -> None:
        key = call.bound.get(effect.role("key") or "")
        if isinstance(key, Const):
            default = call.bound.get(effect.role("default") or "")
            call.result = with_default(Symbol("item", ENVIRONMENT, key), default)


def makes_coroutine(partial: Partial) -> bool:
    """Report whether a call of the partial makes a coroutine."""
    return kind_of(partial) == "coroutine"
