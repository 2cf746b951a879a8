"""Which names a function, class or module binds, as Python's compiler decides it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache


@dataclass
class Names:
    """The names of one scope: those that it binds, and those that it declares to be bound elsewhere."""

    bound: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    yields: bool = False
    stars: bool = False  # a star import: any name may be bound


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@cache
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
            names.stars |= any(alias.name == "*" for alias in each.names)
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


@cache
def bound_by(statement: ast.stmt) -> tuple[str, ...]:
    """Return the names that a statement without definitions in it binds or deletes."""
    own = {
        id(each) for one in ast.walk(statement) if isinstance(one, ast.comprehension) for each in ast.walk(one.target)
    }
    found = {
        each.id: None
        for each in ast.walk(statement)
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load) and id(each) not in own
    }
    found |= {each.name: None for each in ast.walk(statement) if isinstance(each, ast.ExceptHandler) and each.name}
    return tuple(found)


@cache
def changed_by(statement: ast.AST) -> tuple[tuple[str, ...], ...]:
    """Return what a statement may change beside the names that it binds: objects, as dotted names in parts.

    A method may change the object that it is called on, and a subscript does. The attribute that is assigned to
    stands with the object that has it.
    """
    found: dict[tuple[str, ...], None] = {}
    for each in ast.walk(statement):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute):
            found[dotted(each.func.value)] = None
        elif isinstance(each, (ast.Subscript, ast.Attribute)) and not isinstance(each.ctx, ast.Load):
            found[dotted(each if isinstance(each, ast.Attribute) else each.value)] = None
        elif isinstance(each, ast.AugAssign):
            found[dotted(each.target)] = None
    found.pop((), None)
    return tuple(found)


@cache
def loaded_by(node: ast.AST) -> tuple[tuple[str, ...], ...]:
    """Return the dotted names, in parts, that the code reads and does not bind itself; the longest of each."""
    found: dict[tuple[str, ...], None] = {}
    bound: set[str] = set()
    todo: list[ast.AST] = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
            bound.add(each.id)
        elif isinstance(each, (ast.Name, ast.Attribute)) and (parts := dotted(each)):
            found[parts] = None
            continue
        elif isinstance(each, ast.arg):
            bound.add(each.arg)
            continue
        elif isinstance(each, ast.ExceptHandler) and each.name:
            bound.add(each.name)
        todo += (child for name, child in _children(each) if name not in ("annotation", "returns"))
    return tuple(parts for parts in found if parts[0] not in bound)


@dataclass(frozen=True)
class Body:
    """What the body of a function tells without being executed."""

    loaded: tuple[tuple[str, ...], ...]  # the dotted names, in parts, that it reads and does not make itself
    changed: tuple[tuple[str, ...], ...]  # those of objects that it may change
    stores: bool  # it binds attributes, items or names of other scopes
    returns: bool  # it returns a value
    raises: bool
    size: int  # how many statements it has; a loop or comprehension counts for eight


@cache
def body_of(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Body:
    """Return what the body of a function tells."""
    block = ast.Module(definition.body, []) if not isinstance(definition, ast.Lambda) else definition.body
    nodes = list(ast.walk(block))
    rebound = {each.id for each in nodes if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)}
    parameters = [(each.arg,) for each in arguments_of(definition.args) if each.arg in rebound]
    return Body(
        (*loaded_by(block), *parameters),
        tuple(parts for parts in changed_by(block) if parts[0] not in rebound),
        any(
            (isinstance(each, (ast.Attribute, ast.Subscript)) and not isinstance(each.ctx, ast.Load))
            or isinstance(each, (ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom))
            for each in nodes
        ),
        isinstance(definition, ast.Lambda) or any(isinstance(each, ast.Return) and each.value for each in nodes),
        any(isinstance(each, (ast.Raise, ast.Assert)) for each in nodes),
        sum(
            8 if isinstance(each, (ast.For, ast.While, ast.comprehension)) else isinstance(each, ast.stmt)
            for each in nodes
        ),
    )


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield the nodes in a node, each with the name of the field that holds it."""
    for name, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield name, each


def dotted(node: ast.AST) -> tuple[str, ...]:
    """Return the parts of a dotted name; () for any other expression."""
    if isinstance(node, ast.Name):
        return (node.id,)
    base = dotted(node.value) if isinstance(node, ast.Attribute) else ()
    return (*base, node.attr) if base and isinstance(node, ast.Attribute) else ()


def forget_names() -> None:
    """Let go of the trees of a module that is done."""
    names_of.cache_clear()
    bound_by.cache_clear()
    changed_by.cache_clear()
    loaded_by.cache_clear()
    body_of.cache_clear()


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
            todo += (child for child in ast.iter_child_nodes(each) if not is_own_variable(each, child))


def is_own_variable(node: ast.AST, child: ast.AST) -> bool:
    """Report whether a child of a node binds the variables of a comprehension."""
    return isinstance(node, ast.comprehension) and child is node.target
