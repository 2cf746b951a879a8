"""One module of a project: its file, its names, and what can be told of it before it is executed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from flake8_cb.project.modules import imported_modules, names_that_shadow, shadowed
from flake8_cb.project.outline import Summary, summarized
from flake8_cb.project.parsing import Parsed, parsed
from flake8_cb.sdk.packages import top_level_names


class Source:
    """A module of the project.

    ``path`` is its file, or the folder of a package that has no ``__init__.py``, and its relative imports start in
    ``folder``; ``name`` is the dotted name under which it is imported; messages name the file as it stands below the
    first of ``bases`` that holds it. ``tree`` or ``text`` are given for the file that is linted, which need not be on
    disk.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        bases: Sequence[Path] = (),
        *,
        tree: ast.Module | None = None,
        text: str | None = None,
    ) -> None:
        self.path = path
        self.place = str(path)
        self.is_file = self.place.endswith(".py")
        self.folder = path.parent if self.is_file else path
        self.name = name
        self.bases = bases
        self._given = Parsed(tree) if tree is not None else None
        self.text = text

    @cached_property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py" or not self.is_file

    @cached_property
    def shown(self) -> str:
        """Return the file as messages name it."""
        base = next((each for each in self.bases if self.path.is_relative_to(each)), self.path.parent)
        return self.path.relative_to(base).as_posix()

    @property
    def package(self) -> str:
        """Return the dotted name from which its relative imports start."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def parsed(self) -> Parsed:
        """Return the syntax tree, an empty one for what cannot be read or parsed, with what was found out about it."""
        return self._given if self._given is not None else parsed(self.path)

    @property
    def tree(self) -> ast.Module:
        """Return the syntax tree; an empty one for what cannot be read or parsed."""
        return self.parsed.tree

    @cached_property
    def _summary(self) -> Summary:
        return summarized(self.path) if self.text is None else Summary(self.text)

    def has(self, text: str) -> bool:
        """Report whether that is the text of the module."""
        return self._summary.mark == hash(text)

    @cached_property
    def mentions_sdk(self) -> bool:
        """Report whether the module imports the SDK; the linted one is taken to."""
        return self._given is not None or self._summary.mentions_sdk

    @property
    def keeps_state(self) -> bool:
        """Report whether the module has collections that functions may fill, or names that they set."""
        return self._given is None and self._summary.traits(self.path).keeps_state

    @property
    def mentions_work(self) -> bool:
        """Report whether the module may start or end a process, a thread or a task; the linted one is taken to."""
        return self._given is not None or self._summary.traits(self.path).mentions_work

    @cached_property
    def imports(self) -> tuple[tuple[str, str], ...]:
        """Return (module, name) for each import of a name, and (module, "") for that of a module."""
        return tuple(imported_modules(self._given.tree)) if self._given is not None else self._summary.imports

    @cached_property
    def shadowed(self) -> frozenset[str]:
        """Return the top-level names of Python or the SDK that reach the project from here."""
        names = names_that_shadow(self.path.parent)  # of most none is imported
        tops = ((module, module.partition(".")[0]) for module, _ in self.imports)
        known = (module for module, top in tops if top in names and is_reserved(top))
        return shadowed(self.path, tuple(dict.fromkeys(known)))


def is_reserved(top: str) -> bool:
    """Report whether Python has a module of that name, or the linter knows a library of that name."""
    return top in sys.stdlib_module_names or top in top_level_names()
