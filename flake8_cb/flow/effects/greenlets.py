"""Greenlets of gevent: how they are started, and what waits for their end."""

from __future__ import annotations

from dataclasses import replace

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import GREENLET, Pending
from flake8_cb.flow.domain.values import NONE, Const, Partial, Tuple, Value
from flake8_cb.flow.effects.callbacks import Callbacks
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect

#: The package of the flavour for gevent.
FLAVOUR = "gcouchbase"


class Greenlets(Callbacks):
    """Applies the effects of gevent."""

    def effect_submits(self, call: StubCall, effect: Effect) -> None:
        """A greenlet is spawned, by itself or by a pool, or one for each of several items."""
        if effect.role("where") != "greenlet":
            super().effect_submits(call, effect)
            return
        how = "thread" if not call.stub.owner else self.how(effect)  # `gevent.spawn` starts as a thread is started
        used: set[Value] = set()
        for function, arguments in self.tasks_of(call, effect):
            used |= self.explore_as("greenlet", function, arguments, call.node, call.state, how)
        returned = call.stub.returned()
        call.result = self.make(call.state, returned, call.node) if returned else None
        if used and call.result is not None and not effect.role("waits"):
            self.note_greenlet(call, call.result, used)

    def note_greenlet(self, call: StubCall, greenlet: Value, used: set[Value]) -> None:
        call.state.pending[greenlet] = Pending(frozenset(used), GREENLET, self.spot(call.node), owner=call.subject)

    def effect_starts_greenlet(self, call: StubCall, effect: Effect) -> None:
        child, arguments = self.child_of(call, effect)
        if child is None or child == NONE or call.subject is None:
            return
        used = self.explore_as("greenlet", child, arguments, call.node, call.state, "thread")
        record = call.state.record(call.subject)
        if used and record is not None and not record.grown:
            self.note_greenlet(call, call.subject, used)

    def effect_spawns(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``Greenlet.spawn``: an object of the class is made and started."""
        given = call.bound.get("args", Tuple(()))
        more = call.bound.get("kwargs")
        if call.subject is None or not isinstance(given, Tuple):
            return [call]
        arguments = Arguments(given.items, more.keywords if isinstance(more, Partial) else ())
        found = []
        for state, made in self.instantiate(call.subject, arguments, call.node, call.state):
            with self.holding([made]):
                for ready, start in self.attribute(made, "start", call.node, state):
                    results = self.call(start, Arguments(), call.node, ready)
                    found += [replace(call, state=after, result=made) for after, _ in results]
        return found or [replace(call, over=True)]

    def effect_joins(self, call: StubCall, effect: Effect) -> list[StubCall]:
        if self.may_be_left(call, effect):
            return [call]
        found = super().effect_joins(call, effect)
        several = call.bound.get(effect.role("all") or "")
        if several is not None:
            for each in found:
                if self.items(several, each.state) is None:
                    self.end_greenlets(each.state)  # `gevent.wait()` waits for all; of those not known any may be meant
        return found

    def effect_shuts_down(self, call: StubCall, effect: Effect) -> None:
        if not self.may_be_left(call, effect):
            super().effect_shuts_down(call, effect)

    def may_be_left(self, call: StubCall, effect: Effect) -> bool:
        """Report whether the call need not wait to the end: it has a time limit, or waits for some only."""
        limits = [self.argument(call, effect.role(name)) for name in ("timeout", "count")]
        return any(isinstance(limit, Const) and limit != NONE for limit in limits)

    def end_greenlets(self, state: State) -> None:
        for key in [key for key, pending in state.pending.items() if pending.what == GREENLET]:
            del state.pending[key]
        state.dirty = True

    def effect_starts(self, call: StubCall, effect: Effect) -> None:
        """A query of gevent's flavour is under way as soon as it is made."""
        super().effect_starts(call, effect)
        rows, state = call.result, call.state
        key = state.root(rows) if rows is not None else None
        connection = state.connection(key) if key is not None else None
        if rows is not None and key is not None and connection is not None and connection.target.family == FLAVOUR:
            state.pending[rows] = Pending(frozenset({key}), "a query", self.spot(call.node))
