"""Threads and processes as the stand-in sees them: both are real, and it is recorded when they start and end."""

from __future__ import annotations

import builtins
import multiprocessing
import multiprocessing.process
import os
import threading
from collections.abc import Callable
from typing import Any, NoReturn

from standin.connections import World

start_thread = threading.Thread.start
join_thread = threading.Thread.join
start_process = multiprocessing.Process.start
make_process = multiprocessing.Process.__init__
make_thread = threading.Thread.__init__
fork = os.fork


class Started:
    """A thread that was not joined: what it was given stays with it, and what it used is pending."""

    def __init__(self, thread: threading.Thread, number: int, places: list[Any]) -> None:
        self.thread = thread
        self.number = number
        self.places = places
        self.given = [getattr(thread, each, None) for each in ("_target", "_args", "_kwargs")]
        self.used: set[str] = set()
        self.is_current = True
        self.has_run = False


def start(thread: threading.Thread) -> None:
    """Start a thread; of all orders, it runs to its end before anything else, or waits until somebody waits for it.

    What a thread that is over does on its way out, in ``finally``, is no part of the program any more.
    """
    recorder = World.recorder
    if recorder.muted:
        return
    recorder.may_raise()
    recorder.started += 1
    started = Started(thread, recorder.started, recorder.places())
    World.threads.append(started)
    recorder.write("start_thread", started.number, started.places)
    if not recorder.late:
        run(started)


def run(started: Started) -> None:
    """Let a thread run to its end."""
    recorder = World.recorder
    started.has_run = True
    starter, recorder.starter = recorder.starter, started.places
    recorder.used, used = started.used, recorder.used
    start_thread(started.thread)
    join_thread(started.thread)
    recorder.starter, recorder.muted, recorder.used = starter, False, used
    recorder.write("end_thread", started.number, sorted(started.used))
    started.is_current = False


def join(thread: threading.Thread, timeout: float | None = None) -> None:
    """Wait for a thread."""
    if World.recorder.muted:
        return
    World.recorder.may_raise()
    for each in [each for each in World.threads if each.thread is thread]:
        if not each.has_run:
            run(each)
        World.recorder.write("join_thread", each.number)
        World.threads.remove(each)


def run_late() -> None:
    """Run the threads that nobody has waited for: the process ends with the last of them."""
    while waiting := [each for each in World.threads if not each.has_run]:
        run(waiting[0])


def start_child(process: Any) -> None:
    """Start a process. That multiprocessing keeps it until it has ended is of no account: it may end at once."""
    World.recorder.may_raise()
    start_process(process)
    multiprocessing.process._children.discard(process)  # type: ignore[attr-defined]  # noqa: SLF001


def raising(call: Callable[..., Any]) -> Callable[..., Any]:
    """Let a call that does nothing to connections raise as any other."""

    def wrapped(*given: Any, **named: Any) -> Any:
        World.recorder.may_raise()
        return call(*given, **named)

    return wrapped


def may_raise(function: Callable[..., Any]) -> Callable[..., Any]:
    """Stand around what is called."""
    World.recorder.may_raise()
    return function


def fork_here() -> int:
    """Fork; the call may raise as any other."""
    World.recorder.may_raise()
    return fork()


def leave(status: int) -> NoReturn:
    """Leave the process at once, as os._exit does."""
    World.recorder.end("left")


def before_fork() -> None:
    recorder = World.recorder
    recorder.forking("fork", [each.name for each in World.live()])


def after_fork() -> None:
    """Only the thread that forked is there in the child."""
    World.recorder.forked()
    World.threads.clear()


def install(program_os: Any) -> None:
    """Put these in the place of the real ones. The program's ``os`` alone is changed: others need theirs."""
    os.register_at_fork(before=before_fork, after_in_child=after_fork)
    threading.Thread.start = start  # type: ignore[method-assign]
    threading.Thread.join = join  # type: ignore[method-assign,assignment]
    multiprocessing.Process.start = start_child  # type: ignore[method-assign]
    multiprocessing.Process.__init__ = raising(make_process)  # type: ignore[method-assign]
    threading.Thread.__init__ = raising(make_thread)  # type: ignore[method-assign]
    builtins.__dict__.update(range=raising(range), __raising__=may_raise)
    program_os.__dict__.update(fork=fork_here, _exit=leave)
