"""Read the sources of a released SDK: which names its modules have, and what they stand for. Nothing is executed."""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Union

Function = ast.FunctionDef | ast.AsyncFunctionDef

#: What a name of a module or class stands for: a definition, another module, or whatever was assigned or imported from
#: outside the release ("something").
Found = Union["SourceClass", "SourceFunction", "SourceModule", str]

SOMETHING = "something"

#: The folder of 2.5 whose modules are given another name in `sys.modules`.
MOVED = ".py34only."

#: The modules that are written in C.
EXTENSIONS = {"_libcouchbase", "pycbc_core"}


@dataclass(frozen=True)
class SourceFunction:
    """A function or method as it is written."""

    node: Function

    @property
    def is_property(self) -> bool:
        return any("property" in ast.unparse(each).lower() for each in self.node.decorator_list)


class SourceClass:
    """A class as it is written, with what it inherits inside the release."""

    def __init__(self, node: ast.ClassDef, module: SourceModule) -> None:
        self.node = node
        self.module = module
        self.names = dict(_bindings(node.body))

    @cached_property
    def mro(self) -> list[SourceClass]:
        """The class and the bases that can be read, as attributes are looked up."""
        order = [self]
        for base in self.node.bases:
            found = self.module.evaluate(base)
            if isinstance(found, SourceClass):
                order = [*order, *(each for each in found.mro if each not in order)]
        return order

    def may_have(self, name: str) -> bool:
        """Report whether a base that is written in C, or a base of the Python library, brings a method of that name."""
        bases = [(each.module, base) for each in self.mro for base in each.node.bases]
        for module, base in bases:
            word = ast.unparse(base.value if isinstance(base, ast.Subscript) else base).rpartition(".")[2].lower()
            if hasattr(getattr(builtins, word, None), name):
                return True
            is_unreadable = module.evaluate(base) in (None, SOMETHING) and not hasattr(builtins, word)
            if is_unreadable and module.release.spells(name):
                return True
        return False

    def find_all(self, name: str) -> list[SourceFunction]:
        """Return the functions of that name: overloads, and those of the bases."""
        nodes = [node for each in self.mro for node in _statements(each.node.body)]
        functions = [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        first = self.find(name)
        found = [SourceFunction(node) for node in functions if node.name == name]
        return [first, *found] if isinstance(first, SourceFunction) else found

    def find(self, name: str) -> Found | None:
        """Return what the class or a base calls by that name."""
        for each in self.mro:
            if name in each.names:
                return each.module.follow(each.names[name], within=each)
        return None


class SourceModule:
    """A module of a release."""

    def __init__(self, name: str, tree: ast.Module, is_package: bool, release: Release) -> None:
        self.name = name
        self.release = release
        self._package = name if is_package else name.rpartition(".")[0]
        self._tree = tree
        self._classes: dict[ast.ClassDef, SourceClass] = {}

    @cached_property
    def names(self) -> dict[str, ast.AST]:
        """What the module defines and imports itself."""
        return dict(_bindings(self._tree.body))

    def lookup(self, name: str, trail: frozenset[tuple[str, str]] = frozenset()) -> Found | None:
        """Return what the module calls by that name, through imports and `import *`, or None."""
        if (self.name, name) in trail:
            return None
        trail = trail | {(self.name, name)}
        if name in self.names:
            return self.follow(self.names[name], name=name, trail=trail)
        for node in _statements(self._tree.body):
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                origin = self.release.module(self._origin(node))
                found = origin.lookup(name, trail) if origin else None
                if found:
                    return found
        return self.release.module(f"{self.name}.{name}") or (SOMETHING if self._takes_over(name) else None)

    def _takes_over(self, name: str) -> bool:
        """Report whether the names of an extension module, which are all taken over, have that one."""
        takes_over = self._gives_itself_names or any(
            self.release.is_extension(self._origin(node))
            for node in _statements(self._tree.body)
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        )
        return takes_over and self.release.spells(name)

    @property
    def _gives_itself_names(self) -> bool:
        return "setattr(sys.modules[__name__]" in ast.unparse(self._tree)

    def evaluate(self, node: ast.expr) -> Found | None:
        """Return what a dotted name stands for, or None."""
        if isinstance(node, ast.Name):
            return self.lookup(node.id)
        if isinstance(node, ast.Subscript):
            return self.evaluate(node.value)
        if isinstance(node, ast.Attribute):
            owner = self.evaluate(node.value)
            if isinstance(owner, SourceModule):
                return owner.lookup(node.attr)
            if isinstance(owner, SourceClass):
                return owner.find(node.attr)
        return None

    def follow(
        self,
        node: ast.AST,
        *,
        name: str = "",
        within: SourceClass | None = None,
        trail: frozenset[tuple[str, str]] = frozenset(),
    ) -> Found | None:
        """Return what a binding of the module, or of a class in it, stands for."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return SourceFunction(node)
        if isinstance(node, ast.ClassDef):
            return self._classes.setdefault(node, SourceClass(node, self))
        if isinstance(node, ast.ImportFrom):
            origin = self.release.module(self._origin(node))
            if origin is None:
                return SOMETHING
            alias = next(each for each in node.names if (each.asname or each.name) == name)
            return origin.lookup(alias.name, trail)
        if isinstance(node, ast.Name) and within is not None and node.id in within.names:
            return self.follow(within.names[node.id], within=within) if within.names[node.id] is not node else SOMETHING
        if isinstance(node, ast.Name):
            return self.lookup(node.id, trail) or SOMETHING
        return (self.evaluate(node) if isinstance(node, ast.Attribute) else None) or SOMETHING

    def _origin(self, node: ast.ImportFrom) -> str:
        base = self._package.split(".")[: len(self._package.split(".")) - node.level + 1] if node.level else []
        return ".".join([*base, *filter(None, [node.module])])


class Release:
    """The Python sources of one release, by module name; ``extension`` is the text of its C sources, if it has any."""

    def __init__(self, texts: dict[str, str], extension: str = "") -> None:
        self.extension = extension
        self._texts = {path.removesuffix(".py").replace("/", "."): text for path, text in texts.items()}
        for name in [name for name in self._texts if MOVED in name]:
            self._texts[name.replace(MOVED, ".")] = self._texts[name]
        self._modules: dict[str, SourceModule | None] = {}

    def is_extension(self, name: str) -> bool:
        """Report whether the module is written in C."""
        return name.rpartition(".")[2] in EXTENSIONS

    def spells(self, word: str) -> bool:
        """Report whether some source of the release, in Python or C, has the word."""
        return word in self._words

    @cached_property
    def _words(self) -> set[str]:
        return set(re.findall(r"\w+", "\n".join([self.extension, *self._texts.values()])))

    def module(self, name: str) -> SourceModule | None:
        """Return a module by its dotted name, or None if the release has no such source."""
        if name not in self._modules:
            found = None
            for key in (name, f"{name}.__init__"):
                # What only an older Python can read (a module named `async`) is as good as absent.
                tree = parse(self._texts[key]) if key in self._texts else None
                if tree is not None:
                    found = SourceModule(name, tree, key != name, self)
            self._modules[name] = found
        return self._modules[name]


def parse(text: str) -> ast.Module | None:
    """Return the syntax tree, or None for what only an older Python can read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # strange escapes in the strings of old releases
        try:
            return ast.parse(text)
        except SyntaxError:
            return None


def _statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements of a body, with those under `if`, `try`, `with` and loops."""
    found: list[ast.stmt] = []
    for node in body:
        found.append(node)
        if isinstance(node, (ast.If, ast.Try, ast.With, ast.For)):
            inner = [getattr(node, part, []) for part in ("body", "orelse", "finalbody")]
            inner += [handler.body for handler in getattr(node, "handlers", [])]
            found += _statements([each for part in inner for each in part])
    return found


def _bindings(body: list[ast.stmt]) -> list[tuple[str, ast.AST]]:
    """Return the names that a body binds with what binds them, the last binding last."""
    found: list[tuple[str, ast.AST]] = []
    for node in _statements(body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.append((node.name, node))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found += [(each.asname or each.name.partition(".")[0], node) for each in node.names if each.name != "*"]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
            found += [(name, node.value or node) for name in names]
    return found
