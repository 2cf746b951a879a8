"""What the linter does is counted, not timed: steps, states and trees, on programs that stay the same.

A bound that is exceeded tells of work that was not there before. Where it is worth its cost, raise the bound; seconds
are measured by ``benchmarks/run.py``.
"""

from __future__ import annotations

import ast
import importlib.util
import itertools
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from counting import Work, counting
from flake8_runs import ROOT

from flake8_cb.project.configuration import settings_for
from flake8_cb.project.declared import declarations_for
from flake8_cb.project.inputs import configuration_read
from flake8_cb.project.memory import forget
from flake8_cb.rules import RULES
from flake8_cb.rules.lint import lint


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PROGRAMS = load(ROOT / "benchmarks" / "programs.py").PROGRAMS

#: What a doubled program may cost, as a multiple.
MOST_OF_A_DOUBLING = 2 * 1.3


@pytest.fixture
def work() -> Iterator[Work]:
    """Count what is done from here on."""
    with counting() as done:
        yield done


def lint_program(files: dict[str, str], folder: Path) -> list[str]:
    """Lint the file that a program starts with; return the codes of the findings."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "program.py"
    tree = ast.parse(files["program.py"])
    return [each.code for each in lint(tree, settings_for(str(path), tree), path, text=files["program.py"])]


# -- fixed programs ------------------------------------------------------------------------------------------

#: Of each kind, at eight times its size: steps, states, modules parsed, modules read for their names.
BOUNDS = {
    "functions": (1_050, 480, 0, 1),
    "modules": (1_450, 740, 34, 35),
    "call depth": (260, 165, 0, 1),
    "branches in a row": (780, 200, 0, 1),
    "classes in a chain": (330, 165, 0, 1),
    "connections": (130, 2, 0, 1),
    "awaitables": (300, 160, 0, 1),
}

#: Steps for each statement of the programs on the pages of the rules, all together.
STEPS_OF_A_STATEMENT = 9


@pytest.mark.parametrize("kind", PROGRAMS)
def test_work_for_a_program(kind: str, work: Work, tmp_path: Path) -> None:
    assert lint_program(PROGRAMS[kind](8), tmp_path) == ["CB302"]
    steps, states, parsed, read = BOUNDS[kind]
    assert steps // 3 <= work.steps <= steps  # a bound that is much too high guards nothing
    assert work.states <= states
    assert work.parsed <= parsed
    assert work.read <= read


def test_work_for_the_programs_of_the_pages(work: Work, tmp_path: Path) -> None:
    statements = 0
    for rule in RULES:
        for text in (rule.bad, rule.good):
            statements += sum(isinstance(node, ast.stmt) for node in ast.walk(ast.parse(text)))
            lint_program({"program.py": text}, tmp_path)
    assert STEPS_OF_A_STATEMENT / 3 <= work.steps / statements <= STEPS_OF_A_STATEMENT


def test_nothing_is_done_for_a_file_that_does_not_lead_to_the_sdk(work: Work, tmp_path: Path) -> None:
    files = {f"m{number}.py": f"import m{number + 1}\n" for number in range(50)}
    assert lint_program({**files, "program.py": "import os\nimport m0\n\nm0.m1.run(os.getcwd())\n"}, tmp_path) == []
    assert work == Work()


def test_declarations_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many folders they hold for: a locked environment has thousands of lines."""
    forget()
    read: list[Path] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or read_bytes(path))
    (tmp_path / "requirements.txt").write_text("couchbase==4.3.0\n-r base.txt\n", encoding="utf-8")
    (tmp_path / "base.txt").write_text("attrs\n", encoding="utf-8")
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for each in folders:
        each.mkdir()
        (each / "__init__.py").touch()
        assert declarations_for(each).generations == {4}
        configuration_read(each / "a.py", [each / "a.py", each / "b.py"])
    assert sorted(path.name for path in read) == ["base.txt", "requirements.txt"]


def test_requirements_may_include_one_another_in_a_long_chain(tmp_path: Path) -> None:
    for number in range(1_500):
        (tmp_path / f"r{number}.txt").write_text(f"-r r{number + 1}.txt\n", encoding="utf-8")
    (tmp_path / "r1500.txt").write_text("couchbase==4.3.0\n-r r0.txt\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("-r r0.txt\n", encoding="utf-8")
    assert declarations_for(tmp_path).generations == {4}


# -- growth --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PROGRAMS)
def test_work_grows_with_the_program(kind: str, work: Work, tmp_path: Path) -> None:
    done = []
    for size in (8, 16, 32, 64):
        work.steps = work.states = work.parsed = work.read = 0
        assert lint_program(PROGRAMS[kind](size), tmp_path / str(size)) == ["CB302"]
        done.append((work.steps, work.states, work.parsed, work.read))
    for before, after in itertools.pairwise(done):
        for few, many in zip(before, after, strict=True):
            assert many <= few * MOST_OF_A_DOUBLING, done


def test_the_page_keeps_what_was_measured() -> None:
    page = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    measured = page.partition("<!-- measured: begin -->")[2].partition("<!-- measured: end -->")[0]
    for row in ("(a)", "(b)", "(c)", "(d)", *PROGRAMS):
        assert f"| {row} " in measured, "run: python benchmarks/run.py --write"
