"""The settings of one file: the user's options and what its project declares."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.project.declared import declarations_for
from flake8_cb.project.modules import imported_modules, is_reached_as, module_name, shadowed
from flake8_cb.project.servers import loads_in_workers, preloaded_modules, serving_root
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Names by which servers look for an application in a module.
APPLICATIONS = frozenset({"app", "application"})

#: How calls end that make one: classes of frameworks, and functions that speak of it.
MAKERS = re.compile(r"\b(Flask|Quart|Sanic|FastAPI|Starlette|Litestar|Bottle|API|App)$|_app$|_application$")


def preloading(path: Path, module: str, tree: ast.Module) -> tuple[str, str]:
    """The file that shows that a server loads the module before it forks its workers, and the function it then calls.

    Both are "" where there is none. If no file names a module, it is one that makes an application.
    """
    root = serving_root(path.parent)
    for name, file in preloaded_modules(root).items() if root is not None else ():
        loaded, _, factory = name.partition(":")
        if is_reached_as(module, loaded) if loaded else makes_application(tree):
            return file, factory
    return "", ""


def makes_application(tree: ast.Module) -> bool:
    """Report whether a module binds a name by which servers look for an application to what a call makes."""
    for each in tree.body:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call):
            bound = {target.id for target in each.targets if isinstance(target, ast.Name)}
            if not bound.isdisjoint(APPLICATIONS) and MAKERS.search(ast.unparse(each.value.func)):
                return True
    return False


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
    preloaded, factory = preloading(path, module, tree)
    root = serving_root(path.parent)
    return Settings(
        sdk=sdk,
        start_method=start_method,
        declared_generations=declared.generations,
        default_start_methods=declared.start_methods,
        shadowed=shadowed(path, tuple(module for module, _ in imported_modules(tree))),
        source_roots=tuple(Path(os.path.abspath(each)) for each in source_roots),
        follow=frozenset(follow),
        preloaded=preloaded,
        factory=factory,
        in_workers=root is not None and loads_in_workers(root),
        entry_points=tuple(entry_points),
        opinions=frozenset(opinions),
        commands=frozenset(c for c in declared.commands if is_reached_as(module, c.partition(":")[0])),
    )
