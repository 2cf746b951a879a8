"""Every fixture that can be is split in two modules, and says the same where RULES.md then places it."""

from __future__ import annotations

import ast
import builtins
import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from expectations import HEADER_LINES, expectations, settings_in
from test_fixtures import PATHS, name_of
from variants import NotApplicableError, bound_by

from flake8_cb.rules.lint import lint

#: The module that keeps the program, and the one that gets its helpers.
PROGRAM, PIECES = "program.py", "pieces.py"

#: To this part of the fixtures the split must apply, or it tests next to nothing: of those whose rules follow a
#: connection through its life. What is said where a connection is made (CB4, CB9) needs no functions in between.
FEWEST_SPLIT = 0.4
LIFE = ("CB1", "CB2", "CB3")

#: Codes that do not hang on who calls a function. The others look at the public face of a file, which a split changes.
EXACT = frozenset({"CB101", "CB102", "CB103", "CB201", "CB202", "CB203", "CB301", "CB302"})

#: Codes that helpers may have on their own account, where nobody is seen who calls them once.
FACED = frozenset({"CB203", "CB204", "CB205"})

#: Moved marks that no file has to show: both ends of the story are reached through one expression of the program, and
#: the file of the helpers alone does not tell that there is a connection.
HANDED_OVER = {
    "CB302/fires/closed_when_batch_is_full": "add() closes what the batch was handed and goes on, all in one call",
    "CB302/fires/recursion_unwinds": "follow() is handed the bucket, closes it and goes on, all in one call",
    "CB301/fires/joined_only_without_error": "one `with` of the program opens, starts the thread and closes",
    "CB301/fires/deferred_beside_awaited_one": "copy() is handed the bucket, sends and closes, all in one call",
    "CB301/fires/deferred_list_first_only": "fastest() is handed the bucket, sends and closes, all in one call",
    "CB301/fires/deferred_not_waited_for": "save() is handed the bucket, sends and closes, all in one call",
    "CB301/fires/inline_callbacks_not_waited_for": "the object is handed the bucket, and run() sends and closes",
}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

#: What tells a module about itself.
OF_ITSELF = {"globals", "locals", "vars", "__name__", "__file__", "__all__", "modules"}


@dataclass(frozen=True)
class Split:
    """A program in two modules, every line of which stands where it stood in the one; ``moved`` are lines of it."""

    program: str
    pieces: str
    moved: frozenset[int]


def is_import(node: ast.stmt) -> bool:
    """Report whether a statement does nothing but import, be it with a fallback or for types only."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Try(body=body, handlers=handlers, orelse=[], finalbody=[]):
            return all(map(is_import, [*body, *(each for handler in handlers for each in handler.body)]))
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"), body=body, orelse=[]):
            return all(map(is_import, body))
    return False


def names_asked_for(node: ast.AST) -> set[str]:
    """Return the names that a part of a program reads, be it in an annotation that is a string."""
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            found.add(each.id)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.isidentifier():
            found.add(each.value)
    return found


def imported_by(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that imports bind."""
    return {
        alias.asname or alias.name.partition(".")[0]
        for node in nodes
        for each in ast.walk(node)
        if isinstance(each, ast.Import | ast.ImportFrom)
        for alias in each.names
    }


def runs_at_once(node: Definition) -> bool:
    """Report whether the definition itself calls something: a decorator, a default, the body of a class."""
    if isinstance(node, ast.ClassDef):
        own: list[ast.AST] = [*node.decorator_list, *node.bases]
        for each in node.body:
            own += [each] if not isinstance(each, DEFINITIONS) else []
            if isinstance(each, DEFINITIONS) and runs_at_once(each):
                return True
    else:
        own = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
    return any(isinstance(each, ast.Call) for part in own for each in ast.walk(part))


def first_line(node: ast.stmt) -> int:
    """Return the line on which a statement begins, with its decorators."""
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def lines_of(node: ast.stmt) -> range:
    """Return the lines of a statement."""
    return range(first_line(node), (node.end_lineno or node.lineno) + 1)


def helpers(tree: ast.Module) -> list[Definition]:
    """Return the functions and classes that can stand in a module of their own, and that the program asks for."""
    imports = [node for node in tree.body if is_import(node)]
    definitions = [node for node in tree.body if isinstance(node, DEFINITIONS)]
    bound = Counter(name for node in ast.walk(tree) for name in bound_by(node))
    declared = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    acting = [
        first_line(node)
        for node in tree.body
        if not (is_import(node) or isinstance(node, DEFINITIONS) or isinstance(getattr(node, "value", 0), ast.Constant))
    ]
    begun = min(acting, default=len(tree.body) + 10**6)
    # Names of the module that stay with it.
    kept = {
        name
        for node in tree.body
        if not (node in imports or isinstance(node, DEFINITIONS))
        for each in ast.walk(node)
        for name in bound_by(each)
    } | declared
    movable = {
        node.name: node
        for node in definitions
        if node.name not in kept
        and not node.name.startswith("test_")
        and node.name != "main"
        and sum(other.name == node.name for other in definitions) == 1
        and bound[node.name] == 1
        and not any(isinstance(each, ast.Global) for each in ast.walk(node))
        and not names_asked_for(node) & OF_ITSELF
        and (first_line(node) < begun or not runs_at_once(node))
    }
    while True:
        staying = {node.name for node in definitions} - set(movable)
        held = {name for name, node in movable.items() if names_asked_for(node) & (kept | staying)}
        asked = {
            name
            for node in tree.body
            for name in names_asked_for(node) - ({node.name} if isinstance(node, DEFINITIONS) else set())
        }
        held |= set(movable) - asked
        if not held:
            return list(movable.values())
        for name in held:
            del movable[name]


def split(source: str) -> Split:
    """Return a program in two modules, or raise NotApplicableError."""
    tree = ast.parse(source)
    moved = helpers(tree)
    if not moved:
        raise NotApplicableError("no function or class can stand in a module of its own")
    stays = [node for node in tree.body if node not in moved and not is_import(node)]
    if not stays:
        raise NotApplicableError("nothing stays")
    starts = Counter(first_line(node) for node in tree.body)
    if any(starts[first_line(node)] > 1 for node in moved):
        raise NotApplicableError("two statements stand on one line")
    asked = {name for node in stays for name in names_asked_for(node)}
    names = [node.name for node in moved if node.name in asked]
    lines = source.split("\n")
    gone = {line for node in moved for line in lines_of(node)}
    copied = {line for node in tree.body if is_import(node) for line in lines_of(node)} | gone
    copied |= {number for number, line in enumerate(lines[:HEADER_LINES], 1) if line.startswith("# ")}
    program = ["" if number in gone else line for number, line in enumerate(lines, 1)]
    program[first_line(moved[0]) - 1] = f"from pieces import {', '.join(names)}"
    pieces = [line if number in copied else "" for number, line in enumerate(lines, 1)]
    return Split("\n".join(program), "\n".join(pieces), frozenset(gone))


@functools.cache
def split_of(path: Path) -> Split | NotApplicableError:
    """Return a fixture in two modules, or why there is none."""
    try:
        found = split(path.read_text(encoding="utf-8"))
    except NotApplicableError as reason:
        return reason
    for text in (found.program, found.pieces):
        compile(text, name_of(path), "exec", dont_inherit=True)
    return found


def found_in(folder: Path, name: str, source: str) -> dict[tuple[int, str], str]:
    """Lint one of the modules on its own account and return the messages by line and code."""
    path, tree = folder / name, ast.parse(source)
    return {(each.line, each.code): each.message for each in lint(tree, settings_in(folder, path, tree, source), path)}


def is_unseen(path: Path, parts: Split, line: int) -> bool:
    """Report whether a moved line need not be found: it is in HANDED_OVER, or only a private function leads to it.

    What such a function does, from the opening on, is the own finding of its file; but there nobody calls it.
    """
    around = next(node for node in ast.parse(parts.pieces).body if line in lines_of(node))
    return name_of(path) in HANDED_OVER or (isinstance(around, DEFINITIONS) and around.name.startswith("_"))


def problems_of(path: Path, parts: Split, folder: Path) -> list[str]:
    """Return a line for each finding that the split has lost or made."""
    source = path.read_text(encoding="utf-8")
    marks = expectations(source)
    limits = {(mark.line, mark.code) for mark in marks if mark.limit}
    wanted = {(mark.line, mark.code) for mark in marks} - limits
    for name, text in ((PROGRAM, parts.program), (PIECES, parts.pieces)):
        (folder / name).write_text(text, encoding="utf-8")
    program = found_in(folder, PROGRAM, parts.program)
    pieces = found_in(folder, PIECES, parts.pieces)
    lines = source.split("\n")

    def told(place: tuple[int, str], what: str) -> str:
        return f"{path}:{place[0]}: {place[1]} {what}\n    {lines[place[0] - 1].strip()}"

    away = {place for place in wanted if place[0] in parts.moved}
    codes_away = {code for _, code in away}
    problems = [
        told(place, "is missing in the program")
        for place in sorted(wanted - away)
        if place not in program and place[1] in EXACT
    ]
    for place in sorted(away):
        # Where the program leads to what was moved.
        leading = any(code == place[1] and (line, code) not in wanted for line, code in program)
        # A file that does not show the framework may tell of each call instead of each request.
        itself = place in pieces or (place[1] == "CB203" and (place[0], "CB204") in pieces)
        if not (leading or itself) and place[1] in EXACT and not is_unseen(path, parts, place[0]):
            problems.append(told(place, "was moved and is found nowhere"))
    for place, message in sorted(program.items()):
        if place not in wanted | limits and place[1] not in codes_away:
            problems.append(told(place, f"is unexpected in the program: {message}"))
    if not wanted:
        for place, message in sorted(pieces.items()):
            if place not in limits and place[1] not in FACED:
                problems.append(told(place, f"is unexpected in the pieces: {message}"))
    return problems


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_split(path: Path, tmp_path: Path) -> None:
    parts = split_of(path)
    if isinstance(parts, NotApplicableError):
        pytest.skip(str(parts))
    problems = problems_of(path, parts, tmp_path)
    shown = f"\n\n{PROGRAM}:\n{parts.program}\n\n{PIECES}:\n{parts.pieces}"
    assert not problems, "\n" + "\n".join(problems) + shown


def test_many_fixtures_are_split() -> None:
    paths = [path for path in PATHS if name_of(path).startswith(LIFE)]
    applied = [path for path in paths if isinstance(split_of(path), Split)]
    assert len(applied) >= FEWEST_SPLIT * len(paths)


def test_what_moves() -> None:
    source = (
        "import os\nlimit = 3\ndef alone(): pass\ndef helper(x): return os.path.join(x)\n"
        "def bounded(x): return helper(x)[:limit]\nclass Holder:\n    at = 1\n    def go(self): return helper(1)\n"
        "print(bounded(1), Holder())\n"
    )
    parts = split(source)
    assert parts.moved == {4, 6, 7, 8}
    assert parts.program.split("\n")[3] == "from pieces import helper, Holder"
    assert parts.program.count("\n") == parts.pieces.count("\n") == source.count("\n")
    assert set(dir(builtins)) >= names_asked_for(ast.parse("print(len(int))"))
