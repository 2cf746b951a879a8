"""Rewrites of a program that must not change its findings.

A variant takes a source and gives a source. Every comment stays behind the code that it stood behind, so that
expected findings travel with the text. A variant that cannot be made of a program raises NotApplicableError
and says why.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import builtins
import collections
import concurrent.futures
import contextlib
import datetime as dt
import enum
import functools
import importlib.util
import io
import itertools
import logging
import multiprocessing.context
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.process
import queue
import re
import subprocess
import sys
import threading
import tokenize
import unittest
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from expectations import MARK, expectations, header

from flake8_cb.flow.language.instances import SOURCES
from flake8_cb.flow.names.connecting import CONNECTING, says_so
from flake8_cb.rules.cb205 import ONE_INSTANCE
from flake8_cb.sdk import hooks
from flake8_cb.sdk.entry_points import ENTRY_POINTS

Variant = Callable[[str], str]
Function = ast.FunctionDef | ast.AsyncFunctionDef
Import = ast.Import | ast.ImportFrom
Placed = ast.expr | ast.stmt | ast.excepthandler | ast.keyword | ast.arg | ast.pattern

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class NotApplicableError(Exception):
    """Why a variant cannot be made of a program."""


# --- a source and edits of it


@dataclass(frozen=True)
class Edit:
    """The characters from ``start`` to ``end``, counted from the beginning of the text, become ``text``."""

    start: int
    end: int
    text: str


class Source:
    """A program with its tree, its tokens, and offsets into its text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0, *itertools.accumulate(len(line) + 1 for line in self.lines)]
        self.tree = ast.parse(text)
        self.tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def offset(self, line: int, byte: int) -> int:
        """Return the offset of a place of the tree, whose columns count bytes."""
        before = self.lines[line - 1].encode()[:byte]
        return self.starts[line - 1] + len(before.decode())

    def span(self, node: Placed) -> tuple[int, int]:
        """Return where a node begins and ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def names_within(self, start: int, end: int) -> list[tuple[str, int]]:
        """Return the words, with their offsets, among the tokens of a part of the text."""
        found = []
        for token in self.tokens:
            place = self.starts[token.start[0] - 1] + token.start[1]
            if token.type == tokenize.NAME and start <= place < end:
                found.append((token.string, place))
        return found

    def word(self, start: int, old: str, new: str) -> Edit:
        """Return the edit that puts one word for another."""
        if self.text[start : start + len(old)] != old:
            raise NotApplicableError(f"the place of {old!r} is not known exactly (a name inside an f-string)")
        return Edit(start, start + len(old), new)

    def replace(self, node: ast.expr | ast.stmt, text: str) -> Edit:
        """Return the edit that puts a text for a node."""
        return Edit(*self.span(node), text)

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text with all edits made; edits at one place are made in their order."""
        pieces = []
        at = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            assert edit.start >= at, "two edits overlap"
            pieces += [self.text[at : edit.start], edit.text]
            at = edit.end
        return "".join([*pieces, self.text[at:]])

    def scope(self, node: ast.AST) -> ast.AST:
        """Return the function, class, lambda or module around a node."""
        node = self.parents[node]
        while not isinstance(node, (*SCOPES, ast.Module)):
            node = self.parents[node]
        return node

    def enclosing(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes around a node, the nearest first."""
        while node in self.parents:
            node = self.parents[node]
            yield node


def changed(source: Source, edits: list[Edit], reason: str) -> str:
    """Return the edited text; without any edit the variant would be the program itself."""
    if not edits:
        raise NotApplicableError(reason)
    return source.edited(edits)


def bound_by(node: ast.AST) -> list[str]:
    """Return the names that a node itself binds, in whatever scope."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return list(names)
        case ast.Import(names=aliases):
            return [alias.asname or alias.name.partition(".")[0] for alias in aliases]
        case ast.ImportFrom(names=aliases):
            return [alias.asname or alias.name for alias in aliases]
    return []


def in_scope(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes that belong to the scope with this body, and not those of the scopes inside it."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, FUNCTIONS):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif isinstance(node, ast.ClassDef):
            waiting += [*node.decorator_list, *node.bases, *node.keywords]
        elif isinstance(node, COMPREHENSIONS):
            waiting.append(node.generators[0].iter)
            waiting += [inner for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr)]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def bound_in(body: Iterable[ast.AST]) -> set[str]:
    """Return the names that the statements of one scope bind."""
    return {name for node in in_scope(body) for name in bound_by(node)}


def annotation_words(tree: ast.Module) -> set[str]:
    """Return the words inside strings that stand for types: no edit of the tree reaches them."""
    types: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            types.append(node.returns)
        elif isinstance(node, (ast.arg, ast.AnnAssign)):
            types.append(node.annotation)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("cast", "TypeVar"):
            types += node.args
    strings = [
        inner.value
        for node in types
        if node is not None
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    ]
    return {word for string in strings for word in re.findall(r"\w+", string)}


# --- imports written in another way


@dataclass
class Imports:
    """The imports of a program, and the names that one may rewrite without looking at scopes."""

    source: Source
    uses: dict[str, list[ast.Name]] = field(default_factory=dict)
    bindings: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for node in ast.walk(self.source.tree):
            self.bindings.update(bound_by(node))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self.uses.setdefault(node.id, []).append(node)
        self.fixed = annotation_words(self.source.tree)
        self.statements: list[Import] = [
            node
            for node in ast.walk(self.source.tree)
            if isinstance(node, (ast.Import, ast.ImportFrom)) and not isinstance(self.source.scope(node), ast.ClassDef)
        ]
        self.roots = Counter(
            alias.name.partition(".")[0]
            for node in self.statements
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.asname is None
        )

    def from_statements(self) -> list[ast.ImportFrom]:
        """Return the statements of the form ``from module import name`` whose names may be rewritten."""
        return [
            node
            for node in self.statements
            if isinstance(node, ast.ImportFrom) and node.level == 0 and not is_fixed(node)
        ]

    def is_free(self, name: str) -> bool:
        """Tell whether a name means this one import wherever it stands."""
        return self.bindings[name] == 1 and name not in self.fixed

    def is_only_root(self, name: str) -> bool:
        """Tell whether a name is bound by nothing but plain imports of the module, if at all."""
        return self.bindings[name] == self.roots[name]


def with_aliases(text: str) -> str:
    """Import every name under another one: ``from module import name as alias``."""
    source = Source(text)
    imports = Imports(source)
    edits: list[Edit] = []
    for statement in imports.from_statements():
        aliases = [_alias(imports, alias, edits) for alias in statement.names]
        if aliases != [(alias.name, alias.asname) for alias in statement.names]:
            edits.append(source.replace(statement, f"from {statement.module} import {_joined(aliases)}"))
    edits += _plain_imports_as_aliases(imports)
    return changed(source, edits, "no import can be given an alias")


def _alias(imports: Imports, alias: ast.alias, edits: list[Edit]) -> tuple[str, str | None]:
    """Return an imported name with its alias, and add the edits of its uses."""
    name = alias.asname or alias.name
    if not imports.is_free(name):
        return alias.name, alias.asname
    source = imports.source
    uses = imports.uses.get(name, [])
    edits += [source.word(source.span(use)[0], name, f"{name}_alias") for use in uses]
    return alias.name, f"{name}_alias"


def _joined(aliases: Iterable[tuple[str, str | None]]) -> str:
    return ", ".join(name if alias is None else f"{name} as {alias}" for name, alias in aliases)


def _plain_imports_as_aliases(imports: Imports) -> list[Edit]:
    """Return the edits that turn ``import module`` into imports of the names that are used of it."""
    source = imports.source
    edits: list[Edit] = []
    for root in imports.roots:
        statements = [
            node
            for node in imports.statements
            if isinstance(node, ast.Import) and any(alias.name.partition(".")[0] == root for alias in node.names)
        ]
        alone = all(len(node.names) == 1 and node.names[0].asname is None for node in statements)
        at_top = all(isinstance(source.scope(node), ast.Module) for node in statements)
        if not (alone and imports.is_only_root(root) and (at_top or len(statements) == 1)):
            continue
        modules = [node.names[0].name for node in statements]
        members = [_member(source, use, modules) for use in imports.uses.get(root, [])]
        if root in imports.fixed or len(set(modules)) < len(modules) or not all(members):
            continue
        wanted: dict[str, set[str]] = {}
        for member in filter(None, members):
            wanted.setdefault(member.module, set()).add(member.name)
            edits.append(source.replace(member.node, _member_alias(member.module, member.name)))
        for statement, module in zip(statements, modules, strict=True):
            if module in wanted:
                names = _joined((name, _member_alias(module, name)) for name in sorted(wanted[module]))
                edits.append(source.replace(statement, f"from {module} import {names}"))
    return edits


@dataclass(frozen=True)
class _Member:
    node: ast.Attribute
    module: str
    name: str


def _member_alias(module: str, name: str) -> str:
    return f"{module.replace('.', '_')}_{name}_alias"


def _member(source: Source, use: ast.Name, modules: list[str]) -> _Member | None:
    """Return what a use reads of the longest of the modules that it spells."""
    found = None
    dotted = use.id
    for node in source.enclosing(use):
        if not isinstance(node, ast.Attribute):
            break
        if dotted in modules and isinstance(node.ctx, ast.Load):
            found = _Member(node, dotted, node.attr)
        elif dotted in modules:
            return None
        dotted = f"{dotted}.{node.attr}"
    # A module that is used as a value has no single member.
    return None if dotted in modules else found


#: Packages whose lower-case names are modules.
PACKAGES_OF_MODULES = frozenset(
    {"couchbase", "acouchbase", "txcouchbase", "gcouchbase", "couchbase_core", "twisted", "twisted.internet"}
)


def is_module(package: str, name: str) -> bool | None:
    """Tell whether ``from package import name`` gives a module, or return None where nobody can know."""
    if package.startswith(("couchbase", "acouchbase", "txcouchbase", "gcouchbase")) or package in PACKAGES_OF_MODULES:
        return name.islower() and package in PACKAGES_OF_MODULES
    if package.partition(".")[0] in sys.stdlib_module_names:
        return _is_standard_module(f"{package}.{name}")
    return False if name[:1].isupper() else None


@functools.cache
def _is_standard_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False


def with_dotted_imports(text: str) -> str:
    """Import modules and spell every name in full: ``import module`` and ``module.name``."""
    source = Source(text)
    imports = Imports(source)
    edits: list[Edit] = []
    for statement in imports.from_statements():
        assert statement.module is not None
        modules, kept = [], []
        for alias in statement.names:
            name = alias.asname or alias.name
            is_one = is_module(statement.module, alias.name)
            is_plain = imports.is_free(name) and imports.is_only_root(statement.module.partition(".")[0])
            if is_one is None or not is_plain:
                kept.append((alias.name, alias.asname))
                continue
            dotted = f"{statement.module}.{alias.name}"
            modules.append(dotted if is_one else statement.module)
            uses = imports.uses.get(name, [])
            edits += [source.word(source.span(use)[0], name, dotted) for use in uses]
        if modules:
            parts = [f"import {module}" for module in dict.fromkeys(modules)]
            if kept:
                parts.append(f"from {statement.module} import {_joined(kept)}")
            edits.append(source.replace(statement, "; ".join(parts)))
    return changed(source, edits, "no import can be spelt in full")


def with_local_imports(text: str) -> str:
    """Move the imports of the module into the functions that use them."""
    source = Source(text)
    imports = Imports(source)
    at_top = [node for node in source.tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    at_top_bindings = Counter(name for node in at_top for name in bound_by(node))
    edits: list[Edit] = []
    wanted: dict[Function, list[str]] = {}
    for statement in at_top:
        if is_fixed(statement):
            continue
        kept, moved = [], False
        for alias, name in zip(statement.names, bound_by(statement), strict=True):
            users = [_outermost_function(source, use) for use in imports.uses.get(name, [])]
            functions = list(dict.fromkeys(user for user in users if user is not None))
            is_movable = at_top_bindings[name] == imports.bindings[name] and bool(functions)
            if is_movable:
                for function in functions:
                    wanted.setdefault(function, []).append(_import_text(statement, [alias]))
            if is_movable and None not in users and name not in imports.fixed:
                moved = True
            else:
                kept.append(alias)
        if moved:
            edits.append(source.replace(statement, _import_text(statement, kept) if kept else "pass"))
    edits += [_at_head(source, function, lines) for function, lines in wanted.items()]
    return changed(source, edits, "no function uses an import of the module")


def is_fixed(statement: Import) -> bool:
    """Tell whether an import can stand at the head of a module only."""
    return isinstance(statement, ast.ImportFrom) and (
        statement.module == "__future__" or statement.names[0].name == "*"
    )


def _import_text(statement: Import, aliases: list[ast.alias]) -> str:
    names = _joined((alias.name, alias.asname) for alias in aliases)
    if isinstance(statement, ast.ImportFrom):
        return f"from {'.' * statement.level}{statement.module or ''} import {names}"
    return f"import {names}"


def _outermost_function(source: Source, use: ast.Name) -> Function | None:
    """Return the outermost function that runs the use in its body, or None for a use of the module itself."""
    found = None
    inner: ast.AST = use
    for node in source.enclosing(use):
        if isinstance(node, FUNCTIONS) and inner in node.body:
            found = node
        inner = node
    return found


def _at_head(source: Source, function: Function, lines: list[str]) -> Edit:
    """Return the edit that puts statements at the head of a function, behind its docstring."""
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        if len(function.body) == 1:
            end = source.span(first)[1]
            return Edit(end, end, "".join(f"; {line}" for line in lines))
        first = function.body[1]
    decorators = first.decorator_list if isinstance(first, (*FUNCTIONS, ast.ClassDef)) else []
    line = min([first.lineno, *(decorator.lineno for decorator in decorators)])
    indent = source.lines[line - 1][: first.col_offset]
    if indent.strip():
        start = source.span(first)[0]
        return Edit(start, start, "".join(f"{line}; " for line in lines))
    start = source.starts[line - 1]
    return Edit(start, start, "".join(f"{indent}{line}\n" for line in lines))


# --- the whole file in a function


def wrapped(text: str) -> str:
    """Put the whole file into a function that is called once."""
    if header(text, "not-wrapped") is not None:
        raise NotApplicableError("the fixture is not to be wrapped")
    source = Source(text)
    _refuse_what_needs_a_module(source)
    text = source.edited(_globals_as_nonlocals(source))
    # The edits change no line number, so that the tokens of the source still tell where strings are.
    inside = _lines_inside_strings(source)
    lines = [
        f"    {line}" if line.strip() and number not in inside else line
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    body = "\n".join(lines).rstrip("\n")
    return f"def whole():\n{body}\n\n\nwhole()\n"


def _refuse_what_needs_a_module(source: Source) -> None:
    """Raise NotApplicableError for a program that does not mean the same inside a function."""
    top = bound_in(source.tree.body)
    for node in ast.walk(source.tree):
        match node:
            case ast.ImportFrom(module="__future__"):
                raise NotApplicableError("an import from __future__ stands at the head of a module")
            case ast.ImportFrom(names=[ast.alias(name="*")]):
                raise NotApplicableError("a star import stands in a module")
            case ast.Name(id="globals" | "locals" | "vars" | "exec" | "eval" | "whole" as name):
                raise NotApplicableError(f"{name} means something else inside a function")
            case ast.Attribute(attr="modules", value=ast.Name(id="sys")):
                raise NotApplicableError("the module is looked up in sys.modules")
            case ast.ClassDef(body=body):
                stored = bound_in(body)
                for inner in in_scope(body):
                    if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load) and inner.id in stored & top:
                        raise NotApplicableError(f"a class body reads {inner.id} of the module and binds it too")
    if not source.tree.body:
        raise NotApplicableError("the file is empty")


def _globals_as_nonlocals(source: Source) -> list[Edit]:
    """Return the edits that make of each ``global`` statement a ``nonlocal`` one."""
    top = bound_in(node for node in source.tree.body)
    edits = []
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Global):
            continue
        scope = source.scope(node)
        outer = [around for around in source.enclosing(scope) if isinstance(around, FUNCTIONS)]
        for name in node.names:
            if isinstance(scope, ast.Module) or name not in top:
                raise NotApplicableError(f"{name} is bound by a global statement alone")
            if any(name in bound_in(function.body) or name in parameters(function.args) for function in outer):
                raise NotApplicableError(f"a function between binds {name} too")
        edits.append(source.word(source.span(node)[0], "global", "nonlocal"))
    return edits


def _lines_inside_strings(source: Source) -> set[int]:
    """Return the lines that begin inside a string, where blanks would be part of its value."""
    inside: set[int] = set()
    opened: list[int] = []
    for token in source.tokens:
        name = tokenize.tok_name[token.type]
        if name in ("FSTRING_START", "TSTRING_START"):
            opened.append(token.start[0])
        elif name in ("FSTRING_END", "TSTRING_END"):
            inside.update(range(opened.pop() + 1, token.end[0] + 1))
        elif token.type == tokenize.STRING:
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
    return inside


def parameters(arguments: ast.arguments) -> set[str]:
    """Return the names of the parameters."""
    return {node.arg for node in ast.walk(arguments) if isinstance(node, ast.arg)}


# --- other names

#: Names that a protocol gives a meaning to: a command line, a test runner, a framework, a base class.
PROTOCOL = frozenset(
    {
        *(
            "main",
            "run",
            "app",
            "application",
            "setUp",
            "tearDown",
            "setUpClass",
            "tearDownClass",
            "setUpModule",
        ),
        *("tearDownModule", "setup", "teardown", "setup_method", "teardown_method", "setup_class"),
        *("teardown_class", "on_start", "on_stop", "ready", "handle", "initialize", "prepare", "connect"),
        *(
            "disconnect",
            "close",
            "closed",
            "open",
            "get",
            "post",
            "put",
            "patch",
            "delete",
            "head",
            "options",
        ),
        *(
            "dispatch",
            "save",
            "lambda_handler",
            "process_item",
            "open_spider",
            "close_spider",
            "parse",
            "start",
        ),
        *("join", "terminate", "lifespan", "startup", "shutdown", "self", "cls", "mcs", "_"),
    }
)

#: What servers, test runners and models look for by name, and parameters by which they are told from others.
LOOKED_FOR = frozenset(
    {
        *hooks.FUNCTIONS,
        *hooks.FUNCTIONS.values(),
        *(name for name, _ in ONE_INSTANCE),
        *SOURCES,
        *(word for row in ENTRY_POINTS if row.how == "call" for word in (*row.name.split(", "), *row.methods)),
    }
)

#: Classes of the standard library whose objects a program works with.
STANDARD = (
    *(str, bytes, list, dict, set, tuple, int, BaseException, property, io.TextIOWrapper, Path),
    *(threading.Thread, threading.local, threading.Event, threading.Condition, queue.Queue),
    *(collections.deque, collections.OrderedDict, contextlib.ExitStack, contextlib.AsyncExitStack),
    *(concurrent.futures.Executor, concurrent.futures.Future, asyncio.AbstractEventLoop, asyncio.Task),
    *(asyncio.Queue, multiprocessing.process.BaseProcess, multiprocessing.pool.Pool),
    *(multiprocessing.context.BaseContext, multiprocessing.managers.SyncManager, subprocess.Popen),
    *(unittest.TestCase, argparse.ArgumentParser, logging.Logger, dt.timedelta, enum.Enum),
    *(functools.partial, weakref.WeakValueDictionary, weakref.finalize),
)

#: Members of the objects of the SDK and of frameworks that the stubs may not have.
LIBRARIES = frozenset(
    {
        *(
            "bucket",
            "cluster",
            "scope",
            "collection",
            "query",
            "execute",
            "rows",
            "value",
            "content",
            "success",
        ),
        *(
            "key",
            "cas",
            "rc",
            "error",
            "transactions",
            "connected",
            "retrieve_in",
            "task",
            "name",
            "pid",
            "result",
        ),
        *("args", "kwargs", "func", "addCallback", "addErrback", "addBoth", "callback", "errback"),
    }
)


@functools.cache
def protected_members() -> frozenset[str]:
    """Return the attribute names that may belong to an object of a library."""
    found = set(LIBRARIES | PROTOCOL).union(*(dir(each) for each in STANDARD))
    stubs = Path(__file__).parent.parent / "flake8_cb" / "sdk" / "stubs"
    for stub in stubs.rglob("*.py"):
        found.update(re.findall(r"(?:def|class) +(\w+)", stub.read_text(encoding="utf-8")))
    return frozenset(found)


@dataclass(frozen=True)
class Spot:
    """A place where a name of the program is written, as a variable or as a member of an object."""

    name: str
    start: int
    is_member: bool


class Names(ast.NodeVisitor):
    """Collects every spot of a program, and which names may be given another spelling."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.spots: list[Spot] = []
        self.variables: set[str] = set()
        self.members: set[str] = set()
        self.blocked: set[str] = annotation_words(source.tree) | PROTOCOL | LOOKED_FOR | set(dir(builtins))
        self.blocked_members: set[str] = set()
        self.functions: dict[str, list[Function]] = {}
        self.classes: dict[str, ast.ClassDef] = {}
        self.imported: set[str] = set()
        self.class_names: set[str] | None = None
        for node in ast.walk(source.tree):
            if isinstance(node, FUNCTIONS):
                self.functions.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.ClassDef):
                self.classes[node.name] = node
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                self.imported.update(bound_by(node))
                self.blocked.update(bound_by(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                # The string may be the name of a variable, as in getattr() or kwargs={"name": ...}.
                self.blocked.add(node.value)
        self.visit(source.tree)
        self._block_shared_members()

    def new_spellings(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the new spellings of variables and of members."""
        variables = {name for name in self.variables - self.blocked if has_no_meaning(name)}
        members = {name for name in self.members - self.blocked - self.blocked_members if has_no_meaning(name)}
        # A variable and a member of one name stay of one name.
        in_order = dict.fromkeys(spot.name for spot in sorted(self.spots, key=lambda spot: spot.start))
        chosen = [name for name in in_order if name in variables | members]
        spellings = {name: respelt(name, number) for number, name in enumerate(chosen, start=1)}
        if taken := in_order.keys() & set(spellings.values()):
            raise NotApplicableError(f"the program already has a name {min(taken)}")
        return (
            {name: spelling for name, spelling in spellings.items() if name in variables},
            {name: spelling for name, spelling in spellings.items() if name in members},
        )

    def generic_visit(self, node: ast.AST) -> None:
        """Any other node: those that are handled by kind, then those that hold no name of their own."""
        match node:
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self._comprehension(node)
            case ast.Global() | ast.Nonlocal():
                self._declared(node)
            case ast.MatchAs() | ast.MatchStar() | ast.MatchMapping():
                self._captured(node)
            case _:
                super().generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """A variable, or a member where a class body speaks of its own names."""
        is_member = self.class_names is not None and node.id in self.class_names
        self._spot(node.id, self.source.span(node)[0], is_member)
        if isinstance(node.ctx, ast.Store):
            self._define(node.id, is_member)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A member, unless it is one of an imported module or class."""
        self.visit(node.value)
        root: ast.expr = node
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and root.id in self.imported:
            return
        self._spot(node.attr, self.source.span(node)[1] - len(node.attr), True)
        owner = node.value
        own = {"self", "cls", *self.classes, *self.functions}
        if isinstance(node.ctx, ast.Store) and isinstance(owner, ast.Name) and owner.id in own:
            self.members.add(node.attr)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function, or a method in a class body."""
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """As any other function."""
        self._function(node)

    def _function(self, node: Function) -> None:
        self._named_after(node, "def")
        is_test = node.name.startswith("test")
        if is_test or any(isinstance(decorator, ast.Call) for decorator in node.decorator_list):
            # A framework may hand arguments over by name.
            self.blocked.update(parameters(node.args))
        for outside in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(outside)
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg) and argument.annotation is not None:
                self.visit(argument.annotation)
        if node.returns is not None:
            self.visit(node.returns)
        self._inside(None, [*arguments_of(node.args), *node.body])

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """A function without a name."""
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        self._inside(None, [*arguments_of(node.args), node.body])

    def visit_arg(self, node: ast.arg) -> None:
        """A parameter; its annotation was visited with the function."""
        self._spot(node.arg, self.source.span(node)[0], False)
        self._define(node.arg, False)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class, whose body has its own names."""
        self._named_after(node, "class")
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        names = bound_in(node.body)
        if not self._has_own_bases(node):
            # A method may override one of the library's.
            self.blocked_members.update(inner.name for inner in node.body if isinstance(inner, FUNCTIONS))
        self._inside(names, node.body)

    def _has_own_bases(self, node: ast.ClassDef) -> bool:
        """Tell whether every base of a class is a class of this program."""
        seen = {node.name}
        waiting: list[ast.expr] = [*node.bases, *(keyword.value for keyword in node.keywords)]
        while waiting:
            base = waiting.pop()
            if isinstance(base, ast.Name) and base.id in seen | {"object"}:
                continue
            if not (isinstance(base, ast.Name) and base.id in self.classes):
                return False
            seen.add(base.id)
            waiting += self.classes[base.id].bases
        return True

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        rest = [inner for inner in ast.iter_child_nodes(node) if inner is not first]
        self._inside(None, [first.target, *first.ifs, *rest])

    def _declared(self, node: ast.Global | ast.Nonlocal) -> None:
        # The names stand in the text only.
        for name, start in self.source.names_within(*self.source.span(node))[1:]:
            self._spot(name, start, False)
            self._define(name, False)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """The name stands behind ``as``, in the text only."""
        if node.type is not None and node.name is not None:
            words = self.source.names_within(self.source.span(node.type)[1], self.source.span(node.body[0])[0])
            self._spot(node.name, words[1][1], False)
            self._define(node.name, False)
        self.generic_visit(node)

    def _captured(self, node: ast.MatchAs | ast.MatchStar | ast.MatchMapping) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name is not None:
            words = self.source.names_within(*self.source.span(node))
            self._spot(name, words[-1][1], False)
            self._define(name, False)
        super().generic_visit(node)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        """Members that a pattern names keep their spelling."""
        self.blocked.update(node.kwd_attrs)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """A keyword follows the parameter of a function of this program; any other keeps its spelling."""
        for keyword in node.keywords:
            if keyword.arg is None:
                continue
            if self._takes(node.func, keyword.arg):
                self._spot(keyword.arg, self.source.span(keyword)[0], False)
            else:
                self.blocked.add(keyword.arg)
        self.generic_visit(node)

    def _takes(self, callee: ast.expr, name: str) -> bool:
        """Tell whether the call reaches a function of this program with a parameter of that name."""
        functions: list[Function] = []
        if isinstance(callee, ast.Name):
            functions = list(self.functions.get(callee.id, []))
            if callee.id in self.classes:
                body = self.classes[callee.id].body
                functions = [inner for inner in body if isinstance(inner, FUNCTIONS) and inner.name == "__init__"]
        elif isinstance(callee, ast.Attribute) and callee.attr not in protected_members():
            functions = self.functions.get(callee.attr, [])
        return any(name in parameters(function.args) for function in functions)

    def _inside(self, names: set[str] | None, nodes: Iterable[ast.AST]) -> None:
        before, self.class_names = self.class_names, names
        for node in nodes:
            self.visit(node)
        self.class_names = before

    def _named_after(self, node: Function | ast.ClassDef, keyword: str) -> None:
        start, end = self.source.span(node)
        words = self.source.names_within(start, end)
        place = next(after[1] for before, after in itertools.pairwise(words) if before[0] == keyword)
        is_member = self.class_names is not None
        self._spot(node.name, place, is_member)
        self._define(node.name, is_member)

    def _spot(self, name: str, start: int, is_member: bool) -> None:
        self.spots.append(Spot(name, start, is_member))

    def _define(self, name: str, is_member: bool) -> None:
        (self.members if is_member else self.variables).add(name)

    def _block_shared_members(self) -> None:
        """Keep members that a library's object may have too, unless all is between a class and its self."""
        owners: dict[str, list[ast.ClassDef | None]] = {}
        for node in ast.walk(self.source.tree):
            if isinstance(node, ast.Attribute):
                receiver = node.value
                is_self = isinstance(receiver, ast.Name) and receiver.id in ("self", "cls")
                around = [outer for outer in self.source.enclosing(node) if isinstance(outer, ast.ClassDef)]
                owners.setdefault(node.attr, []).append(around[0] if is_self and around else None)
        for name in self.members & protected_members():
            if not all(owner is not None and self._has_own_bases(owner) for owner in owners.get(name, [])):
                self.blocked_members.add(name)


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """Return the parameters as nodes."""
    return [node for node in ast.iter_child_nodes(arguments) if isinstance(node, ast.arg)]


def respelt(name: str, number: int) -> str:
    """Return another name of the same style: private, public, constant or class."""
    core = name.lstrip("_")
    lead = name[: len(name) - len(core)]
    if core.isupper():
        return f"{lead}ITEM{number}"
    return f"{lead}Thing{number}" if core[:1].isupper() else f"{lead}item{number}"


def has_no_meaning(name: str) -> bool:
    """Tell whether a name is the program's own business: no runner looks at it, and it tells of no connecting."""
    is_dunder = name.startswith("__") and name.endswith("__")
    is_looked_at = name.lower().startswith("test") or hooks.COMMAND_NAME.match(name) or says_so(name)
    is_part = any(name.startswith(f"{each}_") for each in CONNECTING)
    return not (is_dunder or is_looked_at or is_part) and name.strip("_") != ""


def renamed(text: str) -> str:
    """Give every name that the program defines another spelling."""
    source = Source(text)
    names = Names(source)
    variables, members = names.new_spellings()
    edits = {}
    for spot in names.spots:
        spellings: Mapping[str, str] = members if spot.is_member else variables
        if spot.name in spellings:
            edits[spot.start] = source.word(spot.start, spot.name, spellings[spot.name])
    return changed(source, list(edits.values()), "the program defines no name of its own")


# --- silenced


def silenced(text: str) -> str:
    """Put comments that silence the findings in the place of the marks."""
    source = Source(text)
    codes: dict[int, list[str]] = {}
    for expectation in expectations(text):
        if expectation.limit != "missed":
            codes.setdefault(expectation.line, []).append(expectation.code)
    if not codes:
        raise NotApplicableError("nothing is found in the program")
    edits = []
    for line, found in codes.items():
        start = MARK.search(source.lines[line - 1])
        assert start is not None
        begin = source.starts[line - 1] + start.start()
        end = source.starts[line - 1] + len(source.lines[line - 1])
        edits.append(Edit(begin, end, f"# noqa: {','.join(sorted(set(found)))}"))
    return source.edited(edits)


def unmodified(text: str) -> str:
    """The program as it stands."""
    return text


#: The variants that are linted, by name. ``silenced`` is for flake8: the engine does not read comments.
VARIANTS: dict[str, Variant] = {
    "unmodified": unmodified,
    "aliases": with_aliases,
    "dotted": with_dotted_imports,
    "local-imports": with_local_imports,
    "wrapped": wrapped,
    "renamed": renamed,
}
