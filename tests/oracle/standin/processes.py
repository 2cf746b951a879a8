"""Threads and processes as the stand-in sees them: both are real, and it is recorded when they start and end."""

from __future__ import annotations

import multiprocessing
import os
import threading
from typing import Any, NoReturn

from standin.connections import World

start_thread = threading.Thread.start
join_thread = threading.Thread.join
start_process = multiprocessing.Process.start
fork = os.fork


class Started:
    """A thread that was not joined: what it was given stays with it, and what it used is pending."""

    def __init__(self, thread: threading.Thread) -> None:
        self.thread = thread
        self.given = [getattr(thread, each, None) for each in ("_target", "_args", "_kwargs")]
        self.used: set[str] = set()


def start(thread: threading.Thread) -> None:
    """Start a thread and let it run to its end: of all orders, the one in which nothing else runs before."""
    recorder = World.recorder
    recorder.may_raise()
    recorder.write("thread", recorder.places())
    started = Started(thread)
    starter, recorder.starter = recorder.starter, recorder.places()
    World.threads.append(started)
    uses, write = started.used, recorder.write

    def note(kind: str, *facts: Any) -> None:
        if kind == "use":
            uses.add(facts[0])
        write(kind, *facts)

    recorder.write = note  # type: ignore[method-assign]
    start_thread(thread)
    join_thread(thread)
    recorder.starter = starter
    recorder.write = write  # type: ignore[method-assign]


def join(thread: threading.Thread, timeout: float | None = None) -> None:
    """Wait for a thread."""
    World.recorder.may_raise()
    World.threads[:] = [each for each in World.threads if each.thread is not thread]
    join_thread(thread)


def start_child(process: Any) -> None:
    """Start a process."""
    World.recorder.may_raise()
    start_process(process)


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


def install(program_os: Any) -> None:
    """Put these in the place of the real ones. The program's ``os`` alone is changed: others need theirs."""
    os.register_at_fork(before=before_fork, after_in_child=lambda: World.recorder.forked())
    threading.Thread.start = start  # type: ignore[method-assign]
    threading.Thread.join = join  # type: ignore[method-assign,assignment]
    multiprocessing.Process.start = start_child  # type: ignore[method-assign]
    program_os.__dict__.update(fork=fork_here, _exit=leave)
