"""Methods that a base of another file brings along: they are run where they may come back to the linted file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from counting import counting

from flake8_cb.project.configuration import settings_for
from flake8_cb.rules.lint import lint

BASE = """\
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

HOOKS = []


def finish(job):
    job.report()


class Helper:
    def __init__(self, job):
        self.job = job

    def go(self):
        self.job.report()


class Base:
    hooks = []

    def __init__(self, password, done=None):
        self.cluster = Cluster("couchbase://h", ClusterOptions(PasswordAuthenticator("u", password)))
        self._done = done
{more}
    def run(self):
        self.cluster.close()
        {last}

    def end(self):
        self.report()

    def report(self):
        pass
"""

PROGRAM = """\
import base


def use(cluster):
    print(cluster.ping())

"""

REPORT = "    def report(self):\n        use(self.cluster)\n"
INITIALISER = "    def __init__(self, password):\n        super().__init__(password)\n"
GIVING = "class Mine(base.Base):\n    def __init__(self, password):\n        super().__init__(password, {})\n"

#: name: (what the method of the base does last, the class of the linted file)
COMES_BACK: dict[str, tuple[str, str]] = {
    "method that is overridden": ("self.report()", f"class Mine(base.Base):\n{REPORT}"),
    "by way of another method": ("self.end()", f"class Mine(base.Base):\n{REPORT}"),
    "property": (
        "print(self.total)",
        "class Mine(base.Base):\n    @property\n    def total(self):\n        return use(self.cluster)\n",
    ),
    "by a name that is computed": ('getattr(self, "re" + "port")()', f"class Mine(base.Base):\n{REPORT}"),
    "function that is handed the object": ("finish(self)", f"class Mine(base.Base):\n{REPORT}"),
    "object that is handed the object": ("Helper(self).go()", f"class Mine(base.Base):\n{REPORT}"),
    "object that leads to the object": ("self.helper.go()", f"class Mine(base.Base):\n{REPORT}"),
    "class that is given": (
        "self._done(self.cluster)",
        f"class Reporter:\n    def __init__(self, cluster):\n        use(cluster)\n\n\n{GIVING.format('Reporter')}",
    ),
    "function that is kept": (
        "self.done()",
        f"class Mine(base.Base):\n{INITIALISER}        self.done = lambda: use(self.cluster)\n",
    ),
    "function in a collection": (
        "self.steps[0][1](self.cluster)",
        f"class Mine(base.Base):\n{INITIALISER}        self.steps = [('done', use)]\n",
    ),
    "function that is given": (
        "self._done()",
        f"{GIVING.format('self.report')}\n{REPORT}",
    ),
    "object of a class": (
        "self._done.report(self.cluster)",
        f"class Reporter:\n    def report(self, cluster):\n        use(cluster)\n\n\n{GIVING.format('Reporter()')}",
    ),
    "function of the module": (
        "HOOKS[0](self.cluster)",
        "base.HOOKS.append(use)\n\n\nclass Mine(base.Base):\n    def more(self):\n        use(self.cluster)\n",
    ),
    "function of the base": (
        "self.hooks[0](self.cluster)",
        "base.Base.hooks.append(use)\n\n\nclass Mine(base.Base):\n    def more(self):\n        use(self.cluster)\n",
    ),
    "import": (
        "from program import use; use(self.cluster)",
        "class Mine(base.Base):\n    def more(self):\n        use(self.cluster)\n",
    ),
    "next class": (
        "super().run()",
        "class Mixin:\n    def run(self):\n        use(self.cluster)\n\n\nclass Mine(base.Base, Mixin):\n    pass\n",
    ),
    "any attribute": (
        "self.whatever()",
        "class Mine(base.Base):\n    def __getattr__(self, name):\n        return lambda: use(self.cluster)\n",
    ),
}


def linted(folder: Path, base: str, program: str) -> list[str]:
    """Lint the program beside its base; return the codes of the findings."""
    (folder / "base.py").write_text(base, encoding="utf-8")
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    tree = ast.parse(program)
    return [each.code for each in lint(tree, settings_for(str(path), tree), path, text=program)]


@pytest.mark.parametrize("name", COMES_BACK)
def test_a_method_that_comes_back_is_run(name: str, tmp_path: Path) -> None:
    last, cls = COMES_BACK[name]
    more = "        self.helper = Helper(self)\n" if "helper" in last else ""
    assert linted(tmp_path, BASE.format(last=last, more=more), PROGRAM + "\n" + cls) == ["CB302"]


@pytest.mark.parametrize("name", COMES_BACK)
def test_the_hazard_hangs_on_the_method(name: str, tmp_path: Path) -> None:
    more = "        self.helper = Helper(self)\n" if "helper" in COMES_BACK[name][0] else ""
    assert linted(tmp_path, BASE.format(last="", more=more), PROGRAM + "\n" + COMES_BACK[name][1]) == []


def test_a_method_that_does_not_come_back_costs_nothing(tmp_path: Path) -> None:
    steps = []
    for number in (1, 40):
        queries = "".join(f"    def ask{i}(self):\n        print(self.cluster.ping())\n\n" for i in range(number))
        base = BASE.format(last="", more="").replace("    def end", f"{queries}    def end")
        (tmp_path / str(number)).mkdir()
        with counting() as work:
            assert linted(tmp_path / str(number), base, f"{PROGRAM}\nclass Mine(base.Base):\n{REPORT}") == []
        steps.append(work.steps)
    few, many = steps
    assert many - few <= 40  # one step for each definition, and none for what they do
