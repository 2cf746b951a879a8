"""The command line of the linter itself: ``python -m flake8_cb explain CB101``."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from flake8_cb.commands import baseline, explain, inputs, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

#: In the order of the help.
COMMANDS = (explain, picture, baseline, inputs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m flake8_cb", description="To lint, run flake8 itself.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in COMMANDS:
        command.add_to(commands)
    parsed = parser.parse_args(arguments)
    code: int = parsed.run(parsed)
    return code


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
