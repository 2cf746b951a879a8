"""The judge: a program is run and linted, and what differs is told."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings
from oracle.program import LINTED, Program, Run
from oracle.verdict import Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A program with more paths than these is not judged.
MOST_PATHS = 16


class Runner:
    """The process in which programs are run."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(Path(__file__).with_name("runner.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Runner:  # noqa: PYI034 (Self came with 3.11)
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def runs(self, program: Program, starts: Iterable[str], *, late: bool = False) -> list[Run]:
        """Return what each run has met. Raises TooLongError if there are too many, and RuntimeError if one fails.

        ``late``: a thread runs when it is waited for, not when it is started.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request = {
            "modules": program.modules,
            "generation": program.generation,
            "starts": list(starts),
            "most": MOST_PATHS,
            "late": late,
        }
        print(json.dumps(request), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        if None in answer.values():
            raise TooLongError
        return [Run(start, events) for start, runs in answer.items() for events in runs]

    def verdict(self, program: Program) -> Verdict:
        """Return what the runs of a program have met. Raises as ``runs`` does."""
        runs = self.runs(program, ["", *program.entries])
        called = set().union(*(each.called for each in runs))
        uncalled = [each for each, place in program.definitions.items() if place not in called]
        threaded = {each.start: None for each in runs if each.starts_threads}
        return verdict(
            program,
            runs,
            self.runs(program, uncalled) if uncalled else (),
            self.runs(program, threaded, late=True) if threaded else (),
        )


class TooLongError(Exception):
    """A program has too many paths, or one that is too long, to be judged."""


@dataclass(frozen=True)
class Disagreement:
    """A line for which the linter says what no reading of the rules allows."""

    line: int
    given: frozenset[str]
    expected: frozenset[str]

    @property
    def kind(self) -> str:
        """The codes that are missed ("-") and those that are false ("+")."""
        missed = sorted(f"-{code}" for code in self.expected - self.given)
        return " ".join(missed + sorted(f"+{code}" for code in self.given - self.expected))

    @property
    def is_missed(self) -> bool:
        return bool(self.expected - self.given)

    @property
    def is_false(self) -> bool:
        return bool(self.given - self.expected)


def linted(program: Program) -> set[tuple[int, str]]:
    """Return what the linter says of the program's linted module: lines and codes."""
    tree = ast.parse(program.source)
    if len(program.modules) == 1:
        return {(each.line, each.code) for each in lint(tree, Settings())}
    with tempfile.TemporaryDirectory() as folder:
        for name, source in program.modules.items():
            (Path(folder) / f"{name}.py").write_text(source)
        path = Path(folder).resolve() / f"{LINTED}.py"
        return {(each.line, each.code) for each in lint(tree, Settings(), path)}


def disagreements(found: Iterable[tuple[int, str]], expected: Verdict) -> list[Disagreement]:
    """Return where findings are none of the lawful answers; of these the nearest is what was expected."""
    found = set(found)
    problems = []
    for line, family in sorted(expected.places | {(line, code[:3]) for line, code in found}):
        given = {code for at, code in found if at == line and code.startswith(family)}
        answers = expected.answers(line, family)
        if given not in answers:
            nearest = min(answers, key=lambda answer: len(answer ^ given))
            problems.append(Disagreement(line, frozenset(given), frozenset(nearest)))
    return problems


@dataclass(frozen=True)
class Judgement:
    """What the runs of a program have met, and where the linter disagrees."""

    program: Program
    expected: Verdict
    problems: list[Disagreement]

    def __str__(self) -> str:
        return shown(self.program, self.problems)

    def is_like(self, other: Judgement, kind: str) -> bool:
        """Report whether it has a disagreement of that kind, and no errors that the other has not."""
        return any(each.kind == kind for each in self.problems) and self.expected.errors <= other.expected.errors


def judge(program: Program, runner: Runner) -> Judgement:
    """Run and lint a program. Raises as ``Runner.runs`` does."""
    expected = runner.verdict(program)
    return Judgement(program, expected, disagreements(linted(program), expected))


def shown(program: Program, problems: Iterable[Disagreement]) -> str:
    """Return the text of a program with what is wrong beside its lines."""
    notes = {each.line: f"   <-- {each.kind}" for each in problems}
    parts = []
    for name, source in program.modules.items():
        lines = source.splitlines()
        here = notes if name == LINTED else {}
        parts += [f"# {name}.py", *(f"{n:3} {line}{here.get(n, '')}" for n, line in enumerate(lines, 1)), ""]
    return "\n".join(parts)
