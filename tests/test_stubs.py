"""The effect stubs are well formed: known effects of real parameters, and names that resolve in the stubs."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

import pytest

from flake8_cb.sdk.packages import STUBS
from flake8_cb.sdk.reader import StubClass, StubFunction, catalogue_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The effects and, for each, the roles that its keywords name.
EFFECTS: dict[str, set[str]] = {
    "begins_children": {"before", "child"},
    "remembers": {"cluster", "certificate"},
    "opens": {
        *(
            "connstr",
            "alias",
            "cluster",
            "hosts",
            "bucket",
            "user",
            "auth",
            "password",
            "mode",
            "options",
            "more",
            "waits",
        ),
    },
    "sets": set(),
    "authenticates": set(),
    "derives": {"via"},
    "reaches": set(),
    "operates": {"waits"},
    "lazy": {"via"},
    "starts": {"waits"},
    "sends": set(),
    "links": {"success", "failure"},
    "unites": {"all"},
    "reads": set(),
    "itself": set(),
    "drains": set(),
    "holds": set(),
    "closes": {"waits"},
    "tells_closed": set(),
    "tells_open": set(),
    "disconnects": set(),
}
PYTHON_DECORATORS = {"classmethod", "staticmethod", "property"}

#: Those that stand for a result of their own must say of which class it is.
WITH_RESULT = {"opens", "derives", "reaches", "lazy", "starts", "holds"}

#: Modules outside the SDK whose classes are named as results.
OUTSIDE = {"asyncio", "twisted.internet.defer"}

#: A stub folder and a generation in whose catalogue it stands.
FOLDERS = {"couchbase2": 2, "couchbase3": 3, "couchbase4": 4, "analytics": 4}

STUB_FILES = [
    pytest.param(path, generation, id=str(path.relative_to(STUBS)))
    for folder, generation in FOLDERS.items()
    for path in sorted((STUBS / folder).rglob("*.py"))
]


def module_name(path: Path) -> str:
    parts = path.relative_to(STUBS).with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def strange_statements(body: list[ast.stmt]) -> Iterator[str]:
    """Yield what has no place in a stub."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from strange_statements(node.body)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if [ast.unparse(each) for each in node.body] != ["..."]:
                yield f"{node.name} has a body"
        elif isinstance(node, ast.ImportFrom):
            if node.level or any(alias.name == "*" for alias in node.names):
                yield ast.unparse(node)
        elif not isinstance(node, ast.Assign) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            yield ast.unparse(node)


def strange_effects(function: StubFunction, owner: StubClass | None) -> Iterator[str]:
    """Yield effects that are unknown or name what the function does not have."""
    own = parameters(function)
    remembered = {
        name
        for cls in (owner.mro() if owner else ())
        for member in cls.members.values()
        if isinstance(member, StubFunction)
        and any(member.effect(verb) for verb in ("opens", "remembers", "authenticates"))
        for name in parameters(member)
    }
    for effect in function.effects:
        if effect.verb not in EFFECTS:
            yield f"@{effect.verb} is no effect"
            continue
        for role, value in effect.roles.items():
            name = str(value)
            if role not in EFFECTS[effect.verb]:
                yield f"@{effect.verb} has no role {role}"
            elif role == "waits":
                if value is not (effect.verb == "starts"):
                    yield f"@{effect.verb}({role}={name}) says what is so anyway"
            elif name.removeprefix("self.") not in (remembered if name.startswith("self.") else own):
                yield f"@{effect.verb}({role}={name!r}) names nothing"
        if effect.verb in WITH_RESULT and function.name != "__init__" and function.returned() is None:
            yield f"@{effect.verb} {function.name} returns no stub class"
    if len(function.effects) > 1:
        yield f"{function.name} has several effects"


def parameters(function: StubFunction) -> set[str]:
    args = function.node.args
    named = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    named += [each for each in (args.vararg, args.kwarg) if each]
    return {each.arg for each in named}


def annotated_names(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = ast.parse(node.value, mode="eval").body
    yield from (each.id for each in ast.walk(node) if isinstance(each, ast.Name)) if node else ()


@pytest.mark.parametrize(("path", "generation"), STUB_FILES)
def test_statements(path: Path, generation: int) -> None:
    del generation
    assert [*strange_statements(ast.parse(path.read_text("utf-8")).body)] == []


@pytest.mark.parametrize(("path", "generation"), STUB_FILES)
def test_effects(path: Path, generation: int) -> None:
    module = catalogue_of(generation).module(module_name(path))
    assert module is not None
    strange = []
    for name in module:
        found = module.lookup(name)
        if isinstance(found, StubFunction) and found.module is module:
            strange += [*strange_effects(found, None)]
        elif isinstance(found, StubClass) and found.module is module:
            for member in found.members.values():
                if isinstance(member, StubFunction):
                    strange += [f"{found.name}: {each}" for each in strange_effects(member, found)]
    assert strange == []


@pytest.mark.parametrize(("path", "generation"), STUB_FILES)
def test_names_resolve(path: Path, generation: int) -> None:
    module = catalogue_of(generation).module(module_name(path))
    assert module is not None
    lost = []
    outside = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = {alias.asname or alias.name for alias in node.names}
            if node.module in OUTSIDE:
                outside |= names
            else:
                lost += [name for name in sorted(names) if module.lookup(name) is None]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                name = ast.unparse(base)
                if module.lookup(name) is None and not hasattr(builtins, name):
                    lost.append(name)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for name in annotated_names(node.returns):
                if name not in outside and not isinstance(module.lookup(name), StubClass):
                    lost.append(name)
            defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            for name in (each.id for each in defaults if isinstance(each, ast.Name)):
                if module.lookup(name) is None:
                    lost.append(name)
    assert lost == []


@pytest.mark.parametrize(
    ("source", "strange"),
    [
        ("import couchbase", ["import couchbase"]),
        ("from . import x", ["from . import x"]),
        ("from a import *", ["from a import *"]),
        ("class A:\n    def f(self):\n        return 1", ["f has a body"]),
        ("if True: ...", ["if True:\n    ..."]),
        ("class A:\n    X = 1\n    def f(self): ...", []),
    ],
)
def test_strange_statements_are_found(source: str, strange: list[str]) -> None:
    assert [*strange_statements(ast.parse(source).body)] == strange


#: What SDK_FACTS tells apart: a generation, a method, and its effect.
MEANINGS = [
    (2, "couchbase.bucket.Bucket.__init__", "opens"),
    (2, "couchbase.bucket.Bucket._close", "closes"),
    (2, "couchbase.bucket.Bucket.close", None),
    (2, "couchbase.bucket.Bucket.get", "operates"),
    (2, "couchbase.bucket.Bucket.upsert_multi", "operates"),
    (2, "couchbase.bucket.Bucket.pipeline", "holds"),
    (2, "couchbase.bucket.Bucket.n1ql_query", "lazy"),
    (2, "couchbase.n1ql.N1QLRequest.__iter__", "reads"),
    (2, "couchbase.n1ql.N1QLRequest.get_single_result", "drains"),
    (2, "couchbase.cluster.Cluster.__init__", "remembers"),
    (2, "couchbase.cluster.Cluster.open_bucket", "opens"),
    (2, "couchbase.cluster.Cluster.cluster_manager", "opens"),
    (2, "couchbase.cluster.Bucket.__init__", "opens"),
    (2, "couchbase.Couchbase.connect", "opens"),
    (2, "couchbase.connection.Connection.delete", "operates"),
    (2, "couchbase.admin.Admin._close", "closes"),
    (2, "acouchbase.bucket.Bucket.get", "sends"),
    (2, "acouchbase.bucket.Bucket.n1ql_query", "starts"),
    (2, "acouchbase.bucket.Bucket._close", "closes"),
    (2, "gcouchbase.bucket.Bucket.get", "operates"),
    (2, "gcouchbase.bucket.Bucket.query", "starts"),
    (2, "gcouchbase.connection.GConnection.__init__", "opens"),
    (2, "txcouchbase.bucket.Bucket.getMulti", "sends"),
    (2, "txcouchbase.bucket.RawBucket.get", "sends"),
    (2, "txcouchbase.twisted_bucket.Bucket.n1qlQueryAll", "sends"),
    (2, "txcouchbase.connection.TxAsyncConnection.__init__", "opens"),
    (3, "couchbase.cluster.Cluster.__init__", "opens"),
    (3, "couchbase.cluster.Cluster.connect", "opens"),
    (3, "couchbase.cluster.Cluster.bucket", "opens"),
    (3, "couchbase.cluster.Cluster.disconnect", "disconnects"),
    (3, "couchbase.cluster.Cluster._close", "closes"),
    (3, "couchbase.cluster.Cluster.close", None),
    (3, "couchbase.cluster.Cluster.users", "derives"),
    (3, "couchbase.cluster.Client.__init__", "opens"),
    (3, "couchbase.bucket.Bucket.default_collection", "derives"),
    (3, "couchbase.bucket.Bucket.upsert", "operates"),
    (3, "couchbase.bucket.Bucket.pipeline", None),
    (3, "couchbase.collection.Collection.get", "operates"),
    (3, "couchbase.n1ql.QueryResult.rows", "drains"),
    (3, "acouchbase.cluster.Cluster.bucket", "opens"),
    (3, "acouchbase.cluster.Cluster.query", "starts"),
    (3, "acouchbase.cluster.Cluster.on_connect", "sends"),
    (3, "acouchbase.cluster.Collection.upsert", "sends"),
    (3, "txcouchbase.cluster.TxCluster.query", "sends"),
    (3, "txcouchbase.cluster.TxSyncCluster.bucket", "opens"),
    (3, "couchbase_core.cluster._Cluster.open_bucket", "opens"),
    (4, "couchbase.cluster.Cluster.connect", "opens"),
    (4, "couchbase.cluster.Cluster.bucket", "reaches"),
    (4, "couchbase.cluster.Cluster.close", "closes"),
    (4, "couchbase.cluster.Cluster._close", None),
    (4, "couchbase.cluster.Cluster.disconnect", None),
    (4, "couchbase.cluster.Cluster.transactions", "derives"),
    (4, "couchbase.bucket.Bucket.__init__", "derives"),
    (4, "couchbase.bucket.Bucket.close", "closes"),
    (4, "couchbase.collection.CBCollection.get", "operates"),
    (4, "couchbase.collection.Collection.scan", "lazy"),
    (4, "couchbase.collection.Collection.get_all_replicas", "starts"),
    (4, "couchbase.result.QueryResult.rows", "itself"),
    (4, "couchbase.result.QueryResult.execute", "drains"),
    (4, "acouchbase.cluster.Cluster.query", "lazy"),
    (4, "acouchbase.collection.Collection.get", "operates"),
    (4, "txcouchbase.cluster.TxCluster.query", "sends"),
    (4, "txcouchbase.collection.TxCollection.get", "sends"),
    (4, "couchbase_columnar.cluster.Cluster.create_instance", "opens"),
    (4, "couchbase_analytics.cluster.Cluster.shutdown", "closes"),
    (2, "acouchbase_analytics.cluster.Cluster.shutdown", "closes"),
]


def method_of(generation: int, path: str) -> StubFunction | None:
    module_path, class_name, name = path.rsplit(".", 2)
    module = catalogue_of(generation).module(module_path)
    cls = module and module.lookup(class_name)
    assert isinstance(cls, StubClass), path
    found = cls.find(name)
    return found if isinstance(found, StubFunction) else None


@pytest.mark.parametrize(("generation", "path", "verb"), MEANINGS)
def test_meanings(generation: int, path: str, verb: str | None) -> None:
    method = method_of(generation, path)
    assert (method and [effect.verb for effect in method.effects]) == ([verb] if verb else None)


@pytest.mark.parametrize(
    ("path", "is_coroutine"),
    [
        ("acouchbase.cluster.Cluster.close", True),
        ("acouchbase.cluster.Cluster.connect", True),
        ("acouchbase.cluster.Cluster.bucket", False),
        ("acouchbase.cluster.Cluster.query", False),
        ("acouchbase.collection.Collection.get", True),
        ("acouchbase.collection.Collection.scan", False),
        ("couchbase.cluster.Cluster.close", False),
        ("txcouchbase.cluster.Cluster.close", False),
        ("acouchbase_analytics.cluster.Cluster.shutdown", True),
        ("acouchbase_columnar.cluster.Cluster.shutdown", False),
    ],
)
def test_coroutines(path: str, is_coroutine: bool) -> None:
    method = method_of(4, path)
    assert method is not None
    assert method.is_async is is_coroutine


@pytest.mark.parametrize(
    ("name", "generations"),
    [
        ("couchbase.Couchbase", {2}),
        ("couchbase.LOCKMODE_WAIT", {2}),
        ("couchbase.user_constants.LOCKMODE_NONE", {2}),
        ("couchbase.constants.FMT_JSON", {4}),
        ("couchbase.n1ql.N1QLQuery", {2, 4}),
        ("couchbase.asynchronous.AsyncBucket", {2}),
        ("couchbase.asynchronous.async_bucket.AsyncBucket", {2}),
        ("gcouchbase.gevent_bucket.Bucket", {2}),
        ("couchbase.management.admin.Admin", {3}),
        ("couchbase.options.LockMode", {3, 4}),
        ("couchbase.cluster.QueryOptions", {3, 4}),
        ("couchbase.collection.CBCollection", {3, 4}),
        ("couchbase.collection.Scope", {3, 4}),
        ("couchbase.management.buckets.CreateBucketSettings", {3, 4}),
        ("couchbase.search.MatchQuery", {3, 4}),
        ("couchbase.subdocument.upsert", {2, 3, 4}),
        ("couchbase.exceptions.CouchbaseException", {3, 4}),
        ("couchbase.options.QueryOptions", {4}),
        ("couchbase.options.ClusterTimeoutOptions", {4}),
        ("couchbase.vector_search.VectorQuery", {4}),
        ("couchbase.bucket.Collection", {4}),
        ("acouchbase.cluster.get_event_loop", {3, 4}),
        ("couchbase_analytics.options.QueryOptions", {2, 3, 4}),
    ],
)
def test_which_generation_has_a_name(name: str, generations: set[int]) -> None:
    module_path, _, local = name.rpartition(".")
    having = set()
    for generation in (2, 3, 4):
        module = catalogue_of(generation).module(module_path)
        if module is not None and module.lookup(local) is not None:
            having.add(generation)
    assert having == generations
