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
MOST_PATHS = 64


class Runner:
    """The process in which programs are run."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(Path(__file__).with_name("runner.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def runs(self, program: Program, most: int = MOST_PATHS) -> list[Run] | None:
        """Return what each run of a program has met, or None if there are too many. Raises RuntimeError if one fails."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request = {
            "modules": program.modules,
            "generation": program.generation,
            "starts": ["", *program.entries],
            "most": most,
        }
        print(json.dumps(request), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        if None in answer.values():
            return None
        return [Run(start, events) for start, runs in answer.items() for events in runs]


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


def judge(program: Program, runner: Runner) -> tuple[Verdict, list[Disagreement]] | None:
    """Run and lint a program; None if it has too many paths."""
    runs = runner.runs(program)
    if runs is None:
        return None
    expected = verdict(program, runs)
    return expected, disagreements(linted(program), expected)


def shown(program: Program, problems: Iterable[Disagreement]) -> str:
    """Return the text of a program with what is wrong beside its lines."""
    notes = {each.line: f"   <-- {each.kind}" for each in problems}
    parts = []
    for name, source in program.modules.items():
        lines = source.splitlines()
        here = notes if name == LINTED else {}
        parts += [f"# {name}.py", *(f"{n:3} {line}{here.get(n, '')}" for n, line in enumerate(lines, 1)), ""]
    return "\n".join(parts)
