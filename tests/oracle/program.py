"""What is passed between the parts of the oracle: programs, and the records of their runs."""

from __future__ import annotations

import re
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
        functions, methods = [], {}
        owner = ""
        for line in self.source.splitlines():
            if definition := re.match(r"class (\w+)(?:\((\w+)\))?|def (\w+)|    def ([a-z]\w+)\(self", line):
                cls, base, function, method = definition.groups()
                owner = cls or ("" if function else owner)
                if cls:
                    methods[cls] = list(methods.get(base, ()))
                elif function:
                    functions.append(function)
                elif owner and method not in methods[owner]:
                    methods[owner].append(method)
        return (*functions, *(f"{cls}.{method}" for cls, names in methods.items() for method in names))

    @property
    def source(self) -> str:
        """The text of the linted module."""
        return self.modules[LINTED]


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
    def called(self) -> set[str]:
        """The names of the functions that were certainly called."""
        return {each[4][0][1] for each in self.events if each[1] == "call" and not each[2]}

    @property
    def starts_threads(self) -> bool:
        """Report whether there are several orders in which it may go."""
        return any(each[1] == "start_thread" for each in self.events)
