"""What is written about the rules agrees with what they do, and with itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent

import pytest

from flake8_cb.rules import RULES, Rule
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

ROOT = Path(__file__).parent.parent
CODES = {rule.code for rule in RULES}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def settings_for(rule: Rule) -> Settings:
    """Return settings under which the rule speaks."""
    return Settings(opinions=frozenset({rule.code}))


@each_rule
def test_bad_fires(rule: Rule) -> None:
    assert {finding.code for finding in lint(ast.parse(dedent(rule.bad)), settings_for(rule))} == {rule.code}


@each_rule
def test_good_is_silent(rule: Rule) -> None:
    assert lint(ast.parse(dedent(rule.good)), settings_for(rule)) == []


@each_rule
def test_texts(rule: Rule) -> None:
    assert re.fullmatch(r"CB\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert "\n" not in rule.title
    for text in (rule.title, rule.what, rule.why, rule.bad, rule.good, rule.silent):
        assert text.strip()


def test_codes_and_names_are_unique() -> None:
    assert len(CODES) == len(RULES) == len({rule.name for rule in RULES})
    assert [rule.code for rule in RULES] == sorted(CODES)


#: Rules about what only a whole project shows: their fixtures are projects.
OF_PROJECTS = {"CB104"}


def folders(name: str) -> set[str]:
    return {path.name for path in (ROOT / "tests" / name).iterdir() if path.is_dir()}


def test_fixture_folders() -> None:
    assert folders("fixtures") == CODES - OF_PROJECTS
    assert folders("projects") >= CODES


def test_readme_table() -> None:
    rows = {}
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        code = re.search(r"\bCB\d{3}\b", cells[0])
        if line.lstrip().startswith("|") and code and len(cells) > 1:
            rows[code[0]] = cells[1].strip("`")
    assert rows == {rule.code: rule.name for rule in RULES}


def test_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bCB\d{3}\b", text)) == CODES
