"""Which names the linted file's imports reach, as far as the files around it tell."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from flake8_cb.project.boundary import import_root, importable
from flake8_cb.project.declared import project_root
from flake8_cb.project.imports import resolved
from flake8_cb.project.memory import remembered
from flake8_cb.sdk.packages import SDK_PACKAGES
from flake8_cb.trees import walk

#: Files of which is kept what they shadow, for the next folder.
MOST_FILES = 16_384


def module_name(path: Path) -> str:
    """The dotted name under which the file is imported from its import root."""
    return dotted_name(path, import_root(path.parent))


def dotted_name(path: Path, root: Path) -> str:
    """The dotted name under which the file is imported from a folder above it."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def is_reached_as(module: str, dotted: str) -> bool:
    """Reports whether what ``dotted`` offers may be defined in ``module``.

    A package may hand on what its modules define, and folders above the import root may be packages
    without an ``__init__.py``.
    """
    return module == dotted or module.startswith(f"{dotted}.") or dotted.endswith(f".{module}")


@remembered(maxsize=MOST_FILES)
def shadowed(path: Path, modules: tuple[str, ...]) -> frozenset[str]:
    """The top-level names whose import in this file, which imports ``modules``, reaches the project itself.

    A module of the project counts only where the file's imports can work with it: where
    ``couchbase.cluster`` is imported, a ``couchbase.py`` next to the file is not what is reached. What the
    interpreter has in itself cannot be shadowed.
    """
    imported: dict[str, set[str]] = {}
    for dotted in modules:
        top, _, rest = dotted.partition(".")
        if top and top not in sys.builtin_module_names:
            imported.setdefault(top, set()).add(rest.partition(".")[0])
    return frozenset(
        top
        for folder in _folders_that_shadow(path.parent)
        for top in imported.keys() & importable(str(folder))
        if _provides(folder, top, imported[top] - {""}, importer=path)
    )


@remembered()
def names_that_shadow(folder: Path) -> frozenset[str]:
    """The top-level names that a file in that folder may find in the project itself."""
    return frozenset().union(*(importable(str(each)) for each in _folders_that_shadow(folder)))


@remembered()
def _folders_that_shadow(folder: Path) -> frozenset[Path]:
    root = project_root(folder)
    return frozenset({import_root(folder), *((root, root / "src") if root is not None else ())})


def imported_modules(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for each import of a name from a module, and (module, "") for that of a module.

    A relative module starts with its dots.
    """
    for node in walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((imported_from(node), alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and (module := imported_by_call(node)):
            yield module, ""


def imported_from(node: ast.ImportFrom) -> str:
    """The module that a ``from`` import names, with the dots that it may start with."""
    return "." * node.level + (node.module or "")


def imported_by_call(node: ast.Call) -> str:
    """The module that a call of ``importlib.import_module`` names by a constant, or ""."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name != "import_module" or not node.args:
        return ""
    packages = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "package")]
    texts = [each.value if isinstance(each, ast.Constant) else None for each in (node.args[0], *packages)]
    if not isinstance(texts[0], str):
        return ""
    return resolved(texts[0], texts[1] if len(texts) > 1 and isinstance(texts[1], str) else None)


def _provides(folder: Path, top: str, submodules: set[str], *, importer: Path) -> bool:
    package = folder / top
    if os.path.isfile(package / "__init__.py"):
        if top in SDK_PACKAGES and package not in importer.parents and _has_copy_of_sdk(folder):
            return False
        return all(_has_module(package, name) for name in submodules)
    # A folder without `__init__.py` yields to an installed package, and no module imports itself.
    module = folder / f"{top}.py"
    return not submodules and module != importer and os.path.isfile(module)


@remembered()
def _has_copy_of_sdk(folder: Path) -> bool:
    """Reports whether the SDK itself lies in that folder, as ``pip install --target`` puts it there."""
    return all(_has_module(folder / "couchbase", name) for name in ("bucket", "cluster", "exceptions"))


@remembered(maxsize=MOST_FILES)
def _has_module(package: Path, name: str) -> bool:
    return os.path.isfile(package / f"{name}.py") or os.path.isdir(package / name)
