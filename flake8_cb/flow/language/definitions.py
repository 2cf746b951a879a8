"""Definitions: functions with their decorators, and classes."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import replace
from typing import cast

from flake8_cb.flow.domain.enumerations import automatic_values, is_enumeration
from flake8_cb.flow.domain.record import CACHED, TUPLE, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    TRUE,
    Bound,
    Builtin,
    Const,
    Descriptor,
    Function,
    Obj,
    Symbol,
    Tuple,
    Value,
    qualified_name,
)
from flake8_cb.flow.language.imports import Imports
from flake8_cb.flow.language.instances import SETTINGS
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.names.scopes import body_of
from flake8_cb.sdk.hooks import HANDING_OVER
from flake8_cb.sdk.reader import StubFunction
from flake8_cb.trees import walk

#: Decorators that make a function run once for equal arguments, or hand out one result; by the last part of the name.
CACHING = frozenset(
    {"cache", "cached", "cachedmethod", "memo", "memoize", "memoized", "memoise", "singleton", "once", "fixture", "lru"}
)

#: What decorators make of a generator that they run as a coroutine, by the last part of the name.
DRIVERS = {"inlineCallbacks": "deferred", "coroutine": "driven"}

#: Decorators that write the ``__init__`` of a class from its fields.
FIELD_DECORATORS = ("dataclasses.dataclass", "attr.s", "attr.attrs", "attrs.define", "attr.define", "attrs.frozen")

#: Builtin decorators that make a descriptor of a method.
_DESCRIPTORS = frozenset({"property", "classmethod", "staticmethod"})


class Definitions(Imports):
    """Executes definitions."""

    def execute_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef, state: State) -> list[State]:
        found = []
        for after, function in self.function(node, state):
            for made, value in self.decorate(node, function, after):
                if isinstance(value, Descriptor) and value.kind in ("setter", "deleter", "getter"):
                    made.put(self.frame.scope, f"{node.name}.{value.kind}", value.function)
                else:
                    made.put(self.scope_of(node.name, made), node.name, value)
                found.append(made)
        return found

    execute_AsyncFunctionDef = execute_FunctionDef

    def decorate(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, function: Function, state: State
    ) -> list[tuple[State, Value]]:
        results: list[tuple[State, Value]] = [(state, function)]
        names = []
        for decorator in reversed(node.decorator_list):
            if isinstance(decorator, ast.Attribute) and decorator.attr in ("setter", "deleter", "getter"):
                results = [(after, Descriptor(decorator.attr, value)) for after, value in results]
                continue
            following = []
            for before, value in results:
                outer, self.decorating = self.decorating, self.frame.module.relevance.reaches_effect(node.name)
                try:
                    evaluated = self.evaluate(decorator, before)
                finally:
                    self.decorating = outer
                for after, callee in evaluated:
                    names.append(self.decorator_name(callee))
                    made = self.apply_decorator(callee, value, decorator, after)
                    for _, wrapper in made:
                        self.note_wrapper(wrapper, value)
                    following += made
            results = following
        self.trace.decorators[node] = tuple(dict.fromkeys(names))
        owner = self.frame.scope.site
        if isinstance(owner, ast.ClassDef):
            self.trace.owners[node] = owner
        return results

    def note_wrapper(self, wrapper: Value, value: Value) -> None:
        """A decorator has put a function in the place of another one."""
        if isinstance(wrapper, Function) and isinstance(value, Function) and wrapper.node is not value.node:
            self.wrapped[wrapper] = self.wrapped.get(value, value)
            self.trace.wrappers[wrapper.node, value.node] = None

    def decorator_name(self, callee: Value) -> str:
        """Return the dotted name of a decorator; one of a decorated function starts with the name of its decorator."""
        base: object = callee
        names: list[str] = []
        while isinstance(base, Symbol) and base.key[0] in ("attribute", "call") and not isinstance(base, Function):
            if base.key[0] == "attribute":
                names.insert(0, str(base.key[2]))
            base = base.key[1]
        if isinstance(base, Function) and self.trace.decorators.get(base.node):
            return ".".join([self.trace.decorators[base.node][0], *names])
        return qualified_name(callee)

    def apply_decorator(self, callee: Value, value: Value, node: ast.expr, state: State) -> list[tuple[State, Value]]:
        name = qualified_name(callee)
        last = name.rpartition(".")[2]
        if last in _DESCRIPTORS and isinstance(callee, Builtin):
            return [(state, Descriptor(last, value))]
        if last == "cached_property":
            return [(state, Descriptor("cached_property", value))]
        if last in ("contextmanager", "asynccontextmanager") and isinstance(value, Function):
            return [(state, with_wrapping(value, "context"))]
        if isinstance(callee, Function) and isinstance(value, Function) and self.is_remade(callee):
            return [(state, self.remade(callee, value, node, state))]
        if isinstance(callee, Function):
            self.may_raise(state)
            return self.call(callee, Arguments((value,)), node, state)
        if isinstance(callee, Bound) and isinstance(callee.function, Function):
            return self.call(callee, Arguments((value,)), node, state)
        if isinstance(callee, Obj) and (record := state.record(callee)) and record.kind in ("class", "instance"):
            return self.call(callee, Arguments((value,)), node, state)
        if last in DRIVERS and isinstance(value, Function):
            return [(state, with_wrapping(value, DRIVERS[last]))]
        if isinstance(value, Function) and is_caching(last):
            return [(state, with_wrapping(value, "cached"))]
        is_foreign = is_of_library(name)
        is_local = self.frame.function is not None and isinstance(value, Function) and value.owner is None
        if isinstance(callee, Symbol) and is_foreign and is_local:
            # Others find a function of the module by its name, and a method by its class; one that stands in a function
            # is handed to them here.
            self.keep_outside(state, [value])
            self.hand_away(value, callee, node, state)
        if isinstance(value, Function) and name in HANDING_OVER:
            return [(state, with_wrapping(value, "handed"))]
        # A decorator that cannot be read is taken to call the function as it is.
        return [(state, value)]

    def remade(self, decorator: Function, function: Function, node: ast.expr, state: State) -> Value:
        """Return what a decorator gives of which a library has made something: its body runs with each call perhaps.

        What holds something meanwhile may be a lock, and what stores something may keep what the function gives.
        """
        if any(isinstance(each, (ast.With, ast.AsyncWith)) for each in walk(decorator.node)):
            self.keep_outside(state, [function])
            self.hand_away(function, decorator, node, state)
            return self.result_of_unknown(decorator, Arguments((function,)), node)
        keeps = body_of(decorator.node).stores or is_caching(getattr(decorator.node, "name", ""))
        return with_wrapping(function, "cached") if keeps else function

    def is_remade(self, function: Function) -> bool:
        """Report whether a library has made something of a function, such as a decorator of a plain function."""
        return any(map(is_of_library, filter(None, self.trace.decorators.get(function.node, ()))))

    def execute_ClassDef(self, node: ast.ClassDef, state: State) -> list[State]:
        found = []
        for before, bases in self.evaluate_all(
            [each for each in node.bases if not isinstance(each, ast.Starred)], state
        ):
            record = Record("class", parent=self.frame.scope)
            before.capture(self.frame.scope)
            for place, base in enumerate(bases):
                if isinstance(base, Symbol) and base.key[0] == "item":  # Generic[T]
                    bases[place] = cast("Value", base.key[1])
                elif isinstance(base, Symbol) and (known := self.resolve(base, node, before)):
                    before, bases[place] = known[0]
                elif isinstance(base, Bound) and isinstance(base.function, StubFunction):
                    # The Process of a multiprocessing context is a class there and a method in the stub.
                    bases[place] = base.function.returned() or base
                    record.put("context", base.subject)
            record.put("__bases__", Tuple(tuple(bases)))
            cls = before.allocate(node, record)
            self.homes[node] = self.frame.module
            metaclass = next((each.value for each in node.keywords if each.arg == "metaclass"), None)
            if metaclass is not None:
                for after, value in self.evaluate(metaclass, before)[:1]:
                    before = after
                    before.put(cls, "__metaclass__", value)
            self.trace.bases[node] = tuple(filter(None, (qualified_name(each) for each in self.mro(before, cls)[1:])))
            outer = self.frame
            frame = replace(outer, scope=cls, arguments=(), consumer=None, constructs=False)
            with self.pushed(frame):
                states = self.execute(node.body, [before])
            is_tuple = any(qualified_name(base).endswith("NamedTuple") for base in bases)
            models = self.models(cls, before)
            order = self.mro(before, cls)
            for after in states if is_enumeration(order) else ():
                for name, value in [*automatic_values(after.heap[cls].slots, order)]:
                    after.put(cls, name, value)
            for after in states:
                if is_tuple:
                    after.put(cls, TUPLE, TRUE)
                if is_tuple or models:
                    self.note_fields(node, cls, after, from_environment=SETTINGS in models)
                with self.holding([cls]):
                    found += self.decorate_class(node, cls, after)
        return found

    def decorate_class(self, node: ast.ClassDef, cls: Obj, state: State) -> list[State]:
        results: list[tuple[State, Value]] = [(state, cls)]
        for decorator in reversed(node.decorator_list):
            following = []
            for before, value in results:
                for after, callee in self.evaluate(decorator, before):
                    if qualified_name(callee).endswith(FIELD_DECORATORS):
                        self.note_fields(node, cls, after)
                    record = after.record(callee) if isinstance(callee, Obj) else None
                    is_read = isinstance(callee, Function) and not self.is_remade(callee)
                    if is_read or (record is not None and record.kind == "class"):
                        following += self.call(callee, Arguments((value,)), decorator, after)
                    else:
                        if value is cls and is_caching(qualified_name(callee).rpartition(".")[2]):
                            after.put(cls, CACHED, TRUE)
                        following.append((after, value))
            results = following
        for after, value in results:
            after.put(self.scope_of(node.name, after), node.name, value)
        return [after for after, _ in results]

    def note_fields(self, node: ast.ClassDef, cls: Obj, state: State, *, from_environment: bool = False) -> None:
        """Keep the fields of a class with their defaults, which the environment may override."""
        fields = []
        for each in node.body:
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                name = each.target.id
                default: Value = Symbol("field", node, name)
                if not from_environment or name.startswith("_"):
                    default = state.heap[cls].slots.get(name, default)
                fields.append(Tuple((Const.of(name), default)))
        state.put(cls, "__fields__", Tuple(tuple(fields)))


def is_of_library(name: str) -> bool:
    """Report whether a dotted name is not one of those that Python itself brings along, as ``functools.wraps`` is."""
    return name.partition(".")[0] not in sys.stdlib_module_names


def is_caching(name: str) -> bool:
    """Report whether a decorator of that name makes a function run once for equal arguments."""
    words = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))
    return bool(words & CACHING) and not words & {"never", "no", "control", "profile"}


def with_wrapping(function: Function, wrapping: str) -> Function:
    return Function(function.node, function.scope, function.defaults, function.owner, wrapping)
