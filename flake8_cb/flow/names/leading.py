"""Forward: which names lead to a connection or to an effect, and which statements hold one of them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from flake8_cb.flow.names.scopes import arguments_of, dotted
from flake8_cb.flow.names.units import DEFINITIONS, EVERYWHERE, Unit, names_in
from flake8_cb.trees import last_name

#: Methods whose parameters are those of a class.
MAKERS = frozenset({"__init__", "__new__"})


class Leading:
    """The ``names`` that lead on, and the ``hot`` statements, which hold one; ``parameters`` are those of functions."""

    def __init__(self, units: list[Unit], names: Iterable[str]) -> None:
        self._units = units
        self.names = set(names)
        self.hot: set[Unit] = set()
        self.parameters: defaultdict[str, list[list[str]]] = defaultdict(list)
        for unit in units:
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found = [argument.arg for argument in arguments_of(unit.node.args)]
                self.parameters[unit.node.name].append(found[1:] if found[:1] in (["self"], ["cls"]) else found)
            elif isinstance(unit.node, ast.ClassDef):
                for each in unit.node.body:
                    if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and each.name in MAKERS:
                        found = [argument.arg for argument in arguments_of(each.args)]
                        self.parameters[unit.node.name].append(found[1:])
        self._spread()

    def acts(self, unit: Unit) -> bool:
        """Report whether the import of the module calls there what may lead to a connection."""
        return not unit.deferred and any(not self.names.isdisjoint(names_in(call)) for call in unit.calls)

    def _spread(self) -> None:
        hot = self.hot
        inherited = dict(self._calls_of_inherited())
        classes = [unit.node for unit in self._units if isinstance(unit.node, ast.ClassDef)]
        bases = {each.name: list(map(last_name, each.bases)) for each in classes}
        changed = True
        while changed:
            changed = False
            for unit in self._units:
                # What a base calls on its turn may be a method of the class that leads on.
                through_base = inherited.get(unit) in self.names
                if unit in hot or not (through_base or not self.names.isdisjoint(unit.uses | unit.attributes)):
                    continue
                hot.add(unit)
                changed = True
                self.names |= (unit.binds | set(unit.owners)) - EVERYWHERE
                if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)):  # a default or an annotation
                    self.names |= {argument.arg for argument in arguments_of(unit.node.args)} - EVERYWHERE
                if isinstance(unit.node, ast.ClassDef) and unit.node.bases:  # its ``self`` may be a connection
                    family = _family(unit.node.name, bases)
                    inner = {each for each in self._units if _uses_itself(each) and not family.isdisjoint(each.owners)}
                    inner -= hot
                    hot |= inner
                    self.names |= {name for each in inner for name in (*each.binds, *each.owners)} - EVERYWHERE
                for call in unit.calls:
                    self._pass_on(call)
            changed |= self._fill()
            changed |= self._pass_to_metaclasses()
            changed |= self._pass_to_decorators()

    def _calls_of_inherited(self) -> Iterator[tuple[Unit, str]]:
        """Yield each unit that calls a method which only a base from elsewhere can have, with the class around it."""
        own = {name for unit in self._units for name in unit.attributes}
        own |= {name for unit in self._units if unit.owners and _is_in_class(unit) for name in unit.binds}
        derived = {unit.node.name for unit in self._units if isinstance(unit.node, ast.ClassDef) and unit.node.bases}
        for unit in self._units:
            cls = next((each for each in unit.owners if each in derived), None)
            for called in (dotted(call.func) for call in unit.calls) if cls is not None else ():
                if len(called) == 2 and called[0] in EVERYWHERE and called[1] not in own:
                    yield unit, str(cls)

    def _fill(self) -> bool:
        """An object whose method is given what leads on may keep it."""
        filled = {name for unit in self.hot for name, given in unit.fills if not self.names.isdisjoint(given)}
        before = len(self.names)
        self.names |= filled - EVERYWHERE
        return len(self.names) > before

    def _pass_to_metaclasses(self) -> bool:
        """A metaclass makes the objects of a class: what it does leads on as the class does."""
        classes = [unit.node for unit in self._units if isinstance(unit.node, ast.ClassDef)]
        leading = [each for each in classes if each.keywords and each.name in self.names]
        makers = {last_name(keyword.value) for each in leading for keyword in each.keywords}
        made = {unit for unit in self._units if not makers.isdisjoint(unit.owners)} - self.hot
        self.hot |= made
        self.names |= {name for unit in made for name in (*unit.binds, *unit.owners)} - EVERYWHERE
        return bool(made)

    def _pass_to_decorators(self) -> bool:
        """A decorator is handed its function; one with arguments returns the function that is."""
        before = len(self.names)
        for unit in self._units:
            if isinstance(unit.node, DEFINITIONS) and unit.node.name in self.names:
                for decorator in unit.node.decorator_list:
                    name = last_name(decorator.func if isinstance(decorator, ast.Call) else decorator)
                    for each in self._units:
                        if isinstance(each.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and name in (
                            each.node.name,
                            *each.owners,
                        ):
                            self.names |= {argument.arg for argument in arguments_of(each.node.args)} - EVERYWHERE
        return len(self.names) > before

    def _pass_on(self, call: ast.Call) -> None:
        """What a call hands over leads on from the parameter that takes it."""
        name = last_name(call.func)
        for parameters in self.parameters.get(name, ()):
            for place, argument in enumerate(call.args):
                if not self.names.isdisjoint(names_in(argument)):
                    self.names |= set(
                        parameters[place : place + 1] if not isinstance(argument, ast.Starred) else parameters
                    )
            for keyword in call.keywords:
                if not self.names.isdisjoint(names_in(keyword.value)):
                    self.names |= {keyword.arg} if keyword.arg else set(parameters)


def _family(cls: str, bases: Mapping[str, list[str]]) -> set[str]:
    """Return the names of a class and of its bases, as far as the module defines them."""
    found: set[str] = set()
    todo = [cls]
    while todo:
        name = todo.pop()
        if name not in found and name in bases:
            found.add(name)
            todo += bases[name]
    return found


def _uses_itself(unit: Unit) -> bool:
    return not EVERYWHERE.isdisjoint(unit.uses) or "super" in unit.uses


def _is_in_class(unit: Unit) -> bool:
    """Report whether a unit stands in the body of a class, or defines a function, which may be a method."""
    return not unit.deferred or isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef))
