"""The modules of the stand-in SDK: as much of 2.x and of 4.x as the programs use."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from standin.connections import Wire, World


class Handle:
    """An object that works through a connection."""

    def __init__(self, wire: Wire) -> None:
        self._standin = wire

    def get(self, key: str) -> None:
        self._standin.use()

    def upsert(self, key: str, value: object) -> None:
        self._standin.use()


def hosts_and_bucket(text: object) -> str:
    return text if isinstance(text, str) else f"unknown {id(text)}"


class Bucket2(Handle):
    """Bucket of 2.x."""

    def __init__(self, connection_string: object, password: str = "") -> None:
        World.recorder.may_raise()
        super().__init__(Wire("Bucket", hosts_and_bucket(connection_string)))

    def _close(self) -> None:
        self._standin.close()


class Cluster2:
    """Cluster of 2.x: it owns nothing."""

    def __init__(self, connection_string: str) -> None:
        self.connection_string = connection_string

    def authenticate(self, authenticator: object) -> None:
        pass

    def open_bucket(self, name: str) -> Bucket2:
        return Bucket2(f"{self.connection_string}/{name}")


class Cluster4:
    """Cluster of 4.x."""

    def __init__(self, connstr: object, *options: object) -> None:
        World.recorder.may_raise()
        self._standin = Wire("Cluster", hosts_and_bucket(connstr))

    @staticmethod
    def connect(connstr: object, *options: object) -> Cluster4:
        return Cluster4(connstr, *options)

    def ping(self) -> None:
        self._standin.use()

    def bucket(self, name: str) -> Bucket4:
        self._standin.use()
        return Bucket4(self._standin)

    def close(self) -> None:
        self._standin.close()


class Bucket4(Handle):
    """Bucket of 4.x: a handle."""

    def default_collection(self) -> Handle:
        return Handle(self._standin)


class PasswordAuthenticator:
    def __init__(self, username: str, password: str) -> None:
        pass


class ClusterOptions:
    def __init__(self, authenticator: object) -> None:
        pass


MODULES: dict[int, dict[str, dict[str, Any]]] = {
    2: {
        "couchbase": {},
        "couchbase.bucket": {"Bucket": Bucket2},
        "couchbase.cluster": {"Cluster": Cluster2, "PasswordAuthenticator": PasswordAuthenticator},
    },
    4: {
        "couchbase": {},
        "couchbase.cluster": {"Cluster": Cluster4},
        "couchbase.auth": {"PasswordAuthenticator": PasswordAuthenticator},
        "couchbase.options": {"ClusterOptions": ClusterOptions},
    },
}


def modules(generation: int) -> dict[str, ModuleType]:
    """Return the modules of a generation by their names."""
    found = {}
    for name, contents in MODULES[generation].items():
        found[name] = module = ModuleType(name)
        module.__dict__.update(contents, __path__=[])
    return found
