"""What is certain of values that are not known."""

from __future__ import annotations

import ast

import pytest

from flake8_cb.flow.domain.natures import builtin_type, is_never_none, is_of_type, is_surely_true
from flake8_cb.flow.domain.values import Builtin, Const, Symbol, Tuple, Value

NODE = ast.Pass()
UNKNOWN = Symbol("name", "x")


def called(dotted: str) -> Symbol:
    """Return the result of a call of something that was imported."""
    top, *names = dotted.split(".")
    function = Symbol("module", top)
    for name in names:
        function = Symbol("attribute", function, name)
    return Symbol("call", function, NODE)


@pytest.mark.parametrize(
    ("value", "never_none", "surely_true"),
    [
        (UNKNOWN, False, False),
        (called("shop.find"), False, False),
        (called("shop.Store"), True, False),
        (called("logging.getLogger"), True, True),
        (called("pathlib.Path"), True, True),
        (called("collections.Counter"), True, False),
        (called("time.time"), True, False),
        (Symbol("call", Builtin("open"), NODE), True, True),
        (Symbol("call", Builtin("str"), NODE), True, False),
        (Symbol("call", Builtin("next"), NODE), False, False),
        (Symbol("text", Const.of("a"), UNKNOWN), True, True),
        (Symbol("text", UNKNOWN, UNKNOWN), True, False),
        (Symbol("equal", UNKNOWN, UNKNOWN), True, False),
        (Symbol("pure", Symbol("attribute", UNKNOWN, "split")), True, False),
        (Symbol("pure", Symbol("attribute", UNKNOWN, "get")), False, False),
        (Symbol("defaulted", UNKNOWN, Const.of("x")), True, False),
        (Symbol("defaulted", UNKNOWN, Const.of(None)), False, False),
    ],
)
def test_natures(value: Symbol, *, never_none: bool, surely_true: bool) -> None:
    assert is_never_none(value) is never_none
    assert is_surely_true(value) is surely_true


def test_starred_parameters_are_collections() -> None:
    definition = ast.parse("def f(a, *b, **c): pass").body[0]
    assert [is_never_none(Symbol("parameter", definition, name)) for name in "abc"] == [False, True, True]
    assert not is_never_none(Symbol("parameter", NODE, "b"))


@pytest.mark.parametrize(
    ("value", "wanted", "answer"),
    [
        (Const.of("a"), Builtin("str"), True),
        (Const.of("a"), Builtin("dict"), False),
        (Const.of(True), Builtin("int"), True),
        (Const.of(None), Builtin("str"), False),
        (Const.of("a"), Builtin("object"), True),
        (Const.of("a"), UNKNOWN, None),
        (Tuple(()), Builtin("tuple"), True),
        (Symbol("text", Const.of("a"), UNKNOWN), Builtin("str"), True),
    ],
)
def test_types(value: Value, wanted: Value, *, answer: bool | None) -> None:
    given = builtin_type(value)
    assert given is not None
    assert is_of_type(given, wanted) is answer


def test_most_values_have_no_type() -> None:
    assert builtin_type(UNKNOWN) is None
