"""Sets: what the operators and methods make that join two of them or take one away from another."""

from __future__ import annotations

import ast
from collections.abc import Callable

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Obj, Value
from flake8_cb.flow.machine.machine import Machine

#: What each operator does, by the method that does the same.
OPERATORS: dict[type[ast.operator], str] = {
    ast.BitOr: "union",
    ast.Sub: "difference",
    ast.BitAnd: "intersection",
    ast.BitXor: "symmetric_difference",
}

#: Kinds of records that stand for sets: what lists tasks and threads gives lists for them.
KINDS = ("list", "set")


def combined(machine: Machine, method: str, first: Value, second: Value, node: ast.AST, state: State) -> Value | None:
    """Return the set that is made of two, or None if the first is not known to be one.

    Where it is not known what is taken away from it, all of it is left.
    """
    record, other = state.record(first), state.record(second)
    if record is None or record.kind not in KINDS:
        return None
    is_known = other is not None and other.kind in KINDS
    more = list(other.slots.values()) if other is not None and is_known else []
    items = list(record.slots.values())
    exact = record.exact
    if method == "union":
        items += [each for each in more if each not in items]
        exact = exact and other is not None and is_known and other.exact
    elif method == "symmetric_difference":
        is_exact = exact and other is not None and is_known and other.exact
        both = [*items, *more]
        items = [each for each in both if not (is_exact and each in items and each in more)]
        exact = is_exact
    elif method == "difference":
        items = [each for each in items if each not in more]
    elif other is not None and is_known and other.exact:
        items = [each for each in items if each in more]
    return machine.container(state, "set", enumerate(items), node, exact=exact)


Method = Callable[[Machine, Obj, tuple[Value, ...], ast.AST, State], Value]


def _method(name: str) -> Method:
    def method(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
        made: Value = subject
        for other in given:
            made = combined(machine, name, made, other, node, state) or made
        return made

    return method


#: The methods of sets that make others.
SET_METHODS: dict[str, Method] = {name: _method(name) for name in OPERATORS.values()}
