"""What is found out about a piece of a syntax tree is kept with it, for as long as the tree is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable

Node = TypeVar("Node", bound="ast.AST")
Answer = TypeVar("Answer")


def kept(find_out: Callable[[Node], Answer]) -> Callable[[Node], Answer]:
    """Let a function of a node, which nobody changes, be computed once for each."""
    name = f"_flake8_cb_{find_out.__name__}"

    @functools.wraps(find_out)
    def answer(node: Node) -> Answer:
        known = node.__dict__
        if name not in known:
            known[name] = find_out(node)
        found: Answer = known[name]
        return found

    return answer
