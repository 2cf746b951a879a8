"""What people ask of the linter itself: ``python -m flake8_cb explain CB101``."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from typing import TYPE_CHECKING

from flake8_cb.rules import RULES
from flake8_cb.rules.page import page

if TYPE_CHECKING:
    from collections.abc import Sequence


def explain(code: str) -> int:
    """Prints the page of the rule; the exit code is 2 if there is none."""
    by_code = {rule.code: rule for rule in RULES}
    wanted = code.upper()
    if wanted in by_code:
        print(page(by_code[wanted]), end="")
        return 0
    near = difflib.get_close_matches(wanted, by_code, n=5)
    hint = f"did you mean {' or '.join(sorted(near))}?" if near else f"the codes are {', '.join(sorted(by_code))}"
    print(f"flake8-cb has no rule {code}: {hint}", file=sys.stderr)
    return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m flake8_cb", description="To lint, run flake8 itself.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="explain")
    explained = commands.add_parser("explain", help="print what a rule reports, why, and what to do instead")
    explained.add_argument("code", help="code of the rule, such as CB101")
    return explain(parser.parse_args(arguments).code)


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
