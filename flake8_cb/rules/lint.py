"""Lint one module: execute it for every generation that it may be written for, and let the rules speak."""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Trace
from flake8_cb.flow.modules import Module, Modules, modules_of
from flake8_cb.flow.runs.run import trace_of
from flake8_cb.project.finder import Project, project_of
from flake8_cb.project.parsing import read
from flake8_cb.project.search_path import added_folders
from flake8_cb.project.source import Source
from flake8_cb.rules import RULES
from flake8_cb.sdk.generations import possible_generations
from flake8_cb.sdk.packages import SDK_PACKAGES
from flake8_cb.settings import GENERATIONS, Settings

Result = TypeVar("Result")

#: Of several codes of the second family at one place the first is reported (RULES.md, "CB2").
PRECEDENCE = ("CB201", "CB202", "CB203", "CB205", "CB204")

#: A code that stands at its place without these others (RULES.md, "Closing").
ALONE = {"CB304": ("CB301", "CB302", "CB501")}

#: Packages of the SDK, and those that start processes: who imports one of them is worth executing.
CONCERNING = SDK_PACKAGES | {"multiprocessing", "multiprocess", "billiard", "concurrent", "joblib", "daemon"}

#: Python frames that the execution of a module may stand in. From 3.11 on they take no C stack.
DEEPEST_STACK = 12_000 if sys.version_info >= (3, 11) else 5_000


def lint(tree: ast.Module, settings: Settings, path: Path | None = None, *, text: str | None = None) -> list[Finding]:
    """Return the findings of a module, sorted; each holds in all generations that the module may be written for.

    ``path`` is the file of the module, absolute; it need not exist. Without one no other module is looked for.
    ``text`` is what was parsed, where that may differ from what is on disk.
    """
    return examine(tree, settings, path, text=text).findings


class Examined(NamedTuple):
    """The findings of a module, and what they were found in: its project, and the other modules that were executed."""

    findings: list[Finding]
    linted: Source
    project: Project
    executed: list[Source]


def examine(tree: ast.Module, settings: Settings, path: Path | None = None, *, text: str | None = None) -> Examined:
    """Return what `lint` finds, with what that hangs on."""
    linted, project = placed(tree, settings, path, text=text)
    traces = traces_of(linted, project, settings) if is_concerned(linted, project) else []
    executed = [module.source for trace in traces for module in trace.modules]
    return Examined(agreed(fitting(traces)), linted, project, executed)


def placed(
    tree: ast.Module, settings: Settings, path: Path | None = None, *, text: str | None = None
) -> tuple[Source, Project]:
    """Return a module as one of its project, and the project."""
    added = added_folders(path, read(path) if text is None else text) if path else ()
    project = project_of(path.parent if path else None, settings.source_roots, settings.follow, added)
    linted = project.linted(path or Path("module.py"), tree=tree, text=text)
    return linted, project.with_unsaved(linted)


def fitting_traces(linted: Source, project: Project, settings: Settings) -> list[Trace]:
    """Return what happens in each generation that the module may be written for, the oldest first."""
    return fitting(traces_of(linted, project, settings)) if is_concerned(linted, project) else []


def fitting(traces: list[Trace]) -> list[Trace]:
    """Leave out each generation whose objects lack what the code asks of them: it was not written for that one."""
    return [trace for trace in traces if not trace.misfits] or traces


def agreed(traces: list[Trace]) -> list[Finding]:
    """Return the findings that hold in all these generations, sorted."""
    if not traces:
        return []
    first, *others = (findings_in(trace) for trace in traces)
    return sorted(each for place, each in first.items() if all(place in other for other in others))


def is_concerned(linted: Source, project: Project) -> bool:
    """Report whether a file imports the SDK or starts processes, or what it imports from the project may lead there."""
    tops = {module.partition(".")[0] for module, _ in linted.imports}
    return not tops.isdisjoint(CONCERNING) or any(
        modules_of(project, generation).concerns(linted) for generation in sorted(GENERATIONS, reverse=True)
    )


def traces_of(linted: Source, project: Project, settings: Settings) -> list[Trace]:
    """Execute a module once for each generation that it may be written for."""
    below = ((each.tree, each.shadowed) for each in project.below(linted))
    generations = possible_generations(linted.tree, settings, below)
    return [traced(linted, project, settings, each) for each in sorted(generations)]


def traced(linted: Source, project: Project, settings: Settings, generation: int) -> Trace:
    return executed(trace_of, linted, project, settings, generation)


def executed(
    run: Callable[[Module, Modules, Settings], Result],
    linted: Source,
    project: Project,
    settings: Settings,
    generation: int,
) -> Result:
    """Return what ``run`` makes of a module with the stubs of one generation."""
    modules = modules_of(project, generation)
    with deep_stack(), no_garbage_collection():
        return run(modules.linted(linted), modules, settings)


def findings_in(trace: Trace) -> dict[tuple[int, int, str], Finding]:
    """Return the findings of one generation: one for each place and code."""
    found: dict[tuple[int, int, str], Finding] = {}
    for rule in RULES:
        for each in rule.check(trace) if rule.is_asked_for(trace.settings.opinions) else ():
            found.setdefault((each.line, each.column, each.code), each)
    for line, column, code in list(found):
        if code in PRECEDENCE:
            better = PRECEDENCE[: PRECEDENCE.index(code)]
            if any((line, column, other) in found for other in better):
                del found[line, column, code]
        for other in ALONE.get(code, ()):
            found.pop((line, column, other), None)
    return found


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Let the execution, which makes many objects and hardly a cycle, run without the search for cycles."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def deep_stack() -> Iterator[None]:
    """Let the execution follow calls deeper than Python's own limit, and put the limit back."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST_STACK))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
