"""Programs that nobody wrote for the linter, and programs that grow: no crash, no chance, no explosion."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from sowing import sown

from flake8_cb.flow.runs import run
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from types import FrameType

TESTS = Path(__file__).parent

# -- sources of the standard library with the SDK sown into them ---------------------------------------------

SOURCES = (
    "cmd", "concurrent.futures.process", "configparser", "contextlib", "difflib", "functools", "json.decoder",
    "logging.handlers", "multiprocessing.pool", "queue", "shelve", "socketserver", "weakref",
)  # fmt: skip

#: Those whose findings are compared between processes.
COMPARED = ("configparser", "contextlib", "json.decoder", "logging.handlers", "socketserver")


def sown_module(module: str) -> str:
    """The source of a module of the standard library, with connections in it. Equal in every process."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return sown(Path(spec.origin).read_text(encoding="utf-8"), module)


def findings(source: str, sdk: int) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, f"{each.code} {each.text}") for each in lint(ast.parse(source), Settings(sdk=sdk))]


@pytest.mark.parametrize("module", SOURCES)
def test_sown_module_is_linted(module: str) -> None:
    source = sown_module(module)
    lines = source.split("\n")
    for line, column, _ in findings(source, 2):
        assert 1 <= line <= len(lines)
        assert 0 <= column < len(lines[line - 1].encode())


def print_findings() -> None:
    """What `test_findings_do_not_hang_on_the_hash_seed` compares."""
    print(json.dumps({f"{module} {sdk}": findings(sown_module(module), sdk) for module in COMPARED for sdk in (2, 4)}))


def test_findings_do_not_hang_on_the_hash_seed() -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent), os.environ.get("PYTHONPATH", "")])
    runs = [
        subprocess.run(
            [sys.executable, "-c", "import test_robustness; test_robustness.print_findings()"],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert sum(map(len, json.loads(runs[0]).values())) > 20  # else there is nothing to compare


# -- programs that grow --------------------------------------------------------------------------------------

OPEN = 'Bucket("couchbase://h/b")'
START = """\
import os
from functools import partial
from threading import Thread
from couchbase.bucket import Bucket
"""
GLOBAL = f"{START}b = {OPEN}\n"
FUNCTION = f"{START}def f(x):\n    b = {OPEN}\n"
INSTANCE = f"{START}class A0:\n    def __init__(self): self.b = {OPEN}\n    def run(self): return self.b.get(1)\n"
WRAPPER = "def d(f):\n    def w(*a):\n        return f(*a)\n    return w\n"

#: Function calls in Python and C that one lint may make: a second or so, without the counting.
MOST_WORK = 1_500_000

#: The steps that a run of an explosive program is given: enough to see what one step costs.
FEW_STEPS = 4_000


class TooMuchWorkError(Exception):
    """The linter goes on and on."""


def work(source: str | ast.Module, most: int = MOST_WORK) -> int:
    """The function calls that linting takes: unlike seconds they are the same on every machine."""
    tree = ast.parse(source) if isinstance(source, str) else source
    done = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal done
        if event in ("call", "c_call"):
            done += 1
            if done > most:
                raise TooMuchWorkError

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        lint(tree, Settings(sdk=2))
    finally:
        sys.setprofile(before)
    if done > most:  # raised where Python drops exceptions, as when a generator is thrown away
        raise TooMuchWorkError
    return done


def rows(row: str, n: int, first: int = 0) -> str:
    return "".join(row.format(i=i, next=i + 1, last=i - 1) for i in range(first, n))


def nested(block: str, n: int) -> str:
    """Blocks within one another in a function; {inner} in ``block`` is the place of the next one."""
    inner = "b.get(1)\n"
    for i in range(n):
        inner = block.replace("{i}", str(i)).replace("{inner}", indent(inner, "    "))
    return FUNCTION + indent(inner, "    ") + "    b._close()\n"


def chain(call: str, n: int, *, end: str = "b.get(x)", start: str = "f0(1)", head: str = GLOBAL) -> str:
    """Functions of which each calls the next one as ``call`` says."""
    return head + rows(call, n) + f"def f{n}(x):\n    {end}\n{start}\n"


Program = Callable[[int], str]

#: name: (program of size n, n, how much more work twice the size may be)
GROWTH: dict[str, tuple[Program, int, float]] = {
    "functions": (lambda n: START + rows(f"def f{{i}}(x):\n    b = {OPEN}\n    b.get(x)\n", n), 60, 2.6),
    "calls in a row": (lambda n: GLOBAL + "def f(x): return b.get(x)\n" + rows("f({i})\n", n), 100, 2.6),
    "openings by calls": (lambda n: START + f"def f(x): {OPEN}.get(x)\n" + rows("f({i})\n", n), 60, 2.6),
    "branches": (lambda n: FUNCTION + rows("    if x[{i}]: b.get({i})\n", n), 60, 2.6),
    "elif": (lambda n: FUNCTION + "    if x: pass\n" + rows("    elif x == {i}: b.get({i})\n", n), 60, 3.0),
    "cases": (lambda n: FUNCTION + "    match x:\n" + rows("        case {i}: b.get({i})\n", n), 60, 3.4),
    "nested if": (lambda n: nested("if x[{i}]:\n{inner}else:\n    b.get({i})\n", n), 40, 2.6),
    "nested try": (lambda n: nested("try:\n{inner}except ValueError:\n    b.get({i})\n", n), 40, 3.0),
    "nested finally": (lambda n: nested("try:\n{inner}finally:\n    b.get({i})\n", n), 40, 2.6),
    "nested while": (lambda n: nested("while x[{i}]:\n{inner}    b.get({i})\n", n), 40, 2.6),
    "nested with": (lambda n: nested("with x[{i}]:\n{inner}", n), 40, 2.6),
    "nested functions": (lambda n: nested("def g{i}(x):\n{inner}    return b\ng{i}(b)\n", n), 15, 2.8),
    # What is held at each call grows with the depth.
    "calls in calls": (lambda n: GLOBAL + "def f(x): return x\nx = " + "f(" * n + "b" + ")" * n, 40, 3.8),
    "calls on results": (lambda n: GLOBAL + "x = b" + ".get(1)" * n, 40, 2.6),
    "two calls each": (lambda n: chain("def f{i}(x):\n    f{next}(x)\n    f{next}(x)\n", n), 15, 2.6),
    # Deeper than calls are followed: what is left is entered where most of it lies behind one call. Both programs are
    # so deep that most of their functions are entered like that.
    "callees before callers": (
        lambda n: (
            f"{START}def f0(b, x): return b.get(x)\n"
            + rows("def f{i}(b, x):\n    y = f{last}(b, x)\n    return y or f{last}(b, x)\n", n, 1)
            + f"f{n - 1}({OPEN}, 1)\n"
        ),
        90,
        2.6,
    ),
    "decorators": (lambda n: GLOBAL + WRAPPER + "@d\n" * n + "def g(): b.get(1)\ng()\n", 15, 2.8),
    "generators": (
        lambda n: (
            GLOBAL
            + "def f0():\n    yield b\n"
            + rows("def f{i}():\n    for y in f{last}(): yield y\n", n, 1)
            + f"for z in f{n - 1}(): z.get(1)\n"
        ),
        12,
        2.8,
    ),
    "literal": (lambda n: GLOBAL + "x = [" + rows("{i}, ", n) + "]\nb.get(x)\n", 400, 2.6),
    "literal of calls": (lambda n: GLOBAL + "x = [" + rows("b.get({i}), ", n) + "]\n", 60, 2.6),
    "terms": (lambda n: GLOBAL + "x = 0" + rows(" + b.get({i}).value", n), 60, 2.6),
    "alternatives": (lambda n: GLOBAL + "x = 0" + rows(" or b.get({i})", n), 60, 2.6),
    "code of no concern": (lambda n: GLOBAL + rows("def u{i}(x):\n    y = x\n    return y\n", n), 60, 2.6),
    # What is open is looked at again at every opening, call or thread: the square of a small part.
    "connections": (lambda n: START + rows('b{i} = Bucket("couchbase://h/b{i}")\n', n), 30, 4.4),
    "threads": (
        lambda n: (
            GLOBAL
            + "def w(x): b.get(x)\n"
            + rows("t{i} = Thread(target=w, args=({i},))\nt{i}.start()\n", n)
            + "b._close()\n"
        ),
        30,
        4.4,
    ),
    "instances": (
        lambda n: (
            START
            + "class A:\n    def __init__(self, n): self.b = Bucket('couchbase://h/' + n)\n"
            + rows("a{i} = A('{i}')\n", n)
        ),
        30,
        4.4,
    ),
    "methods": (
        lambda n: (
            START
            + f"class A:\n    def __init__(self): self.b = {OPEN}\n"
            + rows("    def m{i}(self, x):\n        if x: self.b.get(x)\n", n)
        ),
        30,
        4.4,
    ),
}


@pytest.mark.parametrize("shape", GROWTH)
def test_work_grows_with_the_program(shape: str) -> None:
    program, n, most = GROWTH[shape]
    lint(ast.parse(program(n)), Settings(sdk=2))  # what is read once and kept is not counted
    once, twice = work(program(n)), work(program(2 * n), 2 * MOST_WORK)
    assert twice <= most * once, f"{once} calls for {n}, {twice} for {2 * n}"


TWICE = "def f{i}(g):\n    f{next}(lambda: g())\n    f{next}(lambda: g())\n"
TRIED = "def f{i}(x):\n    try:\n        return f{next}(x)\n    except ValueError:\n        return f{next}(x)\n"
SHAPES = "class A{i}(B{last}, C{last}): pass\nclass B{i}(A{i}): pass\nclass C{i}(A{i}): pass\n"
PARTS = "class A{i}:\n    def __init__(self):\n        self.b = A{last}()\n        self.c = A{last}()\n"
HEIR = "class A{i}(A{last}):\n    def run(self): return super().run()\n"
AGAIN = "def f{i}():\n    yield from f{last}()\n    yield from f{last}()\n"
RECURSION = "def f{i}(x):\n    if x: return f{next}(x)\n    return b.get(x) or f{last}(x) or f0(x)\n"
DEFINED = "if os.environ.get('{i}'):\n    def g{i}(): return b.get({i})\nelse:\n    g{i} = None\n"
ATTEMPT = f"while x:\n    try:\n        x = b.get(1)\n    except ValueError:\n        b = {OPEN}\n{{inner}}"
GUARDED = f"try:\n{{inner}}except ValueError:\n    b = {OPEN}\nfinally:\n    b.get(1)\n"

#: Programs in which paths, values or calls double with each step: the work must stay below a bound.
EXPLOSIVE: dict[str, str] = {
    "choices among arguments": FUNCTION + "    g(" + rows("b if x[{i}] else None, ", 16) + ")\n",
    "choices in a row": FUNCTION + rows("    v{i} = b if x[{i}] else None\n", 40),
    "kept or not": FUNCTION + rows("    if x[{i}]: v{i} = b\n", 60) + "    b._close()\n",
    "opened or not": START + "def f(x):\n" + rows('    if x[{i}]: v{i} = Bucket("couchbase://h/b{i}")\n', 30),
    "and in or": FUNCTION + "    return 0" + rows(" or (x[{i}] and b.get({i}))", 40),
    "one of many returned": START
    + "def f(x):\n"
    + rows('    if x[{i}]: return Bucket("couchbase://h/b{i}")\n', 40)
    + "def g(x):\n    a = f(x)\n    b = f(x)\n    c = f(x)\n    a.get(1)\n",
    "definitions that depend": GLOBAL + rows(DEFINED, 60),
    "two calls of a factory each": chain(
        "def f{i}(x):\n    a = f{next}(x)\n    c = f{next}(x)\n    return a\n",
        12,
        end=f"return {OPEN}",
        head=START,
    ),
    "two arguments each": chain("def f{i}(x):\n    f{next}(x + 'a')\n    f{next}(x + 'b')\n", 16, start="f0('')"),
    "two functions each": chain(TWICE, 12, start="f0(lambda: b.get(1))"),
    "a second try each": chain(TRIED, 18),
    "two instances each": INSTANCE + rows(PARTS, 12, 1) + "A11()\n",
    "two generators each": START
    + f"def f0():\n    b = {OPEN}\n    yield b\n"
    + rows(AGAIN, 12, 1)
    + "for z in f11(): z.get(1)\n",
    "long ancestry": INSTANCE + rows(HEIR, 60, 1) + "A59().run()\n",
    "diamonds": INSTANCE + "class B0(A0): pass\nclass C0(A0): pass\n" + rows(SHAPES, 20, 1) + "A19().run()\n",
    "mutual recursion": GLOBAL + rows(RECURSION, 20, 1) + "def f0(x): return f19(x)\ndef f20(x): return f1(x)\n",
    "nested for": nested("for y{i} in x:\n{inner}    if y{i}: break\n", 12),
    "nested guards": nested(GUARDED, 20),
    "nested attempts": nested(ATTEMPT, 12),
    "comprehension of many": GLOBAL + "y = [b.get(1) " + rows("for x{i} in z if x{i} ", 4) + "]\n",
    "comprehension that opens": START + f"y = [{OPEN} " + rows("for x{i} in z if x{i} ", 4) + "]\n",
    "pairs of a tuple": GLOBAL + "t = (b,)\n" + "t = (t, t)\n" * 24 + "os.fork()\n",
    "tuples in tuples": GLOBAL + "t = (b,)\n" + "t = (t,)\n" * 300 + "os.fork()\n",
    "lists in lists": GLOBAL + "t = [b]\n" + "t = [t]\n" * 1000 + "os.fork()\n",
    "partials of partials": GLOBAL + "p = partial(b.get, 1)\n" + "p = partial(p, p)\n" * 24 + "p()\n",
    "defaults of defaults": GLOBAL + "g = b.get\n" + "g = lambda g=g: g(1)\n" * 300 + "g()\n",
    "closures over closures": GLOBAL
    + "def m(g):\n    def h(): return g()\n    return h\ng = b.get\n"
    + "g = m(g)\n" * 300
    + "g()\n",
    "a tuple doubled": GLOBAL + "t = (b,)\n" + "t = t + t\n" * 30 + "os.fork()\n",
    "a list doubled": GLOBAL + "t = [b]\n" + "t += t\n" * 30 + "os.fork()\n",
    "a list extended": GLOBAL + "t = [b]\n" + "t.extend(t)\n" * 30 + "os.fork()\n",
    "deep blocks in deep calls": chain(
        "def f{i}(x):\n" + "".join(" " * d + "with x:\n" for d in range(1, 60)) + " " * 60 + "f{next}(x)\n", 12
    ),
}

#: Those that are beyond the linter, each with what it spends its work on.
BEYOND: dict[str, str] = {
    "two calls of a factory each": "every step looks through all objects, of which one place makes many",
    "two functions each": "calls are compared with all earlier states in which the function was called",
    "two instances each": "every step looks through all objects, of which one place makes many",
    "two generators each": "every step looks through all objects, of which one place makes many",
    "definitions that depend": "every step compares all names of the module among its states",
    "lists in lists": "every step looks through all objects",
    "closures over closures": "every step looks through all objects",
    "a list doubled": "nothing bounds the length of a computed list",
    "a list extended": "nothing bounds the length of a computed list",
    "deep blocks in deep calls": "every step looks through all that is held further up",
}


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(shape, marks=pytest.mark.xfail(reason=BEYOND[shape], raises=TooMuchWorkError))
        if shape in BEYOND
        else shape
        for shape in EXPLOSIVE
    ],
)
def test_work_is_bounded(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The budget counts steps: whatever the program, one step may not take work without bound."""
    monkeypatch.setattr(run, "LEAST_STEPS", FEW_STEPS)
    assert work(EXPLOSIVE[shape]) > 0


# -- programs of a size that only machines write -------------------------------------------------------------

#: Seconds of CPU that each of them may take.
MOST_SECONDS = 30

HAZARD = f"def hazard():\n    one = {OPEN}\n    two = {OPEN}\n    two.get(one.get(1))\nhazard()\n"

GREAT = {
    "10,000 functions": GLOBAL + rows("def f{i}(x):\n    return b.get(x)\n", 10_000),
    "2,000 functions that open": START + rows(f"def f{{i}}(x):\n    b = {OPEN}\n    b.get(x)\n", 2_000),
    "2,000 branches in a row": FUNCTION + rows("    if x[{i}]: b.get({i})\n", 2_000),
    "2,000 branches that close": FUNCTION + rows("    if x[{i}]: b._close()\n", 2_000),
    "classes that derive 150 times": INSTANCE + rows(HEIR, 150, 1) + "A149().run()\n",
    "literal of 50,000 numbers": GLOBAL + "x = [" + rows("{i}, ", 50_000) + "]\nb.get(x)\n",
    "table of 5,000 rows": GLOBAL + "x = {" + rows("'k{i}': ['v', {i}, None], ", 5_000) + "}\nb.get(x)\n",
    "a line of a million letters": GLOBAL + f"x = {'a' * 1_000_000!r}\nb.get(x)\n",
}


@pytest.mark.parametrize("name", GREAT)
def test_great_program_costs_no_finding(name: str) -> None:
    source = GREAT[name] + HAZARD
    began = time.process_time()
    found = lint(ast.parse(source), Settings(sdk=2))
    assert time.process_time() - began < MOST_SECONDS
    assert (source.count("\n") - 2, "CB201") in [(each.line, each.code) for each in found]


def test_300_nested_calls() -> None:
    """Deeper than Python's parser goes: the tree of another front end."""
    tree = ast.parse(f"{GLOBAL}def f(x): return x\nx = f(b)\n{HAZARD}")
    call = tree.body[-3].value  # type: ignore[attr-defined]
    for _ in range(300):
        call = ast.copy_location(ast.Call(call.func, [call], []), call)
    tree.body[-3].value = call  # type: ignore[attr-defined]
    assert "CB201" in [each.code for each in lint(tree, Settings(sdk=2))]


#: Constants whose computation would fill the memory.
HUGE = {
    "width of a format": 't = "%999999999d" % 3',
    "width of a format method": 't = "{:>999999999}".format(3)',
    "precision": 't = "%.999999999f" % 3',
    "padding": 't = "a".ljust(999999999)',
    "repetition": 't = "a" * 999999999',
    "list repetition": "t = [1] * 999999999",
    "replacements": 't = "aaaaaaaaaaaaaaaaaaaaaaaaa"\n' + 't = t.replace("a", "aaaaaaaaaaaaaaaa")\n' * 9,
    "joins": 't = "aaaaaaaaaaaaaaaaaaaaaaaaa"\n' + "t = t.join([t, t, t, t])\n" * 12,
    "doubling": 't = "a"\n' + "t = t + t\n" * 60,
    "range": "t = str(list(range(999999999)))",
    "power": "t = str(10 ** 999999999)",
}

LIMITED = """
import ast, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings
lint(ast.parse(sys.stdin.read()), Settings(sdk=2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit")
@pytest.mark.parametrize("name", HUGE)
def test_constants_do_not_fill_the_memory(name: str) -> None:
    source = f"{START}{HUGE[name]}\nb = Bucket('couchbase://h/' + t)\nb.get(1)\nos.fork()\n"
    path = os.pathsep.join([str(TESTS.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        input=source,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
