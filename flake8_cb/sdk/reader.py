"""Read effect stubs: Python files that are parsed and never imported or executed.

A stub module stands at the path of the module that it describes. The decorators of its functions say what a
call does to a connection (``flake8_cb/sdk/stubs/README.md`` is the vocabulary); everything else is read as
Python means it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property
from pathlib import Path
from typing import Union

from flake8_cb.frozen import frozen, unique
from flake8_cb.sdk.packages import SAME_AS, STUBS
from flake8_cb.sdk.security import CONFIGURING

#: The stub folders that every generation shares, after its own.
SHARED = ("analytics", "python")

#: Decorators that shape a function as they do in Python and are no effects.
PYTHON_DECORATORS = frozenset({"classmethod", "staticmethod", "property"})


#: Effects that only say where values go: a call of them neither makes a connection nor uses one.
STORING = frozenset(
    {
        "remembers",
        "sets",
        "gives",
        "itself",
        "binds",
        "makes_record",
        "makes_list",
        "makes_dict",
        "tells_awaitable",
        "tells_kind",
    }
)


@frozen
class Effect:
    """One effect of a call: a verb, and for each of its roles the parameter (or constant) that plays it."""

    verb: str
    roles: Mapping[str, object] = field(default_factory=dict, hash=False)

    def role(self, name: str) -> str | None:
        """Return the name of the parameter that plays the role, or None."""
        value = self.roles.get(name)
        return value if isinstance(value, str) else None


@unique
class StubFunction:
    """A function or method of a stub, with what a call of it does."""

    name: str
    module: StubModule
    node: ast.FunctionDef | ast.AsyncFunctionDef
    kind: str  # "function", "method", "classmethod", "staticmethod" or "property"
    effects: tuple[Effect, ...]
    owner: str = ""

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, ast.AsyncFunctionDef)

    @property
    def acts(self) -> bool:
        """Report whether a call does more than to keep what it is given."""
        return any(effect.verb not in STORING for effect in self.effects)

    @cached_property
    def configures(self) -> bool:
        """Report whether a call is given passwords, or what says how to connect."""
        spec = self.node.args
        names = {argument.arg for argument in (*spec.args, *spec.kwonlyargs)}
        return not CONFIGURING.isdisjoint(names) or any(each.verb in ("opens", "sets") for each in self.effects)

    def effect(self, verb: str) -> Effect | None:
        return next((effect for effect in self.effects if effect.verb == verb), None)

    def returned(self) -> StubClass | None:
        """Return the stub class that the annotation of the result names, or None."""
        note = self.node.returns
        if isinstance(note, ast.Constant) and isinstance(note.value, str):
            note = ast.parse(note.value, mode="eval").body
        if isinstance(note, ast.Subscript):  # a container or an awaitable of it
            note = note.slice
        if not isinstance(note, ast.Name):
            return None
        found = self.module.lookup(note.id)
        return found if isinstance(found, StubClass) else None


@unique
class StubClass:
    """A class of a stub."""

    name: str
    module: StubModule
    node: ast.ClassDef
    members: dict[str, Named]

    def mro(self) -> tuple[StubClass, ...]:
        """Return the class and its bases, each once, as attributes are looked up (stubs inherit singly or by mixin)."""
        return _mro(self)

    def find(self, name: str) -> Named | None:
        """Return the member of that name, inherited ones included."""
        return next((cls.members[name] for cls in self.mro() if name in cls.members), None)

    def is_a(self, verb: str) -> bool:
        """Report whether some method has that effect."""
        return any(
            isinstance(member, StubFunction) and member.effect(verb)
            for cls in self.mro()
            for member in cls.members.values()
        )


@unique
class StubConstant:
    """A constant of a stub."""

    value: object


@frozen
class _Import:
    module: str
    name: str


@frozen
class _Alias:
    name: str


Named = Union[StubFunction, StubClass, StubConstant, "StubModule"]


class StubModule:
    """One stub module. Names are resolved when asked for, through the imports of the stub itself."""

    def __init__(self, name: str, catalogue: Catalogue, body: list[ast.stmt], *, is_package: bool) -> None:
        self.name = name
        self.is_package = is_package
        self._catalogue = catalogue
        self._names: dict[str, Named | _Import | _Alias] = dict(_definitions(self, body))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def lookup(self, name: str) -> Named | None:
        """Return what the module calls by that name, a submodule included, or None."""
        found = self._names.get(name)
        if isinstance(found, _Alias):
            return self.lookup(found.name)
        if isinstance(found, _Import):
            module = self._catalogue.module(found.module)
            found = module.lookup(found.name) if module else None
        return found if found is not None else self._catalogue.module(f"{self.name}.{name}")


class Catalogue:
    """The stub modules that one generation of the SDK offers, the shared ones included."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self._roots = [STUBS / folder for folder in (f"couchbase{generation}", *SHARED)]
        self._modules: dict[str, StubModule | None] = {}

    def module(self, name: str) -> StubModule | None:
        """Return the stub module of that dotted name, or None if there is none."""
        top, dot, rest = name.partition(".")
        name = f"{SAME_AS.get(top, top)}{dot}{rest}"
        if name not in self._modules:
            self._modules[name] = self._read(name)
        return self._modules[name]

    def _read(self, name: str) -> StubModule | None:
        path = self._find(name)
        if path is None:
            return None
        return StubModule(name, self, ast.parse(path.read_text("utf-8")).body, is_package=path.stem == "__init__")

    def _find(self, name: str) -> Path | None:
        for root in self._roots:
            base = root.joinpath(*name.split("."))
            for path in (base.with_suffix(".py"), base / "__init__.py"):
                if path.is_file():
                    return path
        return None


@cache
def acts(found: Named | None) -> bool:
    """Report whether a call of what a stub describes, or of what belongs to it, may concern a connection.

    Options, queries and exceptions do not: they matter only where something else is given them.
    """
    if isinstance(found, StubClass):
        return any(each.acts for cls in found.mro() for each in cls.members.values() if isinstance(each, StubFunction))
    if isinstance(found, StubFunction):
        return found.acts or acts(found.returned())
    if isinstance(found, StubModule):
        return found.is_package or any(acts(found.lookup(name)) for name in found)
    return False


@cache
def matters(found: Named | None) -> bool:
    """Report whether a call of it may concern a connection, or says who connects or whether servers are verified."""
    if acts(found):
        return True
    if isinstance(found, StubClass):
        return any(
            each.configures for cls in found.mro() for each in cls.members.values() if isinstance(each, StubFunction)
        )
    if isinstance(found, StubFunction):
        return found.configures or matters(found.returned())
    if isinstance(found, StubModule):
        return any(matters(found.lookup(name)) for name in found)
    return False


@cache
def catalogue_of(generation: int) -> Catalogue:
    """Return the catalogue of a generation, read once a process."""
    return Catalogue(generation)


@cache
def _mro(cls: StubClass) -> tuple[StubClass, ...]:
    order = [cls]
    for base in cls.node.bases:
        found = cls.module.lookup(base.id) if isinstance(base, ast.Name) else None
        if isinstance(found, StubClass):
            order += [each for each in _mro(found) if each not in order]
    return tuple(order)


def _definitions(module: StubModule, body: list[ast.stmt]) -> Iterator[tuple[str, Named | _Import | _Alias]]:
    for node in body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, _Import(node.module or "", alias.name)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, _function(module, node)
        elif isinstance(node, ast.ClassDef):
            yield node.name, _class(module, node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, _assigned(node.value)


def _assigned(value: ast.expr | None) -> StubConstant | _Alias:
    if isinstance(value, ast.Name):
        return _Alias(value.id)
    return StubConstant(value.value if isinstance(value, ast.Constant) else ...)


def _class(module: StubModule, node: ast.ClassDef) -> StubClass:
    members: dict[str, Named] = {}
    for name, found in _definitions(module, node.body):
        if isinstance(found, StubFunction):
            kind = "method" if found.kind == "function" else found.kind
            found = StubFunction(name, module, found.node, kind, found.effects, owner=node.name)
        if isinstance(found, _Alias):
            found = members.get(found.name, StubConstant(...))
        if not isinstance(found, _Import):
            members[name] = found
    return StubClass(node.name, module, node, members)


def _function(module: StubModule, node: ast.FunctionDef | ast.AsyncFunctionDef) -> StubFunction:
    kind = "function"
    effects = []
    for decorator in node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        name = call.func if call else decorator
        verb = name.id if isinstance(name, ast.Name) else ""
        if verb in PYTHON_DECORATORS:
            kind = verb
        else:
            roles = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in call.keywords} if call else {}
            effects.append(Effect(verb, roles))
    return StubFunction(node.name, module, node, kind, tuple(effects))
