"""The steps of a finding: what an event and its connections tell of the places on the way to it."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from flake8_cb.findings import Step
from flake8_cb.flow.domain.typestate import Connection, Spot
from flake8_cb.flow.events import Trace

#: What begins or goes on where: a connection, where it was asked for and opened; or a place, and the words for it.
#: Of an event that does not know its place it is None.
Part = Connection | tuple[Spot | ast.AST | None, str]

#: Said of an expression that only calls what a step tells of.
LEADING = "this leads to it"


def story(trace: Trace, *parts: Part) -> tuple[Step, ...]:
    """Return the steps that parts of a story stand for, in their order; of neighbours at one place the last."""
    steps = dict.fromkeys(step for part in parts for step in _steps(part, trace))
    return tuple([*group][-1] for _, group in itertools.groupby(steps, key=lambda step: step.place))


def ended_at(steps: tuple[Step, ...], line: int, column: int, message: str) -> tuple[Step, ...]:
    """Return the steps such that the last one, and it alone, stands at the place of a finding."""
    place = (None, line, column)
    here = [each for each in steps if each.place == place]
    last = here[-1] if here else Step(*place, LEADING if steps else message)
    return (*(each for each in steps if each.place != place), last)


def _steps(part: Part, trace: Trace) -> Iterator[Step]:
    if isinstance(part, Connection):
        began = "given" if part.outside else "opened"
        name = f"{part.name}{part.target.label}"
        yield from _at(part.opening.place, f"this asks for {name}", trace, unless=part.opened.node)
        yield from _at(part.opened.node, f"{name} is {began} here", trace)
    else:
        where, words = part
        yield from _at(where.node if isinstance(where, Spot) else where, words, trace)


def _at(node: ast.AST | None, words: str, trace: Trace, *, unless: ast.AST | None = None) -> Iterator[Step]:
    # A whole module, as it stands for what outside code calls, is no place.
    if node is None or node is unless or not hasattr(node, "lineno"):
        return
    module = trace.module_of(node)
    path = str(module.source.path) if module is not None else None
    yield Step(path, node.lineno, getattr(node, "col_offset", 0), words)
