"""Connections that record: what the classes of the stand-in SDK are made of."""

from __future__ import annotations

import sys
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standin.recorder import Recorder


class Wire:
    """What a connection object and its handles share: its identity and its state. It dies with the last of them."""

    def __init__(self, kind: str, target: str) -> None:
        recorder = World.recorder
        recorder.opened += 1
        self.name = f"{recorder.process}:{recorder.opened}"
        self.process = recorder.process
        self.closed = False
        others = [each.name for each in World.live()]
        places = recorder.places()
        self.frames = {each[3] for each in places}
        recorder.write("open", self.name, f"{kind} {target}", places, others, recorder.handled)
        World.wires.append(weakref.ref(self))

    def __del__(self) -> None:
        if not sys.is_finalizing():
            World.recorder.write("die", self.name)

    def use(self) -> None:
        """Do an operation. A path ends where a closed connection is used, unless a close has left that in doubt."""
        recorder = World.recorder
        recorder.may_raise()
        if not self.closed:
            recorder.used.add(self.name)
        recorder.write("use", self.name, recorder.places(), self.closed)
        if self.closed and self.process == recorder.process and not recorder.doubtful:
            recorder.stop("over")

    def close(self) -> None:
        """Close it. A close that raises may have closed it or not."""
        recorder = World.recorder
        recorder.may_raise(in_doubt=True)
        recorder.write("close", self.name, recorder.places(), self.closed, World.pending_through(self))
        self.closed = True


class World:
    """The state of the stand-in in this process."""

    recorder: Recorder
    wires: list[weakref.ref[Wire]] = []  # noqa: RUF012
    threads: list[Any] = []  # noqa: RUF012

    @classmethod
    def live(cls) -> list[Wire]:
        """Return the connections that this very process has opened and that are open."""
        found = (each() for each in cls.wires)
        return [each for each in found if each and not each.closed and each.process == cls.recorder.process]

    @classmethod
    def pending_through(cls, wire: Wire) -> bool:
        """Report whether another thread that uses the connection runs on."""
        return any(wire.name in each.used and not each.is_current for each in cls.threads)
