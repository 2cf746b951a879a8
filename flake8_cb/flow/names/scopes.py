"""Which names a function, class or module binds, as Python's compiler decides it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from flake8_cb.frozen import frozen
from flake8_cb.trees import children, first_name, kept, last_name, walk

#: Names by which attributes are set that no assignment names.
SETTING = frozenset({"setattr", "__setattr__", "__dict__", "globals", "vars"})


@dataclass
class Names:
    """The names of one scope: those that it binds, and those that it declares to be bound elsewhere."""

    bound: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    yields: bool = False


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)

_INNER = (*_SCOPES, ast.GeneratorExp)


@kept
def names_of(node: ast.AST) -> Names:
    """Return the names of the scope that ``node`` (a module, class, function or lambda) opens."""
    names = Names()
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        names.bound.update(argument.arg for argument in arguments_of(node.args))
    for each in _inside(node):
        if isinstance(each, ast.Name):
            if not isinstance(each.ctx, ast.Load):
                names.bound.add(each.id)
        elif isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.bound.add(each.name)
        elif isinstance(each, (ast.Import, ast.ImportFrom)):
            names.bound.update((alias.asname or alias.name.split(".")[0]) for alias in each.names)
        elif (isinstance(each, ast.ExceptHandler) and each.name) or (
            isinstance(each, (ast.MatchAs, ast.MatchStar)) and each.name
        ):
            names.bound.add(each.name)
        elif isinstance(each, ast.MatchMapping) and each.rest:
            names.bound.add(each.rest)
        elif isinstance(each, ast.Global):
            names.globals.update(each.names)
        elif isinstance(each, ast.Nonlocal):
            names.nonlocals.update(each.names)
        elif isinstance(each, (ast.Yield, ast.YieldFrom)):
            names.yields = True
    names.bound -= names.globals | names.nonlocals
    return names


@kept
def read_within(node: ast.AST) -> frozenset[str]:
    """Return the names that functions and generators within the scope that ``node`` opens read."""
    return frozenset().union(*(mentioned_in(each) for each in _parts(node) if isinstance(each, _INNER)))


@kept
def mentioned_in(scope: ast.AST) -> frozenset[str]:
    """Return the names in the code of a scope and of those inside it, each of which is looked at once."""
    own = (each.id for each in _parts(scope) if isinstance(each, ast.Name))
    return read_within(scope).union(own)


def _parts(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes in a scope, of the scopes inside it only the nodes that open them."""
    todo = children(scope)
    while todo:
        each = todo.pop()
        yield each
        if not isinstance(each, _INNER):
            todo += children(each)


@kept
def dropped_calls(node: ast.AST) -> frozenset[str]:
    """Return the names of the methods whose results a function drops: nothing in it reads them."""
    inside = walk(node)
    read = {each.id for each in inside if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    dropped: list[ast.expr] = []
    for each in inside:
        if isinstance(each, ast.Expr):
            dropped += choices_of(each.value)
        elif isinstance(each, ast.Assign) and all(
            isinstance(target, ast.Name) and target.id not in read for target in each.targets
        ):
            dropped.append(each.value)
    calls = (each.func for each in dropped if isinstance(each, ast.Call))
    return frozenset(function.attr for function in calls if isinstance(function, ast.Attribute))


def choices_of(node: ast.expr) -> list[ast.expr]:
    """Return the expressions one of which gives the value of an expression."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return node.values if isinstance(node, ast.BoolOp) else [node]


@kept
def bound_by(statement: ast.stmt) -> tuple[str, ...]:
    """Return the names that a statement without definitions in it binds or deletes."""
    own = {id(each) for one in walk(statement) if isinstance(one, ast.comprehension) for each in walk(one.target)}
    found = {
        each.id: None
        for each in walk(statement)
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load) and id(each) not in own
    }
    found |= {each.name: None for each in walk(statement) if isinstance(each, ast.ExceptHandler) and each.name}
    return tuple(found)


#: Statements from which on a function is long.
LONG = 8


@frozen
class Reads:
    """What code tells without being executed. Dotted names are given in parts."""

    loaded: frozenset[tuple[str, ...]] = frozenset()  # the dotted names that it reads, the longest of each
    bound: frozenset[str] = frozenset()  # the names that it binds
    changed: frozenset[tuple[str, ...]] = frozenset()  # objects that it may change beside: methods and items of them
    given: frozenset[str] = frozenset()  # the names in what it hands to calls, and of what it calls
    stores: bool = False  # it binds attributes, items or names of other scopes
    returns: bool = False  # it returns a value
    raises: bool = False
    leaves: bool = False  # it may leave its function: it returns, raises or yields
    addresses: bool = False  # a text in it may be a connection string
    size: int = 0  # how many statements it has; a loop or comprehension counts for `LONG`

    @property
    def outer(self) -> list[tuple[str, ...]]:
        """The dotted names that it reads and does not make itself, in a fixed order."""
        return sorted(parts for parts in self.loaded if parts[0] not in self.bound)


@kept
def reads_of(node: ast.AST) -> Reads:
    """Return what code tells; of statements within one another each is looked at once."""
    found = _Gathered()
    todo: list[ast.AST] = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, ast.stmt) and each is not node:
            found.add(reads_of(each))
            continue
        if found.take(each):
            todo += (child for name, child in _children(each) if name not in ("annotation", "returns"))
    return found.reads()


class _Gathered:
    """`Reads` in the making."""

    def __init__(self) -> None:
        self.loaded: set[tuple[str, ...]] = set()
        self.bound: set[str] = set()
        self.changed: set[tuple[str, ...]] = set()
        self.given: set[str] = set()
        self.stores = self.returns = self.raises = self.leaves = self.addresses = False
        self.size = 0

    def add(self, inner: Reads) -> None:
        self.loaded |= inner.loaded
        self.bound |= inner.bound
        self.changed |= inner.changed
        self.given |= inner.given
        self.stores |= inner.stores
        self.returns |= inner.returns
        self.raises |= inner.raises
        self.leaves |= inner.leaves
        self.addresses |= inner.addresses
        self.size += inner.size

    def take(self, node: ast.AST) -> bool:
        """Take one node; report whether those in it are to be taken as well."""
        if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            self.stores = True
            self.changed.add(dotted(node if isinstance(node, ast.Attribute) else node.value))
        elif isinstance(node, ast.AugAssign):
            self.changed.add(dotted(node.target))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self.changed.add(dotted(without_items(node.func.value)))
        elif isinstance(node, ast.arg):
            self.bound.add(node.arg)
            return False
        elif isinstance(node, ast.ExceptHandler) and node.name:
            self.bound.add(node.name)
        elif isinstance(node, (ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom)):
            self.stores = True
        if isinstance(node, ast.Call):
            self.given.update(filter(None, map(first_name, (node.func, *node.args))))
        self.stores |= isinstance(node, ast.Name) and node.id in SETTING
        self.raises |= isinstance(node, (ast.Raise, ast.Assert))
        self.returns |= isinstance(node, ast.Return) and node.value is not None
        self.leaves |= isinstance(node, (ast.Return, ast.Raise, ast.Yield, ast.YieldFrom))
        self.addresses |= isinstance(node, ast.Constant) and isinstance(node.value, str) and "://" in node.value
        self.size += LONG if isinstance(node, (ast.For, ast.While, ast.comprehension)) else isinstance(node, ast.stmt)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self.bound.add(node.id)
        elif isinstance(node, (ast.Name, ast.Attribute)) and (parts := dotted(node)):
            self.loaded.add(parts)
            return False
        return True

    def reads(self) -> Reads:
        return Reads(
            frozenset(self.loaded), frozenset(self.bound), frozenset(self.changed - {()}), frozenset(self.given),
            self.stores, self.returns, self.raises, self.leaves, self.addresses, self.size,
        )  # fmt: skip


def without_items(node: ast.expr) -> ast.expr:
    """Return the collection in which an item stands, or stands within another."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node


@kept
def asked_first(statement: ast.stmt) -> str:
    """Return the variable of which a statement asks for an attribute before it does anything else, or ""."""
    asked, node = False, getattr(statement, "value", None)
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call, ast.Await)):
        asked = isinstance(node, ast.Attribute)
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if asked and isinstance(node, ast.Name) else ""


@kept
def body_of(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Reads:
    """Return what the body of a function tells; its parameters are none of the names that it makes itself."""
    found = _Gathered()
    body = [definition.body] if isinstance(definition, ast.Lambda) else definition.body
    for each in body:
        found.add(reads_of(each))
    rebound = {each.arg for each in arguments_of(definition.args)} & found.bound
    found.bound -= rebound
    found.loaded |= {(name,) for name in rebound}
    found.returns |= isinstance(definition, ast.Lambda)
    return found.reads()


#: Functions and methods that only take what a coroutine may wait for.
TAKING_AWAITABLES = frozenset(
    {"as_completed", "create_task", "ensure_future", "gather", "run_coroutine_threadsafe", "shield", "wait_for"}
)


@kept
def awaited_in(definition: ast.AST) -> frozenset[ast.AST]:
    """Return the calls in the code of a function whose results it awaits, or yields or hands to what waits for them."""
    found: list[ast.AST | None] = []
    for each in walk(definition):
        if isinstance(each, (ast.Await, ast.Yield, ast.YieldFrom)):
            found.append(each.value)
        elif isinstance(each, ast.comprehension) and each.is_async:
            found.append(each.iter)
        elif isinstance(each, ast.Call) and last_name(each.func) in TAKING_AWAITABLES:
            found += each.args
    for given in found:  # it grows meanwhile
        if isinstance(given, ast.Starred):
            found.append(given.value)
        elif isinstance(given, (ast.GeneratorExp, ast.ListComp, ast.SetComp)):
            found.append(given.elt)
        elif isinstance(given, (ast.List, ast.Tuple, ast.Set)):
            found += given.elts
    return frozenset(each for each in found if isinstance(each, ast.Call))


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield the nodes in a node, each with the name of the field that holds it."""
    for name, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield name, each


def dotted(node: ast.AST) -> tuple[str, ...]:
    """Return the parts of a dotted name; () for any other expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return (node.id, *reversed(parts)) if isinstance(node, ast.Name) else ()


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """Return all parameters, the starred ones included, in order."""
    found = [*arguments.posonlyargs, *arguments.args]
    if arguments.vararg:
        found.append(arguments.vararg)
    found += arguments.kwonlyargs
    if arguments.kwarg:
        found.append(arguments.kwarg)
    return found


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a scope without those of the scopes inside it (whose decorators and defaults do belong)."""
    body = [node.body] if isinstance(node, ast.Lambda) else getattr(node, "body", [])
    todo: list[ast.AST] = list(body)
    while todo:
        each = todo.pop()
        yield each
        if isinstance(each, _SCOPES):
            todo += getattr(each, "decorator_list", [])
            if isinstance(each, ast.ClassDef):
                todo += each.bases + [keyword.value for keyword in each.keywords]
            else:
                todo += each.args.defaults + [default for default in each.args.kw_defaults if default]
        else:
            # The variables of a comprehension are its own.
            todo += (child for child in children(each) if not is_own_variable(each, child))


def is_own_variable(node: ast.AST, child: ast.AST) -> bool:
    """Report whether a child of a node binds the variables of a comprehension."""
    return isinstance(node, ast.comprehension) and child is node.target
