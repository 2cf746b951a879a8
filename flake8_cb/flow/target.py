"""Targets: what a connection connects to, and when two of them are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flake8_cb.flow.values import Const, Symbol, Tuple, Value

#: Ports that mean the same as no port. The SDK ignores 8091 in a ``couchbase://`` string (SDK_FACTS 2.7).
DEFAULT_PORTS = frozenset({"8091", "11210", "11207"})

#: The option of a connection string that names the user (SDK_FACTS 2.7).
_USER = re.compile(r"\?(?:[^#]*&)?user(?:name)?=([^&#]*)")

_CONNECTION_STRING = re.compile(
    r"(?:[a-z+-]+://)?(?P<hosts>[^/?]*)(?:/(?P<bucket>[^?]*))?(?:\?.*)?", re.ASCII | re.DOTALL
)


@dataclass(frozen=True)
class Target:
    """What a connection connects to.

    ``family`` is the package that opened it (one flavour's connections are no substitute for another's).
    ``hosts`` is a set of host names where they are constant, else the value that says them, else None.
    ``bucket`` is a name or the value that says it; None is a whole cluster.
    """

    family: str
    hosts: frozenset[str] | Value | None
    bucket: Value | None = None
    user: Value | None = None

    @property
    def label(self) -> str:
        """Return what it connects to as a message names it, with a space in front, or "" if that is not known."""
        if isinstance(self.bucket, Const):
            return f" {self.bucket.value!r}"
        if isinstance(self.hosts, frozenset) and self.bucket is None:
            return f" {','.join(sorted(self.hosts))!r}"
        return ""


def is_same(one: Target, other: Target) -> bool:
    """Report whether both targets are known to be the same."""
    if one.family != other.family or one.hosts is None or one.hosts != other.hosts or one.bucket != other.bucket:
        return False
    return one.user is None or other.user is None or one.user == other.user


def is_different(one: Target, other: Target) -> bool:
    """Report whether both targets are known to differ."""
    pairs = [(one.hosts, other.hosts), (one.bucket, other.bucket), (one.user, other.user)]
    return one.family != other.family or any(
        first != second and all(isinstance(each, (Const, frozenset)) for each in (first, second))
        for first, second in pairs
    )


def parse_hosts(text: str) -> tuple[frozenset[str], str | None]:
    """Return the hosts of a connection string (or of a bare list of hosts) and the bucket in its path, or None."""
    match = _CONNECTION_STRING.fullmatch(text)
    assert match, "the pattern takes any text"
    hosts = frozenset(_without_default_port(host) for host in re.split("[,;]", match["hosts"]) if host)
    return hosts or frozenset({"localhost"}), match["bucket"] or None


def user_in(value: Value | None) -> Value | None:
    """Return the user name that a constant connection string gives as an option, or None."""
    match = _USER.search(value.value) if isinstance(value, Const) and isinstance(value.value, str) else None
    return Const.of(match[1]) if match else None


def _without_default_port(host: str) -> str:
    name, _, port = host.strip().rpartition(":")
    return name if name and port in DEFAULT_PORTS else host.strip()


def hosts_of(value: Value | None) -> tuple[frozenset[str] | Value | None, str | None]:
    """Return the hosts and the bucket that a connection-string value names, as far as they are constant."""
    if isinstance(value, Const) and isinstance(value.value, str):
        return parse_hosts(value.value)
    if isinstance(value, Tuple) and all(isinstance(item, Const) for item in value.items):
        names = [str(item.value) for item in value.items if isinstance(item, Const)]
        return parse_hosts(",".join(names))[0], None
    return (value if isinstance(value, (Symbol, Tuple)) else None), None
