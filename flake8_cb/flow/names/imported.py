"""Imported names: which of them lead to a connection or to an effect, and which are only handed on."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from flake8_cb.flow.names.units import Unit
from flake8_cb.project.modules import imported_by_call, imported_from
from flake8_cb.sdk.reader import Catalogue, matters

#: Modules of Python that nearly every file imports: of them only the names in `ENDING` count.
EVERYDAY = frozenset(
    {
        "os", "sys", "atexit", "contextlib", "copyreg", "functools", "itertools", "dataclasses", "pty", "typing",
        "typing_extensions",
    }
)  # fmt: skip

#: Functions that make a process, or end one.
ENDING = frozenset(
    {
        "fork",
        "forkpty",
        "_exit",
        "abort",
        "exit",
        "quit",
        "execv",
        "execve",
        "execl",
        "execle",
        "execlp",
        "execlpe",
        "execvp",
        "execvpe",
    }
)


def leading_imports(
    units: Iterable[Unit],
    catalogue: Catalogue,
    shadowed: frozenset[str],
    leads: Callable[[str, str], bool],
    offers: Callable[[str], Iterable[str]],
) -> Iterator[str]:
    """Yield the names that are imported from stub modules, where these are no everyday ones, or that lead there."""
    for unit in units:
        if any(leads(module, "") for module in map(imported_by_call, unit.calls) if module):
            yield from unit.binds
        if isinstance(unit.node, ast.Import):
            for alias in unit.node.names:
                bound = alias.name if alias.asname else alias.name.partition(".")[0]
                if (_counts(bound, catalogue, shadowed) and matters(catalogue.module(bound))) or leads(alias.name, ""):
                    yield alias.asname or bound
        elif isinstance(unit.node, ast.ImportFrom):
            source = imported_from(unit.node)
            for alias in unit.node.names:
                if alias.name == "*":
                    yield from offers(source)
                elif leads(source, alias.name):
                    yield alias.asname or alias.name
        if isinstance(unit.node, ast.ImportFrom) and not unit.node.level and unit.node.module:
            if _counts(unit.node.module, catalogue, shadowed):
                module = catalogue.module(unit.node.module)
                for alias in unit.node.names:
                    if alias.name == "*":
                        yield from (name for name in module or () if module and matters(module.lookup(name)))
                    elif module and matters(module.lookup(alias.name)):
                        yield alias.asname or alias.name
            else:
                yield from (alias.asname or alias.name for alias in unit.node.names if alias.name in ENDING)


def _counts(module: str, catalogue: Catalogue, shadowed: frozenset[str]) -> bool:
    top = module.partition(".")[0]
    return top not in EVERYDAY and top not in shadowed and catalogue.module(module) is not None


def handed_on(units: list[Unit]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each name that the module only hands on, with the module and the name that it is imported from."""
    bindings = Counter(name for unit in units for name in unit.binds)
    for unit in units:
        if isinstance(unit.node, ast.ImportFrom):
            for alias in unit.node.names:
                name = alias.asname or alias.name
                if bindings[name] == 1:
                    yield name, (imported_from(unit.node), alias.name)
