"""flake8's door: options in, findings out."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import flake8
from flake8.formatting.base import BaseFormatter

from flake8_cb import __version__
from flake8_cb.project.gate import concerns, imports_others
from flake8_cb.project.memory import forget, set_apart, tidy

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator

    from flake8.options.manager import OptionManager
    from flake8.statistics import Statistics
    from flake8.violation import Violation

    from flake8_cb.baseline import Baseline
    from flake8_cb.findings import Finding
    from flake8_cb.project.inputs import Hanging
    from flake8_cb.project.results import Results
    from flake8_cb.project.store import Store
    from flake8_cb.project.unrelated import Unrelated
    from flake8_cb.sarif import Result

#: The name of the format that shows the steps of findings (`SarifFormatter`).
STEPPED_FORMAT = "cb-sarif"

#: Below flake8's own logger, so that ``flake8 -v`` shows it.
LOG = logging.getLogger("flake8.cb")


def _refused(option: str, value: object, wanted: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"argument {option}: {value!r} is not {wanted}")


def _one_of(option: str, value: object, allowed: tuple[str, ...]) -> str | None:
    """Returns the value without the space around it; None was not given."""
    if value is None or (isinstance(value, str) and value.strip() in allowed):
        return value and value.strip()
    raise _refused(option, value, f"one of {', '.join(allowed)}")


def _each(option: str, values: object, holds: Callable[[str], bool], wanted: str) -> tuple[str, ...]:
    """Returns the values of a list."""
    if not isinstance(values, list):
        raise _refused(option, values, "a list")
    for value in values:
        if not (isinstance(value, str) and holds(value)):
            raise _refused(option, value, wanted)
    return tuple(values)


def _is_dotted_name(text: str) -> bool:
    return all(part.isidentifier() for part in text.split("."))


def _located(value: Any, folder: str) -> Any:
    """Returns the path, or the paths, of a configuration file in that folder."""
    if isinstance(value, list):
        return [_located(each, folder) for each in value]
    return os.path.abspath(os.path.join(folder, value)) if value and isinstance(value, str) else value


def _start_at_its_file(option: Any) -> None:
    """Makes all paths that a configuration file gives to the option start there.

    Left alone, flake8 does so for those with a slash, and looks for ``src`` where it is run.
    """
    option.normalize_paths = False
    without_paths = option.normalize
    option.normalize = lambda value, folder: _located(without_paths(value), folder)


def _baseline(file: object) -> Baseline | None:
    if not file:
        return None
    from flake8_cb.baseline import read

    try:
        return read(Path(str(file)))
    except (OSError, ValueError):
        raise _refused("--cb-baseline", file, "a file that `python -m flake8_cb baseline` has written") from None


def _opinions(named: tuple[str, ...]) -> tuple[str, ...]:
    """Returns those codes, and beginnings of codes, that ask for opinions."""
    with installed_modules_first():
        from flake8_cb.findings import OPINIONS
    return tuple(code for code in named if code.startswith(OPINIONS))


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
    shows_steps: ClassVar[bool] = False
    baseline: ClassVar[Baseline | None] = None
    keeps_results: ClassVar[bool] = False
    store: ClassVar[Store | None] = None
    files: ClassVar[int] = 0  # that were looked into in this process

    def __init__(self, tree: ast.Module, filename: str, lines: list[str]) -> None:
        self.tree = tree
        self.filename = filename
        self.lines = lines

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Registers the options, for the command line and for configuration files."""
        manager.add_option(
            "--cb-sdk",
            metavar="{2,3,4}",
            parse_from_config=True,
            help="Generation of the Couchbase SDK that the code uses; 2 stands for 1.x and 2.x. "
            "(Default: what the project pins, else what the code shows)",
        )
        manager.add_option(
            "--cb-start-method",
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
        manager.add_option(
            "--cb-baseline",
            default="",
            metavar="file",
            parse_from_config=True,
            normalize_paths=True,
            help="Findings that are known and not reported, as `python -m flake8_cb baseline` writes them. "
            "(Default: none)",
        )
        manager.add_option(
            "--cb-cache",
            default="on",
            metavar="{on,off}",
            parse_from_config=True,
            help="Whether what was found in a file is kept in the user's cache folder, and found there until the file, "
            "what it imports or the configuration changes. (Default: on)",
        )
        for name in ("cb_source_roots", "cb_baseline"):
            _start_at_its_file(manager.config_options_dict[name])

    @classmethod
    def parse_options(cls, manager: OptionManager, options: argparse.Namespace, _files: list[str]) -> None:
        """Keeps the options for every file of this process, and begins to read the disk anew.

        A wrong value ends the run as argparse ends it, wherever it came from: of what stands in a configuration file
        flake8 itself checks nothing, and lists and numbers of TOML arrive as such.
        """
        forget()
        try:
            cls._keep(options)
        except argparse.ArgumentTypeError as error:
            manager.parser.error(str(error))

    @classmethod
    def _keep(cls, options: argparse.Namespace) -> None:
        sdk = _one_of("--cb-sdk", options.cb_sdk, ("2", "3", "4"))
        cls.sdk = int(sdk) if sdk else None
        cls.start_method = _one_of("--cb-start-method", options.cb_start_method, ("fork", "spawn", "forkserver"))
        cls.source_roots = _each("--cb-source-roots", options.cb_source_roots, os.path.isdir, "a folder")
        dotted = "a dotted name as in imports"
        cls.follow = _each("--cb-follow", options.cb_follow, _is_dotted_name, dotted)
        cls.entry_points = _each("--cb-entry-points", options.cb_entry_points, _is_dotted_name, dotted)
        cls.baseline = _baseline(options.cb_baseline)
        cls.keeps_results = _one_of("--cb-cache", options.cb_cache, ("on", "off")) == "on"
        cls.store = None
        # Opinions are off until they are named: all that flake8 itself knows is whether "CB" covers them.
        named = (*(options.select or ()), *(options.extend_select or ()))
        cls.opinions = _opinions(named) if named else ()
        # Every job of flake8 has the options: it is forked after they were read, or else reads them again.
        cls.shows_steps = options.format == STEPPED_FORMAT

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """The findings, as (line, column, text, type)."""
        try:
            with installed_modules_first():
                findings = self._findings()
        except Exception:
            # A defect of ours costs the findings of one file, never those of other plugins and files.
            LOG.exception("flake8-cb failed on %s and reports nothing for it", self.filename)
            return
        for finding in findings:
            yield finding.line, finding.column, self._text(finding), type(self)

    def _text(self, finding: Finding) -> str:
        if not self.shows_steps:
            return finding.text
        from flake8_cb.carried import packed

        return packed(finding, self.lines)

    def _findings(self) -> list[Finding]:
        text = "".join(self.lines)
        path = Path(os.path.abspath(self.filename))
        names_sdk = concerns(text)
        # What was read of earlier runs is asked first: that costs less than to see what a file imports.
        if not names_sdk and (self._is_unrelated(path, text) or not imports_others(text, os.path.dirname(path))):
            return []
        if self.keeps_results:
            self._open_store()
        if not names_sdk and self._is_unrelated(path, text):
            return []
        results = self._results()
        findings = results.find(path, text) if results is not None else None
        if findings is None:
            findings, hanging = self._look(path, text, names_sdk=names_sdk)
            if results is not None and hanging is not None:
                own, shared = hanging()
                results.keep(path, text, findings, own=own, shared=shared)
            Plugin.files += 1
            tidy()
            set_apart(Plugin.files)
        return self.baseline.unknown(findings, path, self.lines) if self.baseline else findings

    # What most files of a run do not need is imported in these.

    @classmethod
    def _open_store(cls) -> None:
        """Opens what earlier runs with the same options have kept."""
        if cls.store is None:
            from flake8_cb.project.store import Store, code_version, user_cache

            options = (cls.sdk, cls.start_method, cls.source_roots, cls.follow, cls.entry_points, cls.opinions)
            installed = sys.path if cls.follow else ()
            cls.store = Store(user_cache(), repr((code_version(), sys.version, options, installed)))

    def _results(self) -> Results | None:
        if self.store is None:
            return None
        from flake8_cb.project.results import results_in

        return results_in(self.store)

    def _unrelated(self, path: Path) -> Unrelated | None:
        """What was found to be unrelated around a file."""
        if self.store is None:
            return None
        from flake8_cb.project.unrelated import unrelated_around

        return unrelated_around(self.store, path)

    def _is_unrelated(self, path: Path, text: str) -> bool:
        unrelated = self._unrelated(path)
        return unrelated is not None and unrelated.has(path, text)

    def _look(self, path: Path, text: str, *, names_sdk: bool) -> tuple[list[Finding], Callable[[], Hanging] | None]:
        """Looks into the file; returns the findings and what says what they hang on, if that is still to be kept."""
        from flake8_cb.project.finder import project_of
        from flake8_cb.project.inputs import watched
        from flake8_cb.project.search_path import added_folders

        added = added_folders(path, text)
        project = project_of(path.parent, map(Path, self.source_roots), self.follow, added)
        named = project.linted(path, text=text)
        unrelated = None if names_sdk else self._unrelated(path)
        if unrelated is not None and unrelated.takes(project, named, text):
            return [], None
        if not (names_sdk or project.leads_to_sdk(named)):
            return [], lambda: watched(project, named, ())
        from flake8_cb.project.configuration import settings_for
        from flake8_cb.rules.lint import examine

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
        found = examine(self.tree, settings, path, text=text)
        return found.findings, lambda: watched(found.project, found.linted, found.executed)


class SarifFormatter(BaseFormatter):
    """``--format=cb-sarif``: one document for the whole run, in which the findings have their steps.

    It has no place for what ``--statistics``, ``--benchmark`` and ``--show-source`` print beside results.
    """

    def after_init(self) -> None:
        """Begins without results."""
        self.results: list[Result] = []
        self.paths: list[str] = []

    def start(self) -> None:
        """Begins a file anew: flake8 itself would write behind what is in it."""
        super().start()
        if self.output_fd is not None:
            with contextlib.suppress(OSError):  # a pipe or a device has nothing in it
                self.output_fd.truncate(0)

    def beginning(self, filename: str) -> None:
        """Notes a file that flake8 has looked into."""
        self.paths.append(filename)

    def handle(self, error: Violation) -> None:
        """Keeps a result for the document."""
        from flake8_cb.carried import unpacked
        from flake8_cb.sarif import Result

        message, steps = unpacked(error.text)
        column = steps[-1].column + 1 if steps else error.column_number
        source = error.physical_line or ""
        self.results.append(Result(error.filename, error.line_number, column, error.code, message, source, steps))

    def show_statistics(self, statistics: Statistics) -> None:
        """Prints none."""

    def show_benchmarks(self, benchmarks: list[tuple[str, float]]) -> None:
        """Prints none."""

    def stop(self) -> None:
        """Writes the document."""
        from flake8_cb.sarif import document, written

        self._write(written(document(self.results, self.paths, flake8.__version__)))
        super().stop()
