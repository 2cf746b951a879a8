"""What calls of the SDK are given: passwords, and whether the certificates of servers are verified."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import default_of, known_text
from flake8_cb.flow.domain.typestate import Spot
from flake8_cb.flow.domain.values import NONE, Const, Partial, Tuple, Value
from flake8_cb.flow.effects.strings import Strings
from flake8_cb.flow.events import Configured
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.connection_strings import UNKNOWN
from flake8_cb.sdk.reader import Effect
from flake8_cb.sdk.security import CONNECTION_STRINGS, OPTIONS, PASSWORD, PASSWORDS, UNVERIFIED, VERIFICATION


class Access(Strings):
    """Notes what calls of the SDK are given."""

    def note_given(self, call: StubCall) -> None:
        """Note the passwords that a call of the SDK is given, and whether it is told to verify certificates."""
        named = dict(named_values(call))
        spot = self.spot(call.node)
        for name in sorted(PASSWORDS & named.keys()):
            self.note_password(call, named[name], named[name], spot)
        for password in passwords_by_bucket(named.get("buckets"), call.state):
            self.note_password(call, password, password, spot)
        strings = [named[name] for name in sorted(CONNECTION_STRINGS & named.keys())]
        for value in strings:
            if (match := PASSWORD.search(known_text(value))) and UNKNOWN not in match[1]:
                self.note_password(call, Const.of(match[1]), value, spot)
        self.note_verification(call, named, strings, spot)

    def effect_sets(self, call: StubCall, effect: Effect) -> None:
        """An object of options is given more of them later."""
        if call.subject is None:
            return
        given = dict(named_values(call))
        if not isinstance(given.get("key", Const.of("")), Const):
            call.state.edit(call.subject).exact = False
        for name, value in given.items():
            call.state.put(call.subject, name, value)

    def note_password(self, call: StubCall, password: Value, given: Value, spot: Spot) -> None:
        """Note a password that is constant, or falls back to one. ``given`` is the argument that says it."""
        default = default_of(password)
        if is_secret(default or password) and self.is_from_here(given, spot):
            how = "default" if default is not None else "constant"
            self.trace.add(Configured(spot, call.label, "password", how, default or password))

    def note_verification(self, call: StubCall, named: dict[str, Value], strings: list[Value], spot: Spot) -> None:
        """Note what switches the verification of certificates off, or that nothing does."""
        off = [(name, named[name]) for name, values in VERIFICATION.items() if is_one_of(named.get(name), values)]
        off += [(found[1], value) for value in strings if (found := UNVERIFIED.search(known_text(value)))]
        for option, given in off:
            if self.is_from_here(given, spot):
                self.trace.add(Configured(spot, call.label, "verification", option))
        if not off:
            self.trace.add(Configured(spot, call.label, "verification", ""))

    def is_from_here(self, value: Value, spot: Spot) -> bool:
        """Report whether the linted file gives a value to a call: its own, or one that it leads to by that value."""
        if not spot.is_elsewhere:
            return True
        entered = next((frame for frame in self.stack if frame.lead is not None), None)
        return entered is not None and value in entered.arguments


def named_values(call: StubCall) -> Iterator[tuple[str, Value]]:
    """Yield what the call is given by name: parameters, further keywords, and the items of a dictionary of options."""
    for name, value in call.bound.items():
        yield name, value
        if isinstance(value, Partial) and value.function == NONE:
            yield from value.keywords
        elif name in OPTIONS:
            record = call.state.record(value.items[0] if isinstance(value, Tuple) and value.items else value)
            if record is not None and record.kind == "dict":
                yield from ((str(key.value), item) for key, item in record.slots.items() if isinstance(key, Const))
    key = call.bound.get("key")
    if isinstance(key, Const) and call.stub.effect("sets"):
        yield str(key.value), call.bound["value"]


def passwords_by_bucket(value: Value | None, state: State) -> list[Value]:
    """Return the passwords in a dictionary that has one for each bucket."""
    record = state.record(value) if value is not None else None
    return list(record.slots.values()) if record is not None and record.kind == "dict" else []


def is_secret(value: Value) -> bool:
    """Report whether a value is a text that is constant and not empty."""
    return isinstance(value, Const) and isinstance(value.value, (str, bytes)) and bool(value.value)


def is_one_of(value: Value | None, constants: frozenset[object]) -> bool:
    """Report whether a value is one of these constants."""
    return isinstance(value, Const) and isinstance(value.value, (str, bool)) and value.value in constants
