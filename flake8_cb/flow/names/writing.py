"""Which functions change what others ask for, and by which names they are called."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Collection

from flake8_cb.flow.names.scopes import SETTING, arguments_of
from flake8_cb.flow.names.units import EVERYWHERE, Unit, attribute_targets, called_by
from flake8_cb.trees import first_name

#: Stands for any attribute.
ANY = "*"

#: Methods that run when an object is made.
MAKING = frozenset({"__init__", "__new__", "__post_init__"})


class Writing:
    """Answers which functions set attributes or global names that somebody asks for, or change what these hold."""

    def __init__(self, units: Collection[Unit]) -> None:
        self._set: defaultdict[str, set[str]] = defaultdict(set)  # by the name of the function
        self._callers: defaultdict[str, set[str]] = defaultdict(set)
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)  # names that are given the function
        self._given: defaultdict[str, set[str]] = defaultdict(set)  # what functions read to return it
        declared: defaultdict[str, set[str]] = defaultdict(set)
        own: defaultdict[str, set[str]] = defaultdict(set)
        kept: defaultdict[str, set[str]] = defaultdict(set)  # attributes, by the name of the class
        for unit in units:
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                own[unit.node.name].update(argument.arg for argument in arguments_of(unit.node.args))
        functions = {unit.owners[-1] for unit in units if unit.owners and unit.deferred}
        for unit in units:
            if isinstance(unit.node, (ast.Assign, ast.AnnAssign)) and not functions.isdisjoint(unit.uses):
                for each in (unit.uses & functions).difference(*(called_by(call.func) for call in unit.calls)):
                    self._aliases[each] |= unit.binds
        units = [unit for unit in units if unit.owners and unit.deferred]
        for unit in units:
            if isinstance(unit.node, ast.Global):
                declared[unit.owners[-1]].update(unit.node.names)
            own[unit.owners[-1]] |= unit.binds - unit.changes
            kept[unit.owners[-2] if len(unit.owners) > 1 else ""] |= unit.attributes
        for unit in units:
            name = unit.owners[-1]
            self._set[name] |= unit.attributes | (unit.binds & declared[name]) | (unit.changes - own[name])
            cls = unit.owners[-2] if len(unit.owners) > 1 else ""
            if name in MAKING and cls:  # whoever makes an object knows the attributes of that
                others = {each.attr for each in attribute_targets(unit.node) if first_name(each) not in EVERYWHERE}
                self._set[cls] |= others | (unit.binds & declared[name]) | (unit.changes - own[name] - kept[cls])
            if isinstance(unit.node, ast.Return):
                self._given[name] |= unit.uses
            if isinstance(unit.node, ast.Expr) and any(isinstance(call.func, ast.Subscript) for call in unit.calls):
                self._set[name].add(ANY)  # what stands in a table
            if not unit.uses.isdisjoint(SETTING):
                self._set[name].add(ANY)
            for each in unit.uses & functions:
                self._callers[each].add(name)

    def of(self, asks_for: Callable[[str], bool]) -> frozenset[str]:
        """Return the names of functions that set what is asked for, or perhaps anything, and of those that call them.

        Who asks for a function asks for what that reads to return it.
        """
        read = {name for function, names in self._given.items() if asks_for(function) for name in names}
        todo = sorted(
            name
            for name, found in self._set.items()
            if ANY in found or any(each in read or asks_for(each) for each in found)
        )
        seen = set(todo)
        for each in todo:  # it grows meanwhile
            new = (self._callers[each] | self._aliases[each]) - seen
            seen |= new
            todo += sorted(new)
        return frozenset(seen)
