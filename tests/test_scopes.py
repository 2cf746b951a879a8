"""Which names a scope binds: compared by hand, and with what Python's own symbol table says."""

from __future__ import annotations

import ast
import symtable

import pytest

from flake8_cb.flow.names.scopes import arguments_of, bound_by, names_of

SCOPES = [
    ("def f(a, b=1, *c, d, e=2, **g): pass", "a b c d e g"),
    ("def f(a, /, b): pass", "a b"),
    ("def f():\n    x = y", "x"),
    ("def f():\n    x, (y, *z) = a", "x y z"),
    ("def f():\n    x += 1", "x"),
    ("def f():\n    x: int", "x"),
    ("def f():\n    del x", "x"),
    ("def f():\n    x.y = 1\n    z[0] = 1", ""),
    ("def f():\n    if (x := y): pass", "x"),
    ("def f():\n    for x in y: pass", "x"),
    ("def f():\n    with a as x, b as (y, z): pass", "x y z"),
    ("def f():\n    try: pass\n    except E as x: pass", "x"),
    ("def f():\n    import a.b, c.d as e\n    from g import h, i as j", "a e h j"),
    ("def f():\n    def g(x):\n        y = 1\n    class C:\n        z = 1", "g C"),
    ("def f():\n    g = lambda x: (y := x)", "g"),
    ("def f():\n    match a:\n        case [x, *y]: pass\n        case {'k': z, **rest}: pass", "x y z rest"),
    ("def f():\n    match a:\n        case C(b=x) | x: pass\n        case _ as y: pass", "x y"),
    ("def f():\n    global x\n    x = y = 1", "y"),
    ("def f(v=(w := 1)): pass", "v"),
    ("class C:\n    x = 1\n    def m(self): pass", "x m"),
    ("lambda a, *b: a", "a b"),
    ("async def f():\n    async with a as x: pass\n    async for y in z: pass", "x y"),
]


def scope_in(source: str) -> ast.AST:
    (statement,) = ast.parse(source).body
    return statement.value if isinstance(statement, ast.Expr) else statement


@pytest.mark.parametrize(("source", "bound"), SCOPES)
def test_bound(source: str, bound: str) -> None:
    assert names_of(scope_in(source)).bound == set(bound.split())


@pytest.mark.parametrize("source", [source for source, _ in SCOPES if "del" not in source])
def test_compiler_agrees(source: str) -> None:
    table = symtable.symtable(source, "module", "exec").get_children()[0]
    local = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_local() or symbol.is_parameter()}
    assert names_of(scope_in(source)).bound == {name for name in local if not name.startswith((".", "__"))}


def test_bound_of_a_module() -> None:
    tree = ast.parse("import os\nx = 1\n@decorated(y := 2)\ndef f(a=(z := 3)): b = 1\nclass C(D := object): e = 1")
    assert names_of(tree).bound == {"os", "x", "y", "f", "z", "C", "D"}


def test_bound_elsewhere() -> None:
    function = ast.parse(
        "def f():\n    x = 1\n    def g():\n        nonlocal x\n        global y\n        x = y = z = 1"
    )
    outer = function.body[0]
    assert isinstance(outer, ast.FunctionDef)
    names = names_of(outer.body[1])
    assert (names.bound, names.nonlocals, names.globals) == ({"z"}, {"x"}, {"y"})
    assert names_of(outer).nonlocals == set()


@pytest.mark.parametrize(
    ("source", "yields"),
    [
        ("def f(): yield", True),
        ("def f():\n    if x:\n        a = yield from y", True),
        ("async def f(): yield 1", True),
        ("lambda: (yield)", True),
        ("def f():\n    def g(): yield", False),
        ("def f(): return lambda: (yield)", False),
        ("async def f(): await x", False),
    ],
)
def test_generators(source: str, yields: bool) -> None:
    assert names_of(scope_in(source)).yields is yields


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        ("x = y", "x"),
        ("x, y = z", "x y"),
        ("del x", "x"),
        ("for x in y:\n    z = x", "x z"),
        ("try:\n    a = 1\nexcept E as x:\n    pass", "a x"),
        ("x.y = 1", ""),
        ("f(x)", ""),
    ],
)
def test_bound_by_a_statement(source: str, bound: str) -> None:
    found = bound_by(ast.parse(source).body[0])
    assert sorted(found) == sorted(bound.split())


def test_arguments_in_order() -> None:
    function = scope_in("def f(a, /, b, *c, d, **e): pass")
    assert isinstance(function, ast.FunctionDef)
    assert [argument.arg for argument in arguments_of(function.args)] == ["a", "b", "c", "d", "e"]
