"""What is read from the project around the linted file."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest

from flake8_cb.project import declared, formats
from flake8_cb.project.configuration import settings_for
from flake8_cb.project.gate import concerns
from flake8_cb.project.memory import forget
from flake8_cb.project.modules import module_name
from flake8_cb.project.roots import source_roots
from flake8_cb.project.versions import (
    default_start_methods,
    generations,
    parse_poetry_constraint,
    parse_specifiers,
)
from flake8_cb.settings import GENERATIONS, Settings

ALL = sorted(GENERATIONS)


@pytest.fixture(autouse=True)
def _forget() -> None:
    forget()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of a git repository with nothing in it."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(root: Path, name: str, text: str | bytes) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def settings(path: Path, source: str = "") -> Settings:
    return settings_for(str(path), ast.parse(source))


# -- the gate ------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("from couchbase.bucket import Bucket\n", True),
        ("import acouchbase\n", True),
        ("from couchbase_columnar.cluster import Cluster\n", True),
        ("import couch\n", False),
        ("", False),
    ],
)
def test_gate(line: str, answer: bool) -> None:
    assert concerns(f"import os\n{line}") is answer
    assert concerns("") is False


# -- versions ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("==1.2.5", [2]),
        ("==2.5.12", [2]),
        (">2.5.3,<2.5.9", [2]),
        ("~=2.5", [2]),
        ("==2.*", [2]),
        ("<3", [2]),
        (">=3,<4", [3]),
        (">=3.2.7", [3, 4]),
        (">=2.5,!=3.*", [2, 4]),
        ("==4.0.0b2", [4]),
        (">=4.99", [4]),
        ("===4.1.3", [4]),
        ("", ALL),
        (">=1", ALL),
        ("<1", []),
        ("==2.5,==4.1", []),
    ],
)
def test_generations_of_specifiers(text: str, expected: list[int]) -> None:
    assert sorted(generations(parse_specifiers(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("^2.5", [2]),
        ("^4", [4]),
        ("~3.2", [3]),
        ("~3", [3]),
        ("2.5.12", [2]),
        ("=2.5.12", [2]),
        ("4.*", [4]),
        (">= 3.0, < 4.0", [3]),
        (">=3 <4", [3]),
        ("^2.5 || ^4.1", [2, 4]),
        ("~=2.5", [2]),
        ("!=3.*,>=3", [4]),
        ("*", ALL),
        ("^nonsense", []),
        ("nonsense", []),
    ],
)
def test_generations_of_poetry_constraints(text: str, expected: list[int]) -> None:
    assert sorted(generations(parse_poetry_constraint(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (">=3.8", "fork"),
        (">=3.10,<3.14", "fork"),
        (">=3.13.5", "fork"),
        (">=3.14", "forkserver"),
        (">3.13", "fork"),
        ("==3.14.*", "forkserver"),
        (">=2.7", "fork"),
    ],
)
def test_start_methods(text: str, expected: str) -> None:
    assert default_start_methods(parse_specifiers(text)) == {expected}


# -- what files declare ------------------------------------------------------------

POETRY = "[tool.poetry.dependencies]\npython = '^3.10'\ncouchbase = "
#: What a lock has of a package that only needs the SDK.
OTHERS = """[[package]]
name = "cache"
version = "4.1.2"

[package.dependencies]
couchbase = ">=3"

"""

LOCK = '[[package]]\nname = "attrs"\nversion = "1"\n\n[[package]]\nname = "couchbase"\nversion = "3.2.7"\n'

SDK: list[tuple[str, str | bytes, list[int]]] = [
    (
        "pyproject.toml",
        '[project]\ndependencies = ["attrs", "couchbase[x]~=2.5; python_version > \'3\'"]\n',
        [2],
    ),
    ("pyproject.toml", '[project]\ndependencies = ["Couchbase == 4.1"]\n', [4]),
    ("pyproject.toml", '[project.optional-dependencies]\ndb = ["couchbase<4,>=3"]\n', [3]),
    ("pyproject.toml", '[dependency-groups]\ndb = [{include-group = "x"}, "couchbase>=4"]\nx = []\n', [4]),
    (
        "pyproject.toml",
        '[project]\ndependencies = ["couchbase==2.5"]\noptional-dependencies.n = ["couchbase==4.1"]\n',
        [2, 4],
    ),
    ("pyproject.toml", '[project]\ndependencies = ["couchbase", "couchbase-x==2", "?", 3]\n', ALL),
    ("pyproject.toml", '[project]\ndependencies = ["couchbase @ git+https://example.com/c@2.5.9"]\n', ALL),
    ("pyproject.toml", '[tool.uv]\ndev-dependencies = ["couchbase==4.1"]\n', [4]),
    ("pyproject.toml", '[tool.pdm.dev-dependencies]\ntest = ["couchbase==4.1"]\n', [4]),
    ("pyproject.toml", POETRY + "'^2.5'\n", [2]),
    ("pyproject.toml", POETRY + "{version = '^4.1', optional = true}\n", [4]),
    (
        "pyproject.toml",
        POETRY + "[{version = '^2.5', python = '<3'}, {version = '^4', python = '^3'}]\n",
        [2, 4],
    ),
    ("pyproject.toml", POETRY + "{git = 'https://example.com/c'}\n", ALL),
    ("pyproject.toml", "[tool.poetry.group.x.dependencies]\ncouchbase = '3.2.7'\n", [3]),
    ("pyproject.toml", "[tool.poetry.dev-dependencies]\ncouchbase = '3.2.7'\n", [3]),
    (
        "setup.cfg",
        "[options]\ninstall_requires =\n    attrs\n    couchbase==2.5.12; python_version > '3'\n",
        [2],
    ),
    ("setup.cfg", "[options]\ninstall_requires = attrs; couchbase>=4\n", [4]),
    ("setup.cfg", "[options.extras_require]\ndb =\n    couchbase>=4\n", [4]),
    (
        "setup.py",
        "from setuptools import setup\nsetup(install_requires=['attrs', 'couchbase==2.5.12'])\n",
        [2],
    ),
    (
        "setup.py",
        "import setuptools\nNEEDS = ('couchbase>=4',)\nsetuptools.setup(install_requires=NEEDS)\n",
        [4],
    ),
    ("setup.py", "from setuptools import setup\nsetup(extras_require={'db': ['couchbase>=4']})\n", [4]),
    ("setup.py", "from setuptools import setup\nsetup(install_requires=read('requirements.txt'))\n", ALL),
    ("requirements.txt", "# couchbase==2.5\nattrs\ncouchbase==3.2.7  # for now\n", [3]),
    ("requirements.txt", "couchbase==3.2.7 --hash=sha256:00 \\\n    --hash=sha256:01\n", [3]),
    (
        "requirements.txt",
        "couchbase==2.5.12; python_version < '3'\ncouchbase>=4; python_version > '3'\n",
        [2, 4],
    ),
    ("requirements.txt", "-e .\n--index-url https://example.com\ncouchbase\n", ALL),
    ("requirements.txt", b"\xef\xbb\xbfcouchbase==3.2.7\r\n", [3]),
    ("requirements.txt", "Couchbase==4.1.3 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nattrs==25.1\n", [4]),
    ("requirements-dev.txt", "couchbase==4.1.3\n", [4]),
    ("dev-requirements.txt", "couchbase==4.1.3\n", [4]),
    ("requirements.in", "couchbase~=3.2\n", [3]),
    ("requirements/base.txt", "couchbase==3.2.7\n", [3]),
    ("requirements/production.in", "couchbase>=2.5,<3\n", [2]),
    ("requirements/README.md", "couchbase==3.2.7\n", ALL),
    ("docs/requirements/base.txt", "couchbase==3.2.7\n", ALL),
    ("constraints.txt", "couchbase==4.1.3\n", [4]),
    ("poetry.lock", LOCK, [3]),
    ("uv.lock", "version = 1\n" + LOCK, [3]),
    ("pdm.lock", LOCK, [3]),
    ("pylock.toml", LOCK.replace("package", "packages"), [3]),
    ("uv.lock", LOCK + '[[package]]\nname = "couchbase"\nversion = "4.1"\n', [3, 4]),
    ("uv.lock", OTHERS + LOCK + OTHERS, [3]),
    ("Pipfile", "[packages]\ncouchbase = '~=2.5'\n", [2]),
    ("Pipfile.lock", json.dumps({"default": {"couchbase": {"version": "==2.5.12"}}, "develop": {}}), [2]),
    ("Pipfile.lock", json.dumps({"develop": {"couchbase": {"version": "==4.1"}}}), [4]),
    ("notes.txt", "couchbase==2.5\n", ALL),
]


@pytest.mark.parametrize(("name", "text", "expected"), SDK)
def test_sdk_pins(root: Path, name: str, text: str | bytes, expected: list[int]) -> None:
    write(root, name, text)
    assert sorted(settings(root / "app.py").declared_generations) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"pyproject.toml": '[project]\ndependencies = ["couchbase>=2.5"]\n', "uv.lock": LOCK}, [3]),
        ({"requirements.txt": "couchbase==2.5\n", "poetry.lock": LOCK}, [3]),
        ({"requirements.txt": "couchbase==2.5\n", "poetry.lock": '[[package]]\nname = "attrs"\n'}, [2]),
        (
            {
                "setup.cfg": "[options]\ninstall_requires = couchbase>=2.5\n",
                "requirements.txt": "couchbase==4.1\n",
            },
            [4],
        ),
        ({"requirements.txt": "couchbase\n", "requirements-dev.txt": "couchbase>=3,<4\n"}, [3]),
        ({"requirements-2.txt": "couchbase==2.5\n", "requirements-4.txt": "couchbase==4.1\n"}, [2, 4]),
        (
            {
                "requirements.txt": "-r deps/base.txt\n",
                "deps/base.txt": "couchbase==2.5\n-c ../requirements.txt\n",
            },
            [2],
        ),
        ({"requirements.txt": "-r missing.txt\ncouchbase==2.5\n"}, [2]),
    ],
)
def test_several_files(root: Path, files: dict[str, str], expected: list[int]) -> None:
    for name, text in files.items():
        write(root, name, text)
    assert sorted(settings(root / "app.py").declared_generations) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pyproject.toml", "[project]\nrequires-python = '>=3.14'\n", "forkserver"),
        ("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n", "fork"),
        ("pyproject.toml", "[project]\nrequires-python = 'nonsense'\n", "fork"),
        ("pyproject.toml", "[tool.poetry.dependencies]\npython = '^3.14'\n", "forkserver"),
        ("setup.cfg", "[options]\npython_requires = >=3.14\n", "forkserver"),
        ("setup.py", "from setuptools import setup\nsetup(python_requires='>=3.14')\n", "forkserver"),
        ("uv.lock", "requires-python = '>=3.14'\n" + LOCK, "forkserver"),
        ("Pipfile", "[requires]\npython_version = '3.14'\n", "forkserver"),
        ("Pipfile.lock", '{"_meta": {"requires": {"python_version": "3.14"}}}', "forkserver"),
    ],
)
def test_declared_python(root: Path, name: str, text: str, expected: str) -> None:
    write(root, name, text)
    assert settings(root / "app.py").default_start_methods == {expected}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "[project.scripts]\ncbload = 'shop.load:main'\n"),
        ("pyproject.toml", "[project.gui-scripts]\ncbload = 'shop.load:main'\n"),
        (
            "pyproject.toml",
            "[tool.poetry.scripts]\ncbload = {reference = 'shop.load:main', type = 'console'}\n",
        ),
        ("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    cbload = shop.load : main [extra]\n"),
        (
            "setup.py",
            "import setuptools as s\ns.setup(entry_points={'console_scripts': ['cbload=shop.load:main']})\n",
        ),
        (
            "setup.py",
            "import setuptools\nsetuptools.setup(entry_points='[console_scripts]\\nx=shop.load:main')\n",
        ),
    ],
)
def test_commands(root: Path, name: str, text: str) -> None:
    write(root, name, text)
    write(root, "src/shop/__init__.py", "")
    write(root, "src/shop/load.py", "")
    write(root, "src/shop/store.py", "")
    assert settings(root / "src/shop/load.py").commands == {"shop.load:main"}
    assert settings(root / "src/shop/store.py").commands == set()


def test_commands_of_a_package_may_come_from_its_modules(root: Path) -> None:
    write(root, "pyproject.toml", "[project.scripts]\ncbload = 'shop:main'\n")
    write(root, "shop/__init__.py", "")
    write(root, "shop/cli.py", "")
    assert settings(root / "shop/cli.py").commands == {"shop:main"}
    assert settings(root / "shop/__init__.py").commands == {"shop:main"}


ROOTS: list[tuple[str, str, list[str]]] = [
    ("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['lib']\n", ["lib"]),
    ("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['lib', 'more']\n", ["lib", "more"]),
    ("pyproject.toml", "[tool.setuptools.package-dir]\n'' = 'lib'\n", ["lib"]),
    ("pyproject.toml", "[tool.setuptools.package-dir]\nshop = 'code/shop'\n", []),
    ("pyproject.toml", "[tool.pdm.build]\npackage-dir = 'lib'\n", ["lib"]),
    ("pyproject.toml", "[tool.pytest.ini_options]\npythonpath = ['lib', 'tests/helpers']\n", ["lib", "tests/helpers"]),
    ("pyproject.toml", "[tool.pytest.ini_options]\npythonpath = 'lib'\n", ["lib"]),
    ("pyproject.toml", "[tool.poetry]\npackages = [{include = 'shop', from = 'lib'}, {include = 'x'}]\n", ["lib"]),
    ("pyproject.toml", "[tool.hatch.build.targets.wheel]\nsources = ['lib']\n", ["lib"]),
    ("pyproject.toml", "[tool.hatch.build.targets.wheel]\npackages = ['lib/shop', 'x']\n", ["lib"]),
    ("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['./lib/../more/.']\n", ["more"]),
    ("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['../lib']\n", []),
    ("pyproject.toml", "[tool.setuptools.packages.find]\nwhere = 3\n", []),
    ("pyproject.toml", "[project]\nname = 'shop'\n", []),
    ("setup.cfg", "[options.packages.find]\nwhere = lib\n", ["lib"]),
    ("setup.cfg", "[options]\npackage_dir =\n    = lib\n", ["lib"]),
    ("setup.cfg", "[options]\npackage_dir =\n    shop = code/shop\n    =lib\n", ["lib"]),
    ("setup.cfg", "[options]\npackages = find:\n", []),
    ("setup.py", "from setuptools import setup\nsetup(package_dir={'': 'lib'})\n", ["lib"]),
    ("setup.py", "from setuptools import setup\nWHERE = {'': 'lib'}\nsetup(package_dir=WHERE)\n", ["lib"]),
    ("setup.py", "from setuptools import setup\nsetup(package_dir={'shop': 'code/shop'})\n", []),
    ("setup.py", "import setuptools as s\ns.setup(packages=s.find_packages('lib'))\n", ["lib"]),
    ("setup.py", "import setuptools as s\ns.setup(packages=s.find_packages(where='lib'))\n", ["lib"]),
    ("setup.py", "import setuptools as s\ns.setup(packages=s.find_namespace_packages(where='lib'))\n", ["lib"]),
    ("setup.py", "import setuptools as s\ns.setup(packages=['x'] + s.find_packages('lib'))\n", ["lib"]),
    ("setup.py", "import setuptools as s\ns.setup(packages=s.find_packages())\n", []),
    ("setup.py", "import setuptools as s\ns.setup(packages=s.find_packages(exclude=['lib']))\n", []),
    ("setup.py", "import setuptools as s\ns.setup(packages=s.find_packages(where=folder))\n", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), ROOTS)
def test_declared_roots(root: Path, name: str, text: str, expected: list[str]) -> None:
    write(root, name, text)
    assert declared.declarations_for(root).roots == tuple(Path(os.path.normpath(root / each)) for each in expected)


def test_roots_elsewhere_in_the_repository(root: Path) -> None:
    (root / ".git").mkdir(exist_ok=True)
    write(root, "app/pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['../lib', '../../lib', '/']\n")
    assert declared.declarations_for(root / "app").roots == (root / "lib",)


def test_roots_of_several_files(root: Path) -> None:
    write(root, "pyproject.toml", "[tool.pytest.ini_options]\npythonpath = ['lib', 'more']\n")
    write(root, "setup.cfg", "[options.packages.find]\nwhere = more\n")
    assert declared.declarations_for(root).roots == (root / "lib", root / "more")


def test_folders_that_are_searched(root: Path) -> None:
    write(root, "setup.cfg", "[options.packages.find]\nwhere = lib\n")
    write(root, "lib/shop/__init__.py", "")
    write(root, "src/other.py", "")
    write(root, "tools/run.py", "")
    assert source_roots(root / "tools") == (root / "tools", root / "lib", root, root / "src")
    assert source_roots(root / "lib" / "shop") == (root / "lib", root, root / "src")


def test_declared_folders_that_are_not_there(root: Path) -> None:
    write(root, "setup.cfg", "[options.packages.find]\nwhere = lib\n")
    write(root, "file", "")
    assert source_roots(root) == (root,)


def test_options_are_passed_on(root: Path) -> None:
    found = settings_for(
        str(root / "app.py"),
        ast.parse(""),
        source_roots=[str(root / "lib"), "more"],
        follow=["store", "shop"],
        entry_points=["web.handler", "web.view"],
    )
    assert found.source_roots == (root / "lib", Path.cwd() / "more")
    assert found.follow == {"shop", "store"}
    assert found.entry_points == ("web.handler", "web.view")


def test_options_about_the_sdk_are_passed_on(root: Path) -> None:
    found = settings_for(str(root / "app.py"), ast.parse(""), sdk=3, start_method="spawn")
    assert (found.sdk, found.start_method) == (3, "spawn")


def test_nothing_declared(root: Path) -> None:
    assert settings(root / "app.py") == Settings()


# -- where the project's root is ------------------------------------------------------------


def test_the_nearest_folder_wins(root: Path) -> None:
    write(root, "requirements.txt", "couchbase==2.5\n")
    write(root, "services/new/pyproject.toml", "[project]\ndependencies = ['couchbase==4.1']\n")
    assert settings(root / "services/new/src/app.py").declared_generations == {4}
    assert settings(root / "services/old/app.py").declared_generations == {2}


def test_the_repository_is_the_limit(root: Path) -> None:
    write(root, "requirements.txt", "couchbase==2.5\n")
    write(root, "vendored/.git", "gitdir: elsewhere\n")
    assert settings(root / "vendored/app.py").declared_generations == GENERATIONS


def test_relative_names_and_standard_input(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, "requirements.txt", "couchbase==2.5\n")
    write(root, "app/main.py", "")
    monkeypatch.chdir(root / "app")
    for name in ("main.py", "./main.py", "../app/main.py", "stdin", "-", "nowhere/else.py", ""):
        assert settings_for(name, ast.parse("")).declared_generations == {2}


def test_files_are_read_once(root: Path) -> None:
    path = write(root, "requirements.txt", "couchbase==2.5\n")
    assert settings(root / "a.py").declared_generations == {2}
    path.write_text("couchbase==4.1\n")
    assert settings(root / "b.py").declared_generations == {2}


# -- files that are broken ------------------------------------------------------------

BROKEN = [
    b"\xff\xfe\x00couchbase==",
    b"couchbase = [[[",
    b"[" * 100_000,
    b"\0",
    b"project = 3\ntool = 4\ndependency-groups = 5\npackage = 6\npackages = 'couchbase'\nrequires = []\n",
    b"[project]\ndependencies = 3\noptional-dependencies = 'attrs'\nscripts = 4\nrequires-python = 3\n",
    b"[tool.poetry]\ndependencies = 3\ngroup = 4\n",
    b"[[package]]\nname = 3\ncouchbase = 1\n",
    b"[[package]]\nname = 'couchbase'\nversion = 3\n",
    b'{"default": [], "_meta": 3}',
    b'{"default": {"couchbase": 3}}',
    b"[options]\ninstall_requires = ==,,;;couchbase>>4\n",
    b"[options\n",
    b"no section = 1\n",
    b"setup(install_requires=3, entry_points=[1], python_requires=[])\n",
    b"setup(install_requires=" + b"(" * 150 + b"1" + b")" * 150 + b")\n",
    b"setup(x=" + b"-" * 50_000 + b"1)\n",
    b"-r .\n-r requirements.txt\n-r \0\ncouchbase ==\n",
]
NAMES = [
    "pyproject.toml", "setup.cfg", "setup.py", "requirements.txt", "Pipfile", "Pipfile.lock", "poetry.lock",
    "uv.lock", "pdm.lock", "pylock.toml",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_broken_files_say_nothing(root: Path, name: str, number: int) -> None:
    write(root, name, BROKEN[number])
    assert settings(root / "app.py") == Settings()


@pytest.mark.parametrize("name", NAMES)
def test_folders_and_pipes_of_these_names(root: Path, name: str) -> None:
    (root / name).mkdir()
    os.mkfifo(root / "requirements-pipe.txt")
    assert settings(root / "app.py") == Settings()


def test_a_broken_file_takes_no_other_with_it(root: Path) -> None:
    write(root, "pyproject.toml", "[[[")
    write(root, "requirements.txt", "couchbase==2.5\n")
    assert settings(root / "app.py").declared_generations == {2}


def test_nothing_is_executed(root: Path) -> None:
    write(
        root,
        "setup.py",
        "open('executed', 'w')\nfrom setuptools import setup\nsetup(install_requires=['couchbase==2.5'])\n",
    )
    assert settings(root / "app.py").declared_generations == {2}
    assert not Path("executed").exists()
    assert not (root / "executed").exists()


# -- names that are the project's own ------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "linted", "source", "expected"),
    [
        # beside a script, and beside the top-most package
        (["couchbase.py"], "app.py", "from couchbase import connect", ["couchbase"]),
        (["threading.py"], "app.py", "import threading", ["threading"]),
        (["threading.py"], "app.py", "import os", []),
        (["couchbase/__init__.py", "shop/__init__.py"], "shop/app.py", "import couchbase", ["couchbase"]),
        (
            ["couchbase/__init__.py", "couchbase/cluster.py"],
            "app.py",
            "import couchbase.cluster",
            ["couchbase"],
        ),
        # under the project's root
        (["pyproject.toml", "couchbase/__init__.py"], "scripts/app.py", "import couchbase", ["couchbase"]),
        (["pyproject.toml", "src/billiard.py"], "tests/test_app.py", "import billiard", ["billiard"]),
        (["src/billiard.py"], "tests/test_app.py", "import billiard", []),
        # inside a package
        (["shop/__init__.py", "shop/couchbase.py"], "shop/app.py", "import couchbase", []),
        (["shop/__init__.py", "shop/couchbase.py"], "shop/app.py", "from .couchbase import x", []),
        (["shop/__init__.py"], "shop/couchbase.py", "from couchbase.cluster import Cluster", []),
        # a folder without __init__.py yields to what is installed
        (["couchbase/run.sh"], "app.py", "import couchbase", []),
        # no module reaches itself
        ([], "couchbase.py", "from couchbase import Couchbase", []),
        # what is imported from it is not there
        (["couchbase.py"], "app.py", "from couchbase.cluster import Cluster", []),
        (["couchbase/__init__.py"], "app.py", "def f():\n    import couchbase.bucket as b", []),
        (
            ["airflow/providers/couchbase/__init__.py", "airflow/providers/couchbase/hooks/__init__.py"],
            "airflow/providers/couchbase/hooks/couchbase.py",
            "from couchbase.cluster import Cluster",
            [],
        ),
    ],
)
def test_shadowed(root: Path, files: list[str], linted: str, source: str, expected: list[str]) -> None:
    for name in (*files, linted):
        write(root, name, "")
    assert sorted(settings(root / linted, source).shadowed) == expected


def test_module_names(root: Path) -> None:
    write(root, "shop/__init__.py", "")
    write(root, "shop/db/__init__.py", "")
    assert module_name(root / "shop/db/store.py") == "shop.db.store"
    assert module_name(root / "shop/db/__init__.py") == "shop.db"
    assert module_name(root / "script.py") == "script"


def test_every_file_that_declares_something_has_a_reader() -> None:
    assert formats.READERS.keys() == declared.FILES
