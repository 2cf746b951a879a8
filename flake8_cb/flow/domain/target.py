"""Targets: what a connection connects to, and when two of them are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flake8_cb.flow.domain.texts import is_text, parts_of, template, without_defaults
from flake8_cb.flow.domain.values import Const, Symbol, Tuple, Value
from flake8_cb.frozen import frozen
from flake8_cb.sdk.connection_strings import UNKNOWN, parse

#: Ports that mean the same as no port. The SDK ignores 8091 in a ``couchbase://`` string (SDK_FACTS 2.7).
DEFAULT_PORTS = frozenset({"8091", "11210", "11207"})

_DEFAULT_PORT = re.compile(rf":(?:{'|'.join(sorted(DEFAULT_PORTS))})(?=[,;]|$)")

#: What None leaves in a text: no host is called so, and a program that runs gives another one.
_NOBODY = str(None)

#: The options of a connection string that name the user (SDK_FACTS 2.7).
_USER = ("username", "user")


@frozen
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


def is_said_otherwise(one: Target, other: Target) -> bool:
    """Report whether one target is said in another way than the other: what is not known of both does not tell."""
    pairs = [(one.hosts, other.hosts), (one.bucket, other.bucket), (one.user, other.user)]
    return one.family != other.family or any(
        first != second and first is not None and second is not None for first, second in pairs
    )


def parse_hosts(text: str) -> tuple[frozenset[str], str | None]:
    """Return the hosts of a connection string (or of a bare list of hosts) and the bucket in its path, or None."""
    found = parse(text)
    hosts = frozenset(_without_default_port(host) for host in re.split("[,;]", found.hosts) if host)
    return hosts or frozenset({"localhost"}), found.path or None


def _without_default_port(host: str) -> str:
    name, _, port = host.strip().rpartition(":")
    return name if name and port in DEFAULT_PORTS else host.strip()


def user_in(value: Value | None) -> Value | None:
    """Return the user name that a connection string gives as an option, or None if it gives no constant."""
    if value is None or not is_text(value):
        return None
    names = [given for name, given in parse(template(value)).options if name in _USER and given]
    return Const.of(names[0]) if names and UNKNOWN not in names[0] else None


def hosts_of(value: Value | None) -> tuple[frozenset[str] | Value | None, Value | None]:
    """Return the hosts and the bucket that a connection-string value names, as far as they are known."""
    value = without_defaults(value) if value is not None else None
    if isinstance(value, Const) and isinstance(value.value, str):
        hosts, bucket = parse_hosts(value.value)
        return (None if _NOBODY in hosts else hosts), Const.of(bucket) if bucket else None
    if isinstance(value, Tuple) and all(isinstance(item, Const) for item in value.items):
        names = [str(item.value) for item in value.items if isinstance(item, Const)]
        return parse_hosts(",".join(names))[0], None
    if isinstance(value, Symbol) and is_text(value):
        return _hosts_of_text(value)
    return (value if isinstance(value, (Symbol, Tuple)) else None), None


def _hosts_of_text(value: Symbol) -> tuple[frozenset[str] | Value, Value | None]:
    """Take apart a connection string of which only parts are known. One that is not known may hold a whole path."""
    shown = template(value)
    unknown = iter([part for part in parts_of(value) if not isinstance(part, Const)])
    start = shown.find("://") + 3 if "://" in shown else 0
    for _ in range(shown[:start].count(UNKNOWN)):
        next(unknown)
    found = parse(shown)
    if UNKNOWN in found.hosts:
        hosts: frozenset[str] | Value = _put_together(_DEFAULT_PORT.sub("", found.hosts), unknown)
    else:
        hosts = parse_hosts(found.hosts)[0]
    return hosts, _put_together(found.path, unknown) if found.path else None


def _put_together(shown: str, unknown: Iterator[Value]) -> Value:
    """Return the text that ``shown`` shows, its unknown parts taken from ``unknown``."""
    parts = [next(unknown) if part == UNKNOWN else Const.of(part) for part in re.split(f"({UNKNOWN})", shown) if part]
    return parts[0] if len(parts) == 1 else Symbol("text", *parts)
