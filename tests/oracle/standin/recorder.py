"""The recorder: what happens in a run, where it happens, and which way its unknown conditions go."""

from __future__ import annotations

import contextlib
import gc
import inspect
import json
import os
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from types import CellType, CodeType, FrameType, FunctionType, TracebackType
from typing import Any, NoReturn

from standin.tables import Tables

#: So many decisions are made on one run; a run that needs more is cut off, and its program is not judged.
MOST_CHOICES = 40

#: So many children a process has at most, and so deep they may stand; a run that needs more is cut off as well.
MOST_CHILDREN = 6
DEEPEST_CHILD = 3

#: The function with which a child of multiprocessing begins: no exception goes further.
BOOTSTRAP = BaseProcess._bootstrap.__code__  # type: ignore[attr-defined]  # noqa: SLF001

#: Exceptions that are no errors: they end loops and generators.
QUIET = (StopIteration, GeneratorExit, StopAsyncIteration)


class ThreadOver(BaseException):
    """The path of a thread is over; what it passes on its way out is not recorded."""


class Recorder:
    """Records one run, in each of its processes.

    ``process`` names the process by the forks that led to it. ``forced`` are the decisions to be taken, by process;
    further ones take the first choice. ``late``: a thread runs when it is waited for, not when it is started.
    """

    def __init__(
        self, output: int, tables: dict[str, Tables], forced: dict[str, list[int]], late: bool = False
    ) -> None:
        self.output = output
        self.tables = tables
        self.forced = forced
        self.process = "0"
        self.children = 0
        self.made = 0
        self.opened = 0
        self.started = 0
        self.handled = 0
        self.doubtful = False
        self.muted = False
        self.serial = 0
        self.serials: dict[int, str] = {}  # frames by their address: each has a name of its own in all processes
        self.turns: dict[str, dict[int, tuple[int, int]]] = {}
        self.lines: dict[str, int] = {}
        self.executions = 0
        self.starter: list[list[Any]] = []  # where the thread that runs was started; none in the main thread
        self.used: set[str] = set()  # the connections that this thread has used
        self.live: Callable[[], list[Any]] = list
        self.late = late

    def write(self, kind: str, *facts: Any) -> None:
        """Write one event, but of a thread that is over. A line is short enough not to mix with those of others."""
        if self.muted:
            return
        event = [self.process, kind, self.doubtful, bool(self.starter), *facts]
        os.write(self.output, json.dumps(event).encode() + b"\n")

    def stop(self, how: str) -> NoReturn:
        """End what runs: a thread, or the process."""
        if self.starter:
            self.muted = True
            raise ThreadOver
        self.end(how)

    def end(self, how: str) -> NoReturn:
        """End this process."""
        self.write("end", how, self.handled)
        try:
            while True:
                os.wait()
        except ChildProcessError:
            pass
        os._exit(0)

    # Decisions

    def choice(self, options: int) -> int:
        """Decide: the forced choice, or the first."""
        forced = self.forced.get(self.process, [])
        taken = forced[self.made] if self.made < len(forced) else 0
        self.made += 1
        self.write("choice", taken, options)
        if self.made > MOST_CHOICES:
            self.end("long")
        return taken

    def may_raise(self, in_doubt: bool = False) -> bool:
        """Raise what a handler around this call catches, if it is so decided; if ``in_doubt``, return that instead."""
        kinds = self.catchable()
        if not kinds:
            return False
        taken = self.choice(1 + len(kinds))
        if taken == 0:
            return False
        self.handled += 1
        if in_doubt:
            self.doubtful = True
        raise kinds[taken - 1]

    def catchable(self) -> list[type[BaseException]]:
        """Return what the handlers around the call catch, each once."""
        kinds: dict[type[BaseException], None] = {}
        for frame, module in self.program_frames(within_process=True):
            for each in self.tables[module].tries:
                if frame.f_lineno in each:
                    kinds.update(dict.fromkeys(each.catches))
        return list(kinds)

    def is_caught(self, kind: type[BaseException], frame: FrameType) -> bool:
        """Report whether a handler around the line of the frame, or around a call that leads to it, catches it."""
        return any(
            each.f_lineno in lines and issubclass(kind, lines.catches)
            for each, module in self.program_frames(frame, within_process=True)
            for lines in self.tables[module].tries
        )

    # Places

    def program_frames(
        self, frame: FrameType | None = None, *, within_process: bool = False
    ) -> list[tuple[FrameType, str]]:
        """Return the frames of the program with their modules, the innermost first.

        Those of the parent lie below those of a child; ``within_process``: without them.
        """
        found = []
        here = frame or inspect.currentframe()
        while here is not None:
            module = module_of(here.f_code)
            if module:
                found.append((here, module))
            elif within_process and here.f_code is BOOTSTRAP:
                break
            here = here.f_back  # type: ignore[assignment]
        return found

    def places(self) -> list[list[Any]]:
        """Return where the program is: module, function, line, frame, and its loops with execution and turn."""
        found = []
        for frame, module in self.program_frames():
            serial = self.serials.get(id(frame), "")
            loops = [
                [each.head, *self.turns.get(serial, {}).get(each.head, (0, 0))]
                for each in self.tables[module].loops
                if frame.f_lineno in each and frame.f_code.co_firstlineno <= each.head
            ]
            found.append([module, frame.f_code.co_name, frame.f_lineno, serial, frame.f_code.co_firstlineno, loops])
        return found + self.starter

    def kept(self, serial: str) -> dict[str, list[str]]:
        """Return what keeps the connections that were opened in a frame, beside frames."""
        return {wire.name: keepers(wire) for wire in self.live() if serial in wire.frames}

    # The trace

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Follow calls of the program's functions; see sys.settrace."""
        module = module_of(frame.f_code)
        if not module:
            return None
        if event == "call" and id(frame) not in self.serials:
            self.serial += 1
            self.serials[id(frame)] = f"{self.process}/{self.serial}"
            if frame.f_code.co_name != "<module>":
                is_direct = frame.f_back is not None and module_of(frame.f_back.f_code) != ""
                self.write("call", self.places(), is_direct)
        return self.trace_lines

    def trace_lines(self, frame: FrameType, event: str, arg: Any) -> Any:
        serial = self.serials.get(id(frame), "")
        if event == "line":
            self.turn(frame, serial)
        elif event == "exception":
            let_go(arg[2])
            if not self.muted and not issubclass(arg[0], QUIET):
                if not self.is_caught(arg[0], frame):
                    self.stop(f"uncaught {arg[0].__name__} in line {frame.f_lineno}: {arg[1]}")
                self.handled += 1
        elif event == "return":
            self.write("return", serial, connections_in(arg), self.kept(serial))
            if not frame.f_code.co_flags & 0x20:  # a generator comes back
                self.serials.pop(id(frame), None)
        return self.trace_lines

    def turn(self, frame: FrameType, serial: str) -> None:
        """Count the turns of loops."""
        before, line = self.lines.get(serial, 0), frame.f_lineno
        self.lines[serial] = line
        for loop in self.tables[module_of(frame.f_code)].loops:
            if loop.head != line:
                continue
            turns = self.turns.setdefault(serial, {})
            execution, turn = turns.get(line, (0, 0))
            if before in loop or before == line:
                turns[line] = (execution, turn + 1)
            else:
                self.executions += 1
                turns[line] = (self.executions, 0)

    def turns_taken(self) -> int:
        """Return how many turns have begun of the loop at whose head the program is; 0 if it is at none."""
        frame, _ = self.program_frames()[0]
        turns = self.turns.get(self.serials.get(id(frame), ""), {})
        return turns.get(frame.f_lineno, (0, 0))[1]

    # Forks

    def forking(self, kind: str, open_connections: list[str]) -> None:
        """A process is about to fork."""
        self.children += 1
        if self.children > MOST_CHILDREN or self.process.count(".") == DEEPEST_CHILD:
            self.end("long")
        self.write("fork", self.child(), kind, self.places(), open_connections)

    def child(self) -> str:
        return f"{self.process}.{self.children}"

    def forked(self) -> None:
        """This process is the child."""
        self.process = self.child()
        self.children = self.made = 0


def let_go(traceback: TracebackType | None) -> None:
    """What only the traceback of an error keeps counts as gone: a failed attempt and what replaces it are one."""
    while traceback is not None:
        with contextlib.suppress(RuntimeError):  # it runs still
            traceback.tb_frame.clear()
        traceback = traceback.tb_next


def module_of(code: CodeType) -> str:
    """Return the module of the program that the code belongs to, or ""."""
    name = code.co_filename
    return name[9:-1] if name.startswith("<program:") else ""


def keepers(wire: Any) -> list[str]:
    """Return what refers to a connection or a handle of it, frames apart: "global", "object", "list" or "cell"."""
    handles = tuple(each for each in gc.get_referrers(wire) if getattr(each, "_standin", None) is wire)
    return sorted({kind for each in gc.get_referrers(*handles) if (kind := kind_of(each))} if handles else ())


def kind_of(holder: object) -> str:
    if isinstance(holder, dict):
        return "global" if "__module__" in holder or "__builtins__" in holder else "object"
    if isinstance(holder, list):
        return "list"
    if isinstance(holder, CellType):
        return "cell"
    members = (each for cls in type(holder).__mro__ for each in vars(cls).values())
    of_program = any(module_of(each.__code__) for each in members if isinstance(each, FunctionType))
    return "object" if of_program else ""


def connections_in(value: Any) -> list[str]:
    """Return the connections that a function gives to its caller, with that of a handle."""
    if isinstance(value, (tuple, list)):
        return [found for each in value for found in connections_in(each)]
    connection = getattr(value, "_standin", None)
    return [connection.name] if connection is not None else []
