"""The components of a graph, compared with what a search from every node says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flake8_cb.project.components import Components

GRAPHS = st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=4), max_size=10)


def led_to(graph: dict[int, list[int]], start: int) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        new = set(graph.get(todo.pop(), ())) - seen
        seen |= new
        todo += new
    return seen


@given(GRAPHS, st.lists(st.integers(0, 9), max_size=3))
def test_components_are_what_leads_to_one_another(graph: dict[int, list[int]], starts: list[int]) -> None:
    components = Components(lambda node: graph.get(node, ()))
    for node in range(10):
        members = components.of(node).members
        assert set(members) == {each for each in led_to(graph, node) if node in led_to(graph, each)}
        assert all(components.of(each) is components.of(node) for each in members)
    reached = list(components.reached(starts))
    assert len(reached) == len(set(reached))
    assert {each for component in reached for each in component.members} == set().union(
        *(led_to(graph, each) for each in starts)
    )
    nearest = components.nearest(starts)
    assert set(components.closure(nearest)) == set(reached)
    for one in nearest:
        assert not any(one in components.closure([other]) for other in nearest if other is not one)


def test_a_long_chain_needs_no_deep_stack() -> None:
    components = Components(lambda node: [(node + 1) % 20_000])
    assert len(components.of(0).members) == 20_000
    assert components.of(0).following == ()
    chain = Components(lambda node: [node + 1] if node < 20_000 else [])
    assert sum(1 for _ in chain.reached([0])) == 20_001
