"""Tests mutants of the engine and the rules: ``python tests/run_mutants.py --number 150 --seed 1``.

mutmut makes them: each is one of its changes of one expression in one function. Its own run sends every call of every
function through a switch, which makes the engine many times slower; here, the changed function is put into a fork of
the process that has collected the tests, and only the tests that come by it are run there, fastest first.
Printed are the mutants that no test has noticed, with their change, and at last the share of those that were killed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import os
import pickle
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from mutmut.configuration import config
from mutmut.mutation.file_mutation import Mutation, create_mutations

ROOT = Path(__file__).parent.parent
PACKAGE = str(ROOT / "flake8_cb")

#: What a test of a mutant may take: so many times its usual seconds of CPU, and some more.
TIMES, SECONDS = 10, 5
MOST_MEMORY = 3 << 30

KILLED, SURVIVED, TIMEOUT, UNTESTED = "killed", "survived", "timeout", "no test comes by"


class Mutant(NamedTuple):
    """One change of one function; ``path`` and the names say which function, and the texts are those of its module."""

    name: str
    path: Path
    names: tuple[str, ...]
    before: str
    after: str

    def difference(self) -> str:
        """Return what is changed, as a unified diff."""
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), lineterm="", n=2)
        return "\n".join([*lines][2:])

    def function(self) -> FunctionType:
        """Return the function that the program calls."""
        found = importlib.import_module(".".join(self.path.relative_to(ROOT).with_suffix("").parts))
        for name in self.names:
            found = vars(found)[name]
        return getattr(found, "__func__", found)

    def apply(self) -> None:
        """Let the function of this process do what the mutant does."""
        function = self.function()
        function.__code__ = code_of(compile(self.after, str(self.path), "exec", dont_inherit=True), self.names)
        before, after = (definition_of(ast.parse(text), self.names).args for text in (self.before, self.after))
        if [*map(ast.dump, after.defaults)] != [*map(ast.dump, before.defaults)]:
            function.__defaults__ = tuple(map(ast.literal_eval, after.defaults))
        for argument, old, new in zip(after.kwonlyargs, before.kw_defaults, after.kw_defaults, strict=True):
            if old and new and ast.dump(old) != ast.dump(new):
                function.__kwdefaults__[argument.arg] = ast.literal_eval(new)


def code_of(code: CodeType, names: tuple[str, ...]) -> CodeType:
    """Return the code of a function of a module, or of a method."""
    for name in names:
        # The last one of this name is the one that the name stands for.
        code = [each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name][-1]
    return code


def definition_of(tree: ast.Module, names: tuple[str, ...]) -> ast.FunctionDef:
    """Return the definition of a function of a module, or of a method."""
    found: ast.AST = tree
    for name in names:
        found = [each for each in found.body if getattr(each, "name", None) == name][-1]
    return found


def mutants(path: Path) -> Iterator[Callable[[], Mutant]]:
    """Yield what makes each mutant of a file."""
    before = path.read_text(encoding="utf-8")
    module, mutations, *_ = create_mutations(str(path), before)
    owners = {
        child: owner.name.value
        for owner in module.body
        if isinstance(owner, cst.ClassDef) and isinstance(owner.body, cst.IndentedBlock)
        for child in owner.body.body
    }

    def made(mutation: Mutation, number: int) -> Mutant:
        function = mutation.contained_by_top_level_function
        names = (*([owners[function]] if function in owners else []), function.name.value)
        name = f"{path.relative_to(PACKAGE)}:{'.'.join(names)}:{number}"
        after = module.deep_replace(mutation.original_node, mutation.mutated_node)
        return Mutant(name, path, names, before, after.code)

    for number, mutation in enumerate(mutations):
        # The others are executed when the module is imported.
        if isinstance(mutation.contained_by_top_level_function, cst.FunctionDef):
            yield partial(made, mutation, number)


def sample(patterns: list[str], number: int, seed: int) -> list[Mutant]:
    """Draw mutants of the files that match, every mutant as likely as any other."""
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    every = [mutant for path in paths for mutant in mutants(path)]
    chosen = random.Random(seed).sample(every, min(number, len(every)))
    print(f"{len(chosen)} of {len(every)} mutants of {len(paths)} files", flush=True)
    return [make() for make in chosen]


def run(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Run a test and report whether it holds."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


class Part(NamedTuple):
    """What is known of a test: its seconds of CPU and the functions that it comes by."""

    seconds: float
    functions: frozenset[tuple[str, int]]


def observed(item: pytest.Item) -> Part:
    """Run a test twice, once to see what it takes and once to see where it comes by."""
    codes: set[CodeType] = set()
    began = time.process_time()
    if not run(item, None):
        raise pytest.UsageError(f"{item.nodeid} fails without any mutant")
    seconds = time.process_time() - began
    sys.setprofile(lambda frame, event, _: codes.add(frame.f_code) if event == "call" else None)
    try:
        run(item, None)
    finally:
        sys.setprofile(None)
    ours = frozenset((each.co_filename, each.co_firstlineno) for each in codes if each.co_filename.startswith(PACKAGE))
    return Part(seconds, ours)


def test(mutant: Mutant, tests: list[tuple[float, pytest.Item]]) -> int:
    """Run the tests until one fails, in a fork, and return its exit code: 0 if none fails."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        mutant.apply()
        for (seconds, item), (_, following) in zip(tests, [*tests[1:], (0, None)], strict=True):
            signal.setitimer(signal.ITIMER_PROF, seconds * TIMES + SECONDS)  # its signal ends the process
            if not run(item, following):
                break
        else:
            code = 0
    finally:
        os._exit(code)


class Testing:
    """Takes the place of pytest's own loop over the tests that it has collected."""

    def __init__(self, chosen: list[Mutant], notes: Path) -> None:
        self.chosen = chosen
        self.notes = notes
        self.counts: Counter[str] = Counter()

    def parts(self, items: list[pytest.Item]) -> dict[str, Part]:
        """Return what is known of the tests; it is noted, and used again while the linter is the same."""
        stamp = max(path.stat().st_mtime for path in ROOT.glob("flake8_cb/**/*.py"))
        noted, known = pickle.loads(self.notes.read_bytes()) if self.notes.exists() else (0.0, {})
        known = known if noted == stamp else {}
        new = [item for item in items if item.nodeid not in known]
        # In a fork, so that nothing is remembered here that a mutant would have changed.
        child = os.fork() if new else 0
        if new and not child:
            code = 1
            try:
                known |= {item.nodeid: observed(item) for item in new}
                self.notes.parent.mkdir(exist_ok=True)
                self.notes.write_bytes(pickle.dumps((stamp, known)))
                code = 0
            finally:
                os._exit(code)
        if child and os.waitpid(child, 0)[1]:
            raise pytest.UsageError("a test fails without any mutant")
        return pickle.loads(self.notes.read_bytes())[1]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Test the mutants."""
        parts = self.parts(session.items)
        for number, mutant in enumerate(self.chosen, start=1):
            code = mutant.function().__code__
            place = (code.co_filename, code.co_firstlineno)
            each = [(parts[item.nodeid], item) for item in session.items]
            tests = sorted(
                ((part.seconds, item) for part, item in each if place in part.functions), key=lambda it: it[0]
            )
            began = time.monotonic()
            exit_code = test(mutant, tests) if tests else None
            status = {0: SURVIVED, 1: KILLED, None: UNTESTED}.get(exit_code, TIMEOUT)
            self.counts[status] += 1
            print(
                f"{number:4} {status} ({len(tests)} tests, {time.monotonic() - began:.1f} s) {mutant.name}", flush=True
            )
            if status in (SURVIVED, UNTESTED):
                print(mutant.difference(), flush=True)
        return True


def main() -> int:
    """Draw mutants, test them, tell the share of the killed, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "patterns", nargs="*", metavar="FILE", help="pattern of files; those of [tool.mutmut] if absent"
    )
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=85, metavar="PERCENT", help="fail if fewer are killed")
    options = parser.parse_args()
    os.chdir(ROOT)
    testing = Testing(
        sample(options.patterns or config().only_mutate, options.number, options.seed),
        ROOT / "build" / "mutants.pickle",
    )
    arguments = ["-p", "no:terminal", "-p", "no:cacheprovider"]
    pytest.main([*arguments, *config().pytest_add_cli_args_test_selection], plugins=[testing])
    number = testing.counts.total()
    killed = testing.counts[KILLED] + testing.counts[TIMEOUT]
    share = 100 * killed / number if number else 0.0
    print(f"{killed} of {number} killed, {share:.1f} of 100; {dict(testing.counts)}")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
