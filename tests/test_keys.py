"""What a container surely holds and surely lacks."""

from __future__ import annotations

import pytest

from flake8_cb.flow.domain.keys import keys, lacks, surely_differ
from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.values import Const, Symbol, Value

NAME = Symbol("name", "NAME")
OTHER = Symbol("name", "OTHER")
A = Const.of("a")
B = Const.of("b")

PAIRS = [
    pytest.param(A, B, True, id="unequal-constants"),
    pytest.param(A, A, False, id="equal-constants"),
    pytest.param(NAME, A, False, id="unknown-and-constant"),
    pytest.param(NAME, OTHER, False, id="two-unknowns"),
    pytest.param(NAME, NAME, False, id="one-unknown"),
    pytest.param(Symbol("text", NAME, A), NAME, True, id="text-with-more"),
    pytest.param(Symbol("text", NAME), NAME, False, id="text-with-nothing-more"),
    pytest.param(Symbol("text", NAME, OTHER), NAME, False, id="text-with-what-may-be-empty"),
    pytest.param(Symbol("text", NAME, A), OTHER, False, id="text-of-something-else"),
    pytest.param(Symbol("text", NAME, A, OTHER), NAME, True, id="text-of-two"),
    pytest.param(Symbol("text", NAME, Const.of("ab")), Symbol("text", NAME, A), True, id="text-and-more-of-it"),
    pytest.param(Symbol("text", NAME, A), Symbol("text", NAME, A), False, id="equal-texts"),
    pytest.param(Symbol("text", NAME, A, NAME), Symbol("text", NAME, A), False, id="more-that-may-be-empty"),
    pytest.param(Symbol("text", NAME, A), A, False, id="text-that-may-be-its-end"),
    pytest.param(Symbol("text", NAME, Const.of("ab")), A, True, id="constant-and-more"),
    pytest.param(Symbol("operator", "Mult", NAME, A), NAME, False, id="operator"),
    pytest.param(Symbol("call", "f", NAME, A), NAME, False, id="result-of-a-call"),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_surely_differ(one: Value, other: Value, expected: bool, turned: bool) -> None:
    assert surely_differ(*((other, one) if turned else (one, other))) is expected


def container(kind: str, slots: dict[Value, Value], *, exact: bool = True) -> Record:
    record = Record(kind)
    for name, value in slots.items():
        record.put(name, value)
    record.exact = exact
    return record


def test_keys_of_a_dict_and_items_of_a_list() -> None:
    slots: dict[Value, Value] = {Const.of(0): A, Const.of(1): NAME}
    assert keys(container("dict", slots)) == [Const.of(0), Const.of(1)]
    assert keys(container("list", slots)) == [A, NAME]
    assert keys(None) == []


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(container("dict", {}), True, id="empty"),
        pytest.param(container("dict", {B: A}), True, id="only-as-value"),
        pytest.param(container("dict", {A: B}), False, id="as-key"),
        pytest.param(container("dict", {NAME: B}), False, id="perhaps"),
        pytest.param(container("list", {Const.of(0): B}), True, id="other-item"),
        pytest.param(container("list", {Const.of(0): A}), False, id="as-item"),
        pytest.param(container("dict", {}, exact=False), False, id="not-known-wholly"),
    ],
)
def test_lacks(record: Record, expected: bool) -> None:
    assert lacks(record, A) is expected


def test_kinds_of_constants_differ() -> None:
    assert surely_differ(Const.of("1"), Const.of(1))
