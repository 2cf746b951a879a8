"""Imports: modules of the project run where they are imported, others are known by name or by their stub."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.joining import MOST_IMPORT_STATES, thin
from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import FALSE, Const, Obj, Symbol, Tuple, Value, qualified_name
from flake8_cb.flow.language.contexts import Contexts
from flake8_cb.flow.machine.frames import Arguments, Exits, Frame, Results
from flake8_cb.flow.modules import Module
from flake8_cb.flow.stand_ins import put_stand_in
from flake8_cb.project.imports import resolved, submodule
from flake8_cb.project.modules import imported_from
from flake8_cb.project.source import Source
from flake8_cb.sdk.reader import StubModule

#: Steps for which an import of the linted file is followed; one that takes more is one of an unknown module.
MOST_STEPS_OF_IMPORT = 2_500

#: The same for all imports of one run together.
MOST_STEPS_OF_IMPORTS = 8_000

#: Imports within one another that are followed.
DEEPEST_IMPORT = 60


class Imports(Contexts):
    """Executes imports."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.begun: set[Source] = {self.linted.source}  # modules whose execution has begun on some path
        self.cold: set[Source] = set()  # modules that are not worth executing for their own sake
        self.given_up: set[Source] = set()  # modules that took too long
        self.steps_of_imports = MOST_STEPS_OF_IMPORTS
        self.importing = 0

    def execute_Import(self, node: ast.Import, state: State) -> list[State]:
        states = [state]
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            following = []
            for before in states:
                asked = self.is_asked_for(name)
                packages = asked and not alias.asname
                for after, value in self.import_module(alias.name, node, before, asked=asked, packages=packages):
                    if not alias.asname and "." in alias.name:
                        value = self.top_level(alias.name, after)
                    after.put(self.scope_of(name, after), name, value)
                    following.append(after)
            states = following
        return states

    def execute_ImportFrom(self, node: ast.ImportFrom, state: State) -> list[State]:
        module = imported_from(node)
        states = [state]
        for alias in node.names:
            name = alias.asname or alias.name
            following = []
            for before in states:
                asked = alias.name == "*" or self.is_asked_for(name)
                for after, source in self.import_module(module, node, before, asked=asked):
                    if alias.name == "*":
                        self.import_star(source, after)
                        following.append(after)
                        continue
                    for each, value in self.imported(module, source, alias.name, node, after, asked=asked):
                        each.put(self.scope_of(name, each), name, value)
                        following.append(each)
            states = following
        return states

    def is_asked_for(self, name: str) -> bool:
        """Report whether code that is worth executing asks for what an import binds."""
        return self.frame.forced or self.frame.module.relevance.asks_for(name)

    def import_module(
        self, module: str, node: ast.AST, state: State, *, asked: bool, packages: bool = False
    ) -> Results:
        """Import a module, which may be named relative to the running one; return it as a value.

        A module of the project is executed if it is asked for, or if it concerns the SDK: else it would only
        cost time, and is known by its name until a connection is handed to it. ``packages``: those around it are
        asked for as well.
        """
        importer = self.frame.module.source
        source = self.modules.project.find(importer, module)
        if source is None:
            self.may_raise(state)
            return [(state, self.known_module(module))]
        states = [state]
        parts = source.name.split(".")
        for count in range(1, len(parts)):
            package = self.modules.project.find(importer, ".".join(parts[:count]))
            if package is not None and (packages or self.is_worthwhile(package)):
                states = [after for before in states for after, _ in self.load(package, node, before)]
        if not (asked or self.is_worthwhile(source)):
            return [(each, self.loaded(source, each) or Symbol("module", source.name)) for each in states]
        return [found for before in states for found in self.load(source, node, before)]

    def known_module(self, module: str) -> Value:
        """Return a module that is none of the project."""
        name = self.modules.project.absolute(self.frame.module.source, module)
        top = name.partition(".")[0]
        replaced = self.linted.replaced_modules
        if top in self.frame.module.source.shadowed or not replaced.isdisjoint((top, name)):
            return Symbol("module", name)
        return self.catalogue.module(name) or Symbol("module", name)

    def is_worthwhile(self, source: Source) -> bool:
        """Report whether the import of the module, or of one that only this import executes, may do something."""
        if source in self.cold:
            return False
        below = self.modules.executed_by(source, known=self.begun | self.cold)
        if any(map(self.modules.acts, below)):
            return True
        self.cold |= below
        return False

    def load(self, source: Source, node: ast.AST, state: State) -> Results:
        """Return the module of a source; the first time on a path it is executed."""
        if source.path == self.linted.source.path:
            return [(state, self.scopes[0])]
        module = self.modules.module(source)
        known = state.objects.get((module.tree, 0))
        if known is not None and known in state.heap:
            self.link(source, known, state)  # its package may have been passed over then
            return [(state, known)]
        if self.importing >= DEEPEST_IMPORT or source in self.given_up or self.steps_of_imports <= 0:
            return [(state, Symbol("module", source.name))]
        importing = self.importing
        self.importing += 1
        try:
            if importing:
                return self.run_module(module, node, state)
            return self.run_within(module, node, state)
        finally:
            self.importing = importing

    def run_within(self, module: Module, node: ast.AST, state: State) -> Results:
        """Run a module and what it imports for a bounded number of steps, which the linted file does not pay."""
        before, began = state.copy(), self.spent()
        steps = min(MOST_STEPS_OF_IMPORT, self.steps_of_imports)
        found = self.within(steps, lambda: self.run_module(module, node, state))
        used = self.spent() - began
        self.steps_of_imports -= used
        self.most_steps += used
        self.narrow_from += used
        if found is None:
            self.given_up.add(module.source)
            return [(before, Symbol("module", module.source.name))]
        return found

    def run_module(self, module: Module, node: ast.AST, state: State) -> Results:
        source = module.source
        if source not in self.begun:
            self.begun.add(source)
            self.trace.modules.append(module)
        scope = state.allocate(module.tree, Record("module"))
        if scope not in self.scopes:
            self.scopes.append(scope)
        state.put(scope, "__name__", Const.of(source.name))
        known = frozenset(state.heap)
        frame = Frame(None, scope, self.frame.depth + 1, module, call=node, lead=self.lead_to(module, node))
        exits = Exits()
        with self.leaving_by(exits), self.pushed(frame):
            ended = self.execute(module.tree.body, [state])
            for each in ended:
                self.settle(each, frame, None)
        for raised in exits.raised:
            self.abandon(raised.state, known)
        self.exits.raised += exits.raised
        found = thin(ended, MOST_IMPORT_STATES)
        running = frozenset(frame.scope for frame in self.stack if frame.function is None)
        for each in found:
            self.link(source, scope, each)
            self.introduce(source, scope, each)
            self.put_stand_ins(source, scope, each)
            each.tenure(scope, running)
        return [(each, scope) for each in found]

    def link(self, source: Source, scope: Obj, state: State) -> None:
        """A package has its modules as attributes."""
        package, _, name = source.name.rpartition(".")
        parent = self.modules.project.find(self.linted.source, package) if package else None
        if parent is not None and parent is not source:
            known = self.loaded(parent, state)
            if known is not None and name not in state.heap[known].slots:
                state.put(known, name, scope)

    def introduce(self, source: Source, scope: Obj, state: State) -> None:
        """A module that runs late becomes known to those that have imported it before, when it was not asked for."""
        name = Symbol("module", source.name)
        offered = state.heap[scope].slots
        for importer in self.scopes:
            record = state.heap.get(importer)
            for bound, value in [*record.slots.items()] if record is not None else ():
                if value == name:
                    state.put(importer, bound, scope)
                elif isinstance(value, Symbol) and value.key[:2] == ("attribute", name) and value.key[2] in offered:
                    state.put(importer, bound, offered[value.key[2]])

    def put_stand_ins(self, source: Source, scope: Obj, state: State) -> None:
        """What the linted file replaces of a module is not known, anywhere in the file: fixtures reach far."""
        for replaced in self.linted.replaced:
            name = self.modules.project.absolute(self.linted.source, replaced)
            if name.startswith(f"{source.name}."):
                put_stand_in(state, scope, name[len(source.name) + 1 :].split("."))

    def loaded(self, source: Source, state: State) -> Obj | None:
        """Return the module if it was executed on this path."""
        if source.path == self.linted.source.path:
            return self.scopes[0]
        if source not in self.begun:
            return None
        found = state.objects.get((self.modules.module(source).tree, 0))
        return found if found in state.heap else None

    def top_level(self, module: str, state: State) -> Value:
        """Return what ``import a.b.c`` binds: the package at the top."""
        top = module.partition(".")[0]
        source = self.modules.project.find(self.frame.module.source, top)
        if source is None:
            return self.known_module(top)
        return self.loaded(source, state) or Symbol("module", source.name)

    def imported(self, module: str, source: Value, name: str, node: ast.AST, state: State, *, asked: bool) -> Results:
        """Return what ``from module import name`` finds: an attribute of the module, or else a module below it."""
        record = state.record(source)
        if record is not None and name in record.slots:
            return [(state, record.slots[name])]
        if isinstance(source, StubModule) and not self.linted.replaces(f"{module}.{name}"):
            found = source.lookup(name)
            if found is not None:
                return [(state, self.constant(found))]
        below = submodule(module, name)
        if self.modules.project.find(self.frame.module.source, below) is not None:
            return self.import_module(below, node, state, asked=asked)
        if record is not None:
            return self.attribute(source, name, node, state)
        full = f"{qualified_name(source)}.{name}"
        if full in ("typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"):
            return [(state, FALSE)]
        return [(state, Symbol("attribute", Symbol("module", qualified_name(source)), name))]

    def import_star(self, module: Value, state: State) -> None:
        for name, value in self.offered(module, state):
            state.put(self.frame.scope, name, value)

    def offered(self, module: Value, state: State) -> list[tuple[str, Value]]:
        """Return what a star import binds: the names in ``__all__``, or those without an underscore in front."""
        if isinstance(module, StubModule):
            found = [(name, module.lookup(name)) for name in module if not name.startswith("_")]
            return [(name, self.constant(value)) for name, value in found if value is not None]
        record = state.record(module)
        if record is None:
            return []
        listed = self.items(record.slots.get("__all__", Tuple(())), state) or []
        names = [str(each.value) for each in listed if isinstance(each, Const)]
        names = names or [name for name in record.slots if not str(name).startswith("_")]
        return [(name, record.slots[name]) for name in names if name in record.slots]

    def import_by_name(self, arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Do what ``importlib.import_module`` does, where the name is known."""
        given = [*arguments.positional, dict(arguments.keywords).get("package"), None]
        name, package = given[0], given[1]
        if not (isinstance(name, Const) and isinstance(name.value, str)):
            return [(state, Symbol("call", node, *self.here()))]
        within = package.value if isinstance(package, Const) and isinstance(package.value, str) else None
        return self.import_module(resolved(name.value, within), node, state, asked=True)

    def resolve(self, name: Symbol, node: ast.AST, state: State) -> Results:
        """Return what a name of the project stands for whose module was not worth executing when it was imported."""
        base, attribute = name.key[1], name.key[2] if len(name.key) > 2 else ""
        if name.key[0] == "module":
            source = self.modules.project.find(self.linted.source, str(base))
            return self.load(source, node, state) if source is not None else [(state, name)]
        if name.key[0] != "attribute" or not isinstance(base, Symbol):
            return [(state, name)]
        found: Results = []
        for after, module in self.resolve(base, node, state):
            if isinstance(module, Symbol):
                found.append((after, name))
            else:
                found += self.attribute(module, str(attribute), node, after)
        return found
