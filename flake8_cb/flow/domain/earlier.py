"""Earlier openings: what a path remembers of the opening expressions that ran on it (`State.openings`)."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.values import Value


class InTurn(NamedTuple):
    """An expression ran in a turn of a loop around it."""

    site: ast.AST
    loop: ast.AST
    turn: int
    target: Target


class InCall(NamedTuple):
    """An expression ran in a function; ``way`` are the calls that led there, with the loops around them."""

    site: ast.AST
    way: tuple[object, ...]
    target: Target


class ForInstance(NamedTuple):
    """An expression ran where instances were made, of which ``way`` are the objects and ``place`` the outermost.

    ``connection`` is what it opened, None if something else has its key by now.
    """

    site: ast.AST
    thread: ast.AST | None
    place: ast.AST
    way: tuple[Value | None, ...]
    target: Target
    connection: Value | None


class Gone(NamedTuple):
    """The connection that an expression opened is gone; it had the key ``connection``, if that is known."""

    site: ast.AST
    connection: Value | None


Earlier = InTurn | InCall | ForInstance | Gone
