"""Which parts of a module can concern a connection: a cheap pass over names, so that the rest need not be executed.

Forward, names that may lead to a connection or to an effect: those imported from the SDK and from the libraries
that start processes and threads, what is made from them, and the functions and classes in which they occur.
Backward, names that such code asks for: its conditions, targets and arguments. A statement that neither holds the
one nor binds the other can be passed over; its names are unknown after it.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from flake8_cb.flow.names.aliases import Aliases
from flake8_cb.flow.names.endings import called_as, imported_names, last_call, library_methods, never_returns
from flake8_cb.flow.names.scopes import arguments_of, dotted
from flake8_cb.flow.names.units import (
    DEFINITIONS,
    EVERYWHERE,
    FILLING,
    TAKING,
    Unit,
    attribute_targets,
    names_in,
    units_of,
)
from flake8_cb.flow.names.writing import Writing
from flake8_cb.project.modules import imported_by_call, imported_from
from flake8_cb.sdk.endings import OF_PARAMETERS, RAISES
from flake8_cb.sdk.reader import Catalogue, matters
from flake8_cb.trees import first_name, last_name

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

#: What gives an object the attributes of another.
SHARING = frozenset({"__dict__"})

#: Libraries that make commands of all that a module has, though they are given nothing.
MAKING_COMMANDS = frozenset({"fire"})

#: Names by which the environment is read.
READING_ENVIRONMENT = frozenset({"environ", "getenv"})

#: Functions that load a file into the environment, by the last part of their name.
LOADING_ENVIRONMENT = frozenset({"load_dotenv"})

#: Methods that a ``with`` statement runs.
ENTERING = frozenset({"__enter__", "__exit__", "__aenter__", "__aexit__"})

#: Methods that wait for other threads, by which what these do comes before what follows.
WAITING = frozenset({"join", "wait", "wait_for"})


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
        self.exported = exported
        self.units = list(units_of(tree))
        self.parameters: defaultdict[str, list[list[str]]] = defaultdict(list)
        for unit in self.units:
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                names = [argument.arg for argument in arguments_of(unit.node.args)]
                self.parameters[unit.node.name].append(names[1:] if names[:1] in (["self"], ["cls"]) else names)
            elif isinstance(unit.node, ast.ClassDef):
                for each in unit.node.body:
                    if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and each.name in (
                        "__init__",
                        "__new__",
                    ):
                        self.parameters[unit.node.name].append(
                            [argument.arg for argument in arguments_of(each.args)][1:]
                        )
        declared = {
            name for unit in self.units if isinstance(unit.node, (ast.Global, ast.Nonlocal)) for name in unit.node.names
        }
        for unit in self.units:
            unit.attributes |= unit.binds & declared
            if not unit.owners:  # an object of the module that is given an attribute leads to it
                unit.binds |= {first_name(each) for each in attribute_targets(unit.node)} - {""}
        imported = set(_imported(self.units, catalogue, shadowed, leads, offers))
        self.concerned = bool(imported)
        self._bound = bound = imported_names(unit.node for unit in self.units)
        readers = [name for name, (_, part) in bound.items() if part in READING_ENVIRONMENT]
        for unit in self.units:
            if any(called_as(call, bound)[1] in LOADING_ENVIRONMENT for call in unit.calls):
                unit.fills += [(name, set()) for name in (*READING_ENVIRONMENT, *readers)]
        runners = {name for name, (module, _) in bound.items() if module in MAKING_COMMANDS}
        named = {"globals" for unit in self.units for call in unit.calls if _is_of_namespace(call.func)}
        self.leading = ENDING | imported | SHARING | runners | named
        hot = self._forward()
        self.acts = any(self._acts(unit) for unit in hot)
        classes = {unit.node.name for unit in self.units if isinstance(unit.node, ast.ClassDef)}
        if exported:  # what others call of it, and override in it, is not seen here
            leading = classes & self.leading
            hot |= {unit for unit in self.units if not leading.isdisjoint(unit.owners)}
        self._ending = {  # a method may be another one in a subclass
            unit.node.name
            for unit in self.units
            if isinstance(unit.node, ast.FunctionDef) and classes.isdisjoint(unit.owners[-1:])
            if never_returns(unit.node)
        }
        self._ended_by: set[str] = set()  # the objects whose methods end a run
        # Functions that may raise, and are called for that alone: those of an imported module perhaps by others.
        self._guards = set(self._guards_for_others()) if exported else set()
        self._ending |= self._guards | self._end(hot, ends)
        self._writing = Writing(self.units)
        self._reads = reads
        self._objects = {name for unit in self.units if isinstance(unit.node, ast.Assign) for name in unit.binds}
        kept = self._backward(hot, Aliases(self.units, self.parameters))
        self._relevant: set[ast.AST] = set()
        for unit in self.units:
            if (
                unit in hot
                or unit in kept
                or unit.leaves
                or isinstance(unit.node, (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal))
            ):
                self._relevant.add(unit.node)
                self._relevant.update(unit.above)
        self._hot_functions = {owner for unit in hot for owner in unit.owners}
        top = [unit for unit in self.units if not unit.owners]
        self.defined = frozenset(name for unit in top for name in unit.binds)
        self.handed_on = dict(_handed_on(top))
        self.filled = frozenset(_objects_of(self.units, FILLING))
        self._taken = frozenset(_objects_of(self.units, TAKING))
        self.units.clear()

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
        return name in self._hot_functions or name in self._needed or name in self._ending

    def asks_for(self, name: str) -> bool:
        """Report whether what is worth executing asks for the name."""
        return name in self.leading or name in self._needed or name in self._ending

    def writers(self, asks_for: Callable[[str], bool]) -> frozenset[str]:
        """Return the names of the functions that set attributes or global names which are asked for.

        Who asks for a function asks for what that reads to return it.
        """
        read = {name for function, names in self._writing.given.items() if asks_for(function) for name in names}
        return self._writing.of(lambda name: name in read or asks_for(name))

    def reaches_effect(self, name: str) -> bool:
        """Report whether functions of that name hold something that may lead to a connection."""
        return name in self._hot_functions

    def _acts(self, unit: Unit) -> bool:
        """Report whether the import of the module calls there what may lead to a connection."""
        return not unit.deferred and any(not self.leading.isdisjoint(names_in(call)) for call in unit.calls)

    def _forward(self) -> set[Unit]:
        hot: set[Unit] = set()
        inherited = dict(self._calls_of_inherited())
        classes = [unit.node for unit in self.units if isinstance(unit.node, ast.ClassDef)]
        bases = {each.name: list(map(last_name, each.bases)) for each in classes}
        changed = True
        while changed:
            changed = False
            for unit in self.units:
                # What a base calls on its turn may be a method of the class that leads on.
                through_base = inherited.get(unit) in self.leading
                if unit in hot or not (through_base or not self.leading.isdisjoint(unit.uses | unit.attributes)):
                    continue
                hot.add(unit)
                changed = True
                self.leading |= (unit.binds | set(unit.owners)) - EVERYWHERE
                if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)):  # a default or an annotation
                    self.leading |= {argument.arg for argument in arguments_of(unit.node.args)} - EVERYWHERE
                if isinstance(unit.node, ast.ClassDef) and unit.node.bases:  # its ``self`` may be a connection
                    family = _family(unit.node.name, bases)
                    inner = {each for each in self.units if _uses_itself(each) and not family.isdisjoint(each.owners)}
                    inner -= hot
                    hot |= inner
                    self.leading |= {name for each in inner for name in (*each.binds, *each.owners)} - EVERYWHERE
                for call in unit.calls:
                    self._pass_on(call)
            changed |= self._fill(hot)
            changed |= self._pass_to_metaclasses(hot)
            changed |= self._pass_to_decorators()
        return hot

    def _calls_of_inherited(self) -> Iterator[tuple[Unit, str]]:
        """Yield each unit that calls a method which only a base from elsewhere can have, with the class around it."""
        own = {name for unit in self.units for name in unit.attributes}
        own |= {name for unit in self.units if unit.owners and _is_in_class(unit) for name in unit.binds}
        derived = {unit.node.name for unit in self.units if isinstance(unit.node, ast.ClassDef) and unit.node.bases}
        for unit in self.units:
            cls = next((each for each in unit.owners if each in derived), None)
            for called in (dotted(call.func) for call in unit.calls) if cls is not None else ():
                if len(called) == 2 and called[0] in EVERYWHERE and called[1] not in own:
                    yield unit, str(cls)

    def _end(self, hot: set[Unit], ends: Callable[[str, str], bool]) -> set[str]:
        """What calls a function that never comes back leaves as ``raise`` does; return the names in such calls.

        A function in which something is raised may not come back: it guards what follows.
        """
        found: set[str] = set()
        raising = {unit.owners[-1] for unit in self.units if isinstance(unit.node, ast.Raise) and unit.deferred}
        imported = self._bound
        methods = library_methods(imported)
        owners = {unit.owners for unit in hot}
        for unit in self.units:  # what another function never comes back from, ends the one that calls it last
            function = unit.node
            if not isinstance(function, ast.FunctionDef) or unit.owners or (end := last_call(function)) is None:
                continue
            module, name = called_as(end, imported)
            if ends(module, name) if module else name in self._ending:
                found.add(function.name)
                owners.add((function.name,))
        for unit in self.units:
            call = unit.node.value if isinstance(unit.node, ast.Expr) else None  # nobody asks for a result
            if unit.owners in owners and isinstance(call, ast.Call):
                module, name = called_as(call, imported)
                method = getattr(call.func, "attr", "")
                if not module and (method in methods or (first_name(call.func), method) in OF_PARAMETERS):
                    unit.leaves = True
                    self._ended_by.add(first_name(call.func))
                elif f"{module}.{name}" in RAISES or (ends(module, name) if module else name in self._ending):
                    unit.leaves = True
                    found.update(dotted(call.func))
                elif (guard := last_name(call.func)) in raising:
                    unit.leaves = True
                    found.add(guard)
                    self._guards.add(guard)
        return found

    def _guards_for_others(self) -> Iterator[str]:
        """Yield the functions at the top in which something is raised, and which return nothing."""
        raising = {unit.owners for unit in self.units if isinstance(unit.node, ast.Raise)}
        giving = {unit.owners for unit in self.units if isinstance(unit.node, ast.Return)}
        for unit in self.units:
            if isinstance(unit.node, ast.FunctionDef) and not unit.owners and (unit.node.name,) in raising - giving:
                yield unit.node.name

    def _fill(self, hot: set[Unit]) -> bool:
        """An object whose method is given what leads on may keep it."""
        filled = {name for unit in hot for name, given in unit.fills if not self.leading.isdisjoint(given)}
        before = len(self.leading)
        self.leading |= filled - EVERYWHERE
        return len(self.leading) > before

    def _pass_to_metaclasses(self, hot: set[Unit]) -> bool:
        """A metaclass makes the objects of a class: what it does leads on as the class does."""
        classes = [unit.node for unit in self.units if isinstance(unit.node, ast.ClassDef)]
        leading = [each for each in classes if each.keywords and each.name in self.leading]
        makers = {last_name(keyword.value) for each in leading for keyword in each.keywords}
        made = {unit for unit in self.units if not makers.isdisjoint(unit.owners)} - hot
        hot |= made
        self.leading |= {name for unit in made for name in (*unit.binds, *unit.owners)} - EVERYWHERE
        return bool(made)

    def _pass_to_decorators(self) -> bool:
        """A decorator is handed its function; one with arguments returns the function that is."""
        before = len(self.leading)
        for unit in self.units:
            if isinstance(unit.node, DEFINITIONS) and unit.node.name in self.leading:
                for decorator in unit.node.decorator_list:
                    name = last_name(decorator.func if isinstance(decorator, ast.Call) else decorator)
                    for each in self.units:
                        if isinstance(each.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and name in (
                            each.node.name,
                            *each.owners,
                        ):
                            self.leading |= {argument.arg for argument in arguments_of(each.node.args)} - EVERYWHERE
        return len(self.leading) > before

    def _pass_on(self, call: ast.Call) -> None:
        """What a call hands over leads on from the parameter that takes it."""
        name = last_name(call.func)
        for parameters in self.parameters.get(name, ()):
            for place, argument in enumerate(call.args):
                if not self.leading.isdisjoint(names_in(argument)):
                    self.leading |= set(
                        parameters[place : place + 1] if not isinstance(argument, ast.Starred) else parameters
                    )
            for keyword in call.keywords:
                if not self.leading.isdisjoint(names_in(keyword.value)):
                    self.leading |= {keyword.arg} if keyword.arg else set(parameters)

    def _backward(self, hot: set[Unit], aliases: Aliases) -> set[Unit]:
        self._needed = set(self._ended_by)
        for unit in hot:
            self._needed |= unit.uses
        hot_functions = {unit.owners[-1] for unit in hot if unit.owners}
        for unit in self.units:  # what a decorator makes of a function decides what is done with it
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and unit.node.name in hot_functions:
                self._needed |= {name for each in unit.node.decorator_list for name in names_in(each)}
        # The conditions around them decide whether they are reached.
        heads = {unit.node: unit for unit in self.units}
        for unit in hot:
            for each in unit.above:
                if each in heads:
                    self._needed |= heads[each].uses
        hot_owners = {unit.owners for unit in hot}
        for unit in self.units:  # a guard that leaves decides what is reached behind it
            if unit.leaves and (unit.owners in hot_owners or not self._guards.isdisjoint(unit.owners[-1:])):
                self._needed |= unit.uses if isinstance(unit.node, ast.Assert) else set()
                for each in unit.above:
                    self._needed |= heads[each].uses if each in heads else set()
        if self.exported:
            self._needed |= {
                name
                for unit in self.units
                if not unit.owners and isinstance(unit.node, (ast.Assign, ast.AnnAssign))
                for name in unit.binds
            }
        self._needed -= EVERYWHERE
        for unit in self.units:  # Python itself calls the special methods of a class
            if isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)) and unit.node.name.startswith("__"):
                if not self.leading.isdisjoint(unit.owners):
                    self._needed.add(unit.node.name)
        kept: set[Unit] = set()
        reaching = {unit for unit in self.units if self._reaches_others(unit)}
        changed = True
        while changed:
            changed = False
            writers = self.writers(self.asks_for)
            for unit in self.units:
                if unit in kept:
                    continue
                gives = isinstance(unit.node, ast.Return) and bool(unit.owners) and unit.owners[-1] in self._needed
                changes = unit.binds.union(name for name, _ in unit.fills)
                waits = unit.owners in hot_owners and _waits(unit.node)
                is_asked_for = not (self._needed.isdisjoint(changes) and self.leading.isdisjoint(changes))
                others = {other for name, other in aliases.of(unit) if name in self._needed}
                writes = unit in reaching or self._runs(unit, writers)
                if gives or waits or writes or is_asked_for or others:
                    kept.add(unit)
                    changed = True
                    self._needed |= (unit.uses | others) - EVERYWHERE
                    for each in unit.above:
                        if each in heads:
                            self._needed |= heads[each].uses - EVERYWHERE
        return kept

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


def _waits(node: ast.AST) -> bool:
    """Report whether a statement waits for what others do, as ``queue.join()`` and ``event.wait()``."""
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WAITING


def _handed_on(units: list[Unit]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each name that the module only hands on, with the module and the name that it is imported from."""
    bindings = Counter(name for unit in units for name in unit.binds)
    for unit in units:
        if isinstance(unit.node, ast.ImportFrom):
            for alias in unit.node.names:
                name = alias.asname or alias.name
                if bindings[name] == 1:
                    yield name, (imported_from(unit.node), alias.name)


def _imported(
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
