"""Deferreds of Twisted: answers that are still to come, and the callbacks that wait for them.

An operation of the flavour for Twisted is sent at once, and pending until its Deferred fires. Code that waits for a
Deferred goes on when its callbacks have run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Pending, Spot
from flake8_cb.flow.domain.values import NONE, TRUE, Bound, Builtin, Obj, Partial, Symbol, Tuple, Value, symbol
from flake8_cb.flow.effects.greenlets import Greenlets
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect, StubClass, StubFunction

#: What is pending: the answer to an operation, or the end of code that waits for some.
DEFERRED = "a Deferred"

#: Where an ``AsyncResult`` keeps the functions that it calls.
CALLBACK, ERRBACK = "callback", "errback"

#: Methods that only Deferreds have.
LINKING = frozenset({"addCallback", "addErrback", "addBoth", "addCallbacks"})

#: The slot of a Deferred that the program itself fires.
BY_HAND = "by hand"

#: What a value that may be any Deferred was taken from.
TAKEN = frozenset({"item", "attribute", "parameter", "joined", "iterator", "getattr"})


class Deferreds(Greenlets):
    """Applies the effects of Twisted's Deferreds."""

    def is_deferred(self, value: Value | None, state: State) -> bool:
        record = state.record(value) if value is not None else None
        return record is not None and isinstance(record.cls, StubClass) and record.cls.is_a("links")

    def effect_sends(self, call: StubCall, effect: Effect) -> None:
        """An operation is sent, and its Deferred or ``AsyncResult`` fires when the answer is there."""
        super().effect_sends(call, effect)
        key = call.state.root(call.subject) if call.subject is not None else None
        returned = call.stub.returned()
        if not call.over and key is not None and returned is not None and returned.is_a("links"):
            call.result = self.make(call.state, returned, call.node)
            call.state.pending[call.result] = Pending(frozenset({key}), DEFERRED, self.spot(call.node))

    def effect_links(self, call: StubCall, effect: Effect) -> None:
        """A Deferred is given callbacks."""
        call.result = call.subject
        record = call.state.record(call.subject) if call.subject is not None else None
        if record is None or call.subject is None:
            return
        success = self.callback_of(call, effect, "success", "arguments", "keywords")
        failure = self.callback_of(call, effect, "failure", "failure_arguments", "failure_keywords")
        if (other := fired_by(success)) is not None and call.state.record(other) is not None:
            call.state.put(other, "gathered", Tuple((call.subject,)))
            call.state.drop(other, BY_HAND)
        number = sum(1 for name in record.slots if isinstance(name, int))
        call.state.put(call.subject, number, Partial(Symbol("link", self.spot(call.node)), (success, failure), ()))
        self.await_turn(call.state, call.subject, call.node)

    def effect_fired_by_hand(self, call: StubCall, effect: Effect) -> None:
        """The program says when the Deferred fires: perhaps when all others have."""
        if call.subject is not None:
            call.state.put(call.subject, BY_HAND, TRUE)

    def callback_of(self, call: StubCall, effect: Effect, function: str, arguments: str, keywords: str) -> Value:
        """Return one of the two callbacks that a link holds; None for one that it lacks."""
        roles = {"child": function, "arguments": arguments, "keywords": keywords}
        child, given = self.child_of(call, Effect("links", {name: effect.role(role) for name, role in roles.items()}))
        return NONE if child is None or child == NONE else Partial(child, given.positional, given.keywords)

    def await_turn(self, state: State, deferred: Value, node: ast.AST) -> None:
        """A Deferred that has callbacks will fire, though nothing need be pending."""
        state.pending.setdefault(deferred, Pending(frozenset(), DEFERRED, self.spot(node)))

    def effect_unites(self, call: StubCall, effect: Effect) -> None:
        """A Deferred fires when those that it is made of have."""
        whole = call.subject
        if whole is None or call.stub.name != "__init__":
            returned = call.stub.returned()
            whole = call.result = self.make(call.state, returned, call.node) if returned else None
        several = call.bound.get(effect.role("all") or "")
        if whole is not None and several is not None and self.argument(call, effect.role("first")) != TRUE:
            call.state.put(whole, "gathered", several)

    def effect_leads_on(self, call: StubCall, effect: Effect) -> None:
        """``chainDeferred``: another Deferred fires with this one."""
        other = call.bound.get(effect.role("to") or "")
        if other is not None and call.subject is not None and call.state.record(other) is not None:
            call.state.put(other, "gathered", Tuple((call.subject,)))

    def effect_calls(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``maybeDeferred``: a function is called, and what it gives is a Deferred in any case."""
        child, arguments = self.child_of(call, effect)
        if child is None:
            return [call]
        found = []
        for state, value in self.call(child, arguments, call.node, call.state):
            made = value if self.is_deferred(value, state) else self.deferred(value, call.node, state)
            found.append(replace(call, state=state, result=made))
        return found or [replace(call, over=True)]

    def effect_begins(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``ensureDeferred``: a coroutine runs until it has to wait, and goes on when the answer is there."""
        coroutine = call.bound.get(effect.role("coroutine") or "")
        if coroutine is None:
            return [call]
        found = self.begin(lambda: self.wait_for(coroutine, call.node, call.state), call.node, call.state)
        return [replace(call, state=state, result=value) for state, value in found] or [replace(call, over=True)]

    def effect_reacts(self, call: StubCall, effect: Effect) -> None:
        """``task.react``: the reactor runs until the Deferred of the main function has fired, and the program ends."""
        child = self.argument(call, effect.role("child"))
        given = self.items(self.argument(call, effect.role("arguments")) or Tuple(()), call.state)
        if child is not None:
            arguments = Arguments((Symbol("reactor"), *(given or ())), exact=given is not None)
            for state, value in self.call(child, arguments, call.node, call.state, awaited=True):
                for after, _ in self.wait_for(value, call.node, state):
                    self.fire_all(after)
                    self.throw(after, Builtin("SystemExit"))
            call.over = True

    def effect_runs_reactor(self, call: StubCall, effect: Effect) -> None:
        """When the reactor has stopped it has also waited for what it had given to its threads."""
        self.fire_all(call.state)
        for key in [key for key in call.state.pending if isinstance(key, Symbol) and key.key[0] == "task"]:
            del call.state.pending[key]

    def effect_returns(self, call: StubCall, effect: Effect) -> None:
        """``returnValue``: the function ends with a value."""
        self.exits.returned.append((call.state, self.argument(call, effect.role("value")) or NONE))
        call.over = True

    def take_for_deferred(self, value: Value, name: str, state: State) -> bool:
        """Take an unknown object for a Deferred if the asked for attribute says so; report whether it is one."""
        if not (isinstance(value, Symbol) and name in LINKING):
            return False
        record = Record("instance", self.deferred_class())
        record.owner = state.owner
        state.heap[value] = record
        return True

    def deferred_class(self) -> StubClass:
        module = self.catalogue.module("twisted.internet.defer")
        cls = module.lookup("Deferred") if module is not None else None
        assert isinstance(cls, StubClass)
        return cls

    def deferred(self, result: Value, node: ast.AST, state: State) -> Obj:
        """Make a Deferred that fires with ``result``."""
        with self.holding([result]):
            made = self.make(state, self.deferred_class(), node)
        state.put(made, "result", result)
        return made

    def begin(self, run: Callable[[], Results], node: ast.AST, state: State) -> Results:
        """Run code that goes on while its caller does; what it gives is a Deferred.

        What it closes is not closed yet where its caller goes on without waiting.
        """
        opened = [key for key, connection in state.connections() if not connection.closed]
        with self.observing() as used:
            results = run()
        found: Results = []
        for after, value in results:
            made = self.deferred(value, node, after)
            closings = [(key, each.closed) for key in opened if (each := after.connection(key)) and each.closed]
            for key, spot in closings:
                after.update_connection(key, closed=None)
                after.put(made, ("closes", spot), key)
            left = frozenset(use.connection for use in used if after.connection(use.connection) is not None)
            if left:
                after.pending[made] = Pending(left, DEFERRED, self.spot(node))
            found.append((after, made))
        return found

    def wait_for(self, value: Value, node: ast.AST, state: State) -> Results:
        """Wait for an awaitable; the callbacks of a Deferred run before the code goes on."""
        if not self.is_deferred(value, state):
            self.answer(value, state)
            return super().wait_for(value, node, state)
        with self.holding([value]):
            self.end_deferred(value, state)
            record = state.heap[value]
            links = [each for name, each in record.slots.items() if isinstance(name, int)]
            result = record.slots.get("result") or symbol(node, "result of", value, node, *self.here())
            for number in range(len(links)):
                state.drop(value, number)
            results: Results = [(state, result)]
            with self.holding(links):  # each still has its turn
                for link in links:
                    success = link.positional[0] if isinstance(link, Partial) else NONE
                    results = [
                        done for before, given in results for done in self.call_back(success, given, node, before)
                    ]
            for after, given in results:
                after.put(value, "result", given)
            return results

    def answer(self, value: Value, state: State) -> bool:
        """What is waited for has ended, be it by an error; report whether that is the answer of a Deferred."""
        is_deferred = self.is_deferred(value, state)
        if is_deferred:
            self.end_deferred(value, state)
        elif state.record(value) is None and self.is_taken(value):
            self.end_deferreds(state)
        return is_deferred

    def is_taken(self, value: Value) -> bool:
        """Report whether a value is taken from where any Deferred may be."""
        return isinstance(value, Symbol) and value.key[0] in TAKEN

    def call_back(self, callback: Value, result: Value, node: ast.AST, state: State) -> Results:
        """Run one callback of a Deferred. A Deferred that it returns is waited for."""
        if not isinstance(callback, Partial):
            return [(state, result)]
        arguments = Arguments((result, *callback.positional), callback.keywords)
        found: Results = []
        for after, value in self.call(callback.function, arguments, node, state):
            found += self.wait_for(value, node, after) if self.is_deferred(value, after) else [(after, value)]
        return found

    def end_deferred(self, value: Value, state: State) -> None:
        """A Deferred fires: it is not pending any more, nor is what it was made of; what it closes is closed."""
        state.pending.pop(value, None)
        record = state.record(value)
        if record is None:
            return
        if BY_HAND in record.slots or self.is_taken(value):
            self.end_deferreds(state)
        gathered = record.slots.get("gathered")
        if gathered is not None:
            state.drop(value, "gathered")
            several = self.items(gathered, state)
            for each in several or ():
                if self.is_deferred(each, state):
                    self.end_deferred(each, state)
            if several is None:
                self.end_deferreds(state)
        for name, key in list(record.slots.items()):
            if isinstance(name, tuple) and isinstance(name[1], Spot):
                found = state.connection(key)
                if found is not None and not found.closed:
                    state.update_connection(key, closed=name[1])
        state.dirty = True

    def end_deferreds(self, state: State) -> None:
        """All that was sent has its answer."""
        for key in [key for key in state.pending if self.is_deferred(key, state)]:
            del state.pending[key]
        state.dirty = True

    def links_of(self, deferred: Value, state: State) -> list[Partial]:
        """Return the links of a chain of callbacks; an ``AsyncResult`` may have two functions instead."""
        if not self.is_deferred(deferred, state):
            return []
        slots = state.heap[deferred].slots
        links = [each for name, each in slots.items() if isinstance(name, int) and isinstance(each, Partial)]
        if deferred in state.pending and (CALLBACK in slots or ERRBACK in slots):
            own = tuple(Partial(slots[name], (), ()) if name in slots else NONE for name in (CALLBACK, ERRBACK))
            links.append(Partial(Symbol("link", state.pending[deferred].spot), own, ()))
        return links


def fired_by(callback: Value) -> Value | None:
    """Return the Deferred that a callback fires, if that is all it does."""
    function = callback.function if isinstance(callback, Partial) else None
    if isinstance(function, Bound) and isinstance(function.function, StubFunction):
        return function.subject if function.function.effect("fires") else None
    return None
