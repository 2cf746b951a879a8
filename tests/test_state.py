"""States: a copy never sees what the other writes, what leads where, and which states may be joined."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_cb.flow.joining import MANY_STATES, MOST_STATES, essence, join_alike, thin
from flake8_cb.flow.state import RESULT, Connection, Opening, Pending, Record, State
from flake8_cb.flow.target import Target
from flake8_cb.flow.values import (
    FALSE,
    NONE,
    TRUE,
    Bound,
    Const,
    Descriptor,
    Function,
    Obj,
    Partial,
    Super,
    Symbol,
    Tuple,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = ast.Call(func=ast.Name("Bucket", ast.Load()), args=[], keywords=[], lineno=4, col_offset=0)
ONE, TWO = Const.of(1), Const.of(2)
UNKNOWN = Symbol("name", "unknown")


def a_connection(line: int = 4, bucket: str = "beer") -> Connection:
    node = ast.Pass(lineno=line)
    return Connection(
        "Bucket", Target("couchbase", frozenset({"h"}), Const.of(bucket)), node, Opening(node, None, 0, ())
    )


def made(state: State, kind: str = "instance", **slots: Value) -> Obj:
    """Put an object with these attributes on the heap."""
    found = state.allocate(SITE, Record(kind))
    for name, value in slots.items():
        state.put(found, name, value)
    return found


def connected(state: State, line: int = 4) -> Obj:
    found = made(state, "connection")
    state.edit(found).connection = a_connection(line)
    return found


def handle(state: State, via: Value, kind: str = "instance") -> Obj:
    found = made(state, kind)
    state.edit(found).via = via
    return found


def slot(state: State, value: Value, name: object) -> Value | None:
    record = state.record(value)
    return record.slots.get(name) if record else None


# copy on write


@dataclass(frozen=True)
class Write:
    """One change of a state: to which of several states it is done, and what it does."""

    to: int
    what: str
    name: str
    value: Value


WRITES = st.builds(
    Write,
    st.integers(0, 3),
    st.sampled_from(["put", "drop", "copy", "fact", "pend", "cache"]),
    st.sampled_from("xyz"),
    st.sampled_from([ONE, TWO, NONE, UNKNOWN]),
)


@given(st.lists(WRITES, max_size=30))
def test_copies_are_independent(writes: list[Write]) -> None:
    state = State()
    shared = made(state, x=ONE)
    states = [state]
    expected: list[dict[object, object]] = [{"x": ONE}]
    for write in writes:
        place = write.to % len(states)
        target, model = states[place], expected[place]
        if write.what == "copy":
            states.append(target.copy())
            expected.append(dict(model))
        elif write.what == "put":
            target.put(shared, write.name, write.value)
            model[write.name] = write.value
        elif write.what == "drop":
            target.drop(shared, write.name)
            model.pop(write.name, None)
        elif write.what == "fact":
            target.facts[write.value] = True
            model["fact", write.value] = True
        elif write.what == "pend":
            target.pending[write.value] = Pending(frozenset(), "a thread", SITE)
            model["pending", write.value] = True
        else:
            target.cached[write.name] = write.value
            model["cached", write.name] = True
    for target, model in zip(states, expected, strict=True):
        record = target.record(shared)
        assert record is not None
        found: dict[object, object] = dict(record.slots)
        found |= {("fact", key): True for key in target.facts}
        found |= {("pending", key): True for key in target.pending}
        found |= {("cached", key): True for key in target.cached}
        assert found == model


def test_original_does_not_see_the_copy() -> None:
    state = State()
    thing = made(state, x=ONE)
    copy = state.copy()
    copy.put(thing, "x", TWO)
    assert slot(state, thing, "x") == ONE
    assert slot(copy, thing, "x") == TWO


def test_copy_does_not_see_the_original() -> None:
    state = State()
    thing = made(state, x=ONE)
    copy = state.copy()
    state.put(thing, "x", TWO)  # what was the state's own before is shared now
    assert slot(copy, thing, "x") == ONE


def test_copies_share_what_neither_writes() -> None:
    state = State()
    thing = made(state, x=ONE)
    copy = state.copy()
    assert copy.record(thing) is state.record(thing)


def test_new_objects_of_the_copy() -> None:
    state = State()
    made(state)
    copy = state.copy()
    theirs = made(copy)
    assert state.record(theirs) is None
    assert made(state) is theirs  # one object for the same site and number


def test_connections_of_the_copy() -> None:
    state = State()
    bucket = connected(state)
    copy = state.copy()
    copy.update_connection(bucket, closed=SITE)
    (before,), (after,) = state.connections(), copy.connections()
    assert before[1].closed is None
    assert after[1].closed is SITE


def test_edit_gives_a_record_to_what_has_none() -> None:
    state = State()
    copy = state.copy()
    copy.edit(UNKNOWN).put("x", ONE)
    assert slot(copy, UNKNOWN, "x") == ONE
    assert state.record(UNKNOWN) is None


def test_allocate_takes_the_first_free_number() -> None:
    state = State()
    first, second = made(state), made(state)
    del state.heap[first]
    assert (first.number, second.number) == (0, 1)
    assert made(state) is first


# what may have been dropped


def test_dirty_once_a_link_is_overwritten() -> None:
    state = State()
    thing = made(state, x=ONE)
    state.put(thing, "x", connected(state))
    assert not state.dirty
    state.put(thing, "x", NONE)
    assert state.dirty


def test_dirty_once_a_link_is_dropped() -> None:
    state = State()
    thing = made(state, x=ONE, y=connected(state))
    state.drop(thing, "x")
    assert not state.dirty
    state.drop(thing, "y")
    assert state.dirty


@pytest.mark.parametrize("captured", [False, True])
def test_scope_of_a_function_that_is_over(captured: bool) -> None:
    state = State()
    scope = made(state, "function", x=connected(state))
    if captured:
        state.capture(scope)
    state.forget_scope(scope)
    assert (scope in state.heap) is captured
    assert state.dirty


# handles and what leads where


def test_chain_of_handles() -> None:
    state = State()
    bucket = connected(state)
    scope = handle(state, bucket)
    collection = handle(state, scope)
    assert state.chain(collection) == [collection, scope, bucket]
    assert state.root(collection) is state.root(bucket) is bucket


def test_chain_of_what_is_no_handle() -> None:
    state = State()
    assert state.chain(made(state)) == []
    assert state.root(UNKNOWN) is None


def test_chain_that_runs_in_a_circle() -> None:
    state = State()
    one = made(state)
    other = handle(state, one)
    state.edit(one).via = other
    assert state.chain(one) == []


def nodes_of(source: str) -> ast.FunctionDef:
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return function


def holders(state: State, bucket: Obj) -> dict[str, Value]:
    """Return values of all kinds that hold the connection."""
    function = nodes_of("def f(x=None): pass")
    scope = state.allocate(function, Record("function"))
    state.put(scope, "b", bucket)
    nowhere = Obj(ast.Module([], []), 0)
    return {
        "itself": bucket,
        "attribute": made(state, x=bucket),
        "attribute of an attribute": made(state, x=made(state, y=bucket)),
        "handle": handle(state, bucket),
        "handle of a handle": handle(state, handle(state, bucket)),
        "tuple": Tuple((ONE, Tuple((bucket,)))),
        "closure": Function(function, scope),
        "default": Function(function, nowhere, (("x", bucket),)),
        "bound method": Bound("get", bucket),
        "partial": Partial(ONE, (bucket,), ()),
        "partial by keyword": Partial(ONE, (), (("x", bucket),)),
        "descriptor": Descriptor("property", Bound("get", bucket)),
        "super": Super(nowhere, bucket),
        "attribute that is not known": Symbol("attribute", bucket, "x"),
        "item that is not known": Symbol("item", Tuple((bucket,)), ONE),
    }


@pytest.mark.parametrize("name", holders(State(), Obj(SITE, 0)))
def test_what_holds_a_connection(name: str) -> None:
    state = State()
    bucket = connected(state)
    value = holders(state, bucket)[name]
    assert bucket in state.reachable([value])
    assert state.held_connections(value) == [bucket]


def test_what_holds_none() -> None:
    state = State()
    bucket = connected(state)
    rows = handle(state, bucket, RESULT)
    for value in (ONE, UNKNOWN, made(state, x=ONE), Symbol("call", bucket), Symbol("item", rows, ONE)):
        assert state.held_connections(value) == []
    assert state.held_connections(rows) == [bucket]


def test_held_connections_by_line() -> None:
    state = State()
    later, earlier = connected(state, 9), connected(state, 5)
    assert state.held_connections(Tuple((later, earlier))) == [earlier, later]


def test_names_of_a_module_are_not_held_by_what_stands_in_it() -> None:
    state = State()
    module = made(state, "module", b=connected(state))
    assert state.held_connections(module) == []
    assert state.scopes() == {module}


def test_reachable_stops() -> None:
    state = State()
    bucket = connected(state)
    between = made(state, x=bucket)
    start = made(state, x=between)
    assert state.reachable([start], stop=frozenset({between})) == {start}
    assert state.reachable([start]) == {start, between, bucket}


def test_reachable_in_a_circle() -> None:
    state = State()
    one = made(state)
    other = made(state, x=one)
    state.put(one, "x", other)
    assert state.reachable([one]) == {one, other}


def test_a_slot_that_is_overwritten_leads_nowhere() -> None:
    state = State()
    bucket = connected(state)
    thing = made(state, x=bucket)
    state.put(thing, "x", ONE)
    assert state.reachable([thing]) == {thing}


# what makes two states alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(ONE, TWO, True, id="constants"),
        pytest.param(ONE, UNKNOWN, True, id="constant-and-unknown"),
        pytest.param(NONE, ONE, False, id="none-and-something"),
        pytest.param(NONE, NONE, True, id="none"),
        pytest.param(TRUE, FALSE, True, id="flags"),
        pytest.param(Tuple((ONE,)), Tuple((TWO,)), True, id="tuples"),
    ],
)
def test_essence_of_values(one: Value, other: Value, alike: bool) -> None:
    state = State()
    thing = made(state, x=one)
    copy = state.copy()
    copy.put(thing, "x", other)
    assert (essence(state) == essence(copy)) is alike


def test_essence_of_links() -> None:
    state = State()
    bucket = connected(state)
    thing = made(state, x=bucket)
    copy = state.copy()
    copy.put(thing, "x", ONE)
    assert essence(state) != essence(copy)


CHANGES: dict[str, Callable[[State, Obj], object]] = {
    "closed": lambda state, bucket: state.update_connection(bucket, closed=SITE),
    "pending": lambda state, bucket: state.pending.update({bucket: Pending(frozenset({bucket}), "a thread", SITE)}),
    "start method": lambda state, bucket: setattr(state, "start_method", Const.of("spawn")),
    "thread": lambda state, bucket: setattr(state, "thread", SITE),
    "opened once": lambda state, bucket: setattr(state, "openings", frozenset({("call", SITE)})),
    "cached": lambda state, bucket: state.cached.update({SITE: bucket}),
    "parked": lambda state, bucket: setattr(state, "parked", (("return", ONE),)),
    "another object": lambda state, bucket: made(state),
    "another attribute": lambda state, bucket: state.put(bucket, "x", ONE),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_tells_states_apart(name: str) -> None:
    state = State()
    bucket = connected(state)
    copy = state.copy()
    assert copy == state
    assert essence(copy) == essence(state)
    CHANGES[name](copy, bucket)
    assert copy != state
    assert essence(copy) != essence(state)


def test_essence_follows_a_write() -> None:
    state = State()
    thing = made(state, x=ONE)
    before = essence(state)
    state.put(thing, "x", NONE)
    assert essence(state) != before


# joining


def states_of(*values: Value) -> tuple[list[State], Obj]:
    """Return states that differ in one attribute of one object."""
    start = State()
    thing = made(start, x=ONE)
    states = [start.copy() for _ in values]
    for state, value in zip(states, values, strict=True):
        state.put(thing, "x", value)
    return states, thing


def test_joined_states_forget_what_they_differ_in() -> None:
    states, thing = states_of(ONE, TWO)
    one, other = states
    one.facts = {UNKNOWN: True, ONE: True, TWO: True}
    other.facts = {UNKNOWN: True, ONE: False}
    (joined,) = join_alike(states)
    assert slot(joined, thing, "x") == Symbol("joined", thing, "x")
    assert joined.facts == {UNKNOWN: True}


def test_states_that_differ_in_none_are_kept_apart() -> None:
    states, thing = states_of(ONE, NONE, TWO)
    assert [slot(each, thing, "x") for each in join_alike(states)] == [Symbol("joined", thing, "x"), NONE]


def test_joining_leaves_other_states_alone() -> None:
    states, thing = states_of(ONE, TWO)
    earlier = states[0].copy()
    join_alike(states)
    assert slot(earlier, thing, "x") == ONE


def test_equal_states_become_one() -> None:
    states, thing = states_of(ONE, ONE, TWO)
    states[0].facts = {UNKNOWN: True, ONE: True}
    states[1].facts = {UNKNOWN: True, ONE: False}
    first, second = thin(states)
    assert first.facts == {UNKNOWN: True}
    assert (slot(first, thing, "x"), slot(second, thing, "x")) == (ONE, TWO)


def test_few_states_are_not_joined() -> None:
    states, _ = states_of(*map(Const.of, range(MANY_STATES)))
    assert len(thin(states)) == MANY_STATES


def test_many_states_are_joined() -> None:
    states, thing = states_of(*map(Const.of, range(MANY_STATES + 1)))
    (joined,) = thin(states)
    assert slot(joined, thing, "x") == Symbol("joined", thing, "x")


def test_no_more_than_so_many_states() -> None:
    start = State()
    bucket = connected(start)
    states = [start.copy() for _ in range(MOST_STATES + 3)]
    for number, state in enumerate(states):
        state.update_connection(bucket, closed=ast.Pass(lineno=number))
    assert len(thin(states)) == MOST_STATES
