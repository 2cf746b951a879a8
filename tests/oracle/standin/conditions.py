"""The unknown code of the programs: what it gives is decided by the recorder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from standin.connections import World

#: So many turns a loop over something unknown takes at most.
TURNS = 2


class Unknown:
    """A value of which nothing is known; it is true or false for good once it was asked."""

    truth: bool | None = None

    def __bool__(self) -> bool:
        if self.truth is None:
            recorder = World.recorder
            self.truth = recorder.turns_taken() < TURNS and bool(recorder.choice(2))
        return self.truth

    def __getattr__(self, name: str) -> Callable[..., Unknown]:
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown

    def __iter__(self) -> Iterator[Unknown]:
        for turn in range(TURNS):
            if turn:
                World.recorder.may_raise(in_doubt=True)
            if not World.recorder.choice(2):
                return
            yield Unknown()


def unknown(*given: object) -> Unknown:
    """Stand for a call of unknown code."""
    World.recorder.may_raise()
    return Unknown()
