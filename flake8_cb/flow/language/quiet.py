"""Quiet code: what only finds out values, so that it need not be followed turn by turn."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.changes import may_fill
from flake8_cb.flow.domain.harmless import leaves_or_logs
from flake8_cb.flow.domain.record import CONTAINERS
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    NONE,
    Bound,
    Builtin,
    Const,
    Descriptor,
    Function,
    FunctionNode,
    Obj,
    Symbol,
    Tuple,
    Value,
    definition_of,
    leads,
    qualified_name,
)
from flake8_cb.flow.language.conditions import Conditions
from flake8_cb.flow.language.plain import SLEEPING, TEXT_METHODS, is_of_data, is_own_class, is_plain
from flake8_cb.flow.machine.frames import INTERRUPTS_ALONE
from flake8_cb.flow.names.scopes import LONG, Reads, body_of, names_of, reads_of
from flake8_cb.sdk.reader import StubClass, StubFunction, StubModule, acts, matters
from flake8_cb.trees import LOGGING_METHODS, kept, walk

#: Functions of Python that reach what they are not given, or change what they are given.
LOOKING = frozenset({"globals", "locals", "eval", "exec", "setattr", "super", "__import__"})

#: The same, and what leads to the modules of the program, of Python's library.
REACHING = frozenset({"importlib", "importlib.import_module", "sys.modules"})

#: Methods that Python calls where an object is called, asked for an item or entered.
SPECIAL = ("__call__", "__getitem__", "__enter__", "__aenter__")

#: Collections within one another that are looked through.
DEEPEST_COLLECTION = 4


#: Expressions that are what they show: texts, numbers and the builtin collections.
_DISPLAYS = (
    ast.Constant, ast.JoinedStr, ast.List, ast.Dict, ast.Set, ast.Tuple, ast.ListComp, ast.SetComp, ast.DictComp,
)  # fmt: skip

#: Variables one of which is made of the other that are looked through.
MOST_ORIGINS = 4


class Quiet(Conditions):
    """Tells whether code can do anything to a connection, by the values of the variables in it."""

    def is_quiet(self, node: ast.AST, state: State) -> bool:
        """Report whether nothing that the code names leads to a connection, or to a function that may.

        What it binds itself comes from there, but may take the place of a connection. Code may wait for the end of what
        is pending, by whatever name; who takes what a generator yields may do anything.
        """
        if self.frame.consumer is not None and hands_out(node):
            return False
        code = reads_of(node)
        if state.pending or any(self.holds_connection(name, state) for name in code.bound):
            return False
        return all(self.is_quiet_name(each, state) for each in code.outer)

    def holds_connection(self, name: str, state: State) -> bool:
        """Report whether a connection would be dropped if something else got the name."""
        value = self.look_up(name, state)
        return value is not None and leads(value) and bool(state.held_connections(value))

    def is_quiet_body(self, definition: FunctionNode, state: State) -> bool:
        """Report whether the function that is entered does nothing, and gives nothing that could be told apart."""
        body = body_of(definition)
        if body.stores or body.raises or state.pending or names_of(definition).yields:
            return False
        if self.is_writer(definition, self.frame.module):
            return False  # what it puts into a collection may be asked for
        if body.returns and (self.frame.lead is None or body.size < LONG or self.decorating):
            return False  # only what a long function of another file returns is not found out
        return all(self.is_quiet_name(each, state) for each in body.outer)

    def pass_over_body(self, definition: FunctionNode, node: ast.AST, state: State) -> Value | None:
        """Do what the quiet body of a function does, and return what it gives; None if it has to be executed."""
        if not self.is_quiet_body(definition, state):
            return None
        self.step()
        body = body_of(definition)
        self.forget_contents(body, node, state)
        self.fail_in(definition, state)
        return self.unknown_result(definition, node, state) if body.returns else NONE

    def is_quiet_name(self, parts: tuple[str, ...], state: State) -> bool:
        """Report the same of a dotted name, given in parts."""
        base, *attributes = parts
        value = self.look_up(base, state)
        if self.leads_to_application(parts, value, state):
            return False
        for name in attributes:
            if value == NONE:
                return False  # to read it is an error, which ends the path or is caught
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
                    return not (unknown or record.kind == "module" or self.answers_any_name(value, state))
                if not isinstance(owner, Obj):
                    return not matters(found) if isinstance(found, StubFunction) else False
                if (
                    isinstance(found, Function)
                    and not self.is_told_by_name(found, owner)
                    and self.leads_on(value, state)
                ):
                    return False
                value = found
        return value is None or self.is_quiet_value(value, state)

    def is_told_by_name(self, method: Function, cls: Obj) -> bool:
        """Report whether the names in the module of a class tell what its methods do with what its objects hold."""
        home = self.home(method)
        return home is self.linted or getattr(cls.site, "name", "") in home.relevance.leading

    def class_order(self, value: Value, state: State) -> list[Value]:
        """Return the classes in which an attribute of the object is looked for."""
        record = state.heap[value]
        cls = value if record.kind == "class" else record.cls
        return self.mro(state, cls) if cls is not None else []

    def is_quiet_value(self, value: Value, state: State, depth: int = 0) -> bool:
        """Report whether neither the value nor a call of it can concern a connection."""
        if isinstance(value, (StubFunction, StubClass, StubModule)):
            return not matters(value)
        if isinstance(value, Const):
            return True
        if isinstance(value, Builtin):
            return value.name not in LOOKING
        if isinstance(value, Bound) and isinstance(value.function, str):
            return self.is_quiet_value(value.subject, state)
        if isinstance(value, (Function, Bound)):
            definition = definition_of(value)
            if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) or not isinstance(value, Function):
                return False
            relevance = self.home(value).relevance
            if self.sets_what_is_asked_for(value):
                return False
            if relevance.reaches_effect(definition.name):
                return False
            # Where nothing in its module leads to a connection, what was put there tells.
            around = self.around(value, state, modules=not relevance.concerned)
            return not any(self.leads_on(each, state) for each in around)
        if isinstance(value, Descriptor):
            return self.is_quiet_value(value.function, state)
        if isinstance(value, Tuple):
            return depth < DEEPEST_COLLECTION and all(
                self.is_quiet_value(each, state, depth + 1) for each in value.items
            )
        record = state.record(value)
        if record is not None and record.kind == "class":
            return all(self.is_quiet_class(cls, state) for cls in self.mro(state, value))
        if record is not None and record.kind in CONTAINERS:
            return depth < DEEPEST_COLLECTION and all(
                self.is_quiet_value(each, state, depth + 1) for each in record.slots.values()
            )
        if record is not None and record.kind != "instance":
            return False
        if isinstance(value, (Symbol, Obj)):
            if qualified_name(value) in REACHING:
                return False
            return not leads(value) or not (state.held_connections(value) or self.acts_by_itself(value, state))
        return False

    def acts_by_itself(self, value: Value, state: State) -> bool:
        """Report whether what is done with an object may start or open something, though it holds no connection.

        Python itself calls the special methods of its class, wherever it stands in an expression.
        """
        record = state.record(value)
        if record is None or record.cls is None:
            return False
        for cls in self.class_order(value, state):
            if isinstance(cls, StubClass):
                if acts(cls):
                    return True
                continue
            slots = found.slots if (found := state.record(cls)) is not None else {}
            special = (each for name in SPECIAL if isinstance(each := slots.get(name), Function))
            if not all(self.is_quiet_value(each, state) for each in special):
                return True
        return False

    def answers_any_name(self, value: Value, state: State) -> bool:
        """Report whether an object hands on what it has not itself, perhaps that of a connection which it holds."""
        order = self.class_order(value, state)
        owners = (self.find(state, order, name)[1] for name in ("__getattr__", "__getattribute__"))
        return any(isinstance(each, Obj) for each in owners) and bool(state.held_connections(value))

    def is_quiet_class(self, cls: Value, state: State) -> bool:
        """Report whether nothing that the class itself calls, or that is called of it, may concern a connection.

        That are its methods, and what makes the values of its fields.
        """
        if isinstance(cls, StubClass):
            return not matters(cls)
        record = state.record(cls)
        held = list(record.slots.values()) if record is not None else []
        fields = (found for each in held if (found := state.record(each)) is not None)
        called: list[Value] = [each for each in held if isinstance(each, (Function, Descriptor))]
        called += [made for each in fields if (made := each.slots.get("default_factory")) is not None]
        return all(self.is_quiet_value(each, state) for each in called)

    def may_fail(self, statement: ast.AST, state: State) -> bool:
        """Report whether a statement holds a call that may raise what a handler for errors is there for."""
        for each in calls_in(statement):
            if self.origin(each.func, state) in SLEEPING:
                return True
            if isinstance(each.func, ast.Name):
                callee = self.look_up(each.func.id, state)
                if callee is None or not leaves_or_logs(callee):
                    return True
            elif not isinstance(each.func, ast.Attribute) or each.func.attr not in LOGGING_METHODS | {"sleep"}:
                return True
        return False

    def fail_in(self, code: ast.AST, state: State) -> None:
        """Code that is passed over may raise what is caught around it; one that only sleeps can be interrupted."""
        if self.caught and self.may_fail(code, state):
            calls = calls_in(code)
            sleeps = bool(calls) and all(self.origin(each.func, state) in SLEEPING for each in calls)
            past = INTERRUPTS_ALONE if sleeps else frozenset()
            self.may_raise(state, foreign=self.fails_by_itself(code, state), past=past)

    def fails_by_itself(self, statement: ast.AST, state: State) -> bool:
        return all(self.is_plain_function(each.func, state) for each in calls_in(statement))

    def is_plain_function(self, node: ast.expr, state: State, depth: int = 0) -> bool:
        """Report whether a call of that, in code that leads to no effect, raises no exception of the SDK."""
        if isinstance(node, ast.Attribute) and node.attr in TEXT_METHODS:
            return True
        names: list[str] = []
        base: ast.expr = node
        while isinstance(base, (ast.Attribute, ast.Call, ast.Subscript)):
            if isinstance(base, ast.Attribute):
                names.insert(0, base.attr)
            base = base.func if isinstance(base, ast.Call) else base.value
        if not isinstance(base, ast.Name):
            return isinstance(base, _DISPLAYS)
        value = self.look_up(base.id, state)
        if isinstance(value, Symbol) and value.key[0] == "passed over" and depth < MOST_ORIGINS:
            made = made_by(value.key[1], base.id)
            return made is not None and (
                isinstance(made, _DISPLAYS)
                or (isinstance(made, ast.Call) and self.is_plain_function(made.func, state, depth + 1))
            )
        if isinstance(value, (Function, Builtin)) or (value is not None and is_own_class(self, value, state)):
            return not names or is_plain(qualified_name(value))
        if value is None or ((record := state.record(value)) is not None and record.kind in CONTAINERS):
            return value is not None
        origin = qualified_name(value)
        return is_of_data(value, state) or (bool(origin) and is_plain(".".join([origin, *names])))

    def origin(self, node: ast.AST, state: State, depth: int = 0) -> str:
        """Return the dotted name under which what an expression names was imported, or what made it, or ""."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        value = self.look_up(node.id, state) if isinstance(node, ast.Name) else None
        base = qualified_name(value) if value is not None else ""
        if isinstance(node, ast.Name) and isinstance(value, Symbol) and value.key[0] == "passed over":
            made = made_by(value.key[1], node.id) if depth < MOST_ORIGINS else None
            base = self.origin(made.func, state, depth + 1) if isinstance(made, ast.Call) else ""
        return ".".join([base, *names]) if base else ""

    def forget_contents(self, code: Reads, node: ast.AST, state: State) -> None:
        """What the code that was passed over may have changed is not known any more."""
        for base, *attributes in sorted(code.changed):
            self.forget_content(self.look_up(base, state), attributes, node, state)
        for name in sorted(code.given):
            if (value := self.look_up(name, state)) is not None:
                may_fill(value, state)

    def forget_data(self, loop: ast.AST, state: State) -> None:
        """The last turns of a loop were not followed: data that it sets are not known any more."""
        code = reads_of(loop)
        for name in sorted(code.bound):
            scope = self.scope_of(name, state)
            if isinstance(state.heap[scope].slots.get(name), Const):
                state.put(scope, name, Symbol("passed over", loop, name, *self.here()))
        for base, *attributes in sorted(code.changed):
            value = self.look_up(base, state)
            if value is not None and not state.held_connections(value):
                self.forget_content(value, attributes, loop, state)

    def forget_content(self, value: Value | None, attributes: list[str], node: ast.AST, state: State) -> None:
        """What a variable, or what is reached from it by attributes, holds is not known any more."""
        record = state.record(value) if value is not None else None
        if value is None or record is None:
            return
        if attributes:
            held = record.slots.get(attributes[0])
            if held is not None and leads(held):
                self.forget_content(held, attributes[1:], node, state)
            elif record.kind == "instance":
                state.put(value, attributes[0], Symbol("passed over", node, attributes[0], *self.here()))
        elif record.kind in CONTAINERS:
            state.edit(value).exact = False


def made_by(statement: object, name: str) -> ast.expr | None:
    """Return the expression that gives a variable its value in a statement, or None if that is not one alone."""
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        items = (each.context_expr for each in statement.items if is_name(each.optional_vars, name))
        return next(items, None)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and is_name(statement.targets[0], name):
        return statement.value
    return statement.value if isinstance(statement, ast.AnnAssign) and is_name(statement.target, name) else None


def is_name(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


@kept
def calls_in(node: ast.AST) -> tuple[ast.Call, ...]:
    """Return the calls in code."""
    return tuple(each for each in walk(node) if isinstance(each, ast.Call))


@kept
def hands_out(node: ast.AST) -> bool:
    """Report whether code yields something."""
    return any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in walk(node))
