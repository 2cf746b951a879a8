"""``explain CB101`` prints what a rule reports, and why; ``explain FILE:LINE`` how a finding came about."""

from __future__ import annotations

import difflib
import os
import re
import sys
from typing import TYPE_CHECKING

from flake8_cb.commands import colours
from flake8_cb.commands.story import tell
from flake8_cb.rules import RULES
from flake8_cb.rules.page import page

if TYPE_CHECKING:
    import argparse

#: A place as flake8 and editors write it.
PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?:?")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser("explain", help="print what a rule is about, or how a finding came about")
    parser.add_argument(
        "what", metavar="CODE | FILE:LINE[:COLUMN]", help="a rule, such as CB101, or the place of a finding"
    )
    parser.set_defaults(run=lambda arguments: explain(arguments.what))


def explain(what: str) -> int:
    """Prints the page of a rule, or the story of a finding; the exit code is 2 if there is no such thing."""
    place = PLACE.fullmatch(what)
    if place is not None:
        return tell(place["path"], int(place["line"]), int(place["column"]) if place["column"] else None)
    by_code = {rule.code: rule for rule in RULES}
    wanted = what.upper()
    if wanted in by_code:
        text = page(by_code[wanted])
        print(colours.painted(text) if colours.are_wanted(sys.stdout) else text, end="")
        return 0
    if os.path.isfile(what):
        print(f"flake8-cb explains a finding by its line: explain {what}:LINE", file=sys.stderr)
        return 2
    near = difflib.get_close_matches(wanted, by_code, n=5)
    hint = f"did you mean {' or '.join(sorted(near))}?" if near else f"the codes are {', '.join(sorted(by_code))}"
    print(f"flake8-cb has no rule {what}: {hint}", file=sys.stderr)
    return 2
