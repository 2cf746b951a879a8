"""Which parts of a module can concern a connection: a cheap pass over names, so that the rest need not be executed.

Forward, names that may lead to a connection or to an effect: those imported from the SDK and from the libraries
that start processes and threads, what is made from them, and the functions and classes in which they occur.
Backward, names that such code asks for: its conditions, targets and arguments. A statement that neither holds the
one nor binds the other can be passed over; its names are unknown after it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from flake8_cb.flow.names.endings import called_as, imported_names
from flake8_cb.flow.names.guards import Guards
from flake8_cb.flow.names.imported import ENDING, handed_on, leading_imports
from flake8_cb.flow.names.leading import Leading
from flake8_cb.flow.names.needed import Needed
from flake8_cb.flow.names.units import DEFINITIONS, FILLING, TAKING, Unit, attribute_targets, units_of
from flake8_cb.flow.names.writing import Writing
from flake8_cb.sdk.reader import Catalogue
from flake8_cb.trees import first_name, last_name

#: What gives an object the attributes of another.
SHARING = frozenset({"__dict__"})

#: Libraries that make commands of all that a module has, though they are given nothing.
MAKING_COMMANDS = frozenset({"fire"})

#: Names by which the environment is read.
READING_ENVIRONMENT = frozenset({"environ", "getenv"})

#: Functions that load a file into the environment, by the last part of their name.
LOADING_ENVIRONMENT = frozenset({"load_dotenv"})


class Relevance:
    """Answers which statements and functions of a module are worth executing."""

    def __init__(
        self,
        tree: ast.Module,
        catalogue: Catalogue,
        shadowed: frozenset[str],
        leads: Callable[[str, str], bool] = lambda module, name: False,
        *,
        offers: Callable[[str], Iterable[str]] = lambda module: (),
        ends: Callable[[str, str], bool] = lambda module, name: False,
        reads: Callable[[str], bool] = lambda module: False,
        exported: bool = False,
    ) -> None:
        """Take the names of a module apart.

        ``leads`` answers whether a name of a module of the project leads to a connection ("" is the module itself),
        ``offers`` which of its names do, ``ends`` whether a name is a function that may not come back, and ``reads``
        whether it is a module of the project at all.
        ``exported``: other modules of the project work with this one.
        """
        units = list(units_of(tree))
        mark_attributes(units)
        imported = set(leading_imports(units, catalogue, shadowed, leads, offers))
        self.concerned = bool(imported)
        bound = imported_names(unit.node for unit in units)
        fill_environment(units, bound)
        runners = {name for name, (module, _) in bound.items() if module in MAKING_COMMANDS}
        named = {"globals" for unit in units for call in unit.calls if _is_of_namespace(call.func)}
        leading = Leading(units, ENDING | imported | SHARING | runners | named)
        self.acts = any(leading.acts(unit) for unit in leading.hot)
        hot = leading.hot
        if exported:  # what others call of it, and override in it, is not seen here
            classes = {unit.node.name for unit in units if isinstance(unit.node, ast.ClassDef)} & leading.names
            hot |= {unit for unit in units if not classes.isdisjoint(unit.owners)}
        guards = Guards(units, hot, bound, ends, exported=exported)
        self._writing = Writing(units)
        needed = Needed(units, leading, guards, self._writing, bound, reads, exported=exported)
        # What is kept from here on are names and nodes: to keep the units of all modules takes much memory.
        self.leading = frozenset(leading.names)
        self._needed = frozenset(needed.names | guards.ending)
        self._relevant: set[ast.AST] = set()
        for unit in units:
            if (
                unit in hot
                or unit in needed.kept
                or unit.leaves
                or isinstance(unit.node, (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal))
            ):
                self._relevant.add(unit.node)
                self._relevant.update(unit.above)
        self._hot_functions = {owner for unit in hot for owner in unit.owners}
        top = [unit for unit in units if not unit.owners]
        self.defined = frozenset(name for unit in top for name in unit.binds)
        self.handed_on = dict(handed_on(top))
        self.filled = frozenset(_objects_of(units, FILLING))
        self._taken = frozenset(_objects_of(units, TAKING))

    def is_taken_from(self, node: ast.AST) -> bool:
        """Report whether something of the module takes out what a call of a method gives its object."""
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, (ast.Name, ast.Attribute))
            and last_name(node.func.value) in self._taken
        )

    def is_relevant(self, statement: ast.AST) -> bool:
        """Report whether the statement must be executed."""
        return statement in self._relevant

    def is_relevant_function(self, name: str) -> bool:
        """Report whether functions of that name reach an effect, or give a value that is asked for."""
        return name in self._hot_functions or name in self._needed

    def asks_for(self, name: str) -> bool:
        """Report whether what is worth executing asks for the name."""
        return name in self.leading or name in self._needed

    def writers(self, asks_for: Callable[[str], bool]) -> frozenset[str]:
        """Return the names of the functions that set attributes or global names which are asked for."""
        return self._writing.of(asks_for)

    def reaches_effect(self, name: str) -> bool:
        """Report whether functions of that name hold something that may lead to a connection."""
        return name in self._hot_functions


def mark_attributes(units: list[Unit]) -> None:
    """Note the global names that functions set, and the objects of the module that are given attributes."""
    declared = {name for unit in units if isinstance(unit.node, (ast.Global, ast.Nonlocal)) for name in unit.node.names}
    for unit in units:
        unit.attributes |= unit.binds & declared
        if not unit.owners:  # an object of the module that is given an attribute leads to it
            unit.binds |= {first_name(each) for each in attribute_targets(unit.node)} - {""}


def fill_environment(units: list[Unit], bound: dict[str, tuple[str, str]]) -> None:
    """Note which statements load a file into the environment: whoever reads that asks for them."""
    readers = [name for name, (_, part) in bound.items() if part in READING_ENVIRONMENT]
    for unit in units:
        if any(called_as(call, bound)[1] in LOADING_ENVIRONMENT for call in unit.calls):
            unit.fills += [(name, set()) for name in (*READING_ENVIRONMENT, *readers)]


def _objects_of(units: Iterable[Unit], methods: frozenset[str]) -> Iterator[str]:
    """Yield the names of the objects that something of a module calls one of these methods of."""
    for unit in units:
        for call in unit.calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr in methods:
                yield last_name(call.func.value)


def _is_of_namespace(function: ast.AST) -> bool:
    """Report whether what is called is looked up among the names of the module: ``globals()[name]()``."""
    looked_up = function.value if isinstance(function, ast.Subscript) else None
    return isinstance(looked_up, ast.Call) and last_name(looked_up.func) == "globals"
