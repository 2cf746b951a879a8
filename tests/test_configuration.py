"""Every option in every place where flake8 looks for options, in every spelling; and what is refused there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from flake8_runs import ROOT, flake8
from test_readme import OPTIONS

from flake8_cb.baseline import read

if TYPE_CHECKING:
    from pathlib import Path

    from flake8_runs import Run

#: The file of an option, and what is found in it with the option and without it: nothing, or a finding.
EFFECTS = {
    "--cb-sdk": ("generations.py", "CB201", None),
    "--cb-start-method": ("forks.py", None, "CB102"),
    "--cb-source-roots": ("rooted.py", "CB201", None),
    "--cb-follow": ("follows.py", "CB201", None),
    "--cb-entry-points": ("handles.py", "CB203", None),
    "--cb-baseline": ("known.py", None, "CB201"),
}

#: The values, several of them where the option takes a list.
VALUES = {
    "--cb-sdk": "3",
    "--cb-start-method": "spawn",
    "--cb-source-roots": ["src", "lib"],
    "--cb-follow": ["sessions.store", "beerlib"],
    "--cb-entry-points": ["web.route", "web.serving.handler"],
    "--cb-baseline": ".flake8-cb-baseline.json",
    "--cb-cache": "off",
}

OPEN = 'Cluster("couchbase://db.example.com", options)'

STORE = f"""\
from couchbase.cluster import Cluster

options = None
cluster = {OPEN}
"""

PROGRAMS = {
    # A new connection in 3.x, the cached one in 4.x.
    "generations.py": STORE + 'first = cluster.bucket("beer")\nsecond = cluster.bucket("beer")\n',
    "forks.py": f"""\
from multiprocessing import Process
{STORE}

def work():
    cluster.bucket("beer")


if __name__ == "__main__":
    Process(target=work).start()
""",
    "requirements.txt": "couchbase>=3\n",
    "lib/store.py": STORE,
    "src/README": "",
    "rooted.py": f"from couchbase.cluster import Cluster\nfrom store import cluster, options\n\nsecond = {OPEN}\n",
    "site/beerlib/__init__.py": STORE,
    "follows.py": f"from couchbase.cluster import Cluster\nfrom beerlib import cluster, options\n\nsecond = {OPEN}\n",
    "handles.py": f"""\
from couchbase.cluster import Cluster
from web.serving import handler

options = None


@handler
def show(name):
    return {OPEN}.bucket(name)
""",
    "known.py": f"{STORE}second = {OPEN}\n",
    ".flake8-cb-baseline.json": json.dumps({"known.py": {"CB201": {f"second = {OPEN}": 1}}}),
}


@dataclass(frozen=True)
class Way:
    """One way of saying it all: the file, how the names are spelled, and whether lists are such."""

    file: str
    dash: str
    lists: bool

    @property
    def text(self) -> str:
        """The configuration."""
        lines = ["[tool.flake8]" if self.file == "pyproject.toml" else "[flake8]"]
        for option, value in VALUES.items():
            lines.append(f"{option.removeprefix('--').replace('-', self.dash)} = {self._value(value)}")
        return "\n".join(lines) + "\n"

    def _value(self, value: str | list[str]) -> str:
        if self.file == "pyproject.toml":
            if self.lists and value == "3":
                return "3"
            return json.dumps(value if self.lists or isinstance(value, str) else ", ".join(value))
        if isinstance(value, str):
            return value
        return "\n    " + ",\n    ".join(value) if self.lists else ",".join(value)


INI = ("setup.cfg", "tox.ini", ".flake8")
WAYS = [
    Way(file, dash, lists)
    for file in (*INI, "pyproject.toml")
    for dash in ("-", "_")
    for lists in (True, False)
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which each option changes what is found in one file."""
    for name, text in PROGRAMS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    return tmp_path


def found(run: Run) -> set[tuple[str, str]]:
    """The files and codes that are reported."""
    matches = [re.match(r"(?:\.+/)*([\w/.]+):\d+:\d+: (CB\d{3}) ", line) for line in run.ours]
    return {(match[1], match[2]) for match in matches if match}


#: What the page shows: all options in each kind of file.
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(?:ini|toml)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)

WITH = {(file, code) for file, code, _ in EFFECTS.values() if code}
WITHOUT = {(file, code) for file, _, code in EFFECTS.values() if code}


def test_every_option_is_tried() -> None:
    assert VALUES.keys() == OPTIONS
    assert EFFECTS.keys() == OPTIONS - {"--cb-cache"}  # which never changes what is found: tests/test_results.py


def test_without_options(project: Path) -> None:
    assert found(flake8(".", cwd=project)) == WITHOUT


@pytest.mark.parametrize("option", EFFECTS)
def test_one_option_on_the_command_line(project: Path, option: str) -> None:
    file, with_it, _ = EFFECTS[option]
    value = VALUES[option]
    text = value if isinstance(value, str) else ",".join(value)
    assert found(flake8(f"{option}={text}", file, cwd=project)) == ({(file, with_it)} if with_it else set())


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.file} {way.dash} {'lists' if way.lists else 'strings'}")
def test_all_options_in_a_file(project: Path, way: Way) -> None:
    (project / way.file).write_text(way.text, encoding="utf-8")
    assert found(flake8(".", cwd=project)) == WITH


@pytest.mark.parametrize(("file", "block"), [*((file, BLOCKS[0]) for file in INI), ("pyproject.toml", BLOCKS[1])])
def test_what_the_page_shows(project: Path, file: str, block: str) -> None:
    assert file in block.partition("\n")[0]
    (project / file).write_text(block, encoding="utf-8")
    assert found(flake8(".", cwd=project)) == WITH


@pytest.mark.parametrize("file", INI)
def test_paths_in_a_file_start_at_that_file(project: Path, file: str) -> None:
    (project / file).write_text(Way(file, "-", True).text, encoding="utf-8")
    # flake8 looks for its configuration in the folders above.
    assert found(flake8("..", cwd=project / "src")) == WITH


def test_paths_in_another_toml_file_start_at_that_file(project: Path) -> None:
    (project / "pyproject.toml").write_text(Way("pyproject.toml", "-", True).text, encoding="utf-8")
    assert found(flake8("--toml-config=../pyproject.toml", "..", cwd=project / "src")) == WITH


#: Wrong values, and words that the message must have.
WRONG = [
    ("--cb-sdk", "5", "'5' is not one of 2, 3, 4"),
    ("--cb-sdk", "", "'' is not one of 2, 3, 4"),
    ("--cb-sdk", "2,3", "'2,3' is not one of 2, 3, 4"),
    ("--cb-start-method", "threads", "'threads' is not one of fork, spawn, forkserver"),
    ("--cb-cache", "no", "'no' is not one of on, off"),
    ("--cb-start-method", "", "'' is not one of fork, spawn, forkserver"),
    ("--cb-source-roots", "lib,missing", "missing' is not a folder"),
    ("--cb-source-roots", "./forks.py", "forks.py' is not a folder"),
    ("--cb-follow", "beerlib,beer-store", "'beer-store' is not a dotted name as in imports"),
    ("--cb-follow", "./lib", "'./lib' is not a dotted name as in imports"),
    ("--cb-entry-points", "web..handler", "'web..handler' is not a dotted name as in imports"),
    ("--cb-entry-points", "web.*", "'web.*' is not a dotted name as in imports"),
    ("--cb-baseline", "missing.json", "missing.json' is not a file that `python -m flake8_cb baseline` has written"),
    ("--cb-baseline", "./forks.py", "forks.py' is not a file that `python -m flake8_cb baseline` has written"),
    ("--cb-baseline", "lib", "lib' is not a file that `python -m flake8_cb baseline` has written"),
]


def assert_refused(run: Run, option: str, words: str) -> None:
    assert run.exit_code == 2
    assert run.output == ""
    assert "Traceback" not in run.errors
    last = run.errors.splitlines()[-1]
    assert last.startswith(f"flake8: error: argument {option}: ")
    assert last.endswith(words)


@pytest.mark.parametrize(("option", "value", "words"), WRONG)
def test_wrong_values_on_the_command_line(project: Path, option: str, value: str, words: str) -> None:
    assert_refused(flake8("known.py", f"{option}={value}", cwd=project), option, words)


@pytest.mark.parametrize(
    ("file", "option", "value", "words"),
    [((*INI, "pyproject.toml")[number % 4], *wrong) for number, wrong in enumerate(WRONG)],
)
def test_wrong_values_in_a_file(project: Path, file: str, option: str, value: str, words: str) -> None:
    toml = file == "pyproject.toml"
    text = json.dumps(value) if toml else value
    (project / file).write_text(f"[{'tool.' if toml else ''}flake8]\n{option.removeprefix('--')} = {text}\n")
    assert_refused(flake8("known.py", cwd=project), option, words)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cb-sdk = [4]", "['4'] is not one of 2, 3, 4"),
        ("cb-sdk = true", "'True' is not one of 2, 3, 4"),
        ("cb-sdk = 4.0", "'4.0' is not one of 2, 3, 4"),
        ("cb-sdk = 2026-01-01", "is not one of 2, 3, 4"),
        ('cb-start-method = ["fork"]', "['fork'] is not one of fork, spawn, forkserver"),
        ("cb-source-roots = [1]", "1 is not a folder"),
        ("cb-follow = 5", "'5' is not a dotted name as in imports"),
        ("cb-follow = [5]", "5 is not a dotted name as in imports"),
        ("cb-entry-points = { web = 1 }", "{'web': 1} is not a list"),
        ('cb-baseline = ["known.json"]', "is not a file that `python -m flake8_cb baseline` has written"),
    ],
)
def test_what_only_toml_can_say_is_refused_too(project: Path, line: str, words: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.flake8]\n{line}\n")
    option = f"--{line.partition(' ')[0]}"
    assert_refused(flake8("known.py", cwd=project), option, words.replace("['4']", "[4]"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cb-source-roots="],
        ["--cb-source-roots=., ,lib/../lib,"],
        ["--cb-follow=no_such_package"],
        ["--cb-follow=, ,"],
        ["--cb-entry-points=no.such.name"],
        ["--cb-baseline="],
        ["--cb-sdk= 3 "],
    ],
)
def test_what_may_well_be_elsewhere_or_nowhere_changes_nothing(project: Path, arguments: list[str]) -> None:
    assert found(flake8(*arguments, "known.py", cwd=project)) == {("known.py", "CB201")}


def test_options_that_do_not_exist(project: Path) -> None:
    (project / ".flake8").write_text("[flake8]\ncb-skd = 3\n")
    # flake8 refuses them on the command line alone.
    assert found(flake8("known.py", cwd=project)) == {("known.py", "CB201")}
    assert flake8("--cb-skd=3", "known.py", cwd=project).exit_code == 2
    assert flake8("--cb-follow", cwd=project).exit_code == 2


def test_the_baseline_of_these_tests_is_one(project: Path) -> None:
    assert read(project / ".flake8-cb-baseline.json").known.total() == 1
