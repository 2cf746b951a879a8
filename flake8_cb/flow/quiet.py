"""Quiet code: what only finds out values, so that it need not be followed turn by turn."""

from __future__ import annotations

import ast

from flake8_cb.flow.conditions import Conditions
from flake8_cb.flow.scopes import loaded_by
from flake8_cb.flow.state import State
from flake8_cb.flow.values import Bound, Builtin, Const, Function, Obj, Symbol, Tuple, Value, definition_of, leads
from flake8_cb.sdk.reader import StubClass, StubFunction, StubModule, acts

#: Functions of Python that reach what they are not given.
LOOKING = frozenset({"globals", "locals", "eval", "exec", "super"})


class Quiet(Conditions):
    """Tells whether code can do anything to a connection, by the values of the variables in it."""

    def is_quiet(self, node: ast.AST, state: State) -> bool:
        """Report whether nothing that the code names leads to a connection, or to a function that may.

        What it binds itself comes from there. Code may wait for the end of what is pending, by whatever name.
        """
        return not state.pending and all(self.is_quiet_name(each, state) for each in loaded_by(node))

    def is_quiet_name(self, parts: tuple[str, ...], state: State) -> bool:
        """Report the same of a dotted name, given in parts."""
        base, *attributes = parts
        value = self.look_up(base, state)
        for name in attributes:
            record = state.record(value) if value is not None else None
            if isinstance(value, StubModule):
                value = self.constant(found) if (found := value.lookup(name)) is not None else None
            elif value is None or record is None or record.kind not in ("instance", "class", "module"):
                break
            elif name in record.slots:
                value = record.slots[name]
            else:
                found, owner, unknown = self.find(state, self.class_order(value, state), name)
                if owner is None:
                    return not unknown and record.kind != "module"
                if not isinstance(owner, Obj):
                    return not acts(found) if isinstance(found, StubFunction) else False
                value = found
        return value is None or self.is_quiet_value(value, state)

    def class_order(self, value: Value, state: State) -> list[Value]:
        """Return the classes in which an attribute of the object is looked for."""
        record = state.heap[value]
        cls = value if record.kind == "class" else record.cls
        return self.mro(state, cls) if cls is not None else []

    def is_quiet_value(self, value: Value, state: State) -> bool:
        """Report whether neither the value nor a call of it can concern a connection."""
        if isinstance(value, (StubFunction, StubClass, StubModule)):
            return not acts(value)
        if isinstance(value, Const):
            return True
        if isinstance(value, Builtin):
            return value.name not in LOOKING
        if isinstance(value, Bound) and isinstance(value.function, str):
            return self.is_quiet_value(value.subject, state)
        if isinstance(value, (Function, Bound)):
            definition = definition_of(value.function if isinstance(value, Bound) else value)
            if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) or not isinstance(value, Function):
                return False
            return not self.home(value).relevance.reaches_effect(definition.name)
        if isinstance(value, Tuple):
            return all(self.is_quiet_value(each, state) for each in value.items)
        record = state.record(value)
        if record is not None and record.kind == "class":
            return all(
                not isinstance(each, Function) or self.is_quiet_value(each, state)
                for cls in self.mro(state, value)
                if (found := state.record(cls)) is not None
                for each in found.slots.values()
            ) and all(isinstance(cls, (Obj, Builtin)) for cls in self.mro(state, value))
        if record is not None and record.kind not in ("instance", "list", "dict", "set"):
            return False
        if isinstance(value, (Symbol, Obj)):
            return not leads(value) or not state.held_connections(value)
        return False
