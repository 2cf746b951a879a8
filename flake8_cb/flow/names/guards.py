"""Guards: statements behind which nothing may be reached, as what they call may not come back."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from flake8_cb.flow.names.endings import called_as, last_call, library_methods, never_returns
from flake8_cb.flow.names.scopes import dotted
from flake8_cb.flow.names.units import Unit
from flake8_cb.sdk.endings import OF_PARAMETERS, RAISES
from flake8_cb.trees import first_name, last_name


class Guards:
    """Marks the statements that leave.

    ``names`` are functions that may raise and are called for that alone, ``ending`` all that may not come back, and
    ``ended_by`` the objects whose methods end a run.
    """

    def __init__(
        self,
        units: list[Unit],
        hot: set[Unit],
        bound: dict[str, tuple[str, str]],
        ends: Callable[[str, str], bool],
        *,
        exported: bool,
    ) -> None:
        self._bound = bound
        classes = {unit.node.name for unit in units if isinstance(unit.node, ast.ClassDef)}
        self.ending = {  # a method may be another one in a subclass
            unit.node.name
            for unit in units
            if isinstance(unit.node, ast.FunctionDef) and classes.isdisjoint(unit.owners[-1:])
            if never_returns(unit.node)
        }
        self.ended_by: set[str] = set()
        # Those of an imported module are perhaps called by others.
        self.names = set(_guards_for_others(units)) if exported else set()
        self.ending |= self.names | self._mark(units, hot, ends)

    def _mark(self, units: list[Unit], hot: set[Unit], ends: Callable[[str, str], bool]) -> set[str]:
        """What calls a function that never comes back leaves as ``raise`` does; return the names in such calls.

        A function in which something is raised may not come back: it guards what follows.
        """
        found: set[str] = set()
        raising = {unit.owners[-1] for unit in units if isinstance(unit.node, ast.Raise) and unit.deferred}
        imported = self._bound
        methods = library_methods(imported)
        owners = {unit.owners for unit in hot}
        for unit in units:  # what another function never comes back from, ends the one that calls it last
            function = unit.node
            if not isinstance(function, ast.FunctionDef) or unit.owners or (end := last_call(function)) is None:
                continue
            module, name = called_as(end, imported)
            if ends(module, name) if module else name in self.ending:
                found.add(function.name)
                owners.add((function.name,))
        for unit in units:
            call = unit.node.value if isinstance(unit.node, ast.Expr) else None  # nobody asks for a result
            if unit.owners in owners and isinstance(call, ast.Call):
                module, name = called_as(call, imported)
                method = getattr(call.func, "attr", "")
                if not module and (method in methods or (first_name(call.func), method) in OF_PARAMETERS):
                    unit.leaves = True
                    self.ended_by.add(first_name(call.func))
                elif f"{module}.{name}" in RAISES or (ends(module, name) if module else name in self.ending):
                    unit.leaves = True
                    found.update(dotted(call.func))
                elif (guard := last_name(call.func)) in raising:
                    unit.leaves = True
                    found.add(guard)
                    self.names.add(guard)
        return found


def _guards_for_others(units: list[Unit]) -> Iterator[str]:
    """Yield the functions at the top in which something is raised, and which return nothing."""
    raising = {unit.owners for unit in units if isinstance(unit.node, ast.Raise)}
    giving = {unit.owners for unit in units if isinstance(unit.node, ast.Return)}
    for unit in units:
        if isinstance(unit.node, ast.FunctionDef) and not unit.owners and (unit.node.name,) in raising - giving:
            yield unit.node.name
