"""What is passed between the parts of the oracle: programs, and the records of their runs."""

from __future__ import annotations

import ast
import re
from collections import ChainMap
from dataclasses import dataclass, replace
from typing import Any

#: The module that is linted; it is also run as the script.
LINTED = "app"


@dataclass(frozen=True)
class Program:
    """A program of one or several modules, by name. ``generation`` is that of the SDK it is written for.

    ``entries`` are the public functions of the linted module that nothing calls: others may, after it was imported.
    """

    generation: int
    modules: dict[str, str]
    entries: tuple[str, ...] = ()

    @classmethod
    def of(cls, generation: int, modules: dict[str, str]) -> Program:
        """Return a program with its entries."""
        made = cls(generation, modules)
        return replace(made, entries=tuple(each for each in made.callables if is_mentioned_once(each, made.source)))

    @property
    def callables(self) -> tuple[str, ...]:
        """The functions that the linted module defines at its top, and the methods of its classes, inherited or not."""
        return tuple(self.definitions)

    @property
    def definitions(self) -> dict[str, tuple[str, int]]:
        """The callables, each with the module and the line of its definition."""
        methods: dict[str, dict[str, tuple[str, int]]] = {}
        functions: dict[str, tuple[str, int]] = {}
        for module in sorted(self.modules, key=LINTED.__eq__):  # the others first, whose classes it may inherit from
            for node in ast.parse(self.modules[module]).body:
                place = (module, first_line(node))
                if isinstance(node, ast.ClassDef):
                    own = {
                        each.name: (module, first_line(each)) for each in node.body if isinstance(each, ast.FunctionDef)
                    }
                    bases = [methods.get(base.id, {}) for base in node.bases if isinstance(base, ast.Name)]
                    methods[node.name] = dict(ChainMap(own, *bases))
                    if module == LINTED:
                        functions |= {
                            f"{node.name}.{name}": at for name, at in methods[node.name].items() if name[0] != "_"
                        }
                elif isinstance(node, ast.FunctionDef) and module == LINTED:
                    functions[node.name] = place
        return functions

    @property
    def source(self) -> str:
        """The text of the linted module."""
        return self.modules[LINTED]


def first_line(node: ast.stmt) -> int:
    """Return the line with which the code of a definition begins: that of its first decorator, if it has one."""
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])


def is_mentioned_once(name: str, text: str) -> bool:
    """Report whether a function, or a method by its own name, is defined and never mentioned."""
    name = name.rpartition(".")[2]
    return len(re.findall(rf"\b{name}\b", text)) == 1


@dataclass(frozen=True)
class Run:
    """One run: what was started ("" for the script, or the entry), and what happened, in each process in its order.

    The events are the lists that ``standin.recorder`` writes: the process, the kind, whether it is in doubt, whether a
    thread did it, and what belongs to it.
    """

    start: str
    events: list[list[Any]]

    @property
    def called(self) -> set[tuple[str, int]]:
        """The functions that were certainly called, by the module and the line of their definition."""
        return {(each[4][0][0], each[4][0][4]) for each in self.events if each[1] == "call" and not each[2]}

    @property
    def starts_threads(self) -> bool:
        """Report whether there are several orders in which it may go."""
        return any(each[1] == "start_thread" for each in self.events)
