"""A call of what a stub describes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Value
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.sdk.reader import StubClass, StubFunction


@dataclass
class StubCall:
    """A call of a stub while its effects are applied to ``state``. ``bound`` are the arguments by parameter."""

    stub: StubFunction
    subject: Value | None
    arguments: Arguments
    bound: dict[str, Value]
    node: ast.AST
    state: State
    result: Value | None = None
    over: bool = False  # the path ends with this call

    @property
    def is_exact(self) -> bool:
        """Report whether it is known what every parameter is given."""
        spec = self.stub.node.args
        optional = [*spec.args[len(spec.args) - len(spec.defaults) :], *spec.kwonlyargs]
        return all(each.arg in self.bound for each in optional)

    @property
    def label(self) -> str:
        """Return the call as a message names it."""
        record = self.state.record(self.subject) if self.subject is not None else None
        cls = record.cls if record else None
        owner = cls.name if isinstance(cls, StubClass) else getattr(getattr(cls, "site", None), "name", self.stub.owner)
        name = f"{owner}.{self.stub.name}" if self.stub.owner else self.stub.name
        if self.stub.name in ("__init__", "__enter__", "__call__"):
            name = owner
        if not self.stub.owner and self.stub.module.name == "os":
            name = f"os.{name}"
        return f"{name}()"
