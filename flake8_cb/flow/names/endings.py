"""Endings: which functions leave by an error or end the process whatever happens, as their text alone tells.

The pass over names follows them: what stands behind a call of one is not reached. Whether that is so, the execution
decides.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from flake8_cb.flow.names.scopes import dotted, names_of
from flake8_cb.project.imports import submodule
from flake8_cb.project.memory import remembered
from flake8_cb.project.modules import imported_from
from flake8_cb.project.outline import MOST_SUMMARIES
from flake8_cb.project.parsing import parse, read
from flake8_cb.project.source import Source
from flake8_cb.sdk.endings import METHODS
from flake8_cb.trees import walk

#: Calls that end the process.
EXITS = frozenset({("sys", "exit"), ("os", "_exit"), ("os", "abort"), ("exit",), ("quit",)})

#: A function at the top of a module with its decorators, up to the next line that is not indented.
_FUNCTION = re.compile(r"^(?:@.*\n)*def \w+\(.*\n(?:[ \t)#].*\n|\n)*", re.MULTILINE)

_LEAVING = re.compile("raise|exit|abort|quit")

_NAME = re.compile(r"^def (\w+)", re.MULTILINE)

#: A call that ends a function.
_LAST_CALL = re.compile(r"\n[ \t]+([\w.]+)\(.*\)\s*\Z")

#: A statement that raises, behind a condition perhaps.
_RAISE = re.compile(r"^\s+(?:if .*:\s*)?raise\b", re.MULTILINE)


def ending_functions(tree: ast.Module) -> frozenset[str]:
    """Return the names of the functions at the top of a module that never come back."""
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef) and never_returns(each))


class Leaving(NamedTuple):
    """The functions at the top of a module that never come back, and its guards: they may raise, and give nothing.

    ``handing`` names the function that another one calls at its end: if that never comes back, neither does this.
    """

    ending: frozenset[str]
    guards: frozenset[str]
    handing: dict[str, str]


def ending_functions_of(source: Source) -> frozenset[str]:
    """Return the same for a module of the project, which is not parsed for that as a whole."""
    return _leaving(source).ending


def guards_of(source: Source) -> frozenset[str]:
    """Return the names of the functions at the top of a module that may raise, and give nothing: they are guards."""
    return _leaving(source).guards


def called_last(source: Source, function: str) -> str:
    """Return the dotted name of what a function at the top of a module calls at its end, or ""."""
    return _leaving(source).handing.get(function, "")


def last_call(function: ast.FunctionDef) -> ast.Call | None:
    """Return the call that ends a function which gives nothing back, or None if it does not end in one."""
    last = function.body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    return call if isinstance(call, ast.Call) and _gives_nothing(function) else None


def _leaving(source: Source) -> Leaving:
    return _leaving_in(source.text) if source.text is not None else _leaving_at(source.path)


@remembered(maxsize=MOST_SUMMARIES)
def _leaving_at(path: Path) -> Leaving:
    return _leaving_in(read(path))


def _leaving_in(text: str) -> Leaving:
    """Return the names of those functions in a text."""
    functions = [each for each in _FUNCTION.findall(f"{text}\n") if "return" not in each]
    likely = (each for each in functions if _LEAVING.search(each))
    return Leaving(
        frozenset(name for each in likely for name in ending_functions(parse(each))),
        frozenset(name[1] for each in functions if _RAISE.search(each) and (name := _NAME.search(each))),
        {name[1]: call[1] for each in functions if (name := _NAME.match(each)) and (call := _LAST_CALL.search(each))},
    )


def never_returns(function: ast.FunctionDef) -> bool:
    """Report whether a function surely raises or exits."""
    return _ends(function.body) and _gives_nothing(function)


def _gives_nothing(function: ast.FunctionDef) -> bool:
    """Report whether a function neither returns nor yields; one that is decorated may be anything."""
    if function.decorator_list or names_of(function).yields:
        return False
    return not any(isinstance(each, ast.Return) for each in walk(function))


def _ends(body: list[ast.stmt]) -> bool:
    return any(map(_ends_by, body))


def _ends_by(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        return True
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return dotted(statement.value.func) in EXITS
    if isinstance(statement, ast.If):
        return _ends(statement.body) and _ends(statement.orelse)
    if isinstance(statement, ast.Try):
        handled = all(_ends(each.body) for each in statement.handlers)
        return _ends(statement.finalbody) or (handled and _ends(statement.body))
    return False


def called_as(call: ast.Call, imported: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Return the module and the name in it of a function that is called, ("", its name) for one of no other module."""
    *before, name = dotted(call.func) or ("",)
    if not before:
        return imported.get(name, ("", name))
    module, part = imported.get(".".join(before), ("", ""))
    return (submodule(module, part) if part else module), (name if module else "")


def imported_names(nodes: Iterable[ast.AST]) -> dict[str, tuple[str, str]]:
    """Return for each name that these statements import the module and the name in it, "" for the module itself."""
    found: dict[str, tuple[str, str]] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update({each.asname or each.name: (each.name, "") for each in node.names})
        elif isinstance(node, ast.ImportFrom):
            found.update({each.asname or each.name: (imported_from(node), each.name) for each in node.names})
    return found


def library_methods(imported: dict[str, tuple[str, str]]) -> frozenset[str]:
    """Return the names of the methods that never come back, of the libraries among what is imported."""
    modules = {module for module, _ in imported.values()}
    return frozenset(method for owner, method in METHODS if owner.rpartition(".")[0] in modules)
