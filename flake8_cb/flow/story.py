"""The story of a module: the life of its connections, in an order in which it may happen, for those who draw it."""

from __future__ import annotations

from flake8_cb.frozen import frozen


@frozen
class Place:
    """Lines of the linted file, counted from 1; ``column`` counts from 0.

    What happens in another file happens ``elsewhere``, as messages name that; the lines are those that lead there.
    """

    line: int
    column: int
    end_line: int
    elsewhere: str = ""


@frozen
class Lane:
    """A process or a thread: what runs code beside other code.

    ``kind`` is "main", "process", "thread", "task" (of an executor's threads), "greenlet", "reactor" or "callback"
    (unknown code was handed a function). ``title`` says what it runs, ``parent`` is the lane that starts it.
    """

    kind: str
    title: str
    parent: int | None = None


@frozen
class Life:
    """A connection. ``opened`` is None for one that came from outside: who opened it is not known.

    ``way`` are the calls that led to the opening; ``number`` tells apart those that were opened by the same expression.
    """

    name: str
    target: str
    opened: Place | None
    way: tuple[Place, ...] = ()
    number: int = 0

    @property
    def label(self) -> str:
        return f"{self.name}{self.target}"


@frozen
class Moment:
    """Something that happens in a lane.

    ``kind`` is "opens", "uses", "closes", "detaches" (a handle or object is closed, the connection is not) or "drops"
    (nothing leads to it any more) of the connection ``life``; "forks" (with what is open then ``crossing`` into the
    child), "spawns" (a process that inherits nothing), "starts", "gives" (work to a lane that is there already) or
    "waits" for the ``other`` lane. Lives and lanes are numbers. ``label`` is the call, ``way`` the calls that led to
    it, ``function`` the one that it happens in. ``sometimes``: other paths pass it by. ``repeats``: it stands in a
    loop. ``inherited``: the process got the connection by a fork. ``late``: the connection is closed already.
    """

    kind: str
    label: str
    lane: int
    place: Place | None
    life: int | None = None
    other: int | None = None
    way: tuple[Place, ...] = ()
    function: str = ""
    crossing: tuple[int, ...] = ()
    sometimes: bool = False
    repeats: bool = False
    inherited: bool = False
    late: bool = False


@frozen
class Scene:
    """What happens in one go: ``kind`` is "script", "module" (it is imported, or simply run) or "call" (of an entry).

    ``left_open`` are the connections that some path leaves open at its end, ``already`` those that are there before;
    ``left_out`` counts moments beyond the most that are kept.
    """

    kind: str
    title: str
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]
    already: tuple[int, ...] = ()
    left_open: frozenset[int] = frozenset()
    left_out: int = 0


@frozen
class Story:
    """All scenes of a module, and the connections in them. ``given_up``: some run was too long to be followed."""

    scenes: tuple[Scene, ...]
    lives: tuple[Life, ...]
    given_up: bool = False
