"""Measures what the linter costs, beside flake8 alone and other linters, and how that grows with the program.

    python benchmarks/run.py [--quick] [--only a,b,c,d,growth] [--folder FOLDER] [--write]

Prints tables in Markdown. All that is compared runs in turn, so that each ratio is one of runs that lie next to one
another; what is shown is the median. The exit code is 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from statistics import median

from environments import HERE, LINTERS, command, modules_below, python_of, unpacked, using_sdk
from processes import Cost, cost_of, environment
from programs import PROGRAMS

PAGE = HERE.parent / "docs" / "speed.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

OURS = "flake8-cb"
ALONE = "flake8"

#: The linter where it has looked into the same files before.
AGAIN = f"{OURS} again"

#: And where one of them has been edited since, as most files have that a hook is started for.
EDITED = f"{OURS} edited"

#: How targets name these runs.
RUNS = {OURS: "", AGAIN: ", again", EDITED: ", edited"}

SIZES = (1, 2, 4, 8, 16, 32, 64)

#: What a doubled program may cost, as a multiple.
MOST_OF_A_DOUBLING = 2 * 1.3

#: Runs of one generated program, of which the fastest counts.
RUNS_OF_A_PROGRAM = 3

#: MiB that flake8 may need at its peak beyond what it needs alone.
MOST_MEMORY = 60


@dataclass(frozen=True)
class Target:
    """What one figure may be at most."""

    name: str
    figure: Callable[[Costs], float]
    most: float
    unit: str = ""


@dataclass(frozen=True)
class Case:
    """What is linted, and how often: by flake8 with and without the linter, and by the others."""

    letter: str
    name: str
    listed: str
    files: Callable[[Path], list[str]]
    rounds: int
    rounds_of_others: int
    targets: tuple[Target, ...] = ()
    runs: tuple[str, ...] = (OURS, AGAIN)


@dataclass
class Costs:
    """The costs of each linter, round by round."""

    of: dict[str, list[Cost]] = field(default_factory=dict)

    def median(self, linter: str, what: str) -> float:
        return median(getattr(each, what) for each in self.of[linter])

    def ratio(self, linter: str, other: str, what: str = "cpu") -> float:
        """Return the median of the ratios of the runs of one round."""
        pairs = zip(self.of[linter], self.of[other], strict=False)
        return median(getattr(one, what) / getattr(two, what) for one, two in pairs)

    def over(self, linter: str, other: str, what: str) -> float:
        """Return the median of the differences of the runs of one round."""
        pairs = zip(self.of[linter], self.of[other], strict=False)
        return median(getattr(one, what) - getattr(two, what) for one, two in pairs)


def _targets(
    name: str, figure: Callable[[Costs, str], float], most: float, unit: str = "", runs: tuple[str, ...] = (OURS, AGAIN)
) -> tuple[Target, ...]:
    """Return a target for each of these runs."""
    return tuple(
        Target(f"{name}{RUNS[run]}", lambda costs, run=run: figure(costs, run), most, unit)  # type: ignore[misc]
        for run in runs
    )


def _of(other: str) -> Callable[[Costs, str], float]:
    return lambda costs, linter: costs.ratio(linter, other)


def _milliseconds(costs: Costs, linter: str) -> float:
    return 1000 * costs.over(linter, ALONE, "cpu")


CASES = (
    Case(
        "a", "a large tree without Couchbase", "django",
        lambda tree: [name for name in modules_below(tree) if name.startswith("django/db/")], 9, 1,
        _targets("CPU, as a multiple of flake8", _of(ALONE), 1.01),
    ),
    Case(
        "b", "modules that use the SDK", "corpus", using_sdk, 5, 2,
        (
            *_targets("CPU, as a multiple of flake8", _of(ALONE), 1.8),
            *_targets("CPU, as a multiple of pylint", _of("pylint"), 0.3),
        ),
    ),
    Case(
        "c", "one file without Couchbase", "django", lambda _: ["django/db/models/query_utils.py"], 31, 3,
        _targets("CPU over flake8", _milliseconds, 10, " ms", tuple(RUNS)), tuple(RUNS),
    ),
    Case(
        "d", "one file that uses the SDK", "corpus", lambda _: ["langchain_couchbase/cache.py"], 21, 3,
        _targets("CPU over flake8", _milliseconds, 300, " ms", tuple(RUNS)), tuple(RUNS),
    ),
)  # fmt: skip


def measured(case: Case, commands: dict[str, list[str]], folder: Path, *, quick: bool) -> Costs:
    """Run the linters over a case in turn, every other time in reverse, which evens out what changes meanwhile."""
    tree = unpacked(case.listed, folder)
    files = case.files(tree)[:: 8 if quick else 1]
    rounds, others = (3, 1) if quick else (case.rounds, case.rounds_of_others)
    commands = {**commands, **dict.fromkeys(case.runs, commands[OURS])}
    costs = Costs({linter: [] for linter in commands})
    with tempfile.TemporaryDirectory() as again, tempfile.TemporaryDirectory() as before_edit:
        filled = {AGAIN: again, EDITED: before_edit}
        for caches in filled.values():
            cost_of([*commands[OURS], *files], tree, caches)
        for number in range(rounds):
            taking_part = [each for each in commands if each in (ALONE, *case.runs) or number < others]
            for linter in taking_part[:: -1 if number % 2 else 1]:
                with tempfile.TemporaryDirectory() as empty, edited(tree / files[0], number, linter == EDITED):
                    cost = cost_of([*commands[linter], *files], tree, filled.get(linter, empty))
                    costs.of[linter].append(cost)
    return costs


@contextlib.contextmanager
def edited(path: Path, number: int, is_edited: bool) -> Iterator[None]:
    """Let a file have a line more for a while, another one for each number."""
    if not is_edited:
        yield
        return
    before = path.read_bytes()
    path.write_bytes(before + f"EDITED = {number}\n".encode())
    try:
        yield
    finally:
        path.write_bytes(before)


def table_of(case: Case, costs: Costs) -> Iterator[str]:
    """Yield the lines of the table of a case."""
    yield f"**({case.letter})** {case.name}:"
    yield ""
    yield "| | CPU | of flake8 | wall | of flake8 | peak memory | over flake8 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for linter in costs.of:
        cpu, wall, memory = (costs.median(linter, what) for what in ("cpu", "wall", "memory"))
        if linter == ALONE:
            cells = ["", "", ""]
        else:
            cells = [f"{costs.ratio(linter, ALONE, what):.2f}" for what in ("cpu", "wall")]
            cells.append(f"{costs.over(linter, ALONE, 'memory'):+.0f} MiB")
        yield f"| {linter} | {cpu:.2f} s | {cells[0]} | {wall:.2f} s | {cells[1]} | {memory:.0f} MiB | {cells[2]} |"
    yield ""


def verdicts(case: Case, costs: Costs) -> Iterator[tuple[str, bool]]:
    """Yield a line on each target of a case, with whether it is met."""
    memory = Target("peak memory over flake8", lambda each: each.over(OURS, ALONE, "memory"), MOST_MEMORY, " MiB")
    for target in (*case.targets, memory):
        figure = target.figure(costs)
        digits = 0 if target.unit else 3
        yield (
            f"| ({case.letter}) {target.name} | {target.most:g}{target.unit} | {figure:.{digits}f}{target.unit} |",
            figure <= target.most,
        )


def growth(folder: Path, sizes: tuple[int, ...], runs: int) -> tuple[list[str], list[tuple[str, bool]]]:
    """Return the table of what programs of each kind and size cost, and a line on each kind."""
    lines = [
        f"| times as many | {' | '.join(map(str, sizes))} | most for a doubling |",
        f"| --- {'| --- ' * len(sizes)}| --- |",
    ]
    said = []
    for kind in PROGRAMS:
        results = [fastest(kind, size, folder, runs) for size in sizes]
        seconds = [each for each, _ in results]
        worst = max(_of_a_doubling(*each) for each in zip(sizes, seconds, sizes[1:], seconds[1:], strict=False))
        found = all(each for _, each in results)
        cells = [f"{each * 1000:.0f} ms{'' if is_found else ', silent'}" for each, is_found in results]
        lines.append(f"| {kind} | {' | '.join(cells)} | {worst:.2f} |")
        note = "" if found else ", and the hazard at the end is not found"
        said.append((f"| {kind}, for a doubling | {MOST_OF_A_DOUBLING:g} | {worst:.2f}{note} |",
                     found and worst <= MOST_OF_A_DOUBLING))  # fmt: skip
        print(lines[-1], file=sys.stderr)
    return [*lines, ""], said


def _of_a_doubling(size: int, before: float, next_size: int, after: float) -> float:
    """Return the factor of one doubling, of which there may be several between the two sizes."""
    return (after / before) ** (1 / log2(next_size / size))


def fastest(kind: str, size: int, folder: Path, runs: int) -> tuple[float, bool]:
    """Return the seconds of the fastest of some runs, and whether the hazard at the end of the program was found."""
    made = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as caches:
            done = subprocess.run(
                [str(python_of(OURS, folder)), str(HERE / "growth.py"), kind, str(size)],
                capture_output=True, text=True, check=True, env=environment(caches),
            )  # fmt: skip
        made.append(json.loads(done.stdout))
    return min(each["seconds"] for each in made), all(each["found"] for each in made)


def report(only: set[str], folder: Path, *, quick: bool) -> tuple[str, bool]:
    """Measure; return the text, and whether all targets are met."""
    commands = {linter: command(linter, folder) for linter in LINTERS}
    tables: list[str] = []
    said: list[tuple[str, bool]] = []
    for case in CASES:
        if case.letter in only:
            costs = measured(case, commands, folder, quick=quick)
            lines = list(table_of(case, costs))
            print(*lines, sep="\n", file=sys.stderr)
            tables += lines
            said += verdicts(case, costs)
    if "growth" in only:
        table, words = growth(folder, SIZES[::2] if quick else SIZES, 1 if quick else RUNS_OF_A_PROGRAM)
        tables += table
        said += words
    short = " A short run of a part of the files, in which what a process costs by itself weighs more." if quick else ""
    versions = ", ".join(line for line in (HERE / "linters.txt").read_text("utf-8").splitlines() if "==" in line)
    lines = [
        f"Python {platform.python_version()}, {platform.system()}; {versions.replace('==', ' ')}.{short}",
        "",
        "| what | at most | measured | |",
        "| --- | --- | --- | --- |",
        *(f"{line} {'yes' if holds else '**no**'} |" for line, holds in said),
        "",
        *tables,
    ]
    return "\n".join(lines), all(holds for _, holds in said)


def write(text: str) -> None:
    """Put the text into the page, between its marks."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def main() -> int:
    """Measure, print, and keep what was printed."""
    every = [*(case.letter for case in CASES), "growth"]
    parser = argparse.ArgumentParser(description="Measures what flake8-cb costs.")
    parser.add_argument("--quick", action="store_true", help="a short run, whose figures are rough")
    parser.add_argument("--only", default=",".join(every), help="cases, with commas between them (default: all)")
    parser.add_argument("--folder", type=Path, help="keeps what is installed and unpacked (default: a temporary one)")
    parser.add_argument("--write", action="store_true", help="keep the tables in docs/speed.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.folder or Path(temporary)).resolve()
        text, holds = report(set(arguments.only.split(",")), folder, quick=arguments.quick)
    print(text)
    if arguments.write:
        write(text)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
