"""Where modules are found, under which name, and where they are not looked for."""

from __future__ import annotations

import ast
import sys
import tokenize
from pathlib import Path

import pytest

from flake8_cb.project.finder import Project, project_of
from flake8_cb.project.imports import imports_in, resolved
from flake8_cb.project.locating import locate
from flake8_cb.project.memory import forget
from flake8_cb.project.modules import imported_modules
from flake8_cb.project.parsing import parsed, read
from flake8_cb.project.roots import namespace_roots, source_roots
from flake8_cb.project.source import Source


@pytest.fixture(autouse=True)
def _forget() -> None:
    forget()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of a git repository with nothing in it."""
    place = tmp_path / "work"
    (place / ".git").mkdir(parents=True)
    return place


def write(root: Path, *names: str, text: str = "") -> None:
    """Write files of one text below a folder."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def found(path: Path, module: str, text: str = "", **asked: tuple[Path, ...] | tuple[str, ...]) -> Source | None:
    """Return what an import in a file finds."""
    project = project_of(path.parent, asked.get("extra", ()), asked.get("followed", ()))
    return project.find(project.linted(path, tree=ast.parse(text or f"import {module.lstrip('.') or 'x'}")), module)


def place_of(root: Path, importer: str, module: str, text: str = "") -> str | None:
    """Return the file that an import finds, from the root."""
    source = found(root / importer, module, text)
    return source.path.relative_to(root).as_posix() if source is not None else None


# -- what is read --------------------------------------------------------------------------------------------

CONTENTS = [
    b"",
    b"x = 1\n",
    b"x = 1\r\ny = 2\r\n",
    b"x = 1\ry = 2\r",
    b"x = '\xc3\xa9'\n",
    b"\xef\xbb\xbfx = 1\n",
    b"# coding: latin-1\nx = '\xe9'\n",
    b"#!/usr/bin/env python\n# -*- coding: cp1252 -*-\nx = '\x80'\n",
    b"\n\n# coding: latin-1\nx = 1\n",
    b"\xef\xbb\xbf# coding: utf-8\nx = 1\n",
    b"# coding: utf-8",
]


@pytest.mark.parametrize("data", CONTENTS)
def test_files_are_read_as_python_reads_them(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "module.py"
    path.write_bytes(data)
    with tokenize.open(path) as file:
        assert read(path) == file.read()


@pytest.mark.parametrize(
    "data",
    [
        b"x = '\xe9'\n",
        b"# coding: nothing\n",
        b"# coding: hex\n78\n",
        b"\xef\xbb\xbf# coding: latin-1\n",
        b"\n\n# coding: \xe9\n",
    ],
)
def test_what_is_no_text_is_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "module.py"
    path.write_bytes(data)
    assert read(path) == ""


@pytest.mark.parametrize(("target", "is_found"), [("work/deep", True), ("beyond", False)])
def test_links_are_followed_to_see_where_a_module_lies(root: Path, target: str, *, is_found: bool) -> None:
    outside = root.parent
    write(outside, "work/deep/near.py", "beyond/near.py")
    (root / "linked").symlink_to(outside / target, target_is_directory=True)
    (root / "near.py").symlink_to(outside / target / "near.py")
    assert (locate("linked.near", [root]) is not None) is is_found
    assert (locate("near", [root]) is not None) is is_found


# -- what a text imports -------------------------------------------------------------------------------------

TEXTS = [
    ("import a\n", [("a", "")]),
    ("import a.b as c, d\n", [("a.b", ""), ("d", "")]),
    ("import a, \\\n    b\n", [("a", ""), ("b", "")]),
    ("from a import b, c as d\n", [("a", "b"), ("a", "c")]),
    ("from a import (  # why\n    b,  # one, two\n    c as d,\n)\n", [("a", "b"), ("a", "c")]),
    ("from a.b import *\n", [("a.b", "*")]),
    ("from . import a\n", [(".", "a")]),
    ("from .. import a\n", [("..", "a")]),
    ("from ..a.b import c\n", [("..a.b", "c")]),
    ("from a import \\\n    b\n", [("a", "b")]),
    ("from . import importer, imports\n", [(".", "importer"), (".", "imports")]),
    ("from .importer import imports\n", [(".importer", "imports")]),
    ("from .import a\nfrom.b import c\nfrom .. import(d)\n", [(".", "a"), (".b", "c"), ("..", "d")]),
    ("from . . a import b; import c  # why\n", [("..a", "b"), ("c", "")]),
    ("def f():\n    import a\n\tfrom b import c\n", [("a", ""), ("b", "c")]),
    ("try:\n    import a\nexcept ImportError:\n    a = None\n", [("a", "")]),
    ("from importlib import import_module\nimport_module('a.b')\n", [("importlib", "import_module"), ("a.b", "")]),
    ("x = import_module('.b', 'a')\n", [("a.b", "")]),
    ("x = import_module('..b', package='a.c')\n", [("a.b", "")]),
    ("x = import_module(name)\n", []),
    ("import a; b = 1\n", [("a", "")]),
    ("important = 1\nfromage = 2\n", []),
    ("# import a\n", []),
    ("import a\r\nfrom b import c\r\n", [("a", ""), ("b", "c")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_imports_in(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(imports_in(text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in TEXTS if "\n\t" not in text])
def test_the_text_tells_what_the_tree_tells(text: str) -> None:
    assert set(imported_modules(ast.parse(text))) <= set(imports_in(text))


@pytest.mark.parametrize("text", ["if x: import a\n", "x = 1; import a\n", "if x: from a import b\n"])
def test_imports_behind_other_code(text: str) -> None:
    assert set(imported_modules(ast.parse(text))) <= set(imports_in(text))


@pytest.mark.parametrize("text", ["from a import (", "import", "from", "from . import", "import ,", "import_module('"])
def test_broken_text(text: str) -> None:
    assert list(imports_in(text)) == []


@pytest.mark.parametrize(
    ("module", "package", "expected"),
    [
        ("a.b", None, "a.b"),
        (".b", "a", "a.b"),
        ("..b", "a.c", "a.b"),
        (".", "a.c", "a.c"),
        ("..", "a.c", "a"),
        ("...b", "a.c", "...b"),
        (".b", None, ".b"),
    ],
)
def test_resolved(module: str, package: str | None, expected: str) -> None:
    assert resolved(module, package) == expected


# -- roots ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['lib']\n"),
        ("pyproject.toml", "[tool.setuptools.package-dir]\n'' = 'lib'\n"),
        ("pyproject.toml", "[tool.poetry]\npackages = [{include = 'shop', from = 'lib'}]\n"),
        ("setup.cfg", "[options]\npackage_dir =\n    = lib\n"),
        ("setup.cfg", "[options.packages.find]\nwhere = lib\n"),
        ("setup.py", "from setuptools import setup\nsetup(package_dir={'': 'lib'})\n"),
        ("setup.py", "from setuptools import *\nsetup(packages=find_packages(where='lib'), package_dir={'': 'lib'})\n"),
    ],
)
def test_declared_roots(root: Path, file: str, text: str) -> None:
    write(root, file, text=text)
    write(root, "lib/shop/__init__.py", "lib/shop/db.py", "tests/test_shop.py")
    assert root / "lib" in source_roots(root / "tests")
    assert place_of(root, "tests/test_shop.py", "shop.db") == "lib/shop/db.py"


def test_src_and_flat_layout(root: Path) -> None:
    write(root, "pyproject.toml", text="[project]\nname = 'x'\n")
    write(root, "src/one/__init__.py", "two/__init__.py", "three.py", "tests/unit/test_all.py")
    for module, place in [("one", "src/one/__init__.py"), ("two", "two/__init__.py"), ("three", "three.py")]:
        assert place_of(root, "tests/unit/test_all.py", module) == place
    assert source_roots(root / "src" / "one")[0] == root / "src"


def test_nothing_declared(root: Path) -> None:
    write(root, "app/__init__.py", "app/sub/__init__.py", "app/sub/x.py", "app/y.py", "other.py", "app/other.py")
    assert source_roots(root / "app" / "sub") == (root,)
    assert place_of(root, "app/sub/x.py", "app.y") == "app/y.py"
    # The modules beside a module of a package are not at the top.
    assert place_of(root, "app/sub/x.py", "other") == "other.py"
    assert place_of(root, "app/sub/x.py", "y") is None


def test_the_nearest_declarations_win(root: Path) -> None:
    write(root, "pyproject.toml", "src/db.py", "src/top.py")
    write(root, "part/setup.cfg", "part/src/db.py", "part/tests/test_db.py")
    assert place_of(root, "part/tests/test_db.py", "db") == "part/src/db.py"
    assert place_of(root, "part/tests/test_db.py", "top") is None


def test_options_come_first(root: Path) -> None:
    write(root, "db.py", "first/db.py", "second/db.py", "start.py")
    source = found(root / "start.py", "db", extra=(root / "second", root / "first"))
    assert source is not None
    assert source.path == root / "second" / "db.py"


def test_namespace_packages(root: Path) -> None:
    write(root, "pyproject.toml", "src/corp/shop/__init__.py", "src/corp/shop/x.py", "src/corp/tools/y.py", "start.py")
    assert place_of(root, "start.py", "corp") == "src/corp"
    assert place_of(root, "start.py", "corp.tools.y") == "src/corp/tools/y.py"
    assert place_of(root, "src/corp/shop/x.py", "corp.tools.y") == "src/corp/tools/y.py"
    assert place_of(root, "src/corp/shop/x.py", "..tools.y") == "src/corp/tools/y.py"


def test_namespace_without_declarations(root: Path) -> None:
    write(root, "deep/corp/shop/x.py", "deep/corp/tools/y.py")
    assert namespace_roots(root / "deep/corp/shop", "corp") == [root / "deep"]
    assert place_of(root, "deep/corp/shop/x.py", "corp.tools.y") == "deep/corp/tools/y.py"


def test_package_wins_over_module_and_namespace(root: Path) -> None:
    write(root, "a.py", "a/__init__.py", "b.py", "b/inner.py", "c/inner.py", "start.py")
    assert place_of(root, "start.py", "a") == "a/__init__.py"
    assert place_of(root, "start.py", "b") == "b.py"
    assert place_of(root, "start.py", "c") == "c"


# -- relative imports ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("importer", "module", "place"),
    [
        ("app/sub/x.py", ".z", "app/sub/z.py"),
        ("app/sub/x.py", ".", "app/sub/__init__.py"),
        ("app/sub/x.py", "..", "app/__init__.py"),
        ("app/sub/x.py", "..y", "app/y.py"),
        ("app/sub/__init__.py", ".z", "app/sub/z.py"),
        ("app/sub/__init__.py", "..y", "app/y.py"),
        ("app/__init__.py", ".sub.z", "app/sub/z.py"),
        ("app/y.py", ".missing", None),
        ("app/sub/x.py", "..........y", None),
    ],
)
def test_relative_imports(root: Path, importer: str, module: str, place: str | None) -> None:
    write(root, "app/__init__.py", "app/y.py", "app/sub/__init__.py", "app/sub/x.py", "app/sub/z.py")
    assert place_of(root, importer, module) == place


def test_relative_import_does_not_leave_the_repository(root: Path) -> None:
    write(root.parent, "outside.py")
    write(root, "x.py")
    assert found(root / "x.py", "..outside") is None
    assert found(root / "x.py", "...outside") is None


@pytest.mark.parametrize(
    ("name", "file", "module", "expected"),
    [
        ("app.sub.x", "app/sub/x.py", "other.thing", "other.thing"),
        ("app.sub.x", "app/sub/x.py", ".z", "app.sub.z"),
        ("app.sub.x", "app/sub/x.py", ".", "app.sub"),
        ("app.sub.x", "app/sub/x.py", "..y", "app.y"),
        ("app.sub", "app/sub/__init__.py", ".z", "app.sub.z"),
        ("app.sub", "app/sub/__init__.py", "..", "app"),
    ],
)
def test_absolute_names(root: Path, name: str, file: str, module: str, expected: str) -> None:
    assert Project(root, (), frozenset()).absolute(Source(root / file, name), module) == expected


def test_names_of_what_is_found(root: Path) -> None:
    write(root, "pyproject.toml", "src/app/__init__.py", "src/app/sub/__init__.py", "src/app/sub/x.py", "src/app/y.py")
    project = project_of(root / "src/app/sub")
    linted = project.linted(root / "src/app/sub/x.py", tree=ast.parse("from ..y import z"))
    assert (linted.name, linted.package, linted.is_package) == ("app.sub.x", "app.sub", False)
    source = project.find(linted, "..y")
    assert source is not None
    assert (source.name, source.package, source.shown) == ("app.y", "app", "src/app/y.py")
    assert project.find(linted, "app.y") is source
    package = project.find(linted, "..")
    assert package is not None
    assert (package.name, package.package, package.is_package) == ("app", "app", True)
    assert project.find(linted, "app.sub.x") is linted


# -- names that Python and the SDK have ----------------------------------------------------------------------


def test_module_beside_a_script_shadows(root: Path) -> None:
    write(root, "queue.py", "sys.py", "couchbase/__init__.py", "couchbase/cluster.py", "start.py")
    assert place_of(root, "start.py", "queue", "import queue") == "queue.py"
    assert place_of(root, "start.py", "sys", "import sys") is None
    assert place_of(root, "start.py", "couchbase.cluster", "import couchbase.cluster") == "couchbase/cluster.py"


def test_module_within_a_package_does_not_shadow(root: Path) -> None:
    write(root, "app/__init__.py", "app/queue.py", "app/x.py", "app/couchbase.py")
    assert place_of(root, "app/x.py", "queue", "import queue") is None
    assert place_of(root, "app/x.py", "couchbase", "import couchbase") is None
    assert place_of(root, "app/x.py", ".queue", "from .queue import a") == "app/queue.py"
    assert place_of(root, "app/x.py", ".couchbase", "from . import couchbase") == "app/couchbase.py"


def test_local_couchbase_that_lacks_what_is_asked_for(root: Path) -> None:
    write(root, "couchbase.py", "start.py")
    assert place_of(root, "start.py", "couchbase.cluster", "from couchbase.cluster import Cluster") is None


# -- what lies outside ---------------------------------------------------------------------------------------


def test_links_that_leave_the_project(root: Path) -> None:
    outside = root.parent / "outside"
    write(outside, "secret.py", "pack/__init__.py", "inner/x.py")
    (root / "secret.py").symlink_to(outside / "secret.py")
    (root / "pack").symlink_to(outside / "pack", target_is_directory=True)
    (root / "inner").symlink_to(outside / "inner", target_is_directory=True)
    write(root, "start.py", "real.py")
    (root / "alias.py").symlink_to(root / "real.py")
    for module in ("secret", "pack", "inner", "inner.x"):
        assert place_of(root, "start.py", module) is None
    assert place_of(root, "start.py", "alias") == "alias.py"


def test_installed_packages_are_followed_on_request(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = root.parent / "site"
    write(site, "corpdb/__init__.py", "corpdb/pool.py", "single.py", "unasked/__init__.py")
    write(root, "start.py")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    for module in ("corpdb", "corpdb.pool", "single"):
        assert found(root / "start.py", module) is None
        source = found(root / "start.py", module, followed=("corpdb", "single"))
        assert source is not None
        assert source.name == module
    assert found(root / "start.py", "unasked", followed=("corpdb",)) is None


def test_the_project_wins_over_what_is_followed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = root.parent / "site"
    write(site, "corpdb.py")
    write(root, "start.py", "corpdb.py")
    monkeypatch.setattr(sys, "path", [str(site)])
    source = found(root / "start.py", "corpdb", followed=("corpdb",))
    assert source is not None
    assert source.path == root / "corpdb.py"


def test_the_search_path_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = root.parent / "site"
    write(site, "corpdb.py")
    write(root, "start.py")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    monkeypatch.chdir(site)
    assert found(root / "start.py", "corpdb") is None


def test_without_a_folder_there_are_no_modules() -> None:
    project = project_of(None)
    linted = project.linted(Path("module.py"), tree=ast.parse("import os\nfrom . import x"))
    assert project.find(linted, "os") is None
    assert project.find(linted, ".x") is None
    assert project.roots == ()


@pytest.mark.parametrize("module", ["", ".", "..", "a..b", "a.", "1a", "a b", "a/b", "../a", "*"])
def test_names_that_are_none(root: Path, module: str) -> None:
    write(root, "a/__init__.py", "a/b.py", "start.py")
    assert locate(module, [root]) is None


def test_project_is_shared_below_one_root(root: Path) -> None:
    write(root, "app/__init__.py", "app/sub/__init__.py")
    assert project_of(root / "app") is project_of(root / "app" / "sub")


def test_read_and_parsed(root: Path) -> None:
    write(root, "fine.py", text="x = 1\n")
    write(root, "broken.py", text="def (:\n")
    write(root, "data.txt", text="x = 1\n")
    write(root, "warns.py", text="x = '\\d'\n")
    (root / "latin.py").write_bytes("# coding: latin-1\nx = 'ä'\n".encode("latin-1"))
    assert read(root / "fine.py") == "x = 1\n"
    assert read(root / "data.txt") == read(root / "missing.py") == read(root) == ""
    assert "ä" in read(root / "latin.py")
    assert len(parsed(root / "fine.py").tree.body) == 1
    assert parsed(root / "broken.py").tree.body == []
    assert parsed(root / "fine.py") is parsed(root / "fine.py")
    assert len(parsed(root / "warns.py").tree.body) == 1
