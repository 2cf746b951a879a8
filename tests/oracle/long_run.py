"""Judge many programs: ``PYTHONPATH=tests python -m oracle.long_run --programs 50000 --seed 1``."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from oracle.judge import Judgement, Runner, TooLongError, judge
from oracle.reduce import reduced
from oracle.strategies import programs_by_chance

if TYPE_CHECKING:
    from oracle.program import Program

#: The summary is printed after so many programs.
PART = 250

#: So many disagreements of each kind are made small, which takes its time; the others are written as they are.
REDUCED = 2

#: Of all programs at most this share may have a missed alarm, and so many a false one.
TARGET = 1 / 1000


class LongRun:
    """Judges programs and counts."""

    def __init__(self, folder: Path | None, runner: Runner) -> None:
        self.folder = folder
        self.runner = runner
        self.counts: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def judge(self, program: Program) -> None:
        self.counts["written"] += 1
        try:
            found = judge(program, self.runner)
        except TooLongError:
            self.counts["too long"] += 1
            return
        self.counts["programs"] += 1
        self.counts["with hazards"] += bool(found.expected.must)
        self.counts["findings expected"] += len(found.expected.must)
        self.counts["with a missed alarm"] += any(each.is_missed for each in found.problems)
        self.counts["with a false alarm"] += any(each.is_false for each in found.problems)
        self.expected.update({code for _, code in found.expected.must})
        if found.problems:
            self.note(found)

    def note(self, found: Judgement) -> None:
        """Write a disagreement down."""
        kind = found.problems[0].kind
        self.kinds[kind] += 1
        if self.folder is None:
            return
        number = self.counts["programs"]
        small = self.reduced(found, kind) if self.kinds[kind] <= REDUCED else found
        name = "".join(each if each.isalnum() else {"-": "missed-", "+": "false-"}.get(each, "-") for each in kind)
        (self.folder / f"{name}-{number}.txt").write_text(f"{small}\n# As it was written:\n\n{found}\n")

    def reduced(self, found: Judgement, kind: str) -> Judgement:
        def fails(candidate: Program) -> bool:
            try:
                return judge(candidate, self.runner).is_like(found, kind)
            except (TooLongError, RuntimeError):
                return False

        return judge(reduced(found.program, fails), self.runner)

    def summary(self) -> str:
        counts = ", ".join(f"{number} {what}" for what, number in self.counts.items())
        codes = ", ".join(f"{code} {number}" for code, number in sorted(self.expected.items()))
        kinds = ", ".join(f"{kind} {number}" for kind, number in self.kinds.most_common())
        return f"{counts}\n  programs with {codes}\n  disagreements: {kinds or 'none'}"

    @property
    def is_within_target(self) -> bool:
        most = self.counts["programs"] * TARGET
        return self.counts["with a missed alarm"] <= most and self.counts["with a false alarm"] <= most


def main() -> int:
    """Run the command; return 1 if there are more disagreements than the target allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=50_000, help="so many programs are judged")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other programs")
    parser.add_argument("--folder", type=Path, help="the folder to which disagreements are written")
    options = parser.parse_args()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with Runner() as runner:
        run = LongRun(options.folder, runner)
        for program in programs_by_chance(options.seed):
            run.judge(program)
            is_done = run.counts["programs"] == options.programs
            if is_done or run.counts["written"] % PART == 0:
                print(f"after {time.monotonic() - began:.0f} s: {run.summary()}", flush=True)
            if is_done:
                break
    return 0 if run.is_within_target else 1


if __name__ == "__main__":
    sys.exit(main())
