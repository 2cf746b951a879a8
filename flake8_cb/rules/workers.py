"""Workers: functions that go on until somebody tells them to end, and open what they need for as long as that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.trees import last_name, walk

#: Names of flags by which others end a loop.
_FLAG = re.compile(r"run|stop|shut|alive|exit|quit|terminat|cancel", re.IGNORECASE)

#: Methods of events by which others end a loop.
_SIGNS = frozenset({"is_set", "wait"})

#: Methods that wait for the next piece of work. One that is given a place to read from is another one.
_TAKING = frozenset({"accept", "get", "get_message", "poll", "receive", "recv"})

#: Names of what gives work for as long as there is any.
_SOURCE = re.compile(r"consumer(?!s)|^(listen|consume|watch)$", re.IGNORECASE)


def is_worker(function: FunctionNode, site: ast.AST) -> bool:
    """Report whether a function has a loop behind an opening that goes on until others end it."""
    inside = list(_own(function))
    place = getattr(site, "lineno", 0)
    loops = (each for each in inside if isinstance(each, (ast.While, ast.For, ast.AsyncFor)) and each.lineno > place)
    return any(_is_ended_by_others(each) for each in loops)


def _is_ended_by_others(loop: ast.While | ast.For | ast.AsyncFor) -> bool:
    if isinstance(loop, ast.While):
        if isinstance(loop.test, ast.Constant):
            inside = list(_own(loop))
            return not any(isinstance(each, (ast.Break, ast.Return)) for each in inside) or any(
                map(_takes_work, inside)
            )
        return any(_is_sign(each) for each in walk(loop.test))
    if isinstance(loop.iter, ast.Call) and last_name(loop.iter.func) == "iter":
        return len(loop.iter.args) == 2
    source = loop.iter.func if isinstance(loop.iter, ast.Call) else loop.iter
    return _SOURCE.search(last_name(source)) is not None


def _takes_work(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _TAKING
        and not node.args
    )


def _is_sign(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return last_name(node.func) in _SIGNS
    return isinstance(node, (ast.Name, ast.Attribute)) and _FLAG.search(last_name(node)) is not None


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a node, but not in the functions and classes within it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            yield child
            yield from _own(child)
