"""Dependencies: functions and classes whose results a framework hands to a function, as its parameters say."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flake8_cb.flow.domain.values import NONE, Bound, Function, Obj, Symbol, Tuple, Value, qualified_name, unbound
from flake8_cb.flow.machine.frames import Arguments

#: What marks a parameter as given by a dependency.
DEPENDS = "fastapi.Depends"
MARKS = frozenset({DEPENDS, "fastapi.Security", "fastapi.param_functions.Depends", "fastapi.params.Depends"})


def dependency(mark: Value, arguments: Arguments, node: ast.AST) -> Symbol | None:
    """Return what stands for the result of a dependency, or None if the call marks none that can be read.

    One that is not named is that of the annotation: `None` stands in its place.
    """
    if qualified_name(mark) not in MARKS:
        return None
    wanted = next(iter(arguments.positional), dict(arguments.keywords).get("dependency", NONE))
    return Symbol("dependency", wanted, node) if isinstance(wanted, (Function, Bound, Obj)) or wanted == NONE else None


def marked(annotation: object) -> Symbol | None:
    """Return the dependency that is in an annotation: the last of the values that `Annotated` puts together."""
    if isinstance(annotation, Symbol) and annotation.key[0] == "dependency":
        return annotation
    held = annotation.items if isinstance(annotation, Tuple) else getattr(annotation, "key", ())
    return next((found for each in reversed(held) if (found := marked(each)) is not None), None)


def named_by(mark: Symbol, annotation: Iterable[object]) -> Symbol:
    """Return a dependency with the class that stands in the annotation, if the mark itself names nothing."""
    cls = next((each for each in annotation if isinstance(each, Obj)), NONE)
    return Symbol("dependency", cls, mark.key[2]) if mark.key[1] == NONE else mark


def dependencies(callee: Value) -> Iterator[tuple[str, Value, ast.AST]]:
    """Yield the parameters that are given by dependencies: what is called for each, and where it is named."""
    function = unbound(callee)
    for name, default in dict(function.defaults).items() if isinstance(function, Function) else ():
        if isinstance(default, Symbol) and default.key[0] == "dependency" and default.key[1] != NONE:
            yield name, default.key[1], default.key[2]  # type: ignore[misc]
