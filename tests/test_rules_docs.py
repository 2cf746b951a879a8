"""What is written about the rules agrees with what they do, and with itself."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from expectations import expectations, plain_options
from flake8_runs import ROOT, flake8

from flake8_cb.findings import OPINIONS
from flake8_cb.rules import RULES, Rule
from flake8_cb.rules.lint import lint
from flake8_cb.rules.page import (
    CODE,
    COMMON_OPTIONS,
    GENERATION_NAMES,
    OPTIONS,
    findings_of,
    marked,
    page,
    program,
    suppressed,
)
from flake8_cb.rules.rule import FAMILIES
from flake8_cb.sdk.generations import possible_generations
from flake8_cb.settings import GENERATIONS, Settings

if TYPE_CHECKING:
    from pathlib import Path

CODES = {rule.code for rule in RULES}

#: Rules about what only a whole project shows: their fixtures are projects.
OF_PROJECTS = {"CB104"}

#: The texts of a rule that are prose.
PROSE = ("title", "what", "why", "silent", "limits")

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
each_text = pytest.mark.parametrize("field", PROSE)


@each_rule
def test_bad_fires(rule: Rule) -> None:
    assert {finding.code for finding in findings_of(program(rule.bad), rule)} == {rule.code}


@each_rule
def test_good_is_silent(rule: Rule) -> None:
    assert findings_of(program(rule.good), rule) == []


@each_rule
def test_examples_can_be_run(rule: Rule) -> None:
    for text in (rule.bad, rule.good):
        compile(program(text), rule.code, "exec")


def test_examples_print_what_their_pages_show(tmp_path: Path) -> None:
    """The findings are as flake8 prints them, and the comment that the page shows does suppress them."""
    (tmp_path / ".git").mkdir()
    for rule in RULES:
        folder = tmp_path / rule.code
        folder.mkdir()
        bad = program(rule.bad)
        (folder / "bad.py").write_text(bad, encoding="utf-8")
        (folder / "good.py").write_text(program(rule.good), encoding="utf-8")
        own = [each for each in findings_of(bad, rule) if each.code == rule.code]
        for line in suppressed(bad, own).splitlines():
            before = line.partition("  # noqa")[0]
            bad = re.sub(rf"^( *){re.escape(before)}$", rf"\1{line}", bad, flags=re.MULTILINE)
        (folder / "suppressed.py").write_text(bad, encoding="utf-8")
    printed = [line.removeprefix("./") for line in flake8("--select=CB,CB9", ".", cwd=tmp_path).ours]
    for rule in RULES:
        own_lines = [line.removeprefix(f"{rule.code}/") for line in printed if line.startswith(f"{rule.code}/")]
        # Opinions are asked for all at once, and speak of the examples of others too.
        own_lines = [line for line in own_lines if f" {rule.code} " in line]
        assert own_lines
        assert "\n".join(["```text", *own_lines, "```"]) in page(rule)


@each_rule
def test_form(rule: Rule) -> None:
    assert re.fullmatch(r"CB\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.family in FAMILIES
    assert rule.is_default == (not rule.code.startswith("CB9"))
    assert set(rule.options) <= OPTIONS.keys() - COMMON_OPTIONS
    assert rule.generations
    assert rule.generations <= GENERATIONS == GENERATION_NAMES.keys()


@each_rule
@each_text
def test_prose(rule: Rule, field: str) -> None:
    text = getattr(rule, field)
    words = " ".join(text.split())
    assert words
    assert re.findall(r"\b(?:we|our|us|TODO|FIXME|XXX)\b", words) == []
    assert words.endswith(".") == (field != "title")
    # Other rules that are named do exist.
    assert set(re.findall(r"\bCB\d{3}\b", words)) <= CODES
    # What Markdown would take for more than words is marked as code.
    assert re.findall(r"[*_<>|\[\]\\#~]", re.sub(r"`[^`]*`", "", marked(words))) == []


@each_rule
def test_why_speaks_of_the_generations(rule: Rule) -> None:
    assert re.search(r"\b[1-4]\.(x|\d)\b|\b(all|any|every|each) generations?\b", rule.why)


@each_rule
def test_lines_of_the_page(rule: Rule) -> None:
    """A paragraph is filled again, and none of its lines may look like an item of a list or a heading."""
    prose = re.sub(r"^```.*?^```$", "", page(rule), flags=re.DOTALL | re.MULTILINE)
    for paragraph in prose.split("\n\n"):
        for line in paragraph.splitlines()[1:]:
            assert re.match(r"[-+*#>]\s|\d+[.)]\s", line) is None or paragraph.startswith("- `--cb-")


@each_rule
def test_bad_needs_a_generation_of_the_rule(rule: Rule) -> None:
    tree = ast.parse(program(rule.bad))
    found = {
        each
        for each in GENERATIONS
        if rule.code in {one.code for one in lint(tree, Settings(sdk=each, opinions=frozenset({rule.code})))}
    }
    assert found
    assert found <= rule.generations


@each_rule
def test_generations_are_those_of_the_fixtures(rule: Rule) -> None:
    """Each generation of a rule has a program that fires there, and none fires in another."""
    written_for = set()
    for folder in ("fixtures", "projects"):
        for path in sorted((ROOT / "tests" / folder / rule.code / "fires").rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if any(mark.code == rule.code and not mark.limit for mark in expectations(text)):
                generations = possible_generations(ast.parse(text), Settings())
                written_for |= generations
                sdk = plain_options(text).get("sdk")
                # Of a project, other modules and what it pins tell the generation too.
                assert folder == "projects" or ({sdk} if sdk else generations) & rule.generations, path
    assert written_for >= rule.generations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("join(), result() or wait()", "`join()`, `result()` or `wait()`"),
        ("a unit (not a call) in 4.6, i.e. late", "a unit (not a call) in 4.6, i.e. late"),
        ("__init__ and os.exec* and flask.g", "`__init__` and `os.exec*` and `flask.g`"),
        ("os.register_at_fork(after_in_child=...)", "`os.register_at_fork(after_in_child=...)`"),
        ("--cb-sdk=4 or --cb-follow.", "`--cb-sdk=4` or `--cb-follow`."),
        ("couchbases://, or unlock_gil=False, or certpath=", "`couchbases://`, or `unlock_gil=False`, or `certpath=`"),
        ("couchbase://h1,h2/beer?ssl=on, then", "`couchbase://h1,h2/beer?ssl=on`, then"),
        ("such as **settings or *args", "such as `**settings` or `*args`"),
        ("raises TypeError.", "raises `TypeError`."),
        ("already `as_code()` here", "already `as_code()` here"),
    ],
)
def test_code_in_prose_is_marked(text: str, expected: str) -> None:
    assert marked(text) == expected
    assert CODE.search(text) is not None or text == expected


def test_codes_and_names_are_unique() -> None:
    assert len(CODES) == len(RULES) == len({rule.name for rule in RULES})
    assert [rule.code for rule in RULES] == sorted(CODES)


def test_family_of_opinions_exists() -> None:
    assert OPINIONS in FAMILIES


def folders(name: str) -> set[str]:
    return {path.name for path in (ROOT / "tests" / name).iterdir() if path.is_dir()}


def test_fixture_folders() -> None:
    assert folders("fixtures") == CODES - OF_PROJECTS
    assert folders("projects") >= CODES
    assert {name for name in folders("projects") if re.fullmatch(r"CB\d{3}", name)} == CODES


def test_modules() -> None:
    modules = {path.stem for path in (ROOT / "flake8_cb" / "rules").glob("cb*.py")}
    assert modules == {code.lower() for code in CODES}


def removed_in(changelog: str) -> set[str]:
    """The codes that stand in lists of what was removed."""
    lists = re.findall(r"^### Removed\n(.*?)(?=^#|\Z)", changelog, re.DOTALL | re.MULTILINE)
    return set(re.findall(r"\bCB\d{3}\b", " ".join(lists)))


def test_changelog() -> None:
    """It names every rule, and what else it names stands in a list of removed rules, where no rule does."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bCB\d{3}\b", text)) - removed_in(text) == CODES
    assert [rule.code for rule in RULES if f"{rule.code} {rule.name}" not in " ".join(text.split())] == []


def test_removed_rules_are_read_from_the_changelog() -> None:
    text = "## 2\n\nCB001\n\n### Removed\n\n- CB002, CB003: gone.\n\n### Added\n\nCB004\n## 1\n\n### Removed\n- CB005"
    assert removed_in(text) == {"CB002", "CB003", "CB005"}
