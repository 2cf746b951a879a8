"""Dependencies: functions whose results a framework hands to another, as its defaults or annotations say."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.flow.frames import Arguments
from flake8_cb.flow.values import Bound, Function, Symbol, Tuple, Value, qualified_name, unbound

#: What marks a parameter as given by a dependency.
MARKS = frozenset({"fastapi.Depends", "fastapi.Security", "fastapi.param_functions.Depends", "fastapi.params.Depends"})


def dependency(mark: Value, arguments: Arguments) -> Symbol | None:
    """Return what stands for the result of a dependency, or None if the call marks none that can be read."""
    if qualified_name(mark) not in MARKS:
        return None
    function = next(iter(arguments.positional), dict(arguments.keywords).get("dependency"))
    return Symbol("dependency", function) if isinstance(function, (Function, Bound)) else None


def marked(annotation: object) -> Symbol | None:
    """Return the dependency that is in an annotation: the last of the values that `Annotated` puts together."""
    if isinstance(annotation, Symbol) and annotation.key[0] == "dependency":
        return annotation
    held = annotation.items if isinstance(annotation, Tuple) else getattr(annotation, "key", ())
    return next((found for each in reversed(held) if (found := marked(each)) is not None), None)


def dependencies(callee: Value) -> Iterator[tuple[str, Value]]:
    """Yield the parameters of a function that are given by dependencies, each with what is called for it."""
    function = unbound(callee)
    for name, default in function.defaults if isinstance(function, Function) else ():
        if isinstance(default, Symbol) and default.key[0] == "dependency":
            yield name, default.key[1]  # type: ignore[misc]
