"""Which functions of the linted file a framework calls again and again (`flake8_cb/sdk/entry_points.py`)."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Called, Trace
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.flow.names.units import DEFINITIONS
from flake8_cb.sdk.entry_points import ENTRY_POINTS, EntryPoint, How
from flake8_cb.trees import first_name, last_name, walk


class EntryPoints:
    """The entry points of one linted file."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        own = tuple(EntryPoint(how, name) for name in trace.settings.entry_points for how in _OWN)
        self.rows: defaultdict[How, list[EntryPoint]] = defaultdict(list)
        for row in (*ENTRY_POINTS, *own):
            self.rows[row.how].append(row)
        self.aliases = dict(_imported_names(trace.tree)) if trace.tree is not None else {}
        self.libraries = {name.partition(".")[0] for name in self.aliases.values()}
        self.registered: dict[FunctionNode, list[str]] = {}
        for event in trace.of(Called):
            if event.how == "handed":
                self.registered.setdefault(event.function, []).append(event.callee)

    @cached_property
    def is_script(self) -> bool:
        """Report whether the body of the module runs anew on each interaction: it, or what it calls, draws the page."""
        wanted = {row.name for row in self.rows["script"]}
        trees = [each for each in (self.trace.tree, *(each.tree for each in self.trace.modules)) if each is not None]
        drawing = [self.drawn_with(each, wanted) for each in trees]
        if not any(drawing):
            return False
        functions: defaultdict[str, list[tuple[ast.stmt, set[str]]]] = defaultdict(list)
        for tree, names in zip(trees, drawing, strict=True):
            for name, function in _functions_of(tree.body):
                functions[name] += [(each, names) for each in function.body]
        todo = [(each, drawing[0]) for each in trees[0].body if not isinstance(each, DEFINITIONS)]
        for statement, names in todo:  # it grows meanwhile
            for call in _calls(statement):
                if first_name(call.func) in names:
                    return True
                todo += functions.pop(last_name(call.func), ())
        return False

    def drawn_with(self, tree: ast.Module, libraries: set[str]) -> set[str]:
        """Return the names that a module has imported from some libraries."""
        names = self.aliases if tree is self.trace.tree else dict(_imported_names(tree))
        return {name for name, dotted in names.items() if dotted.partition(".")[0] in libraries}

    def entry_point_of(self, function: FunctionNode) -> FunctionNode | None:
        """Return the entry point that a function is, or in whose place a decorator has put it, or None."""
        todo = [function]
        for each in todo:  # it grows meanwhile
            if self.is_entry_point(each):
                return each
            todo += [inner for outer, inner in self.trace.wrappers if outer is each and inner not in todo]
        return None

    def is_entry_point(self, function: FunctionNode) -> bool:
        """Report whether a framework calls the function on each request, task, message or tool call."""
        by_itself = (
            any(self.matches("decorator", name) for name in self.trace.decorators.get(function, ()))
            or self.is_method(function)
            or self.is_called(function)
            or (isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and self.is_shaped(function))
        )
        registered = any(self.matches("registration", name) for name in self.registered.get(function, ()))
        # What shows by itself to be an entry point is reported in its own file, and not where it is registered.
        return registered and not by_itself if self.trace.module_of(function) else registered or by_itself

    def is_method(self, function: FunctionNode) -> bool:
        """Report whether the function is a method that a base class of a framework calls."""
        owner, name = self.trace.owners.get(function), getattr(function, "name", "")
        bases = self.trace.bases.get(owner, ()) if owner is not None else ()
        return any(
            is_named(row.name, base) and (name in row.methods if row.methods else not name.startswith("_"))
            for row in self.rows["base"]
            for base in bases
        )

    def is_called(self, function: FunctionNode) -> bool:
        """Report whether the function is what a server calls an object by."""
        owner = self.trace.owners.get(function)
        if owner is None or getattr(function, "name", "") != "__call__":
            return False
        parameters = [each.arg for each in arguments_of(function.args)][1:]
        initialisers = [each for each in owner.body if getattr(each, "name", "") == "__init__"]
        given = {
            each.arg for one in initialisers if isinstance(one, ast.FunctionDef) for each in arguments_of(one.args)
        }
        return any(parameters == row.name.split(", ") and given.issuperset(row.methods) for row in self.rows["call"])

    def is_shaped(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        """Report whether the name, the parameters or their types show that a framework calls the function."""
        parameters = [argument.arg for argument in arguments_of(function.args)]
        is_method = function in self.trace.owners
        if not is_method:
            for row in self.rows["name"]:
                name, bracket, rest = row.name.partition("(")
                wanted = [each.strip() for each in rest.rstrip(")").split(",")] if bracket else []
                if function.name == name and parameters[: len(wanted)] == wanted:
                    return True
        first = next((each for each in parameters if each not in ("self", "cls")), "")
        for row in self.rows["parameter"]:
            library, _, name = row.name.partition(":")
            if first == name and library in self.libraries and not function.name.startswith("_"):
                return True
        notes = {self.dotted(each.annotation) for each in arguments_of(function.args) if each.annotation is not None}
        return not function.name.startswith("_") and any(
            is_named(row.name, note) for row in self.rows["annotation"] for note in notes if note
        )

    def matches(self, how: How, name: str) -> bool:
        return any(is_named(row.name, name) for row in self.rows[how])

    def dotted(self, node: ast.expr) -> str:
        """Return the dotted name that an expression stands for by the imports of the file, or ""."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            top, dot, rest = node.value.partition(".")
            return f"{self.aliases[top]}{dot}{rest}" if top in self.aliases else ""
        if isinstance(node, ast.Subscript):
            return self.dotted(node.value)
        if isinstance(node, ast.Name):
            return self.aliases.get(node.id, "")
        if isinstance(node, ast.Attribute):
            outer = self.dotted(node.value)
            return f"{outer}.{node.attr}" if outer else ""
        return ""


#: What a name of the user's may be: the option does not ask.
_OWN: tuple[How, ...] = ("decorator", "base", "registration")


def _functions_of(body: list[ast.stmt]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield the functions and methods of a module by the names that call them: an initialiser by that of its class."""
    for each in body:
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield each.name, each
        elif isinstance(each, ast.ClassDef):
            yield from ((each.name if name == "__init__" else name, inner) for name, inner in _functions_of(each.body))


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in walk(node) if isinstance(each, ast.Call))


def is_named(wanted: str, name: str) -> bool:
    """Report whether a dotted name is the one of a row; ``.*`` at its end stands for any attribute."""
    if wanted.endswith(".*"):
        return name.startswith(wanted[:-1]) and "." not in name[len(wanted) - 1 :]
    return name == wanted


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (
                    alias.asname or alias.name.partition(".")[0],
                    (alias.name if alias.asname else alias.name.partition(".")[0]),
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
