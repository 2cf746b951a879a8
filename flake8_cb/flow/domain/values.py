"""Values: what an expression can evaluate to.

All values are immutable and compare by what they are. What an object holds stands in the state, under the
object's value as key (`state.py`).
"""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from flake8_cb.frozen import frozen
from flake8_cb.sdk.reader import StubClass, StubConstant, StubFunction, StubModule

if TYPE_CHECKING:
    from typing_extensions import Self

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

#: A symbol that is built from deeper symbols than this is replaced by one that only names its place.
DEEPEST_SYMBOL = 12


@frozen
class Const:
    """A constant. The kind keeps ``1``, ``1.0`` and ``True`` apart."""

    value: object
    kind: type

    @staticmethod
    def of(value: object) -> Const:
        return Const(value, type(value))


#: Kinds of symbols that hold the values that they are made of.
HOLDING = frozenset({"attribute", "item", "iterator"})


class Symbol:
    """A value that is not known, by where it comes from: equal symbols are the same value.

    ``key`` is a tagged tuple such as ``("attribute", Symbol(...), "host")`` or ``("call", node, ...)``. There is one
    object for each key, so that symbols compare by identity.
    """

    __slots__ = ("__weakref__", "depth", "key", "leads", "name", "parts")

    key: tuple[object, ...]
    name: str  # the dotted name under which it was imported, or ""
    depth: int
    parts: tuple[Value, ...]  # those of the key that are or hold objects: the attribute or item of one holds it
    leads: bool  # whether there are any

    def __new__(cls, *key: object) -> Self:
        made = _SYMBOLS.get(key)
        if made is None:
            made = super().__new__(cls)
            made.key = key
            made.name = _name_of(key)
            made.parts = tuple(part for part in key if leads(part)) if key[0] in HOLDING else ()  # type: ignore[misc]
            made.leads = bool(made.parts)
            made.depth = 1 + max((part.depth for part in key if isinstance(part, Symbol)), default=0)
            _SYMBOLS[key] = made
        return made  # type: ignore[return-value]

    def __repr__(self) -> str:
        return f"Symbol{self.key!r}"


_SYMBOLS: WeakValueDictionary[tuple[object, ...], Symbol] = WeakValueDictionary()


class Obj:
    """An object of the heap: where it was made, and a number that tells apart those alive at one time.

    The states of a run share their objects (`State.allocate`), so that each is equal to itself alone.
    """

    __slots__ = ("number", "site")

    def __init__(self, site: ast.AST, number: int) -> None:
        self.site = site
        self.number = number

    def __repr__(self) -> str:
        return f"Obj({type(self.site).__name__}, {self.number})"


def hash_once(value: Any) -> int:
    """Return the hash of a value that holds others: it is asked for far more often than the value is made."""
    found: int | None = value.__dict__.get("hash")
    if found is None:
        found = value.__dict__["hash"] = hash(tuple(getattr(value, name) for name in value.__dataclass_fields__))
    return found


@frozen
class Tuple:
    """A tuple of values."""

    items: tuple[Value, ...]

    __hash__ = hash_once

    @cached_property
    def leads(self) -> bool:
        return any(leads(item) for item in self.items)

    @cached_property
    def depth(self) -> int:
        return 1 + max(map(depth_of, self.items), default=0)


@frozen
class Function:
    """A function of the linted code: its definition, the scope that it closes over, and its defaults.

    ``owner`` is the class whose body defines it. ``wrapping`` names what a decorator made of it: "" for a plain
    function, "context" for a context manager, "cached" for one that runs once for equal arguments, "driven" for a
    generator whose yields wait, "deferred" for one of those whose caller is given a Deferred, "handed" for one that a
    call only hands over.
    """

    node: FunctionNode
    scope: Obj
    defaults: tuple[tuple[str, Value], ...] = ()
    owner: Obj | None = None
    wrapping: str = ""

    __hash__ = hash_once

    @cached_property
    def parts(self) -> tuple[Value, ...]:
        scope = (self.scope,) if isinstance(self.scope.site, CLOSURES) else ()
        return (*scope, *(default for _, default in self.defaults if not isinstance(default, Const)))

    @cached_property
    def leads(self) -> bool:
        return isinstance(self.scope.site, CLOSURES) or any(leads(default) for _, default in self.defaults)


@frozen
class Bound:
    """A callable with its first argument: a method of an object, of a class, or of a builtin container."""

    function: Function | StubFunction | str
    subject: Value

    __hash__ = hash_once


@frozen
class Partial:
    """``functools.partial`` of a callable."""

    function: Value
    positional: tuple[Value, ...]
    keywords: tuple[tuple[str, Value], ...]

    __hash__ = hash_once

    @cached_property
    def depth(self) -> int:
        values = (self.function, *self.positional, *(value for _, value in self.keywords))
        return 1 + max(map(depth_of, values))


@frozen
class Descriptor:
    """A class attribute that acts when it is looked up: "property", "cached_property", "staticmethod" and so on."""

    kind: str
    function: Value


@frozen
class Super:
    """``super()``: the bases of a class, seen from an object (or a class) of it."""

    cls: Value
    subject: Value


@frozen
class Builtin:
    """A builtin function or class, by name."""

    name: str


Value = (
    Const | Symbol | Obj | Tuple | Function | Bound | Partial | Descriptor | Super | Builtin
    | StubFunction | StubClass | StubModule | StubConstant
)  # fmt: skip

NONE = Const.of(None)
TRUE = Const.of(True)
FALSE = Const.of(False)


def symbol(node: ast.AST, *key: object) -> Symbol:
    """Return the symbol of that key, or one that only names ``node`` if the key is too deep."""
    made = Symbol(*key)
    return made if made.depth <= DEEPEST_SYMBOL else Symbol("deep", node)


def unbound(callee: Value) -> object:
    """Return the function of a method, and everything else as it is."""
    return callee.function if isinstance(callee, Bound) else callee


def definition_of(value: object) -> FunctionNode | None:
    """Return the definition of the function that a callable comes down to, or None if the linted code has none."""
    while isinstance(value, (Bound, Partial)):
        value = value.function
    return value.node if isinstance(value, Function) else None


def depth_of(value: Value) -> int:
    """Return how deeply a value is built from others."""
    return value.depth if isinstance(value, (Symbol, Tuple, Partial)) else 1


def bounded(value: Value, node: ast.AST) -> Value:
    """Return the value, or a symbol that only names its place if the value is too deep."""
    return value if depth_of(value) <= DEEPEST_SYMBOL else Symbol("deep", node)


def owner_of_dict(value: Value) -> Value | None:
    """Return the object whose ``__dict__`` a value is, or None if it is none."""
    if isinstance(value, Symbol) and value.key[0] == "attribute" and value.key[2] == "__dict__":
        return value.key[1]  # type: ignore[return-value]
    return None


def qualified_name(value: Value) -> str:
    """Return the dotted name under which an unknown thing was imported, or ""."""
    if isinstance(value, Symbol):
        return value.name
    if isinstance(value, Builtin):
        return value.name
    if isinstance(value, (StubFunction, StubClass)):
        return f"{value.module.name}.{value.name}"
    if isinstance(value, StubModule):
        return value.name
    return ""


def _name_of(key: tuple[object, ...]) -> str:
    """Return the dotted name of the symbol of that key."""
    kind = key[0]
    if kind == "module":
        return str(key[1])
    if kind == "attribute" and isinstance(key[1], Symbol):
        return f"{key[1].name}.{key[2]}" if key[1].name else ""
    if kind == "call" and isinstance(key[1], (Symbol, StubFunction)):
        return qualified_name(key[1])
    return ""


def parts(value: Value) -> tuple[Value, ...]:
    """Return the values that a value holds by itself, not through the heap."""
    if isinstance(value, Function | Symbol):
        return value.parts
    if isinstance(value, Tuple):
        return value.items
    if isinstance(value, Bound):
        return (value.subject, value.function) if isinstance(value.function, Function) else (value.subject,)
    if isinstance(value, Partial):
        return (value.function, *value.positional, *(each for _, each in value.keywords))
    if isinstance(value, Descriptor):
        return (value.function,)
    return (value.subject, value.cls) if isinstance(value, Super) else ()


def leads(value: object) -> bool:
    """Report whether a value is or holds an object of the heap."""
    if isinstance(value, (Symbol, Tuple, Function)):
        return value.leads
    if isinstance(value, Descriptor):
        return leads(value.function)
    return isinstance(value, (Obj, Bound, Partial, Super))


def is_none(value: Value) -> Symbol:
    """Return the condition that the value is None."""
    return Symbol("is none", value)


def mentions(condition: Value, value: Value) -> bool:
    """Report whether a condition is about a value."""
    return condition is value or (
        isinstance(condition, Symbol)
        and condition.depth > depth_of(value)
        and any(isinstance(each, Symbol) and mentions(each, value) for each in condition.key)
    )


#: Definitions whose scope lives only as long as something closes over it.
CLOSURES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

#: What the functions give that tell which thread runs.
THIS_THREAD = Symbol("this thread")
