"""Annotations: types of what comes from outside."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.record import CONTAINERS, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.typestate import Connection, Opening
from flake8_cb.flow.domain.values import Function, Obj, Symbol, Value, depth_of, is_none, qualified_name, symbol
from flake8_cb.flow.language.expressions import Expressions
from flake8_cb.flow.machine.frames import Arguments, Exits, Results
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.sdk.reader import StubClass, StubFunction, StubModule
from flake8_cb.trees import walk

#: Steps for which an object is made to see what it keeps.
MOST_STEPS_OF_MAKING = 300

#: How deep the objects of classes are known that objects from outside keep.
DEEPEST_KEPT = 4


class Annotations(Expressions):
    """Takes annotations as types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_types: dict[Obj, dict[str, Value]] = {}

    def type_parameters(self, function: Function, state: State, scope: Obj) -> None:
        definition = function.node
        if isinstance(definition, ast.Lambda):
            return
        record = state.heap[scope]
        for argument in arguments_of(definition.args):
            value = record.slots.get(argument.arg)
            if argument.annotation is not None and isinstance(value, Symbol) and state.record(value) is None:
                self.type_symbol(value, argument.annotation, argument, state)
                optional = admits_none(argument.annotation) or is_optional(definition.args, argument)
                if state.record(value) is not None and not optional:
                    state.facts[value], state.facts[is_none(value)] = True, False

    def type_symbol(self, value: Symbol, annotation: ast.expr, node: ast.AST, state: State) -> None:
        """Take the annotation as the type of a value from outside: a connection is open, its owner unknown."""
        self.type_as(value, self.annotated(annotation, state), node, state)

    def type_as(self, value: Symbol, cls: Value | None, node: ast.AST, state: State) -> None:
        """Make of a value from outside an object of a class."""
        if isinstance(cls, Obj) and (found := state.record(cls)) and found.kind == "class":
            self.adopt(value, cls, state).exact = False
            for name, kept in self.types_kept(cls, state).items() if depth_of(value) <= DEEPEST_KEPT else ():
                attribute = Symbol("attribute", value, name)
                self.type_as(attribute, kept, node, state)
                if state.record(attribute) is not None:
                    state.put(value, name, attribute)
        elif isinstance(cls, StubClass):
            record = self.adopt(value, cls, state)
            if opens_by_itself(cls):
                record.connection = self.from_outside(value, cls, node, state)
            elif cls.is_a("operates") or cls.is_a("derives"):
                owner = Symbol("connection of", value)
                self.adopt(owner, cls, state).connection = self.from_outside(owner, cls, node, state)
                record.kind, record.via = "handle", owner

    def types_kept(self, cls: Obj, state: State) -> dict[str, Value]:
        """Return the classes of what objects of a class keep once they are made: one is, and then forgotten."""
        if cls not in self.known_types:
            self.known_types[cls] = {}  # it may keep another one of its class
            branch = state.copy()
            branch.openings, branch.pending = frozenset(), {}
            frame = replace(self.frame, loops=[], call=None)
            with self.on_scratch(), self.beside_path(state), self.leaving_by(Exits()), self.pushed(frame):
                made = self.within(MOST_STEPS_OF_MAKING, lambda: self.made_and_connected(cls, branch))
            for after, value in (made or ())[:1]:
                record = after.record(value)
                held = {str(name): after.record(each) for name, each in record.slots.items()} if record else {}
                self.known_types[cls] = {
                    name: each.cls
                    for name, each in held.items()
                    if each is not None and each.cls is not None and each.kind not in CONTAINERS
                }
        return self.known_types[cls]

    def made_and_connected(self, cls: Obj, state: State) -> Results:
        """Make an object of a class, and connect it if it holds no connection yet."""
        anyhow = Arguments(exact=False)
        made = self.instantiate(cls, anyhow, cls.site, state)
        for after, value in made[:1]:
            for name in self.connecting_names(after, value) if not any(after.held_connections(value)) else ():
                method = self.method(after, value, name)
                if method is not None:
                    with self.holding([value]):
                        return [(each, value) for each, _ in self.call(method, anyhow, cls.site, after, awaited=True)]
        return made

    def adopt(self, value: Symbol, cls: Value, state: State) -> Record:
        """Give what is known only as a symbol a record of its own."""
        self.judge(cls, state)
        record = Record("instance", cls)
        record.owner = state.owner
        state.heap[value] = record
        return record

    def from_outside(self, value: Symbol, cls: StubClass, node: ast.AST, state: State) -> Connection:
        target = Target(cls.module.name.partition(".")[0], Symbol("outside", value))
        opening = Opening(node, self.place(node), self.frame.function, self.frame.depth, ())
        return Connection(
            cls.name, target, self.spot(node), opening, process=state.process, thread=state.thread,
            outside=True, settled=True, outcome="kept",
        )  # fmt: skip

    def annotated(self, annotation: ast.expr, state: State) -> Value | None:
        """Return the class that an annotation names, without ``Optional`` and quotes."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            try:
                annotation = ast.parse(annotation.value, mode="eval").body
            except (SyntaxError, ValueError, RecursionError):
                return None
        if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
            sides = [
                side
                for side in (annotation.left, annotation.right)
                if not (isinstance(side, ast.Constant) and side.value is None)
            ]
            return self.annotated(sides[0], state) if len(sides) == 1 else None
        if isinstance(annotation, ast.Subscript):
            known = self.look_up(annotation.value.id, state) if isinstance(annotation.value, ast.Name) else None
            name = qualified_name(known).rpartition(".")[2] if known is not None else self.last_name(annotation.value)
            if name in ("Optional", "Annotated", "Final", "ClassVar"):
                inner = annotation.slice
                return self.annotated(inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner, state)
            return None
        if isinstance(annotation, (ast.Name, ast.Attribute)):
            if isinstance(annotation, ast.Name):
                return self.look_up(annotation.id, state)
            outer = self.annotated(annotation.value, state)
            if isinstance(outer, StubModule):
                found = outer.lookup(annotation.attr)
                if isinstance(found, (StubClass, StubModule)):
                    return found
                outer = Symbol("module", outer.name) if found is None else None
            if isinstance(outer, Symbol):
                return symbol(annotation, "attribute", outer, annotation.attr)
        return None

    def last_name(self, node: ast.expr) -> str:
        node = node.func if isinstance(node, ast.Call) else node
        return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def admits_none(annotation: ast.expr) -> bool:
    """Report whether an annotation names None as one of the types."""
    return any(
        (isinstance(each, ast.Constant) and each.value is None)
        or getattr(each, "id", getattr(each, "attr", "")) == "Optional"
        for each in walk(annotation)
    ) or (
        isinstance(annotation, ast.Constant)
        and isinstance(annotation.value, str)
        and ("None" in annotation.value or "Optional" in annotation.value)
    )


def is_optional(arguments: ast.arguments, argument: ast.arg) -> bool:
    """Report whether the parameter's default is None."""
    named = [*arguments.posonlyargs, *arguments.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = list(
        zip(named[len(named) - len(arguments.defaults) :], arguments.defaults, strict=True)
    )
    pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return any(
        each is argument and isinstance(default, ast.Constant) and default.value is None for each, default in pairs
    )


def opens_by_itself(cls: StubClass) -> bool:
    """Report whether objects of a class of the SDK own sockets."""
    for name in ("__init__", "connect", "create_instance"):
        found = cls.find(name)
        if isinstance(found, StubFunction) and found.effect("opens"):
            return True
    return False
