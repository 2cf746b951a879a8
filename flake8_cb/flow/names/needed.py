"""Backward: which names are asked for by what leads to a connection, and which statements bind one of them."""

from __future__ import annotations

import ast
from collections.abc import Callable

from flake8_cb.flow.names.aliases import Aliases
from flake8_cb.flow.names.guards import Guards
from flake8_cb.flow.names.leading import Leading
from flake8_cb.flow.names.units import EVERYWHERE, Unit, attribute_targets, names_in
from flake8_cb.flow.names.writing import Writing
from flake8_cb.trees import first_name

#: Methods that a ``with`` statement runs.
ENTERING = frozenset({"__enter__", "__exit__", "__aenter__", "__aexit__"})

#: Methods that wait for other threads, by which what these do comes before what follows.
WAITING = frozenset({"join", "wait", "wait_for"})


class Needed:
    """The ``names`` that are asked for, and the statements that are ``kept`` for them."""

    def __init__(
        self,
        units: list[Unit],
        leading: Leading,
        guards: Guards,
        writing: Writing,
        bound: dict[str, tuple[str, str]],
        reads: Callable[[str], bool],
        *,
        exported: bool,
    ) -> None:
        self._leading = leading
        self._guards = guards
        self._bound = bound
        self._reads = reads
        self._writing = writing
        self._objects = {name for unit in units if isinstance(unit.node, ast.Assign) for name in unit.binds}
        self.names = set(guards.ended_by)
        self.kept: set[Unit] = set()
        self._spread(units, Aliases(units, leading.parameters), exported=exported)

    def asks_for(self, name: str) -> bool:
        return name in self._leading.names or name in self.names or name in self._guards.ending

    def _spread(self, units: list[Unit], aliases: Aliases, *, exported: bool) -> None:
        hot = self._leading.hot
        for unit in hot:
            self.names |= unit.uses
        hot_functions = {unit.owners[-1] for unit in hot if unit.owners}
        for unit in units:  # what a decorator makes of a function decides what is done with it
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and unit.node.name in hot_functions:
                self.names |= {name for each in unit.node.decorator_list for name in names_in(each)}
        # The conditions around them decide whether they are reached.
        heads = {unit.node: unit for unit in units}
        for unit in hot:
            for each in unit.above:
                if each in heads:
                    self.names |= heads[each].uses
        hot_owners = {unit.owners for unit in hot}
        for unit in units:  # a guard that leaves decides what is reached behind it
            if unit.leaves and (unit.owners in hot_owners or not self._guards.names.isdisjoint(unit.owners[-1:])):
                self.names |= unit.uses if isinstance(unit.node, ast.Assert) else set()
                for each in unit.above:
                    self.names |= heads[each].uses if each in heads else set()
        if exported:
            self.names |= {
                name
                for unit in units
                if not unit.owners and isinstance(unit.node, (ast.Assign, ast.AnnAssign))
                for name in unit.binds
            }
        self.names -= EVERYWHERE
        for unit in units:  # Python itself calls the special methods of a class
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and unit.node.name.startswith("__"):
                if not self._leading.names.isdisjoint(unit.owners):
                    self.names.add(unit.node.name)
        reaching = {unit for unit in units if self._reaches_others(unit)}
        changed = True
        while changed:
            changed = False
            writers = self._writing.of(self.asks_for)
            for unit in units:
                if unit in self.kept:
                    continue
                gives = isinstance(unit.node, ast.Return) and bool(unit.owners) and unit.owners[-1] in self.names
                changes = unit.binds.union(name for name, _ in unit.fills)
                waits = unit.owners in hot_owners and _waits(unit.node)
                is_asked_for = not (self.names.isdisjoint(changes) and self._leading.names.isdisjoint(changes))
                others = {other for name, other in aliases.of(unit) if name in self.names}
                writes = unit in reaching or self._runs(unit, writers)
                if gives or waits or writes or is_asked_for or others:
                    self.kept.add(unit)
                    changed = True
                    self.names |= (unit.uses | others) - EVERYWHERE
                    for each in unit.above:
                        if each in heads:
                            self.names |= heads[each].uses - EVERYWHERE

    def _reaches_others(self, unit: Unit) -> bool:
        """Report whether a statement sets something of another module, or may run what stands there for its effects."""
        if any(first_name(each) in self._bound for each in attribute_targets(unit.node)):
            return True  # its own functions may ask for that
        if isinstance(unit.node, (ast.With, ast.AsyncWith)):
            return any(self._may_be_of_project(each.context_expr) for each in unit.node.items)
        # Nobody asks for the result of an expression: it is there for what it does.
        return isinstance(unit.node, ast.Expr) and any(map(self._may_be_of_project, unit.calls))

    def _runs(self, unit: Unit, writers: frozenset[str]) -> bool:
        """Report whether a statement may run a function that sets what is asked for."""
        if isinstance(unit.node, (ast.With, ast.AsyncWith)) and not writers.isdisjoint(ENTERING):
            return True
        return bool(unit.calls) and not writers.isdisjoint(unit.uses)

    def _may_be_of_project(self, node: ast.AST) -> bool:
        """Report whether a value may be of a class of another module, or a call run something of such a one."""
        if not isinstance(node, ast.Call):
            return first_name(node) in self._objects
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if isinstance(node.func, ast.Subscript):
            name = first_name(node.func.value)
        module, imported = self._bound.get(name, ("", ""))
        return name in self._objects or (bool(imported) and self._reads(module))


def _waits(node: ast.AST) -> bool:
    """Report whether a statement waits for what others do, as ``queue.join()`` and ``event.wait()``."""
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WAITING
