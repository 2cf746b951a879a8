"""What the README shows is what really happens."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest
from flake8_runs import ROOT, flake8

from flake8_cb.rules import RULES

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.py"))


def blocks(language: str) -> list[str]:
    """The code blocks of the README in that language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def findings() -> list[str]:
    """What the README's first command prints, without the installation."""
    lint = shlex.split(blocks("console")[0].split("&&")[-1])
    assert lint[0] == ".venv/bin/flake8"
    return flake8(*lint[1:], cwd=ROOT).output.splitlines()


def test_findings_are_those_really_printed(findings: list[str]) -> None:
    assert blocks("text")[0].splitlines() == findings


@pytest.mark.parametrize("name", EXAMPLES)
def test_bad_examples_have_findings_and_good_ones_have_none(findings: list[str], name: str) -> None:
    found = any(line.startswith(f"examples/{name}:") for line in findings)
    assert found == name.endswith("_bad.py")


def test_every_example_comes_in_both_kinds() -> None:
    kinds = [
        {name.removesuffix(f"_{kind}.py") for name in EXAMPLES if name.endswith(f"_{kind}.py")}
        for kind in ("bad", "good")
    ]
    assert kinds[0] == kinds[1]
    assert {"forks", "multiples", "closing"} <= kinds[0]
    assert len(EXAMPLES) == 2 * len(kinds[0])


def test_table_of_rules() -> None:
    shown = README.partition("<!-- rules: begin -->\n")[2].partition("<!-- rules: end -->")[0]
    wanted = ["| code | name | what is wrong |", "| --- | --- | --- |"]
    wanted += [f"| {rule.code} | {rule.name} | {rule.title} |" for rule in RULES]
    assert shown.splitlines() == wanted


def test_ci_runs_the_test_command_as_it_stands() -> None:
    (command,) = (block for block in blocks("console") if "pytest" in block)
    shown = subprocess.run(["bash", str(ROOT / ".ci" / "run"), "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout == command
    assert command.startswith("python -m venv .venv && ")


def test_known_limits_are_counted() -> None:
    fixtures = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "fixtures").rglob("*.py")]
    missed = sum(len(re.findall(r"# CB\d{3} missed", text)) for text in fixtures)
    false = sum(len(re.findall(r"# CB\d{3} false", text)) for text in fixtures)
    shown = README.partition("<!-- limits -->")[2].partition("<!-- end -->")[0]
    assert shown == f"{missed} hazards that it misses, {false} false alarms"


def test_options_are_documented() -> None:
    for option in ("--cb-sdk", "--cb-start-method"):
        assert f"`{option}`" in README
