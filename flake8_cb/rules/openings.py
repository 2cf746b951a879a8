"""What the rules about multiples share: which openings there were, and which functions run more than once."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Called, Opened, Repeated, Trace
from flake8_cb.flow.language.definitions import is_caching
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.rules.workers import is_worker
from flake8_cb.sdk import hooks
from flake8_cb.sdk.entry_points import SCHEDULING
from flake8_cb.trees import children, kept

#: Classes whose ``run`` is the target of a thread or process.
WORKERS = frozenset({"Thread", "Timer", "Process"})

#: The generation from which on threads may share any connection.
FIRST_SHARED = 4


def openings(trace: Trace, kind: type[Opened | Repeated] = Opened) -> Iterator[Connection]:
    """Yield the connections that were opened, as they ended or as events of another kind tell, but none below a test.

    What some path gives back to where it is looked for first is a pool, whatever other paths do with it.
    """
    pools = {event.connection.opened.node for event in trace.of(Opened) if event.connection.given_back}
    for connection in (event.connection for event in trace.of(kind)):
        tested = connection.entry is not None and is_test(connection.entry, trace)
        if not tested and connection.opened.node not in pools:
            yield connection


def has_own_thread(site: ast.AST, trace: Trace, other: ast.AST | None = None) -> bool:
    """Report whether what an expression opens is there for a thread that does not use what another one opens.

    Before 4.x threads cannot share a connection that was opened as ever.
    """
    threads = {start for opened, start in trace.threads if opened is site}
    others = {start for opened, start in trace.threads if opened is other}
    return trace.generation < FIRST_SHARED and bool(threads) and threads.isdisjoint(others)


def runs_once(function: FunctionNode | None, trace: Trace) -> bool:
    """Report whether the function starts a program, tests one, or runs once for equal arguments."""
    if function is None:
        return False
    name = getattr(function, "name", "")
    if name in ("main", "_main", "amain") or name in trace.commands or is_test(function, trace):
        return True
    if is_hook(function, trace) or hooks.COMMAND_NAME.match(name) or trace.is_command(function):
        return True
    owner = trace.owners.get(function)
    if owner is not None and any(base.endswith(hooks.RUN_ONCE) for base in trace.bases.get(owner, ())):
        return True
    decorators = trace.decorators.get(function, ())
    return any(is_command(each) or is_caching(each.rpartition(".")[2]) for each in decorators)


def is_hook(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a framework runs the function once, when something starts or stops or as a command."""
    name = getattr(function, "name", "")
    owner = trace.owners.get(function)
    if owner is not None:
        return any(name in hooks.METHODS.get(base, ()) for base in trace.bases.get(owner, ()))
    parameters = [each.arg for each in arguments_of(function.args)]
    is_looked_for = name in hooks.FUNCTIONS and parameters[:1] in ([], [hooks.FUNCTIONS[name]])
    return is_looked_for or not hooks.DECORATORS.isdisjoint(trace.decorators.get(function, ()))


def is_command(decorator: str) -> bool:
    library, _, last = decorator.rpartition(".")
    return last in hooks.COMMANDS and library.partition(".")[0] in hooks.COMMAND_LIBRARIES


def is_test(function: FunctionNode, trace: Trace) -> bool:
    name = getattr(function, "name", "")
    owner = trace.owners.get(function)
    in_case = owner is not None and any(base.endswith("TestCase") for base in trace.bases.get(owner, ()))
    in_suite = owner is None or in_case or owner.name.startswith("Test")
    return (name.startswith("test_") and in_suite) or in_case


def is_called_again(function: FunctionNode, site: ast.AST, trace: Trace) -> bool:
    """Report whether a pool maps a function over items, or others may call it and so run ``site`` anew."""
    calls = trace.calls.get(function, [])
    if any(call.how == "mapped" or (call.how == "task" and call.in_loop) or is_scheduled(call) for call in calls):
        return True
    seen = {call.caller for call in calls if call.how == "call"}
    outside = {
        caller for caller in seen if caller in trace.entries and is_public(caller) and not runs_once(caller, trace)
    }
    if not any((entry, site) in trace.repeatable for entry in (function, *outside)):
        return False  # its own guard stops the second call
    if len(outside) > 1:
        return True  # from two functions that others call
    if is_of_worker(function, trace) or is_worker(function, site):
        return False
    if any(call.how != "handed" for call in calls) or is_called_where_nothing_runs(function, trace):
        return False
    return function in trace.entries and is_public(function)


def is_scheduled(call: Called) -> bool:
    """Report whether a function is given to a scheduler, which calls it again and again."""
    return call.how == "handed" and (call.callee.partition(".")[0], call.callee.rpartition(".")[2]) in SCHEDULING


def is_called_where_nothing_runs(function: FunctionNode, trace: Trace) -> bool:
    """Report whether the file calls a function, or makes it the target of a worker, but in code that is switched off.

    Its callers are seen.
    """
    name = getattr(function, "name", "")
    is_named = trace.tree is not None and name in targets_of(trace.tree)
    return is_named and not trace.calls.get(function) and function not in trace.owners


@kept
def targets_of(tree: ast.Module) -> frozenset[str]:
    """Return the names of the functions that a module calls, or gives to a call as ``target``, outside themselves."""
    found: set[str] = set()
    todo: list[tuple[ast.AST, str]] = [(tree, "")]
    while todo:
        node, around = todo.pop()
        if isinstance(node, ast.Call):
            named = [node.func, *(each.value for each in node.keywords if each.arg == "target")]
            found.update(each.id for each in named if isinstance(each, ast.Name) and each.id != around)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            around = node.name
        todo += [(each, around) for each in children(node)]
    return frozenset(found)


def is_of_worker(function: FunctionNode, trace: Trace) -> bool:
    """Report whether the function is what a thread or process of a class of its own runs: once for each of them."""
    owner = trace.owners.get(function)
    bases = trace.bases.get(owner, ()) if owner is not None else ()
    return getattr(function, "name", "") == "run" and any(base.rpartition(".")[2] in WORKERS for base in bases)


def is_public(function: ast.AST | None) -> bool:
    name = getattr(function, "name", "_")
    return not name.startswith("_")
