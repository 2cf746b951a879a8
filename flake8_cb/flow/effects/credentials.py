"""Credentials of 2.x: whether they are given before a bucket is opened, and calls that mistake one for another."""

from __future__ import annotations

from flake8_cb.flow.domain.texts import known_text
from flake8_cb.flow.domain.values import NONE, Const, Obj, Symbol, Value
from flake8_cb.flow.effects.access import named_values
from flake8_cb.flow.effects.effects import Effects
from flake8_cb.flow.events import Authenticated, Configured
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.connection_strings import UNKNOWN
from flake8_cb.sdk.reader import Effect
from flake8_cb.sdk.security import CREDENTIALS

#: The slot of a cluster that tells where it opened its first bucket.
FIRST_BUCKET = "first bucket"

#: What gives a cluster credentials, and a bucket.
_OF_CLUSTER = ("authenticator", "username", "password")
_OF_BUCKET = ("username", "password")

#: Keywords of 1.x, which a 2.x bucket refuses.
_OF_1X = ("bucket", "host")


class Credentials(Effects):
    """Applies the effects that concern the credentials of 2.x."""

    def effect_opens(self, call: StubCall, effect: Effect) -> None:
        if not effect.role("password"):
            super().effect_opens(call, effect)
            return
        spot = self.spot(call.node)
        mistake = mistaken_opening(call) if effect.role("connstr") else ""
        if mistake:
            self.note_misuse(call.node, call.label, mistake)
        cluster = call.subject if effect.role("hosts") else None
        has = has_credentials(call, cluster) or mistake in _OF_1X
        begins = cluster.site if isinstance(cluster, Obj) else call.node
        if has or not spot.is_elsewhere or begins in self.linted.nodes:
            how, entry = "" if has else "none", self.outermost()
            self.trace.add(Configured(spot, call.label, "credentials", how, cluster=begins, entry=entry))
        super().effect_opens(call, effect)
        if cluster is not None and not call.over and FIRST_BUCKET not in call.state.heap[cluster].slots:
            call.state.put(cluster, FIRST_BUCKET, Symbol("spot", spot.node, spot.place))

    def effect_authenticates(self, call: StubCall, effect: Effect) -> None:
        """A cluster is given credentials."""
        cluster, state, spot = call.subject, call.state, self.spot(call.node)
        if cluster is None:
            return
        if is_mistaken_authentication(call):
            self.note_misuse(call.node, call.label, "positional")
        first = state.edit(cluster).slots.get(FIRST_BUCKET)
        opened = first.key[1:] if isinstance(first, Symbol) and first.key[0] == "spot" else None
        if opened is None or self.is_told(opened[1], spot):  # type: ignore[arg-type]
            made_at = cluster.site if isinstance(cluster, Obj) else None
            node = opened[0] if opened else None
            self.trace.add(
                Authenticated(spot.place, call.label, made_at, self.outermost(), node, spot=spot)  # type: ignore[arg-type]
            )
        if not call.arguments.exact:  # what is starred may be any of them
            state.put(cluster, "authenticator", Symbol("starred", call.node, "authenticator", *self.here()))
        for name, value in call.bound.items():
            if value != NONE:
                state.put(cluster, name, value)


def has_credentials(call: StubCall, cluster: Value | None) -> bool:
    """Report whether the opening of a bucket is, or may be, given credentials."""
    named = dict(named_values(call))
    if not call.arguments.exact or any(named.get(name, NONE) != NONE for name in _OF_BUCKET):
        return True
    if cluster is not None:
        record = call.state.record(cluster)
        made_here = record is not None and isinstance(cluster, Obj) and "connection_string" in record.slots
        return not made_here or any(name in record.slots for name in _OF_CLUSTER)  # type: ignore[union-attr]
    strings = (named.get(name, NONE) for name in ("connection_string", "connstr"))
    return any(may_name_credentials(known_text(each)) for each in strings if each != NONE)


def may_name_credentials(text: str) -> bool:
    """Report whether a connection string names credentials, or its unknown parts may."""
    return text.startswith(UNKNOWN) or UNKNOWN in text.partition("?")[2] or CREDENTIALS.search(text) is not None


def mistaken_opening(call: StubCall) -> str:
    """Return what the opening of a 2.x bucket is given by mistake: "name", a keyword of 1.x, or ""."""
    named = dict(named_values(call))
    if all(named.get(name, NONE) != NONE for name in ("connection_string", "connstr")):
        return "name"
    return next((name for name in _OF_1X if name in named), "")


def is_mistaken_authentication(call: StubCall) -> bool:
    """Report whether a name or a password stands where the authenticator belongs."""
    given = call.arguments.positional
    if not given or call.state.record(given[0]) is not None or given[0] == NONE:
        return False
    return isinstance(given[0], Const) or len(given) == 2
