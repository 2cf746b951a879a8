"""Workers: processes that a server forks by itself, what runs first in each, and how this finds the program.

What was opened before is another process's: nothing is said here of what crosses such a fork, of which CB104 tells.
"""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.typestate import Fork, Spot
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Trace
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.sdk import hooks


def begins_worker(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a function runs first in each worker: its name, a decorator or a call with it tells so."""
    name = getattr(function, "name", "")
    parameters = [each.arg for each in arguments_of(function.args)]
    named = name in hooks.IN_WORKERS_BY_NAME and parameters[:1] == [hooks.FUNCTIONS[name]]
    takers = [call.callee for call in trace.calls.get(function, ()) if call.how == "handed"]
    return named or any(map(takes_beginning, (*trace.decorators.get(function, ()), *takers)))


def takes_beginning(name: str) -> bool:
    """Report whether what has that dotted name runs first in each worker what it is given."""
    return name.endswith(hooks.IN_WORKERS)


def in_worker(forks: tuple[Fork, ...], node: ast.AST) -> tuple[Fork, ...]:
    """Return the forks of a worker that a server makes of a process with these, which may be one already.

    ``node`` runs first in it.
    """
    if any(each.by_server for each in forks):
        return forks
    return (*forks, Fork(Spot(node, node), "", inherits=True, by_server=True))
