"""Components: the modules of a project that lead to one another by their imports, and so to the same others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Component(Generic[Node]):
    """Nodes each of which leads to all others of them, and the components of the others that they lead to.

    Equal to itself alone.
    """

    __slots__ = ("following", "members")

    def __init__(self, members: tuple[Node, ...], following: tuple[Component[Node], ...]) -> None:
        self.members = members
        self.following = following


class Components(Generic[Node]):
    """The components of a graph, found when they are asked for: by Tarjan's algorithm, without recursion."""

    def __init__(self, followers: Callable[[Node], Iterable[Node]]) -> None:
        self._followers = followers
        self._found: dict[Node, Component[Node]] = {}

    def of(self, node: Node) -> Component[Node]:
        """Return the component of a node."""
        if node not in self._found:
            self._search(node)
        return self._found[node]

    def reached(self, nodes: Iterable[Node]) -> Iterator[Component[Node]]:
        """Yield the components of these nodes and all that they lead to."""
        yield from self.closure(map(self.of, nodes))

    def nearest(self, nodes: Iterable[Node]) -> list[Component[Node]]:
        """Return the components of these nodes, but for those that others of them lead to."""
        found = dict.fromkeys(map(self.of, nodes))
        behind = set(self.closure(following for each in found for following in each.following))
        return [each for each in found if each not in behind]

    def closure(self, components: Iterable[Component[Node]]) -> Iterator[Component[Node]]:
        """Yield these components and all that they lead to."""
        seen: set[Component[Node]] = set()
        todo = list(components)
        while todo:
            component = todo.pop()
            if component not in seen:
                seen.add(component)
                yield component
                todo += component.following

    def _search(self, start: Node) -> None:
        edges: dict[Node, tuple[Node, ...]] = {start: tuple(self._followers(start))}
        number = {start: 0}  # of each node that was met, in this order
        lowest = {start: 0}  # the lowest number that it leads back to
        path, visits = [start], [(start, iter(edges[start]))]
        while visits:
            node, followers = visits[-1]
            for each in followers:
                if each in self._found:
                    continue
                if each in number:
                    lowest[node] = min(lowest[node], number[each])
                    continue
                number[each] = lowest[each] = len(number)
                edges[each] = tuple(self._followers(each))
                path.append(each)
                visits.append((each, iter(edges[each])))
                break
            else:
                visits.pop()
                if visits:
                    lowest[visits[-1][0]] = min(lowest[visits[-1][0]], lowest[node])
                if lowest[node] == number[node]:  # none of those met since leads further back
                    members = [path.pop()]
                    while members[-1] != node:
                        members.append(path.pop())
                    self._close(members, edges)

    def _close(self, members: list[Node], edges: dict[Node, tuple[Node, ...]]) -> None:
        among = set(members)
        others = (each for node in members for each in edges[node] if each not in among)
        following = dict.fromkeys(self._found[each] for each in others)  # all that one leads to is found before it
        self._found.update(dict.fromkeys(members, Component(tuple(members), tuple(following))))
