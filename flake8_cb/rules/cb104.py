"""CB104: a connection is opened before a prefork server makes its workers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Called, Opened, Trace
from flake8_cb.flow.machine.workers import begins_worker
from flake8_cb.rules.requests import is_named
from flake8_cb.rules.rule import Rule, finding, where
from flake8_cb.rules.steps import story
from flake8_cb.trees import calls_beside_logs, walk

#: Decorators of Celery tasks.
TASKS = ("celery.Celery.task", "celery.shared_task", "celery.app.shared_task", "celery.task.task")

#: Settings of Celery that name the pool of workers, by themselves and in the settings of Django.
POOL_SETTINGS = frozenset({"worker_pool", "CELERY_WORKER_POOL", "CELERYD_POOL"})

#: Pools whose workers are no processes.
UNFORKED = frozenset({"threads", "gevent", "eventlet", "solo"})


def check(trace: Trace) -> Iterator[Finding]:
    opened = [event.connection for event in trace.of(Opened)]
    if works_in_workers(trace):
        return
    for connection in opened:
        proof = proof_of(connection, trace)
        if proof and connection.opening.place is not trace.tree and not connection.closed:
            yield finding(
                RULE.code,
                connection.opening.place,
                f"{connection.name}{connection.target.label} (opened {where(connection.opened.node, trace)}) is opened "
                f"before {proof}: open it in each worker",
                story(trace, connection),
            )


def proof_of(connection: Connection, trace: Trace) -> str:
    """Return what shows that workers are forked after the connection was opened, or ""."""
    if connection.entry is not None and is_ready(connection.entry, trace) and not trace.settings.in_workers:
        return "a server that loads the application forks its workers (AppConfig.ready() runs in their parent)"
    if trace.settings.factory and getattr(connection.entry, "name", "") == trace.settings.factory:
        is_preloaded = connection.outcome == "kept" or connection.kept_outside
    else:
        is_preloaded = connection.at_import and connection.outcome == "kept"
    if not is_preloaded or connection.thread is not None:
        return ""
    if trace.settings.preloaded:
        return f"the server forks its workers, as {trace.settings.preloaded} says"
    if any(node is connection.opened.node and is_task(function, trace) for node, function in trace.uses):
        return "" if has_threaded_workers(trace) else "Celery forks its workers"
    return ""


def is_task(function: FunctionNode | None, trace: Trace) -> bool:
    names = trace.decorators.get(function, ()) if function is not None else ()
    if any(is_named(task, name) for task in TASKS for name in names):
        return True
    owner = trace.owners.get(function) if function is not None else None
    return owner is not None and "celery.Task" in trace.bases.get(owner, ()) and getattr(function, "name", "") == "run"


def has_threaded_workers(trace: Trace) -> bool:
    """Report whether the module, or one that it imports, sets a pool of Celery that forks no processes."""
    trees = [each for each in (trace.tree, *(module.tree for module in trace.modules)) if each is not None]
    return any(value in UNFORKED for tree in trees for name, value in settings_in(tree) if name in POOL_SETTINGS)


def settings_in(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """Yield the names that are given constants: keywords of calls, and attributes or names that are assigned."""
    for node in walk(tree):
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            yield node.arg or "", node.value.value
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
                yield str(name), node.value.value


def is_ready(function: FunctionNode, trace: Trace) -> bool:
    owner = trace.owners.get(function)
    bases = trace.bases.get(owner, ()) if owner is not None else ()
    return getattr(function, "name", "") == "ready" and any(base.endswith(".apps.AppConfig") for base in bases)


def works_in_workers(trace: Trace) -> bool:
    """Report whether a hook that runs in each worker does something: it may well open the connection again."""
    known = {*trace.decorators, *(each.function for each in trace.of(Called))}
    hooks = (each for each in known if begins_worker(each, trace))
    bodies = (hook.body if isinstance(hook.body, list) else [hook.body] for hook in hooks)
    return any(any(calls_beside_logs(body)) for body in bodies)


RULE = Rule(
    code="CB104",
    name="preloaded-connection",
    title="A connection is opened before a prefork server makes its workers",
    what="""A connection is opened at import time (in the body of a module or class, in a function that these call,
or in Django's AppConfig.ready()) in code that the project itself shows to be run by a prefork server: it defines
Celery tasks that use the connection, a gunicorn configuration or command line preloads the application, or uWSGI
loads it without lazy-apps.""",
    why="""The server imports the application once and then forks its workers: all of them inherit the sockets of
one connection, and in SDK 4.x none of the threads that serve it. What that means is told under CB102, with what was
seen: answers that belong to another worker and timeouts in 1.x to 3.x, a first operation that never returns in 4.x
(with 4.1.12 to 4.6.3 a request to gunicorn that needs the connection was seen to get no answer).""",
    bad="""
from celery import Celery
from couchbase.bucket import Bucket

app = Celery("beers")
bucket = Bucket("couchbase://localhost/beer-sample")


@app.task
def rate(beer, stars):
    bucket.upsert(f"rating::{beer}", {"stars": stars})
""",
    good="""
from celery import Celery
from celery.signals import worker_process_init
from couchbase.bucket import Bucket

app = Celery("beers")
bucket = None


@worker_process_init.connect
def connect(**kwargs):
    global bucket
    bucket = Bucket("couchbase://localhost/beer-sample")


@app.task
def rate(beer, stars):
    bucket.upsert(f"rating::{beer}", {"stars": stars})
""",
    silent="""The connection is opened, or opened again, in worker_process_init, post_fork, postfork or
os.register_at_fork(after_in_child=...); it is opened at the first use; the module, or one that it imports,
sets a pool of Celery that forks nothing (threads, gevent, eventlet, solo); nothing in the project shows
that such a server runs the module; AppConfig.ready() where the servers of the project load it in each worker.""",
    limits="""How the server is started, where no file of the project says so: a unit of systemd, a shell
script, a setting of the host, a preload_app that is worked out at run time, a pool of Celery that the
command line of its workers names. What a hook does that runs in each worker: one that calls anything but a
log is trusted to open the connection again.""",
    check=check,
)
