"""Objects of the linted code: attributes, classes, and how a name is looked up on them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.counting import differ
from flake8_cb.flow.domain.natures import exception_of, holds_arguments, is_never_none, is_surely_true
from flake8_cb.flow.domain.record import CONTAINERS, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    FALSE,
    NONE,
    Bound,
    Builtin,
    Const,
    Descriptor,
    Function,
    Obj,
    Partial,
    Super,
    Symbol,
    Tuple,
    Value,
    is_none,
    leads,
    qualified_name,
    symbol,
)
from flake8_cb.flow.effects.tools import Tools
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.names.connecting import called_on_itself, connecting_methods
from flake8_cb.sdk.endings import RAISES
from flake8_cb.sdk.entry_points import CURRENT_APPLICATIONS
from flake8_cb.sdk.reader import StubClass, StubConstant, StubFunction, StubModule

MISSING = object()

#: Methods of a dictionary that only read it.
READING = frozenset({"copy", "get", "items", "keys", "values"})


#: What a coroutine has beside what stands in every object.
COROUTINE_ATTRIBUTES = frozenset(
    {"close", "cr_await", "cr_code", "cr_frame", "cr_origin", "cr_running", "send", "throw"}
)


class Objects(Tools):
    """Looks up attributes."""

    def mro(self, state: State, cls: Value) -> list[Value]:
        if isinstance(cls, StubClass):
            return list(cls.mro())
        record = state.record(cls)
        if not isinstance(cls, Obj) or record is None or record.kind != "class":
            return [cls]
        bases = record.slots.get("__bases__")
        if (known := self.orders.get((cls, bases))) is not None:
            return known
        order = self.orders[cls, bases] = self.linearized(state, cls, bases)
        return order

    def linearized(self, state: State, cls: Value, bases: Value | None) -> list[Value]:
        lists = [self.mro(state, base) for base in bases.items] if isinstance(bases, Tuple) else []
        order: list[Value] = [cls]
        while lists := [each for each in lists if each]:
            # The C3 rule: the first head in no other tail; a hierarchy that Python refuses is taken in order.
            head = next((each[0] for each in lists if not any(each[0] in other[1:] for other in lists)), lists[0][0])
            if head not in order:
                order.append(head)
            lists = [[value for value in each if value != head] for each in lists]
        return order

    def class_of(self, state: State, value: Value) -> Value | None:
        record = state.record(value)
        return record.cls if record and record.kind not in CONTAINERS else None

    def find(self, state: State, order: list[Value], name: str) -> tuple[Any, Value | None, bool]:
        """Return what the classes call by that name, the class, and whether an unknown class stood before it."""
        unknown = False
        for cls in order:
            if isinstance(cls, StubClass):
                member = cls.members.get(name)
                if member is not None:
                    return member, cls, unknown
            elif isinstance(cls, Obj) and (record := state.record(cls)):
                if name in record.slots:
                    return record.slots[name], cls, unknown
            elif cls != Builtin("object"):
                unknown = True
        return MISSING, None, unknown

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

    def method(self, state: State, subject: Value, name: str) -> Value | None:
        cls = self.class_of(state, subject)
        if not isinstance(cls, Obj):
            return None
        found, owner, _ = self.find(state, self.mro(state, cls), name)
        return Bound(found, subject) if isinstance(found, Function) and isinstance(owner, Obj) else None

    def method_names(self, state: State, subject: Value) -> Iterator[str]:
        """Yield the names of the functions in the class of an object and in its bases."""
        cls = self.class_of(state, subject)
        for each in self.mro(state, cls) if isinstance(cls, Obj) else ():
            record = state.record(each)
            for name, value in record.slots.items() if record is not None and record.kind == "class" else ():
                if isinstance(value, Function):
                    yield str(name)

    def connecting_names(self, state: State, subject: Value) -> list[str]:
        """Return the names of the methods that connect an object before its others are called."""
        cls = self.class_of(state, subject)
        sites = [each.site for each in self.mro(state, cls) if isinstance(each, Obj)] if isinstance(cls, Obj) else []
        return connecting_methods(self.method_names(state, subject), frozenset().union(*map(called_on_itself, sites)))

    def has_attribute(self, state: State, value: Value, name: str) -> bool | None:
        """Report whether the object has the attribute, or None if that is not known."""
        record = state.record(value)
        if record is not None and name in record.slots and record.kind not in CONTAINERS:
            return True
        if record is not None and Const.of(name) in shared_slots(record, state):
            return True
        if record is None or record.kind not in ("instance", "class", "function attributes"):
            return False if isinstance(value, Function) else None
        cls = value if record.kind == "class" else record.cls
        if cls is None:
            return None
        found, _, unknown = self.find(state, self.mro(state, cls), name)
        if found is not MISSING:
            return True
        return None if unknown or record.kind != "instance" or not record.exact else False

    def attribute(self, value: Value, name: str, node: ast.AST, state: State) -> Results:
        if isinstance(value, Super):
            return self.super_attribute(value, name, node, state)
        if isinstance(value, StubModule):
            found = value.lookup(name)
            if found is None or self.linted.replaces(f"{value.name}.{name}"):
                return [(state, Symbol("attribute", Symbol("module", value.name), name))]
            return [(state, self.constant(found))]
        if isinstance(value, StubClass):
            return self.class_attribute(value, name, node, state)
        if value == Builtin("object") and name == "__new__":
            return [(state, Builtin("object.__new__"))]
        if isinstance(value, Function) and value.wrapping == "cached" and name == "cache_clear":
            return [(state, Bound("cache_clear", value))]
        record = state.record(value)
        if record is None:
            return self.unknown_attribute(value, name, node, state)
        if name in record.slots and record.kind not in CONTAINERS and record.kind != "class":
            return [(state, record.slots[name])]
        if (held := shared_slots(record, state).get(Const.of(name))) is not None:
            return [(state, held)]
        if record.kind == "module":
            return self.module_attribute(value, name, node, state)
        if record.kind in CONTAINERS:
            return [(state, Bound(f"{record.kind}.{name}", value))]
        if record.kind == "class":
            return self.class_attribute(value, name, node, state)
        if name == "__dict__" and record.kind == "instance":
            return [(state, symbol(node, "attribute", value, name))]
        if name == "__class__" and record.cls is not None:
            return [(state, record.cls)]
        if record.kind == "coroutine" and name not in COROUTINE_ATTRIBUTES:  # an error: nobody waits for it by this
            return [(state, symbol(node, "attribute", Symbol("coroutine"), name))]
        if record.cls is None:
            return [(state, symbol(node, "attribute", value, name))]
        order = self.mro(state, record.cls)
        found, owner, unknown = self.find(state, order, name)
        if found is MISSING:
            return self.missing_attribute(value, name, node, state, order, is_certain=not unknown)
        return self.bind(found, owner, value, node, state)

    def super_attribute(self, value: Super, name: str, node: ast.AST, state: State) -> Results:
        """Look up an attribute of ``super()``."""
        order = self.mro(state, self.super_order(state, value))
        after = order[order.index(value.cls) + 1 :] if value.cls in order else order[1:]
        found, owner, unknown = self.find(state, after, name)
        if found is not MISSING:
            return self.bind(found, owner, value.subject, node, state)
        if name == "__call__" and (made := state.record(value.subject)) and made.kind == "class":
            return [(state, Bound("instantiate", value.subject))]
        if name == "__new__":
            return [(state, Builtin("object.__new__"))]
        if name == "__init__" and self.fields(state, order) is not None:
            return [(state, Bound("fill", value.subject))]
        unknown = unknown and not all(state.record(each) or exception_of(each) for each in after)
        return [(state, Symbol("super", value.cls, name, unknown))]

    def unknown_attribute(self, value: Value, name: str, node: ast.AST, state: State) -> Results:
        """Look up an attribute of plain data, or of what is not known."""
        if isinstance(value, Const):
            if name == "value" and not hasattr(value.kind, name):
                return [(state, value)]  # a member of an enumeration
            return [(state, Bound(f"{value.kind.__name__}.{name}", value))]
        if isinstance(value, Tuple):
            return [(state, Bound(f"tuple.{name}", value))]
        if self.take_for_deferred(value, name, state):
            return self.attribute(value, name, node, state)
        if name in READING and (copied := self.copied(value, node, state)) is not value:
            return [(state, Bound(f"dict.{name}", copied))]
        found_name = qualified_name(value)
        if found_name in CURRENT_APPLICATIONS and (application := self.application(state)) is not None:
            return self.attribute(application, name, node, state)
        if (application := self.application_for(node, state)) is not None:
            return [(state, application)]
        if name == "TYPE_CHECKING" and found_name in ("typing", "typing_extensions"):
            return [(state, FALSE)]
        argument = symbol(node, "attribute", value, name)
        if holds_arguments(value) and name in self.linted.demanded:
            state.facts[argument], state.facts[is_none(argument)] = True, False
        return [(state, argument)]

    def missing_attribute(
        self, value: Value, name: str, node: ast.AST, state: State, order: list[Value], *, is_certain: bool
    ) -> Results:
        """Return what an object gives for an attribute that none of its classes is seen to have.

        ``is_certain``: all of them can be read.
        """
        is_of_sdk = bool(state.chain(value)) and isinstance(order[-1], StubClass)
        if is_certain and is_of_sdk and isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            if not name.startswith("__"):  # no object of this generation has such an attribute
                self.trace.misfits.add(node)
                self.note_missing(state, value, node)
        fallback = self.method(state, value, "__getattr__")
        if fallback is not None:
            return self.call(fallback, Arguments((Const.of(name),)), node, state)
        if not is_certain and (application := self.application_for(node, state)) is not None:
            return [(state, application)]
        ending = (each for each in order if f"{qualified_name(each)}.{name}" in RAISES)
        unknown_value = symbol(node, "attribute", next(ending, value), name)
        if state.record(unknown_value) is None:
            for cls in order:
                self.type_field(unknown_value, cls, name, state)
        return [(state, unknown_value)]

    def type_field(self, value: Symbol, cls: Value, name: str, state: State) -> None:
        """Take the annotation of a field in a class of the linted code as the type of what comes from outside."""
        note = field_of(cls, name)
        if note is not None and isinstance(cls, Obj):
            with self.pushed(replace(self.frame, scope=cls)):  # the names of the type are those around the class
                self.type_symbol(value, note.annotation, note, state)

    def module_attribute(self, module: Value, name: str, node: ast.AST, state: State) -> Results:
        """Look up what the body of a module did not bind: a module below it, or what its ``__getattr__`` gives."""
        slots = state.heap[module].slots
        full = f"{getattr(slots['__name__'], 'value', '')}"
        fallback = slots.get("__getattr__")
        if isinstance(fallback, Function):
            return self.call(fallback, Arguments((Const.of(name),)), node, state)
        if self.modules.project.find(self.linted.source, f"{full}.{name}") is not None:
            return [(state, Symbol("module", f"{full}.{name}"))]
        return [(state, symbol(node, "attribute", Symbol("module", full), name))]

    def super_order(self, state: State, value: Super) -> Value:
        """Return the class in whose order ``super()`` looks: that of an object, a class itself, or a metaclass."""
        record = state.record(value.subject)
        if record is not None and record.kind == "class":
            metaclass, _, _ = self.find(state, self.mro(state, value.subject), "__metaclass__")
            return (
                metaclass if isinstance(metaclass, Obj) and value.cls in self.mro(state, metaclass) else value.subject
            )
        return self.class_of(state, value.subject) or value.subject

    def class_attribute(self, cls: Value, name: str, node: ast.AST, state: State) -> Results:
        found, _, _ = self.find(state, self.mro(state, cls), name)
        if found is MISSING:
            return [(state, symbol(node, "attribute", cls, name))]
        if isinstance(found, Descriptor) and found.kind == "classmethod":
            return [(state, self.bound(found.function, cls))]
        if isinstance(found, StubFunction) and found.kind == "classmethod":
            return [(state, Bound(found, cls))]
        if isinstance(found, Descriptor):
            return [
                (
                    state,
                    found.function if found.kind == "staticmethod" else symbol(node, "attribute", cls, name),
                )
            ]
        return [(state, self.constant(found))]

    def bind(self, found: Any, owner: Value | None, subject: Value, node: ast.AST, state: State) -> Results:
        """Look up a class member on an object."""
        record = state.record(subject)
        on_class = record is not None and record.kind == "class"
        if isinstance(found, StubFunction):
            if found.kind == "staticmethod":
                return [(state, found)]
            if found.kind == "property":
                return self.call_stub(found, subject, Arguments(), node, state)
            return [(state, Bound(found, subject))]
        if isinstance(found, Descriptor):
            if found.kind == "staticmethod":
                return [(state, found.function)]
            if found.kind == "classmethod":
                cls = subject if on_class else self.class_of(state, subject) or subject
                return [(state, self.bound(found.function, cls))]
            self.may_raise(state)
            results = self.call(self.bound(found.function, subject), Arguments(), node, state)
            for after, value in results:  # nothing may hold it when the statement ends
                after.dirty |= leads(value)
            if found.kind == "cached_property":
                for after, value in results:
                    after.put(subject, getattr(getattr(found.function, "node", None), "name", "cached"), value)
            return results
        if isinstance(found, Function) and isinstance(owner, Obj):
            return [(state, Bound(found, subject))]
        if isinstance(found, Const) and record is not None and not record.exact and not on_class:
            # The default of an object that comes from outside, or of a field that an unknown base class fills in.
            if isinstance(subject, Symbol) or field_of(owner, str(getattr(node, "attr", ""))):
                return [(state, symbol(node, "attribute", subject, getattr(node, "attr", "")))]
        return [(state, self.constant(found))]

    def bound(self, function: Value, subject: Value) -> Value:
        """Return the callable with its first argument."""
        if isinstance(function, (Function, StubFunction)):
            return Bound(function, subject)
        return Partial(function, (subject,), ())

    def constant(self, found: Any) -> Value:
        if isinstance(found, StubConstant):
            return found if found.value is ... else Const.of(found.value)
        value: Value = found
        return value

    def set_attribute(self, value: Value, name: str, item: Value, node: ast.AST, state: State) -> list[State]:
        """Assign an attribute. A setter of the linted code runs; what an unknown object is given is kept by it."""
        self.show([item], state)
        cls = self.class_of(state, value)
        if cls is not None:
            found, _, _ = self.find(state, self.mro(state, cls), name)
            if isinstance(found, Descriptor) and found.kind == "property":
                setter, _, _ = self.find(state, self.mro(state, cls), f"{name}.setter")
                if isinstance(setter, Function):
                    return [after for after, _ in self.call(Bound(setter, value), Arguments((item,)), node, state)]
                return [state]
        is_unknown = isinstance(value, Symbol) and cls is None  # whatever it was given before
        if is_unknown or (state.record(value) is None and not isinstance(value, Function)):
            self.keep_outside(state, [item])
        state.put(value, name, item)
        if (record := state.record(value)) is not None and record.kind == "instance" and "__dict__" in record.slots:
            state.put(record.slots["__dict__"], Const.of(name), item)
        return [state]

    def truth(self, value: Value, state: State) -> bool | None:
        """Return the truth of a value, or None if it is not known."""
        if isinstance(value, Const):
            return bool(value.value)
        if isinstance(value, Tuple):
            return bool(value.items)
        record = state.record(value)
        if record is not None and record.kind in CONTAINERS:
            if record.slots:
                return True
            return False if record.exact else state.known(value)
        if isinstance(value, Symbol):
            known = state.known(value)
            if known is None and (is_surely_true(value) or differ(value, Const.of(0))):
                return True
            return False if known is None and state.known(is_none(value)) is True else known
        if record is not None and isinstance(record.cls, Obj):
            order = self.mro(state, record.cls)
            found = [self.find(state, order, name) for name in ("__bool__", "__len__")]
            if any(each is not MISSING for each, _, _ in found):
                return None
        return True

    def known_none(self, value: Value, state: State) -> bool | None:
        """Report whether the value is None, or None if that is not known."""
        if isinstance(value, Const):
            return value == NONE
        if isinstance(value, Symbol):
            if state.known(value) is True or is_never_none(value):
                return False
            return state.known(is_none(value))
        return False


def field_of(cls: Value | None, name: str) -> ast.AnnAssign | None:
    """Return where a class of the linted code declares the attribute with an annotation, or None."""
    body = cls.site.body if isinstance(cls, Obj) and isinstance(cls.site, ast.ClassDef) else []
    notes = (each for each in body if isinstance(each, ast.AnnAssign))
    return next((each for each in notes if isinstance(each.target, ast.Name) and each.target.id == name), None)


def shared_slots(record: Record, state: State) -> Mapping[object, Value]:
    """Return the attributes of an object whose ``__dict__`` it shares with others, each by its name as a constant."""
    shared = (
        state.record(record.slots["__dict__"]) if record.kind == "instance" and "__dict__" in record.slots else None
    )
    return shared.slots if shared is not None and shared.kind == "dict" else {}
