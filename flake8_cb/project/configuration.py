"""The settings of one file: the user's options and what its project declares."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.project.declared import declarations_for
from flake8_cb.project.modules import imported_modules, is_reached_as, module_name, shadowed
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable


def settings_for(
    filename: str,
    tree: ast.Module,
    *,
    sdk: int | None = None,
    start_method: str | None = None,
    source_roots: Iterable[str] = (),
    follow: Iterable[str] = (),
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
        shadowed=shadowed(path, [module for module, _ in imported_modules(tree)]),
        source_roots=tuple(Path(os.path.abspath(each)) for each in source_roots),
        follow=frozenset(follow),
        commands=frozenset(c for c in declared.commands if is_reached_as(module, c.partition(":")[0])),
    )
