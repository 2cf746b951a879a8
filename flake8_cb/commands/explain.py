"""``explain CB101``: what a rule reports, why, and what to do instead."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

from flake8_cb.rules import RULES
from flake8_cb.rules.page import page

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser("explain", help="print what a rule reports, why, and what to do instead")
    parser.add_argument("code", help="code of the rule, such as CB101")
    parser.set_defaults(run=lambda arguments: explain(arguments.code))


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
