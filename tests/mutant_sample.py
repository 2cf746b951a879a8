"""Draws mutants by chance: ``python tests/mutant_sample.py --number 150 --seed 1`` prints their names.

The mutants must have been made before: any run of mutmut makes all of them.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys


def names() -> list[str]:
    """Return the names of all mutants, as ``mutmut results`` lists them."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", "results", "--all", "true"], capture_output=True, text=True, check=True
    )
    return sorted(line.strip().rpartition(": ")[0] for line in done.stdout.splitlines() if ": " in line)


def main() -> None:
    """Print the names, one a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    every = names()
    print("\n".join(random.Random(options.seed).sample(every, min(options.number, len(every)))))


if __name__ == "__main__":
    main()
