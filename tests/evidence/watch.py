"""Runs a program against a node of its own, and notes what is to be seen of it from outside.

A program stops where it asks for Enter, at a line that ends with three dots. Enter is given when the node has come
to rest, and what was to be seen then is a moment of the run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.node import running

if TYPE_CHECKING:
    from pathlib import Path

    from evidence.node import Counts, Server

#: What a line ends with at which a program waits for Enter.
PAUSE = "...\n"

#: Nothing has changed for so many seconds: the node is at rest. An answer that is late takes longer than that.
REST = 0.4

#: So many seconds after its start a program that has not ended is given up. What ends at all ends within a few.
PATIENCE = 60.0


@dataclass(frozen=True)
class Moment:
    """What was to be seen while the program waited for Enter."""

    time: float
    sockets: int = 0
    threads: int = 0


@dataclass(frozen=True)
class Run:
    """What was seen of a run. Of a program that was given up there is no exit code.

    ``seconds`` is how long it went on after the last moment.
    """

    exit_code: int | None
    seconds: float
    output: str
    errors: str
    moments: list[Moment]
    sockets_ever: int
    operations: int

    @property
    def last_error(self) -> str:
        """The last line of the errors: that of the exception that ended the program."""
        return (self.errors.splitlines() or [""])[-1]


def watch(*command: str | Path, patience: float = PATIENCE, certificate: Path | None = None) -> Run:
    """Run a program of Python, with the port of a new node as its last argument."""
    with running(certificate) as node, started(*command, str(node.port)) as process:
        output: list[str] = []
        errors: list[str] = []
        moments = [Moment(time.monotonic())]
        readers = [
            threading.Thread(target=answer_pauses, args=(process, node, output, moments)),
            threading.Thread(target=lambda: errors.extend(process.stderr)),
        ]
        for reader in readers:
            reader.start()
        try:
            exit_code = process.wait(patience)
        except subprocess.TimeoutExpired:
            exit_code = None
        finally:
            seconds = time.monotonic() - moments[-1].time
            end(process)
        for reader in readers:
            reader.join()
        counts = node.counts
    return Run(
        exit_code, seconds, "".join(output), "".join(errors), moments[1:], counts.sockets_ever, counts.operations
    )


def started(*command: str | Path) -> subprocess.Popen[str]:
    """Start a program, in a group of its own with the processes that it makes."""
    return subprocess.Popen(
        [sys.executable, "-u", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    """Kill what is left of a program and of the processes that it made."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def answer_pauses(process: subprocess.Popen[str], node: Server, output: list[str], moments: list[Moment]) -> None:
    """Note what the program prints, and press Enter when it waits for that."""
    for line in process.stdout:
        output.append(line)
        # A program may die while it waits, which its exit code tells.
        with suppress(FileNotFoundError, BrokenPipeError):
            if line.endswith(PAUSE):
                moments.append(Moment(time.monotonic(), at_rest(node).sockets, threads_of(process)))
                process.stdin.write("\n")
                process.stdin.flush()


def at_rest(node: Server) -> Counts:
    """Return the counts of a node when they have not changed for a while."""
    before, since = node.counts, time.monotonic()
    while time.monotonic() - since < REST:
        time.sleep(REST / 20)
        if node.counts != before:
            before, since = node.counts, time.monotonic()
    return before


def threads_of(process: subprocess.Popen[str]) -> int:
    """Return how many threads of the operating system a process has."""
    return len(os.listdir(f"/proc/{process.pid}/task"))
