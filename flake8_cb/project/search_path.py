"""The search path as a program changes it: folders that a file puts on ``sys.path``, told from its text.

Scripts that stand beside the packages they import do so, in terms of their own place. What they say in terms of the
current folder or the environment is not known here.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from flake8_cb.project.gate import changes_search_path
from flake8_cb.project.memory import remembered
from flake8_cb.project.parsing import parse
from flake8_cb.project.roots import above

#: No path is longer, in characters.
LONGEST = 4096

#: What functions and methods of paths make of the texts that they get, by the last part of their names.
_FUNCTIONS: dict[str, Callable[..., str]] = {
    "dirname": os.path.dirname,
    **dict.fromkeys(("abspath", "realpath", "normpath", "resolve"), os.path.normpath),
    **dict.fromkeys(("join", "joinpath", "Path", "PurePath", "str", "fspath", "as_posix", "absolute"), os.path.join),
}

#: What holds such functions.
_MODULES = frozenset({"os", "path", "osp", "pathlib"})

_CONSTANTS = {"pardir": os.pardir, "curdir": os.curdir, "sep": os.sep}


@remembered(maxsize=2)
def added_folders(path: Path, text: str) -> tuple[Path, ...]:
    """Return the folders that a file puts on ``sys.path``, in the order in which they stand in its text.

    ``path`` is that of the file, absolute. Only folders of its project are returned.
    """
    if not changes_search_path(text):
        return ()
    tree = parse(text)
    read = _Reader(path, tree)
    try:
        named = [read(each) for each in _added(tree)]
    except RecursionError:
        return ()
    absolute = (os.path.normpath(path.parent / each) for each in named if each is not None)
    return tuple(dict.fromkeys(Path(each) for each in absolute if _is_of_project(each, path.parent)))


def _is_of_project(folder: str, around: Path) -> bool:
    """Report whether a folder is there, and lies no higher and nowhere else than the project may reach."""
    if not os.path.isdir(folder):
        return False
    real = os.path.realpath(folder)
    if not Path(real).is_relative_to(os.path.realpath(above(around)[-1])):
        return False
    shared = os.path.commonpath([real, os.path.realpath(around)])
    return shared != os.path.dirname(shared)


def _added(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the expressions of folders that are put on the path."""
    for node in ast.walk(tree):
        match node:
            case ast.AugAssign(target=target, value=ast.List(elts=folders)) if _is_search_path(target):
                yield from folders
            case ast.Call(func=ast.Attribute(attr="extend", value=target), args=[ast.List(elts=folders)]):
                yield from folders if _is_search_path(target) else ()
            case ast.Call(func=ast.Attribute(attr="insert" | "append", value=target), args=[*_, folder]):
                yield from [folder] if _is_search_path(target) else ()
            case ast.Call(func=ast.Attribute(attr="addsitedir"), args=[folder]):
                yield folder


def _is_search_path(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr="path", value=ast.Name(id="sys")):
            return True
    return False


class _Reader:
    """Reads the expressions of folders in one file; gives None for what does not lie in its text alone."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self._known: dict[str, str | None] = {"__file__": str(path)}
        self._assigned = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def __call__(self, node: ast.expr) -> str | None:
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.Name(id=name):
                return self._named(name)
            case ast.Attribute(attr="parent", value=child):
                return self._made_by(os.path.dirname, [child])
            case ast.Attribute(attr=name):
                return _CONSTANTS.get(name)
            case ast.Subscript(value=ast.Attribute(attr="parents", value=child), slice=ast.Constant(value=int(count))):
                place = self(child)
                above = Path(place).parents if place is not None else ()
                return str(above[count]) if 0 <= count < len(above) else None
            case ast.BinOp(op=ast.Div(), left=left, right=right):
                return self._made_by(os.path.join, [left, right])
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self._made_by(_joined, [left, right])
            case ast.JoinedStr(values=parts):
                return self._made_by(_joined, parts)
            case ast.FormattedValue(value=value):
                return self(value)
            case ast.Call(func=ast.Name(id=name), args=given) if name in _FUNCTIONS:
                return self._made_by(_FUNCTIONS[name], given)
            case ast.Call(func=ast.Attribute(attr=name, value=owner), args=given) if name in _FUNCTIONS:
                return self._made_by(_FUNCTIONS[name], given if _is_module(owner) else [owner, *given])
        return None

    def _named(self, name: str) -> str | None:
        """Return what the last assignment in the file gives the name, None while that is being read."""
        if name not in self._known:
            self._known[name] = None
            if name in self._assigned:
                self._known[name] = self(self._assigned[name])
        return self._known[name]

    def _made_by(self, function: Callable[..., str], nodes: Iterable[ast.expr]) -> str | None:
        """Return what a function makes of expressions, None where one is unknown or it does not take so many."""
        known = []
        for node in nodes:
            text = self(node)
            if text is None:
                return None
            known.append(text)
        try:
            text = function(*known)
        except TypeError:
            return None
        return text if len(text) <= LONGEST else None


def _is_module(node: ast.expr) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _MODULES
    return False


def _joined(*parts: str) -> str:
    return "".join(parts)
