"""Instances: how an object of a class of the linted code is made."""

from __future__ import annotations

import ast
from dataclasses import replace

from flake8_cb.flow.frames import Arguments, Frame, Results
from flake8_cb.flow.modules import Module
from flake8_cb.flow.objects import Objects
from flake8_cb.flow.state import Record, State
from flake8_cb.flow.values import Bound, Builtin, Const, Descriptor, Function, Obj, Super, Symbol, Tuple, Value, symbol
from flake8_cb.sdk.reader import StubClass, StubFunction


class Instances(Objects):
    """Makes instances."""

    def super_of(self, arguments: Arguments) -> Value:
        if len(arguments.positional) == 2:
            return Super(*arguments.positional)
        frame = next((frame for frame in reversed(self.stack) if frame.owner is not None), None)
        if frame is None or frame.owner is None or frame.subject is None:
            return Symbol("super")
        return Super(frame.owner, frame.subject)

    def instantiate(self, cls: Value, arguments: Arguments, node: ast.AST, state: State) -> Results:
        record = state.record(cls)
        metaclass, _, _ = (
            self.find(state, self.mro(state, cls), "__metaclass__") if record is not None else (None, None, False)
        )
        if isinstance(metaclass, Obj):
            found, owner, _ = self.find(state, self.mro(state, metaclass), "__call__")
            if isinstance(found, Function) and isinstance(owner, Obj):
                return self.call(Bound(found, cls), arguments, node, state)
        return self.make_instance(cls, arguments, node, state)

    def make_instance(self, cls: Value, arguments: Arguments, node: ast.AST, state: State) -> Results:
        made = self.bare_instance(cls, node, state)
        order = self.mro(state, cls)
        maker, _, _ = self.find(state, order, "__new__")
        if isinstance(maker, (Function, Descriptor)):
            return self.instantiate_by_new(maker, made, cls, arguments, node, state)
        return self.initialize(made, order, arguments, node, state)

    def bare_instance(self, cls: Value, node: ast.AST, state: State) -> Obj:
        """Allocate an object of a class."""
        if isinstance(cls, StubClass):
            return self.make(state, cls, node)
        self.judge(cls, state)
        record = Record("instance", cls)
        record.exact = all(
            isinstance(each, (Obj, StubClass)) or each == Builtin("object") for each in self.mro(state, cls)
        )
        return state.allocate(node, record)

    def judge(self, cls: Value, state: State) -> None:
        """Find out, once, whether the instances of a class only hold data."""
        if cls not in self.judged:
            self.judged.add(cls)
            if self.is_quiet_value(cls, state):
                state.plain.add(cls)

    def initialize(self, made: Obj, order: list[Value], arguments: Arguments, node: ast.AST, state: State) -> Results:
        found, _, unknown = self.find(state, order, "__init__")
        if isinstance(found, (Function, StubFunction)) and not (unknown and isinstance(found, StubFunction)):
            with self.holding([made]):
                results = self.call(Bound(found, made), arguments, node, state)
            return [(after, made) for after, _ in results]
        fields = self.fields(state, order)
        if fields is not None:
            return self.fill(made, fields, arguments, node, state)
        if unknown:
            # An unknown base may keep what it is handed, in the instance.
            self.keep_outside(state, arguments.values())
            for place, value in enumerate(arguments.positional):
                state.put(made, f"argument {place}", value)
            for name, value in arguments.keywords:
                state.put(made, name, value)
        return [(state, made)]

    def instantiate_by_new(
        self, maker: Value, made: Obj, cls: Value, arguments: Arguments, node: ast.AST, state: State
    ) -> Results:
        """A class with a ``__new__`` of its own: what that returns is initialised if it is an instance."""
        del state.heap[made]
        function = maker.function if isinstance(maker, Descriptor) else maker
        given = replace(arguments, positional=(cls, *arguments.positional))
        results = []
        for after, value in self.call(function, given, node, state):
            record = after.record(value)
            order = self.mro(after, cls)
            if isinstance(value, Obj) and record is not None and record.cls == cls:
                results += self.initialize(value, order, arguments, node, after)
            else:
                results.append((after, value))
        return results

    def fields(self, state: State, order: list[Value]) -> dict[str, Value] | None:
        """Return the fields of a dataclass with their defaults, or None for what is none."""
        found: dict[str, Value] = {}
        is_dataclass = False
        for cls in reversed(order):
            record = state.record(cls)
            own = record.slots.get("__fields__") if record else None
            if isinstance(own, Tuple):
                is_dataclass = True
                for field in own.items:
                    assert isinstance(field, Tuple)
                    assert isinstance(field.items[0], Const)
                    found[str(field.items[0].value)] = field.items[1]
        return found if is_dataclass else None

    def fill(self, made: Obj, fields: dict[str, Value], arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Do what the ``__init__`` of a dataclass does."""
        given = dict(zip(fields, arguments.positional, strict=False)) | dict(arguments.keywords)
        home = self.home_of_class(made, state)
        frame = Frame(
            self.frame.function,
            made,
            self.frame.depth + 1,
            home,
            node,
            self.lead_to(home, node),
            made,
            arguments=(made, *arguments.values()),
            constructs=True,
            stalls=self.stalled(node),
        )
        states = [state]
        with self.pushed(frame):
            for name, default in fields.items():
                following = []
                for before in states:
                    for after, value in self.field_value(given.get(name, default), default, before):
                        after.put(made, name, value)
                        following.append(after)
                states = following
            after_init = self.method(state, made, "__post_init__") if states else None
            if after_init is not None:
                with self.holding([made]):
                    states = [after for each in states for after, _ in self.call(after_init, Arguments(), node, each)]
            for each in states:
                self.settle(each, frame, None)
        return [(each, made) for each in states]

    def home_of_class(self, made: Obj, state: State) -> Module:
        """Return the module that defines the class of an instance."""
        cls = state.heap[made].cls
        return self.homes.get(cls.site, self.linted) if isinstance(cls, Obj) else self.linted

    def field_value(self, value: Value, default: Value, state: State) -> Results:
        """Return the value of a field that a caller left out or whose type alone is known."""
        record = state.record(value)
        if isinstance(value, Symbol) and value.key[0] == "field" and record is None:
            _, definition, name = value.key
            assert isinstance(definition, ast.ClassDef)
            note = next(
                each
                for each in definition.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.target.id == name
            )
            self.type_symbol(value, note.annotation, note, state)
        elif (
            value == default and record is not None and isinstance(record.cls, StubClass) and record.cls.name == "Field"
        ):
            factory, plain = record.slots.get("default_factory"), record.slots.get("default")
            if factory is not None and isinstance(value, Obj):
                return self.call(factory, Arguments(), value.site, state)
            return [(state, plain if plain is not None else symbol(self.tree, "default", value))]
        return [(state, value)]
