"""What the engine has made of a program, as text that is the same in every run: so that any change of it is seen."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b

import pytest

from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.state import SIGNATURE, State
from flake8_cb.flow.domain.values import Obj, Symbol
from flake8_cb.flow.events import Trace
from flake8_cb.flow.machine.machine import Machine
from flake8_cb.rules import lint
from flake8_cb.sdk import reader
from flake8_cb.trees import walk

#: What a record has for the engine's own use.
OWN_USE = {"_essence", "_ways", "links", "owner"}

#: What of a trace is not of the program, or is there twice.
BESIDE = {"_places", "tree", "modules", "kinds", "calls", "settings"}


class Renderer:
    """Renders values. The nodes of a tree are numbered, as columns hang on the version of Python."""

    def __init__(self, tree: ast.AST) -> None:
        self.numbers = {node: number for number, node in enumerate(walk(tree))}
        self.known: dict[int, tuple[object, str]] = {}

    def text(self, value: object) -> str:
        """Return a value as text."""
        if isinstance(value, (State, Record, Trace, list, dict, set)):  # they change
            return self._text(value)
        if id(value) not in self.known:
            self.known[id(value)] = (value, self._text(value))  # what is kept here keeps its id
        return self.known[id(value)][1]

    def _text(self, value: object) -> str:
        if isinstance(value, ast.AST):
            return f"{type(value).__name__}{self.numbers.get(value, '@' + str(getattr(value, 'lineno', 0)))}"
        if isinstance(value, Symbol):
            return f"Symbol{self.text(value.key)}"
        if isinstance(value, Obj):
            return f"<{self.text(value.site)} {value.number}>"
        if isinstance(value, Record):
            return self._fields(value, (name for name in Record.__slots__ if name not in OWN_USE))
        if isinstance(value, State):
            objects = sorted(f"{self.text(key)} {self.text(record)}" for key, record in value.heap.items())
            return "\n".join((*objects, self.text(value.facts), self._fields(value, SIGNATURE)))
        if type(value).__module__ == reader.__name__:
            return str(getattr(value, "name", ""))
        if isinstance(value, (tuple, list)):
            return f"({', '.join(map(self.text, value))})"
        if isinstance(value, (set, frozenset)):
            return f"{{{', '.join(sorted(map(self.text, value)))}}}"
        if isinstance(value, dict):
            return self.text({(key, each if not isinstance(each, Record) else 0) for key, each in value.items()})
        if hasattr(value, "__dataclass_fields__"):
            return self._fields(value, (name for name in value.__dataclass_fields__ if name not in BESIDE))
        return repr(value)

    def _fields(self, value: object, names: Iterable[str]) -> str:
        return f"{type(value).__name__}({', '.join(f'{name} {self.text(getattr(value, name))}' for name in names)})"


@contextmanager
def rendering(tree: ast.Module) -> Iterator[list[str]]:
    """Collect a digest of each state at its end and of each trace, while a module is linted."""
    renderer = Renderer(tree)
    digests: list[str] = []
    finish, traced = Machine.finish, lint.traced

    def add(value: object) -> None:
        digests.append(digest_of([renderer.text(value)]))

    def rendering_finish(self: Machine, state: State, **keywords: object) -> None:
        add(state)
        finish(self, state, **keywords)  # type: ignore[arg-type]

    def rendering_traced(*arguments: object) -> Trace:
        found = traced(*arguments)  # type: ignore[arg-type]
        add(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Machine, "finish", rendering_finish)
        patch.setattr(lint, "traced", rendering_traced)
        yield digests


def digest_of(texts: Iterable[str]) -> str:
    """Return a short text that tells these from others."""
    return blake2b("\n".join(texts).encode(errors="surrogatepass"), digest_size=8).hexdigest()
