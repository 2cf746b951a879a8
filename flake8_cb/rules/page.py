"""The page of a rule, in Markdown: what ``explain`` prints, and what stands in ``docs/rules``."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.rules.lint import lint
from flake8_cb.rules.rule import Rule
from flake8_cb.settings import Settings

#: Columns of a paragraph.
WIDTH = 88

#: What the options do, in the order of the README.
OPTIONS = {
    "--cb-sdk": "names the generation of the SDK; it goes before the project's pins and what the code shows",
    "--cb-start-method": "names the start method of `multiprocessing`, where the code sets none",
    "--cb-source-roots": "names folders in which the project's modules are looked for first",
    "--cb-follow": "names installed packages whose code is followed as that of the project is",
    "--cb-entry-points": "names decorators, base classes and functions of a framework of your own whose "
    "handlers run on every request",
    "--cb-baseline": "names the file of the findings that are known, which are not reported",
    "--cb-cache": "lets nothing be taken from the user's cache, or kept in it, where it is `off`",
}

#: Those that bear on every rule: a finding holds in all generations that are possible, and code is followed everywhere.
COMMON_OPTIONS = frozenset({"--cb-sdk", "--cb-source-roots", "--cb-follow"})

#: The generations of the SDK, as people write them.
GENERATION_NAMES = {2: "1.x, 2.x", 3: "3.x", 4: "4.x"}

#: What flake8's configuration says to suppress a rule.
SUPPRESSION = """\
[flake8]
# in some files
per-file-ignores = scripts/*.py:{code}
# everywhere
extend-ignore = {code}
"""

#: What is code in the midst of prose.
CODE = re.compile(
    r"""
    --[a-z]+(?:-[a-z]+)*(?:=\w+)?              # options
    | \b[a-z]+://(?:[\w.,:/?&=-]*[\w/=])?      # addresses
    | [A-Za-z_][\w.]*\([^()]*\)(?!\w)         # calls
    | \b[A-Za-z_]\w*=(?:[\w.]*\w)?            # keyword arguments
    | [A-Za-z_]\w+(?:\.[A-Za-z_]\w*)+\*?      # dotted names
    | \*{1,2}[a-z]\w+                         # arguments that are unpacked
    | \b\w*_\w+\b                            # names with an underscore
    | \b[A-Z]\w+(?:Error|Exception)\b         # exceptions
    """,
    re.VERBOSE,
)


def page(rule: Rule) -> str:
    """Return the documentation of a rule, in Markdown. Its bad example is linted to show what is found in it."""
    return "\n\n".join(_parts(rule)) + "\n"


def _parts(rule: Rule) -> Iterator[str]:
    bad = program(rule.bad)
    found = findings_of(bad, rule)
    yield f"# {rule.code} {rule.name}"
    yield _paragraph(f"{rule.title}.")
    yield _paragraph(f"{_state(rule)} Generations of the SDK: {generations_of(rule)}.")
    yield "## What it reports"
    yield _paragraph(rule.what)
    yield "## Why"
    yield _paragraph(rule.why)
    yield "## Bad"
    yield _block("python", bad)
    yield _block("text", "\n".join(f"bad.py:{each.line}:{each.column + 1}: {each.text}" for each in found))
    yield "## Good"
    yield _block("python", program(rule.good))
    yield "## When it is silent"
    yield _paragraph(rule.silent)
    yield "## What it cannot see"
    yield _paragraph(rule.limits)
    yield "## Options"
    own = COMMON_OPTIONS.union(rule.options)
    yield "\n".join(f"- `{option}` {meaning}" for option, meaning in OPTIONS.items() if option in own)
    yield "## How to suppress it"
    yield "On the line that the finding names:"
    yield _block("python", suppressed(bad, [each for each in found if each.code == rule.code]))
    yield "In some files, or everywhere, in flake8's section of `setup.cfg`, `tox.ini` or `.flake8`:"
    yield _block("ini", SUPPRESSION.format(code=rule.code))


def program(text: str) -> str:
    """Return an example of a rule as it would stand in a file."""
    return textwrap.dedent(text).strip() + "\n"


def findings_of(text: str, rule: Rule) -> list[Finding]:
    """Return what is found in an example of the rule; of opinions it alone is asked for."""
    return lint(ast.parse(text), Settings(opinions=frozenset({rule.code})))


def suppressed(text: str, findings: list[Finding]) -> str:
    """Return the lines at which the findings stand, each with the comment that suppresses it."""
    lines = text.splitlines()
    return "\n".join(
        f"{lines[line - 1].strip()}  # noqa: {code}" for line, code in sorted({(f.line, f.code) for f in findings})
    )


def generations_of(rule: Rule) -> str:
    """Return the generations of the SDK in which a rule can be broken, as people write them."""
    return ", ".join(GENERATION_NAMES[each] for each in sorted(rule.generations))


def _state(rule: Rule) -> str:
    if rule.is_default:
        return "On by default."
    return f"Off by default: `extend-select = {rule.code}` turns it on, `extend-select = {rule.family}` all like it."


def _paragraph(text: str) -> str:
    return textwrap.fill(" ".join(marked(text).split()), WIDTH, break_long_words=False, break_on_hyphens=False)


def marked(text: str) -> str:
    """Return prose in which what is code is marked as such; what already is stays as it is."""
    parts = text.split("`")
    # Every other part stands between backquotes.
    parts[::2] = [CODE.sub(r"`\g<0>`", part) for part in parts[::2]]
    return "`".join(parts)


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"
