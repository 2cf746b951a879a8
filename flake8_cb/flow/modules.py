"""Modules: the linted one and those of the project that it leads to, with what of them is worth executing."""

from __future__ import annotations

import ast
from collections.abc import Set as AbstractSet
from functools import cached_property
from weakref import WeakKeyDictionary

from flake8_cb.flow.domain.natures import demanded_arguments
from flake8_cb.flow.names.endings import called_last, ending_functions_of, guards_of, imported_names
from flake8_cb.flow.names.relevance import Relevance
from flake8_cb.flow.names.scopes import names_of
from flake8_cb.flow.stand_ins import replaced_modules, replaced_names
from flake8_cb.project.finder import Project
from flake8_cb.project.imports import submodule
from flake8_cb.project.memory import remembered
from flake8_cb.project.source import Source
from flake8_cb.sdk.reader import Catalogue, catalogue_of
from flake8_cb.trees import walk

#: Functions that call one another at their ends, which are followed to the one that never comes back.
DEEPEST_ENDING = 4


class Module:
    """A module that can be executed."""

    def __init__(self, source: Source, relevance: Relevance, tree: ast.Module) -> None:
        self.source = source
        self.relevance = relevance
        self.tree = tree

    @cached_property
    def nodes(self) -> frozenset[ast.AST]:
        return frozenset(walk(self.tree))

    @cached_property
    def demanded(self) -> frozenset[str]:
        """Return the names of the arguments that its command line has to give."""
        return demanded_arguments(walk(self.tree))

    @cached_property
    def imported(self) -> dict[str, tuple[str, str]]:
        """Return for each name that it imports the module and the name in that, "" for the module itself."""
        return imported_names(walk(self.tree))

    @cached_property
    def replaced(self) -> tuple[str, ...]:
        """Return the dotted names, of its own too, that this one puts something else in the place of."""
        return tuple(dict.fromkeys(replaced_names(walk(self.tree), self.source.name)))

    @cached_property
    def replaced_modules(self) -> frozenset[str]:
        """Return the names of the modules that this one puts something else in the place of."""
        return frozenset(replaced_modules(walk(self.tree)))

    def replaces(self, name: str) -> bool:
        """Report whether this module puts something else in the place of what has a dotted name, or of a part of it."""
        return any(each == name or each.startswith(f"{name}.") for each in self.replaced)

    @cached_property
    def statements(self) -> int:
        return sum(1 for each in self.nodes if isinstance(each, ast.stmt))


class Modules:
    """The modules of a project, seen with the stubs of one generation."""

    def __init__(self, project: Project, generation: int) -> None:
        self.project = project
        self.generation = generation
        self.catalogue: Catalogue = catalogue_of(generation)
        self._acting: dict[Source, bool] = {}
        self._shared: WeakKeyDictionary[Source, dict[Source, bool]] = WeakKeyDictionary()  # a linted file is let go

    def linted(self, source: Source) -> Module:
        """Return the linted file: of the names that it imports, those lead on that their own modules say do."""
        return Module(source, self._relevance(source, source.tree, exact=True), source.tree)

    def module(self, source: Source) -> Module:
        """Return a module that others import: the same for as long as its tree is kept."""
        parsed = source.parsed
        if self not in parsed.notes:
            parsed.notes[self] = Module(source, self._relevance(source, parsed.tree, exact=False), parsed.tree)
        module: Module = parsed.notes[self]
        return module

    def _relevance(self, source: Source, tree: ast.Module, *, exact: bool) -> Relevance:
        def leads(module: str, name: str) -> bool:
            return self.leads(source, module, name) if exact else self.may_lead(source, module, name)

        def offers(module: str) -> frozenset[str]:
            found = self.project.find(source, module)
            if found is None or found is source or not self.may_lead(source, module, ""):
                return frozenset()
            if exact:
                relevance = self.module(found).relevance
                return relevance.leading & relevance.defined
            return frozenset(names_of(found.tree).bound)

        def ends(module: str, name: str) -> bool:
            found = self.project.find(source, module)
            if found is None or found is source:
                return False
            return name in guards_of(found) or self.ends(found, name)

        def reads(module: str) -> bool:
            return self.project.find(source, module) not in (None, source)

        return Relevance(
            tree,
            self.catalogue,
            source.shadowed,
            leads,
            offers=offers,
            ends=ends,
            reads=reads,
            exported=not exact,
        )

    def ends(self, source: Source, function: str, depth: int = 0) -> bool:
        """Report whether a function at the top of a module never comes back, or leaves that to one that it calls."""
        if function in ending_functions_of(source):
            return True
        base, _, name = called_last(source, function).rpartition(".")
        if not name or depth == DEEPEST_ENDING:
            return False
        if not base and self.ends(source, name, depth + 1):
            return True
        for module, part in source.imports:
            whole = submodule(module, part) if base and part else module
            if whole.rpartition(".")[2] == base if base else part == name:
                found = self.project.find(source, whole)
                if found is not None and self.ends(found, name, depth + 1):
                    return True
        return False

    def acts(self, source: Source) -> bool:
        """Report whether the import of a module may open a connection, or do something with one."""
        if source not in self._acting:
            self._acting[source] = self.project.reaches_sdk(source) and self.module(source).relevance.acts
        return self._acting[source]

    def executed_by(self, source: Source, *, known: AbstractSet[Source] = frozenset()) -> set[Source]:
        """Return the module and those that its import executes, without passing through ``known`` ones."""
        found, todo = {source}, [source]
        while todo:
            new = {each for each in self.project.imported_by(todo.pop()) if each not in found and each not in known}
            found |= new
            todo += new
        return found

    def may_lead(self, importer: Source, module: str, name: str) -> bool:
        """Report whether a name imported from a module of the project may lead to the SDK, or to other work."""
        named = self.project.named(importer, module, name)
        return any(
            self.project.reaches_sdk(each) or self.leads_to_work(each) or self.is_shared(importer, each)
            for each in named
        )

    def leads_to_work(self, source: Source) -> bool:
        """Report whether a module, or one that it imports, may start or end a process, a thread or a task."""
        return source.mentions_work or any(each.mentions_work for each in self.project.imported_by(source))

    def is_shared(self, importer: Source, source: Source) -> bool:
        """Report whether a module, or one that it imports, keeps what others may put there that lead to the SDK."""
        known = self._shared.setdefault(importer, {})
        if source not in known:
            keeping = {each for each in (source, *self.project.imported_by(source)) if each.keeps_state}
            beside = (each for each in self.project.imported_by(importer) if each is not source)
            known[source] = bool(keeping) and (
                (source.keeps_state and importer.mentions_sdk)
                or any(
                    self.project.reaches_sdk(each) and not keeping.isdisjoint(self.project.imported_by(each))
                    for each in beside
                )
            )
        return known[source]

    def leads(self, importer: Source, module: str, name: str) -> bool:
        """The same, as the definition of the name in its own module tells."""
        seen: set[tuple[Source, str]] = set()
        while self.may_lead(importer, module, name):
            source = self.project.find(importer, module)
            if source is None or not name or name == "*" or (source, name) in seen:
                return True
            seen.add((source, name))
            relevance = self.module(source).relevance
            handed_on = relevance.handed_on.get(name)
            if handed_on is None:
                below = self.project.find(importer, submodule(module, name))
                if name in relevance.leading or name in relevance.defined:
                    return name in relevance.leading or self.is_shared(importer, source)
                return below is not None and (self.project.reaches_sdk(below) or below.mentions_work)
            importer, (module, name) = source, handed_on
        return False

    def concerns(self, source: Source) -> bool:
        """Report whether the file, which does not import the SDK, gets at it through what it imports."""
        return any(
            self.leads(source, module, name)
            for module, name in source.imports
            if any(map(self.project.reaches_sdk, self.project.named(source, module, name)))
        )


@remembered(maxsize=64)
def modules_of(project: Project, generation: int) -> Modules:
    """Return the modules of a project for a generation, read once a process."""
    return Modules(project, generation)
