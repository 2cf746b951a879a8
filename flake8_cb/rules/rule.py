"""What a rule is: its documentation, and its check over the events of a module."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from flake8_cb.findings import OPINIONS, Finding, Step
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.events import Trace
from flake8_cb.frozen import frozen
from flake8_cb.rules.steps import ended_at
from flake8_cb.settings import GENERATIONS

#: What the families of rules are about, by what their codes begin with.
FAMILIES = {
    "CB1": "Forks",
    "CB2": "Multiples",
    "CB3": "Closing",
    "CB4": "Connecting",
    "CB5": "Concurrency",
    "CB9": "Opinions",
}


@frozen
class Rule:
    """A rule. The texts are what users read of it; ``bad`` and ``good`` are programs that the tests lint.

    ``why`` tells what the SDK does, generation by generation; ``silent`` which programs are fine; ``limits`` what the
    linter cannot see, and must be said of every rule. ``options`` names the options that bear on this rule and
    not on every one, and ``generations`` the generations of the SDK in which it can be broken. ``check`` yields the
    findings in what happened while the module was executed.
    """

    code: str
    name: str
    title: str
    what: str
    why: str
    bad: str
    good: str
    silent: str
    limits: str
    check: Callable[[Trace], Iterator[Finding]]
    options: tuple[str, ...] = ()
    generations: frozenset[int] = GENERATIONS

    @property
    def family(self) -> str:
        """What the code begins with: the key of FAMILIES."""
        return self.code[:3]

    @property
    def is_default(self) -> bool:
        """Whether the rule is on where nobody has chosen any."""
        return not self.code.startswith(OPINIONS)

    def is_asked_for(self, opinions: Iterable[str]) -> bool:
        """Report whether the rule speaks where these beginnings of codes of opinions were named."""
        return self.is_default or self.code.startswith(tuple(opinions))


def finding(code: str, node: ast.AST, message: str, steps: tuple[Step, ...] = ()) -> Finding:
    """Return the finding at a node; the last of its steps stands there, whichever were given."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    return Finding(line, column, code, message, ended_at(steps, line, column, message))


def where(node: ast.AST, trace: Trace) -> str:
    """Return where a node stands: "on line 4" of the linted file, or "in app/db.py line 4"."""
    line = getattr(node, "lineno", 1)
    module = trace.module_of(node)
    return f"in {module.source.shown} line {line}" if module is not None else f"on line {line}"


def origin(connection: Connection, trace: Trace) -> str:
    """Return the connection and where it began, as messages name it."""
    began = "given" if connection.outside else "opened"
    return f"{connection.name}{connection.target.label} ({began} {where(connection.opened.node, trace)})"


def several(connections: Iterable[Connection], trace: Trace) -> tuple[str, str]:
    """Return the subject of a sentence about connections, and the form of "be" for it."""
    first, *others = sorted_by_place(connections)
    more = f" and {len(others)} more" if others else ""
    return f"{origin(first, trace)}{more}", "are" if others else "is"


def sorted_by_place(connections: Iterable[Connection]) -> list[Connection]:
    """Return each connection once; those of the linted file come first."""
    by_place = {(each.opened.node, each.name, each.target): each for each in connections}
    return sorted(by_place.values(), key=lambda each: (each.opened.is_elsewhere, each.opened.line))


def same_connection(one: Connection, other: Connection) -> bool:
    return one.opened == other.opened and one.target == other.target
