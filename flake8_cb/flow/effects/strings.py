"""Connection strings: which one a call hands to the SDK, and what else decides how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target, hosts_of
from flake8_cb.flow.domain.texts import is_text, known_text, template
from flake8_cb.flow.domain.values import FALSE, NONE, Const, Obj, Partial, Symbol, Tuple, Value
from flake8_cb.flow.effects.blocking import Blocking
from flake8_cb.flow.events import Connected
from flake8_cb.sdk.reader import Effect, StubClass

if TYPE_CHECKING:
    from flake8_cb.flow.machine.stub_call import StubCall

#: Objects within one another in which options and strings are looked for.
DEEPEST_OPTIONS = 4


class Strings(Blocking):
    """Tells which connection strings the SDK is given."""

    def string_of(self, call: StubCall, effect: Effect) -> Value | None:
        """Return the connection string that the call hands over, or None."""
        alias = call.bound.get(effect.role("alias") or "", NONE)
        return alias if alias != NONE else call.bound.get(effect.role("connstr") or effect.role("cluster") or "")

    def note_string(self, call: StubCall, effect: Effect, owner: Value, target: Target | None = None) -> None:
        """The call hands a connection string to ``owner``, which connects with it, or (no target) will do so."""
        string = self.string_of(call, effect)
        if string is None or string == NONE:
            return
        spot = self.spot(call.node)
        event = Connected(
            spot.place,
            known_text(string),
            self.class_name(call.state.heap[owner].cls),
            target or Target("", hosts_of(string)[0]),
            self.catalogue.generation,
            effect.role("cluster") is not None,
            self.may_encrypt(call, effect) if target else None,
            self.way(),
            spot.node if spot.is_elsewhere else None,
            frozenset(self.handed_texts(call.state)) if spot.is_elsewhere else frozenset(),
        )
        self.trace.add(event)
        if target is None:
            self.waiting[owner] = event

    def note_opening_of(self, call: StubCall, effect: Effect) -> None:
        """A cluster that opened nothing when it was made is asked for a connection: now its string is read."""
        waiting = self.waiting.get(call.subject) if call.subject is not None else None
        string = remembered(call, effect.role("hosts"))
        if waiting is None or string is None:
            return
        self.trace.add(
            replace(
                waiting,
                text=known_text(string),
                target=Target("", hosts_of(string)[0]),
                encrypted=self.may_encrypt(call, effect),
            )
        )

    def class_name(self, cls: Value | None) -> str:
        return cls.name if isinstance(cls, StubClass) else getattr(getattr(cls, "site", None), "name", "")

    def way(self) -> tuple[object, ...]:
        """Return the calls that are running, and the turns of the loops in them."""
        return tuple((frame.call, tuple(frame.loops)) for frame in self.stack)

    def may_encrypt(self, call: StubCall, effect: Effect) -> bool:
        """Report whether the options, or the authenticator, switch TLS on or may do so."""
        role = effect.role("auth")
        if role is None:
            return False
        if role.startswith("self."):
            return self.encrypts(remembered(call, role), call.state)
        rest = [value for value in call.bound.values() if isinstance(value, Partial)]
        if role not in call.bound:
            return True  # starred arguments hide it
        return any(self.encrypts(value, call.state) for value in (call.bound[role], *rest))

    def encrypts(self, holder: Value | None, state: State, depth: int = 0) -> bool:
        """Report whether an object of options or an authenticator switches TLS on, or may do so."""
        if holder is None or isinstance(holder, Const) or depth > DEEPEST_OPTIONS:
            return False
        if isinstance(holder, Tuple):
            return any(self.encrypts(each, state, depth + 1) for each in holder.items)
        if isinstance(holder, Partial):
            named = dict(holder.keywords)
        else:
            record = state.record(holder)
            if record is None or not record.exact or not (isinstance(record.cls, StubClass) or record.kind == "dict"):
                return True  # whoever made it may have switched it on
            named = {getattr(name, "value", name): value for name, value in record.slots.items()}
        return (
            named.get("enable_tls", FALSE) not in (FALSE, NONE)
            or "certificate" in named
            or any(self.encrypts(named.get(name), state, depth + 1) for name in ("authenticator", "options"))
        )

    def handed_texts(self, state: State) -> Iterator[str]:
        """Yield the constant texts that the linted file handed to the file that is running."""
        first = next((frame for frame in self.stack if frame.lead is not None), None)
        waiting = [(value, 0) for value in (first.arguments if first else ())]
        while waiting:
            value, depth = waiting.pop()
            if is_text(value):
                yield template(value)
            held = value.items if isinstance(value, Tuple) else ()
            record = state.record(value)
            if record is not None and depth < DEEPEST_OPTIONS and not isinstance(value, Symbol):
                held = (*record.slots.values(), *([record.cls] if isinstance(record.cls, Obj) else []))
            waiting += [(each, depth + 1) for each in held]


def remembered(call: StubCall, role: str | None) -> Value | None:
    """Return what the object of the call remembers in the role, or None."""
    record = call.state.record(call.subject) if call.subject is not None else None
    return record.slots.get((role or "").removeprefix("self.")) if record is not None else None
