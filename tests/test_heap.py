"""The two layers of a heap look like one table, whatever stands in which."""

from __future__ import annotations

import ast
import random

import pytest

from flake8_cb.flow.domain.heap import Heap
from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.values import Obj

KEYS = [Obj(ast.Pass(), number) for number in range(12)]


def contents(heap: Heap) -> dict[Obj, Record]:
    return {key: heap[key] for key in heap}  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(40))
def test_a_heap_is_a_table(seed: int) -> None:
    """Whatever is done to it, in whatever order, a plain table beside it holds the same."""
    chance = random.Random(seed)
    heap, plain = Heap(), {}
    for _ in range(200):
        key, record = chance.choice(KEYS), Record("list")
        match chance.randrange(6):
            case 0 | 1:
                heap[key] = plain[key] = record
            case 2 if key in plain:
                del heap[key], plain[key]
            case 3:
                heap.let_last(chance.sample(KEYS, 3))
            case 4 if chance.random() < 0.2:
                heap.let_none_last()
            case 5:
                heap = heap.copy()
        assert contents(heap) == plain
        assert dict(heap.items()) == plain
        assert len(heap) == len(plain)
        assert [each in heap for each in KEYS] == [each in plain for each in KEYS]
        assert [heap.get(each) for each in KEYS] == [plain.get(each) for each in KEYS]
        assert set(heap.passing()) == plain.keys() - heap.lasting.keys()


@pytest.mark.parametrize("seed", range(40))
def test_differences_are_those_of_the_tables(seed: int) -> None:
    chance = random.Random(seed)
    one = Heap()
    for key in KEYS[:8]:
        one[key] = Record("list")
    one.let_last(chance.sample(KEYS[:8], 4))
    two = one.copy()
    for heap in (one, two):
        for key in chance.sample(KEYS, 3):
            heap[key] = Record("dict")
        if chance.random() < 0.3:
            heap.let_last(chance.sample(KEYS, 3))
        if chance.random() < 0.3:
            heap.let_none_last()
    expected = {key for key in KEYS if one.get(key) is not two.get(key)}
    assert set(one.differences(two)) == set(two.differences(one)) == expected


def test_what_lasts_is_not_changed_for_others() -> None:
    key = KEYS[0]
    first, second = Record("list"), Record("dict")
    heap = Heap()
    heap[key] = first
    heap.let_last([key])
    other = heap.copy()
    heap[key] = second
    assert heap[key] is second
    assert other[key] is first


def test_what_is_gone_lasts_no_longer() -> None:
    heap = Heap()
    for key in KEYS[:3]:
        heap[key] = Record("list")
    heap.let_last(KEYS[:3])
    del heap[KEYS[1]]
    assert not heap.lasting
    assert list(heap) == [KEYS[0], KEYS[2]]


@pytest.mark.parametrize("seed", range(5))
def test_what_lasts_stays_in_order(seed: int) -> None:
    """What the order of a set decides differs from run to run."""
    heap = Heap()
    for key in KEYS:
        heap[key] = Record("list")
    heap.let_last(set(random.Random(seed).sample(KEYS, len(KEYS))))
    assert list(heap.lasting) == list(heap) == KEYS
