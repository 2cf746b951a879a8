"""The plugin as flake8's users meet it: options, suppression, standard input, several jobs."""

from __future__ import annotations

import ast
import logging
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from flake8_runs import flake8

from flake8_cb import __version__
from flake8_cb.plugin import Plugin

if TYPE_CHECKING:
    from pathlib import Path

SECOND = """\
from couchbase.bucket import Bucket


def main():
    first = Bucket("couchbase://db.example.com/beer-sample")
    second = Bucket("couchbase://db.example.com/beer-sample")
    first.upsert("a", second.get("b").value)


main()
"""

FORK = """\
from multiprocessing import Process

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://db.example.com/beer-sample")


def work():
    bucket.get("a")


if __name__ == "__main__":
    Process(target=work).start()
"""

# A new connection in 3.x, the cached one in 4.x.
GENERATIONS = """\
from couchbase.cluster import Cluster


def main(options):
    cluster = Cluster("couchbase://db.example.com", options)
    first = cluster.bucket("beer-sample")
    second = cluster.bucket("beer-sample")
    return first, second


main(None)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that belongs to no project around it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "second.py").write_text(SECOND)
    return tmp_path


def places(run) -> list[str]:
    return [line.split(" ")[0] + " " + line.split(" ")[1] for line in run.ours]


def test_finding_stands_at_its_place(project: Path) -> None:
    run = flake8("second.py", cwd=project)
    assert places(run) == ["second.py:6:14: CB201"]
    assert run.exit_code == 1


def test_version_names_the_plugin(project: Path) -> None:
    assert f"flake8-cb: {__version__}" in flake8("--version", cwd=project).output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--extend-ignore=CB201"],
        ["--extend-ignore=CB"],
        ["--select=E,W,F"],
        ["--per-file-ignores=second.py:CB201"],
    ],
)
def test_codes_are_chosen_as_everywhere_in_flake8(project: Path, arguments: list[str]) -> None:
    assert flake8(*arguments, "second.py", cwd=project).ours == []


@pytest.mark.parametrize(("comment", "count"), [("noqa: CB201", 0), ("noqa", 0), ("noqa: CB202", 1)])
def test_noqa(project: Path, comment: str, count: int) -> None:
    lines = SECOND.splitlines()
    lines[5] += f"  # {comment}"
    (project / "second.py").write_text("\n".join(lines) + "\n")
    assert len(flake8("second.py", cwd=project).ours) == count


def test_standard_input(project: Path) -> None:
    run = flake8("-", cwd=project, stdin=SECOND.encode())
    assert places(run) == ["stdin:6:14: CB201"]


def test_standard_input_under_a_name_belongs_to_the_project_of_that_name(project: Path) -> None:
    package = project / "shop"
    package.mkdir()
    (package / "requirements.txt").write_text("couchbase==3.2.7\n")
    named = flake8("--stdin-display-name=shop/db.py", "-", cwd=project, stdin=GENERATIONS.encode())
    unnamed = flake8("-", cwd=project, stdin=GENERATIONS.encode())
    assert places(named) == ["shop/db.py:7:14: CB201"]
    assert unnamed.ours == []


def test_jobs_change_nothing(project: Path) -> None:
    for number in range(8):
        (project / f"copy{number}.py").write_text(SECOND)
    one, many = flake8("-j1", ".", cwd=project), flake8("-j4", ".", cwd=project)
    assert len(one.ours) == 9
    assert sorted(one.ours) == sorted(many.ours)


def test_options_reach_every_job(project: Path) -> None:
    for number in range(4):
        (project / f"fork{number}.py").write_text(FORK)
    assert len(flake8("-j4", "--select=CB102", ".", cwd=project).ours) == 4
    assert flake8("-j4", "--cb-start-method=spawn", "--select=CB102", ".", cwd=project).ours == []


def test_isolated_ignores_the_configuration_only(project: Path) -> None:
    (project / "setup.cfg").write_text("[flake8]\nextend-ignore = CB\n")
    assert flake8("second.py", cwd=project).ours == []
    assert len(flake8("--isolated", "second.py", cwd=project).ours) == 1


STORE = """\
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://db.example.com/beer-sample")
"""

WORK = """\
from multiprocessing import Process

from store import bucket


def work():
    bucket.get("a")


if __name__ == "__main__":
    Process(target=work).start()
"""


def found(place: str) -> list[str]:
    """What is printed for that program when the module is found in that place."""
    return [
        (
            f"main.py:11:5: CB102 Bucket 'beer-sample' (opened in {place} line 3) is used in the child that "
            "Process.start() forks: open it in the child"
        )
    ]


@pytest.fixture
def split(project: Path) -> Path:
    """A folder with a script, and a module in a folder of which nothing is declared."""
    (project / "second.py").unlink()
    (project / "main.py").write_text(WORK)
    (project / "vendor" / "lib").mkdir(parents=True)
    (project / "vendor" / "lib" / "store.py").write_text(STORE)
    return project


def test_source_roots(split: Path) -> None:
    assert flake8("main.py", cwd=split).ours == []
    assert flake8("--cb-source-roots=vendor/lib", "main.py", cwd=split).ours == found("vendor/lib/store.py")
    assert flake8("--cb-source-roots=vendor,vendor/lib", "main.py", cwd=split).ours == found("vendor/lib/store.py")
    assert flake8(f"--cb-source-roots={split}/vendor/lib", "main.py", cwd=split).ours == found("vendor/lib/store.py")


@pytest.mark.parametrize("key", ["cb-source-roots", "cb_source_roots"])
def test_source_roots_in_a_file_start_at_that_file(split: Path, key: str) -> None:
    (split / ".flake8").write_text(f"[flake8]\n{key} =\n    vendor,\n    vendor/lib\n")
    assert flake8("main.py", cwd=split).ours == found("vendor/lib/store.py")
    # flake8 takes such folders from where its configuration stands.
    run = flake8("--config=../.flake8", "../main.py", cwd=split / "vendor")
    assert [line.removeprefix("../") for line in run.ours] == found("vendor/lib/store.py")


def test_source_roots_are_searched_first(split: Path) -> None:
    (split / "store.py").write_text("bucket = None\n")
    assert flake8("main.py", cwd=split).ours == []
    assert flake8("--cb-source-roots=vendor/lib", "main.py", cwd=split).ours == found("vendor/lib/store.py")


def test_installed_packages_are_followed_if_the_user_says_so(split: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(split / "vendor" / "lib"))
    assert flake8("main.py", cwd=split).ours == []
    assert flake8("--cb-follow=other", "main.py", cwd=split).ours == []
    assert flake8("--cb-follow=other,store", "main.py", cwd=split).ours == found("vendor/lib/store.py")


def test_packages_to_follow_in_a_file(split: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(split / "vendor" / "lib"))
    (split / ".flake8").write_text("[flake8]\ncb-follow = store\n")
    assert flake8("main.py", cwd=split).ours == found("vendor/lib/store.py")


HANDLER = """\
from couchbase.bucket import Bucket
from web.serving import handler


@handler
def show(name):
    return Bucket("couchbase://db.example.com/beer-sample").get(name)
"""


def test_entry_points_from_the_command_line_and_from_a_file(project: Path) -> None:
    (project / "show.py").write_text(HANDLER)
    assert not any("CB203" in line for line in flake8("show.py", cwd=project).ours)
    assert places(flake8("--cb-entry-points=x.y, web.serving.handler", "show.py", cwd=project)) == [
        "show.py:7:12: CB203"
    ]
    (project / ".flake8").write_text("[flake8]\ncb-entry-points =\n    x.y\n    web.serving.handler\n")
    assert places(flake8("show.py", cwd=project)) == ["show.py:7:12: CB203"]


def test_a_file_that_does_not_name_the_sdk_may_lead_there(project: Path) -> None:
    assert "couchbase" not in WORK
    (project / "main.py").write_text(WORK)
    (project / "store.py").write_text(STORE)
    assert flake8("main.py", cwd=project).ours == found("store.py")


def test_the_command_line_wins(project: Path) -> None:
    (project / ".flake8").write_text("[flake8]\ncb-start-method = spawn\n")
    (project / "fork.py").write_text(FORK)
    assert flake8("fork.py", cwd=project).ours == []
    assert places(flake8("--cb-start-method=fork", "fork.py", cwd=project)) == ["fork.py:13:5: CB102"]


OPINIONS = """\
from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://db.example.com/beer-sample", password="hops")
    bucket.upsert("a", 1)
    bucket._close()


main()
"""

#: The place of the password, and that of the close.
PASSWORD, CLOSE = "opinions.py:5:14: CB902", "opinions.py:7:5: CB901"


@pytest.fixture
def opinions(tmp_path: Path) -> Path:
    """A folder with a file that only opinions speak of."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "opinions.py").write_text(OPINIONS)
    return tmp_path


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], []),
        (["--select=CB"], []),
        (["--select=CB", "--extend-select=CB4"], []),
        (["--extend-select=CB"], []),
        (["--select=CB,CB9"], [PASSWORD, CLOSE]),
        (["--select=CB", "--extend-select=CB9"], [PASSWORD, CLOSE]),
        (["--extend-select=CB9"], [PASSWORD, CLOSE]),
        (["--extend-select=CB902"], [PASSWORD]),
        (["--select=CB90"], [PASSWORD, CLOSE]),
        (["--select=CB901"], [CLOSE]),
        (["--extend-select=CB9", "--extend-ignore=CB902"], [CLOSE]),
        (["--select=CB9", "--per-file-ignores=opinions.py:CB901"], [PASSWORD]),
    ],
)
def test_opinions_are_off_until_they_are_named(
    opinions: Path, arguments: list[str], expected: list[str], jobs: str
) -> None:
    # A second file: flake8 makes no jobs for one alone.
    (opinions / "other.py").write_text("import os\n\nprint(os.name)\n")
    assert places(flake8(jobs, *arguments, ".", cwd=opinions)) == [f"./{place}" for place in expected]


@pytest.mark.parametrize("name", ["setup.cfg", "tox.ini", ".flake8"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("select = CB", []),
        ("select = CB,CB9", [PASSWORD, CLOSE]),
        ("extend-select = CB901", [CLOSE]),
        ("extend_select =\n    E\n    CB902", [PASSWORD]),
    ],
)
def test_opinions_are_named_in_a_file(opinions: Path, name: str, line: str, expected: list[str]) -> None:
    (opinions / name).write_text(f"[flake8]\n{line}\n")
    assert places(flake8("opinions.py", cwd=opinions)) == expected


def test_an_opinion_is_suppressed_as_everything(opinions: Path) -> None:
    (opinions / "opinions.py").write_text(OPINIONS.replace("_close()", "_close()  # noqa: CB901"))
    assert places(flake8("--extend-select=CB9", "opinions.py", cwd=opinions)) == [PASSWORD]


def test_an_unrelated_file_does_not_load_the_engine(project: Path) -> None:
    (project / "unrelated.py").write_text("import multiprocessing\n\nprint(multiprocessing.cpu_count())\n")
    program = (
        "import sys\n"
        "from flake8.main.cli import main\n"
        "main(['-j1', sys.argv[1]])\n"
        "print(sorted(name for name in sys.modules if name.startswith('flake8_cb')))\n"
    )
    loaded = {
        name: subprocess.run(
            [sys.executable, "-c", program, name], cwd=project, capture_output=True, text=True, check=True
        ).stdout.splitlines()[-1]
        for name in ("unrelated.py", "second.py")
    }
    assert loaded["unrelated.py"] == str(
        [
            "flake8_cb",
            "flake8_cb.plugin",
            "flake8_cb.project",
            "flake8_cb.project.gate",
            "flake8_cb.project.imports",
            "flake8_cb.project.memory",
        ]
    )
    assert "flake8_cb.rules.lint" in loaded["second.py"]


def test_an_error_of_ours_costs_this_file_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> list[object]:
        raise RecursionError("too deep")

    plugin = Plugin(ast.parse(SECOND), "second.py", SECOND.splitlines(keepends=True))
    assert len(list(plugin.run())) == 1
    monkeypatch.setattr("flake8_cb.rules.lint.examine", broken)
    with caplog.at_level(logging.ERROR, logger="flake8"):
        assert list(plugin.run()) == []
    (record,) = caplog.records
    assert record.name.startswith("flake8.")
    assert "second.py" in record.getMessage()
    assert record.exc_info is not None


def test_a_module_of_the_project_in_the_place_of_a_standard_one_is_followed(tmp_path: Path) -> None:
    """Nothing in such a file names the SDK, or anything else that Python does not bring along."""
    (tmp_path / "queue.py").write_text('from couchbase.bucket import Bucket\n\njobs = Bucket("couchbase://h/jobs")\n')
    (tmp_path / "work.py").write_text("import os\nimport queue\n\nif os.fork() == 0:\n    queue.jobs.remove('job:1')\n")
    run = flake8("--isolated", "--select=CB1", "work.py", cwd=tmp_path, isolated=True)
    assert [line.split()[1] for line in run.ours] == ["CB102"]
