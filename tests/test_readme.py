"""What the README and the first pages show is what really happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from flake8.options.manager import Option
from flake8_runs import ROOT, flake8

from flake8_cb.__main__ import COMMANDS
from flake8_cb.plugin import STEPPED_FORMAT, Plugin
from flake8_cb.project.servers import COMMAND_FILES, GUNICORN_FILES
from flake8_cb.rules import page

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
START, MODULES, CONFIGURATION = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("README.md", "modules.md", "configuration.md")
)
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.py"))


class Options:
    """Takes the options that a plugin adds."""

    def __init__(self) -> None:
        self.config_options_dict: dict[str, Option] = {}

    def add_option(self, name: str, **arguments: object) -> None:
        option = Option(name, **arguments)
        self.config_options_dict[option.config_name] = option


def options() -> set[str]:
    taken = Options()
    Plugin.add_options(taken)
    return {option.long_option_name for option in taken.config_options_dict.values()}


OPTIONS = options()


def blocks(language: str, page: str = README) -> list[str]:
    """The code blocks of a page in that language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


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


def test_ci_runs_the_test_command_as_it_stands() -> None:
    (command,) = (block for block in blocks("console") if "pytest" in block)
    shown = subprocess.run(["bash", str(ROOT / ".ci" / "run"), "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout == command
    assert command.startswith("python -m venv .venv && ")


@pytest.mark.parametrize("page", [README, CONFIGURATION], ids=["README.md", "configuration.md"])
def test_all_options_are_shown_in_the_table(page: str) -> None:
    table = page.partition("| option |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(--cb-[a-z-]+)` \|", table, re.MULTILINE)) == OPTIONS


def test_pages_of_rules_know_all_options() -> None:
    assert page.OPTIONS.keys() == OPTIONS


def test_all_commands_are_shown() -> None:
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        assert re.search(rf"^\| `python -m flake8_cb {name}\b", README, re.MULTILINE)
    assert f"`flake8 --format={STEPPED_FORMAT}`" in README


def test_number_of_options() -> None:
    numbers = {"Five": 5, "Six": 6, "Seven": 7, "Eight": 8}
    (number,) = re.findall(r"^(\w+) options are our own", README, re.MULTILINE)
    assert numbers[number] == len(OPTIONS)


def printed(page: str, folder: Path) -> list[str]:
    """What is printed where the page says so. The modules of an example are named in their first lines, or before."""
    (folder / ".git").mkdir()
    (folder / "pyproject.toml").touch()
    (command,) = re.findall(r"^`flake8 (.*)` prints:$", page, re.MULTILINE)
    for text in blocks("python", page):
        name = re.match(r"# (\S+\.py)\n", text)
        path = folder / (name[1] if name else command.split()[-1])
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return flake8(*shlex.split(command), cwd=folder).output.splitlines()


def test_first_program(tmp_path: Path) -> None:
    assert blocks("text", START)[0].splitlines() == printed(START, tmp_path)
    # What is asked for next is about this finding.
    place = blocks("text", START)[0].rpartition(":5: CB102")[0]
    command = f"python -m flake8_cb explain {place}\n"
    assert command in blocks("console", START)[1]
    told = subprocess.run(
        [sys.executable, *command.split()[1:]], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith(f"{place}:5: CB102 ")


def test_project_of_two_files(tmp_path: Path) -> None:
    lines = printed(MODULES, tmp_path)
    assert len(blocks("python", MODULES)) == 2
    assert blocks("text", MODULES)[0].splitlines() == lines
    shown = re.findall(r"`\((opened in .*?)\)`", MODULES)
    assert shown
    for place in shown:
        assert any(place in line for line in lines)


def test_evidence_of_prefork_servers_is_complete() -> None:
    for name in (*GUNICORN_FILES, *COMMAND_FILES, "uwsgi.ini"):
        assert f"`{name}`" in MODULES
