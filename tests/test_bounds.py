"""Projects of any size and shape: only what matters is parsed, every import graph ends, nothing is executed."""

from __future__ import annotations

import ast
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flake8_runs import flake8

from flake8_cb.flow.language import imports
from flake8_cb.flow.runs import run
from flake8_cb.project import outline, source
from flake8_cb.project.configuration import settings_for
from flake8_cb.project.finder import project_of
from flake8_cb.project.memory import forget
from flake8_cb.project.parsing import Parsed
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

PACKAGES = 20
MODULES = 99  # in each package, beside its `__init__`

#: The modules that may be parsed for one file, and for the twenty that name the SDK together.
FEW = 30
FEW_DOZENS = 60

#: The modules whose text may be looked at for one file: each at most once.
ALL = PACKAGES * (MODULES + 1) + 1

SDK_MODULE = """\
import threading

from couchbase.bucket import Bucket

from big.p{other:02}.m{first:02} import LIMIT
from big.p{other:02} import m{second:02}

_local = threading.local()


def bucket():
    if not hasattr(_local, "bucket"):
        _local.bucket = Bucket("couchbase://h/b{package}", password="hops")
    return _local.bucket


def fetch(keys):
    return [bucket().get(key) for key in keys[:LIMIT]]


def refresh(keys):
    for key in keys:
        one = Bucket("couchbase://h/b{package}", password="hops")
        one.touch(key, ttl=m{second:02}.LIMIT)
"""


def lint_file(path: Path) -> list[str]:
    """Lint a file and return its findings as "line code"."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{each.line} {each.code}" for each in lint(tree, settings_for(str(path), tree), path)]


def write(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


class Counts:
    """The modules that were read and parsed."""

    def __init__(self) -> None:
        self.parsed: set[Path] = set()
        self.read: list[Path] = []


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Count what the finder reads and parses."""
    found = Counts()
    parsed, read = source.parsed, outline.read

    def counting_parsed(path: Path) -> Parsed:
        found.parsed.add(path)
        return parsed(path)

    def counting_read(path: Path) -> str:
        # To parse a file is to read it once more.
        if path not in found.parsed:
            found.read.append(path)
        return read(path)

    monkeypatch.setattr(source, "parsed", counting_parsed)
    monkeypatch.setattr(outline, "read", counting_read)
    return found


# -- a large project -----------------------------------------------------------------------------------------


def large_project(root: Path) -> list[str]:
    """Write a project of 2,000 modules in layers and return the names of the 20 that name the SDK.

    In each package ``m50`` names the SDK and ``m98`` uses it; the others import what stands in lower layers. The hub
    imports many of them, two that lead to the SDK among them.
    """
    chance = random.Random(2000)
    files = {"pyproject.toml": "[project]\nname = 'big'\n"}
    sdk = []
    for package in range(PACKAGES):
        inside = f"big/p{package:02}"
        files[f"{inside}/__init__.py"] = f"from big.p{package:02}.m00 import LIMIT, total\n"
        for number in range(MODULES):
            name = f"{inside}/m{number:02}.py"
            lower = [each for each in range(number) if each != 50]
            if number == 50:
                first, second = chance.sample(lower, 2)
                files[name] = SDK_MODULE.format(
                    other=chance.randrange(PACKAGES), first=first, second=second, package=package
                )
                sdk.append(name)
                continue
            count = min(len(lower), chance.choice((2, 3)))
            lines = [
                f"from big.p{chance.randrange(PACKAGES):02}.m{other:02} import total as t{turn}"
                for turn, other in enumerate(chance.sample(lower, count))
            ]
            terms = ["LIMIT", *(f"t{turn}(values)" for turn in range(count))]
            if number == 98:
                lines.append(f"from big.p{package:02}.m50 import fetch")
                terms.append("len(fetch(values))")
            lines.append(f"\nLIMIT = {number + 1}\n\n\ndef total(values):\n    return sum([{', '.join(terms)}])\n")
            files[name] = "\n".join(lines)
    files["big/__init__.py"] = (
        "".join(f"from big.p{n % PACKAGES:02}.m{n % 47:02} import LIMIT\n" for n in range(100))
        + "from big.p03.m98 import total\nfrom big.p04.m50 import fetch\n"
    )
    write(root, files)
    assert sum(name.endswith(".py") for name in files) == ALL
    return sdk


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return the large project, and the names of the 20."""
    root = tmp_path_factory.mktemp("large")
    return root, large_project(root)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Let no test find what another one has read."""
    forget()
    yield
    forget()


def test_one_of_the_twenty(large: tuple[Path, list[str]], counts: Counts) -> None:
    root, sdk = large
    assert lint_file(root / sdk[4]) == ["23 CB202"]
    assert len(counts.parsed) <= FEW
    assert len(counts.read) == len(set(counts.read)) <= ALL


@pytest.mark.parametrize("name", ["big/p07/m98.py", "big/p10/m20.py", "big/p00/__init__.py", "big/__init__.py"])
def test_one_of_the_others(large: tuple[Path, list[str]], counts: Counts, name: str) -> None:
    assert lint_file(large[0] / name) == []
    assert len(counts.parsed) <= FEW
    assert len(counts.read) == len(set(counts.read)) <= ALL


def test_all_of_the_twenty(large: tuple[Path, list[str]], counts: Counts) -> None:
    root, sdk = large
    for name in sdk:
        assert lint_file(root / name) == ["23 CB202"]
    assert len(counts.parsed) <= FEW_DOZENS
    assert len(counts.read) == len(set(counts.read)) <= ALL


def test_the_gate_reads_each_file_once(large: tuple[Path, list[str]], counts: Counts) -> None:
    """What the other 1,980 files cost: the text of what they import, once for all of them, and no tree."""
    root, sdk = large
    project = project_of(root / "big")
    for path in sorted((root / "big").rglob("*.py")):
        if path.relative_to(root).as_posix() not in sdk:
            project.leads_to_sdk(project.linted(path, text=path.read_text(encoding="utf-8")))
    assert counts.parsed == set()
    assert len(counts.read) == len(set(counts.read)) <= ALL


def test_tangle(tmp_path: Path, counts: Counts) -> None:
    """Where every module leads to every other one, each is parsed for a file, but once."""
    chance = random.Random(300)
    files = {}
    for number in range(300):
        others = chance.sample(range(300), 3)
        imports = "".join(f"from m{other} import f{other}\n" for other in others)
        files[f"m{number}.py"] = f"{imports}\n\ndef f{number}(x):\n    return f{others[0]}(x) + f{others[1]}(x)\n"
    files["m7.py"] = f"import m8\n{OPENS}\n\ndef f7(x):\n    return bucket.get(x)\n"
    write(tmp_path, {**files, "start.py": f"from m1 import f1\nfrom m7 import bucket\n{FORKS}"})
    assert lint_file(tmp_path / "start.py") == ["4 CB102"]
    assert len(counts.read) == len(set(counts.read)) <= len(files)


# -- import graphs of any shape ------------------------------------------------------------------------------

OPENS = 'from couchbase.bucket import Bucket\nbucket = Bucket("couchbase://h/b", password="hops")\n'
FORKS = "import os\nif os.fork() == 0:\n    bucket.get('key')\n"


def chain(length: int) -> dict[str, str]:
    files = {f"m{n}.py": f"from m{n + 1} import bucket\n" for n in range(length)}
    return {**files, f"m{length}.py": OPENS, "start.py": f"from m0 import bucket\n{FORKS}"}


def complete(size: int) -> dict[str, str]:
    everything = "".join(f"import m{n}\n" for n in range(size))
    files = {
        f"m{n}.py": f"{everything}\ndef f{n}(): return m{(n + 1) % size}.f{(n + 1) % size}()\n" for n in range(size)
    }
    return {**files, "m7.py": OPENS + everything, "start.py": f"{everything}from m7 import bucket\n{FORKS}"}


def stars(size: int) -> dict[str, str]:
    files = {f"m{n}.py": f"from m{(n + 1) % size} import *\nfrom m{(n * 7) % size} import *\n" for n in range(size)}
    files["m5.py"] += OPENS
    return {**files, "start.py": f"from m5 import *\n{FORKS}"}


SHAPES = {
    "cycle of two": {
        "one.py": f"import two\n{OPENS}",
        "two.py": "import one\ndef get(): return one.bucket\n",
        "start.py": f"from one import bucket\n{FORKS}",
    },
    "cycle with the linted file": {
        "helper.py": f"import start\n{OPENS}",
        "start.py": f"import helper\nfrom helper import bucket\n{FORKS}",
    },
    "self-import": {
        "one.py": f"import one\nfrom one import *\nfrom one import one as other\n{OPENS}",
        "start.py": f"import start\nfrom start import start as again\nfrom one import bucket\n{FORKS}",
    },
    "package that imports itself": {
        "app/__init__.py": "import app\nfrom . import db\nfrom .db import bucket\nfrom app import *\n",
        "app/db.py": f"import app\nfrom . import db\nfrom .. import nothing\n{OPENS}",
        "start.py": f"from app import bucket\n{FORKS}",
    },
    "chain of names": {
        **{f"m{n}.py": f"from m{n + 1} import x{n + 1} as x{n}\n" for n in range(40)},
        "m40.py": f"{OPENS}x40 = bucket\n",
        "start.py": f"from m0 import x0 as bucket\n{FORKS}",
    },
    "complete graph": complete(40),
    "stars in a circle": stars(30),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_graph_ends(shape: str, tmp_path: Path, counts: Counts) -> None:
    write(tmp_path, SHAPES[shape])
    limit = sys.getrecursionlimit()
    found = lint_file(tmp_path / "start.py")
    assert [each.partition(" ")[2] for each in found] == ["CB102"]
    assert len(counts.read) == len(set(counts.read))
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize("shape", SHAPES)
def test_every_file_of_a_graph_is_linted(shape: str, tmp_path: Path) -> None:
    write(tmp_path, SHAPES[shape])
    for path in sorted(tmp_path.rglob("*.py")):
        lint_file(path)


def test_long_chain_of_imports(tmp_path: Path, counts: Counts) -> None:
    """Imports deeper than anybody writes end; whether the connection at their end is seen is left open."""
    write(tmp_path, chain(1_500))
    assert set(lint_file(tmp_path / "start.py")) <= {"3 CB101", "3 CB102"}
    assert lint_file(tmp_path / "m1500.py") == []
    for name in ("m0.py", "m700.py", "m1499.py"):
        assert lint_file(tmp_path / name) == []
    # Once as a module, and once more where it is parsed.
    assert max(map(counts.read.count, counts.read)) <= 1


def test_long_chain_through_flake8(tmp_path: Path) -> None:
    write(tmp_path, chain(1_500))
    run = flake8("--select=CB", "--isolated", "start.py", "m0.py", "m1400.py", cwd=tmp_path)
    assert run.others == ""


# -- what is on disk without being a module ------------------------------------------------------------------

READS_ODD = f"import odd\nfrom odd import *\nfrom odd import thing\nfrom odd.inner import other\n{OPENS}{FORKS}"


def odd_files(root: Path, kind: str) -> None:
    """Put something at the place where a module named odd is looked for."""
    path = root / "odd.py"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "pipe as package":
            (root / "odd").mkdir()
            os.mkfifo(root / "odd" / "__init__.py")
        case "folder named as a file":
            path.mkdir()
        case "link to itself":
            path.symlink_to(path)
        case "links in a circle":
            (root / "odd").symlink_to(root / "even")
            (root / "even").symlink_to(root / "odd")
        case "folder that holds itself":
            (root / "odd").mkdir()
            (root / "odd" / "inner").symlink_to(root / "odd", target_is_directory=True)
            (root / "odd" / "__init__.py").write_text("from odd.inner.inner.inner import inner\n")
        case "link to nothing":
            path.symlink_to(root / "missing.py")
        case "unreadable":
            path.write_text("couchbase = 1\n")
            path.chmod(0)
        case "device":
            path.symlink_to("/dev/zero")
        case "binary":
            path.write_bytes(b"couchbase" + bytes(range(256)) * 40)
        case "null bytes":
            path.write_bytes(b"import couchbase\n\0\0\n")
        case "unknown encoding":
            path.write_bytes(b"# coding: nonsense\nimport couchbase\n")
        case "other encoding":
            path.write_bytes("# coding: utf-16\nimport couchbase\n".encode("utf-16"))
        case "broken":
            path.write_text("import couchbase\ndef (:\n")
        case "deep":
            path.write_text("import couchbase\nx = " + "(" * 5_000 + ")" * 5_000 + "\n")
        case "long sum":
            path.write_text("import couchbase\nx = " + "+".join(["1"] * 20_000) + "\n")
        case "huge":
            path.write_text("import couchbase\n" + "x = 1\n" * 400_000)
        case "empty":
            path.write_text("")


ODD = (
    "pipe", "pipe as package", "folder named as a file", "link to itself", "links in a circle",
    "folder that holds itself", "link to nothing", "unreadable", "device", "binary", "null bytes", "unknown encoding",
    "other encoding", "broken", "deep", "long sum", "huge", "empty",
)  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_odd_files_cost_no_finding(kind: str, tmp_path: Path) -> None:
    odd_files(tmp_path, kind)
    write(tmp_path, {"start.py": READS_ODD})
    assert [each.partition(" ")[2] for each in lint_file(tmp_path / "start.py")] == ["CB102"]


@pytest.mark.parametrize("kind", ["pipe", "device", "links in a circle", "binary"])
def test_odd_files_through_flake8(kind: str, tmp_path: Path) -> None:
    odd_files(tmp_path, kind)
    write(tmp_path, {"start.py": READS_ODD, "plain.py": "import odd\nodd.go()\n"})
    run = flake8("--select=CB", "--isolated", "start.py", "plain.py", cwd=tmp_path)
    assert [line.partition(": ")[2][:5] for line in run.ours] == ["CB102"]
    assert run.others == ""


def test_modules_with_names_that_no_import_can_name(tmp_path: Path) -> None:
    files = {f"{name}.py": OPENS for name in ("class", "None", "1st", "a-b", "a.b", "ünï", "x y")}
    write(
        tmp_path,
        {
            **files,
            "start.py": f"import ünï\nfrom importlib import import_module\n{OPENS}"
            "for each in ('class', 'None', 'a-b'): import_module(each)\n"
            f"import_module('class')\nimport_module('a-b')\nimport_module('')\nimport_module('..')\n{FORKS}",
        },
    )
    found = lint_file(tmp_path / "start.py")
    assert "CB102" in {each.partition(" ")[2] for each in found}
    for path in tmp_path.glob("*.py"):
        lint_file(path)


def test_nothing_is_executed(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    acts = f"open({str(trace)!r}, 'w').write('executed')\n"
    files = {
        "acting.py": acts + OPENS,
        "pack/__init__.py": acts + "from . import inner\n",
        "pack/inner.py": acts + OPENS,
        "conftest.py": acts,
        "sitecustomize.py": acts,
        "setup.py": acts + "from setuptools import setup\nsetup(packages=['pack'], package_dir={'': '.'})\n",
        "couchbase/__init__.py": acts,
        "start.py": f"import acting, pack.inner\nfrom acting import bucket\n{acts}{FORKS}",
    }
    write(tmp_path, files)
    before = set(sys.modules), list(sys.path)
    for name in files:
        lint_file(tmp_path / name)
    assert not trace.exists()
    assert not {"acting", "pack", "pack.inner", "couchbase"} & (set(sys.modules) - before[0])
    assert sys.path == before[1]
    assert not list(tmp_path.rglob("__pycache__"))


def test_imports_that_take_too_long_cost_no_finding_of_their_importer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_STEPS_OF_IMPORT", 40)
    monkeypatch.setattr(run, "LEAST_STEPS", 120)
    monkeypatch.setattr(run, "STEPS_PER_STATEMENT", 0)
    names = [f"db{number}" for number in range(5)]
    for name in names:
        reads = "".join(f"print(bucket.get('{number}'))\n" for number in range(60))
        opens = f"from couchbase.bucket import Bucket\nbucket = Bucket('couchbase://h/{name}', password='hops')\n"
        (tmp_path / f"{name}.py").write_text(opens + reads)
    program = tmp_path / "app.py"
    program.write_text(
        "".join(f"import {name}\n" for name in names)
        + "from couchbase.bucket import Bucket\none = Bucket('couchbase://h/c', password='hops')\n"
        + "two = Bucket('couchbase://h/c', password='hops')\n"
    )
    findings = lint(ast.parse(program.read_text()), Settings(sdk=2), program)
    assert [(each.line, each.code) for each in findings] == [(8, "CB201")]


def test_entry_points_that_take_too_long_leave_something_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LEAST_STEPS", 60)
    monkeypatch.setattr(run, "STEPS_PER_STATEMENT", 0)
    reader = (
        "def read{0}(bucket: Bucket, keys):\n"
        "    for key in keys:\n"
        "        print(bucket.get(key), bucket.get(key + '2'))\n"
    )
    source = "from couchbase.bucket import Bucket\n" + "".join(reader.format(number) for number in range(6))
    source += "def last(bucket: Bucket):\n    bucket._close()\n    print(bucket.get('x'))\n"
    assert [each.code for each in lint(ast.parse(source), Settings(sdk=2))] == ["CB302"]


def test_what_a_given_up_entry_point_has_called_is_entered_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LEAST_STEPS", 120)
    monkeypatch.setattr(run, "STEPS_PER_STATEMENT", 0)
    monkeypatch.setattr(run, "LEAST_STEPS_OF_ENTRY", 40)
    reads = "    bucket.get(1)\n" * 15
    source = (
        "from couchbase.bucket import Bucket\n"
        "def first(bucket: Bucket):\n"
        f"{reads}"
        "    last(bucket)\n"
        "def last(bucket: Bucket):\n"
        f"{reads}"
        "    bucket._close()\n"
        "    print(bucket.get('x'))\n"
    )
    assert [each.code for each in lint(ast.parse(source), Settings(sdk=2))] == ["CB302"]
