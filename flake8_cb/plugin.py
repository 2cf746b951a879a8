"""flake8's door: options in, findings out."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from flake8_cb import __version__
from flake8_cb.project.gate import concerns, imports_others

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from flake8.options.manager import OptionManager

    from flake8_cb.findings import Finding

#: Below flake8's own logger, so that ``flake8 -v`` shows it.
LOG = logging.getLogger("flake8.cb")


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    """``text`` without surrounding space, or the error that argparse prints as one line."""
    if text.strip() not in allowed:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(allowed)}")
    return text.strip()


# flake8 does not check argparse's `choices` for values from a configuration file, but it does convert
# those by `type`: a converter refuses a wrong value wherever it came from.
def sdk_generation(text: str) -> int:
    """The value of ``--cb-sdk``."""
    return int(_one_of(text, ("2", "3", "4")))


def start_method(text: str) -> str:
    """The value of ``--cb-start-method``."""
    return _one_of(text, ("fork", "spawn", "forkserver"))


@contextmanager
def installed_modules_first() -> Iterator[None]:
    """Keep what is imported meanwhile from being found in the folder that is linted.

    ``python -m flake8`` puts the working directory before everything else: a project's own ``packaging`` would be
    executed in the place of the library.
    """
    before = sys.path[:]
    if sys.path and os.path.abspath(sys.path[0]) == os.getcwd():
        del sys.path[0]
    try:
        yield
    finally:
        sys.path[:] = before


class Plugin:
    """One run of the linter over one file, in the form that flake8 wants of a plugin for syntax trees."""

    name = "flake8-cb"
    version = __version__

    sdk: ClassVar[int | None] = None
    start_method: ClassVar[str | None] = None
    source_roots: ClassVar[tuple[str, ...]] = ()
    follow: ClassVar[tuple[str, ...]] = ()
    entry_points: ClassVar[tuple[str, ...]] = ()
    opinions: ClassVar[tuple[str, ...]] = ()

    def __init__(self, tree: ast.Module, filename: str, lines: list[str]) -> None:
        self.tree = tree
        self.filename = filename
        self.lines = lines

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Registers the options, for the command line and for configuration files."""
        manager.add_option(
            "--cb-sdk",
            type=sdk_generation,
            metavar="{2,3,4}",
            parse_from_config=True,
            help="Generation of the Couchbase SDK that the code uses; 2 stands for 1.x and 2.x. "
            "(Default: what the project pins, else what the code shows)",
        )
        manager.add_option(
            "--cb-start-method",
            type=start_method,
            metavar="{fork,spawn,forkserver}",
            parse_from_config=True,
            help="Start method of multiprocessing where the code sets none. "
            "(Default: that of the Python versions which the project declares)",
        )

        manager.add_option(
            "--cb-source-roots",
            default="",
            metavar="folders",
            parse_from_config=True,
            comma_separated_list=True,
            normalize_paths=True,
            help="Folders from which the project's modules are imported, before those that the linter finds itself. "
            "(Default: none)",
        )
        manager.add_option(
            "--cb-follow",
            default="",
            metavar="packages",
            parse_from_config=True,
            comma_separated_list=True,
            help="Installed packages whose code is read as that of the project is. (Default: none)",
        )

        manager.add_option(
            "--cb-entry-points",
            default="",
            metavar="names",
            parse_from_config=True,
            comma_separated_list=True,
            help="Dotted names of decorators, base classes and functions of a framework of your own: what is decorated "
            "with one, derives from one or is handed to one runs on every request. (Default: none)",
        )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Keeps the options for every file of this process."""
        cls.sdk = options.cb_sdk
        cls.start_method = options.cb_start_method
        cls.source_roots = tuple(options.cb_source_roots)
        cls.follow = tuple(options.cb_follow)
        cls.entry_points = tuple(options.cb_entry_points)
        with installed_modules_first():
            from flake8_cb.findings import OPINIONS
        # Opinions are off until they are named: all that flake8 itself knows is whether "CB" covers them.
        named = (*(options.select or ()), *(options.extend_select or ()))
        cls.opinions = tuple(code for code in named if code.startswith(OPINIONS))

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """The findings, as (line, column, text, type)."""
        try:
            with installed_modules_first():
                if not (concerns(self.lines) or self._leads_there()):
                    return
                findings = self._findings()
        except Exception:
            # A defect of ours costs the findings of one file, never those of other plugins and files.
            LOG.exception("flake8-cb failed on %s and reports nothing for it", self.filename)
            return
        for finding in findings:
            yield finding.line, finding.column, finding.text, type(self)

    def _leads_there(self) -> bool:
        """Reports whether a file that does not name the SDK gets at it through what it imports from its project."""
        text = "".join(self.lines)
        if not imports_others(text):
            return False
        # Imported here, like all that most files of a run do not need.
        from flake8_cb.project.finder import project_of

        path = Path(os.path.abspath(self.filename))
        project = project_of(path.parent, map(Path, self.source_roots), self.follow)
        return project.leads_to_sdk(project.linted(path, text=text))

    def _findings(self) -> list[Finding]:
        # Imported here: most files of a run never come this far.
        from flake8_cb.project.configuration import settings_for
        from flake8_cb.rules.lint import lint

        settings = settings_for(
            self.filename,
            self.tree,
            sdk=self.sdk,
            start_method=self.start_method,
            source_roots=self.source_roots,
            follow=self.follow,
            entry_points=self.entry_points,
            opinions=self.opinions,
        )
        return lint(self.tree, settings, Path(os.path.abspath(self.filename)), text="".join(self.lines))
