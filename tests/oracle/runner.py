"""The runner: reads programs as lines of JSON, runs each along every path, and answers with what its runs have met.

It is a process of its own, so that its forks are cheap, and nothing of the tests is in them.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib.abc
import importlib.machinery
import io
import json
import os
import signal
import sys
import threading
from types import CodeType, ModuleType
from typing import Any

from standin import conditions, processes, sdk
from standin.connections import World
from standin.recorder import Recorder
from standin.tables import Raising, Tables, tables_of

LINTED = "app"

#: Seconds after which a run hangs.
PATIENCE = 10


class Explorer:
    """Runs one program along all its paths."""

    def __init__(self, modules: dict[str, str], generation: int, late: bool) -> None:
        self.tables: dict[str, Tables] = {}
        self.codes: dict[str, CodeType] = {}
        self.generation = generation
        self.late = late
        trees = {name: ast.parse(source) for name, source in modules.items()}
        raising = Raising(list(trees.values()))
        for name, tree in trees.items():
            self.tables[name] = tables_of(tree)
            raising.visit(tree)
            self.codes[name] = compile(tree, f"<program:{name}>", "exec")

    def explore(self, start: str, most: int) -> list[list[Any]] | None:
        """Return the events of each run, or None if there are more than ``most`` paths, or one is too long."""
        found = []
        waiting: list[dict[str, list[int]]] = [{}]
        while waiting:
            # That with the fewest decisions has the most branches: too many paths are soon seen.
            forced = min(waiting, key=lambda each: sum(map(len, each.values())))
            waiting.remove(forced)
            events = self.run(start, forced)
            if any(each[1] == "end" and each[4] == "long" for each in events):
                return None
            waiting += others(events, forced)
            found.append(events)
            if len(found) + len(waiting) > most:
                return None
        return found

    def explore_all(self, starts: list[str], most: int) -> dict[str, list[list[Any]] | None]:
        """Explore what each start leads to, up to the first that is too long."""
        found = {}
        for start in starts:
            found[start] = self.explore(start, most)
            if found[start] is None:
                break
        return found

    def run(self, start: str, forced: dict[str, list[int]]) -> list[Any]:
        """Run the program once, in a child of this process, and return what it and its children have written."""
        readable, writable = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(readable)
            try:
                os.setsid()
                self.be_program(start, Recorder(writable, self.tables, forced, self.late))
            finally:
                os._exit(70)
        os.close(writable)
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
        signal.alarm(PATIENCE)
        with os.fdopen(readable, "rb") as pipe:
            text = pipe.read()
        signal.alarm(0)
        _, status = os.waitpid(child, 0)
        events = [json.loads(line) for line in text.splitlines()]
        if status:
            raise RuntimeError(f"a run ended with status {status} after {events[-3:]}")
        return events

    def be_program(self, start: str, recorder: Recorder) -> None:
        """Be the program, in the child."""
        signal.alarm(0)
        World.recorder = recorder
        recorder.live = World.live
        program_os = ModuleType("os")
        program_os.__dict__.update(os.__dict__)
        processes.install(program_os)
        unknown = ModuleType("elsewhere")
        unknown.__dict__.update(unknown=conditions.unknown)
        sys.meta_path.insert(0, Programs(self.codes))
        os_module = sys.modules["os"]
        sys.modules |= {"elsewhere": unknown, "os": program_os, **sdk.modules(self.generation)}
        threading.settrace(recorder.trace)
        sys.settrace(recorder.trace)
        try:
            if start:
                module = __import__(LINTED)
                recorder.write("start")
                call_from_outside(module, start)
            else:
                main = sys.modules["__main__"] = ModuleType("__main__")
                recorder.write("start")
                exec(self.codes[LINTED], main.__dict__)
            processes.run_late()
        except BaseException as error:
            recorder.end(f"uncaught {error!r}")
        finally:
            sys.modules["os"] = os_module
        sys.settrace(None)
        recorder.end("end")


def call_from_outside(module: ModuleType, start: str) -> None:
    """Call a function, or a method of an instance that is made for it, with arguments of which nothing is known."""
    owner, _, name = start.rpartition(".")
    function = getattr(module, name or owner, None)
    if owner:
        cls = getattr(module, owner)
        made = cls(*unknown_arguments(cls.__init__, 1))
        function = getattr(made, name)
    assert function is not None
    made = function(*unknown_arguments(function, int(bool(owner))))
    if isinstance(made, contextlib.AbstractContextManager):
        with made:
            pass


def unknown_arguments(function: Any, given: int) -> list[Any]:
    code = getattr(function, "__code__", None)
    return [conditions.Unknown() for _ in range(code.co_argcount - given if code else 0)]


class Programs(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the modules of the program."""

    def __init__(self, codes: dict[str, CodeType]) -> None:
        self.codes = codes

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(fullname, self) if fullname in self.codes else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.codes[module.__name__], module.__dict__)


def others(events: list[Any], forced: dict[str, list[int]]) -> list[dict[str, list[int]]]:
    """Return the decisions of the paths that branch off from a run, where its own were not forced.

    Those of a parent come before those of its children, which begin anew on a path that the parent branches off to.
    """
    taken: dict[str, list[tuple[int, int]]] = {}
    for process, kind, _, _, *facts in events:
        if kind == "choice":
            taken.setdefault(process, []).append((facts[0], facts[1]))
    found = []
    before: dict[str, list[int]] = {}
    for process in sorted(taken):
        choices = taken[process]
        for index in range(len(forced.get(process, [])), len(choices)):
            start = [choice for choice, _ in choices[:index]]
            found += [{**before, process: [*start, other]} for other in range(1, choices[index][1])]
        before[process] = [choice for choice, _ in choices]
    return found


def serve() -> None:
    """Answer requests until there are no more."""
    gc.disable()
    import concurrent.futures  # noqa: F401  (what the programs import is loaded once, before all forks)
    import multiprocessing.popen_fork  # noqa: F401

    gc.freeze()
    sys.stderr = io.StringIO()  # errors of children are no news
    for line in sys.stdin:
        request = json.loads(line)
        try:
            explorer = Explorer(request["modules"], request["generation"], request["late"])
            answer: Any = explorer.explore_all(request["starts"], request["most"])
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve()
