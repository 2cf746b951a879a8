"""States: a copy never sees what the other writes, what leads where, and which states may be joined."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_cb.flow.domain.joining import (
    MANY_STATES,
    MOST_IMPORT_STATES,
    MOST_JOINED,
    MOST_STATES,
    differences,
    either,
    essence,
    join_alike,
    thin,
)
from flake8_cb.flow.domain.record import RESULT, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.typestate import Conflict, Connection, Opening, Pending, Spot
from flake8_cb.flow.domain.values import (
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
HERE = Spot(SITE, SITE)
ONE, TWO = Const.of(1), Const.of(2)
UNKNOWN = Symbol("name", "unknown")


def a_connection(line: int = 4, bucket: str = "beer") -> Connection:
    node = ast.Pass(lineno=line)
    return Connection(
        "Bucket",
        Target("couchbase", frozenset({"h"}), Const.of(bucket)),
        Spot(node, node),
        Opening(node, node, None, 0, ()),
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
            target.pending[write.value] = Pending(frozenset(), "a thread", HERE)
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
    copy.update_connection(bucket, closed=HERE)
    (before,), (after,) = state.connections(), copy.connections()
    assert before[1].closed is None
    assert after[1].closed is HERE


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
    caller = made(state, "function")
    scope = made(state, "function", x=connected(state))
    if captured:
        state.capture(scope)
    state.forget_scope(scope, caller)
    assert (scope in state.heap) is captured
    assert state.dirty


@pytest.mark.parametrize(("kept", "dropped"), [("xy", False), ("x", True), ("", True)])
def test_what_the_caller_holds_lives_on(kept: str, dropped: bool) -> None:
    state = State()
    given = {name: connected(state) for name in "xy"}
    caller = made(state, "function", **{name.upper(): given[name] for name in kept})
    scope = made(state, "function", **given)
    state.dirty = False
    state.forget_scope(scope, caller)
    assert state.dirty is dropped


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
    bucket = connected(state)
    module = made(state, "module", b=bucket)
    assert state.held_connections(module) == []
    assert state.reachable([module], scopes=False) == set()
    assert state.reachable([module]) == {module, bucket}


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


# places


def test_spot_of_the_linted_file() -> None:
    spot = Spot(SITE, SITE)
    assert not spot.is_elsewhere
    assert spot.line == 4


def test_spot_of_another_file() -> None:
    here = ast.Call(func=ast.Name("connect", ast.Load()), args=[], keywords=[], lineno=9, col_offset=0)
    spot = Spot(SITE, here)
    assert spot.is_elsewhere
    assert spot.line == 4  # of the file in which it happened


def test_spot_without_a_line() -> None:
    tree = ast.Module([], [])
    assert Spot(tree, tree).line == 0


def test_places_are_told_apart_by_the_node_and_not_by_what_it_says() -> None:
    twins = ast.Pass(lineno=4), ast.Pass(lineno=4)
    assert Spot(*twins).is_elsewhere
    assert Spot(twins[0], twins[0]) == Spot(twins[0], twins[0])
    assert Spot(twins[0], twins[0]) != Spot(twins[1], twins[1])


def test_opening_of_another_file() -> None:
    here = ast.Pass(lineno=9)
    assert not Opening(here, here, None, 0, ()).is_elsewhere
    assert Opening(SITE, here, None, 1, ()).is_elsewhere


def test_a_connection_stands_on_the_line_that_opened_it() -> None:
    assert a_connection(7).line == 7


def test_a_conflict_tells_connections_apart() -> None:
    state = State()
    bucket = connected(state)
    copy = state.copy()
    node = ast.Pass(lineno=8)
    conflict = Conflict(bucket, Opening(node, node, None, 0, ()), Spot(node, node), nested=False)
    copy.update_connection(bucket, conflicts=(conflict,))
    assert copy != state
    assert not agree(copy, state)


# what has tenure


def a_module(state: State, **slots: Value) -> Obj:
    """Put the scope of a module with these names on the heap."""
    scope = state.allocate(ast.Module([], []), Record("module"))
    for name, value in slots.items():
        state.put(scope, name, value)
    return scope


def tenured(state: State) -> frozenset[Value]:
    return frozenset(state.heap.lasting)


def test_a_module_that_has_run_stays_with_what_it_leads_to() -> None:
    state = State()
    bucket = connected(state)
    module = a_module(state, store=made(state, x=bucket), title=ONE)
    assert tenured(state) == frozenset()
    state.tenure(module, frozenset())
    assert tenured(state) == state.reachable([module])
    assert {module, bucket} < tenured(state)


def test_what_another_module_holds_that_still_runs_has_no_tenure() -> None:
    state = State()
    bucket = connected(state)
    importer = a_module(state, b=bucket)
    module = a_module(state, importer=importer)
    state.tenure(module, frozenset({importer}))
    assert tenured(state) == {module}


def test_tenure_adds_up() -> None:
    state = State()
    first = a_module(state, b=connected(state))
    second = a_module(state, first=first, b=connected(state, 5))
    state.tenure(first, frozenset({second}))
    before = tenured(state)
    state.tenure(second, frozenset())
    assert before < tenured(state)
    assert tenured(state) == state.reachable([first, second])


def test_alive_does_not_look_at_what_has_tenure() -> None:
    state = State()
    module = a_module(state, b=connected(state))
    state.tenure(module, frozenset())
    local = connected(state, 5)
    lost = connected(state, 6)
    scope = made(state, "function", module=module, b=local)
    assert state.alive([scope]) == {scope, local}
    assert lost not in state.alive([scope]) | tenured(state)


def test_alive_is_what_was_given_to_a_module_since() -> None:
    state = State()
    thing = made(state)
    module = a_module(state, thing=thing)
    state.tenure(module, frozenset())
    bucket = connected(state)
    assert bucket not in state.alive([])
    state.put(thing, "x", bucket)
    assert state.touched == {thing}
    assert tenured(state) == {module, thing}
    assert state.alive([]) == {bucket}


def test_a_value_that_leads_nowhere_touches_nothing() -> None:
    state = State()
    module = a_module(state)
    state.tenure(module, frozenset())
    state.put(module, "x", ONE)
    assert state.touched == frozenset()
    assert not state.dirty


def test_what_has_no_tenure_is_not_touched() -> None:
    state = State()
    state.tenure(a_module(state), frozenset())
    made(state, x=connected(state))
    assert state.touched == frozenset()


@pytest.mark.parametrize("how", ["put", "drop"])
def test_tenure_ends_when_a_module_lets_something_go(how: str) -> None:
    state = State()
    bucket = connected(state)
    module = a_module(state, b=bucket)
    state.tenure(module, frozenset())
    state.put(module, "c", connected(state, 5))
    assert (state.dirty, state.touched) == (False, {module})
    if how == "put":
        state.put(module, "b", NONE)
    else:
        state.drop(module, "b")
    assert state.dirty
    assert tenured(state) == state.touched == frozenset()
    assert bucket not in state.alive([module])


def test_tenure_lasts_when_others_let_something_go() -> None:
    state = State()
    module = a_module(state, b=connected(state))
    state.tenure(module, frozenset())
    thing = made(state, x=connected(state, 5))
    state.drop(thing, "x")
    assert state.dirty
    assert module in tenured(state)


def test_let_go() -> None:
    state = State()
    module, thing = a_module(state), made(state)
    state.tenure(module, frozenset())
    state.let_go(thing)
    assert (state.dirty, tenured(state)) == (True, {module})
    state.let_go(module)
    assert tenured(state) == frozenset()


def test_tenure_of_a_copy() -> None:
    state = State()
    module = a_module(state, b=connected(state))
    state.tenure(module, frozenset())
    copy = state.copy()
    assert tenured(copy) == tenured(state)
    copy.put(module, "c", connected(copy, 5))
    assert (state.touched, copy.touched) == (frozenset(), {module})
    copy.drop(module, "b")
    assert tenured(copy) == frozenset()
    assert module in tenured(state)


# what makes two states alike


def agree(one: State, other: State) -> bool:
    """Report whether two states say the same of connections: they can be joined then."""
    keys = differences([one, other])
    return essence(one, keys) == essence(other, keys)


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
    assert agree(state, copy) is alike
    assert (essence(state, {thing}) == essence(copy, {thing})) is alike


def test_essence_of_links() -> None:
    state = State()
    bucket = connected(state)
    thing = made(state, x=bucket)
    copy = state.copy()
    copy.put(thing, "x", ONE)
    assert not agree(state, copy)


CHANGES: dict[str, Callable[[State, Obj], object]] = {
    "closed": lambda state, bucket: state.update_connection(bucket, closed=HERE),
    "pending": lambda state, bucket: state.pending.update({bucket: Pending(frozenset({bucket}), "a thread", HERE)}),
    "start method": lambda state, bucket: setattr(state, "start_method", Const.of("spawn")),
    "thread": lambda state, bucket: setattr(state, "thread", SITE),
    "opened once": lambda state, bucket: setattr(state, "openings", frozenset({("call", SITE)})),
    "cached": lambda state, bucket: state.cached.update({SITE: bucket}),
    "parked": lambda state, bucket: setattr(state, "parked", (("return", ONE),)),
    "another object": lambda state, bucket: made(state),
    "another attribute": lambda state, bucket: state.put(bucket, "x", bucket),
    "an attribute that is None": lambda state, bucket: state.put(bucket, "x", NONE),
}


def test_data_does_not_tell_states_apart() -> None:
    state = State()
    bucket = connected(state)
    copy = state.copy()
    copy.put(bucket, "x", ONE)
    assert copy != state
    assert agree(copy, state)


@pytest.mark.parametrize("name", CHANGES)
def test_what_tells_states_apart(name: str) -> None:
    state = State()
    bucket = connected(state)
    copy = state.copy()
    assert copy == state
    assert agree(copy, state)
    CHANGES[name](copy, bucket)
    assert copy != state
    assert not agree(copy, state)
    assert not agree(state, copy)


def test_essence_follows_a_write() -> None:
    state = State()
    thing = made(state, x=ONE)
    before = essence(state, {thing})
    state.put(thing, "x", NONE)
    assert essence(state, {thing}) != before


def states_of(*values: Value) -> tuple[list[State], Obj]:
    """Return states that differ in one attribute of one object."""
    start = State()
    thing = made(start, x=ONE)
    states = [start.copy() for _ in values]
    for state, value in zip(states, values, strict=True):
        state.put(thing, "x", value)
    return states, thing


# in which records states differ


def test_a_copy_differs_in_nothing() -> None:
    state = State()
    connected(state)
    assert differences([state]) == differences([state, state.copy(), state.copy()]) == set()


def test_states_differ_in_what_one_of_them_wrote() -> None:
    start = State()
    one, other, neither = made(start, x=ONE), made(start, x=ONE), made(start, x=ONE)
    states = [start, start.copy(), start.copy()]
    states[1].put(one, "x", TWO)
    states[2].put(other, "x", TWO)
    assert differences(states) == {one, other}
    assert neither not in differences(states)


def test_states_may_differ_in_records_that_are_equal() -> None:
    state = State()
    thing = made(state, x=ONE)
    copy = state.copy()
    copy.put(thing, "x", ONE)
    assert differences([state, copy]) == {thing}
    assert agree(state, copy)


@pytest.mark.parametrize("turned", [False, True])
def test_states_differ_in_what_only_one_has(turned: bool) -> None:
    state = State()
    copy = state.copy()
    thing = made(copy)
    assert differences([copy, state] if turned else [state, copy]) == {thing}
    assert not agree(state, copy)


def test_states_differ_in_objects_of_equal_number() -> None:
    state = State()
    one, other = state.copy(), state.copy()
    mine, theirs = made(one), other.allocate(ast.Pass(lineno=9), Record("instance"))
    assert differences([one, other]) == {mine, theirs}
    assert not agree(one, other)


def test_what_states_share_is_not_looked_at() -> None:
    states, thing = states_of(NONE, ONE)
    same = made(states[0])
    assert essence(states[0], set()) == essence(states[1], set())
    assert essence(states[0], {thing}) != essence(states[1], {thing})
    assert same not in states[1].heap


# joining


def test_joined_states_forget_what_they_differ_in() -> None:
    states, thing = states_of(ONE, TWO)
    one, other = states
    one.facts = {UNKNOWN: True, ONE: True, TWO: True}
    other.facts = {UNKNOWN: True, ONE: False}
    (joined,) = join_alike(states)
    assert slot(joined, thing, "x") == either(thing, "x", ONE, TWO)
    assert joined.facts == {UNKNOWN: True}


def test_states_that_differ_in_none_are_kept_apart() -> None:
    states, thing = states_of(ONE, NONE, TWO)
    assert [slot(each, thing, "x") for each in join_alike(states)] == [either(thing, "x", ONE, TWO), NONE]


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
    assert slot(joined, thing, "x") == either(thing, "x", *map(Const.of, range(MANY_STATES + 1)))


def test_one_of_several_values_is_one_of_the_same_whatever_their_order() -> None:
    _, thing = states_of(ONE)
    few = either(thing, "x", ONE, TWO)
    assert few == either(thing, "x", TWO, ONE) == either(thing, "x", few, TWO)
    assert few != either(thing, "x", few, UNKNOWN) == either(thing, "x", UNKNOWN, TWO, ONE)
    assert few != either(thing, "y", ONE, TWO)
    many = either(thing, "x", *map(Const.of, range(MOST_JOINED + 1)))
    assert many == either(thing, "x", many, UNKNOWN) != few


def test_no_more_than_so_many_states() -> None:
    start = State()
    bucket = connected(start)
    states = [start.copy() for _ in range(MOST_STATES + 3)]
    for number, state in enumerate(states):
        node = ast.Pass(lineno=number)
        state.update_connection(bucket, closed=Spot(node, node))
    assert len(thin(states)) == MOST_STATES


def test_states_of_an_import_are_kept_few() -> None:
    states, thing = states_of(ONE, NONE, TWO)
    first, second = thin(states, MOST_IMPORT_STATES)
    assert (slot(first, thing, "x"), slot(second, thing, "x")) == (either(thing, "x", ONE, TWO), NONE)
    start = State()
    bucket = connected(start)
    states = [start.copy() for _ in range(MOST_IMPORT_STATES + 2)]
    for number, state in enumerate(states):
        node = ast.Pass(lineno=number)
        state.update_connection(bucket, closed=Spot(node, node))
    assert thin(states, MOST_IMPORT_STATES) == states[:MOST_IMPORT_STATES]


@pytest.mark.parametrize(("many", "kept"), [(1, 1), (2, 1), (3, 3), (4, 3)])
def test_how_many_states_that_agree_are_kept_apart(many: int, kept: int) -> None:
    states, _ = states_of(*map(Const.of, range(3)))
    assert len(thin(states, many=many)) == kept


def test_one_state_is_left_as_it_is() -> None:
    (state,), _ = states_of(ONE)
    assert thin([state], 1, 0) == [state]
    assert thin([]) == []
