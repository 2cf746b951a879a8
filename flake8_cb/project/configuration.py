"""The settings of one file: the user's options and what its project declares."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.project.declared import declarations_for
from flake8_cb.project.modules import imported_modules, is_reached_as, module_name, shadowed
from flake8_cb.project.servers import preloaded_modules, serving_root
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable


def preloading_file(path: Path, module: str) -> str:
    """The file that shows that a server loads the module before it forks its workers, or ""."""
    root = serving_root(path.parent)
    preloaded = preloaded_modules(root) if root is not None else {}
    return next((file for name, file in preloaded.items() if is_reached_as(module, name)), "")


def settings_for(
    filename: str,
    tree: ast.Module,
    *,
    sdk: int | None = None,
    start_method: str | None = None,
    source_roots: Iterable[str] = (),
    follow: Iterable[str] = (),
    entry_points: Iterable[str] = (),
    opinions: Iterable[str] = (),
) -> Settings:
    """The settings under which the file is linted.

    ``filename`` need not exist: for standard input it is the display name, and a bare name stands for a
    file of the current directory. The others are the user's options. Of the project's
    commands only those are kept that this file may define.
    """
    path = Path(os.path.abspath(filename))
    declared = declarations_for(path.parent)
    module = module_name(path)
    return Settings(
        sdk=sdk,
        start_method=start_method,
        declared_generations=declared.generations,
        default_start_methods=declared.start_methods,
        shadowed=shadowed(path, tuple(module for module, _ in imported_modules(tree))),
        source_roots=tuple(Path(os.path.abspath(each)) for each in source_roots),
        follow=frozenset(follow),
        preloaded=preloading_file(path, module),
        entry_points=tuple(entry_points),
        opinions=frozenset(opinions),
        commands=frozenset(c for c in declared.commands if is_reached_as(module, c.partition(":")[0])),
    )
