"""Aliases: the other names by which a collection is changed, through a variable of its own or a parameter."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from flake8_cb.flow.names.units import Unit
from flake8_cb.trees import last_name

#: Displays that hold their items themselves, not copies.
DISPLAYS = (ast.List, ast.Tuple, ast.Set)


class Aliases:
    """Answers by which other names a statement lets something be changed."""

    def __init__(self, units: Iterable[Unit], parameters: Mapping[str, list[list[str]]]) -> None:
        """``parameters`` are those of each function and class, by its name."""
        pairs = {unit: list(_pairs(unit, parameters)) for unit in units}
        sources: defaultdict[str, set[str]] = defaultdict(set)
        for name, other in (pair for found in pairs.values() for pair in found):
            sources[other].add(name)
        changed = {name for unit in pairs for name in unit.changes}
        todo = list(changed)
        for each in todo:  # it grows meanwhile
            new = sources[each] - changed
            changed |= new
            todo += new
        self._others: dict[Unit, list[tuple[str, str]]] = {
            unit: [pair for pair in found if pair[1] in changed] for unit, found in pairs.items()
        }

    def of(self, unit: Unit) -> list[tuple[str, str]]:
        """Return the names that a statement reads, each with another one by which the same thing is changed."""
        return self._others.get(unit, [])


def _pairs(unit: Unit, parameters: Mapping[str, list[list[str]]]) -> Iterator[tuple[str, str]]:
    """Yield each name that a statement reads with another one that it gives to the same thing."""
    if isinstance(unit.node, (ast.Assign, ast.AnnAssign)) and unit.node.value is not None:
        targets = unit.node.targets if isinstance(unit.node, ast.Assign) else [unit.node.target]
        others = {last_name(each) for each in targets} - {""}
        yield from ((name, other) for name in _held(unit.node.value) for other in others)
    elif isinstance(unit.node, (ast.For, ast.AsyncFor)) and isinstance(unit.node.iter, DISPLAYS):
        yield from ((name, last_name(unit.node.target)) for name in _held(unit.node.iter))
    for call in unit.calls:
        for names in parameters.get(last_name(call.func), ()):
            for name, given in (
                *zip(names, call.args, strict=False),
                *((each.arg, each.value) for each in call.keywords),
            ):
                if name in names:
                    yield from ((held, name) for held in _held(given))


def _held(node: ast.expr) -> Iterator[str]:
    """Yield the names of what an expression is, or holds as it is."""
    if isinstance(node, DISPLAYS):
        for each in node.elts:
            yield from _held(each)
    elif isinstance(node, ast.Dict):
        for each in node.values:
            yield from _held(each)
    elif name := last_name(node):
        yield name
