"""Bazel lints a project file by file: ``docs/bazel`` on a real engine, which sees only what ``inputs`` lists."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flake8_runs import ROOT, flake8

#: The newest release of which npm has the binary.
PACKAGE = "@bazel/bazel-linux_x64@2.1.0"

RECIPE = ROOT / "docs" / "bazel"

PROJECT = {
    "WORKSPACE": 'workspace(name = "brewery")\n',
    "setup.cfg": "[flake8]\nselect = CB\n",
    "requirements.txt": "couchbase==2.5.12\n",
    "app/__init__.py": "",
    "app/db.py": 'from couchbase.bucket import Bucket\n\nbeers = Bucket("couchbase://h/beers", password="hops")\n',
    "app/report.py": "import os\n\nfrom app import db\n\nif os.fork() == 0:\n    print(db.beers.get('ada'))\n",
    "app/work.py": "from multiprocessing import Process\n\nfrom app.report import db\n\n\ndef rate():\n"
    '    db.beers.upsert("ada", {})\n\n\nif __name__ == "__main__":\n    Process(target=rate).start()\n',
    "app/alone.py": "from couchbase.bucket import Bucket\n\n\ndef main():\n"
    '    bucket = Bucket("couchbase://h/b", password="hops")\n    bucket._close()\n    bucket.get("ada")\n\n\nmain()\n',
    "plain.py": "import os\n\nprint(os.getcwd())\n",
}

FILES = sorted(name for name in PROJECT if name.endswith(".py"))


class Bazel:
    """Builds the targets of a workspace and tells which files were linted for that."""

    def __init__(self, binary: Path, workspace: Path, root: Path) -> None:
        self.start = [str(binary), f"--output_user_root={root}", "--nosystem_rc", "--nohome_rc", "--max_idle_secs=60"]
        self.workspace = workspace
        self.log = root.parent / "log.json"
        self.path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

    def run(self, *arguments: str) -> None:
        done = subprocess.run(
            [*self.start, *arguments], cwd=self.workspace, capture_output=True, text=True, check=False, timeout=600
        )
        assert done.returncode == 0, done.stderr[-5000:]

    def lint(self, linter: str = "1.0") -> list[str]:
        """Lint all files; return the names of those for which an action was executed, and see that it was sandboxed."""
        self.run(
            "build", "//...", "--color=no", "--spawn_strategy=sandboxed", f"--action_env=PATH={self.path}",
            f"--action_env=LINTER={linter}",
            f"--execution_log_json_file={self.log}",
        )  # fmt: skip
        executed = []
        decoder, text = json.JSONDecoder(), self.log.read_text(encoding="utf-8").strip()
        while text:
            action, end = decoder.raw_decode(text)
            text = text[end:].lstrip()
            assert action["mnemonic"] == "Flake8"
            assert action["runner"].endswith("-sandbox")
            executed.append(action["listedOutputs"][0].partition("/bin/lint/")[2].removesuffix(".txt"))
        return sorted(executed)

    def findings(self) -> list[str]:
        """Return what the actions found together."""
        texts = [path.read_text(encoding="utf-8") for path in (self.workspace / "bazel-bin" / "lint").rglob("*.txt")]
        return sorted(line for text in texts for line in text.splitlines())


@pytest.fixture(scope="module")
def bazel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bazel]:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        pytest.skip("npm has this binary of Bazel for Linux on x86-64 alone")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("Bazel is installed by npm: apt-get install npm")
    installed = Path(request.config.cache.mkdir("bazel"))
    binary = installed / "node_modules" / "@bazel" / "bazel-linux_x64" / "bazel-2.1.0-linux-x86_64"
    if not binary.exists():
        done = subprocess.run(
            [npm, "install", "--no-fund", "--no-audit", f"--prefix={installed}", PACKAGE],
            capture_output=True,
            text=True,
            check=False,
        )
        assert binary.exists(), done.stderr
    folder = tmp_path_factory.mktemp("bazel")
    workspace = folder / "brewery"
    for name, text in PROJECT.items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(text, encoding="utf-8")
    for path in RECIPE.iterdir():
        shutil.copy(path, workspace)
    made = Bazel(binary, workspace, folder / "root")
    yield made
    made.run("shutdown")
    for path in (folder / "root").rglob("*"):  # Bazel takes away the right to delete
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder / "root")


def write_build(workspace: Path) -> None:
    subprocess.run([sys.executable, "write_build.py", *FILES], cwd=workspace, check=True)


def in_one_run(workspace: Path) -> list[str]:
    return sorted(flake8("-j1", *FILES, cwd=workspace).ours)


def test_one_action_a_file(bazel: Bazel) -> None:
    """One story, in which each step starts with what the one before it left behind."""
    write_build(bazel.workspace)
    assert bazel.lint() == FILES
    first = bazel.findings()
    assert first == in_one_run(bazel.workspace)
    assert [line.partition(":")[0] for line in first] == ["app/alone.py", "app/report.py", "app/work.py"]

    # What is known is not done again.
    assert bazel.lint() == []

    # A change in a module is one for all that lead to it, and for nothing else.
    module = bazel.workspace / "app" / "db.py"
    module.write_text(f"# The beers.\n{PROJECT['app/db.py']}", encoding="utf-8")
    write_build(bazel.workspace)
    assert bazel.lint() == ["app/db.py", "app/report.py", "app/work.py"]
    second = bazel.findings()
    assert second == in_one_run(bazel.workspace)
    assert second != first

    # A change in the configuration is one for all that it may concern: not for a file without imports of its own.
    (bazel.workspace / "requirements.txt").write_text("couchbase==2.5.11\n", encoding="utf-8")
    assert bazel.lint() == [name for name in FILES if name not in ("app/__init__.py", "plain.py")]
    assert bazel.findings() == second

    # So is another release of the linter, for all.
    assert bazel.lint("1.1") == FILES

    # An action sees nothing else: without the module that it needs, the same file has other findings.
    build = bazel.workspace / "BUILD.bazel"
    lines = build.read_text(encoding="utf-8").splitlines(keepends=True)
    build.write_text("".join(line for line in lines if line.strip() != '"app/db.py",'), encoding="utf-8")
    assert bazel.lint("1.1") == ["app/report.py", "app/work.py"]
    assert [line.partition(":")[0] for line in bazel.findings()] == ["app/alone.py"]
