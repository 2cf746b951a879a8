"""Instances: how an object of a class of the linted code is made."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from flake8_cb.flow.domain.enumerations import is_enumeration
from flake8_cb.flow.domain.record import TUPLE, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    Bound,
    Builtin,
    Const,
    Descriptor,
    Function,
    Obj,
    Super,
    Symbol,
    Value,
    qualified_name,
    symbol,
)
from flake8_cb.flow.language.objects import Objects
from flake8_cb.flow.machine.frames import Arguments, Frame, Results
from flake8_cb.flow.modules import Module
from flake8_cb.sdk.reader import StubClass, StubFunction

#: Classes whose subclasses are filled from keywords by their fields, and then run their validators (pydantic).
MODELS = frozenset({"BaseModel", "BaseSettings", "RootModel", "SQLModel"})

#: Packages that offer them.
MODEL_PACKAGES = frozenset({"pydantic", "pydantic_settings", "sqlmodel"})

#: What ``dataclasses.field``, and pydantic's, make in the body of a class.
FIELDS = frozenset({"Field", "FieldInfo"})

#: The model whose missing fields are read from the environment.
SETTINGS = "BaseSettings"

#: Attributes of such a class, and parameters of its objects, that say where the environment has its fields.
SOURCES = ("model_config", "Config")
SOURCE_PARAMETER = "_env"

#: What runs once the fields of an object are filled, in this order.
AFTER_INIT = ("__post_init__", "__attrs_post_init__", "model_post_init")


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
        order = self.mro(state, cls) if record is not None else []
        if is_enumeration(order) and arguments.exact and len(arguments.values()) == len(arguments.positional) == 1:
            return self.member(order, arguments.positional[0], node, state)
        return self.make_instance(cls, arguments, node, state)

    def member(self, order: list[Value], value: Value, node: ast.AST, state: State) -> Results:
        """Return the member of an enumeration that has a value, which stands for it."""
        classes = [record for each in order if (record := state.record(each)) is not None]
        if any("_missing_" in each.slots for each in classes):
            return [(state, symbol(node, "member", order[0], value))]
        slots = [pair for each in classes for pair in each.slots.items() if not str(pair[0]).startswith("_")]
        members = {each for _, each in slots if not isinstance(each, (Function, Descriptor))}
        if isinstance(value, Const) and value not in members and all(isinstance(each, Const) for each in members):
            self.throw(state, Builtin("ValueError"))
            return []
        return [(state, value)]

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

    def fill(self, made: Obj, fields: dict[str, Value], arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Do what the ``__init__`` of a dataclass or a model does."""
        given = dict(zip(fields, arguments.positional, strict=False)) | dict(arguments.keywords)
        if not arguments.exact:
            fields = {name: Symbol("left out", node, name) for name in fields}
        if source := self.source_of_fields(made, arguments, state):
            fields = {name: Symbol(*each.key, *source) if is_field(each) else each for name, each in fields.items()}
        for name in given.keys() - fields.keys():  # by its alias, or beside the fields
            state.put(made, name, given[name])
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
            runner=self.frame.runner,
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
            for finish in self.finishers(made, states):
                with self.holding([made]):
                    states = [after for each in states for after, _ in self.call(finish, Arguments(), node, each)]
            for each in states:
                self.settle(each, frame, None)
        return [(each, made) for each in states]

    def source_of_fields(self, made: Obj, arguments: Arguments, state: State) -> tuple[object, ...]:
        """Return what says where the environment has the fields of an object: two that differ in it differ in all."""
        cls = state.heap[made].cls
        order = self.mro(state, cls) if cls is not None else []
        owners = [owner for name in SOURCES if (owner := self.find(state, order, name)[1]) is not None]
        return (*owners, *(each for each in arguments.keywords if each[0].startswith(SOURCE_PARAMETER)))

    def finishers(self, made: Obj, states: list[State]) -> Iterator[Value]:
        """Yield the methods that run once the fields of an object are filled."""
        if not states:
            return
        state = states[0]
        for name in AFTER_INIT:
            found = self.method(state, made, name)
            if found is not None:
                yield found
        cls = state.heap[made].cls
        names = (
            [name for each in reversed(self.mro(state, cls)) for name in self.validators(each, state)] if cls else []
        )
        for name in dict.fromkeys(names):
            found = self.method(state, made, name)
            if found is not None:
                yield found

    def validators(self, cls: Value, state: State) -> list[str]:
        """Return the names of the methods of a class that a model runs on each finished object."""
        record = state.record(cls)
        return [
            str(name)
            for name, value in (record.slots.items() if record is not None and record.kind == "class" else ())
            if isinstance(value, Function) and is_validator(self.trace.decorators.get(value.node, ()))
        ]

    def models(self, cls: Value, state: State) -> set[str]:
        """Return which of the models of pydantic a class derives from."""
        return {model for each in self.mro(state, cls) if (model := model_of(each))}

    def home_of_class(self, made: Obj, state: State) -> Module:
        """Return the module that defines the class of an instance."""
        cls = state.heap[made].cls
        return self.homes.get(cls.site, self.linted) if isinstance(cls, Obj) else self.linted

    def items(self, value: Value, state: State) -> list[Value] | None:
        record = state.record(value)
        if record is not None and record.kind == "instance" and isinstance(record.cls, Obj):
            order = self.mro(state, record.cls)
            classes = (found for each in order if (found := state.record(each)) is not None)
            if any(TUPLE in each.slots for each in classes):
                held = [record.slots.get(name) for name in self.fields(state, order) or ()]
                return [each for each in held if each is not None] if None not in held else None
        return super().items(value, state)

    def field_value(self, value: Value, default: Value, state: State) -> Results:
        """Return the value of a field that a caller left out or whose type alone is known."""
        record = state.record(value)
        if record is None and (is_field(value) or is_left_out(value)):
            _, definition, name, *_ = value.key
            cls = self.class_of(state, self.frame.scope)
            for each in self.mro(state, cls) if cls is not None else ():
                if isinstance(each, Obj) and (is_left_out(value) or each.site is definition):
                    self.type_field(value, each, str(name), state)
        elif (
            value == default and record is not None and isinstance(record.cls, StubClass) and record.cls.name in FIELDS
        ):
            factory, plain = record.slots.get("default_factory"), record.slots.get("default")
            if factory is not None and isinstance(value, Obj):
                return self.call(factory, Arguments(), value.site, state)
            return [(state, plain if plain is not None else symbol(self.tree, "default", value))]
        return [(state, value)]


def is_field(value: Value) -> TypeGuard[Symbol]:
    """Report whether a value is what a field has of which only its class and name are known."""
    return isinstance(value, Symbol) and value.key[0] == "field" and isinstance(value.key[1], ast.ClassDef)


def is_left_out(value: Value) -> TypeGuard[Symbol]:
    """Report whether a value is what an argument may be that is not known."""
    return isinstance(value, Symbol) and value.key[0] == "left out"


def model_of(cls: Value) -> str:
    """Return which of the models of pydantic a class is, or ""."""
    top, _, rest = qualified_name(cls).partition(".")
    name = rest.rpartition(".")[2]
    return name if top in MODEL_PACKAGES and name in MODELS else ""


def is_validator(decorators: tuple[str, ...]) -> bool:
    """Report whether a method of such decorators runs on each finished object of a model."""
    return any(each.partition(".")[0] in MODEL_PACKAGES and each.endswith(".model_validator") for each in decorators)
