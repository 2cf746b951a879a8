"""Which generations of the SDK a module may be written for (RULES.md, "Which generation").

The imports are the first witness: a name that a generation does not have cannot be imported from it. Some
idioms tell generations apart although their names do not; those stand in the tables below. Neither witness is
trusted further than it goes: what no generation explains says nothing.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from flake8_cb.sdk.packages import PACKAGES
from flake8_cb.sdk.reader import catalogue_of
from flake8_cb.settings import GENERATIONS, Settings
from flake8_cb.trees import children, kept, last_name

ONLY_2, ONLY_3, ONLY_4 = frozenset({2}), frozenset({3}), frozenset({4})
NOT_2, NOT_4 = frozenset({3, 4}), frozenset({2, 3})

#: Methods that are called by no other name in any library one meets beside the SDK.
METHODS: Mapping[str, frozenset[int]] = {
    "open_bucket": ONLY_2,
    "n1ql_query": ONLY_2,
    "cluster_manager": ONLY_2,
    "bucket_manager": ONLY_2,
    "n1qlQueryAll": ONLY_2,
    "n1qlQueryEx": ONLY_2,
    "default_collection": NOT_2,
    "view_query": NOT_2,
    "search_query": NOT_2,
    "query_indexes": NOT_2,
    "search_indexes": NOT_2,
    "analytics_indexes": NOT_2,
    "eventing_functions": NOT_2,
    "get_any_replica": NOT_2,
    "default_scope": ONLY_4,
    "lookup_in_any_replica": ONLY_4,
    "lookup_in_all_replicas": ONLY_4,
}

#: Names that a later generation still has, without any effect (SDK_FACTS 4.5), and that nobody imports there.
NAMES: Mapping[str, frozenset[int]] = {"LockMode": ONLY_3}

#: Methods with everyday names: they count on a cluster that the module itself has made.
CLUSTER_METHODS: Mapping[str, frozenset[int]] = {
    "authenticate": ONLY_2,
    "disconnect": ONLY_3,
    "close": ONLY_4,
    "transactions": ONLY_4,
    "wait_until_ready": ONLY_4,
    "set_authenticator": ONLY_4,
    "search": ONLY_4,
    "bucket": NOT_2,
    "query": NOT_2,
    "on_connect": NOT_2,
}

#: The same for what a cluster's ``bucket()`` returned.
HANDLE_METHODS: Mapping[str, frozenset[int]] = {"close": ONLY_4}

#: And for what a bucket class made.
BUCKET_METHODS: Mapping[str, frozenset[int]] = {
    "pipeline": ONLY_2,
    "durability": ONLY_2,
    "search": ONLY_2,
    "collection": NOT_2,
    "scope": NOT_2,
}

#: Keyword arguments that only some generations take.
CLUSTER_KEYWORDS: Mapping[str, frozenset[int]] = {
    "bucket_class": ONLY_2,
    "connstr": ONLY_4,
    "connection_string": NOT_4,
    "authenticator": NOT_2,
    "lockmode": NOT_2,
}
BUCKET_KEYWORDS: Mapping[str, frozenset[int]] = {
    "connection_string": NOT_4,
    "connstr": NOT_4,
    "username": NOT_4,
    "password": NOT_4,
    "lockmode": NOT_4,
    "cluster": ONLY_4,
    "bucket_name": ONLY_4,
    "name": ONLY_3,
}

CLUSTER_CLASSES = frozenset({"Cluster", "AsyncCluster", "ACluster", "TxCluster"})
BUCKET_CLASSES = frozenset({"Bucket", "AsyncBucket", "ABucket", "TxBucket", "RawBucket"})
#: Longer dotted names than this are none of the SDK's modules.
DEEPEST_MODULE = 8

#: What a failed import raises, and what else is caught where an import is tried out.
IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError"})
ALL_ERRORS = frozenset({"", "Exception", "BaseException"})


def possible_generations(
    tree: ast.Module, settings: Settings, others: Iterable[tuple[ast.Module, frozenset[str]]] = ()
) -> frozenset[int]:
    """Return the generations that the module may be written for; never none of them.

    ``others`` are the modules of the project that it leads to, the nearest first, each with the names of packages
    that it takes from the project itself. They are asked where the module alone does not decide.
    """
    if settings.sdk is not None:
        return frozenset({settings.sdk})
    declared = settings.declared_generations or GENERATIONS
    possible, witnessed = declared, False
    for each, shadowed in chain([(tree, settings.shadowed)], others):
        if len(possible) == 1:
            break
        facts = _gather(each, PACKAGES - shadowed)
        if facts.imports or facts.choices:
            witnessed = True
            imports = possible & _fitting_imports(facts)
            possible = imports & _agreement([*_idioms(facts)]) or imports or possible
    # What is the same in all generations is read in one.
    return possible if witnessed else frozenset({max(possible)})


@dataclass(eq=False)
class _Arm:
    """One of the ways through a ``try`` whose imports may fail."""

    choice: _Choice
    imports: list[frozenset[int]] = field(default_factory=list)
    goes_on: bool = True  # without the SDK, if it imports nothing of it


@dataclass(eq=False)
class _Choice:
    """An outermost ``try`` whose imports may fail: one of its arms is what runs."""

    arms: list[_Arm] = field(default_factory=list)


@dataclass(eq=False)
class _Facts:
    """What one walk over a module collects."""

    imports: list[frozenset[int]] = field(default_factory=list)
    choices: list[_Choice] = field(default_factory=list)
    modules: dict[str, str] = field(default_factory=dict)  # a local name and the SDK module that it is
    classes: dict[str, str] = field(default_factory=dict)  # a local name and the class of the SDK that it is
    own: set[str] = field(default_factory=set)  # functions that the module itself defines
    calls: list[ast.Call] = field(default_factory=list)
    attributes: list[ast.Attribute] = field(default_factory=list)
    makers: defaultdict[str, list[ast.Call]] = field(default_factory=lambda: defaultdict(list))


@kept
def _gathered(tree: ast.Module) -> dict[frozenset[str], _Facts]:
    """The table of what was collected of a module, by the packages that it takes from elsewhere."""
    return {}


def _gather(tree: ast.Module, packages: frozenset[str]) -> _Facts:
    known = _gathered(tree)
    if packages not in known:
        known[packages] = _collect(tree, packages)
    return known[packages]


def _collect(tree: ast.Module, packages: frozenset[str]) -> _Facts:
    facts = _Facts()
    todo: list[tuple[ast.AST, _Arm | None]] = [(tree, None)]
    while todo:
        node, arm = todo.pop()
        if isinstance(node, ast.Try) and _tries_imports(node):
            todo += _arms(node, arm, facts)
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            _note_import(node, arm, facts, packages)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            facts.own.add(node.name)
        elif isinstance(node, ast.Call):
            facts.calls.append(node)
        elif isinstance(node, ast.Attribute):
            facts.attributes.append(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = node.value.value if isinstance(node.value, ast.Await) else node.value
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in filter(None, map(last_name, targets)):
                if isinstance(value, ast.Call):
                    facts.makers[name].append(value)
        todo += [(child, arm) for child in children(node)]
    return facts


def _arms(node: ast.Try, outer: _Arm | None, facts: _Facts) -> Iterator[tuple[ast.AST, _Arm | None]]:
    """Yield the statements of a guarded ``try`` with their arms. A nested one adds arms to the outermost."""
    if outer is None:
        choice = _Choice()
        facts.choices.append(choice)
    else:
        choice = outer.choice
        outer.goes_on = False
    for body in ([*node.body, *node.orelse], *(handler.body for handler in node.handlers)):
        arm = _Arm(choice, goes_on=not _leaves(body[-1]))
        choice.arms.append(arm)
        yield from ((child, arm) for child in body)
    yield from ((child, outer) for child in node.finalbody)


def _leaves(last: ast.stmt) -> bool:
    """Report whether the last statement of an arm ends the import of the module."""
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        return last_name(last.value.func) in {"exit", "_exit"}
    return isinstance(last, ast.Raise)


def _tries_imports(node: ast.Try) -> bool:
    caught: set[str] = set()
    for handler in node.handlers:
        types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        caught.update(last_name(each) if each else "" for each in types)
    only_imports = all(isinstance(each, (ast.Import, ast.ImportFrom, ast.Assign)) for each in node.body)
    return bool(caught & IMPORT_ERRORS) or (only_imports and bool(caught & ALL_ERRORS))


def _note_import(node: ast.Import | ast.ImportFrom, arm: _Arm | None, facts: _Facts, packages: Collection[str]) -> None:
    imports = arm.imports if arm else facts.imports
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if node.level or module.partition(".")[0] not in packages:
            return
        for alias in node.names:
            imports.append(_having(module, "" if alias.name == "*" else alias.name))
            local = alias.asname or alias.name
            facts.classes[local] = alias.name
            if not arm and _having(f"{module}.{alias.name}"):
                facts.modules[local] = f"{module}.{alias.name}"
        return
    for alias in node.names:
        top = alias.name.partition(".")[0]
        if top in packages:
            imports.append(_having(alias.name))
            if arm:
                continue
            facts.modules[alias.asname or top] = alias.name if alias.asname else top


@cache
def _having(module: str, name: str = "") -> frozenset[int]:
    """Return the generations that have the module and, if one is given, the name in it."""
    return frozenset(generation for generation in GENERATIONS if _exists(generation, module, name))


def _exists(generation: int, module: str, name: str) -> bool:
    catalogue = catalogue_of(generation)
    found = catalogue.module(module)
    if found is None:
        # A package that answers to any name stands for all that is below it.
        parents = module.split(".")
        return any(
            (parent := catalogue.module(".".join(parents[:depth]))) is not None and "__getattr__" in parent
            for depth in range(1, len(parents))
        )
    return not name or "__getattr__" in found or name in found or catalogue.module(f"{module}.{name}") is not None


def _fitting_imports(facts: _Facts) -> frozenset[int]:
    """Return the generations that have what is imported, and of these the ones that most guarded imports fit."""
    fitting = _agreement(facts.imports)
    guarded = list(_guarded_imports(facts))
    fits = {generation: sum(generation in each for each in guarded) for generation in fitting}
    return frozenset(generation for generation in fitting if fits[generation] == max(fits.values()))


def _guarded_imports(facts: _Facts) -> Iterator[frozenset[int]]:
    """Yield the generations that fit each ``try`` around imports."""
    for choice in facts.choices:
        # An arm that goes on without the names says that they are not needed; but where they are all that the
        # module imports of the SDK, it says what happens without the SDK.
        if facts.imports and any(arm.goes_on and not arm.imports for arm in choice.arms):
            continue
        arms = [_agreement(arm.imports) for arm in choice.arms if arm.imports]
        yield frozenset().union(*arms) or GENERATIONS


def _agreement(witnesses: Collection[frozenset[int]]) -> frozenset[int]:
    """Return what all witnesses allow; one that allows nothing knows nothing."""
    allowed = GENERATIONS
    for witness in witnesses:
        allowed &= witness or GENERATIONS
    return allowed


def _idioms(facts: _Facts) -> Iterator[frozenset[int]]:
    clusters = _made(facts, lambda call: _makes_cluster(call, facts))
    handles = _made(facts, lambda call: _asks_for_bucket(call, clusters))
    buckets = _made(facts, lambda call: _class_of(call.func, facts) in BUCKET_CLASSES)
    for node in facts.attributes:
        name = node.attr
        owner = last_name(node.value)
        if name in METHODS and name not in facts.own:
            yield METHODS[name]
        for owners, methods in (
            (clusters, CLUSTER_METHODS),
            (handles, HANDLE_METHODS),
            (buckets, BUCKET_METHODS),
        ):
            if owner in owners and name in methods:
                yield methods[name]
        if module := _module_of(node.value, facts):
            yield _having(module, name) & NAMES.get(name, GENERATIONS)
    yield from (NAMES[name] for name in facts.classes.values() if name in NAMES)
    for call in facts.calls:
        made = _class_of(call.func, facts)
        if made in CLUSTER_CLASSES:
            yield from _cluster_shapes(call)
        elif made in BUCKET_CLASSES:
            yield from _bucket_shapes(call, clusters)
        elif _makes_cluster(call, facts):
            yield NOT_2


def _made(facts: _Facts, by: Callable[[ast.Call], bool]) -> set[str]:
    """Return the names of what such calls made."""
    return {name for name, calls in facts.makers.items() if any(map(by, calls))}


def _makes_cluster(call: ast.Call, facts: _Facts) -> bool:
    """Report whether the call is ``Cluster(...)`` or ``Cluster.connect(...)``."""
    func = call.func
    if isinstance(func, ast.Attribute) and func.attr == "connect":
        func = func.value
    return _class_of(func, facts) in CLUSTER_CLASSES


def _asks_for_bucket(call: ast.Call, clusters: Collection[str]) -> bool:
    func = call.func
    return isinstance(func, ast.Attribute) and func.attr == "bucket" and last_name(func.value) in clusters


def _cluster_shapes(call: ast.Call) -> Iterator[frozenset[int]]:
    keywords = {keyword.arg or "" for keyword in call.keywords}
    yield from (CLUSTER_KEYWORDS[each] for each in keywords if each in CLUSTER_KEYWORDS)
    if _unpacks(call):
        return
    if len(call.args) + len(keywords) < 2:  # from 3.x on there is no cluster without an authenticator
        yield ONLY_2
    elif len(call.args) > 1 and isinstance(call.args[1], ast.Call):
        yield NOT_2


def _bucket_shapes(call: ast.Call, clusters: Collection[str]) -> Iterator[frozenset[int]]:
    keywords = {keyword.arg or "" for keyword in call.keywords}
    yield from (BUCKET_KEYWORDS[each] for each in keywords if each in BUCKET_KEYWORDS)
    if call.args and isinstance(call.args[0], (ast.Constant, ast.JoinedStr)):
        yield NOT_4
    elif call.args and last_name(call.args[0]) in clusters:
        yield ONLY_4
    elif not _unpacks(call) and len(call.args) + len(keywords) < 2:  # 4.x wants a cluster and a name
        yield NOT_4


def _unpacks(call: ast.Call) -> bool:
    starred = any(isinstance(each, ast.Starred) for each in call.args)
    return starred or any(keyword.arg is None for keyword in call.keywords)


def _class_of(node: ast.expr, facts: _Facts) -> str:
    """Return the name that the SDK gives to the class that the expression names, or ''."""
    if isinstance(node, ast.Name):
        return facts.classes.get(node.id, "")
    if isinstance(node, ast.Attribute) and _module_of(node.value, facts):
        return node.attr
    return ""


def _module_of(node: ast.expr, facts: _Facts) -> str:
    """Return the SDK module that a dotted expression names, or ''."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < DEEPEST_MODULE:
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in facts.modules:
        return ""
    module = ".".join([facts.modules[node.id], *reversed(parts)])
    return module if _having(module) else ""
