"""Readers of the files in which projects declare things, one for each format.

Each yields what its file says and nothing if the file is broken: a linter for calls is no judge of
configuration files.
"""

from __future__ import annotations

import ast
import configparser
import contextlib
import json
import os
import re
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from flake8_cb.project.boundary import is_within
from flake8_cb.project.memory import remembered
from flake8_cb.project.parsing import decoded, parse
from flake8_cb.project.versions import parse_poetry_constraint, parse_specifiers
from flake8_cb.trees import walk

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from packaging.specifiers import SpecifierSet

#: The distribution of the SDK.
DISTRIBUTION = "couchbase"


@dataclass
class Said:
    """What one file says.

    ``sdk`` and ``python`` are alternatives: versions that one of them allows are possible. Both are empty
    if the file does not speak of them. ``commands`` are written as ``module:function``; ``roots`` are the folders
    from which the project's modules are imported, as the file names them.
    """

    sdk: list[SpecifierSet] = field(default_factory=list)
    python: list[SpecifierSet] = field(default_factory=list)
    commands: set[str] = field(default_factory=set)
    roots: list[str] = field(default_factory=list)


def read(path: Path) -> Said:
    """What the file says; nothing if it cannot be read."""
    reader = READERS.get(path.name, _read_requirements)
    try:
        return reader(path)
    except (
        OSError, ValueError, TypeError, AttributeError, RecursionError, MemoryError, SyntaxError, configparser.Error,
    ):  # fmt: skip
        # Not readable, not of its format, or of the format with other types than it should have.
        return Said()


def files_of(path: Path) -> set[Path]:
    """The file and those that are read because it includes them."""
    found = {path}
    if path.name not in READERS:
        with contextlib.suppress(OSError, ValueError):  # as far as it can be read
            deque(_requirement_lines(path, path.parent, found), maxlen=0)
    return found


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


# -- requirements ----------------------------------------------------------------------------------------


def _requirement_pins(lines: Iterable[Any]) -> Iterator[SpecifierSet]:
    """The specifiers of those requirements that name the SDK."""
    for line in lines:
        try:
            requirement = Requirement(line)
        except (InvalidRequirement, TypeError):
            continue
        if canonicalize_name(requirement.name) == DISTRIBUTION:
            yield requirement.specifier


def _read_requirements(path: Path) -> Said:
    return Said(sdk=list(_requirement_pins(_requirement_lines(path, path.parent, set()))))


@remembered()
def _telling_lines(path: Path) -> tuple[str, ...]:
    """The lines of a file of requirements that may name the SDK or include another file, without comments.

    Of the thousands of lines that a locked environment has, with a hash for each wheel, they are a handful.
    """
    lines = _text(path).replace("\\\r\n", " ").replace("\\\n", " ").splitlines()
    telling = (each for each in lines if DISTRIBUTION in each.lower() or each.lstrip().startswith("-"))
    return tuple(re.sub(r"(^|\s)#.*", "", each).strip() for each in telling)


def _requirement_lines(path: Path, root: Path, seen: set[Path]) -> Iterator[str]:
    """The requirements of the SDK in the file and in those of the project at ``root`` that it includes."""
    seen.add(path)
    todo = [path]
    for each in todo:  # it grows meanwhile
        for line in _telling_lines(each):
            included = re.match(r"(?:-r|-c|--requirement|--constraint)[\s=]*(.+)", line)
            if included is None:
                yield re.split(r"\s--", line)[0]
                continue
            other = Path(os.path.normpath(each.parent / included.group(1).strip()))
            if other not in seen and os.path.isfile(other) and is_within(other, root):
                seen.add(other)
                todo.append(other)


# -- TOML ------------------------------------------------------------------------------------------------


def _strings(value: Any) -> Iterator[str]:
    """All strings of a list, of a table of lists, or of both within one another."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _at(data: Any, *keys: str) -> Any:
    """The value at the end of the keys, or an empty table."""
    for key in keys:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return data


def _read_pyproject(path: Path) -> Said:
    data = tomllib.loads(_text(path))
    said = Said()
    project = _at(data, "project")
    poetry = _at(data, "tool", "poetry")
    said.sdk += _requirement_pins(
        line
        for value in (
            _at(project, "dependencies"),
            _at(project, "optional-dependencies"),
            _at(data, "dependency-groups"),
            _at(data, "tool", "uv", "dev-dependencies"),
            _at(data, "tool", "uv", "constraint-dependencies"),
            _at(data, "tool", "pdm", "dev-dependencies"),
        )
        for line in _strings(value)
    )
    tables = [_at(poetry, "dependencies"), _at(poetry, "dev-dependencies")]
    tables += [_at(group, "dependencies") for group in _at(poetry, "group").values()]
    for table in tables:
        said.sdk += _table_pins(table)
    requires = _at(project, "requires-python")
    if isinstance(requires, str):
        said.python += parse_specifiers(requires)
    else:
        for constraint in _constraints(_at(poetry, "dependencies", "python")):
            said.python += parse_poetry_constraint(constraint)
    tables = [
        _at(project, "scripts"),
        _at(project, "gui-scripts"),
        _at(poetry, "scripts"),
        _at(data, "tool", "flit", "scripts"),
    ]
    for scripts in tables:
        said.commands |= {_command(text) for text in _strings(scripts) if ":" in text}
    tool = _at(data, "tool")
    for folders in (
        _at(tool, "setuptools", "packages", "find", "where"),
        _at(tool, "setuptools", "package-dir", ""),
        _at(tool, "pdm", "build", "package-dir"),
        _at(tool, "pytest", "ini_options", "pythonpath"),
        [each.get("from") for each in _at(poetry, "packages") or () if isinstance(each, dict)],
        _at(tool, "hatch", "build", "targets", "wheel", "sources"),
        [os.path.dirname(each) for each in _strings(_at(tool, "hatch", "build", "targets", "wheel", "packages"))],
    ):
        said.roots += [each for each in _strings(folders) if each]
    return said


def _table_pins(table: Any) -> Iterator[SpecifierSet]:
    """The specifiers of the SDK in a table from names to constraints, as Poetry and Pipenv write it."""
    for name, value in table.items():
        if canonicalize_name(name) == DISTRIBUTION:
            for constraint in _constraints(value):
                yield from parse_poetry_constraint(constraint)


def _constraints(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _constraints(item)
    elif isinstance(value, dict) and isinstance(value.get("version"), str):
        yield value["version"]


def _command(text: str) -> str:
    """``module:function`` without the extras that may follow it."""
    return text.partition("[")[0].replace(" ", "").strip()


def _read_toml_lock(path: Path) -> Said:
    text = _text(path)
    if DISTRIBUTION not in text:
        return Said()
    # Such files are long and slow to parse: nearly all of it are the hashes of other packages.
    head, *sections = re.split(r"^(?=\[\[packages?\]\]|\[metadata)", text, flags=re.MULTILINE)
    telling = (each for each in sections if each.startswith("[metadata]") or DISTRIBUTION in each.partition("\n[")[0])
    data = tomllib.loads("".join([head, *telling]))
    said = Said()
    for package in data.get("package") or data.get("packages") or []:
        if canonicalize_name(package["name"]) == DISTRIBUTION and isinstance(package.get("version"), str):
            said.sdk += parse_specifiers(f"=={package['version']}")
    requires = data.get("requires-python") or _at(data, "metadata", "python-versions")
    if isinstance(requires, str):
        said.python += parse_poetry_constraint(requires)
    return said


def _read_pipfile(path: Path) -> Said:
    data = tomllib.loads(_text(path))
    pins = [*_table_pins(_at(data, "packages")), *_table_pins(_at(data, "dev-packages"))]
    return Said(sdk=pins, python=_pipenv_python(_at(data, "requires")))


def _read_pipfile_lock(path: Path) -> Said:
    data = json.loads(_text(path))
    pins = [*_table_pins(_at(data, "default")), *_table_pins(_at(data, "develop"))]
    return Said(sdk=pins, python=_pipenv_python(_at(data, "_meta", "requires")))


def _pipenv_python(requires: Any) -> list[SpecifierSet]:
    version = requires.get("python_full_version") or requires.get("python_version")
    return parse_specifiers(f"=={version}.*") if isinstance(version, str) else []


# -- setuptools ------------------------------------------------------------------------------------------


def _read_setup_cfg(path: Path) -> Said:
    config = configparser.RawConfigParser(strict=False)
    config.read_string(_text(path))
    said = Said()
    values = [config.get("options", "install_requires", fallback="")]
    if config.has_section("options.extras_require"):
        values += [value for _, value in config.items("options.extras_require")]
    for value in values:
        said.sdk += _requirement_pins(value.splitlines() if "\n" in value else value.split(";"))
    requires = config.get("options", "python_requires", fallback="")
    if requires:
        said.python += parse_specifiers(requires)
    for kind in ("console_scripts", "gui_scripts"):
        said.commands |= _script_targets(config.get("options.entry_points", kind, fallback="").splitlines())
    said.roots += config.get("options.packages.find", "where", fallback="").split()
    for line in config.get("options", "package_dir", fallback="").splitlines():
        package, _, folder = line.partition("=")
        if folder and not package.strip():
            said.roots.append(folder.strip())
    return said


def _script_targets(lines: Iterable[str]) -> set[str]:
    """The targets of lines like ``name = module:function``."""
    return {_command(line.partition("=")[2]) for line in lines if ":" in line.partition("=")[2]}


def _read_setup_py(path: Path) -> Said:
    """What stands literally in the call of ``setup``, or in a constant of the module that it names."""
    tree = parse(decoded(path.read_bytes()))
    constants: dict[str, Any] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                constants[target.id] = _literal(statement.value, constants)
    said = Said()
    for node in walk(tree):
        if isinstance(node, ast.Call) and _is_setup(node.func):
            arguments = {keyword.arg: _literal(keyword.value, constants) for keyword in node.keywords}
            for name in ("install_requires", "extras_require", "tests_require"):
                said.sdk += _requirement_pins(_lines(arguments.get(name)))
            requires = arguments.get("python_requires")
            if isinstance(requires, str):
                said.python += parse_specifiers(requires)
            said.commands |= _setup_commands(arguments.get("entry_points"))
            package_dir = arguments.get("package_dir")
            if isinstance(package_dir, dict):
                said.roots += _strings(package_dir.get(""))
            said.roots += _searched_folders(node)
    return said


def _searched_folders(setup: ast.Call) -> Iterator[str]:
    """The folders in which ``find_packages`` looks for the packages of a call of ``setup``."""
    for node in walk(setup):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("find_packages", "find_namespace_packages")):
            given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "where")]
            yield from (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _is_setup(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "setup") or (
        isinstance(function, ast.Attribute) and function.attr == "setup"
    )


def _literal(node: ast.expr, constants: dict[str, Any]) -> Any:
    """The value of a literal or of a name of one; None for anything else."""
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        return None


def _lines(value: Any) -> list[str]:
    """The lines of a setuptools argument: a text, a list, or a table of such."""
    if isinstance(value, tuple | set | frozenset):
        value = list(value)
    return [line for text in _strings(value) for line in text.splitlines()]


def _setup_commands(entry_points: Any) -> set[str]:
    if isinstance(entry_points, str):
        config = configparser.RawConfigParser(strict=False)
        config.read_string(entry_points)
        entry_points = {
            section: [f"{name} = {value}" for name, value in config.items(section)] for section in config.sections()
        }
    if not isinstance(entry_points, dict):
        return set()
    kinds = (entry_points.get("console_scripts"), entry_points.get("gui_scripts"))
    return _script_targets(line for kind in kinds for line in _lines(kind))


READERS: dict[str, Callable[[Path], Said]] = {
    "pyproject.toml": _read_pyproject,
    "setup.cfg": _read_setup_cfg,
    "setup.py": _read_setup_py,
    "Pipfile": _read_pipfile,
    "Pipfile.lock": _read_pipfile_lock,
    "poetry.lock": _read_toml_lock,
    "uv.lock": _read_toml_lock,
    "pdm.lock": _read_toml_lock,
    "pylock.toml": _read_toml_lock,
}
